import { refuseUnknownLists } from '#functions/api/target-lists/list-in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { listHouseholds as contract } from '#shared/contracts/households.ts';
import type { QueryOf, ReplyOf } from '#shared/contracts/route.ts';
import { leaves } from '#shared/domain/access/field-privacy.ts';
import { readingOf, type Reading } from '#shared/domain/access/reading.ts';
import { isOwnNeed } from '#shared/domain/access/told-fields.ts';
import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { coversHousehold, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { agencyNamedBy, placed } from '#shared/domain/access/placed.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { derivedState } from '#shared/domain/target-list/target-steps.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { overlapOf } from '#shared/domain/target-list/overlap.ts';
import { TARGET_STATES, type TargetState } from '#shared/domain/target-list/target-state.ts';
import type { HouseholdStore, HouseholdSummary } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { isKnownPlace } from '#shared/reference/area-codes.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import type { ReferralStore } from '#shared/referral/referral-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { headName } from './show-household.ts';
import { openingOf } from './list-openings.ts';
import { listReferred } from './list-referred.ts';
import type { Position } from './walk-area.ts';
import { partOf, walkWorklist, worklistPosition, type WorklistPosition } from './walk-worklist.ts';

/**
 * Households looked at for one page. It is more than a province holds, so that a filter that fits few, or none, answers in one call;
 * in an area that holds more, a page may come short and its cursor goes on.
 */
const LOOKED_AT = 50_000;
const READ_AT_ONCE = 1000;

/** Nobody lives there, or the work goes on with another household. */
const NOT_LISTED: ReadonlySet<HouseholdSummary['status']> = new Set(['DISSOLVED', 'MERGED']);

type Item = ReplyOf<typeof contract>['items'][number];
type Filters = Omit<QueryOf<typeof contract>, 'cursor' | 'limit'>;

/**
 * A worklist: the households of an area that fit all filters, CRITICAL cases first, then HIGH ones, then the others, each in the order of
 * their places. Who was listed is logged. An agency that only plans help is shown id and area of the household, in the place of one
 * that is not urgent, and not when it filters: a filter, as its place, would tell the rest.
 * A partner is listed the households that were referred to it (`list-referred.ts`).
 * Throws `outside-scope` for an area that no scope reaches, `target-list-not-found`, `cursor-invalid` for a cursor of another
 * scope or question.
 */
export async function listHouseholds(
  deps: {
    households: Pick<HouseholdStore, 'listArea' | 'listUrgent' | 'getMany'>;
    referrals: Pick<ReferralStore, 'list'>;
    lists: Pick<TargetListStore, 'get'>;
    accessLog: AccessLog;
    cursors: Cursors;
  },
  { query, scopes, principal, now }: Pick<Call<typeof contract>, 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const partners = scopes.flatMap((scope) => (scope.kind === 'agency' && scope.partner ? [scope.agency] : []));
  if (partners.length > 0 && partners.length === scopes.length) {
    if (query.area !== undefined) refuseUnknownArea(query.area);
    return await listReferred(deps, partners, { query, principal, now });
  }
  const { cursor, limit, ...filters } = query;
  const today = bangkokDay(now);
  const area = filters.area ?? principal.area;
  if (area === undefined)
    throw new Problem('invalid-input', { errors: [{ pointer: '/area', message: 'ต้องระบุพื้นที่', code: 'required' }] });
  const reach = scopesOver(scopes, area, principal);
  refuseUnknownArea(area);
  if (filters.list !== undefined) await refuseUnknownLists(deps.lists, [filters.list]);

  const { area: _area, ...narrowing } = filters;
  const isFiltered = Object.values(narrowing).some((value) => value !== undefined);
  const binding = [principal.sub, scopes, area, filters];
  const after = cursor === undefined ? undefined : worklistPosition(deps.cursors.read(cursor, binding));
  const terms: Terms = { openings: new Map(), sources: new Map() };
  const asked = new Set<string>();
  const page: HouseholdSummary[] = [];
  let position: WorklistPosition | undefined;
  let more = false;
  let lookedAt = 0;
  // One more than the page: it says whether there is another.
  const sizes = { first: limit + 1, most: READ_AT_ONCE };
  const wanted = { area, only: filters.urgency };
  walking: for await (const { part, summaries: said } of walkWorklist(deps.households, wanted, after, sizes)) {
    // Each list is read once.
    const unknown = new Set(said.flatMap(({ lists }) => Object.keys(lists))).difference(asked);
    for (const list of unknown) asked.add(list);
    await learn(terms, deps.lists, unknown);
    const summaries = said.map((summary) => withDerivedStates(summary, terms.openings));
    const fitting = summaries.filter(
      (summary) => !NOT_LISTED.has(summary.status) && names(reach, summary) && fits(summary, filters, terms),
    );
    // If these took places on the page, its end would tell an agency whether a household it only plans for fits the filter; and
    // a place among the urgent ones, that it is one of them.
    const telling = isFiltered ? fitting : fitting.filter((summary) => partOf(summary) !== 'NORMAL');
    const isHidden = (household: Household): boolean =>
      !coversHousehold(reach, placed(household, today)) ||
      (filters.dimension !== undefined &&
        !toldNeeds(household, readingOf(principal, household, today)).dimensions.includes(filters.dimension));
    const planned = await hiddenOfAgencies(deps.households, reach, telling, isHidden);
    const shown = new Set(isFiltered ? fitting.filter(({ id }) => !planned.has(id)) : fitting);
    const comesHere = (summary: HouseholdSummary): boolean =>
      part === (planned.has(summary.id) ? 'NORMAL' : partOf(summary));
    for (const summary of summaries.filter(comesHere)) {
      if (page.length >= limit || lookedAt >= LOOKED_AT) {
        more = true;
        break walking;
      }
      lookedAt += 1;
      position = [part, summary.areaCode, summary.id];
      if (shown.has(summary)) page.push(summary);
    }
  }

  const documents = await deps.households.getMany(page.map(({ id }) => id));
  const items = page.flatMap((summary): Item[] => {
    const household = documents.get(summary.id);
    if (!household) return [];
    if (coversHousehold(reach, placed(household, today))) {
      const told = toldNeeds(household, readingOf(principal, household, today));
      return [{ ...show(summary), ...told, headName: headName(household) }];
    }
    const agency = agencyNamedBy(household, reach);
    return agency === undefined || isFiltered ? [] : [showPlanned(summary, agency)];
  });
  const { sub, roles } = principal;
  await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'LIST', households: items });
  return { items, nextCursor: more && position ? deps.cursors.sign(position, binding) : null };
}

