/** Service of Reports B and C: revisions as published, the period to date, and the households behind a figure. */
import { campaignKnownAt, newestVersion, type Campaign } from '#shared/domain/campaign/campaign.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';
import type { CampaignStatus } from '#shared/domain/statistics/campaign-status.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import type { ReportB } from '#shared/domain/statistics/report-b/shape.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { Problem } from '#shared/problems.ts';
import { addDays, bangkokDay, endOfDay } from '#shared/thai/bangkok-time.ts';

import {
  campaignKind,
  createCaseEvaluation,
  progressKind,
  quarterlyKind,
  type AnyCaseReport,
  type CaseEvaluationDependencies,
  type CaseKind,
  type ProgressSelection,
  type QuarterlySelection,
} from './case-evaluation.ts';

export type CaseFiguresDependencies = CaseEvaluationDependencies;

/** `revision` undefined: the newest, and before the close the period to date. */
type Asked = { lists: readonly string[] | null; revision: number | undefined };
export type QuarterlyRequest = QuarterlySelection & Asked;
export type ProgressRequest = ProgressSelection & Asked;

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
  /**
   * The status of a campaign at the end of a day that is over, absent: of yesterday. It is counted by the first who asks and kept. A campaign
   * that nobody knew yet last night is counted as it is known now, and not kept. Throws `revision-not-found` for a day that is not over, and
   * when the campaign did not run.
   */
  campaignStatus: (campaign: Campaign, day: string | undefined, now: Date) => Promise<CampaignStatus>;
};

/**
 * Reports B and C of any selection at any time. A stored revision is served unchanged; what is due since is made and stored by the first
 * reader, so a selection that no nightly run knows has the very revisions it would have had (design: statistics). Two readers at once make
 * the same revisions, and the store keeps the first of each.
 *
 * Decisions:
 * - Revisions are made at the close, at the nights after it while something differs, and on demand, as those of Report A.
 * - After the close and before its first evaluation is possible, the newest is still the period to date.
 * - The nation has the revisions that runs made of its provinces, of all lists, and no month to date: nobody reads all households for a call.
 */
export function createCaseFigures(dependencies: CaseFiguresDependencies): CaseFigures {
  const { statistics } = dependencies;
  const evaluation = createCaseEvaluation(dependencies);

  async function stored<Report extends AnyCaseReport>(
    kind: CaseKind<Report>,
    asked: number | undefined,
    now: Date,
  ): Promise<Report | undefined> {
    // What is stored under the key of a kind is a report of that kind.
    const revisionOf = async (revision: number): Promise<Report | undefined> =>
      (await statistics.caseRevision(kind.key, revision)) as Report | undefined;
    const made = asked === undefined ? undefined : await revisionOf(asked);
    if (made) return made;
    if (!isOfNation(kind)) await evaluation.evaluate([kind], now);
    const revision = asked ?? (await statistics.evaluatedThrough(kind.key))?.revision;
    return revision === undefined ? undefined : await revisionOf(revision);
  }

  async function report<Report extends AnyCaseReport>(
    kind: CaseKind<Report>,
    { lists, revision }: Asked,
    now: Date,
  ): Promise<Report> {
    const list = lists === null ? null : lists.join(',');
    const standing = await stored(kind, revision, now);
    if (standing) return { ...standing, list };
    if (revision !== undefined || isOfNation(kind)) throw new Problem('revision-not-found');
    return { ...(await evaluation.compute(kind, { asOf: now, revision: null })).finish(), list };
  }

  async function behind<Report extends AnyCaseReport>(
    kind: CaseKind<Report>,
    drilled: CaseKind<Report>,
    { revision }: Asked,
    now: Date,
  ): Promise<Behind> {
    const standing = await stored(kind, revision, now);
    if (!standing && revision !== undefined) throw new Problem('revision-not-found');
    const moment = { asOf: standing ? new Date(standing.asOf) : now, revision: standing?.revision ?? null };
    const areas = new Map<string, Set<string>>();
    const calculator = await evaluation.compute(drilled, moment, (group) => {
      for (const { householdId, body } of group.flat()) {
        const area = body.type === 'registered' || body.type === 'listed' ? body.area : undefined;
        const moved = body.type === 'move' ? (body.toArea ?? undefined) : area;
        if (moved !== undefined) areas.set(householdId, (areas.get(householdId) ?? new Set()).add(moved));
      }
    });
    return calculator.households().map((id) => ({ id, areas: [...(areas.get(id) ?? [])] }));
  }

  async function campaignStatus(campaign: Campaign, asked: string | undefined, now: Date): Promise<CampaignStatus> {
    const yesterday = addDays(bangkokDay(new Date(now.getTime() - SETTLING_MS)), -1);
    const day = asked ?? yesterday;
    const night = endOfDay(day);
    const known = day > yesterday ? undefined : campaignKnownAt(campaign, night.toISOString());
    if (known?.status === 'RUNNING') {
      const kind = campaignKind({ campaign, area: known.scopeArea, day });
      // What is kept under the key of a campaign is its status.
      const kept = async () => (await statistics.caseRevision(kind.key, 0)) as CampaignStatus | undefined;
      const standing = await kept();
      if (standing) return standing;
      const made = (await evaluation.compute(kind, { asOf: night, revision: 0 })).finish();
      await statistics.putCaseRevision(kind.key, 0, made);
      return (await kept()) ?? made;
    }
    const toDate = newestVersion(campaign);
    if (asked !== undefined || toDate.status !== 'RUNNING') throw new Problem('revision-not-found');
    const kind = campaignKind({ campaign, area: toDate.scopeArea, day: bangkokDay(now) });
    return (await evaluation.compute(kind, { asOf: now, revision: null })).finish();
  }

  return {
    campaignStatus,
    quarterly: (request, now) => report(quarterlyKind(request), request, now),
    progress: (request, now) => report(progressKind(request), request, now),
    behindQuarterly: (request, now) => behind(quarterlyKind(request), quarterlyKind(request, request), request, now),
    behindProgress: (request, now) => behind(progressKind(request), progressKind(request, request), request, now),
  };
}

function isOfNation({ areas }: Pick<CaseKind<unknown>, 'areas'>): boolean {
  return areas.includes(NATION);
}
