/** The signed-in account, from the claims that the authorizer of the API has verified. */
import { ROLES, type Principal, type Role } from '#shared/domain/access/access.ts';
import { agencyOfScopes } from '#shared/domain/access/agency-scope.ts';
import { isSlug } from '#shared/domain/organisation/slug.ts';
import { isKnownArea } from '#shared/reference/area-codes.ts';

import type { Session } from './account-gate.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** The sign-in that a token comes from: tokens that were refreshed go on naming the first one. */
export function sessionOf(claims: Claims | undefined): Session {
  const id = text(claims?.['origin_jti']);
  const startedAt = Number(claims?.['auth_time'] ?? claims?.['iat'] ?? 0);
  return { ...(id === undefined ? {} : { id }), startedAt: Number.isSafeInteger(startedAt) ? startedAt : 0 };
}

/** An account that signed in, or undefined when the claims name none. Roles and areas that nobody knows give nothing, nor does what is no slug. */
export function principalOf(claims: Claims | undefined): Principal | undefined {
  const sub = text(claims?.['sub']);
  if (claims === undefined || sub === undefined) return undefined;
  const system = systemOf(claims);
  if (system) return { sub, ...system };
  const area = text(claims['custom:area']) ?? text(claims['area']);
  const agency = text(claims['custom:agency']) ?? text(claims['agency']);
  return {
    sub,
    roles: rolesOf(claims['cognito:groups']),
    ...(area !== undefined && /^\d{2,6}$/.test(area) && isKnownArea(area) ? { area } : {}),
    ...(agency !== undefined && isSlug(agency) ? { agency } : {}),
  };
}

/** Whether a token is a system's own: those of people have groups or a name, which ID tokens call `cognito:username`. */
export function isSystem(claims: Claims | undefined): boolean {
  return ['cognito:groups', 'username', 'cognito:username'].every((name) => claims?.[name] === undefined);
}

/** An agency's own system signs in without a person: its scope names the agency, and it is the agency's focal point. */
function systemOf(claims: Claims): Omit<Principal, 'sub'> | undefined {
  if (!isSystem(claims)) return undefined;
  const agency = agencyOfScopes(text(claims['scope']) ?? '');
  return agency !== undefined && isSlug(agency) ? { roles: ['AGENCY_FOCAL'], agency } : undefined;
}

function text(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}

/** API Gateway hands an array over as the text `[A B]`. */
function rolesOf(claim: unknown): Role[] {
  const groups = Array.isArray(claim)
    ? claim
    : typeof claim === 'string'
      ? claim.replace(/^\[|\]$/g, '').split(/[\s,]+/)
      : [];
  return ROLES.filter((role) => groups.includes(role));
}