/**
 * What the worklist asks of lists. `openings`: steps follow from what was recorded since a list opened. `sources`: of the published lists.
 */
type Terms = { openings: Map<string, string>; sources: Map<string, string> };

async function learn(
  { openings, sources }: Terms,
  lists: Pick<TargetListStore, 'get'>,
  ids: ReadonlySet<string>,
): Promise<void> {
  for (const list of await Promise.all([...ids].map(async (id) => await lists.get(id)))) {
    if (!list) continue;
    const openedOn = openingOf(list);
    if (openedOn !== undefined) openings.set(list.id, openedOn);
    if (list.publishedAt !== undefined) sources.set(list.id, list.source);
  }
}

/** The cell of the overlap that a household is in by its own published lists; where it is a duplicate, another one is. */
function overlapIn({ lists }: HouseholdSummary, { sources }: Terms): string | undefined {
  const own = Object.entries(lists).filter(([, state]) => state !== 'DUPLICATE');
  return overlapOf(new Set(own.flatMap(([list]) => sources.get(list) ?? [])));
}

/** The summary with the states in which the household stands today. */
function withDerivedStates(summary: HouseholdSummary, openings: ReadonlyMap<string, string>): HouseholdSummary {
  const { evidence, since } = summary;
  const lists = Object.entries(summary.lists).map(([list, text]): [string, string] => {
    const state = TARGET_STATES.find((known) => known === text);
    if (state === undefined) return [list, text];
    const on = since[list];
    const said = { state, on: on ?? '', afterOut: on !== undefined && state !== 'RELAPSED' };
    return [list, derivedState(said, evidence, openings.get(list))];
  });
  return { ...summary, lists: Object.fromEntries(lists) };
}

/** Whether the index names a household to a scope. Of agencies it also names those that plan help. */
function names(scopes: readonly Scope[], { areaCode, agencies, mentor }: HouseholdSummary): boolean {
  return coversHousehold(scopes, { areas: [areaCode], agencies, mentor });
}

/**
 * Ids of households that an agency alone brings into the scopes, and that are hidden: those to which it only plans help, and those that a
 * filter would find by a need of which it is not told. Which they are, the documents say.
 */
