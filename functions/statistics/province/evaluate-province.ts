import type { ProvinceAnswer, ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { monthsOfQuarter } from '#shared/domain/statistics/quarter.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { packageId } from '#shared/report/package/publish-package.ts';
import type { ReportObjects } from '#shared/report/package/report-objects.ts';
import type { ReportStore } from '#shared/report/report-store.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';
import {
  createCaseEvaluation,
  progressKind,
  quarterlyKind,
  type AnyCaseReport,
  type CaseEvaluationDependencies,
  type CaseKind,
} from '#shared/statistics/case-evaluation.ts';
import { makeRevisions } from '#shared/statistics/due-revisions.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import type { EvaluationDependencies } from '#shared/statistics/evaluation.ts';
import { hasHouseholds } from '#shared/statistics/household-groups.ts';
import { noteDemand } from '#shared/statistics/note-demand.ts';
import { partKinds } from '#shared/statistics/parts-of-nation.ts';
import { selectionKey } from '#shared/statistics/selection.ts';
import { writeSnapshot } from '#shared/statistics/snapshots.ts';

import { publishAgencyPackages, tablesOf } from './publish-agency-packages.ts';
import { publishCasePackages } from './publish-case-packages.ts';

export type ProvinceDependencies = EvaluationDependencies &
  CaseEvaluationDependencies & {
    objects: ReportObjects;
    reports: Pick<ReportStore, 'get' | 'put'>;
    now: () => Date;
    sleep: (milliseconds: number) => Promise<void>;
  };

/**
 * Evaluates the standard selections of a province (all lists, and each published list) or of an area on demand: Reports A and C of its months,
 * Report B of its quarters. Report C by sub-district is made of all lists alone. Then it writes the snapshot of each month of a province from
 * which figures are made public, and publishes the package of every revision of the province's all-lists reports that has none. Each step
 * finds what an attempt before it left, so it may be killed and called again at any point, and twice at the same time. The schedule, and a run
 * over the nation, write nothing of a province in which no household is known.
 */
export async function evaluateProvince(
  item: ProvinceItem,
  dependencies: ProvinceDependencies,
): Promise<ProvinceAnswer> {
  const { households, statistics, lists, now, sleep } = dependencies;
  if (item.demand) {
    // Noted when it was asked for by a call; a machine may also be started by hand.
    const asked = [
      ...item.months.map((month) => ({ period: month, closes: month })),
      ...item.quarters.map(quarterPeriod),
    ];
    for (const period of asked) await noteDemand(statistics, period, item.demand);
    const wait = new Date(item.demand.asOf).getTime() + SETTLING_MS - now().getTime();
    if (wait > 0) await sleep(wait);
  }
  if (item.demand?.area !== areaOf(item) && !(await hasHouseholds(households, item.province)))
    return { ok: true, province: item.province, revisions: 0, packages: [] };
  const moment = settledNow(item, now());
  const months = item.unevaluatedOnly ? await unevaluated(item, dependencies) : item.months;
  const area = areaOf(item);
  const allLists = await lists.all();
  const choices = standardChoices(area, allLists, moment);
  const selections = months.flatMap((month) => choices.map((chosen) => ({ month, area, lists: chosen })));
  const parts = area === item.province ? item.months.flatMap((month) => partKinds(month, area)) : [];
  const kinds = await due([...caseKinds(item, area, choices), ...parts], item, dependencies);
  const figures = await createEvaluation(dependencies).due(selections, moment);
  const cases = await createCaseEvaluation(dependencies).due(kinds, moment);
  await makeRevisions(
    dependencies,
    area,
    [figures, cases].filter((one) => one !== undefined),
  );
  const made = figures?.made ?? [];

  const packages: string[] = [];
  if (area === item.province) {
    // A month that is left to the night may have figures of an earlier release, which lack what today's contract asks for.
    for (const month of months) await writeSnapshot(statistics, { month, area }, now());
    const tables = tablesOf(dependencies, made);
    packages.push(...(await publishAgencyPackages(dependencies, area, { ...item, months }, allLists, tables, now())));
    packages.push(...(await publishCasePackages(dependencies, area, item, allLists, now())));
  }
  return { ok: true, province: item.province, revisions: made.length + (cases?.made() ?? 0), packages };
}

/** What is evaluated: the area of a run on demand, and for a run over the nation and the schedule the province. */
function areaOf({ demand, province }: ProvinceItem): string {
  return demand === undefined || demand.area === NATION ? province : demand.area;
}

/** A clock that does not move, or was set back since the demand, does not keep the moment of the demand from passing. */
function settledNow(item: ProvinceItem, now: Date): Date {
  const settled = item.demand === undefined ? 0 : new Date(item.demand.asOf).getTime() + SETTLING_MS;
  return now.getTime() < settled ? new Date(settled) : now;
}

/** Months whose close the province has not evaluated, or whose newest revision has no package yet. */
async function unevaluated(item: ProvinceItem, { statistics, reports }: ProvinceDependencies): Promise<string[]> {
  const months: string[] = [];
  for (const month of item.months) {
    const through = await statistics.evaluatedThrough(selectionKey({ month, area: item.province, lists: null }));
    if (through === undefined || !(await reports.get(packageId(month, item.province, through.revision))))
      months.push(month);
  }
  return months;
}

/** All lists, and each that is published and concerns the area. */
function standardChoices(area: string, lists: readonly TargetList[], now: Date): (readonly string[] | null)[] {
  const published = lists.filter(
    ({ publishedAt, scopeArea }) =>
      publishedAt !== undefined &&
      publishedAt <= now.toISOString() &&
      (isWithin(scopeArea, area) || isWithin(area, scopeArea)),
  );
  return [null, ...published.map(({ id }) => [id])];
}

/** Reports B and C of the item's periods. */
function caseKinds(
  { months, quarters }: ProvinceItem,
  area: string,
  choices: readonly (readonly string[] | null)[],
): CaseKind<AnyCaseReport>[] {
  return [
    ...quarters.flatMap((quarter) => choices.map((lists) => quarterlyKind({ quarter, area, lists }))),
    ...months.flatMap((month) => [
      ...choices.map((lists) => progressKind({ month, area, level: 'district', lists })),
      progressKind({ month, area, level: 'subdistrict', lists: null }),
    ]),
  ];
}

/** After a close those that have no revision yet. */
async function due(
  kinds: readonly CaseKind<AnyCaseReport>[],
  { unevaluatedOnly }: ProvinceItem,
  { statistics }: ProvinceDependencies,
): Promise<CaseKind<AnyCaseReport>[]> {
  if (!unevaluatedOnly) return [...kinds];
  const through = await Promise.all(kinds.map(({ key }) => statistics.evaluatedThrough(key)));
  return kinds.filter((_, at) => through[at] === undefined);
}

function quarterPeriod(quarter: string): { period: string; closes: string } {
  return { period: quarter, closes: monthsOfQuarter(quarter)[2] };
}
