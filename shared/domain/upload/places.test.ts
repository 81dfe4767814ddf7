import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Scope } from '#shared/domain/access/access.ts';

import { mayRead, placesOfUpload, placesToRead } from './places.ts';

const area = fc.constantFrom('42', '4201', '4202', '420101', '420102', '31', '3101');
const agency = fc.constantFrom('cdd', 'dla');
const sub = fc.constantFrom('a', 'b', 'c');
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant({ kind: 'nation' } as const),
  fc.record({ kind: fc.constant('area' as const), area }),
  fc.record({ kind: fc.constant('agency' as const), agency }),
  fc.record({ kind: fc.constant('mentor' as const), mentor: sub, area }),
);

it('an upload is listed in a place that an account reads if and only if the account may read it', () => {
  fc.assert(
    fc.property(
      fc.record({ sub, area, agency }, { requiredKeys: ['sub'] }),
      fc.array(scope, { maxLength: 3 }),
      sub,
      (by, scopes, reader) => {
        const listed = new Set(placesOfUpload(by));
        const found = placesToRead(scopes, { sub: reader }).some((place) => listed.has(place));
        expect(found).toBe(mayRead(by, scopes, { sub: reader }));
      },
    ),
    { numRuns: 2000 },
  );
});
