/** Which events the changes of the stores make for organisations. */
import { createHash } from 'node:crypto';

import type { Account, Grant } from '#shared/domain/account/account.ts';
import { isSameGrant } from '#shared/domain/account/grants.ts';
import { isOpenTo } from '#shared/domain/case/referral.ts';
import { eventId, type FeedEvent, type Told } from '#shared/domain/event/event.ts';
import { agenciesThatGave } from '#shared/domain/household/given-help.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';
import type { ResolutionStep } from '#shared/meeting/meeting-store.ts';
import type { ReferralItem } from '#shared/referral/referral-store.ts';

/** The event of a referral that was sent or moved on, for its organisation: also of an answer that a unit gave on its behalf. */
export function toldOfReferral({ id, toAgency, status }: Pick<ReferralItem, 'id' | 'toAgency' | 'status'>): Told {
  const type =
    status === 'SENT' ? 'referral.sent' : status === 'WITHDRAWN' ? 'referral.withdrawn' : 'referral.answered';
  return { type, organisation: toAgency, referralId: id };
}

/** The event of an adopted resolution, for the organisation that it names. */
export function toldOfResolution({ before, after }: ResolutionStep): Told[] {
  if (before) return [];
  return [{ type: 'resolution.adopted', organisation: after.agency, resolutionId: after.id, meetingId: after.meeting }];
}

/** At most so many organisations get the event of a merge: a transaction has room for no more. */
const TOLD_OF_MERGE = 20;

/** The event of a merge for the organisations that gave help to the household that goes, or work on a referral of it. One that was only asked knows no household. */
export function toldOfMerge({ after, entries }: Pick<HouseholdChange, 'after' | 'entries'>): Told[] {
  const into = entries.flatMap(({ body }) => (body.type === 'merged' ? (body.into ?? []) : []))[0];
  if (into === undefined) return [];
  const working = after.referrals.filter((referral) => isOpenTo(referral)).map(({ toAgency }) => toAgency);
  const organisations = new Set([...agenciesThatGave(after), ...working]);
  return [...organisations]
    .slice(0, TOLD_OF_MERGE)
    .map((organisation) => ({ type: 'household.merged', organisation, householdId: after.id, into }));
}

/** Each organisation for which an account may do something else than before: a grant came, went or changed, or the account was shut or opened again. */
export function toldOfGrants(before: Account | undefined, after: Account): Told[] {
  const was = before?.grants ?? [];
  const is = after.grants ?? [];
  const stepped = before !== undefined && isShut(before) !== isShut(after);
  const concerned = (grants: readonly Grant[], others: readonly Grant[]): Grant[] =>
    grants.filter((grant) => stepped || !others.some((other) => isSameGrant(grant, other)));
  const organisations = [...concerned(was, is), ...concerned(is, was)].flatMap(({ agency }) => agency ?? []);
  return [...new Set(organisations)].map((organisation) => ({
    type: 'grant.changed',
    organisation,
    account: after.sub,
  }));
}

function isShut({ status }: Account): boolean {
  return status === 'SUSPENDED' || status === 'CLOSED';
}

/** What is told at a moment, as events. The same told twice at one moment is one event. */
export function eventsAt(at: string, told: readonly Told[]): FeedEvent[] {
  return told.map((one) => {
    const mark = createHash('sha256').update(JSON.stringify(one)).digest('hex').slice(0, 16);
    return { ...one, id: eventId(at, mark), at };
  });
}
