import * as z from 'zod';

import type { Profile } from '../../household/household.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('registered')),
  profile: sealed(z.custom<Profile>(), 'shown'),
});
const body = z.strictObject(shape);

export type RegisteredBody = z.infer<typeof body>;

/** The household came into the platform through an office or a file. Its profile is applied as that of any entry. */
export const registered = {
  type: 'registered',
  recordedBy: [],
  shownAs: 'Registered',
  body,
  shown: z.strictObject({ type: z.literal('registered'), areaCode: z.string() }),
  privacy,
  told,
  words: true,
  apply() {},
  show: ({ type, profile }) => ({ type, areaCode: profile.areaCode ?? '' }),
} as const satisfies Kind<RegisteredBody> & { body: typeof body; shown: z.ZodObject };
