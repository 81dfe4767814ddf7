import type { ProvinceAnswer, ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { BUILT_IN } from '#shared/domain/organisation/organisation.ts';
import { monthsOfQuarter } from '#shared/domain/statistics/quarter.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { listsOfReport, packageSource } from '#shared/report/package/package-source.ts';
import type { ListVersion, NumberedReport, PackageSource } from '#shared/report/package/package-source.ts';
import { packageId, publishPackage } from '#shared/report/package/publish-package.ts';
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
import type { EvaluationDependencies, MadeRevision } from '#shared/statistics/evaluation.ts';
import { hasHouseholds } from '#shared/statistics/household-groups.ts';
import { noteDemand } from '#shared/statistics/note-demand.ts';
import { selectionKey } from '#shared/statistics/selection.ts';
import type { FiguresSelection } from '#shared/statistics/selection.ts';
import { writeSnapshot } from '#shared/statistics/snapshots.ts';

import { publishCasePackages } from './publish-case-packages.ts';
import { runsBehind } from './runs-behind.ts';

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
 * which figures are made public, and publishes the package of every revision of the province's all-lists reports that has none. Each step finds what an attempt before it left, so it may be killed and called again at any
 * point, and twice at the same time. The schedule leaves nothing of a province in which no household is known.
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
  if (!item.demand && !(await hasHouseholds(households, item.province)))
    return { ok: true, province: item.province, revisions: 0, packages: [] };
  const moment = settledNow(item, now());
  const months = item.unevaluatedOnly ? await unevaluated(item, dependencies) : item.months;
  const area = item.demand?.area ?? item.province;
  const allLists = await lists.all();
  const choices = standardChoices(area, allLists, moment);
  const selections = months.flatMap((month) => choices.map((chosen) => ({ month, area, lists: chosen })));
  const kinds = await due(caseKinds(item, area, choices), item, dependencies);
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
    for (const month of item.months) await writeSnapshot(statistics, { month, area }, now());
    const sources = await Promise.all(
      months.map((month) => unpublished({ month, area, lists: null }, made, allLists, dependencies)),
    );
    for (const source of sources.flat()) {
      const { month, asOf } = source.report;
      const runs = await runsBehind(statistics, { period: month, area, asOf }, item.demand);
      packages.push((await publishPackage(dependencies, source, now(), runs)).id);
    }
    packages.push(...(await publishCasePackages(dependencies, area, item, allLists, now())));
  }
  return { ok: true, province: item.province, revisions: made.length + (cases?.made() ?? 0), packages };
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

/**
 * What the packages of a report's revisions without one are made from, oldest first. Tables that an earlier attempt made and lost are computed
 * anew as of the revision's moment. A report that knows neither a list nor help (of households outside the lists, then) tells nobody anything and is not packed.
 */
async function unpublished(
  selection: FiguresSelection,
  made: readonly MadeRevision[],
  lists: readonly TargetList[],
  dependencies: ProvinceDependencies,
): Promise<PackageSource[]> {
  const { statistics, reports, organisations } = dependencies;
  const key = selectionKey(selection);
  const newest = (await statistics.evaluatedThrough(key))?.revision ?? -1;
  const missing: NumberedReport[] = [];
  for (let revision = newest; revision >= 0; revision -= 1) {
    if (await reports.get(packageId(selection.month, selection.area, revision))) break;
    const report = await statistics.revision(key, revision);
    if (report) missing.unshift({ ...report, revision });
  }
  const matrices = new Map(
    made
      .filter(
        ({ selection: { month, area, lists: chosen } }) =>
          chosen === null && month === selection.month && area === selection.area,
      )
      .map(({ report, matrices: tables }) => [report.revision, tables]),
  );
  const news = missing.filter((report) => !knowsNothing(report, listsOfReport(report, lists)));
  const lost = news.filter(({ revision }) => !matrices.has(revision));
  if (lost.length > 0) {
    const moments = lost.map(({ asOf, revision }) => ({ asOf: new Date(asOf), revision }));
    for (const computed of await createEvaluation(dependencies).compute(selection, moments))
      matrices.set(computed.report.revision, computed.matrices);
  }
  const named = new Set(news.flatMap(({ rows }) => rows.flatMap(({ agency }) => agency ?? [])));
  const registered = await organisations.getMany([...named].filter((slug) => !BUILT_IN.has(slug)));
  return news.flatMap((report) => {
    const tables = matrices.get(report.revision);
    return tables ? [packageSource(report, tables, lists, registered)] : [];
  });
}

function knowsNothing({ total }: ReportA, lists: readonly ListVersion[]): boolean {
  return lists.length === 0 && total.outsideList === 0;
}
