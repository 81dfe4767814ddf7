import { householdInScope } from '#functions/api/households/in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { proposeReferrals as contract } from '#shared/contracts/referrals.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { proposedHosts } from '#shared/domain/case/proposed-hosts.ts';
import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import { slugPrefix, type Organisation } from '#shared/domain/organisation/organisation.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';

/** More organisations of one province, and of the nation, are not looked at. */
const MOST_ORGANISATIONS = 2000;

/** Whom the table of 38 indicators names for each open need of a household in the scope: their offices where it lives. */
export async function proposeReferrals(
  deps: {
    households: Pick<HouseholdStore, 'get'>;
    accessLog: Pick<AccessLog, 'record'>;
    registered: Pick<RegisterStore<Organisation>, 'list'>;
  },
  { params, scopes, principal, now }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const household = await householdInScope(deps.households, params.id, scopes);
  const { sub, roles } = principal;
  // Offices of a province may report to departments that were entered for the nation.
  const [ofProvince, ofNation] = await Promise.all([
    deps.registered.list(slugPrefix(household.areaCode), undefined, MOST_ORGANISATIONS),
    deps.registered.list(slugPrefix(null), undefined, MOST_ORGANISATIONS),
    deps.accessLog.record({ household: household.id, at: now.toISOString(), sub, roles, action: 'READ' }),
  ]);
  const open = household.needs.filter(({ status }) => isOpenNeed(status));
  const hostsFor = proposedHosts(household, [...ofProvince, ...ofNation]);
  return {
    items: open.map((need) => ({
      needId: need.id,
      ...(need.wanted === undefined ? {} : { wanted: need.wanted }),
      hosts: hostsFor(need),
    })),
  };
}
