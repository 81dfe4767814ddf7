/** How far the milestones of campaigns are, by row of a report (casework R21–R24). */
import { isWithin, overlaps } from '#shared/thai/area-code.ts';
import { bangkokDay, endOfDay } from '#shared/thai/bangkok-time.ts';
import { campaignKnownAt, type Campaign, type CampaignVersion, type Metric } from '../campaign/campaign.ts';
import { isOut, OUT_STATES, type OutState } from '../target-list/target-state.ts';
import { milestoneStatus, thresholdOf, type MilestoneStatus } from '../campaign/milestone.ts';
import type { RexrayRound } from '../campaign/rexray-round.ts';
import { caseLists, listedCase, stateOn, type CaseLists, type ListedCase } from './case-lists.ts';
import { endOf, firstHelpOn, helpBetween, needStatusOn, solvedOn, wasSurveyed } from './case-on-day.ts';
import type { TargetListFact } from './facts.ts';
import type { FigureTally } from './figure-tally.ts';
import type { KnownCase } from './known-case.ts';
import type { KnownGroup } from './known-group.ts';
import { percentOf } from './percent.ts';
import { recordOf } from './record-of.ts';

export type MilestoneFigures = {
  metric: Metric;
  pct: number;
  dueOn: string;
  baseline: number | null;
  threshold: number | null;
  count: number;
  countAtDue: number | null;
  lateAdded: number;
  percent: number | null;
  status: MilestoneStatus | null;
};

/** A milestone among the households of B that can still be reached: those that are not out on every list of the campaign (R24). */
export type AdjustedMilestone = Pick<MilestoneFigures, 'count' | 'countAtDue' | 'status'> & {
  baseline: number;
  threshold: number;
};

/** Documents of B that are out on every list of the campaign, by state. */
export type ExitFigures = Record<OutState, number>;

/** A campaign in one row. `adjusted` is null with a stated number of households. */
export type CampaignStatusFigures = {
  exits: ExitFigures;
  milestones: (MilestoneFigures & { adjusted: AdjustedMilestone | null })[];
};

export type CampaignFigures = { campaign: string; milestones: MilestoneFigures[] };

type Rows = { readonly tally: FigureTally };

type Running = {
  id: string;
  version: CampaignVersion;
  lists: CaseLists;
  /** Days from which facts count, and from which the campaign runs. */
  since: string;
  startsOn: string;
  /** Rounds of Re-X-ray of its lists. */
  rounds: ReadonlySet<string>;
};

export type CampaignCalculator = {
  /** A group with its cases as known at the moment of the report. */
  add: (known: KnownGroup) => void;
  /** Of a row. `area`: what the row is of, when that is an area; a stated number of households holds for its own area only. */
  figures: (row: Rows, area: string | null) => CampaignFigures[];
  /** The same of one campaign with those who can still be reached; undefined for a campaign that does not run. */
  status: (campaign: string, row: Rows, area: string | null) => CampaignStatusFigures | undefined;
};

/**
 * The campaigns running at `asOf` that begin by `day`, or any day when `planned`, and concern the area. `rowsAt` gives the rows in which a place counts as units were
 * known at a moment.
 *
 * Decisions:
 * - B and those behind the threshold are documents in the baseline of the campaign's lists, each in the row of its own place. Who reached the
 *   milestone are distinct households in the row of theirs, of which a document of that row is in B: a row never has more of them than B.
 * - What was recorded by the end of the due day is the count as everything was known at that moment, duplicates
 *   lists and units too: in the row of a unit without an order by then nothing was reached.
 * - Help is a stated approach from the day it was delivered, or from the day the platform first knew of it when that is earlier: help that
 *   was planned by the due day is no less an approach because it was delivered later.
 * - Who can still be reached is a document of B that is not out on `day`. A household counts among them when one of its documents in the row
 *   is one; what was reached by the due day is looked up among the same documents.
 * - With a stated number of households every household that lives in the campaign's area may reach the milestone, on a list or not.
 */
