/** Publishes the packages of Reports B and C, and the yearly package of the four quarters. */
import { BUILT_IN } from '#shared/domain/organisation/organisation.ts';
import type { ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { newestVersion } from '#shared/domain/campaign/campaign.ts';
import { monthsOfQuarter, quartersOfFiscalYear } from '#shared/domain/statistics/quarter.ts';
import type { ReportB } from '#shared/domain/statistics/report-b/shape.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { progressPackage, quarterlyPackage, type CaseNames } from '#shared/report/package/case-package.ts';
import { periodName } from '#shared/report/package/full-name.ts';
import { listsOfReport } from '#shared/report/package/package-source.ts';
import {
  packageId,
  publish,
  type Publication,
  type PublishingDependencies,
} from '#shared/report/package/publish-package.ts';
import type { PublishedReport, ReportPeriod, ReportStore } from '#shared/report/report-store.ts';
import type { CaseEvaluationDependencies } from '#shared/statistics/case-evaluation.ts';
import { progressKey, quarterlyKey } from '#shared/statistics/selection.ts';
import type { SelectionKey } from '#shared/statistics/statistics-store.ts';
import { yearlyRevision } from '#shared/statistics/yearly-revision.ts';

import { runsBehind } from './runs-behind.ts';

type Dependencies = PublishingDependencies & {
  reports: Pick<ReportStore, 'get' | 'put'>;
  statistics: CaseEvaluationDependencies['statistics'];
  organisations: CaseEvaluationDependencies['organisations'];
  campaigns: CaseEvaluationDependencies['campaigns'];
  rounds: CaseEvaluationDependencies['rounds'];
};

type Periods = Pick<ProvinceItem, 'months' | 'quarters' | 'fiscalYear' | 'demand'>;

/**
 * Publishes the package of every revision of a province's all-lists reports that has none, Report C by district, and of a fiscal year the
 * package of its four quarters once each has a revision. A report that knows no list tells nobody anything and is not packed. Answers the ids.
 */
export async function publishCasePackages(
  dependencies: Dependencies,
  area: string,
  { months, quarters, fiscalYear, demand }: Periods,
  lists: readonly TargetList[],
  now: Date,
): Promise<string[]> {
  const ids: string[] = [];
  const put = async (publication: Publication, period: string): Promise<void> => {
    const runs = await runsBehind(dependencies.statistics, { ...publication.of, period }, demand);
    ids.push((await publish(dependencies, publication, now, runs)).id);
  };
  for (const quarter of quarters) {
    const key = quarterlyKey({ quarter, area, lists: null });
    const period = { report: 'B', month: monthsOfQuarter(quarter)[2], quarter } as const;
    for (const report of await unpublished<ReportB>(dependencies, key, period, area, lists))
      await put(await quarterlyPackage(report, lists, await namesFor(dependencies, report)), quarter);
  }
  for (const month of months) {
    const key = progressKey({ month, area, level: 'district', lists: null });
    for (const report of await unpublished<ReportC>(dependencies, key, { report: 'C', month }, area, lists))
      await put(await progressPackage(report, lists, await namesFor(dependencies, report)), month);
  }
  const year = fiscalYear === undefined ? undefined : await yearlyPackage(dependencies, area, fiscalYear);
  if (year) {
    const runs = [...year.runs, ...(demand?.run === undefined ? [] : [demand.run])];
    ids.push((await publish(dependencies, year.publication, now, [...new Set(runs)])).id);
  }
  return ids;
}

type Packed = { area: string; asOf: string; list: string | null };

/** The revisions without a package, oldest first. What is stored under the key is a report of its kind. */
async function unpublished<Report extends Packed>(
  { statistics, reports }: Dependencies,
  key: SelectionKey,
  period: ReportPeriod,
  area: string,
  lists: readonly TargetList[],
): Promise<(Report & { revision: number })[]> {
  const newest = (await statistics.evaluatedThrough(key))?.revision ?? -1;
  const missing: (Report & { revision: number })[] = [];
  for (let revision = newest; revision >= 0; revision -= 1) {
    if (await reports.get(packageId(periodName(period), area, revision))) break;
    const report = (await statistics.caseRevision(key, revision)) as Report | undefined;
    if (report && listsOfReport(report, lists).length > 0) missing.unshift({ ...report, revision });
  }
  return missing;
}

async function namesFor(
  { organisations, campaigns, rounds }: Dependencies,
  report: ReportB | ReportC,
): Promise<CaseNames> {
  const figures = 'units' in report ? [report.total, ...report.units] : [];
  const named = figures.flatMap(({ assistance }) => assistance.byAgency.flatMap(({ agency }) => agency ?? []));
  const [registered, allCampaigns, allRounds] = await Promise.all([
    organisations.getMany([...new Set(named)].filter((slug) => !BUILT_IN.has(slug))),
    campaigns.list('', undefined, Infinity),
    rounds.list('', undefined, Infinity),
  ]);
  return {
    organisations: registered,
    rounds: new Map(allRounds.map(({ id, name }) => [id, name])),
    campaigns: new Map(allCampaigns.map((campaign) => [campaign.id, newestVersion(campaign).name])),
  };
}

/**
 * The four quarters of a fiscal year as they were published last, each as its whole package, and the runs that those come from; undefined
 * while one of them has none, and when the package of these revisions is there.
 */
async function yearlyPackage(
  { reports, statistics, objects }: Dependencies,
  area: string,
  fiscalYear: number,
): Promise<{ publication: Publication; runs: string[] } | undefined> {
  const quarters = quartersOfFiscalYear(fiscalYear);
  const revisions = await Promise.all(
    quarters.map(
      async (quarter) => (await statistics.evaluatedThrough(quarterlyKey({ quarter, area, lists: null })))?.revision,
    ),
  );
  const revision = yearlyRevision(revisions);
  if (revision === null) return undefined;
  const packages: PublishedReport[] = [];
  for (const [at, quarter] of quarters.entries()) {
    const standing = await reports.get(packageId(quarter, area, revisions[at] ?? 0));
    if (standing) packages.push(standing);
  }
  const [newest] = packages.toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1));
  const [, , month] = monthsOfQuarter(quarters.at(-1) ?? '');
  const period = { report: 'YEAR', month, fiscalYear } as const;
  if (!newest || (await reports.get(packageId(periodName(period), area, revision)))) return undefined;
  const files = await Promise.all(
    packages.map(async (standing) => ({
      name: `${standing.quarter ?? ''}-r${standing.revision}.zip`,
      bytes: await objects.get(standing.archive?.key ?? ''),
      contentType: 'application/zip',
    })),
  );
  const { asOf, definitions } = newest;
  const about = {
    ...period,
    area,
    areaName: areaLabel(area),
    revision,
    asOf,
    definitions,
    quarters: packages.map(({ id, quarter, revision: of }) => ({ id, quarter, revision: of })),
  };
  return {
    publication: { of: { ...period, area, revision, asOf, definitions }, about, files },
    runs: packages.flatMap(({ runs }) => runs ?? []),
  };
}
