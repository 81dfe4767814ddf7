/** The office of an account: whose entries are its own to put right, and whose columns mapped by hand it shares. */
import { permissionsOf, RECORDING_PERMISSIONS, ROLES, type Permission, type Role } from './access.ts';

type Account = {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly agency?: string;
  readonly area?: string;
  readonly unit?: string;
};

const WORK: ReadonlySet<Permission> = new Set<Permission>(['uploads:create', ...RECORDING_PERMISSIONS]);

/** Whether a role records or sends files. */
export function works(role: Role): boolean {
  return permissionsOf(role).some((one) => WORK.has(one));
}

/** As what it works in its area: a district and a municipality share a code. Of several roles the first that works. */
function kindOf(roles: readonly string[]): string {
  return ROLES.find((role) => roles.includes(role) && works(role)) ?? 'NONE';
}

/**
 * Names the office: an area with the kind of office and its agency there; an agency as a whole only for accounts without an
 * area. An account without either is an office of its own.
 */
export function officeOf({ sub, roles, agency, area, unit = area }: Account): string {
  if (unit !== undefined) return ['area', unit, kindOf(roles), ...(agency === undefined ? [] : [agency])].join('#');
  return agency === undefined ? `account#${sub}` : `agency#${agency}`;
}

/** Whether an entry was recorded by the account itself or by its office. */
export function isOfOwnOffice(by: Account, account: Account): boolean {
  return by.sub === account.sub || officeOf(by) === officeOf(account);
}