export function createCampaignCalculator(input: {
  campaigns: readonly Campaign[];
  rounds: readonly RexrayRound[];
  lists: readonly TargetListFact[];
  /** Of the report; of a set of areas their provinces. */
  area: string | readonly string[];
  asOf: string;
  /** The last day of the report. */
  day: string;
  rowsAt: (area: string, moment: string) => readonly Rows[];
  planned?: boolean;
}): CampaignCalculator {
  const { asOf, day, rowsAt } = input;
  const listsThen = new Map<string, CaseLists>();
  const running = input.campaigns.flatMap((campaign) => runningOf(campaign, input));

  function add({ cases, casesAt }: KnownGroup): void {
    const known = cases();
    for (const campaign of running) {
      const reachable = addBaseline(campaign, known);
      for (const [at, milestone] of campaign.version.milestones.entries()) {
        const figure = `campaign.${campaign.id}.${at}`;
        const reach = { ...campaign, reachable, metric: milestone.metric, stated: milestone.denominator !== undefined };
        addReached(known, reach, day, asOf, figure);
        if (!isFixed(milestone.dueOn)) continue;
        const moment = endOfDay(milestone.dueOn).toISOString();
        addReachedAtDue(casesAt(moment), reach, milestone.dueOn, moment, figure);
      }
    }
  }

  /** Answers the documents of B that can still be reached. */
  function addBaseline(campaign: Running, known: readonly KnownCase[]): ReadonlySet<string> {
    const reachable = new Set<string>();
    for (const each of known) {
      const listed = listedCase(each, campaign.lists, asOf);
      for (const document of listed?.documents ?? []) {
        const { id, area, inBaseline } = document.standing;
        if (!inBaseline || !isWithin(area, campaign.version.scopeArea)) continue;
        const state = stateOn(document, campaign.lists, day);
        const gone = state !== undefined && isOut(state) ? `exits.${state}` : 'reachable';
        if (gone === 'reachable') reachable.add(id);
        for (const { tally } of rowsAt(area, asOf)) {
          tally.add(`campaign.${campaign.id}.baseline`, id);
          tally.add(`campaign.${campaign.id}.${gone}`, id);
        }
      }
    }
    return reachable;
  }

  type Counted = { row: Rows; inBaseline: boolean; isReachable: boolean };

  /** Rows in which a household counts: by a document in B, of which one may still be reached, or only by having been added late. */
  function rowsOf({ version, reachable }: Reach, { standing, documents }: ListedCase, moment: string): Counted[] {
    if (!isWithin(standing.area, version.scopeArea)) return [];
    return rowsAt(standing.area, moment).map((row) => {
      const inRow = documents.filter(
        (document) => document.standing.inBaseline && rowsAt(document.standing.area, moment).includes(row),
      );
      return {
        row,
        inBaseline: inRow.length > 0,
        isReachable: inRow.some((document) => reachable.has(document.standing.id)),
      };
    });
  }

  type Reach = Running & { metric: Metric; stated: boolean; reachable: ReadonlySet<string> };

  function addReached(known: readonly KnownCase[], reach: Reach, on: string, at: string, figure: string): void {
    for (const each of known) {
      const { id, residence } = each.household;
      if (reach.stated) {
        if (residence === null || !isWithin(residence, reach.version.scopeArea) || !hasReached(each, reach, on))
          continue;
        for (const { tally } of rowsAt(residence, at)) tally.add(`${figure}.count`, id);
        continue;
      }
      const listed = listedCase(each, reach.lists, at);
      if (!listed) continue;
      const reached = hasReached(each, reach, on);
      for (const { row, inBaseline, isReachable } of rowsOf(reach, listed, at)) {
        if (inBaseline) row.tally.add(`${figure}.${reached ? 'count' : 'missing'}`, id);
        if (isReachable && reached) row.tally.add(`${figure}.adjusted`, id);
        if (!inBaseline && reached && listed.standing.lateAdded) row.tally.add(`${figure}.lateAdded`, id);
      }
    }
  }

  function addReachedAtDue(known: readonly KnownCase[], reach: Reach, dueOn: string, at: string, figure: string): void {
    for (const each of known) {
      if (!hasReached(each, reach, dueOn)) continue;
      const { id, residence } = each.household;
      if (reach.stated) {
        if (residence === null || !isWithin(residence, reach.version.scopeArea)) continue;
        for (const { tally } of rowsAt(residence, at)) tally.add(`${figure}.countAtDue`, id);
        continue;
      }
      const listed = listedCase(each, listsAt(reach, at), at);
      if (!listed) continue;
      for (const { row, inBaseline, isReachable } of rowsOf(reach, listed, at)) {
        if (inBaseline) row.tally.add(`${figure}.countAtDue`, id);
        if (isReachable) row.tally.add(`${figure}.adjustedAtDue`, id);
      }
    }
  }

  /** The lists of a campaign as known at the end of a due day. */
  function listsAt({ id, version }: Running, moment: string): CaseLists {
    const key = `${id} ${moment}`;
    const known = listsThen.get(key) ?? caseLists(input.lists, version.lists, input.area, moment);
    listsThen.set(key, known);
    return known;
  }

  /** The due day has ended at the moment of the report, and is not after its last day: what was recorded by then decides. */
  function isFixed(dueOn: string): boolean {
    return asOf >= endOf(dueOn) && day >= dueOn;
  }

  function figures({ tally }: Rows, area: string | null): CampaignFigures[] {
    return running.map(({ id, version, startsOn }) => ({
      campaign: id,
      milestones: version.milestones.map(({ metric, pct, dueOn, denominator }, at): MilestoneFigures => {
        const figure = `campaign.${id}.${at}`;
        const stated = area === version.scopeArea ? (denominator?.households ?? null) : null;
        const baseline = denominator ? stated : tally.of(`campaign.${id}.baseline`);
        const threshold = baseline === null ? null : thresholdOf(pct, baseline);
        const count = tally.of(`${figure}.count`);
        const countAtDue = isFixed(dueOn) ? tally.of(`${figure}.countAtDue`) : null;
        return {
          metric,
          pct,
          dueOn,
          baseline,
          threshold,
          count,
          countAtDue,
          lateAdded: tally.of(`${figure}.lateAdded`),
          percent: baseline === null ? null : percentOf(count, baseline),
          status:
            baseline === null || threshold === null
              ? null
              : milestoneStatus({ baseline, threshold, count, countAtDue, startsOn, dueOn, day }),
        };
      }),
    }));
  }

  function status(id: string, row: Rows, area: string | null): CampaignStatusFigures | undefined {
    const campaign = running.find((each) => each.id === id);
    const counted = figures(row, area).find((each) => each.campaign === id);
    if (!campaign || !counted) return undefined;
    const { tally } = row;
    const baseline = tally.of(`campaign.${id}.reachable`);
    return {
      exits: recordOf(OUT_STATES, (state) => tally.of(`campaign.${id}.exits.${state}`)),
      milestones: counted.milestones.map((milestone, at) => {
        if (campaign.version.milestones[at]?.denominator) return { ...milestone, adjusted: null };
        const { pct, dueOn } = milestone;
        const threshold = thresholdOf(pct, baseline);
        const count = tally.of(`campaign.${id}.${at}.adjusted`);
        const countAtDue = isFixed(dueOn) ? tally.of(`campaign.${id}.${at}.adjustedAtDue`) : null;
        const { startsOn } = campaign;
        const progress = { baseline, threshold, count, countAtDue };
        return {
          ...milestone,
          adjusted: { ...progress, status: milestoneStatus({ ...progress, startsOn, dueOn, day }) },
        };
      }),
    };
  }

  return { add, figures, status };
}

