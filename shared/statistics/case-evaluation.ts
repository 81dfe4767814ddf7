/** Makes the revisions of Reports B and C that are due, from few readings of an area's facts for all of them. */
import { isDeepStrictEqual } from 'node:util';

import type { Campaign } from '#shared/domain/campaign/campaign.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { CASE_DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import type { HouseholdGroup, TargetListFact } from '#shared/domain/statistics/facts.ts';
import { knownCases, type KnownCase } from '#shared/domain/statistics/known-case.ts';
import { monthsOfQuarter } from '#shared/domain/statistics/quarter.ts';
import type { MeetingFact, OrderFact, RemarkFact, ResolutionFact } from '#shared/domain/statistics/report-b/input.ts';
import { createReportB } from '#shared/domain/statistics/report-b/report-b.ts';
import type { ReportB } from '#shared/domain/statistics/report-b/shape.ts';
import { createReportC } from '#shared/domain/statistics/report-c/report-c.ts';
import type { ProgressLevel, ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { asOfTimes, nightsWorthComputing } from '#shared/domain/statistics/revisions.ts';
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import type { MeetingFacts } from '#shared/meeting/meeting-facts.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { previousMonth } from '#shared/thai/bangkok-time.ts';

import { districtsOf, readHouseholdGroups, type GroupReader, type GroupStores } from './household-groups.ts';
import { KeptGroups, type Read } from './kept-groups.ts';
import { openOrganisations, type KnownOrganisations } from './known-organisations.ts';
import { MomentMarks } from './moment-marks.ts';
import { notePrefix, type QuarterlyNote } from './quarterly-note.ts';
import { progressKey, quarterlyKey } from './selection.ts';
import type { SelectionKey, StatisticsStore } from './statistics-store.ts';
import { targetListFact } from './target-list-fact.ts';

export type CaseEvaluationDependencies = {
  households: GroupStores;
  lists: Pick<TargetListStore, 'all'>;
  committees: Pick<CommitteeStore, 'units'>;
  organisations: Pick<RegisterStore<Organisation>, 'list' | 'getMany'>;
  campaigns: Pick<RegisterStore<Campaign>, 'list'>;
  rounds: Pick<RegisterStore<RexrayRound>, 'list'>;
  notes: Pick<RegisterStore<QuarterlyNote>, 'list'>;
  meetings: MeetingFacts;
  statistics: Pick<
    StatisticsStore,
    'caseRevision' | 'putCaseRevision' | 'evaluatedThrough' | 'setEvaluatedThrough' | 'demandRuns'
  >;
};

/** `lists`: ids, or null for all lists of the area published by the as-of time. */
export type QuarterlySelection = { quarter: string; area: string; lists: readonly string[] | null };
export type ProgressSelection = { month: string; area: string; level: ProgressLevel; lists: readonly string[] | null };

/** Reports computed in one pass over the facts. */
const CALCULATORS_AT_ONCE = 48;

/** So many pending moments of a report are simply computed; with more it pays to look first which of them can differ. */
const MOMENTS_NOT_LOOKED_AT = 2;

/** What beside facts of households a report is computed from. */
type Context = {
  lists: TargetListFact[];
  orders: OrderFact[];
  campaigns: Campaign[];
  rounds: RexrayRound[];
  /** By quarter. */
  remarks: ReadonlyMap<string, readonly RemarkFact[]>;
  meetings: MeetingFact[];
  resolutions: ResolutionFact[];
  organisations: KnownOrganisations;
};

type Calculator<Report> = {
  addKnown: (group: HouseholdGroup, known: readonly KnownCase[]) => void;
  finish: () => Report;
  households: () => string[];
};

type Moment = { asOf: Date; revision: number | null };

/** One of the two reports of one selection. */
export type CaseKind<Report> = {
  area: string;
  key: SelectionKey;
  /** Runs on demand of the report are noted under it. */
  period: string;
  /** The month with which the period closes, and the oldest that its figures ask for. */
  closes: string;
  reads: string;
  quarter?: string;
  calculator: (moment: Moment, context: Context) => Calculator<Report>;
};

export type AnyCaseReport = { revision: number | null; asOf: string; definitions: string; list: string | null };

/** A report whose revisions are due. */
type DueReport = {
  kind: CaseKind<AnyCaseReport>;
  /** Ascending moments to compute. */
  moments: Date[];
  /** The last moment up to which it is evaluated then. */
  last: Date;
  newest: AnyCaseReport | undefined;
};

export type CaseEvaluation = {
  /**
   * Makes and stores all revisions of reports of one area that are due at `now`, and answers how many. Two that evaluate the same at the same
   * time store the same.
   */
  evaluate: (kinds: readonly CaseKind<AnyCaseReport>[], now: Date) => Promise<number>;
  /** A report as known at a moment; `see` is shown every group that it is made of. Stores nothing. */
  compute: <Report>(
    kind: CaseKind<Report>,
    moment: Moment,
    see?: (group: HouseholdGroup) => void,
  ) => Promise<Calculator<Report>>;
};

export function createCaseEvaluation(dependencies: CaseEvaluationDependencies): CaseEvaluation {
  const { households, statistics } = dependencies;

  const readArea =
    (area: string, kinds: readonly Pick<CaseKind<unknown>, 'reads'>[]): Read =>
    (reader) =>
      readHouseholdGroups(households, area, kinds.map(({ reads }) => reads).toSorted()[0] ?? '', reader);

  async function contextOf(area: string, kinds: readonly Pick<CaseKind<unknown>, 'quarter'>[]): Promise<Context> {
    const province = area.slice(0, 2);
    const quarters = [...new Set(kinds.flatMap(({ quarter }) => quarter ?? []))];
    const [lists, { orders }, campaigns, rounds, notes] = await Promise.all([
      dependencies.lists.all(),
      dependencies.committees.units(province),
      dependencies.campaigns.list('', undefined, Infinity),
      dependencies.rounds.list('', undefined, Infinity),
      Promise.all(
        quarters.map((quarter) => dependencies.notes.list(notePrefix(quarter, province), undefined, Infinity)),
      ),
    ]);
    const units = new Set([province, ...districtsOf(province), ...orders.map(({ unit }) => unit)]);
    const held = quarters.length === 0 ? { meetings: [], resolutions: [] } : await dependencies.meetings.of([...units]);
    return {
      lists: lists.map(targetListFact),
      orders: [...orders],
      campaigns,
      rounds,
      remarks: new Map(quarters.map((quarter, at) => [quarter, notes[at] ?? []])),
      ...held,
      organisations: await openOrganisations(dependencies.organisations, area, []),
    };
  }

  /** One pass over the facts for several calculators in the order of their moments. */
  async function feed<Report>(
    read: Read,
    jobs: readonly { kind: CaseKind<Report>; moment: Moment }[],
    context: Context,
    see: (group: HouseholdGroup) => void = () => {},
  ): Promise<Calculator<Report>[]> {
    let calculators: Calculator<Report>[] = [];
    const instants = jobs.map(({ moment }) => moment.asOf.toISOString());
    const reader: GroupReader = {
      begin: () => {
        calculators = jobs.map(({ kind, moment }) => kind.calculator(moment, context));
      },
      add: (group) => {
        context.organisations.see(group);
        see(group);
        addToEach(calculators, instants, group);
      },
    };
    await read(reader);
    // Somebody of another province helped here: as whom it is counted is known only now.
    if (await context.organisations.complete()) await read(reader);
    return calculators;
  }

  async function dueOf(
    kind: CaseKind<AnyCaseReport>,
    demandRuns: () => Promise<{ area: string; asOf: string }[]>,
    now: Date,
  ): Promise<DueReport | undefined> {
    const settled = new Date(now.getTime() - SETTLING_MS);
    if (closeOf(kind.closes) > settled) return undefined;
    const [through, runs] = await Promise.all([statistics.evaluatedThrough(kind.key), demandRuns()]);
    const ownRuns = runs.filter(({ area }) => isWithin(kind.area, area)).map(({ asOf }) => new Date(asOf));
    const moments = asOfTimes(kind.closes, settled, ownRuns).filter(
      (moment) => through === undefined || moment > new Date(through.asOf),
    );
    const last = moments.at(-1);
    if (last === undefined) return undefined;
    return { kind, moments, last, newest: through && (await revisionOf(kind, through.revision)) };
  }

  /** What is stored under the key of a kind is a report of that kind. */
  async function revisionOf<Report>(kind: CaseKind<Report>, revision: number): Promise<Report | undefined> {
    return (await statistics.caseRevision(kind.key, revision)) as Report | undefined;
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
    await context.organisations.complete();
    for (const moment of recordingsOf(context)) marks.mark(moment);
    const recordings = marks.marked();
    for (const report of due) report.moments = nightsWorthComputing(report.moments, recordings);
    return kept.reading() ?? read;
  }

  /** Stores the revision that a computation makes, if it makes one; a revision that is already stored is the one that counts. */
  async function keep(report: DueReport, made: AnyCaseReport): Promise<boolean> {
    const { kind, newest } = report;
    if (newest && sameFigures(newest, made)) return false;
    const revision = newest ? (newest.revision ?? 0) + 1 : 0;
    await statistics.putCaseRevision(kind.key, revision, { ...made, revision });
    report.newest = (await revisionOf(kind, revision)) ?? { ...made, revision };
    return true;
  }

  async function evaluate(kinds: readonly CaseKind<AnyCaseReport>[], now: Date): Promise<number> {
    const runs = new Map<string, ReturnType<StatisticsStore['demandRuns']>>();
    const runsOf = (period: string): ReturnType<StatisticsStore['demandRuns']> => {
      const known = runs.get(period) ?? statistics.demandRuns(period);
      runs.set(period, known);
      return known;
    };
    const looked = await Promise.all(kinds.map((kind) => dueOf(kind, () => runsOf(kind.period), now)));
    const due = looked.filter((report) => report !== undefined);
    const area = due[0]?.kind.area;
    if (area === undefined) return 0;
    const asked = due.map(({ kind }) => kind);
    const context = await contextOf(area, asked);
    const read = await lookFirst(readArea(area, asked), due, context);
    const jobs = due
      .flatMap((report) => report.moments.map((asOf) => ({ report, asOf })))
      .toSorted((a, b) => a.asOf.getTime() - b.asOf.getTime());
    let made = 0;
    for (let first = 0; first < jobs.length; first += CALCULATORS_AT_ONCE) {
      const batch = jobs.slice(first, first + CALCULATORS_AT_ONCE);
      const calculators = await feed(
        read,
        batch.map(({ report, asOf }) => ({ kind: report.kind, moment: { asOf, revision: null } })),
        context,
      );
      const reached = new Map<DueReport, Date>();
      for (const [index, { report, asOf }] of batch.entries()) {
        const calculator = calculators[index];
        if (calculator && (await keep(report, calculator.finish()))) made += 1;
        reached.set(report, asOf === report.moments.at(-1) ? report.last : asOf);
      }
      // Whoever ends in the middle leaves the batches that are done: the next one goes on behind them.
      for (const [{ kind, newest }, asOf] of reached)
        await statistics.setEvaluatedThrough(kind.key, {
          asOf: asOf.toISOString(),
          revision: newest?.revision ?? 0,
        });
    }
    return made;
  }

  return {
    evaluate,
    compute: async (kind, moment, see) => {
      const [calculator] = await feed(
        readArea(kind.area, [kind]),
        [{ kind, moment }],
        await contextOf(kind.area, [kind]),
        see,
      );
      if (!calculator) throw new Error('One moment gives one report');
      return calculator;
    },
  };
}

export function quarterlyKind(
  { quarter, area, lists }: QuarterlySelection,
  drill?: { unit: string | null | undefined; figure: string },
): CaseKind<ReportB> {
  const [first, , last] = monthsOfQuarter(quarter);
  return {
    area,
    key: quarterlyKey({ quarter, area, lists }),
    period: quarter,
    closes: last,
    reads: first,
    quarter,
    calculator: ({ asOf, revision }, context) =>
      createReportB({
        ...context,
        remarks: context.remarks.get(quarter) ?? [],
        selection: { quarter, area, lists },
        asOf,
        revision,
        accounts: () => null,
        organisations: context.organisations.at(asOf.toISOString()),
        definitionsVersion: CASE_DEFINITIONS_VERSION,
        ...(drill ? { drillDown: { unit: drill.unit === undefined ? area : drill.unit, figure: drill.figure } } : {}),
      }),
  };
}

export function progressKind(
  { month, area, level, lists }: ProgressSelection,
  drill?: { figure: string },
): CaseKind<ReportC> {
  return {
    area,
    key: progressKey({ month, area, level, lists }),
    period: month,
    closes: month,
    reads: previousMonth(month),
    calculator: ({ asOf, revision }, context) =>
      createReportC({
        ...context,
        selection: { month, area, level, lists },
        asOf,
        revision,
        definitionsVersion: CASE_DEFINITIONS_VERSION,
        ...(drill ? { drillDown: { area, figure: drill.figure } } : {}),
      }),
  };
}

/** Two computations say the same; the moment, the revision, the lists as asked and the name of the definitions are no figures. */
function sameFigures(a: AnyCaseReport, b: AnyCaseReport): boolean {
  const figures = ({ revision: _revision, asOf: _asOf, definitions: _name, list: _list, ...rest }: AnyCaseReport) =>
    rest;
  return isDeepStrictEqual(figures(a), figures(b));
}

/** When anything beside entries was recorded. */
function recordingsOf(context: Context): string[] {
  return [
    ...context.lists.flatMap(({ createdAt, publishedAt, frozenAt }) => [createdAt, publishedAt, frozenAt]),
    ...context.orders.map(({ recordedAt }) => recordedAt),
    ...context.campaigns.flatMap(({ versions }) => versions.map(({ recordedAt }) => recordedAt)),
    ...context.rounds.map(({ createdAt }) => createdAt),
    ...[...context.remarks.values()].flatMap((remarks) => remarks.map(({ recordedAt }) => recordedAt)),
    ...context.meetings.map(({ recordedAt }) => recordedAt),
    ...context.resolutions.flatMap(({ recordedAt, ended }) => [recordedAt, ended?.recordedAt]),
    ...context.organisations.changes(),
  ].filter((moment) => moment !== undefined);
}

/** Gives a group to reports in the order of their moments; it is folded anew only where something of it was recorded since the one before. */
function addToEach(
  calculators: readonly Pick<Calculator<unknown>, 'addKnown'>[],
  moments: readonly string[],
  group: HouseholdGroup,
): void {
  let known: KnownCase[] | undefined;
  let until = '';
  for (const [at, calculator] of calculators.entries()) {
    const asOf = moments[at] ?? '';
    if (known === undefined || asOf >= until) {
      known = knownCases(group, asOf);
      until = NEVER;
      for (const { recordedAt } of group.flat()) if (recordedAt > asOf && recordedAt < until) until = recordedAt;
    }
    calculator.addKnown(group, known);
  }
}

/** Sorts behind every instant. */
const NEVER = '~';
