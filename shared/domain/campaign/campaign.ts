import { Problem, wrongInput } from '#shared/problems.ts';
import type { TargetList } from '../target-list/target-list.ts';

/** Campaigns of the letters: milestones by a day, in percent of frozen lists or of a stated number of households (domain.md §2.7). */
export const METRICS = ['RECORDED', 'ASSISTED', 'ASSISTED_AND_RECORDED', 'SURVEYED', 'REXRAYED', 'SOLVED'] as const;
export type Metric = (typeof METRICS)[number];

/** Households of which nobody keeps a list: a number that somebody stated, and where it is from. */
export type Denominator = { readonly households: number; readonly source: string; readonly asOfDate: string };

export type Milestone = {
  readonly metric: Metric;
  readonly pct: number;
  readonly dueOn: string;
  readonly denominator?: Denominator;
};

export const CAMPAIGN_STATUSES = ['DRAFT', 'RUNNING'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What was said of a campaign at a moment (ISO UTC): figures are made of what was known. */
export type CampaignVersion = {
  readonly recordedAt: string;
  readonly name: string;
  readonly lists: readonly string[];
  readonly scopeArea: string;
  /** Absent: the day on which the first of its lists opened. */
  readonly startsOn?: string;
  readonly status: CampaignStatus;
  readonly milestones: readonly Milestone[];
};

export type Campaign = {
  readonly id: string;
  readonly version: number;
  /** Of all versions, oldest first; the last is in force. */
  readonly versions: readonly CampaignVersion[];
};

/** The version known at a moment; undefined when there was none. */
export function campaignKnownAt({ versions }: Pick<Campaign, 'versions'>, asOf: string): CampaignVersion | undefined {
  return versions.findLast(({ recordedAt }) => recordedAt <= asOf);
}

/** The version in force. */
export function newestVersion({ versions }: Pick<Campaign, 'versions'>): CampaignVersion {
  const newest = versions.at(-1);
  if (!newest) throw new Error('A campaign begins with a version');
  return newest;
}

/**
 * Whether a version may be recorded, with the lists that it names. Throws `invalid-input` for a milestone without households, and
 * `list-not-frozen` for a campaign that runs on a list that may still change.
 */
export function refuseUnfit(
  { status, milestones }: Pick<CampaignVersion, 'status' | 'milestones'>,
  lists: readonly Pick<TargetList, 'id' | 'frozenAt'>[],
): void {
  if (lists.length === 0 && milestones.some(({ denominator }) => denominator === undefined))
    throw wrongInput('/lists', 'ต้องระบุบัญชีเป้าหมาย หรือจำนวนครัวเรือนของทุกหมุดหมาย', 'required');
  const changing = status === 'RUNNING' ? lists.find(({ frozenAt }) => frozenAt === undefined) : undefined;
  if (changing) throw new Problem('list-not-frozen', { list: changing.id });
}

/**
 * A campaign that runs is changed for a reason and is no draft again. Throws `transition-not-allowed`, and `invalid-input` without a reason.
 */
export function refuseChange(from: CampaignStatus, to: CampaignStatus, reason: string | undefined): void {
  if (from !== 'RUNNING') return;
  if (to === 'DRAFT') throw new Problem('transition-not-allowed', { from, to });
  if (reason === undefined) throw wrongInput('/reason', 'แผนที่เริ่มแล้วแก้ไขได้เมื่อระบุเหตุผล', 'required');
}

/** Versions of a campaign that are kept: an item has an end. */
const MOST_VERSIONS = 20;

/** The campaign with one version more; the oldest is left out of too many. */
export function changedTo(before: Campaign, version: CampaignVersion): Campaign {
  return {
    ...before,
    version: before.version + 1,
    versions: [...before.versions, version].slice(-MOST_VERSIONS),
  };
}
