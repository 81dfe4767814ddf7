import * as z from 'zod';

import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { takeOver, type TakenOver } from '../../merge/take-over.ts';
import { reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const pair = z.strictObject({ from: reference, to: reference }).meta({ id: 'MergedPair' });
const pairs = z.array(pair).max(200);

const { shape, privacy, told } = fields({
  type: clear(z.literal('merged')),
  /** Of the household that goes: the one that stays. */
  into: clear(reference.optional()),
  /** Of the one that stays: the household that goes. */
  from: clear(reference.optional()),
  reason: sealed(text, 'words'),
  members: clear(pairs.optional()),
  needs: clear(pairs.optional()),
  /** Of the household that goes: entries by which it became a duplicate on lists. */
  states: clear(z.array(reference).optional()),
  /** Of the one that stays: what goes on with it. */
  taken: sealed(z.custom<TakenOver>().optional(), 'shown'),
  /** The merge was undone; no entry says it, only what holds after `unmerged`. */
  undone: clear(z.literal(true).optional()),
});
const body = z.strictObject(shape);

export type MergedBody = z.infer<typeof body>;

/**
 * Two households are one (casework I): an entry of the same kind on both, in one transaction. On the one that stays it says what goes on
 * with it, so that its document follows from its own entries.
 */
export const merged = {
  type: 'merged',
  recordedBy: [],
  shownAs: 'HouseholdMerged',
  body,
  shown: z.strictObject({
    type: z.literal('merged'),
    into: z.string().nullable(),
    from: z.string().nullable(),
    reason: z.string(),
    members: z.array(pair),
    needs: z.array(pair),
  }),
  privacy,
  told,
  words: true,
  apply(household, { into, from, undone, taken, members = [], needs = [] }, { version, recordedAt }) {
    if (into !== undefined) {
      if (undone) return;
      household.status = 'MERGED';
      household.mergedInto = into;
      return;
    }
    if (from === undefined) return;
    // Figures of moments before an undo go on looking at both together.
    household.duplicates = [...new Set([...household.duplicates, from])];
    if (undone || !taken) return;
    takeOver(household, { taken, members, needs, version, on: bangkokDay(new Date(recordedAt)) });
  },
  fact({ into, undone, taken, needs = [] }) {
    if (undone) return { type: 'other' };
    if (into !== undefined) return { type: 'merged', into, ...(needs.length === 0 ? {} : { needs }) };
    return taken?.mentor && { type: 'mentor', mentor: taken.mentor.mentor, on: taken.mentor.since };
  },
  show: ({ type, into, from, reason, members = [], needs = [] }) => ({
    type,
    into: into ?? null,
    from: from ?? null,
    reason,
    members,
    needs,
  }),
} as const satisfies Kind<MergedBody> & { body: typeof body; shown: z.ZodObject };
