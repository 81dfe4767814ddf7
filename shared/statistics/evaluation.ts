/** Makes the revisions of reports that are due, from few readings of an area's facts for all of them. */
import { closeOf } from '#shared/domain/statistics/close.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { DEFAULT_COMMITTEE } from '#shared/domain/statistics/committee.ts';
import type { CommitteeFact, TargetListFact } from '#shared/domain/statistics/facts.ts';
import { addToEach, createReportA } from '#shared/domain/statistics/report-a/report-a.ts';
import type { DrillDown, ReportACalculator, ReportAMatrices } from '#shared/domain/statistics/report-a/report-a.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { asOfTimes, nextRevision, nightsWorthComputing } from '#shared/domain/statistics/revisions.ts';
import type { Organisation, RollUp } from '#shared/domain/organisation/organisation.ts';
import { agencies } from '#shared/reference/agencies.ts';
import { openActivityLedger } from './activity-ledger.ts';
import type { ActivityLedger } from './activity-ledger.ts';
import { districtsOf, readHouseholdGroups } from './household-groups.ts';
import type { GroupReader, GroupStores } from './household-groups.ts';
import { KeptGroups, type Read } from './kept-groups.ts';
import { openOrganisations, type KnownOrganisations } from './known-organisations.ts';
import { MomentMarks } from './moment-marks.ts';
import { canonicalLists, selectionKey } from './selection.ts';
import type { FiguresSelection } from './selection.ts';
import type { SelectionKey, StatisticsStore } from './statistics-store.ts';
import { targetListFact } from './target-list-fact.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

/** Reports computed in one pass over the facts. */
const CALCULATORS_AT_ONCE = 48;

/** So many pending moments of a report are simply computed; with more it pays to look first which of them can differ. */
const MOMENTS_NOT_LOOKED_AT = 2;

const AGENCY_ORDER = agencies.map(({ slug }) => slug);

export type EvaluationDependencies = {
  households: GroupStores;
  lists: Pick<TargetListStore, 'all'>;
  committees: Pick<CommitteeStore, 'history'>;
  statistics: StatisticsStore;
  organisations: Pick<RegisterStore<Organisation>, 'list' | 'getMany'>;
};

/** A revision that was made, with the tables of its package that the report itself does not hold. */
export type MadeRevision = { selection: FiguresSelection; report: ReportA; matrices: ReportAMatrices };

type Computed = { report: ReportA; matrices: ReportAMatrices; households: string[] };

export type Evaluation = {
  /**
   * Makes and stores all revisions of the selections of one area that are due at `now`, and answers those that it made. Two that evaluate the
   * same at the same time store the same.
   */
  evaluate: (selections: readonly FiguresSelection[], now: Date) => Promise<MadeRevision[]>;
  /** A report as known at moments, with its tables and, when asked, rolled up, and the households behind one figure. Stores nothing of it. */
  compute: (
    selection: FiguresSelection,
    moments: readonly { asOf: Date; revision: number | null }[],
    asked?: { drillDown?: DrillDown; rollUp?: RollUp },
  ) => Promise<Computed[]>;
};

/** What beside facts of households a report is computed from. */
type Context = {
  lists: TargetListFact[];
  committees: CommitteeFact[];
  ledger: ActivityLedger;
  organisations: KnownOrganisations;
};

type DueReport = {
  selection: FiguresSelection;
  key: SelectionKey;
  /** Ascending moments to compute. */
  moments: Date[];
  /** The last moment up to which it is evaluated then. */
  last: Date;
  newest: ReportA | undefined;
};

type DemandRuns = Awaited<ReturnType<StatisticsStore['demandRuns']>>;

