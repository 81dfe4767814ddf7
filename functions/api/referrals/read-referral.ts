import type { Call } from '#functions/middleware/call.ts';
import type { AccountReader } from '#shared/account/account-store.ts';
import { openPerson, type AccountPerson } from '#shared/account/sealed-person.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { readReferral as contract } from '#shared/contracts/referrals.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { readingOf } from '#shared/domain/access/reading.ts';
import type { Referral, Standing } from '#shared/domain/case/referral.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { readChain } from '#shared/household/read-following.ts';
import { Problem } from '#shared/problems.ts';
import type { ReferralItem, ReferralStore } from '#shared/referral/referral-store.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { showReferral } from './show-referral.ts';
import { sightOf, standingOf } from '#shared/domain/case/standing.ts';

export type ReadDeps = {
  households: Pick<HouseholdStore, 'get' | 'entries'>;
  referrals: ReferralStore;
  accessLog: Pick<AccessLog, 'record'>;
  accounts: Pick<AccountReader, 'findAccount'>;
  sealer: Pick<Sealer, 'open'>;
};

export type Found = { item: ReferralItem; household: Household; referral: Referral; standing: Standing };

/** A referral with which the account has to do. Throws `referral-not-found`, whether there is one or not. */
export async function findReferral(
  deps: Pick<ReadDeps, 'referrals'> & { households: Pick<HouseholdStore, 'get'> },
  id: string,
  principal: Principal,
): Promise<Found> {
  const item = await deps.referrals.get(id);
  const household = item && (await readChain(deps.households, item.household)).at(-1);
  const referral = household?.referrals.find((one) => one.id === id);
  const standing = household && referral && standingOf(principal, household, referral);
  if (!item || !household || !referral || !standing) throw new Problem('referral-not-found');
  return { item, household, referral, standing };
}

/** A referral as the account may see it. The first look of an account of the agency is kept. Throws `referral-not-found`. */
export async function readReferral(
  deps: ReadDeps,
  { params, principal, now }: Pick<Call<typeof contract>, 'params' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const found = await findReferral(deps, params.id, principal);
  if (found.standing === 'AGENCY' && found.item.status === 'SENT') {
    await deps.referrals.receive(found.item, now.toISOString());
    found.item = (await deps.referrals.get(params.id)) ?? found.item;
  }
  return await shown(deps, found, principal, now);
}

/** What is shown of a referral that was found. That somebody sees the household is logged first. */
export async function shown(
  deps: ReadDeps,
  { item, household, referral, standing }: Found,
  principal: Principal,
  now: Date,
): Promise<ReplyOf<typeof contract>> {
  const { sub, roles } = principal;
  const today = bangkokDay(now);
  const sight = sightOf(standing, household, referral, today);
  const entries = await entriesOf(deps.households, referral.of ?? household.id, referral);
  if (sight !== 'BEFORE')
    await deps.accessLog.record({ household: household.id, at: now.toISOString(), sub, roles, action: 'READ' });
  const reading = readingOf(principal, household, today);
  const contact = await contactOf(deps, entries);
  return showReferral({ item, referral, household, entries, standing, sight, reading, contact, today });
}

/** Who sent it, while that account is open. */
async function contactOf(
  { accounts, sealer }: Pick<ReadDeps, 'accounts' | 'sealer'>,
  entries: readonly LogbookEntry[],
): Promise<AccountPerson | undefined> {
  const sending = entries.find(({ body }) => body.type === 'referral');
  const account = sending && (await accounts.findAccount(sending.recordedBy.sub));
  if (!account || account.status === 'CLOSED') return undefined;
  return await openPerson(account, sealer);
}

/** The sending and the answers, oldest first. */
async function entriesOf(
  households: Pick<HouseholdStore, 'entries'>,
  household: string,
  referral: Referral,
): Promise<LogbookEntry[]> {
  const { sentIn } = referral;
  const acceptedIn = 'acceptedIn' in referral ? referral.acceptedIn : undefined;
  const endedIn = 'endedIn' in referral ? referral.endedIn : undefined;
  const versions = [sentIn, acceptedIn, endedIn].filter((version) => version !== undefined);
  return (await Promise.all(versions.map((version) => households.entries(household, version - 1, 1)))).flat();
}