function runningOf(
  campaign: Campaign,
  {
    rounds,
    lists,
    area,
    asOf,
    day,
    planned = false,
  }: {
    rounds: readonly RexrayRound[];
    lists: readonly TargetListFact[];
    area: string | readonly string[];
    asOf: string;
    day: string;
    planned?: boolean;
  },
): Running[] {
  const version = campaignKnownAt(campaign, asOf);
  if (!version || version.status !== 'RUNNING') return [];
  if (![area].flat().some((one) => overlaps(version.scopeArea, one))) return [];
  const ofLists = caseLists(lists, version.lists, area, asOf);
  const opened = ofLists.selection.openedOn;
  const startsOn = version.startsOn ?? opened ?? bangkokDay(new Date(version.recordedAt));
  if (startsOn > day && !planned) return [];
  return [
    {
      id: campaign.id,
      version,
      lists: ofLists,
      since: ofLists.since ?? startsOn,
      startsOn,
      rounds: new Set(rounds.filter(({ list }) => version.lists.includes(list)).map(({ id }) => id)),
    },
  ];
}

/** Statuses of a need that say what became of it (R23). */
const RESULTS = new Set(['RESOLVED', 'PARTIAL', 'SELF_RESOLVED', 'NOT_SOLVABLE']);

/** Whether a household has reached a milestone by a day (R23). */
function hasReached(
  known: KnownCase,
  { metric, since, rounds }: Pick<Running, 'since' | 'rounds'> & { metric: Metric },
  day: string,
): boolean {
  switch (metric) {
    case 'RECORDED':
      return isRecorded(known, day);
    case 'ASSISTED':
      return helpBetween(known, since, day).length > 0;
    case 'ASSISTED_AND_RECORDED': {
      const first = firstHelpOn(known, since, day);
      if (first === null) return false;
      const after = (on: string): boolean => on >= first && on <= day;
      return (
        known.followUps.some(({ on }) => after(on)) ||
        known.needs.some(({ statuses }) => statuses.some(({ status, on }) => RESULTS.has(status) && after(on)))
      );
    }
    case 'SURVEYED':
      return wasSurveyed(known, since, day);
    case 'REXRAYED':
      return known.rexrays.some(({ round, on }) => rounds.has(round) && on <= day);
    case 'SOLVED':
      return solvedOn(known, day) === 'all';
  }
}

/** A need that was not withdrawn, and a stated approach to it (R23). */
function isRecorded(known: KnownCase, day: string): boolean {
  const hasNeed = known.needs.some((need) => {
    const status = needStatusOn(need, day);
    return status !== undefined && status !== 'WITHDRAWN';
  });
  if (!hasNeed) return false;
  const end = endOf(day);
  return (
    known.plans.some(
      ({ items, agreedOn, recordedAt }) => items > 0 && (agreedOn === undefined ? recordedAt < end : agreedOn <= day),
    ) ||
    [...known.household.referrals.values()].some(({ sent }) => sent.sentAt < end) ||
    known.intended.some(({ deliveredOn, firstAt }) => firstAt < end || (deliveredOn !== null && deliveredOn <= day)) ||
    known.visits.some(({ on, hasWayOut }) => hasWayOut && on <= day)
  );
}
