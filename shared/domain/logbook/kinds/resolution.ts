import * as z from 'zod';

import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { NEED_TWICE, twice } from '../body-errors.ts';
import { day, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('resolution')),
  resolution: clear(reference),
  meeting: clear(reference),
  agency: clear(z.string()),
  text: sealed(text, 'words'),
  dueOn: clear(day),
  needIds: clear(z.array(reference).max(20).optional()),
});
const body = z.strictObject(shape);

export type ResolutionBody = z.infer<typeof body>;

/** A meeting resolved that an agency does something for the household (casework D). */
export const resolution = {
  type: 'resolution',
  recordedBy: [],
  shownAs: 'ResolutionAdopted',
  body,
  shown: body,
  privacy,
  told,
  words: false,
  errors: ({ needIds = [] }, at) => twice(needIds, (index) => `${at}/needIds/${index}`, NEED_TWICE),
  needIds: ({ needIds = [] }) => needIds,
  apply(household, { resolution: id, meeting, agency, dueOn, needIds = [] }, { recordedAt }) {
    const adoptedOn = bangkokDay(new Date(recordedAt));
    household.resolutions = [...household.resolutions, { id, meeting, agency, dueOn, needIds, adoptedOn }];
  },
} as const satisfies Kind<ResolutionBody> & { body: typeof body; shown: typeof body };
