/**
 * What a milestone of a campaign asks for and how it is doing, in whole households (the letters' 75, 50 and 100 percent of a frozen
 * baseline). Source: domain.md §6.2 rule 6.
 */
import { daysBetween } from '#shared/thai/bangkok-time.ts';

/**
 * The least number of households that is `percent` (0–100, at most two decimals) of a baseline: rounded up, so that 75 % of 85,301 is
 * not reached by a part of a household. Throws a RangeError for any other percent.
 */
export function thresholdOf(percent: number, baseline: number): number {
  const hundredths = Math.round(percent * 100);
  if (Math.abs(hundredths - percent * 100) > 1e-6 || hundredths < 0 || hundredths > 10_000)
    throw new RangeError('A percent of a milestone is from 0 to 100 with at most two decimals');
  return Number((BigInt(hundredths) * BigInt(baseline) + 9999n) / 10_000n);
}

export type MilestoneStatus = 'ACHIEVED' | 'MISSED' | 'ON_TRACK' | 'AT_RISK';

export type MilestoneProgress = {
  /** Households of the baseline. */
  readonly baseline: number;
  /** Households, as of `thresholdOf`. */
  readonly threshold: number;
  /** Households of the baseline that reached the milestone by `day`. */
  readonly count: number;
  /** Of them, those recorded by the end of the due day; null while that day has not ended. */
  readonly countAtDue: number | null;
  /** Bangkok days, YYYY-MM-DD; both belong to the campaign. */
  readonly startsOn: string;
  readonly dueOn: string;
  /** The Bangkok day of which the counts are. */
  readonly day: string;
};

/**
 * Once the due day has ended, what was recorded by then decides for ever. Before, a milestone that is not reached yet is on track when
 * its count is at least the part of the threshold that the days gone by are of all days. Null before the campaign begins and for a baseline
 * of nobody.
 */
export function milestoneStatus(progress: MilestoneProgress): MilestoneStatus | null {
  const { baseline, threshold, count, countAtDue, startsOn, dueOn, day } = progress;
  if (baseline === 0 || day < startsOn) return null;
  if (countAtDue !== null) return countAtDue >= threshold ? 'ACHIEVED' : 'MISSED';
  if (count >= threshold) return 'ACHIEVED';
  const allDays = daysBetween(startsOn, dueOn) + 1;
  const goneBy = daysBetween(startsOn, day) + 1;
  return count * allDays >= threshold * goneBy ? 'ON_TRACK' : 'AT_RISK';
}
