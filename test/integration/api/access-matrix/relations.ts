/** Accounts of the access matrix: each role in every relation to what is asked for. */
import { ROLES, type Principal, type Role } from '#shared/domain/access/access.ts';
import { account } from '#test/api/in-process-api.ts';

/** Relation of an account to the household, area and documents asked for, which are in sub-district 420101. */
export const RELATIONS = ['own', 'other-district', 'other-province', 'no-scope'] as const;
export type Relation = (typeof RELATIONS)[number];

export const OFFICES: Role[] = ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'];
export const ALL: readonly Role[] = ROLES;

/** Claims of an account in a relation. For agencies: `own` helped the household, the others did not. For mentors: `own` is its mentor. */
export function accountIn(role: Role, relation: Relation): Principal {
  if (relation === 'no-scope') return account(role, { sub: `${role}-none` });
  if (role === 'AGENCY_FOCAL') {
    const agency = relation === 'own' ? 'cdd' : relation === 'other-district' ? 'dla' : 'moph';
    return account(role, { agency });
  }
  const district = relation === 'own' ? '4201' : relation === 'other-district' ? '4202' : '3101';
  const provincial: Role[] = ['PROVINCE_SECRETARIAT', 'PROVINCE_EXEC', 'DATA_IMPORTER', 'REPORT_APPROVER'];
  // A secretariat of the same province holds both districts: its neighbour is another one of the same scope.
  const area = provincial.includes(role) ? district.slice(0, 2) : role === 'FIELD_TEAM' ? `${district}01` : district;
  return account(role, { area, sub: role === 'MENTOR' && relation === 'own' ? 'mentor-own' : `${role}-${area}` });
}

/** Roles whose scope is a whole province cover the other district as well. */
export const PROVINCIAL: Role[] = ['PROVINCE_SECRETARIAT', 'PROVINCE_EXEC', 'DATA_IMPORTER', 'REPORT_APPROVER'];
export const NATIONAL: Role[] = ['NATIONAL_VIEWER', 'DPO_AUDITOR', 'SYSADMIN'];
