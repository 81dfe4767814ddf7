/** The parts that a province counts for Reports A and C of the nation, kept as revisions of reports are. */
import { CASE_DEFINITIONS_VERSION, DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import type { FedReport } from '#shared/domain/statistics/known-group.ts';
import { NATION, partOfNation } from '#shared/domain/statistics/nation.ts';
import { createReportA, type PartOfA } from '#shared/domain/statistics/report-a/report-a.ts';
import { createReportC, type PartOfC } from '#shared/domain/statistics/report-c/report-c.ts';
import { formatBangkok, previousMonth } from '#shared/thai/bangkok-time.ts';

import type { AnyCaseReport, Calculator, CaseContext, CaseKind, Moment } from './case-evaluation.ts';
import { selectionKey } from './selection.ts';
import type { SelectionKey } from './statistics-store.ts';

export type ReportOfNation = 'agencies' | 'progress';
export type StoredPart<Part> = AnyCaseReport & { part: Part };

export function partKey(report: ReportOfNation, month: string, province: string): SelectionKey {
  return selectionKey({ month: `part-${report}-${month}`, area: province, lists: null });
}

/**
 * The parts of a province in a month. All provinces make theirs as of the same moments, the close, the nights and runs over the nation, so
 * that the nation is what was known at one moment.
 */
export function partKinds(month: string, province: string): CaseKind<StoredPart<PartOfA | PartOfC>>[] {
  const of = { areas: [province], runsOf: NATION, period: month, closes: month };
  const selection = { month, area: NATION, lists: null };
  return [
    {
      ...of,
      key: partKey('agencies', month, province),
      reads: month,
      calculator: (moment, context) => {
        // Who is on the order and who is silent is asked of the whole alone.
        const unasked = { committees: [], defaultCommittee: [], activity: [], agencyOrder: [] };
        const calculator = createReportA({
          ...unasked,
          ...inputOf(moment, context),
          selection,
          organisations: context.organisations.at(moment.asOf.toISOString()),
          definitionsVersion: DEFINITIONS_VERSION,
        });
        return countedBy(province, calculator, moment, DEFINITIONS_VERSION);
      },
    },
    {
      ...of,
      key: partKey('progress', month, province),
      reads: previousMonth(month),
      calculator: (moment, context) => {
        const calculator = createReportC({
          ...inputOf(moment, context),
          selection: { ...selection, level: 'district' },
          campaigns: context.campaigns,
          rounds: context.rounds,
          definitionsVersion: CASE_DEFINITIONS_VERSION,
        });
        return countedBy(province, calculator, moment, CASE_DEFINITIONS_VERSION);
      },
    },
  ];
}

function inputOf({ asOf, revision }: Moment, { lists }: CaseContext): Moment & Pick<CaseContext, 'lists'> {
  return { asOf, revision, lists };
}

function countedBy<Part>(
  province: string,
  calculator: FedReport & { part: () => Part },
  { asOf, revision }: Moment,
  definitions: string,
): Calculator<StoredPart<Part>> {
  return {
    asOf: calculator.asOf,
    addKnown: (known) => calculator.addKnown(partOfNation(known, province)),
    finish: () => ({ revision, asOf: formatBangkok(asOf), definitions, list: null, part: calculator.part() }),
    households: () => [],
  };
}
