/** Makes the revisions of Reports B and C that are due, and computes them as known at a moment. */
import { isDeepStrictEqual } from 'node:util';

import { readAccountFacts, type AccountFactStore } from '#shared/account/account-facts.ts';
import type { Campaign } from '#shared/domain/campaign/campaign.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { provincesOf, REST } from '#shared/domain/statistics/area-set.ts';
import { createCampaignStatus, type CampaignStatus } from '#shared/domain/statistics/campaign-status.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { CASE_DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import type { HouseholdGroup, TargetListFact } from '#shared/domain/statistics/facts.ts';
import type { FedReport } from '#shared/domain/statistics/known-group.ts';
import { monthsOfQuarter } from '#shared/domain/statistics/quarter.ts';
import { accountFigures, type AccountFact } from '#shared/domain/statistics/report-b/accounts.ts';
import type { MeetingFact, OrderFact, RemarkFact, ResolutionFact } from '#shared/domain/statistics/report-b/input.ts';
import { createReportB } from '#shared/domain/statistics/report-b/report-b.ts';
import type { ReportB } from '#shared/domain/statistics/report-b/shape.ts';
import { createReportC } from '#shared/domain/statistics/report-c/report-c.ts';
import type { ProgressLevel, ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { asOfTimes } from '#shared/domain/statistics/revisions.ts';
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import type { MeetingFacts } from '#shared/meeting/meeting-facts.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { previousMonth } from '#shared/thai/bangkok-time.ts';

import {
  feed,
  makeRevisions,
  type Context as PassContext,
  type DueReport,
  type DueRevisions,
} from './due-revisions.ts';
import { districtsOf, readHouseholdGroups, type GroupStores } from './household-groups.ts';
import type { Read } from './kept-groups.ts';
import { openOrganisations, type KnownOrganisations } from './known-organisations.ts';
import { notePrefix, type QuarterlyNote } from './quarterly-note.ts';
import { campaignKey, progressKey, quarterlyKey } from './selection.ts';
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
  accounts: AccountFactStore;
  statistics: Pick<
    StatisticsStore,
    'caseRevision' | 'putCaseRevision' | 'evaluatedThrough' | 'setEvaluatedThrough' | 'demandRuns'
  >;
};

/** `lists`: ids, or null for all lists of the area published by the as-of time. */
export type QuarterlySelection = { quarter: string; area: string; lists: readonly string[] | null };
/** `set`: the areas of the set that `area` names (`set:<id>`), and the version of the set that says so. */
export type ProgressSelection = {
  month: string;
  area: string;
  level: ProgressLevel;
  lists: readonly string[] | null;
  set?: { version: number; areas: readonly string[] };
};

/** What beside facts of households a report is computed from. */
export type CaseContext = PassContext & {
  lists: TargetListFact[];
  orders: OrderFact[];
  campaigns: Campaign[];
  rounds: RexrayRound[];
  /** By quarter. */
  remarks: ReadonlyMap<string, readonly RemarkFact[]>;
  meetings: MeetingFact[];
  resolutions: ResolutionFact[];
  organisations: KnownOrganisations;
  accounts: readonly AccountFact[];
};

export type Calculator<Report> = FedReport & {
  finish: () => Report;
  households: () => string[];
};

export type Moment = { asOf: Date; revision: number | null };

/** One of the two reports of one selection, or the status of a campaign at the end of a day. */
export type CaseKind<Report> = {
  /** What is read: one area, or the provinces of a set. */
  areas: readonly string[];
  key: SelectionKey;
  /** Runs on demand of the report are noted under it. */
  period: string;
  /** The area whose runs on demand make a revision, with those of the areas around it; absent: each of `areas`. */
  runsOf?: string;
  /** The month with which the period closes, and the oldest that its figures ask for. */
  closes: string;
  reads: string;
  quarter?: string;
  calculator: (moment: Moment, context: CaseContext) => Calculator<Report>;
};

export type AnyCaseReport = { revision: number | null; asOf: string; definitions: string; list: string | null };

/** A kind that is due, and its newest revision. */
type Begun = Pick<DueReport, 'key' | 'moments' | 'last'> & {
  kind: CaseKind<AnyCaseReport>;
  newest: AnyCaseReport | undefined;
};

/** Revisions of Reports B and C that are due. */
export type DueCaseReports = DueRevisions & {
  /** How many were made since. */
  made: () => number;
};

