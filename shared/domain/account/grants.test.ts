import { describe, expect, it } from 'vitest';

import { ROLES, type Role } from '../access/access.ts';
import { NO_ORDERS, type Grant } from './account.ts';
import { currentGrants, faultsOfGrants, GRANTED_BY, isSameGrant, mayGrant, tiedTo, type Granter } from './grants.ts';

/** National, of a province, of a district; all else is no organisation. */
const AREAS: Record<string, string | null> = { cdd: null, 'loei-chamber': '42', 'loei-town-club': '4201' };
const world = { coversOf: NO_ORDERS, areaOfOrganisation: (slug: string) => AREAS[slug] };
const from = '2026-05-01';
const granter = (role: Role, areas: string[] = [], agency?: string): Granter => ({
  sub: 'g',
  held: [{ role, areas, agency }],
});
const grantOf = (role: Role, unit = '4201', agency = 'cdd'): Grant => {
  const tie = tiedTo(role);
  return { role, from, ...(tie === 'unit' ? { unit } : {}), ...(tie === 'agency' ? { agency } : {}) };
};

describe('who may grant', () => {
  it('is said for every role that grants, and no role grants itself but an agency’s', () => {
    const own = ROLES.filter((role) => GRANTED_BY[role]?.[role]);
    expect(own).toEqual(['AGENCY_FOCAL']);
    expect(ROLES.filter((role) => Object.values(GRANTED_BY).every((granted) => !granted[role]))).toEqual(['SYSADMIN']);
  });

  it.each<[Role, string, Role[]]>([
    ['SYSADMIN', '', ['NATIONAL_VIEWER', 'AGENCY_FOCAL', 'DPO_AUDITOR']],
    [
      'PROVINCE_SECRETARIAT',
      '42',
      [
        'PROVINCE_EXEC',
        'DISTRICT_OFFICER',
        'MUNICIPAL_OFFICER',
        'FIELD_TEAM',
        'MENTOR',
        'DATA_IMPORTER',
        'REPORT_APPROVER',
      ],
    ],
    ['DISTRICT_OFFICER', '4201', ['FIELD_TEAM', 'MENTOR']],
    ['MUNICIPAL_OFFICER', '4201', ['FIELD_TEAM', 'MENTOR']],
    ['AGENCY_FOCAL', '', []],
    ['NATIONAL_VIEWER', '', []],
    ['PROVINCE_EXEC', '42', []],
    ['FIELD_TEAM', '420101', []],
    ['MENTOR', '4201', []],
    ['DATA_IMPORTER', '42', []],
    ['REPORT_APPROVER', '42', []],
    ['DPO_AUDITOR', '', []],
  ])('%s %s: in district 4201, and of a national organisation, %j', (role, area, wanted) => {
    const by = granter(role, area === '' ? [] : [area]);
    expect(ROLES.filter((granted) => mayGrant(by, grantOf(granted), world))).toEqual(wanted);
  });

  it('ends at the border of the own area', () => {
    const may = (role: Role, area: string, unit: string) =>
      mayGrant(granter(role, [area]), grantOf('MENTOR', unit), world);
    expect([
      may('PROVINCE_SECRETARIAT', '42', '31'),
      may('PROVINCE_SECRETARIAT', '42', '42'),
      may('DISTRICT_OFFICER', '4201', '420103'),
      may('DISTRICT_OFFICER', '4201', '42'),
      may('DISTRICT_OFFICER', '4201', '4202'),
      may('DISTRICT_OFFICER', '4201', '4201.9'),
    ]).toEqual([false, true, true, false, false, false]);
  });

  it('of a municipality is a district in which all its covers lie', () => {
    const orders = (unit: string) =>
      unit === '4201.1' ? ['420101', '420151'] : unit === '4201.2' ? ['420201'] : undefined;
    const may = (unit: string) =>
      mayGrant(granter('DISTRICT_OFFICER', ['4201']), grantOf('MENTOR', unit), { ...world, coversOf: orders });
    expect([may('4201.1'), may('4201.2'), may('4201.3')]).toEqual([true, false, false]);
  });

  it('of an organisation is who is above its area, or the organisation itself', () => {
    const may = (by: Granter, agency: string) => mayGrant(by, grantOf('AGENCY_FOCAL', '', agency), world);
    const all = (by: Granter) => ['cdd', 'loei-chamber', 'loei-town-club', 'nobody'].filter((slug) => may(by, slug));
    expect(all(granter('SYSADMIN'))).toEqual(['cdd']);
    expect(all(granter('PROVINCE_SECRETARIAT', ['42']))).toEqual(['loei-chamber', 'loei-town-club']);
    expect(all(granter('PROVINCE_SECRETARIAT', ['31']))).toEqual([]);
    expect(all(granter('DISTRICT_OFFICER', ['4201']))).toEqual(['loei-town-club']);
    expect(all(granter('AGENCY_FOCAL', [], 'cdd'))).toEqual(['cdd']);
  });

  it('of a secretariat is the nation, for a whole province', () => {
    const may = (unit: string) => mayGrant(granter('SYSADMIN'), grantOf('PROVINCE_SECRETARIAT', unit), world);
    expect([may('42'), may('4201')]).toEqual([true, false]);
  });
});

describe('grants of one account', () => {
  const codes = (...grants: Grant[]) =>
    faultsOfGrants(grants, world).map(({ at, field, code }) => `${at}/${field} ${code}`);

  it('say where each holds', () => {
    expect(codes({ role: 'MENTOR', from })).toEqual(['0/unit required']);
    expect(codes({ role: 'AGENCY_FOCAL', from })).toEqual(['0/agency required']);
    expect(codes({ role: 'AGENCY_FOCAL', agency: 'nobody', from })).toEqual(['0/agency agency-unknown']);
    expect(codes({ role: 'NATIONAL_VIEWER', unit: '42', from })).toEqual(['0/unit not-of-role']);
    expect(codes({ role: 'MENTOR', unit: '4201.9', from })).toEqual(['0/unit unit-unknown']);
    expect(codes(grantOf('MENTOR'), { ...grantOf('MENTOR'), to: '2026-04-30' })).toEqual(['1/to before-from']);
    expect(codes(...ROLES.filter((role) => role !== 'DPO_AUDITOR').map((role) => grantOf(role)))).toEqual([]);
  });

  it('of the auditor are alone', () => {
    expect(codes(grantOf('DPO_AUDITOR'))).toEqual([]);
    expect(codes(grantOf('MENTOR'), grantOf('DPO_AUDITOR'))).toEqual(['1/role auditor-alone']);
  });

  it('are compared by every word', () => {
    expect(isSameGrant(grantOf('MENTOR'), { from, unit: '4201', role: 'MENTOR' })).toBe(true);
    expect(isSameGrant(grantOf('MENTOR'), { ...grantOf('MENTOR'), to: from })).toBe(false);
  });

  it('count today when they hold or will, and when none does all that did', () => {
    const past = { ...grantOf('MENTOR'), to: '2026-05-02' };
    const coming = { ...grantOf('FIELD_TEAM'), from: '2026-06-01' };
    expect(currentGrants([past, coming], '2026-05-20')).toEqual([coming]);
    expect(currentGrants([past], '2026-05-20')).toEqual([past]);
  });
});
