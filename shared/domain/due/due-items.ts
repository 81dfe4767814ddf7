/** The one rule of the queue "งานของฉันวันนี้" (casework E): what a household makes somebody's work now. */
import { onceFor } from '#shared/once-for.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { Resolution } from '../case/meeting.ts';
import { agenciesReferred } from '../case/referral.ts';
import type { Household } from '../household/household.ts';
import { type DueItem, type DueOwner } from './due-item.ts';
import { saidDuplicate } from './kinds-of-answers.ts';
import { checks } from './kinds-of-checks.ts';
import { contact, crisis, firstVisit, followUp, promised } from './kinds-of-contact.ts';
import { bounced, external, unsolved } from './kinds-of-needs.ts';
import { noPlan, planItem } from './kinds-of-plans.ts';
import {
  closeNeed,
  referralBack,
  referralDue,
  referralLate,
  referralNew,
  resolution,
  waitingForResolution,
} from './kinds-of-referrals.ts';
import { knownOf, listsAsked, NO_LISTS, type DueRule, type KnownLists } from './known.ts';

const RULES: readonly DueRule[] = [
  crisis,
  firstVisit,
  contact,
  promised,
  noPlan,
  planItem,
  external,
  referralNew,
  referralDue,
  referralBack,
  referralLate,
  bounced,
  closeNeed,
  followUp,
  resolution,
  unsolved,
  saidDuplicate,
  ...checks,
];

/** A household has no more items than this: were there more, it has the earliest. */
export const DUE_OF_HOUSEHOLD = 40;

/**
 * All items of a household, shown today or later: of each owner, kind and ref the earliest. It looks at no clock: an item waits until
 * its `showFrom`, and leaves when the entry is recorded that takes its cause away. `lists`: the terms of its lists (`listsAsked`).
 */
export function dueItems(household: Household, lists: KnownLists): readonly DueItem[] {
  return lists.size === 0 || listsAsked(household).length === 0
    ? dueWithoutLists(household)
    : dueWithLists(household, lists);
}

/** Most households ask for no list: an append weighs their items before it writes them. */
const dueWithoutLists = onceFor((household: Household) => dueWithLists(household, NO_LISTS));

function dueWithLists(household: Household, lists: KnownLists): readonly DueItem[] {
  // Its work goes on with the household that it was merged into.
  if (household.status === 'MERGED') return [];
  const known = knownOf(household, lists);
  const isCritical = household.urgency?.level === 'CRITICAL';
  const agenciesTold = agenciesReferred(household.referrals);
  const earliest = new Map<string, DueItem>();
  for (const rule of RULES)
    for (const { owners, since, dueOn, showFrom = since, ref = household.id } of rule.waiting(known))
      for (const owner of owners) {
        const key = `${rule.kind} ${ref} ${JSON.stringify(owner)}`;
        const held = earliest.get(key);
        if (held && (held.dueOn < dueOn || (held.dueOn === dueOn && held.since <= since))) continue;
        // Before an agency accepts, and to a partner always, the urgency of a household is not said.
        const isTold = owner.kind !== 'agency' || agenciesTold.includes(owner.agency);
        const priority = isTold && (isCritical || rule.kind === 'CRISIS') ? 0 : 1;
        earliest.set(key, { owner, kind: rule.kind, ref, household: household.id, since, dueOn, showFrom, priority });
      }
  return [...earliest.values()].toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, DUE_OF_HOUSEHOLD);
}

function placeOf({ showFrom, kind, ref, owner }: DueItem): string {
  return `${showFrom} ${kind} ${ref} ${JSON.stringify(owner)}`;
}

/** The items of a resolution of no household; those of a household are among its own. */
export function dueOfResolution({ id, agency, dueOn, unit, household, status, recordedAt }: Resolution): DueItem[] {
  if (household !== null || status !== 'ADOPTED') return [];
  const adoptedOn = bangkokDay(new Date(recordedAt));
  const { owners, since, showFrom = since } = waitingForResolution({ id, agency, dueOn, adoptedOn }, unit);
  return owners.map((owner: DueOwner) => ({
    owner,
    kind: 'RESOLUTION',
    ref: id,
    household: null,
    since,
    dueOn,
    showFrom,
    priority: 1,
  }));
}
