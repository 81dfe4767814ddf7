import { describe, expect, it } from 'vitest';

import {
  coversArea,
  coversHousehold,
  holds as holdsPermission,
  PERMISSIONS,
  permissionsOf,
  ROLES,
  scopesFor,
  withRoles,
  type Principal,
} from './access.ts';
import { manages } from './manages.ts';
import { mayVerifyHelp } from './role-groups.ts';

const home = { areas: ['420101'], agencies: ['cdd'], mentor: 'm1' };
const holds = (principal: Principal) => coversHousehold(scopesFor(principal, 'households:read'), home);

describe('scopes', () => {
  it('cover a household by any of its areas, by prefix', () => {
    const officer = (area: string): Principal => ({ sub: 's', roles: ['DISTRICT_OFFICER'], area });
    expect([holds(officer('42')), holds(officer('4201')), holds(officer('420101')), holds(officer('4202'))]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    const scopes = scopesFor(officer('3101'), 'households:read');
    expect(coversHousehold(scopes, { ...home, areas: ['420101', '310105'] })).toBe(true);
  });

  it('of an agency are what it helps, of a mentor who is its own', () => {
    expect(holds({ sub: 's', roles: ['AGENCY_FOCAL'], agency: 'cdd' })).toBe(true);
    expect(holds({ sub: 's', roles: ['AGENCY_FOCAL'], agency: 'dla', area: '42' })).toBe(false);
    expect(holds({ sub: 'm1', roles: ['MENTOR'], area: '4201' })).toBe(true);
    expect(holds({ sub: 'm2', roles: ['MENTOR'], area: '4201' })).toBe(false);
  });

  it('of a partner are nothing by its help, and leave out what is for organisations of the state', () => {
    const focal = (partner: boolean): Principal => ({
      sub: 's',
      roles: ['AGENCY_FOCAL'],
      agency: 'cdd',
      grants: [{ role: 'AGENCY_FOCAL', areas: [], agency: 'cdd', ...(partner ? { partner: true } : {}) }],
    });
    expect([holds(focal(false)), holds(focal(true))]).toEqual([true, false]);
    const given = (principal: Principal) =>
      PERMISSIONS.filter((permission) => scopesFor(principal, permission).length > 0);
    expect(given(focal(false)).filter((permission) => !given(focal(true)).includes(permission))).toEqual([
      'uploads:create',
      'uploads:read',
      'uploads:undo',
      'households:search',
      'logbook:read',
      'logbook:urgency',
      'plans:read',
      'statistics:households',
      'accounts:manage',
      'break-glass:open',
    ]);
    expect(given(focal(true))).toEqual(
      expect.arrayContaining(['referrals:answer', 'meetings:read', 'statistics:read', 'logbook:assistance']),
    );
  });

  it('are none without the claim they rest on', () => {
    for (const role of ROLES) {
      const scopes = PERMISSIONS.filter((permission) => scopesFor({ sub: 's', roles: [role] }, permission).length > 0);
      const national = role === 'NATIONAL_VIEWER' || role === 'DPO_AUDITOR' || role === 'SYSADMIN';
      expect([role, scopes.length > 0]).toEqual([role, national]);
    }
  });

  it('of several roles add up, each with its own permission', () => {
    const both: Principal = { sub: 's', roles: ['AGENCY_FOCAL', 'FIELD_TEAM'], agency: 'cdd', area: '420101' };
    expect(scopesFor(both, 'households:read')).toHaveLength(2);
    expect(scopesFor(both, 'logbook:visit')).toEqual([{ kind: 'area', area: '420101' }]);
  });

  it('of the roles that are kept alone, each in its own place', () => {
    const grants = [
      { role: 'DISTRICT_OFFICER', areas: ['4201'] },
      { role: 'MENTOR', areas: ['4202'] },
    ] as const;
    const kept = withRoles({ sub: 's', roles: ['DISTRICT_OFFICER', 'MENTOR'], grants }, (role) => role === 'MENTOR');
    expect(kept).toEqual({ sub: 's', roles: ['MENTOR'], grants: [grants[1]] });
    expect(scopesFor(kept, 'households:read')).toEqual([{ kind: 'mentor', mentor: 's', area: '4202' }]);
    expect(withRoles({ sub: 's', roles: ['MENTOR'], area: '4202' }, () => false)).toEqual({
      sub: 's',
      roles: [],
      area: '4202',
    });
  });

  it('of a system are none where only people act', () => {
    const focal: Principal = { sub: 's', roles: ['AGENCY_FOCAL'], agency: 'cdd' };
    for (const permission of ['accounts:manage', 'break-glass:open'] as const) {
      expect([scopesFor(focal, permission).length, holdsPermission(focal, permission)]).toEqual([1, true]);
      const system: Principal = { ...focal, system: true };
      expect([scopesFor(system, permission), holdsPermission(system, permission)]).toEqual([[], false]);
    }
    expect(scopesFor({ ...focal, system: true }, 'households:read')).toHaveLength(1);
  });

  it('that manage what is of an area, and what is of the nation', () => {
    const [nation, province] = [{ kind: 'nation' }, { kind: 'area', area: '42' }] as const;
    expect([manages([nation], null), manages([nation], '4201')]).toEqual([true, true]);
    expect([manages([province], null), manages([province], '4201'), manages([province], '31')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(manages([{ kind: 'agency', agency: 'cdd' }], '4201')).toBe(false);
  });

  it('of figures: a mentor has none, an agency all', () => {
    expect(coversArea([{ kind: 'mentor', mentor: 'm', area: '42' }], '42')).toBe(false);
    expect(coversArea([{ kind: 'agency', agency: 'cdd' }], '31')).toBe(true);
    expect(coversArea([{ kind: 'area', area: '4201' }], '42')).toBe(false);
  });
});

describe('roles', () => {
  it('SYSADMIN and DPO_AUDITOR open no case', () => {
    for (const role of ['SYSADMIN', 'DPO_AUDITOR', 'NATIONAL_VIEWER'] as const)
      expect(permissionsOf(role).filter((permission) => /^(households|logbook):/.test(permission))).toEqual([]);
  });

  it('that may say that help is verified are units and the agency', () => {
    expect(ROLES.filter(mayVerifyHelp).toSorted()).toEqual([
      'AGENCY_FOCAL',
      'DISTRICT_OFFICER',
      'MUNICIPAL_OFFICER',
      'PROVINCE_SECRETARIAT',
    ]);
  });

  it('leave no permission without a role', () => {
    expect(PERMISSIONS.filter((permission) => !ROLES.some((role) => permissionsOf(role).includes(permission)))).toEqual(
      [],
    );
  });
});
