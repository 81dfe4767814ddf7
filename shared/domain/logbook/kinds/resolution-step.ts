import * as z from 'zod';

import { day, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('resolution-step')),
  resolution: clear(reference),
  status: clear(z.enum(['DONE', 'CANCELLED'])),
  on: clear(day),
  reason: sealed(text.optional(), 'words'),
  /** Id of the entry that this one follows: the step is in the logbook of a household that was merged into this one. */
  of: clear(reference.optional()),
});
const body = z.strictObject(shape);

export type ResolutionStepBody = z.infer<typeof body>;

/** A resolution was carried out, or is not to be any more. The document keeps open ones only. */
export const resolutionStep = {
  type: 'resolution-step',
  recordedBy: [],
  shownAs: 'ResolutionEnded',
  body,
  shown: body,
  privacy,
  told,
  words: false,
  ofMerged: true,
  past: ({ on }) => ({ field: 'on', day: on }),
  apply(household, { resolution: id }) {
    household.resolutions = household.resolutions.filter((one) => one.id !== id);
  },
} as const satisfies Kind<ResolutionStepBody> & { body: typeof body; shown: typeof body };
