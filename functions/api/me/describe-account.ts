import type { readMe } from '#shared/contracts/me.ts';
import { holds, PERMISSIONS, type Principal } from '#shared/domain/access/access.ts';
import { TERMS_VERSION, type Account } from '#shared/domain/account/account.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { findAgency } from '#shared/reference/agencies.ts';
import { areaLabel } from '#shared/reference/area-names.ts';

/** What an account may see and do, for itself. `account`: its record, when it has one. */
export function describeAccount(principal: Principal, account: Account | undefined): ReplyOf<typeof readMe> {
  const { sub, roles, area, agency, unit } = principal;
  return {
    sub,
    roles,
    scope: {
      area: area ?? null,
      areaName: area === undefined ? null : areaLabel(area),
      agency: agency ?? null,
      agencyName: agency === undefined ? null : (findAgency(agency)?.nameTh ?? null),
      unit: unit ?? null,
    },
    permissions: PERMISSIONS.filter((permission) => holds(principal, permission)),
    termsAccepted: account?.terms?.version === TERMS_VERSION,
    termsVersion: TERMS_VERSION,
  };
}
