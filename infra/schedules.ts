import { CLOSE_DAY } from '#shared/domain/statistics/close.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';

/** What runs by itself. Plain data: the CDK makes schedules of it, and one machine its own clock. */
export type StatisticsSchedule = {
  readonly name: string;
  readonly kind: 'close' | 'nightly';
  /** In EventBridge Scheduler's form. */
  readonly expression: string;
  readonly timezone: 'Asia/Bangkok';
};

/** When events are sent to webhooks: each minute, so that a referral arrives within a minute or two. */
export const WEBHOOK_SCHEDULE = {
  name: 'webhooks',
  expression: 'rate(1 minute)',
  timezone: 'Asia/Bangkok',
} as const;

/** When provinces are searched for duplicates: after the figures of the night. All 77: one without households costs a query a district. */
export const SEARCH_SCHEDULE = {
  name: 'duplicates',
  expression: 'cron(30 1 * * ? *)',
  timezone: 'Asia/Bangkok',
  input: { provinces: areaCodesUnder('TH').flatMap((code) => (code.length === 2 ? [{ province: code }] : [])) },
} as const;

export const STATISTICS_SCHEDULES: readonly StatisticsSchedule[] = [
  // A month closes at 23:59 of its closing day (domain.md §6.2): its figures are there five minutes after midnight.
  { name: 'statistics-close', kind: 'close', expression: `cron(5 0 ${CLOSE_DAY + 1} * ? *)`, timezone: 'Asia/Bangkok' },
  // Figures as known at 23:59:59 of the day that ended; after the close on a day that has one.
  { name: 'statistics-nightly', kind: 'nightly', expression: 'cron(10 0 * * ? *)', timezone: 'Asia/Bangkok' },
];
