/**
 * Which households a query puts on a list: "not yet helped" makes the list of phase 2 (S3 guideline 2; casework A1-5). Judged from the facts
 * of a household and of those that are counted as it; every condition that is said must hold.
 */
import type { Dimension } from '#shared/reference/dimensions.ts';
import { isWithin } from '#shared/thai/area-code.ts';

import { isOpenOn } from '../statistics/case-on-day.ts';
import type { CaseGroup, KnownCase } from '../statistics/known-case.ts';
import type { KnownListing, KnownMember } from '../statistics/known-household.ts';
import type { TargetListSource } from './target-list.ts';
import { isOut, TARGET_STATES } from './target-state.ts';

/** Days are C.E. `YYYY-MM-DD`. */
export type FillQuery = {
  /** It is on this list and not out of it. */
  sourceList?: string | undefined;
  /** It was surveyed on or after the day. */
  surveyedSince?: string | undefined;
  /** No help was delivered to it on or after the day. */
  notHelpedSince?: string | undefined;
  /** It has an open need; false: it has none. */
  hasOpenNeed?: boolean | undefined;
  /** Its open needs, or its entries on the source list (without one: on any list), are in the dimension. With `hasOpenNeed` only its needs are asked. */
  dimension?: Dimension | undefined;
  /** It is on a list of vulnerable groups, or was found by one; false: neither. */
  vulnerable?: boolean | undefined;
};

/** The conditions that a query says; without one it would put every household on the list. */
export function conditionsOf(query: FillQuery): (keyof FillQuery)[] {
  const names: (keyof FillQuery)[] = [
    'sourceList',
    'surveyedSince',
    'notHelpedSince',
    'hasOpenNeed',
    'dimension',
    'vulnerable',
  ];
  return names.filter((name) => query[name] !== undefined);
}

/** The oldest month (`YYYY-MM`) that a query asks about; undefined: what a document holds is enough. */
export function oldestMonthOf({ surveyedSince, notHelpedSince }: FillQuery): string | undefined {
  const [oldest] = [surveyedSince, notHelpedSince].filter((day) => day !== undefined).toSorted();
  return oldest?.slice(0, 7);
}

export type FillTerms = {
  /** The list to be filled, and its area. */
  list: string;
  area: string;
  /** Sources of all lists. */
  sources: ReadonlyMap<string, TargetListSource>;
  /** Today. */
  day: string;
};

/**
 * Whether the query puts a household on the list. Only who lives in the area of the list can be put there; who is on it already, has died
 * out, or came by an upload that was undone is not.
 */
export function fitsFill(known: KnownCase, group: CaseGroup, query: FillQuery, terms: FillTerms): boolean {
  const { household } = known;
  const { residence, members } = household;
  if (residence === null || !isWithin(residence, terms.area)) return false;
  if (members.some((member) => isOnList(member, terms.list)) || hasDiedOut(members)) return false;
  if (isTakenBack(group.find((entries) => entries[0]?.householdId === household.id) ?? [])) return false;
  return (
    (query.sourceList === undefined || standing(members, query.sourceList).length > 0) &&
    since(known.surveys, query.surveyedSince, true) &&
    since(
      household.helps.map(({ deliveredOn }) => deliveredOn),
      query.notHelpedSince,
      false,
    ) &&
    (query.hasOpenNeed === undefined || query.hasOpenNeed === openDimensions(known, terms.day).length > 0) &&
    (query.dimension === undefined || dimensionsAsked(known, query, terms.day).includes(query.dimension)) &&
    (query.vulnerable === undefined || query.vulnerable === isVulnerable(known, terms.sources))
  );
}

/** Whether one of the days is on or after `from`, as `wanted`; without a day to ask for all is well. */
function since(days: readonly string[], from: string | undefined, wanted: boolean): boolean {
  return from === undefined || days.some((day) => day >= from) === wanted;
}

function isOnList({ listings }: KnownMember, list: string): boolean {
  return listings.some((listing) => listing.list === list && listing.supersededAt === undefined);
}

/** Listings in force; of the household itself those of which it is not out, of its duplicates those that count as its own. */
function standing(members: readonly KnownMember[], list?: string): KnownListing[] {
  return members.flatMap(({ listings, states }, at) =>
    listings.filter((listing) => {
      if (listing.supersededAt !== undefined || (list !== undefined && listing.list !== list)) return false;
      const said = TARGET_STATES.find((state) => state === states.get(listing.list)?.state);
      return said === undefined || !isOut(said) || (at > 0 && said === 'DUPLICATE');
    }),
  );
}

function hasDiedOut([itself]: readonly KnownMember[]): boolean {
  return [...(itself?.states.values() ?? [])].some(
    ({ state, allMembers }) => state === 'DECEASED' && allMembers !== false,
  );
}

function openDimensions({ needs }: KnownCase, day: string): Dimension[] {
  return needs.filter((need) => isOpenOn(need, day) === true).map(({ need }) => need.dimension);
}

function dimensionsAsked(known: KnownCase, { sourceList, hasOpenNeed }: FillQuery, day: string): Dimension[] {
  const ofNeeds = openDimensions(known, day);
  if (hasOpenNeed === true) return ofNeeds;
  const listings = standing(known.household.members, sourceList);
  return [
    ...ofNeeds,
    ...listings.flatMap(({ entry: { body } }) => (body.type === 'listed' ? (body.dimensions ?? []) : [])),
  ];
}

function isVulnerable({ household, founds }: KnownCase, sources: ReadonlyMap<string, TargetListSource>): boolean {
  return (
    founds.some(({ source }) => source === 'VULNERABLE') ||
    standing(household.members).some(({ list }) => sources.get(list) === 'VULNERABLE')
  );
}

/** Its first entry was withdrawn, and nothing else is said of it: its upload was undone (casework R53). */
function isTakenBack(entries: CaseGroup[number]): boolean {
  const superseded = new Set(entries.map(({ supersedes }) => supersedes));
  const [first] = entries;
  return (
    first !== undefined &&
    superseded.has(first.id) &&
    entries.every(({ id, body }) => body.type === 'registered' || body.type === 'other' || superseded.has(id))
  );
}
