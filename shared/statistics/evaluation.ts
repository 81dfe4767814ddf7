/** Makes the revisions of Report A that are due, and computes it as known at moments. */
import { closeOf } from '#shared/domain/statistics/close.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { DEFAULT_COMMITTEE } from '#shared/domain/statistics/committee.ts';
import type { CommitteeFact, TargetListFact } from '#shared/domain/statistics/facts.ts';
import { createReportA } from '#shared/domain/statistics/report-a/report-a.ts';
import type { DrillDown, ReportACalculator, ReportAMatrices } from '#shared/domain/statistics/report-a/report-a.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { asOfTimes, nextRevision } from '#shared/domain/statistics/revisions.ts';
import type { Organisation, RollUp } from '#shared/domain/organisation/organisation.ts';
import { agencies } from '#shared/reference/agencies.ts';
import { openActivityLedger } from './activity-ledger.ts';
import type { ActivityLedger } from './activity-ledger.ts';
import {
  feed,
  makeRevisions,
  type Context as PassContext,
  type DueReport,
  type DueRevisions,
} from './due-revisions.ts';
import { districtsOf, provincesOfNation, readHouseholdGroups } from './household-groups.ts';
import type { GroupStores } from './household-groups.ts';
import type { Read } from './kept-groups.ts';
import { openOrganisations, type KnownOrganisations } from './known-organisations.ts';
import { canonicalLists, selectionKey } from './selection.ts';
import type { FiguresSelection } from './selection.ts';
import type { StatisticsStore } from './statistics-store.ts';
import { targetListFact } from './target-list-fact.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

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

/** Revisions of Report A that are due; `made` holds, in order, those that were made since. */
export type DueReportsA = DueRevisions & { made: readonly MadeRevision[] };

export type Evaluation = {
  /** What is due at `now` of selections of one area; undefined: nothing. Two that evaluate the same at the same time store the same. */
  due: (selections: readonly FiguresSelection[], now: Date) => Promise<DueReportsA | undefined>;
  /** Makes and stores all of these revisions, and answers those that it made. */
  evaluate: (selections: readonly FiguresSelection[], now: Date) => Promise<readonly MadeRevision[]>;
  /** A report as known at moments, with its tables and, when asked, rolled up, and the households behind one figure. Stores nothing of it. */
  compute: (
    selection: FiguresSelection,
    moments: readonly { asOf: Date; revision: number | null }[],
    asked?: { drillDown?: DrillDown; rollUp?: RollUp },
  ) => Promise<Computed[]>;
  /** Calculators of a selection that nothing was given to yet. `slugs`: organisations that its figures name. */
  begin: (
    selection: FiguresSelection,
    slugs: Iterable<string>,
  ) => Promise<(moment: { asOf: Date; revision: number | null }) => ReportACalculator>;
};

/** What beside facts of households a report is computed from. */
type Context = PassContext & {
  lists: TargetListFact[];
  committees: CommitteeFact[];
  ledger: ActivityLedger;
  organisations: KnownOrganisations;
};

/** A selection that is due, and its newest revision. */
type Begun = Pick<DueReport, 'key' | 'moments' | 'last'> & { selection: FiguresSelection; newest: ReportA | undefined };

type DemandRuns = Awaited<ReturnType<StatisticsStore['demandRuns']>>;

