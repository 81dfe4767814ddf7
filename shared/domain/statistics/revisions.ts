import { isDeepStrictEqual } from 'node:util';
import { addDays, bangkokDay, endOfDay, fiscalYear } from '#shared/thai/bangkok-time.ts';
import { closeOf } from './close.ts';
import type { ReportA } from './report-a/shape.ts';

/**
 * The moments, in order and not after `now`, as of which a month's figures may make a revision (domain.md §6.2 "close"; design of
 * statistics): the close, then 23:59:59 Bangkok of each day from that one on while the month is of that
 * night's fiscal year or the one before, and the moments of runs on demand after the close, however old the month. Empty before the close.
 */
export function asOfTimes(month: string, now: Date, demandRuns: readonly Date[]): Date[] {
  const close = closeOf(month);
  if (close > now) return [];
  const times = new Set<number>([close.getTime()]);
  const lastFiscalYear = fiscalYear(month) + 1;
  for (let day = bangkokDay(close); fiscalYear(day) <= lastFiscalYear; day = addDays(day, 1)) {
    const night = endOfDay(day);
    if (night > now) break;
    times.add(night.getTime());
  }
  for (const run of demandRuns) if (run > close && run <= now) times.add(run.getTime());
  return [...times].toSorted((a, b) => a - b).map((time) => new Date(time));
}

/**
 * Whether two computations of one month say the same in every cell of baseline, rows, total and summed rows. The moment, the revision and
 * the name of the definitions are not figures.
 */
export function sameFigures(a: ReportA, b: ReportA): boolean {
  return (
    isDeepStrictEqual(a.baseline, b.baseline) &&
    isDeepStrictEqual(a.rows, b.rows) &&
    isDeepStrictEqual(a.total, b.total) &&
    isDeepStrictEqual(a.summedRows, b.summedRows)
  );
}

/**
 * The revision that a computation makes after the newest one: revision 0 when there is none, the next number when any figure differs, null
 * when none does. The first computation given must be that of the close.
 */
export function nextRevision(newest: ReportA | undefined, computed: ReportA): ReportA | null {
  if (!newest) return { ...computed, revision: 0 };
  return sameFigures(newest, computed) ? null : { ...computed, revision: (newest.revision ?? 0) + 1 };
}

/**
 * The as-of moments worth computing: the first, and each since whose predecessor something was recorded. `asOfs` in order, as `asOfTimes`
 * gives them; `recordedAts` in any order, ISO UTC: the recording of every entry, the creation, publication and freeze of every list, every
 * order of a committee, and the first sign of every agency and month.
 *
 * Nothing is lost. At and after the close of a month its figures depend on the as-of moment T only through the question "was this recorded at
 * or before T": help must be delivered by the last day of the month, which is past; referrals are looked at at the close itself; recordings are
 * compared with the close and with days of delivery. So two moments between which nothing was recorded give the same figures, and a
 * revision is never made of equal figures. (The month to date does change with the calendar alone; it makes no revision.)
 */
export function nightsWorthComputing(asOfs: readonly Date[], recordedAts: Iterable<string>): Date[] {
  const moments = asOfs.map((asOf) => asOf.toISOString());
  const worth = new Set<number>([0]);
  for (const recordedAt of recordedAts) worth.add(firstAtOrAfter(moments, recordedAt));
  return asOfs.filter((_, index) => worth.has(index));
}

function firstAtOrAfter(moments: readonly string[], recordedAt: string): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const moment = moments[middle];
    if (moment !== undefined && moment < recordedAt) low = middle + 1;
    else high = middle;
  }
  return low;
}
