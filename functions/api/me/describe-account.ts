import type { readMe } from '#shared/contracts/me.ts';
import { PERMISSIONS, permissionsOf, type Principal } from '#shared/domain/access/access.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { findAgency } from '#shared/reference/agencies.ts';
import { areaLabel } from '#shared/reference/area-names.ts';

/** What an account may see and do, for itself. Terms of use are not asked for yet, so nobody has accepted any. */
export function describeAccount(principal: Principal): ReplyOf<typeof readMe> {
  const { roles, area, agency } = principal;
  const held = new Set(roles.flatMap((role) => permissionsOf(role)));
  return {
    roles,
    scope: {
      area: area ?? null,
      areaName: area === undefined ? null : areaLabel(area),
      agency: agency ?? null,
      agencyName: agency === undefined ? null : (findAgency(agency)?.nameTh ?? null),
    },
    permissions: PERMISSIONS.filter((permission) => held.has(permission)),
    termsAccepted: false,
  };
}