export type CaseEvaluation = {
  /** What is due at `now` of reports of one area; undefined: nothing. Two that evaluate the same at the same time store the same. */
  due: (kinds: readonly CaseKind<AnyCaseReport>[], now: Date) => Promise<DueCaseReports | undefined>;
  /** Makes and stores all of these revisions. */
  evaluate: (kinds: readonly CaseKind<AnyCaseReport>[], now: Date) => Promise<void>;
  /** A report as known at a moment; `see` is shown every group that it is made of. Stores nothing. */
  compute: <Report>(
    kind: CaseKind<Report>,
    moment: Moment,
    see?: (group: HouseholdGroup) => void,
  ) => Promise<Calculator<Report>>;
};

export function createCaseEvaluation(dependencies: CaseEvaluationDependencies): CaseEvaluation {
  const { households, statistics } = dependencies;

  /** Only reports of quarters ask for orders, meetings, organisations and accounts, and these are of one area. */
  async function contextOf(
    [area = '']: readonly string[],
    kinds: readonly Pick<CaseKind<unknown>, 'quarter'>[],
  ): Promise<CaseContext> {
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
    const accounts =
      quarters.length === 0
        ? []
        : await readAccountFacts(
            dependencies.accounts,
            province,
            orders.flatMap(({ agencies }) => agencies),
          );
    const known = await openOrganisations(dependencies.organisations, area, []);
    const parts = {
      lists: lists.map(targetListFact),
      orders: [...orders],
      campaigns,
      rounds,
      remarks: new Map(quarters.map((quarter, at) => [quarter, notes[at] ?? []])),
      ...held,
      organisations: known,
      accounts,
    };
    return {
      ...parts,
      see: known.see,
      complete: known.complete,
      recordings: () => [...recordingsOf(parts), ...known.changes()],
    };
  }

  async function dueOf(
    kind: CaseKind<AnyCaseReport>,
    demandRuns: () => Promise<{ area: string; asOf: string }[]>,
    now: Date,
  ): Promise<Begun | undefined> {
    const settled = new Date(now.getTime() - SETTLING_MS);
    if (closeOf(kind.closes) > settled) return undefined;
    const [through, runs] = await Promise.all([statistics.evaluatedThrough(kind.key), demandRuns()]);
    const ownRuns = runs
      .filter(({ area }) => (kind.runsOf === undefined ? kind.areas : [kind.runsOf]).every((of) => isWithin(of, area)))
      .map(({ asOf }) => new Date(asOf));
    const moments = asOfTimes(kind.closes, settled, ownRuns).filter(
      (moment) => through === undefined || moment > new Date(through.asOf),
    );
    const last = moments.at(-1);
    if (last === undefined) return undefined;
    return { key: kind.key, kind, moments, last, newest: through && (await revisionOf(kind, through.revision)) };
  }

  /** What is stored under the key of a kind is a report of that kind. */
  async function revisionOf<Report>(kind: CaseKind<Report>, revision: number): Promise<Report | undefined> {
    return (await statistics.caseRevision(kind.key, revision)) as Report | undefined;
  }

  /** `count` is called for each revision that is stored; a revision that is already stored is the one that counts. */
  function reportOf(
    { kind, key, moments, last, newest: stored }: Begun,
    context: CaseContext,
    count: () => void,
  ): DueReport {
    let newest = stored;
    return {
      key,
      moments,
      last,
      newest: () => newest?.revision ?? 0,
      begin: (asOf) => {
        const calculator = kind.calculator({ asOf, revision: null }, context);
        const keep = async (): Promise<void> => {
          const made = calculator.finish();
          const kept = await keepWhatDiffers(statistics, key, newest, made);
          if (!kept) return;
          newest = kept;
          count();
        };
        return { ...calculator, keep };
      },
    };
  }

  async function due(kinds: readonly CaseKind<AnyCaseReport>[], now: Date): Promise<DueCaseReports | undefined> {
    const runs = new Map<string, ReturnType<StatisticsStore['demandRuns']>>();
    const runsOf = (period: string): ReturnType<StatisticsStore['demandRuns']> => {
      const known = runs.get(period) ?? statistics.demandRuns(period);
      runs.set(period, known);
      return known;
    };
    const looked = await Promise.all(kinds.map((kind) => dueOf(kind, () => runsOf(kind.period), now)));
    const begun = looked.filter((report) => report !== undefined);
    const asked = begun.map(({ kind }) => kind);
    const [first] = asked;
    const [oldest] = asked.map(({ reads }) => reads).toSorted();
    if (!first || oldest === undefined) return undefined;
    const context = await contextOf(first.areas, asked);
    let made = 0;
    const reports = begun.map((report) => reportOf(report, context, () => (made += 1)));
    return { reports, reads: oldest, context, made: () => made };
  }

  async function evaluate(kinds: readonly CaseKind<AnyCaseReport>[], now: Date): Promise<void> {
    const [first] = kinds;
    const isDue = await due(kinds, now);
    if (first && isDue) await makeRevisions(dependencies, first.areas, [isDue]);
  }

  return {
    due,
    evaluate,
    compute: async (kind, moment, see = () => {}) => {
      const context = await contextOf(kind.areas, [kind]);
      const shown: PassContext = {
        ...context,
        see: (group) => {
          context.see(group);
          see(group);
        },
      };
      const read: Read = (reader) => readHouseholdGroups(households, kind.areas, kind.reads, reader);
      const [calculator] = await feed(read, [shown], () => [kind.calculator(moment, context)]);
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
    areas: [area],
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
        accounts: accountFigures({ ...context, selection: { quarter, area, lists }, asOf }),
        organisations: context.organisations.at(asOf.toISOString()),
        definitionsVersion: CASE_DEFINITIONS_VERSION,
        ...(drill ? { drillDown: { unit: drill.unit === undefined ? area : drill.unit, figure: drill.figure } } : {}),
      }),
  };
}

