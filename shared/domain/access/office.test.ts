import { describe, expect, it } from 'vitest';

import type { Role } from './access.ts';
import { isOfOwnOffice, officeOf } from './office.ts';

type Claims = { sub?: string; agency?: string; area?: string };
const account = (claims: Claims, ...roles: Role[]) => ({ sub: 's', ...claims, roles });

describe('an office', () => {
  it('is a kind of office in an area, with its agency there; an agency; else one account', () => {
    expect([
      officeOf(account({ area: '4201', agency: 'dopa' }, 'DISTRICT_OFFICER')),
      officeOf(account({ area: '4201' }, 'MUNICIPAL_OFFICER')),
      officeOf(account({ agency: 'cdd' }, 'AGENCY_FOCAL')),
      officeOf(account({}, 'AGENCY_FOCAL')),
    ]).toEqual(['area#4201#DISTRICT_OFFICER#dopa', 'area#4201#MUNICIPAL_OFFICER', 'agency#cdd', 'account#s']);
  });

  it('is of the kind of the first role that records or sends files, in whatever order they are named', () => {
    expect(officeOf(account({ area: '42' }, 'DATA_IMPORTER', 'NATIONAL_VIEWER', 'PROVINCE_SECRETARIAT'))).toBe(
      'area#42#PROVINCE_SECRETARIAT',
    );
    expect(officeOf(account({ area: '42' }, 'REPORT_APPROVER'))).toBe('area#42#NONE');
  });

  it('is its own where area, kind and agency are the same, and for the account itself wherever it moved', () => {
    const mine = account({ area: '4201', agency: 'dopa' }, 'DISTRICT_OFFICER');
    const by = (claims: Claims, role: Role = 'DISTRICT_OFFICER') =>
      isOfOwnOffice(account({ sub: 'other', area: '4201', agency: 'dopa', ...claims }, role), mine);
    expect([by({}), by({ area: '4205' }), by({ agency: 'cdd' }), by({}, 'MUNICIPAL_OFFICER')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(by({ sub: 's', area: '4205' })).toBe(true);
    const without = account({ sub: 'without', agency: 'dopa' }, 'AGENCY_FOCAL');
    expect([isOfOwnOffice(without, mine), isOfOwnOffice({ ...without, sub: 'b' }, without)]).toEqual([false, true]);
    expect(isOfOwnOffice(account({ sub: 'a' }, 'MENTOR'), account({ sub: 'b' }, 'MENTOR'))).toBe(false);
  });
});
