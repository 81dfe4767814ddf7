/** Publishes the packages of Report A. */
import type { ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { BUILT_IN } from '#shared/domain/organisation/organisation.ts';
import type { ReportAMatrices } from '#shared/domain/statistics/report-a/report-a.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { listsOfReport, packageSource } from '#shared/report/package/package-source.ts';
import type { ListVersion, NumberedReport, PackageSource } from '#shared/report/package/package-source.ts';
import { packageId, publishPackage, type PublishingDependencies } from '#shared/report/package/publish-package.ts';
import type { ReportStore } from '#shared/report/report-store.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import type { EvaluationDependencies, MadeRevision } from '#shared/statistics/evaluation.ts';
import { selectionKey } from '#shared/statistics/selection.ts';

import { runsBehind } from './runs-behind.ts';

type Dependencies = PublishingDependencies & {
  reports: Pick<ReportStore, 'get' | 'put'>;
  statistics: EvaluationDependencies['statistics'];
  organisations: EvaluationDependencies['organisations'];
};

/** The tables of reports of all lists of one area and month, in their order. */
export type TablesOf = (month: string, area: string, reports: readonly NumberedReport[]) => Promise<ReportAMatrices[]>;

/** Publishes the package of every revision of an area's report of all lists that has none, oldest first, and answers their ids. */
export async function publishAgencyPackages(
  dependencies: Dependencies,
  area: string,
  { months, demand }: Pick<ProvinceItem, 'months' | 'demand'>,
  lists: readonly TargetList[],
  tables: TablesOf,
  now: Date,
): Promise<string[]> {
  const sources = await Promise.all(months.map((month) => unpublished(dependencies, month, area, lists, tables)));
  const ids: string[] = [];
  for (const source of sources.flat()) {
    const { month, asOf } = source.report;
    const runs = await runsBehind(dependencies.statistics, { period: month, area, asOf }, demand);
    ids.push((await publishPackage(dependencies, source, now, runs)).id);
  }
  return ids;
}

/** Tables of the revisions that were made now; those that an earlier attempt made and lost are computed anew as of the revision's moment. */
export function tablesOf(dependencies: EvaluationDependencies, made: readonly MadeRevision[]): TablesOf {
  return async (month, area, reports) => {
    const known = new Map(
      made
        .filter(({ selection }) => selection.lists === null && selection.month === month && selection.area === area)
        .map(({ report, matrices }) => [report.revision, matrices]),
    );
    const lost = reports.filter(({ revision }) => !known.has(revision));
    if (lost.length > 0) {
      const moments = lost.map(({ asOf, revision }) => ({ asOf: new Date(asOf), revision }));
      for (const { report, matrices } of await createEvaluation(dependencies).compute(
        { month, area, lists: null },
        moments,
      ))
        known.set(report.revision, matrices);
    }
    return reports.flatMap(({ revision }) => known.get(revision) ?? []);
  };
}

/**
 * What the packages of an area's revisions without one are made from, oldest first. A revision that counts no list and no help outside the lists
 * gets no package.
 */
async function unpublished(
  { statistics, reports, organisations }: Dependencies,
  month: string,
  area: string,
  lists: readonly TargetList[],
  tables: TablesOf,
): Promise<PackageSource[]> {
  const key = selectionKey({ month, area, lists: null });
  const newest = (await statistics.evaluatedThrough(key))?.revision ?? -1;
  const missing: NumberedReport[] = [];
  for (let revision = newest; revision >= 0; revision -= 1) {
    if (await reports.get(packageId(month, area, revision))) break;
    const report = await statistics.revision(key, revision);
    if (report) missing.unshift({ ...report, revision });
  }
  const news = missing.filter((report) => !knowsNothing(report, listsOfReport(report, lists)));
  if (news.length === 0) return [];
  const ofNews = await tables(month, area, news);
  const named = new Set(news.flatMap(({ rows }) => rows.flatMap(({ agency }) => agency ?? [])));
  const registered = await organisations.getMany([...named].filter((slug) => !BUILT_IN.has(slug)));
  return news.flatMap((report, at) => {
    const matrices = ofNews[at];
    return matrices ? [packageSource(report, matrices, lists, registered)] : [];
  });
}

function knowsNothing({ total }: ReportA, lists: readonly ListVersion[]): boolean {
  return lists.length === 0 && total.outsideList === 0;
}
