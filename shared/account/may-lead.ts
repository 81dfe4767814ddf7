import type { AccountReader } from '#shared/account/account-store.ts';
import type { OrderReader } from '#shared/committee/committee-store.ts';
import { coversOfGrants } from '#shared/committee/covers-of-grants.ts';
import { hasGrant } from '#shared/domain/account/account.ts';
import { areasConcerned, type Household } from '#shared/domain/household/household.ts';

/** Whether an account may be the mentor of a household from a day on: it has a grant of MENTOR over its place that day (casework D). */
export async function mayLead(
  { accounts, committees }: { accounts: AccountReader; committees: OrderReader },
  sub: string,
  on: string,
): Promise<(household: Household) => boolean> {
  const account = await accounts.findAccount(sub);
  const covers = await coversOfGrants(account?.grants ?? [], committees);
  return (household) => account !== undefined && hasGrant(account, 'MENTOR', areasConcerned(household), on, covers);
}
