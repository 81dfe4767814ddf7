/** The target lists of a report as cases ask of them, and the states of a household's documents on these lists on a day (R5–R7, R9, R15). */
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { derivedState } from '../target-list/target-steps.ts';
import { isOut, TARGET_STATES, type TargetState } from '../target-list/target-state.ts';
import type { TargetListFact } from './facts.ts';
import type { CaseDocument, KnownCase } from './known-case.ts';
import { selectLists, standingOf, type ListSelection, type MemberStanding, type Standing } from './list-selection.ts';

/** What is known of one list. `publishedOn` null: nobody has entered it yet. */
type CaseList = { openedOn: string | undefined; publishedOn: string | null; contactDays: number | null };

export type CaseLists = {
  readonly selection: ListSelection;
  readonly lists: ReadonlyMap<string, CaseList>;
  /** First day of the month in which the earliest list opened (§6.2 "since the list opened"); null when none has. */
  readonly since: string | null;
};

/** `ids` null: all lists of the area or areas published by `asOf` (ISO UTC). */
export function caseLists(
  lists: readonly TargetListFact[],
  ids: readonly string[] | null,
  area: string | readonly string[],
  asOf: string,
): CaseLists {
  const selection = selectLists(lists, ids, area, asOf);
  const known = new Map<string, CaseList>();
  for (const list of lists) {
    if (!selection.frozenAt.has(list.id)) continue;
    const published =
      list.publishedAt !== undefined && list.publishedAt <= asOf ? bangkokDay(new Date(list.publishedAt)) : null;
    known.set(list.id, {
      openedOn: list.openedOn ?? published ?? undefined,
      publishedOn: published,
      contactDays: list.contactDays ?? null,
    });
  }
  const { openedOn } = selection;
  return { selection, lists: known, since: openedOn === null ? null : `${openedOn.slice(0, 7)}-01` };
}

/** A place of a document on one list. */
type Place = { list: string; enteredOn: string };

/** One document on the lists. `enteredOn`: the day on which it entered the first of them. */
export type ListedDocument = {
  readonly standing: MemberStanding;
  readonly document: CaseDocument;
  readonly places: readonly Place[];
  readonly enteredOn: string;
};

export type ListedCase = {
  readonly known: KnownCase;
  readonly standing: Standing;
  readonly documents: readonly ListedDocument[];
  /** The day on which the household entered: its first document. */
  readonly enteredOn: string;
  /** Days after which a contact is missed (R15). */
  readonly contactDays: number;
};

/** Sorts behind every day. */
const NEVER = '9999-12-31';

const CONTACT_DAYS = 31;

/** A household with its entries on the lists; undefined for one on none. */
export function listedCase(known: KnownCase, lists: CaseLists, asOf: string): ListedCase | undefined {
  const standing = standingOf(known.household, lists.selection, asOf);
  if (!standing) return undefined;
  const documents = standing.members.flatMap((member): ListedDocument[] => {
    const document = known.documents.find(({ id }) => id === member.id);
    if (!document) return [];
    const places: Place[] = [];
    for (const { entry, list } of member.listings) {
      const publishedOn = lists.lists.get(list)?.publishedOn ?? null;
      if (publishedOn === null || places.some((place) => place.list === list)) continue;
      const listedOn = bangkokDay(new Date(entry.recordedAt));
      places.push({ list, enteredOn: listedOn > publishedOn ? listedOn : publishedOn });
    }
    return [{ standing: member, document, places, enteredOn: firstOf(places) }];
  });
  let contactDays = Infinity;
  for (const { places } of documents)
    for (const { list } of places) contactDays = Math.min(contactDays, lists.lists.get(list)?.contactDays ?? Infinity);
  return {
    known,
    standing,
    documents,
    enteredOn: documents.reduce((first, { enteredOn }) => (enteredOn < first ? enteredOn : first), NEVER),
    contactDays: contactDays === Infinity ? CONTACT_DAYS : contactDays,
  };
}

function firstOf(places: readonly Place[]): string {
  return places.reduce((first, { enteredOn }) => (enteredOn < first ? enteredOn : first), NEVER);
}

/**
 * The state of a document on a day over the lists (R7): the furthest of them; only when it is out of every list, the out-state said
 * with the latest day, then the one on the list entered first. Undefined before it entered.
 */
export function stateOn({ document, places }: ListedDocument, lists: CaseLists, day: string): TargetState | undefined {
  let furthest = -1;
  let out: { state: TargetState; on: string; enteredOn: string } | undefined;
  for (const { list, enteredOn } of places) {
    if (enteredOn > day) continue;
    const { state, on } = stateOnList(document, list, lists.lists.get(list)?.openedOn, day);
    if (!isOut(state)) furthest = Math.max(furthest, TARGET_STATES.indexOf(state));
    else if (!out || on > out.on || (on === out.on && enteredOn < out.enteredOn)) out = { state, on, enteredOn };
  }
  return furthest === -1 ? out?.state : TARGET_STATES[furthest];
}

/** The state of a document on one list: the one said last by the day (R5), moved on by what was recorded of days until then (R6). */
function stateOnList(
  document: CaseDocument,
  list: string,
  openedOn: string | undefined,
  day: string,
): { state: TargetState; on: string } {
  let last: { state: TargetState; on: string; afterOut: boolean } | undefined;
  for (const said of document.said.get(list) ?? []) {
    if (said.on > day) continue;
    const state = TARGET_STATES.find((each) => each === said.state);
    if (state) last = { state, on: said.on, afterOut: last !== undefined && isOut(last.state) };
  }
  const evidence = {
    hadMentor: document.mentors.some(({ mentor, on }) => mentor !== null && on <= day),
    answeredOn: latestBy(document.answered, day),
    plannedOn: latestBy(document.agreed, day),
    helpOn: latestBy(document.helped, day),
  };
  return { state: derivedState(last, evidence, openedOn), on: last?.on ?? '' };
}

/** The latest of some days until a day; null when there is none. */
export function latestBy(days: readonly string[], day: string): string | null {
  let latest: string | null = null;
  for (const each of days) if (each <= day && (latest === null || each > latest)) latest = each;
  return latest;
}
