/** Roles that kinds of entries and rules name together (domain.md §2.1). */
import type { Role } from './access.ts';

/** Offices that answer for the households of their area. */
export const UNIT_ROLES = ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'] as const satisfies Role[];
/** Units, and those who visit households for them. */
export const FIELD_ROLES = [...UNIT_ROLES, 'FIELD_TEAM', 'MENTOR'] as const satisfies Role[];

/** Whether a role may say that help is verified: a unit in its area, or the agency itself. */
export function mayVerifyHelp(role: Role): boolean {
  return role === 'AGENCY_FOCAL' || UNIT_ROLES.some((unit) => unit === role);
}
