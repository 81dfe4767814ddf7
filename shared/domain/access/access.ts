/**
 * Who may do what, and where: one typed table in front of every read and write (domain.md §2.1).
 * A role gives permissions; the place of the grant that names it gives the scope. Anything unknown gives nothing.
 */
import { isWithin } from '#shared/thai/area-code.ts';

import { RECORDERS } from '../logbook/kinds/recorders.ts';

export const ROLES = [
  'NATIONAL_VIEWER',
  'PROVINCE_SECRETARIAT',
  'PROVINCE_EXEC',
  'DISTRICT_OFFICER',
  'MUNICIPAL_OFFICER',
  'FIELD_TEAM',
  'MENTOR',
  'AGENCY_FOCAL',
  'DATA_IMPORTER',
  'REPORT_APPROVER',
  'DPO_AUDITOR',
  'SYSADMIN',
] as const;
export type Role = (typeof ROLES)[number];

// `Object.keys` forgets that the keys of the table are its kinds.
const RECORDED_KINDS = Object.keys(RECORDERS) as (keyof typeof RECORDERS)[];

/** One for each kind of entry that may be recorded, and one for correcting what one may record. */
export const RECORDING_PERMISSIONS = [
  ...RECORDED_KINDS.map((kind) => `logbook:${kind}` as const),
  'logbook:correction',
] as const;