export function createEvaluation(dependencies: EvaluationDependencies): Evaluation {
  const { households, lists, committees, statistics, organisations } = dependencies;

  const readArea =
    (area: string, months: readonly string[]): Read =>
    (reader) =>
      readHouseholdGroups(households, area, months.toSorted()[0] ?? '', reader);

  async function contextOf(area: string, months: Iterable<string>): Promise<Context> {
    const asked = [...months];
    const [orders, ledger] = await Promise.all([committees.history(area), openActivityLedger(statistics, asked)]);
    const named = new Set(orders.flatMap(({ agencies: onOrder }) => onOrder));
    for (const month of asked) for (const { agency } of ledger.of(month)) named.add(agency);
    return {
      lists: (await lists.all()).map(targetListFact),
      committees: orders,
      ledger,
      organisations: await openOrganisations(organisations, area, named),
    };
  }

  function calculatorOf(
    { month, area, lists: chosen }: FiguresSelection,
    asOf: Date,
    revision: number | null,
    context: Context,
    { drillDown, rollUp }: { drillDown?: DrillDown; rollUp?: RollUp } = {},
  ): ReportACalculator {
    return createReportA({
      selection: { month, area, lists: chosen === null ? null : canonicalLists(chosen) },
      asOf,
      revision,
      lists: context.lists,
      committees: context.committees,
      defaultCommittee: DEFAULT_COMMITTEE,
      activity: context.ledger.of(month),
      agencyOrder: AGENCY_ORDER,
      definitionsVersion: DEFINITIONS_VERSION,
      districts: districtsOf(area),
      organisations: context.organisations.at(asOf.toISOString()),
      ...(rollUp ? { rollUp } : {}),
      ...(drillDown ? { drillDown } : {}),
    });
  }

  /** One pass over the facts for several calculators in the order of their moments, which `make` makes anew should the reading begin again. */
  async function feed(
    read: Read,
    context: Context,
    make: () => ReportACalculator[],
  ): Promise<readonly ReportACalculator[]> {
    let calculators: ReportACalculator[] = [];
    const reader: GroupReader = {
      begin: () => {
        calculators = make();
      },
      add: (group) => {
        context.ledger.see(group);
        context.organisations.see(group);
        addToEach(calculators, group);
      },
    };
    await read(reader);
    // Somebody of another province helped here: as whom it is counted is known only now.
    if (await context.organisations.complete()) await read(reader);
    await context.ledger.repair();
    return calculators;
  }

  async function dueOf(
    selection: FiguresSelection,
    now: Date,
    demandRuns: Promise<DemandRuns>,
  ): Promise<DueReport | undefined> {
    const settled = new Date(now.getTime() - SETTLING_MS);
    const ownRuns = (await demandRuns)
      .filter(({ area }) => isWithin(selection.area, area))
      .map(({ asOf }) => new Date(asOf));
    if (closeOf(selection.month) > settled) return undefined;
    const key = selectionKey(selection);
    const through = await statistics.evaluatedThrough(key);
    const moments = asOfTimes(selection.month, settled, ownRuns).filter(
      (moment) => through === undefined || moment > new Date(through.asOf),
    );
    const last = moments.at(-1);
    if (last === undefined) return undefined;
    const newest = through === undefined ? undefined : await statistics.revision(key, through.revision);
    return { selection, key, moments, last, newest };
  }

  /** Leaves the moments that can differ from those before them, and answers how to read the facts again. */
  async function lookFirst(read: Read, due: readonly DueReport[], context: Context): Promise<Read> {
    if (due.every(({ moments }) => moments.length <= MOMENTS_NOT_LOOKED_AT)) return read;
    const marks = new MomentMarks(due.flatMap(({ moments }) => moments));
    const kept = new KeptGroups();
    await read({
      begin: () => kept.begin(),
      add: (group) => {
        context.organisations.see(group);
        for (const entries of group) for (const { recordedAt } of entries) marks.mark(recordedAt);
        kept.add(group);
      },
    });
    for (const list of context.lists)
      for (const moment of [list.createdAt, list.publishedAt, list.frozenAt])
        if (moment !== undefined) marks.mark(moment);
    for (const { recordedAt } of context.committees) marks.mark(recordedAt);
    await context.organisations.complete();
    for (const changedAt of context.organisations.changes()) marks.mark(changedAt);
    // Signs of life in a month are all before its close, which is computed in any case.
    const recordings = marks.marked();
    for (const report of due) report.moments = nightsWorthComputing(report.moments, recordings);
    return kept.reading() ?? read;
  }

  /** Stores the revision that a computation makes, if it makes one; a revision that is already stored is the one that counts. */
  async function keep(report: DueReport, computed: ReportA): Promise<ReportA | undefined> {
    const next = nextRevision(report.newest, computed);
    if (next?.revision === undefined || next.revision === null) return undefined;
    await statistics.putRevision(report.key, next);
    report.newest = (await statistics.revision(report.key, next.revision)) ?? next;
    return report.newest;
  }

  async function evaluate(selections: readonly FiguresSelection[], now: Date): Promise<MadeRevision[]> {
    const runs = new Map<string, Promise<DemandRuns>>();
    const looked = await Promise.all(
      selections.map((selection) => {
        const ofMonth = runs.get(selection.month) ?? statistics.demandRuns(selection.month);
        runs.set(selection.month, ofMonth);
        return dueOf(selection, now, ofMonth);
      }),
    );
    const due = looked.filter((report) => report !== undefined);
    const area = due[0]?.selection.area;
    if (area === undefined) return [];
    const months = due.map(({ selection }) => selection.month);
    const context = await contextOf(area, months);
    const read = await lookFirst(readArea(area, months), due, context);
    const jobs = due
      .flatMap((report) => report.moments.map((asOf) => ({ report, asOf })))
      .toSorted((a, b) => a.asOf.getTime() - b.asOf.getTime());
    const made: MadeRevision[] = [];
    for (let first = 0; first < jobs.length; first += CALCULATORS_AT_ONCE) {
      const batch = jobs.slice(first, first + CALCULATORS_AT_ONCE);
      const calculators = await feed(read, context, () =>
        batch.map(({ report, asOf }) => calculatorOf(report.selection, asOf, null, context)),
      );
      const reached = new Map<DueReport, Date>();
      for (const [index, { report, asOf }] of batch.entries()) {
        const calculator = calculators[index];
        const revision = calculator && (await keep(report, calculator.finish()));
        if (revision) made.push({ selection: report.selection, report: revision, matrices: calculator.matrices() });
        reached.set(report, asOf === report.moments.at(-1) ? report.last : asOf);
      }
      for (const [report, asOf] of reached)
        await statistics.setEvaluatedThrough(report.key, {
          asOf: asOf.toISOString(),
          revision: report.newest?.revision ?? 0,
        });
    }
    return made;
  }

  async function compute(
    selection: FiguresSelection,
    moments: readonly { asOf: Date; revision: number | null }[],
    asked: { drillDown?: DrillDown; rollUp?: RollUp } = {},
  ): Promise<Computed[]> {
    const context = await contextOf(selection.area, [selection.month]);
    const calculators = await feed(readArea(selection.area, [selection.month]), context, () =>
      moments.map(({ asOf, revision }) => calculatorOf(selection, asOf, revision, context, asked)),
    );
    return calculators.map((calculator) => ({
      report: calculator.finish(),
      matrices: calculator.matrices(),
      households: calculator.households(),
    }));
  }

  return { evaluate, compute };
}