async function hiddenOfAgencies(
  households: Pick<HouseholdStore, 'getMany'>,
  scopes: readonly Scope[],
  summaries: readonly HouseholdSummary[],
  isHidden: (household: Household) => boolean,
): Promise<ReadonlySet<string>> {
  const others = scopes.filter(({ kind }) => kind !== 'agency');
  const ids = summaries.filter((summary) => !names(others, summary)).map(({ id }) => id);
  const documents = await households.getMany(ids);
  return new Set([...documents.values()].filter(isHidden).map(({ id }) => id));
}

/** The dimensions of its list entries and open needs, and how many of these there are, without needs of which the reader is not told. */
export function toldNeeds(
  { needs, targets }: Household,
  reading: Reading,
): Pick<Item, 'dimensions'> & { openNeeds: number } {
  const told = needs.filter(
    (need) => isOpenNeed(need.status) && leaves('need', reading, isOwnNeed(need, reading)) === 'VISIBLE',
  );
  const dimensions = new Set([
    ...targets.flatMap((target) => target.dimensions),
    ...told.map((need) => need.dimension),
  ]);
  return { dimensions: DIMENSIONS.filter((dimension) => dimensions.has(dimension)), openNeeds: told.length };
}

/**
 * The scopes that reach into an area. An account of an area sees no wider area than its own; an agency and a mentor see
 * their own households of it. The smallest area that holds all of an account's places gives it what is in these.
 */
export function scopesOver(scopes: readonly Scope[], area: string, { area: own }: Pick<Principal, 'area'>): Scope[] {
  const reach = scopes.filter((scope) => {
    switch (scope.kind) {
      case 'nation':
      case 'agency':
        return true;
      case 'area':
      case 'mentor':
        return isWithin(area, scope.area) || (area === own && isWithin(scope.area, area));
    }
  });
  if (reach.length === 0) throw new Problem('outside-scope');
  return reach;
}

/** Also for those who may see every area: a code that no area has is a mistake, not an empty list. */
export function refuseUnknownArea(area: string): void {
  if (isKnownPlace(area)) return;
  throw new Problem('invalid-input', {
    errors: [{ pointer: '/area', message: 'ไม่รู้จักพื้นที่นี้', code: 'area-unknown' }],
  });
}

export function positionOf(keys: readonly string[]): Position {
  const [areaCode, id, ...rest] = keys;
  if (areaCode === undefined || id === undefined || rest.length > 0) throw new Problem('cursor-invalid');
  return [areaCode, id];
}

function fits(
  summary: HouseholdSummary,
  { list, state, dimension, mentor, urgency, due, overlap }: Filters,
  terms: Terms,
): boolean {
  if (overlap !== undefined && overlapIn(summary, terms) !== overlap) return false;
  if (list !== undefined && !Object.hasOwn(summary.lists, list)) return false;
  if (state !== undefined) {
    const states = list === undefined ? Object.values(summary.lists) : [summary.lists[list]];
    if (!states.includes(state)) return false;
  }
  if (dimension !== undefined && !summary.dimensions.includes(dimension)) return false;
  // `none`: households without a mentor.
  if (mentor !== undefined && summary.mentor !== (mentor === 'none' ? null : mentor)) return false;
  if (urgency !== undefined && (summary.urgency ?? 'NORMAL') !== urgency) return false;
  return due === undefined || (summary.nextDue !== null && summary.nextDue <= due);
}

/** What an agency is told of a household to which it plans help. */
function showPlanned({ id, areaCode }: HouseholdSummary, agency: string): Item {
  return {
    id,
    version: null,
    status: null,
    areaCode,
    areaName: areaLabel(areaCode),
    lists: {},
    dimensions: [],
    openNeeds: null,
    agencies: [agency],
    mentor: null,
    surveyedOn: null,
    nextDue: null,
    urgency: null,
    headName: null,
  };
}

function show(summary: HouseholdSummary): Omit<Item, 'headName'> {
  const { id, version, status, areaCode, openNeeds, agencies, mentor, surveyedOn, nextDue, urgency } = summary;
  const states = new Map<string, TargetState>(TARGET_STATES.map((state) => [state, state]));
  const lists = Object.entries(summary.lists).flatMap(([list, text]) => {
    const state = states.get(text);
    return state === undefined ? [] : [[list, state] as const];
  });
  return {
    id,
    version,
    status,
    areaCode,
    areaName: areaLabel(areaCode),
    lists: Object.fromEntries(lists),
    dimensions: DIMENSIONS.filter((dimension) => summary.dimensions.includes(dimension)),
    openNeeds,
    agencies,
    mentor,
    surveyedOn,
    nextDue,
    urgency,
  };
}
