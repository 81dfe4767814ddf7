import { coversUnit } from '#functions/api/meetings/meeting-in-scope.ts';
import { toldNeeds } from '#functions/api/households/list-households.ts';
import { headName } from '#functions/api/households/show-household.ts';
import { concerns } from '#functions/api/target-lists/list-in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { listRoundCases as contract } from '#shared/contracts/campaigns.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversHousehold } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { readingOf } from '#shared/domain/access/reading.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import { placesOfUnit } from '#shared/domain/due/queues.ts';
import { caseLists } from '#shared/domain/statistics/case-lists.ts';
import type { HouseholdGroup } from '#shared/domain/statistics/facts.ts';
import { knownCases } from '#shared/domain/statistics/known-case.ts';
import { roundCase, type RoundCase, type ShownRound } from '#shared/domain/statistics/round-case.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { districtsOf, readHouseholdGroups } from '#shared/statistics/household-groups.ts';
import { targetListFact } from '#shared/statistics/target-list-fact.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { overlaps } from '#shared/thai/area-code.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { CommitteeOf } from './committee-of.ts';

export type RoundCasesDeps = {
  rounds: Pick<RegisterStore<RexrayRound>, 'get'>;
  lists: Pick<TargetListStore, 'get'>;
  committeeOf: CommitteeOf;
  households: Pick<HouseholdStore, 'factsOfDistrict' | 'factsOf' | 'getMany'>;
  accessLog: Pick<AccessLog, 'recordPage'>;
  cursors: Cursors;
};

type Reply = ReplyOf<typeof contract>;
type Case = RoundCase & { readonly id: string };

/** Asks for the households that nobody has looked at in the round. */
const PENDING = 'none';

/**
 * The cases of a round by result, as Report B counts them (casework R20), in the order of the places in which they are listed. `unit`: those
 * of its row; absent: all that the account may see. A page reads the districts one after the other until it is full. Who was listed is logged.
 * Throws `round-not-found`, `outside-scope` for a unit beside the scope, `cursor-invalid`.
 */
export async function listRoundCases(
  deps: RoundCasesDeps,
  {
    params,
    query,
    principal,
    scopes,
    now,
  }: Pick<Call<typeof contract>, 'params' | 'query' | 'principal' | 'scopes' | 'now'>,
): Promise<Reply> {
  const { unit, result, cursor, limit } = query;
  const round = await deps.rounds.get(params.id);
  if (!round || !concerns(scopes, round)) throw new Problem('round-not-found');
  if (unit !== undefined && !coversUnit(principal, 'rexray:read', unit)) throw new Problem('outside-scope');
  const binding = ['round-cases', principal.sub, scopes, round.id, unit ?? null, result ?? null];
  const after = cursor === undefined ? undefined : placeRead(deps.cursors.read(cursor, binding));
  const today = bangkokDay(now);
  const [list, committee] = await Promise.all([
    deps.lists.get(round.list),
    deps.committeeOf([round.scopeArea.slice(0, 2)], now),
  ]);
  const asOf = now.toISOString();
  const shown: ShownRound = {
    ...round,
    lists: caseLists(list ? [targetListFact(list)] : [], [round.list], round.scopeArea, asOf),
  };
  const isOfUnit = unit === undefined ? () => true : placesOfUnit(unit, committee);
  const reach = scopes.flatMap((scope) => (scope.kind === 'area' ? [scope.area] : []));
  const asked = (district: string): boolean =>
    reach.some((area) => overlaps(area, district)) && (after === undefined || district >= after.slice(0, 4));

  const page: { one: Case; item: Reply['items'][number] }[] = [];
  for (const district of districtsOf(round.scopeArea).filter(asked)) {
    const cases = await casesOf(deps.households, district, shown, { asOf, day: today });
    const fitting = cases
      .filter((one) => isOfUnit(one.area) && (result === undefined || result === (one.last?.result ?? PENDING)))
      .filter((one) => after === undefined || placeOf(one) > after)
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    // Of several documents at a time, since some are not the reader's.
    while (fitting.length > 0 && page.length <= limit) {
      const some = fitting.splice(0, limit + 1 - page.length);
      const documents = await deps.households.getMany(some.map(({ id }) => id));
      for (const one of some) {
        const household = documents.get(one.id);
        if (!household || !coversHousehold(scopes, placed(household, today))) continue;
        const { openNeeds } = toldNeeds(household, readingOf(principal, household, today));
        const { areaCode } = household;
        const place = { id: one.id, areaCode, areaName: areaLabel(areaCode), headName: headName(household) };
        const { result: came, on, newNeeds } = one.last ?? { result: null, on: null, newNeeds: 0 };
        page.push({ one, item: { ...place, openNeeds, result: came, on, newNeeds } });
      }
    }
    if (page.length > limit) break;
  }

  const items = page.slice(0, limit);
  const last = items.at(-1);
  const { sub, roles } = principal;
  await deps.accessLog.recordPage({
    at: now.toISOString(),
    sub,
    roles,
    action: 'LIST',
    households: items.map(({ item }) => item),
  });
  return {
    items: items.map(({ item }) => item),
    nextCursor: last && page.length > items.length ? deps.cursors.sign([placeOf(last.one)], binding) : null,
  };
}

/** The cases of a round that are listed in a district, wherever they live. */
async function casesOf(
  households: RoundCasesDeps['households'],
  district: string,
  round: ShownRound,
  moment: { asOf: string; day: string },
): Promise<Case[]> {
  let cases: Case[] = [];
  const add = (group: HouseholdGroup): void => {
    for (const known of knownCases(group, moment.asOf)) {
      const one = roundCase(known, round, moment);
      if (one && one.area.startsWith(district)) cases.push({ ...one, id: known.household.id });
    }
  };
  const begin = (): void => {
    cases = [];
  };
  await readHouseholdGroups(households, district, moment.day.slice(0, 7), { begin, add });
  return cases;
}

/** Where a case is in the order. */
function placeOf({ area, id }: Case): string {
  return `${area}#${id}`;
}

function placeRead(keys: readonly string[]): string {
  const [place, ...rest] = keys;
  if (place === undefined || rest.length > 0) throw new Problem('cursor-invalid');
  return place;
}
