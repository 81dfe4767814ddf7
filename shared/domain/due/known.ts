/** What the rules of the queue look at: a household, what stands in its logbook, and the terms of its lists. */
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { isOutEverywhere, listsOf } from '../household/checks.ts';
import { targetStateOn, type Household, type Need } from '../household/household.ts';
import { isOpenNeed } from '../household/need-status.ts';
import type { EntryFact } from '../statistics/facts.ts';
import type { TargetList } from '../target-list/target-list.ts';
import { isOut, TARGET_STATES, type TargetState } from '../target-list/target-state.ts';
import type { DueKind, DueOwner } from './due-item.ts';

/** What of a target list the queue goes by. All of it is said when the list is made, but the day of publication. */
export type ListTerms = Pick<TargetList, 'source' | 'contactDays' | 'openedOn' | 'publishedAt'>;
/** By id; a list that is not known has no terms. */
export type KnownLists = ReadonlyMap<string, ListTerms>;
export const NO_LISTS: KnownLists = new Map();

/** An item as a rule says it. Without `showFrom` it is shown from the day of its cause; without `ref` it is about the household. */
export type Waiting = { owners: readonly DueOwner[]; since: string; dueOn: string; showFrom?: string; ref?: string };

export type Known = {
  household: Household;
  lists: KnownLists;
  /** Facts that nothing has superseded, in the order of recording. */
  facts: readonly EntryFact[];
  openNeeds: readonly Need[];
  /** Not out on every list. */
  isIn: boolean;
  /** State over all lists (reading R7); undefined on no list. Steps that facts make decide nothing here. */
  state: TargetState | undefined;
  /** The unit and teams of where it lives. */
  place: DueOwner;
  /** Its mentor, or the unit when it has none. */
  mentorOrPlace: DueOwner;
};

export type DueRule = {
  kind: DueKind;
  /** What waits now; of one ref and owner the earliest is kept. */
  waiting(known: Known): readonly Waiting[];
};

export function knownOf(household: Household, lists: KnownLists): Known {
  const superseded = new Set(household.facts.map(({ supersedes }) => supersedes));
  const place: DueOwner = { kind: 'place', area: household.areaCode };
  return {
    household,
    lists,
    facts: household.facts.filter(({ id }) => !superseded.has(id)),
    openNeeds: household.needs.filter(({ status }) => isOpenNeed(status)),
    isIn: !isOutEverywhere(household),
    state: stateOverLists(household),
    place,
    mentorOrPlace: household.mentor === null ? place : { kind: 'mentor', sub: household.mentor },
  };
}

/** The furthest state that was said of it on a list where it is not out; of one that is out everywhere, any of these. */
function stateOverLists(household: Household): TargetState | undefined {
  const states = listsOf(household).map((list) => targetStateOn(household, list));
  const inside = states.filter((state) => !isOut(state));
  return (inside.length > 0 ? inside : states)
    .toSorted((a, b) => TARGET_STATES.indexOf(a) - TARGET_STATES.indexOf(b))
    .at(-1);
}

/**
 * The day on which a list opened, as it was known when the household was last written: a list that is published later moves no row, until
 * the household's next entry. Undefined: it was not published then.
 */
export function openedOn({ lists, household }: Pick<Known, 'lists' | 'household'>, list: string): string | undefined {
  const terms = lists.get(list);
  if (!terms) return undefined;
  if (terms.openedOn !== undefined) return terms.openedOn;
  const { publishedAt } = terms;
  return publishedAt !== undefined && publishedAt <= household.updatedAt
    ? bangkokDay(new Date(publishedAt))
    : undefined;
}

const HELPED: readonly TargetState[] = ['ASSISTED', 'FOLLOWING'];

/** Ids of the lists whose terms decide anything for a household now: nobody asks for lists of one that was never met. */
export function listsAsked(household: Household): string[] {
  const lists = isOutEverywhere(household) ? [] : listsOf(household);
  if (household.lastContactOn !== null) return lists;
  return lists.filter((list) => HELPED.includes(targetStateOn(household, list)));
}

/** Whether a fact is help, planned or given, that names a need. */
export function helpsNeed({ body }: EntryFact, needId: string): boolean {
  return (
    body.type === 'assistance' &&
    body.status !== 'CANCELLED' &&
    body.status !== 'RETURNED' &&
    body.needIds.includes(needId)
  );
}
