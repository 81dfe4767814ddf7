import * as z from 'zod';

import { UNIT_ROLES } from '../../access/role-groups.ts';
import { FOUND_SOURCES } from '../../household/found-source.ts';
import { day, onDevice, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('found')),
  ...onDevice,
  source: clear(z.enum(FOUND_SOURCES)),
  on: clear(day),
  evidence: sealed(text, 'words'),
  round: clear(reference.optional()),
});
const body = z.strictObject(shape).meta({ id: 'FoundBody' });

export type FoundBody = z.infer<typeof body>;

/** The lists had missed the household, and somebody found it (S3 guideline 3): with its registration, or later. */
export const found = {
  type: 'found',
  recordedBy: [...UNIT_ROLES, 'FIELD_TEAM'],
  shownAs: 'Found',
  body,
  privacy,
  told,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  apply(household, { source, on, round }) {
    household.found = { source, on, ...(round === undefined ? {} : { round }) };
  },
  fact: ({ type, source, on, round }) => ({ type, source, on, ...(round === undefined ? {} : { round }) }),
} as const satisfies Kind<FoundBody> & { body: typeof body };
