import * as z from 'zod';

import type { Kind } from '../kind.ts';
import { clear, fields } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('duplicate-named')),
  household: clear(z.string()),
});
const body = z.strictObject(shape);

export type DuplicateNamedBody = z.infer<typeof body>;

/** Somebody recorded that `household` is a duplicate of this one. */
export const duplicateNamed = {
  type: 'duplicate-named',
  recordedBy: [],
  shownAs: 'DuplicateNamed',
  body,
  shown: body,
  privacy,
  told,
  words: false,
  apply(household, said) {
    household.duplicates = [...new Set([...household.duplicates, said.household])];
  },
} as const satisfies Kind<DuplicateNamedBody> & { body: typeof body; shown: typeof body };