export function createEvaluation(dependencies: EvaluationDependencies): Evaluation {
  const { households, lists, committees, statistics, organisations } = dependencies;

  async function contextOf(area: string, months: Iterable<string>, slugs: Iterable<string> = []): Promise<Context> {
    const asked = [...months];
    const [orders, ledger] = await Promise.all([committees.history(area), openActivityLedger(statistics, asked)]);
    const named = new Set([...slugs, ...orders.flatMap(({ agencies: onOrder }) => onOrder)]);
    for (const month of asked) for (const { agency } of ledger.of(month)) named.add(agency);
    const listed = (await lists.all()).map(targetListFact);
    const known = await openOrganisations(organisations, area, named);
    return {
      lists: listed,
      committees: orders,
      ledger,
      organisations: known,
      see: (group) => {
        ledger.see(group);
        known.see(group);
      },
      complete: known.complete,
      repair: ledger.repair,
      // Signs of life in a month are all before its close, which is computed in any case.
      recordings: () => [
        ...listed.flatMap(({ createdAt, publishedAt, frozenAt }) =>
          [createdAt, publishedAt ?? [], frozenAt ?? []].flat(),
        ),
        ...orders.map(({ recordedAt }) => recordedAt),
        ...known.changes(),
      ],
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
      districts: area === NATION ? provincesOfNation() : districtsOf(area),
      organisations: context.organisations.at(asOf.toISOString()),
      ...(rollUp ? { rollUp } : {}),
      ...(drillDown ? { drillDown } : {}),
    });
  }

  /** Where an evaluation of a selection has to begin; undefined when nothing of it is due. */
  async function dueOf(
    selection: FiguresSelection,
    now: Date,
    demandRuns: Promise<DemandRuns>,
  ): Promise<Begun | undefined> {
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

  /** `made` is given each revision that is stored; a revision that is already stored is the one that counts. */
  function reportOf(
    { selection, key, moments, last, newest: stored }: Begun,
    context: Context,
    made: MadeRevision[],
  ): DueReport {
    let newest = stored;
    return {
      key,
      moments,
      last,
      newest: () => newest?.revision ?? 0,
      begin: (asOf) => {
        const calculator = calculatorOf(selection, asOf, null, context);
        const keep = async (): Promise<void> => {
          const next = nextRevision(newest, calculator.finish());
          if (next?.revision === undefined || next.revision === null) return;
          await statistics.putRevision(key, next);
          newest = (await statistics.revision(key, next.revision)) ?? next;
          made.push({ selection, report: newest, matrices: calculator.matrices() });
        };
        return { ...calculator, keep };
      },
    };
  }

  async function due(selections: readonly FiguresSelection[], now: Date): Promise<DueReportsA | undefined> {
    const runs = new Map<string, Promise<DemandRuns>>();
    const looked = await Promise.all(
      selections.map((selection) => {
        const ofMonth = runs.get(selection.month) ?? statistics.demandRuns(selection.month);
        runs.set(selection.month, ofMonth);
        return dueOf(selection, now, ofMonth);
      }),
    );
    const begun = looked.filter((report) => report !== undefined);
    const months = begun.map(({ selection }) => selection.month);
    const [first] = begun;
    const [oldest] = months.toSorted();
    if (!first || oldest === undefined) return undefined;
    const context = await contextOf(first.selection.area, months);
    const made: MadeRevision[] = [];
    return { reports: begun.map((report) => reportOf(report, context, made)), reads: oldest, context, made };
  }

  async function evaluate(selections: readonly FiguresSelection[], now: Date): Promise<readonly MadeRevision[]> {
    const [first] = selections;
    const isDue = await due(selections, now);
    if (!first || !isDue) return [];
    await makeRevisions(dependencies, first.area, [isDue]);
    return isDue.made;
  }

  async function compute(
    selection: FiguresSelection,
    moments: readonly { asOf: Date; revision: number | null }[],
    asked: { drillDown?: DrillDown; rollUp?: RollUp } = {},
  ): Promise<Computed[]> {
    const context = await contextOf(selection.area, [selection.month]);
    const { area, month } = selection;
    const read: Read = (reader) => readHouseholdGroups(households, area, month, reader);
    const calculators = await feed(read, [context], () =>
      moments.map(({ asOf, revision }) => calculatorOf(selection, asOf, revision, context, asked)),
    );
    return calculators.map((calculator) => ({
      report: calculator.finish(),
      matrices: calculator.matrices(),
      households: calculator.households(),
    }));
  }

  async function begin(
    selection: FiguresSelection,
    slugs: Iterable<string>,
  ): Promise<(moment: { asOf: Date; revision: number | null }) => ReportACalculator> {
    const context = await contextOf(selection.area, [selection.month], slugs);
    return ({ asOf, revision }) => calculatorOf(selection, asOf, revision, context);
  }

  return { due, evaluate, compute, begin };
}
