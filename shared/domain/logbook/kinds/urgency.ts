import * as z from 'zod';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { URGENCY_LEVELS } from '../../household/urgency.ts';
import { day, onDevice, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('urgency')),
  ...onDevice,
  level: clear(z.enum(URGENCY_LEVELS)),
  on: clear(day),
  reason: sealed(text, 'words'),
});
const body = z.strictObject(shape).meta({
  id: 'UrgencyBody',
});

export type UrgencyBody = z.infer<typeof body>;

/** How urgent the case of the household is: it orders every list and queue. Recorded last is in force. */
export const urgency = {
  type: 'urgency',
  recordedBy: [...FIELD_ROLES, 'AGENCY_FOCAL'],
  shownAs: 'Urgency',
  body,
  privacy,
  told,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  apply(household, { level, on }) {
    household.urgency = { level, on };
  },
} as const satisfies Kind<UrgencyBody> & { body: typeof body };
