import type { BreakGlassReader } from '#shared/break-glass/break-glass-store.ts';
import { coversHousehold, scopesFor, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { isOpenToPartner } from '#shared/domain/case/referral.ts';
import { stateOf } from '#shared/domain/break-glass/break-glass.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { isSeen } from './in-scope.ts';

/**
 * The household when a scope covers it or a partner's referral opens it, or when the account has it open by a break-glass (`byGlass`): for reading alone. Throws
 * `household-not-found` else.
 */
export async function householdToRead(
  { households, breakGlass }: { households: Pick<HouseholdStore, 'get'>; breakGlass: BreakGlassReader },
  id: string,
  { scopes, principal, now }: { scopes: readonly Scope[]; principal: Principal; now: Date },
): Promise<{ household: Household; byGlass: boolean }> {
  const household = await households.get(id);
  if (!household) throw new Problem('household-not-found');
  const today = bangkokDay(now);
  // A partner gives help and reads nothing by it: a household is open to it by its referral alone.
  const isOpen = scopes.some(
    (scope) => scope.kind === 'agency' && scope.partner && isOpenToPartner(household, scope.agency, today),
  );
  if (isOpen || (await isSeen(households, household, (one) => coversHousehold(scopes, placed(one, today)))))
    return { household, byGlass: false };
  if (await isOpenTo(breakGlass, id, principal, now)) return { household, byGlass: true };
  throw new Problem('household-not-found');
}

/** Whether an account, which still has the right to open one, has a break-glass open over a household. */
export async function isOpenTo(
  breakGlass: BreakGlassReader,
  household: string,
  principal: Principal,
  now: Date,
): Promise<boolean> {
  if (scopesFor(principal, 'break-glass:open').length === 0) return false;
  const newest = await breakGlass.newestOf(principal.sub, household);
  return newest !== undefined && stateOf(newest, now) === 'OPEN';
}
