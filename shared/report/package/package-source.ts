/** What a package is made from: nothing else enters it, so the same source gives the same bytes. */
import { closeOf, formatBangkok } from '#shared/domain/bangkok-time.ts';
import { selectLists } from '#shared/domain/statistics/list-selection.ts';
import type { ReportAMatrices } from '#shared/domain/statistics/report-a.ts';
import type { ReportA } from '#shared/domain/statistics/report-a-shape.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { targetListFact } from '#shared/statistics/target-list-fact.ts';

/** A published revision: a report to date is never packed. */
export type NumberedReport = ReportA & { revision: number };

export type PackageSource = {
  report: NumberedReport;
  matrices: ReportAMatrices;
  lists: readonly ListVersion[];
  /** Time of the close of the month, with offset. */
  closedAt: string;
};

/** A target list as it was at the as-of moment: later steps of its life do not change an old package. */
export type ListVersion = {
  id: string;
  name: string;
  source: string;
  yearBe: number;
  phase: number;
  asOfDate: string;
  openedOn: string | null;
  publishedAt: string | null;
  frozenAt: string | null;
};

/** `lists` are all lists of the nation; those of the report are chosen as the report chose them. `closeDay` of the next month. */
export function packageSource(
  report: NumberedReport,
  matrices: ReportAMatrices,
  lists: readonly TargetList[],
  closeDay: number,
): PackageSource {
  const asOf = new Date(report.asOf).toISOString();
  const chosen = selectLists(
    lists.map(targetListFact),
    report.list === null ? null : report.list.split(','),
    report.area,
    asOf,
  );
  return {
    report,
    matrices,
    lists: lists
      .filter(({ id }) => chosen.frozenAt.has(id))
      .toSorted((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1))
      .map((list) => listVersion(list, asOf)),
    closedAt: formatBangkok(closeOf(report.month, closeDay)),
  };
}

function listVersion(list: TargetList, asOf: string): ListVersion {
  const { id, name, source, yearBe, phase, asOfDate } = list;
  const knownThen = (moment: string | undefined): string | null =>
    moment !== undefined && moment <= asOf ? formatBangkok(new Date(moment)) : null;
  return {
    id,
    name,
    source,
    yearBe,
    phase,
    asOfDate,
    openedOn: list.openedOn ?? null,
    publishedAt: knownThen(list.publishedAt),
    frozenAt: knownThen(list.frozenAt),
  };
}
