/**
 * When an entry was recorded. Figures of a moment are made `SETTLING_MS` after it and must not change afterwards, so an entry
 * is committed soon after its `recordedAt`; and along a household's chain `recordedAt` never runs backwards.
 */
import { Problem } from '#shared/problems.ts';

/** Figures of a moment are evaluated so long after it: by then every entry that was recorded at it is committed. */
export const SETTLING_MS = 5_000;

/** An entry is committed within this time of its `recordedAt`, or stamped anew. The rest of `SETTLING_MS` is for clocks that differ. */
export const COMMIT_WITHIN_MS = 4_000;

/** How far ahead of this server's clock the newest entry may be recorded. If it is further ahead, one of the two clocks is wrong. */
const CLOCKS_APART_MS = 5_000;

/** The moment of an entry that comes after one recorded at `newest` (ISO, undefined: it is the first). Throws `clock-behind`. */
export function recordedAfter(newest: string | undefined, now: Date): string {
  const at = now.toISOString();
  if (newest === undefined || newest <= at) return at;
  if (new Date(newest).getTime() - now.getTime() > CLOCKS_APART_MS) throw new Problem('clock-behind');
  return newest;
}
