/* oxlint-disable typescript/no-non-null-assertion -- a test's second opinion: what is missing here should throw */
/** What is known at a moment, for the second calculation of Reports B and C: households, their states, needs, help and mentors. */
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { TARGET_STATES } from '../../target-list/target-state.ts';
import type { AssistanceFact, EntryFact, FactBody, HouseholdGroup } from '../facts.ts';
import { knownHouseholds } from '../known-household.ts';
import { selectLists, standingOf } from '../list-selection.ts';
import type { CaseHistory } from './random-case-work.ts';

type Body = FactBody;
type Of<Type extends Body['type']> = Omit<EntryFact, 'body'> & { body: Extract<Body, { type: Type }> };

function isOf<Type extends Body['type']>(body: Body, type: Type): body is Extract<Body, { type: Type }> {
  return body.type === type;
}

export const OUT = ['SELF_RESOLVED', 'NOT_POOR', 'REFUSED', 'NOT_FOUND', 'MOVED', 'DECEASED', 'DUPLICATE'];
export const SHUT = ['RESOLVED', 'SELF_RESOLVED', 'NOT_SOLVABLE', 'WITHDRAWN'];

/** Everything that is so at one moment of knowledge. */
export function world(history: CaseHistory, area: string, listIds: readonly string[] | null, T: string) {
  const chain = history.entries.toSorted(
    (a, b) =>
      a.recordedAt.localeCompare(b.recordedAt) || a.version - b.version || a.householdId.localeCompare(b.householdId),
  );
  const known = chain.filter(
    (entry) =>
      entry.recordedAt <= T &&
      (entry.body.type === 'registered' ||
        !chain.some((other) => other.supersedes === entry.id && other.recordedAt <= T)),
  );
  const of = <Type extends Body['type']>(ids: readonly string[], type: Type): Of<Type>[] =>
    known.flatMap((entry) => {
      const { body } = entry;
      return ids.includes(entry.householdId) && isOf(body, type) ? [{ ...entry, body }] : [];
    });
  const root = (entry: EntryFact): EntryFact => {
    const earlier = chain.find((other) => other.id === entry.supersedes && other.body.type !== 'registered');
    return earlier && earlier.version < entry.version ? root(earlier) : entry;
  };
  const chainOf = (entry: EntryFact): EntryFact[] => {
    const earlier = chain.find((other) => other.id === entry.supersedes && other.body.type !== 'registered');
    return earlier && earlier.version < entry.version ? [...chainOf(earlier), entry] : [entry];
  };
  const given = (body: AssistanceFact): boolean =>
    ['DELIVERED', 'VERIFIED'].includes(body.status) && body.deliveredOn !== null;

  const selection = selectLists(history.lists, listIds, area, T);
  const listOf = (id: string) => {
    const list = history.lists.find((each) => each.id === id)!;
    const publishedOn = list.publishedAt && list.publishedAt <= T ? bangkokDay(new Date(list.publishedAt)) : undefined;
    return { publishedOn, openedOn: list.openedOn ?? publishedOn };
  };
  const since = selection.openedOn === null ? null : `${selection.openedOn.slice(0, 7)}-01`;
  const households = history.groups
    .flatMap((group: HouseholdGroup) => knownHouseholds(group, T))
    .map((household) => {
      const ids = household.members.map(({ id }) => id);
      const standing = standingOf(household, selection, T);
      const documents = (standing?.members ?? []).map((member) => ({
        ...member,
        entered: member.listings
          .filter(({ list }, at) => member.listings.findIndex((other) => other.list === list) === at)
          .filter(({ list }) => listOf(list).publishedOn !== undefined)
          .map(({ list, entry }) => ({
            list,
            on: [bangkokDay(new Date(entry.recordedAt)), listOf(list).publishedOn!].sort()[1]!,
          })),
      }));
      return { id: household.id, ids, standing, documents, residence: household.residence };
    });
  type Whole = (typeof households)[number];
  type Document = Whole['documents'][number];

  /** R5, R6. */
  const onList = (id: string, list: string, day: string): { state: string; on: string } => {
    const said = of([id], 'target-state').filter(({ body }) => body.list === list && body.on <= day);
    const last = said.at(-1)?.body;
    let from = listOf(list).openedOn === undefined ? '' : `${listOf(list).openedOn!.slice(0, 7)}-01`;
    if (OUT.includes(said.at(-2)?.body.state ?? '') && last!.on > from) from = last!.on;
    const within = (on: string | null | undefined): boolean => typeof on === 'string' && on >= from && on <= day;
    const contact =
      of([id], 'visit').some(({ body }) => ['MET', 'REFUSED'].includes(body.outcome) && within(body.on)) ||
      of([id], 'survey').some(({ body }) => within(body.on)) ||
      of([id], 'follow-up').some(({ body }) => within(body.on)) ||
      of([id], 'rexray').some(({ body }) => !body.gone && within(body.on));
    const helped = (first: string): boolean =>
      of([id], 'assistance').some(({ body }) => given(body) && within(body.deliveredOn) && body.deliveredOn! >= first);
    let state = last?.state ?? 'LISTED';
    if (state === 'LISTED' && of([id], 'mentor').some(({ body }) => body.mentor !== null && body.on <= day))
      state = 'ASSIGNED';
    if (['LISTED', 'ASSIGNED'].includes(state) && contact) state = 'VISITED';
    if (state === 'CONFIRMED' && of([id], 'plan').some(({ body }) => within(body.agreedOn))) state = 'PLANNED';
    if (['CONFIRMED', 'PLANNED'].includes(state) && helped('')) state = 'ASSISTING';
    else if (state === 'RELAPSED' && helped(last!.on)) state = 'ASSISTING';
    return { state, on: last?.on ?? '' };
  };
  /** R7, R9. */
  const state = (document: Document, day: string): string | undefined => {
    const all = document.entered
      .filter(({ on }) => on <= day)
      .map((entered) => ({ ...onList(document.id, entered.list, day), entered: entered.on }));
    const inside = all.filter((each) => !OUT.includes(each.state)).map((each) => each.state);
    if (inside.length > 0) return TARGET_STATES.findLast((each) => inside.includes(each));
    return all.toSorted((a, b) => b.on.localeCompare(a.on) || a.entered.localeCompare(b.entered))[0]?.state;
  };
  const enteredOn = (household: Whole): string =>
    household.documents.flatMap(({ entered }) => entered.map(({ on }) => on)).sort()[0] ?? '9999-12-31';

  /** R10, R46: the statuses of each need, results where its life-cycle lets them. */
  const needs = (household: Whole) => {
    const opened = household.ids.flatMap((id) =>
      known
        .filter(({ householdId }) => householdId === id)
        .flatMap((entry) => {
          const { body } = entry;
          if (body.type === 'need') return [{ ...body, entry, on: body.openedOn }];
          if (body.type === 'survey' || body.type === 'rexray')
            return body.needs.map((each) => ({ ...each, entry, on: body.on }));
          return [];
        }),
    );
    const all = [...new Set(opened.map(({ needId }) => needId))];
    // Needs that a merge said are one are the one that stays, as long as that is a need of the household.
    const pairs = new Map(
      of(household.ids, 'merged').flatMap(({ body }) => (body.needs ?? []).map(({ from, to }) => [from, to] as const)),
    );
    const stays = (name: string): string => {
      const next = pairs.get(name);
      return next === undefined ? name : stays(next);
    };
    const nameOf = (name: string): string => (all.includes(stays(name)) ? stays(name) : name);
    const names = all.filter((name) => nameOf(name) === name);
    return names.map((name) => {
      const ids = all.filter((one) => nameOf(one) === name);
      const { dimension, kind, on } = opened
        .filter(({ needId }) => needId === name)
        .toSorted((a, b) => known.indexOf(a.entry) - known.indexOf(b.entry))
        .at(-1)!;
      const statuses: { status: string; on: string; id: string }[] = [];
      for (const { body } of known.filter(({ householdId }) => household.ids.includes(householdId)))
        for (const id of ids) {
          if (body.type === 'need-status' && body.needId === id) statuses.push({ ...body, id });
          const result =
            body.type === 'rexray'
              ? body.results.find(({ needId }) => needId === id)?.result
              : body.type === 'follow-up' && body.resolved.includes(id)
                ? 'COMPLETE'
                : undefined;
          const now = statuses.findLast((each) => each.id === id)?.status ?? 'OPEN';
          const to = result === 'COMPLETE' ? 'RESOLVED' : result === 'INCOMPLETE' ? 'IN_PROGRESS' : undefined;
          if (to === undefined || SHUT.includes(now) || (to === 'IN_PROGRESS' && now === 'IN_PROGRESS')) continue;
          statuses.push({ status: to, on: 'on' in body ? body.on : '', id });
        }
      const at = (day: string): string | undefined =>
        on > day ? undefined : (statuses.findLast((each) => each.on <= day)?.status ?? 'OPEN');
      return { name, dimension, kind, openedOn: on, statuses, at };
    });
  };
  const helps = (household: Whole) => of(household.ids, 'assistance').filter(({ body }) => given(body));
  const followUps = (household: Whole, from: string, day: string) =>
    of(household.ids, 'follow-up')
      .map(({ body }, at) => ({ ...body, at }))
      .filter(({ on }) => on >= from && on <= day)
      .toSorted((a, b) => a.on.localeCompare(b.on) || a.at - b.at);
  const solved = (household: Whole, day: string, dimension?: string): 'all' | 'some' | 'none' => {
    const all = needs(household)
      .filter((need) => dimension === undefined || need.dimension === dimension)
      .map(({ at }) => at(day))
      .filter((status) => status !== undefined && status !== 'WITHDRAWN');
    const done = all.filter((status) => status === 'RESOLVED' || status === 'SELF_RESOLVED');
    return done.length === 0 ? 'none' : done.length === all.length ? 'all' : 'some';
  };
  const mentors = (household: Whole, day: string): string | null =>
    household.ids
      .map((id) => of([id], 'mentor').findLast(({ body }) => body.on <= day)?.body.mentor ?? null)
      .find((mentor) => mentor !== null) ?? null;
  const isIn = (household: Whole, day: string): boolean =>
    household.documents.some((document) => !OUT.includes(state(document, day) ?? 'MOVED'));
  const atWork = (household: Whole, day: string): boolean =>
    isIn(household, day) && !household.documents.some((document) => state(document, day) === 'GRADUATED');
  return {
    T,
    known,
    of,
    root,
    chainOf,
    given,
    selection,
    since,
    households,
    state,
    enteredOn,
    needs,
    helps,
    followUps,
    solved,
    mentors,
    isIn,
    atWork,
  };
}

export type World = ReturnType<typeof world>;
export type Household = World['households'][number];
