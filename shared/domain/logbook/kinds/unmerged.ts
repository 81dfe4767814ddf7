import * as z from 'zod';

import { Problem } from '#shared/problems.ts';

import { reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('unmerged')),
  /** Id of the entry `merged` of the same household. */
  merge: clear(reference),
  reason: sealed(text, 'words'),
});
const body = z.strictObject(shape);

export type UnmergedBody = z.infer<typeof body>;

/**
 * A merge is undone (casework I): an entry on both households. What was said by the merge holds no more, as if it had not been recorded;
 * what was recorded since stays where it is.
 */
export const unmerged = {
  type: 'unmerged',
  recordedBy: [],
  shownAs: 'HouseholdUnmerged',
  body,
  shown: body,
  privacy,
  told,
  words: false,
  ofMerged: true,
  step: {
    moves: 'merged',
    field: 'merge',
    of: ({ merge }) => merge,
    check(earlier) {
      if ('undone' in earlier && earlier.undone === true) throw new Problem('merge-undone');
    },
    onto: (earlier) => ({ ...earlier, undone: true }),
  },
  // What holds after it is said by the entry that it moves on.
  apply() {},
} as const satisfies Kind<UnmergedBody> & { body: typeof body; shown: typeof body };
