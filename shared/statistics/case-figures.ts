/** Service of Reports B and C: revisions as published, the period to date, and the households behind a figure. */
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
import { Problem } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { previousMonth } from '#shared/thai/bangkok-time.ts';

import { districtsOf, readHouseholdGroups, type GroupStores } from './household-groups.ts';
import { openOrganisations, type KnownOrganisations } from './known-organisations.ts';
import { MomentMarks } from './moment-marks.ts';
import { notePrefix, type QuarterlyNote } from './quarterly-note.ts';
import { selectionKey } from './selection.ts';
import type { SelectionKey, StatisticsStore } from './statistics-store.ts';
import { targetListFact } from './target-list-fact.ts';

export type CaseFiguresDependencies = {
  households: GroupStores;
  lists: Pick<TargetListStore, 'all'>;
  committees: Pick<CommitteeStore, 'units'>;
  organisations: Pick<RegisterStore<Organisation>, 'list' | 'getMany'>;
  campaigns: Pick<RegisterStore<Campaign>, 'list'>;
  rounds: Pick<RegisterStore<RexrayRound>, 'list'>;
  notes: Pick<RegisterStore<QuarterlyNote>, 'list'>;
  meetings: MeetingFacts;
  statistics: Pick<StatisticsStore, 'caseRevision' | 'putCaseRevision' | 'evaluatedThrough' | 'setEvaluatedThrough'>;
};

/** `revision` undefined: the newest, and before the close the period to date. */
type Asked = { area: string; lists: readonly string[] | null; revision: number | undefined };
export type QuarterlyRequest = Asked & { quarter: string };
export type ProgressRequest = Asked & { month: string; level: ProgressLevel };

/** The households behind a figure, each with the areas in which it is listed or lives. */
export type Behind = { id: string; areas: readonly string[] }[];

export type CaseFigures = {
  /** Reports as asked for. Throw `Problem` revision-not-found. */
  quarterly: (request: QuarterlyRequest, now: Date) => Promise<ReportB>;
  progress: (request: ProgressRequest, now: Date) => Promise<ReportC>;
  /** Sorted by id, as known at the moment of the revision. `unit`: of whose row; null: of the row of no unit; undefined: of the total. */
  behindQuarterly: (
    request: QuarterlyRequest & { unit: string | null | undefined; figure: string },
    now: Date,
  ) => Promise<Behind>;
  behindProgress: (request: ProgressRequest & { figure: string }, now: Date) => Promise<Behind>;
};

/** Reports computed in one pass over the facts. */
const CALCULATORS_AT_ONCE = 12;

/** So many pending moments are simply computed; with more it pays to look first which of them can differ. */
const MOMENTS_NOT_LOOKED_AT = 2;