export const PERMISSIONS = [
  'me:read',
  'me:due',
  'reference:read',
  'uploads:create',
  'uploads:read',
  'uploads:undo',
  'households:list',
  'households:search',
  'households:register',
  'households:read',
  'households:reveal',
  'households:merge',
  'logbook:read',
  ...RECORDING_PERMISSIONS,
  'mentors:read',
  'mentors:assign',
  'plans:read',
  'plans:write',
  'profile:write',
  'referrals:read',
  'referrals:send',
  'referrals:answer',
  'meetings:read',
  'meetings:write',
  'target-lists:read',
  'target-lists:manage',
  'committees:read',
  'committees:manage',
  'organisations:manage',
  'reference:manage',
  'statistics:read',
  'statistics:quarterly',
  'statistics:households',
  'statistics:run',
  'campaigns:read',
  'campaigns:manage',
  'rexray:read',
  'rexray:manage',
  'remarks:write',
  'reports:read',
  'reports:approve',
  'access-log:read',
  'subject-requests:read',
  'subject-requests:open',
  'subject-requests:answer',
  'accounts:manage',
  'break-glass:open',
  'break-glass:review',
  'events:read',
  'sensitive:health',
  'events:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERYONE = ['me:read', 'reference:read'] as const satisfies readonly Permission[];
const OFFICE = [
  ...EVERYONE,
  'me:due',
  'uploads:create',
  'uploads:read',
  'uploads:undo',
  'households:list',
  'households:search',
  'households:register',
  'households:read',
  'households:reveal',
  'households:merge',
  'logbook:read',
  'mentors:read',
  'mentors:assign',
  'plans:read',
  'plans:write',
  'profile:write',
  'referrals:read',
  'referrals:send',
  'referrals:answer',
  'meetings:read',
  'meetings:write',
  'target-lists:read',
  'committees:read',
  'statistics:read',
  'statistics:quarterly',
  'statistics:households',
  'reports:read',
  'campaigns:read',
  'rexray:read',
  'remarks:write',
] as const satisfies readonly Permission[];

/** Offices look beyond their area in an emergency, and review who looked into theirs. */
const BY_GLASS = ['break-glass:open', 'break-glass:review'] as const satisfies readonly Permission[];

/** Offices see who looked at the households of their area. */
const OVER_LOOKS = ['access-log:read'] as const satisfies readonly Permission[];

/** Offices take the requests of persons whom they serve. */
const FOR_SUBJECTS = ['subject-requests:read', 'subject-requests:open'] as const satisfies readonly Permission[];

/** What each role may do beside recording: which kinds of entry it records is said by the kinds. */
const BESIDE_RECORDING: Record<Role, readonly Permission[]> = {
  NATIONAL_VIEWER: [
    ...EVERYONE,
    'target-lists:read',
    'committees:read',
    'statistics:read',
    'statistics:quarterly',
    'reports:read',
    'campaigns:read',
  ],
  PROVINCE_SECRETARIAT: [
    ...OFFICE,
    ...BY_GLASS,
    ...OVER_LOOKS,
    ...FOR_SUBJECTS,
    'subject-requests:answer',
    'accounts:manage',
    'target-lists:manage',
    'committees:manage',
    'organisations:manage',
    'reference:manage',
    'campaigns:manage',
    'rexray:manage',
  ],
  PROVINCE_EXEC: [
    ...EVERYONE,
    'households:list',
    'households:read',
    'logbook:read',
    'mentors:read',
    'plans:read',
    'referrals:read',
    'meetings:read',
    'uploads:read',
    'target-lists:read',
    'committees:read',
    'statistics:read',
    'statistics:quarterly',
    'statistics:households',
    'reports:read',
    'campaigns:read',
    'rexray:read',
  ],
  DISTRICT_OFFICER: [...OFFICE, ...BY_GLASS, ...OVER_LOOKS, ...FOR_SUBJECTS, 'accounts:manage', 'sensitive:health'],
  MUNICIPAL_OFFICER: [...OFFICE, ...BY_GLASS, ...OVER_LOOKS, ...FOR_SUBJECTS, 'accounts:manage', 'sensitive:health'],
  FIELD_TEAM: [
    ...EVERYONE,
    'me:due',
    'households:list',
    'households:search',
    'households:register',
    'households:read',
    'logbook:read',
    'mentors:read',
    'plans:read',
    'referrals:read',
    'meetings:read',
    'target-lists:read',
    'rexray:read',
  ],
  MENTOR: [
    ...EVERYONE,
    'me:due',
    'households:list',
    'households:read',
    'logbook:read',
    'plans:read',
    'plans:write',
    'referrals:read',
    'sensitive:health',
  ],
  AGENCY_FOCAL: [
    ...EVERYONE,
    'me:due',
    'uploads:create',
    'uploads:read',
    'uploads:undo',
    'households:list',
    'households:search',
    'households:read',
    'logbook:read',
    'plans:read',
    'referrals:read',
    'meetings:read',
    'referrals:answer',
    'target-lists:read',
    'committees:read',
    'statistics:read',
    'statistics:households',
    'reports:read',
    'campaigns:read',
    'accounts:manage',
    'break-glass:open',
    'events:read',
    'events:manage',
  ],
  DATA_IMPORTER: [
    ...EVERYONE,
    'me:due',
    'uploads:create',
    'uploads:read',
    'uploads:undo',
    'households:search',
    'target-lists:read',
  ],
  REPORT_APPROVER: [
    ...EVERYONE,
    'target-lists:read',
    'committees:read',
    'statistics:read',
    'statistics:quarterly',
    'statistics:households',
    'statistics:run',
    'reports:read',
    'reports:approve',
    'campaigns:read',
  ],
  DPO_AUDITOR: [
    ...EVERYONE,
    'break-glass:review',
    'access-log:read',
    'subject-requests:read',
    'subject-requests:answer',
  ],
  SYSADMIN: [...EVERYONE, 'accounts:manage', 'organisations:manage', 'reference:manage'],
};

const PERMISSIONS_OF: ReadonlyMap<Role, readonly Permission[]> = new Map(
  ROLES.map((role) => [role, [...BESIDE_RECORDING[role], ...recordingOf(role)]]),
);

/** A role corrects the kinds of entry that it records. */
function recordingOf(role: Role): Permission[] {
  const recorded = RECORDED_KINDS.filter((kind) => (RECORDERS[kind] as readonly Role[]).includes(role));
  return recorded.length === 0 ? [] : [...recorded.map((kind) => `logbook:${kind}` as const), 'logbook:correction'];
}

/** One role of an account as it holds today. `areas`: what its unit covers. */
export type HeldGrant = {
  role: Role;
  areas: readonly string[];
  /** Slug of its organisation. */
  agency?: string;
  /** Code of its unit, where that is no area. */
  unit?: string;
  /** Its organisation is none of the state: a partner, with less than the role has else (`NOT_FOR_PARTNERS`). */
  partner?: true;
};

/** A signed-in account: who it is by its verified token, what it may do by its record. */
export type Principal = {
  /** Stable subject of the account; never a name. */
  sub: string;
  roles: Role[];
  /** Area subtree of the account: a 2, 4 or 6 digit code. Of an account with several, the one that holds them all. */
  area?: string;
  /** Slug of the account's agency. */
  agency?: string;
  /** The committee unit that it works for, where that is no area: a municipality with an order of its own. */
  unit?: string;
  /** A system that signs in without a person. */
  system?: true;
  /** What its record gives it today, each role with its own place. Absent: each of its roles has its area and its agency. */
  grants?: readonly HeldGrant[];
};

/** What an account holds, each role with its own place. */
export function heldBy({ roles, area, agency, grants }: Principal): readonly HeldGrant[] {
  const areas = area === undefined ? [] : [area];
  return grants ?? roles.map((role) => ({ role, areas, ...(agency === undefined ? {} : { agency }) }));
}

/** The account with those of its roles alone that `keeps` holds for: what a role may do in its place, another does not lend to it. */
export function withRoles(principal: Principal, keeps: (role: Role) => boolean): Principal {
  const { roles, grants } = principal;
  return {
    ...principal,
    roles: roles.filter(keeps),
    ...(grants ? { grants: grants.filter(({ role }) => keeps(role)) } : {}),
  };
}

/** Where a permission holds. `agency`: households the agency gave help to, of a partner none; `mentor`: households this account is mentor of. */
export type Scope =
  | { kind: 'nation' }
  | { kind: 'area'; area: string }
  | { kind: 'agency'; agency: string; partner?: true }
  | { kind: 'mentor'; mentor: string; area: string };

/**
 * What offices of a district record across its province: households are met, move and are helped over district borders, and
 * the province's centre answers for the record. What they read, list, search and reveal stays in their own district.
 */
const RECORDING: ReadonlySet<Permission> = new Set(RECORDING_PERMISSIONS);

/** Accounts are made by people: a secret that leaked must not make more of them. */
const NOT_FOR_SYSTEMS: ReadonlySet<Permission> = new Set(['accounts:manage', 'break-glass:open']);

/**
 * What a focal point has for an organisation of the state alone (domain.md §2.1). A partner network knows the households that were
 * referred to it, by their referrals, and records its help for those.
 */
const NOT_FOR_PARTNERS: ReadonlySet<Permission> = new Set([
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

/** Whether a grant gives a permission. */
function gives({ role, partner }: Pick<HeldGrant, 'role' | 'partner'>, permission: Permission): boolean {
  return permissionsOf(role).includes(permission) && !(partner && NOT_FOR_PARTNERS.has(permission));
}

/** Whether one of the account's grants gives a permission, wherever it holds. */
export function holds(principal: Principal, permission: Permission): boolean {
  if (principal.system && NOT_FOR_SYSTEMS.has(permission)) return false;
  return heldBy(principal).some((held) => gives(held, permission));
}

function scopesOf(sub: string, { role, areas, agency, partner }: HeldGrant, permission: Permission): Scope[] {
  switch (role) {
    case 'NATIONAL_VIEWER':
    case 'DPO_AUDITOR':
    case 'SYSADMIN':
      return [{ kind: 'nation' }];
    case 'AGENCY_FOCAL':
      return agency === undefined ? [] : [{ kind: 'agency', agency, ...(partner ? { partner } : {}) }];
    case 'MENTOR':
      return areas.map((area) => ({ kind: 'mentor', mentor: sub, area }));
    case 'DISTRICT_OFFICER':
    case 'MUNICIPAL_OFFICER':
      return [...new Set(RECORDING.has(permission) ? areas.map((area) => area.slice(0, 2)) : areas)].map((area) => ({
        kind: 'area',
        area,
      }));
    case 'PROVINCE_SECRETARIAT':
    case 'PROVINCE_EXEC':
    case 'FIELD_TEAM':
    case 'DATA_IMPORTER':
    case 'REPORT_APPROVER':
      return areas.map((area) => ({ kind: 'area', area }));
  }
}

export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS_OF.get(role) ?? [];
}

/**
 * The scopes in which the account holds a permission; empty when it holds it nowhere. A unit's scope is that of each of its covers.
 * Source: domain.md §2.1.
 */
export function scopesFor(principal: Principal, permission: Permission): Scope[] {
  if (principal.system && NOT_FOR_SYSTEMS.has(permission)) return [];
  return heldBy(principal).flatMap((held) =>
    gives(held, permission) ? scopesOf(principal.sub, held, permission) : [],
  );
}

/**
 * What the scope of a household is decided by. `areas`: where it lives and where it is on a list; any of them is enough.
 * `agencies`: those that gave help to it.
 */
export type Placed = { areas: readonly string[]; agencies: readonly string[]; mentor: string | null };

/** Whether any of the scopes covers the household. */
export function coversHousehold(scopes: readonly Scope[], household: Placed): boolean {
  return scopes.some((scope) => {
    switch (scope.kind) {
      case 'nation':
        return true;
      case 'area':
        return household.areas.some((area) => isWithin(area, scope.area));
      case 'agency':
        // A partner that gave help outside a referral reads nothing by it.
        return !scope.partner && household.agencies.includes(scope.agency);
      case 'mentor':
        return household.mentor === scope.mentor;
    }
  });
}

/**
 * Whether figures of a whole area may be seen. An agency sees every area: the report exists so that agencies see
 * each other's help (domain.md §8 no. 2); it holds no person. A mentor has no area figures.
 */
export function coversArea(scopes: readonly Scope[], area: string): boolean {
  return scopes.some((scope) => {
    switch (scope.kind) {
      case 'nation':
      case 'agency':
        return true;
      case 'area':
        return isWithin(area, scope.area);
      case 'mentor':
        return false;
    }
  });
}
