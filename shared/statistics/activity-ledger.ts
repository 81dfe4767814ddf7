/** Signs of life of agencies in some months: what the store holds, and what a reading of facts shows beside it. */
import type { AgencyActivity, HouseholdGroup } from '#shared/domain/statistics/facts.ts';
import { activityOf } from '#shared/domain/statistics/agency-activity.ts';
import { bangkokMonth } from '#shared/thai/bangkok-time.ts';
import type { StatisticsStore } from './statistics-store.ts';

export type ActivityLedger = {
  /** All signs of a month known by the time it is iterated: the figures ask when the reading is over. */
  of: (month: string) => Iterable<AgencyActivity>;
  see: (group: HouseholdGroup) => void;
  /**
   * Puts signs back that a recorded entry proves and the store does not hold: an entry and its sign are not written in one transaction, and
   * other areas' figures know of this entry only by its sign.
   */
  repair: () => Promise<void>;
};

/** Reads the signs of `months` (`YYYY-MM`) from the store. */
export async function openActivityLedger(
  store: Pick<StatisticsStore, 'activity' | 'recordActivity'>,
  months: Iterable<string>,
): Promise<ActivityLedger> {
  const stored = new Map<string, AgencyActivity[]>();
  for (const month of new Set(months)) stored.set(month, await store.activity(month));
  const seen = new Map<string, Map<string, AgencyActivity>>();
  for (const month of stored.keys()) seen.set(month, new Map());
  // Months turn in Bangkok at a full hour of UTC, so an entry's hour tells its month; entries share few hours.
  const seenOfHour = new Map<string, Map<string, AgencyActivity> | null>();

  function see(group: HouseholdGroup): void {
    for (const entries of group)
      for (const entry of entries) {
        if (entry.body.type !== 'assistance' || entry.body.agency === null) continue;
        const hour = entry.recordedAt.slice(0, 13);
        let agencies = seenOfHour.get(hour);
        if (agencies === undefined) {
          agencies = seen.get(bangkokMonth(new Date(entry.recordedAt))) ?? null;
          seenOfHour.set(hour, agencies);
        }
        if (agencies === null) continue;
        const first = agencies.get(entry.body.agency);
        if (first === undefined || entry.recordedAt < first.firstAt) {
          const sign = activityOf(entry);
          if (sign) agencies.set(sign.agency, sign);
        }
      }
  }

  async function repair(): Promise<void> {
    for (const [month, agencies] of seen)
      for (const sign of agencies.values()) {
        const held = stored.get(month)?.find(({ agency }) => agency === sign.agency);
        if (held === undefined || sign.firstAt < held.firstAt) await store.recordActivity({ ...sign, worked: true });
      }
  }

  return {
    of: (month) => ({
      *[Symbol.iterator]() {
        yield* stored.get(month) ?? [];
        yield* seen.get(month)?.values() ?? [];
      },
    }),
    see,
    repair,
  };
}
