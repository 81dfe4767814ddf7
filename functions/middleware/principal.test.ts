import { describe, expect, it } from 'vitest';

import { isSystem, principalOf } from './principal.ts';

describe('claims', () => {
  it.each([
    ['[DISTRICT_OFFICER FIELD_TEAM]', ['DISTRICT_OFFICER', 'FIELD_TEAM']],
    ['[DISTRICT_OFFICER, FIELD_TEAM]', ['DISTRICT_OFFICER', 'FIELD_TEAM']],
    ['DISTRICT_OFFICER', ['DISTRICT_OFFICER']],
    [['DISTRICT_OFFICER', 'KING'], ['DISTRICT_OFFICER']],
    ['[XSYSADMIN SYSADMINX]', []],
    ['[]', []],
    [undefined, []],
  ])('groups %j are roles %j', (groups, roles) => {
    expect(principalOf({ sub: 's', 'cognito:groups': groups })?.roles).toEqual(roles);
  });

  it('give area and agency under either name, and only such as may exist', () => {
    expect(principalOf({ sub: 's', 'custom:area': '4201', 'custom:agency': 'cdd' })).toEqual({
      sub: 's',
      roles: [],
      area: '4201',
      agency: 'cdd',
    });
    expect(principalOf({ sub: 's', area: '42', agency: 'dla' })).toMatchObject({ area: '42', agency: 'dla' });
    expect(principalOf({ sub: 's', agency: '42-k7m2q9x4tb' })).toMatchObject({ agency: '42-k7m2q9x4tb' });
    for (const area of ['', 'TH', '4', '99', '42010', '4201; 31'])
      expect(principalOf({ sub: 's', 'custom:area': area, 'custom:agency': 'no body' })).toEqual({
        sub: 's',
        roles: [],
      });
  });

  it("of an agency's own system give its agency by scope", () => {
    expect(principalOf({ sub: 'c', scope: 'poverty-logbook/agency.cdd' })).toEqual({
      sub: 'c',
      roles: ['AGENCY_FOCAL'],
      agency: 'cdd',
    });
  });

  it.each([
    ['two agencies', { scope: 'poverty-logbook/agency.cdd poverty-logbook/agency.moph' }],
    ['what is no slug', { scope: 'poverty-logbook/agency.CDD' }],
    ["another server's scope", { scope: 'elsewhere/agency.cdd' }],
    ['a person who asked for the scope', { scope: 'poverty-logbook/agency.cdd', username: 'somebody' }],
    ['a person with groups', { scope: 'poverty-logbook/agency.cdd', 'cognito:groups': '[]' }],
  ])('give nothing by scope to %s', (_who, claims) => {
    expect(principalOf({ sub: 'c', ...claims })).toEqual({ sub: 'c', roles: [] });
  });

  it.each([
    [{ sub: 'c', scope: 'poverty-logbook/agency.cdd' }, true],
    [{ sub: 's', username: 'somebody' }, false],
    // The ID token of a person without groups, as one who was invited.
    [{ sub: 's', 'cognito:username': 'somebody' }, false],
  ])('%j are of a system: %j', (claims, isOne) => {
    expect(isSystem(claims)).toBe(isOne);
  });

  it('without a subject are nobody', () => {
    expect([principalOf(undefined), principalOf({}), principalOf({ sub: '' })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
