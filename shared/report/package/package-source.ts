/** What a package is made from: nothing else enters it, so the same source gives the same bytes. */
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { selectLists } from '#shared/domain/statistics/list-selection.ts';
import type { ReportAMatrices } from '#shared/domain/statistics/report-a/report-a.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { BUILT_IN, type Organisation } from '#shared/domain/organisation/organisation.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { targetListFact } from '#shared/statistics/target-list-fact.ts';

/** A published revision: a report to date is never packed. */
export type NumberedReport = ReportA & { revision: number };

export type PackageSource = {
  report: NumberedReport;
  matrices: ReportAMatrices;
  lists: readonly ListVersion[];
  /** Names of the organisations of rows that are not built in. */
  organisations: readonly NamedOrganisation[];
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

/** What a package says of an organisation. */
export type NamedOrganisation = Pick<Organisation, 'id' | 'nameTh' | 'shortTh' | 'parent'>;

/** `lists` are all lists of the nation; `organisations` those of the register that rows may be of. */
export function packageSource(
  report: NumberedReport,
  matrices: ReportAMatrices,
  lists: readonly TargetList[],
  organisations: readonly NamedOrganisation[] = [],
): PackageSource {
  return {
    report,
    matrices,
    lists: listsOfReport(report, lists),
    organisations: organisations.filter(({ id }) => report.rows.some(({ agency }) => agency === id)),
    closedAt: formatBangkok(closeOf(report.month)),
  };
}

/** An organisation of a row: built in or of the register; undefined when the register does not know it any more. */
export function organisationIn({ organisations }: PackageSource, slug: string): NamedOrganisation | undefined {
  return BUILT_IN.get(slug) ?? organisations.find(({ id }) => id === slug);
}

/** Of all lists those that the report was made of, oldest first, as they were then. */
export function listsOfReport(
  report: Pick<ReportA, 'area' | 'asOf' | 'list'>,
  lists: readonly TargetList[],
): ListVersion[] {
  const asOf = new Date(report.asOf).toISOString();
  const ids = report.list === null ? null : report.list.split(',');
  const chosen = selectLists(lists.map(targetListFact), ids, report.area, asOf);
  return lists
    .filter(({ id }) => chosen.frozenAt.has(id))
    .toSorted((a, b) => (a.createdAt === b.createdAt ? compare(a.id, b.id) : compare(a.createdAt, b.createdAt)))
    .map((list) => listVersion(list, asOf));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
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
