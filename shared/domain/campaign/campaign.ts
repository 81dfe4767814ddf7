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
