import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Principal, Role, Scope } from '#shared/domain/access/access.ts';

import { mayRead, placesOfUpload, placesToRead } from './places.ts';

const area = fc.constantFrom('42', '4201', '4202', '420101', '420102', '31', '3101');
const agency = fc.constantFrom('cdd', 'dla');
const sub = fc.constantFrom('a', 'b', 'c');
const unit = fc.constantFrom('4201.1', '4201.2');
const reader: fc.Arbitrary<Principal> = fc.record({
  sub,
  roles: fc.constant<Role[]>([]),
  grants: fc.array(
    fc.record(
      {
        role: fc.constantFrom<Role[]>('MUNICIPAL_OFFICER', 'FIELD_TEAM', 'AGENCY_FOCAL'),
        areas: fc.constant(['420101', '420102']),
        unit,
      },
      { requiredKeys: ['role', 'areas'] },
    ),
    { maxLength: 2 },
  ),
});
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant({ kind: 'nation' } as const),
  fc.record({ kind: fc.constant('area' as const), area }),
  fc.record({ kind: fc.constant('agency' as const), agency }),
  fc.record({ kind: fc.constant('mentor' as const), mentor: sub, area }),
);

it('an upload is listed in a place that an account reads if and only if the account may read it', () => {
  fc.assert(
    fc.property(
      fc.record({ sub, area, agency, unit }, { requiredKeys: ['sub'] }),
      fc.array(scope, { maxLength: 3 }),
      reader,
      (by, scopes, who) => {
        const listed = new Set(placesOfUpload(by));
        const found = placesToRead(scopes, who).some((place) => listed.has(place));
        expect(found).toBe(mayRead(by, scopes, who));
      },
    ),
    { numRuns: 2000 },
  );
});

it('an office of a unit with several covers reads what its colleagues sent, and no other unit does', () => {
  const sent = { sub: 'a', area: '4201', unit: '4201.1' };
  const officer = (of: string, role: Role): Principal => ({
    sub: 'b',
    roles: [role],
    grants: [{ role, areas: ['420101', '420102'], unit: of }],
  });
  const scopes: Scope[] = ['420101', '420102'].map((one) => ({ kind: 'area', area: one }));
  expect(mayRead(sent, scopes, officer('4201.1', 'MUNICIPAL_OFFICER'))).toBe(true);
  expect(mayRead(sent, scopes, officer('4201.2', 'MUNICIPAL_OFFICER'))).toBe(false);
  // A team of the field reads no uploads.
  expect(mayRead(sent, scopes, officer('4201.1', 'FIELD_TEAM'))).toBe(false);
  expect(mayRead({ ...sent, agency: 'cdd' }, scopes, officer('4201.1', 'MUNICIPAL_OFFICER'))).toBe(false);
});
