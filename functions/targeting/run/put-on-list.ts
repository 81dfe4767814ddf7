import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody, Recorder } from '#shared/domain/logbook/entry.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { AppendConflict } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';

import type { RunDependencies } from './go-on.ts';

/** Households that are written side by side. */
export const AT_ONCE = 8;
export const ATTEMPTS = 12;
/** Why a household takes nothing more: its file is full, or it was merged into another since it was found. */
const REFUSALS: ReadonlySet<string> = new Set(['household-full', 'household-merged']);

/**
 * Records of each household what `bodyOf` says of it, whatever others write meanwhile. `put`: those of which it is recorded, by this call or,
 * as `bodyOf` then says by undefined, before; `refused`: those that take no more. Throws when others are always faster.
 */
export async function putOnList(
  ids: readonly string[],
  bodyOf: (household: Household) => EntryBody | undefined,
  by: Recorder,
  deps: Pick<RunDependencies, 'households' | 'hash' | 'now' | 'pause'>,
): Promise<{ put: number; refused: number }> {
  let [put, refused] = [0, 0];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const written = await Promise.all(some.map(async (id) => await putOne(id, bodyOf, by, deps)));
    put += written.filter(Boolean).length;
    refused += written.filter((isPut) => !isPut).length;
  }
  return { put, refused };
}

async function putOne(
  id: string,
  bodyOf: (household: Household) => EntryBody | undefined,
  by: Recorder,
  { households, hash, now, pause }: Pick<RunDependencies, 'households' | 'hash' | 'now' | 'pause'>,
): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    try {
      const commitBy = performance.now() + COMMIT_WITHIN_MS;
      const before = await households.get(id);
      if (!before) throw new Error('A household that was found is gone');
      const body = bodyOf(before);
      if (!body) return true;
      const recording = { householdId: id, recordedAt: now(), recordedBy: by, hash };
      const { household: after, entries } = record(before, [body], recording);
      await households.append([{ before, after, entries }], { commitBy });
      return true;
    } catch (failure) {
      if (failure instanceof Problem && REFUSALS.has(failure.code)) return false;
      if (!(failure instanceof AppendConflict)) throw failure;
      await pause(attempt);
    }
  throw new Error('Other writers were faster at every try');
}