/** What beside facts of households a report is computed from. */
type Context = {
  lists: TargetListFact[];
  orders: OrderFact[];
  campaigns: Campaign[];
  rounds: RexrayRound[];
  remarks: RemarkFact[];
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
type Kind<Report> = {
  area: string;
  key: SelectionKey;
  /** The month with which the period closes, and the oldest that its figures ask for. */
  closes: string;
  reads: string;
  quarter?: string;
  calculator: (moment: Moment, context: Context) => Calculator<Report>;
};

type AnyReport = { revision: number | null; asOf: string; definitions: string; list: string | null };

/**
 * Reports B and C of any selection at any time. A stored revision is served unchanged. The first reader makes and stores the revisions that
 * are due since, so a selection has the very revisions that a nightly run would have made (design: statistics). Two readers at once make
 * the same revisions, and the store keeps the first of each.
 *
 * Decisions:
 * - Revisions are made at the close and at the nights after it while something differs, as those of Report A.
 * - After the close and before its first evaluation is possible, the newest is still the period to date.
 */
export function createCaseFigures(dependencies: CaseFiguresDependencies): CaseFigures {
  const { statistics } = dependencies;

  async function contextOf(kind: Kind<unknown>): Promise<Context> {
    const province = kind.area.slice(0, 2);
    const [lists, { orders }, campaigns, rounds, notes] = await Promise.all([
      dependencies.lists.all(),
      dependencies.committees.units(province),
      dependencies.campaigns.list('', undefined, Infinity),
      dependencies.rounds.list('', undefined, Infinity),
      kind.quarter === undefined
        ? []
        : dependencies.notes.list(notePrefix(kind.quarter, province), undefined, Infinity),
    ]);
    const units = new Set([province, ...districtsOf(province), ...orders.map(({ unit }) => unit)]);
    const held =
      kind.quarter === undefined ? { meetings: [], resolutions: [] } : await dependencies.meetings.of([...units]);
    return {
      lists: lists.map(targetListFact),
      orders: [...orders],
      campaigns,
      rounds,
      remarks: notes,
      ...held,
      organisations: await openOrganisations(dependencies.organisations, kind.area, []),
    };
  }

  /** One pass over the facts for several calculators in the order of their moments. */
  async function compute<Report>(
    kind: Kind<Report>,
    moments: readonly Moment[],
    context: Context,
    see: (group: HouseholdGroup) => void = () => {},
  ): Promise<Calculator<Report>[]> {
    let calculators: Calculator<Report>[] = [];
    const instants = moments.map(({ asOf }) => asOf.toISOString());
    const read = async (): Promise<void> =>
      await readHouseholdGroups(dependencies.households, kind.area, kind.reads, {
        begin: () => {
          calculators = moments.map((moment) => kind.calculator(moment, context));
        },
        add: (group) => {
          context.organisations.see(group);
          see(group);
          addToEach(calculators, instants, group);
        },
      });
    await read();
    // Somebody of another province helped here: as whom it is counted is known only now.
    if (await context.organisations.complete()) await read();
    return calculators;
  }

  /** Leaves the moments that can differ from those before them. */
  async function worthComputing(kind: Kind<unknown>, moments: readonly Date[], context: Context): Promise<Date[]> {
    if (moments.length <= MOMENTS_NOT_LOOKED_AT) return [...moments];
    const marks = new MomentMarks(moments);
    await readHouseholdGroups(dependencies.households, kind.area, kind.reads, {
      begin: () => {},
      add: (group) => {
        context.organisations.see(group);
        for (const entries of group) for (const { recordedAt } of entries) marks.mark(recordedAt);
      },
    });
    await context.organisations.complete();
    for (const moment of recordingsOf(context)) marks.mark(moment);
    return nightsWorthComputing(moments, marks.marked());
  }

  /** Makes and stores the revisions that are due, and answers the number of the newest; undefined before the close. */
  async function evaluate<Report extends AnyReport>(kind: Kind<Report>, now: Date): Promise<number | undefined> {
    const settled = new Date(now.getTime() - SETTLING_MS);
    if (closeOf(kind.closes) > settled) return undefined;
    const through = await statistics.evaluatedThrough(kind.key);
    const pending = asOfTimes(kind.closes, settled, []).filter(
      (moment) => through === undefined || moment > new Date(through.asOf),
    );
    const last = pending.at(-1);
    if (last === undefined) return through?.revision;
    let newest = through && ((await statistics.caseRevision(kind.key, through.revision)) as Report | undefined);
    const context = await contextOf(kind);
    const moments = await worthComputing(kind, pending, context);
    for (let first = 0; first < moments.length; first += CALCULATORS_AT_ONCE) {
      const batch = moments.slice(first, first + CALCULATORS_AT_ONCE).map((asOf) => ({ asOf, revision: null }));
      for (const calculator of await compute(kind, batch, context)) {
        const made = calculator.finish();
        if (newest && sameFigures(newest, made)) continue;
        const revision: number = newest ? (newest.revision ?? 0) + 1 : 0;
        await statistics.putCaseRevision(kind.key, revision, { ...made, revision });
        newest = ((await statistics.caseRevision(kind.key, revision)) as Report | undefined) ?? { ...made, revision };
      }
      // A reader whose call ends in the middle leaves the batches that are done: the next reader goes on behind them.
      const reached = first + CALCULATORS_AT_ONCE < moments.length ? (batch.at(-1)?.asOf ?? last) : last;
      await statistics.setEvaluatedThrough(kind.key, { asOf: reached.toISOString(), revision: newest?.revision ?? 0 });
    }
    return newest?.revision ?? 0;
  }

  async function stored<Report extends AnyReport>(
    kind: Kind<Report>,
    asked: number | undefined,
    now: Date,
  ): Promise<Report | undefined> {
    // What is stored under the key of a kind is a report of that kind.
    const revisionOf = async (revision: number): Promise<Report | undefined> =>
      (await statistics.caseRevision(kind.key, revision)) as Report | undefined;
    const made = asked === undefined ? undefined : await revisionOf(asked);
    if (made) return made;
    const newest = await evaluate(kind, now);
    const revision = asked ?? newest;
    return revision === undefined ? undefined : await revisionOf(revision);
  }

  async function report<Report extends AnyReport>(
    kind: Kind<Report>,
    { lists, revision }: Asked,
    now: Date,
  ): Promise<Report> {
    const list = lists === null ? null : lists.join(',');
    const standing = await stored(kind, revision, now);
    if (standing) return { ...standing, list };
    if (revision !== undefined) throw new Problem('revision-not-found');
    const [calculator] = await compute(kind, [{ asOf: now, revision: null }], await contextOf(kind));
    if (!calculator) throw new Error('One moment gives one report');
    return { ...calculator.finish(), list };
  }

  async function behind<Report extends AnyReport>(
    kind: Kind<Report>,
    drilled: Kind<Report>,
    { revision }: Asked,
    now: Date,
  ): Promise<Behind> {
    const standing = await stored(kind, revision, now);
    if (!standing && revision !== undefined) throw new Problem('revision-not-found');
    const moment = { asOf: standing ? new Date(standing.asOf) : now, revision: standing?.revision ?? null };
    const areas = new Map<string, Set<string>>();
    const [calculator] = await compute(drilled, [moment], await contextOf(kind), (group) => {
      for (const { householdId, body } of group.flat()) {
        const area = body.type === 'registered' || body.type === 'listed' ? body.area : undefined;
        const moved = body.type === 'move' ? (body.toArea ?? undefined) : area;
        if (moved !== undefined) areas.set(householdId, (areas.get(householdId) ?? new Set()).add(moved));
      }
    });
    return (calculator?.households() ?? []).map((id) => ({ id, areas: [...(areas.get(id) ?? [])] }));
  }

  return {
    quarterly: (request, now) => report(quarterlyKind(request), request, now),
    progress: (request, now) => report(progressKind(request), request, now),
    behindQuarterly: (request, now) => behind(quarterlyKind(request), quarterlyKind(request, request), request, now),
    behindProgress: (request, now) => behind(progressKind(request), progressKind(request, request), request, now),
  };
}

function quarterlyKind(
  { quarter, area, lists }: QuarterlyRequest,
  drill?: { unit: string | null | undefined; figure: string },
): Kind<ReportB> {
  const [first, , last] = monthsOfQuarter(quarter);
  return {
    area,
    key: selectionKey({ month: quarter, area, lists }),
    closes: last,
    reads: first,
    quarter,
    calculator: ({ asOf, revision }, context) =>
      createReportB({
        ...context,
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

function progressKind({ month, area, level, lists }: ProgressRequest, drill?: { figure: string }): Kind<ReportC> {
  return {
    area,
    key: selectionKey({ month: `progress-${level}-${month}`, area, lists }),
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
function sameFigures<Report extends AnyReport>(a: Report, b: Report): boolean {
  const figures = ({ revision: _revision, asOf: _asOf, definitions: _name, list: _list, ...rest }: AnyReport) => rest;
  return isDeepStrictEqual(figures(a), figures(b));
}

/** When anything beside entries was recorded. */
function recordingsOf(context: Context): string[] {
  return [
    ...context.lists.flatMap(({ createdAt, publishedAt, frozenAt }) => [createdAt, publishedAt, frozenAt]),
    ...context.orders.map(({ recordedAt }) => recordedAt),
    ...context.campaigns.flatMap(({ versions }) => versions.map(({ recordedAt }) => recordedAt)),
    ...context.rounds.map(({ createdAt }) => createdAt),
    ...context.remarks.map(({ recordedAt }) => recordedAt),
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
