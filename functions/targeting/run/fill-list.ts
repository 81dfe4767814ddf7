/** Fills a list that is a draft by a query: finds who fits it, and records that they are on the list (casework A1-5). */
import type { TargetEntry } from '#shared/domain/household/household.ts';
import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { knownCases } from '#shared/domain/statistics/known-case.ts';
import { fitsFill, oldestMonthOf } from '#shared/domain/target-list/fill-query.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { readHouseholdGroups } from '#shared/statistics/household-groups.ts';
import type { FillRun, RunPage } from '#shared/target-list/target-run-store.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { Found, RunDependencies, WorkedOff } from './go-on.ts';
import { putOnList } from './put-on-list.ts';

/** The households of a district that the query of a run puts on its list. */
export async function findToFill(
  { of, area, query, startedAt, wouldAdd }: FillRun,
  district: string,
  { households, lists }: Pick<RunDependencies, 'households' | 'lists'>,
): Promise<Found<FillRun>> {
  const sources = new Map((await lists.all()).map(({ id, source }) => [id, source]));
  // Days are those of the start: a run over midnight, or one that goes on the next day, counts by one day.
  const day = bangkokDay(new Date(startedAt));
  const terms = { list: of, area, sources, day };
  let found = new Set<string>();
  await readHouseholdGroups(households, district, oldestMonthOf(query) ?? day.slice(0, 7), {
    begin: () => (found = new Set()),
    add: (group) => {
      for (const known of knownCases(group, LAST_MOMENT))
        // Who is tied to a household of the district is read with it, wherever it lives.
        if (known.household.residence?.startsWith(district) === true && fitsFill(known, group, query, terms))
          found.add(known.household.id);
    },
  });
  return { households: [...found].map((id) => ({ id })), changes: { wouldAdd: wouldAdd + found.size } };
}

/** All that is recorded is known. */
export const LAST_MOMENT = '9999-12-31T23:59:59.999Z';

/** Puts the households of a page on the list. */
export async function fillPage(
  run: FillRun,
  page: RunPage,
  deps: Pick<RunDependencies, 'lists' | 'households' | 'hash' | 'now' | 'pause'>,
): Promise<WorkedOff<FillRun>> {
  const list = await deps.lists.get(run.of);
  if (list?.status !== 'DRAFT') return 'STOPPED';
  const ids = page.households.map(({ id }) => id);
  const { put, refused } = await putOnList(ids, (household) => listedBy(household, run, list), run.by, deps);
  return { added: run.added + put, skipped: run.skipped + refused };
}

/** What is recorded of a household; undefined when it is on the list already. */
function listedBy(household: Household, { query }: FillRun, list: TargetList): EntryBody | undefined {
  if (household.targets.some((target) => target.list === list.id)) return undefined;
  const { targets, members, areaCode } = household;
  const taken = targets
    .filter(
      (target) =>
        target.list === query.sourceList &&
        (target.personId === null || members.some(({ id }) => id === target.personId)),
    )
    .map(({ personId, dimensions, indicators }) => ({ personId, dimensions, indicators }));
  return {
    type: 'listed',
    list: list.id,
    area: areaCode,
    targets: taken.length > 0 ? taken : [byNeeds(household)],
  };
}

/** The household as a whole, by its open needs. */
function byNeeds({ needs }: Household): Pick<TargetEntry, 'personId' | 'dimensions' | 'indicators'> {
  const open = needs.filter(({ status }) => isOpenNeed(status));
  const indicators = open.flatMap(({ indicator }) => (indicator === undefined ? [] : [indicator]));
  return {
    personId: null,
    dimensions: DIMENSIONS.filter((one) => open.some(({ dimension }) => dimension === one)),
    indicators: [...new Set(indicators)].toSorted((a, b) => a - b),
  };
}