/** The status of a campaign at the end of a day; `area`: that of the version in force then. */
export function campaignKind({
  campaign,
  area,
  day,
}: {
  campaign: Campaign;
  area: string;
  day: string;
}): CaseKind<CampaignStatus> {
  const month = day.slice(0, 7);
  return {
    areas: [area],
    key: campaignKey({ campaign: campaign.id, area, day }),
    period: month,
    closes: month,
    reads: month,
    calculator: ({ asOf }, context) => {
      const calculator = createCampaignStatus({
        ...context,
        campaign,
        asOf,
        day,
        definitionsVersion: CASE_DEFINITIONS_VERSION,
      });
      return { ...calculator, households: () => [] };
    },
  };
}

export function progressKind(
  { month, area, level, lists, set }: ProgressSelection,
  drill?: { figure: string },
): CaseKind<ReportC> {
  return {
    areas: set ? provincesOf(set.areas) : [area],
    // A set that is changed is another report: revisions of the areas it had stay.
    key: progressKey({ month, area: set ? `${area}@${set.version}` : area, level, lists }),
    period: month,
    closes: month,
    reads: previousMonth(month),
    calculator: ({ asOf, revision }, context) =>
      createReportC({
        ...context,
        selection: { month, area, level, lists },
        ...(set ? { set: set.areas } : {}),
        asOf,
        revision,
        definitionsVersion: CASE_DEFINITIONS_VERSION,
        ...(drill ? { drillDown: progressFigure(area, drill.figure) } : {}),
      }),
  };
}

/** A figure of the report, or with `rest.` before it of the rest of a set's provinces. */
function progressFigure(area: string, figure: string): { area: string; figure: string } {
  const ofRest = `${REST}.`;
  return figure.startsWith(ofRest) ? { area: REST, figure: figure.slice(ofRest.length) } : { area, figure };
}

/**
 * Stores a computed report as the next revision, unless its figures are those of the newest. Answers the revision that is stored then: the first
 * that was put under its number. Undefined: nothing differs.
 */
export async function keepWhatDiffers<Report extends AnyCaseReport>(
  statistics: Pick<StatisticsStore, 'caseRevision' | 'putCaseRevision'>,
  key: SelectionKey,
  newest: Report | undefined,
  computed: Report,
): Promise<Report | undefined> {
  if (newest && sameFigures(newest, computed)) return undefined;
  const revision = newest ? (newest.revision ?? 0) + 1 : 0;
  const next = { ...computed, revision };
  await statistics.putCaseRevision(key, revision, next);
  // What is stored under a key is a report of one kind.
  return ((await statistics.caseRevision(key, revision)) as Report | undefined) ?? next;
}

/** Two computations say the same; the moment, the revision, the lists as asked and the name of the definitions are no figures. */
function sameFigures(a: AnyCaseReport, b: AnyCaseReport): boolean {
  const figures = ({ revision: _revision, asOf: _asOf, definitions: _name, list: _list, ...rest }: AnyCaseReport) =>
    rest;
  return isDeepStrictEqual(figures(a), figures(b));
}

/** When anything beside entries was recorded. */
function recordingsOf(context: Omit<CaseContext, keyof PassContext>): string[] {
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
