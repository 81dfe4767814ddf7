import * as z from 'zod';

import type { Kind } from '../kind.ts';
import { clear, fields } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('registry')),
  register: clear(z.literal('WELFARE_CARD')),
  yearBe: clear(z.int()),
});
const body = z.strictObject(shape);

export type RegistryBody = z.infer<typeof body>;

/** Rows of a register of a state agency: what it says of members is applied as the profile of any entry. */
export const registry = {
  type: 'registry',
  recordedBy: [],
  shownAs: 'Registry',
  body,
  shown: body,
  privacy,
  told,
  words: false,
  apply() {},
} as const satisfies Kind<RegistryBody> & { body: typeof body; shown: typeof body };
