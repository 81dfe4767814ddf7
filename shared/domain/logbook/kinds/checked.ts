import * as z from 'zod';

import { UNIT_ROLES } from '../../access/role-groups.ts';
import { CHECK_KINDS, closeChecks } from '../../household/checks.ts';
import { day, onDevice, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('checked')),
  ...onDevice,
  kind: clear(z.enum(CHECK_KINDS)),
  on: clear(day),
  reason: sealed(text, 'words'),
});
const body = z.strictObject(shape).meta({ id: 'CheckedBody' });

export type CheckedBody = z.infer<typeof body>;

/** A unit looked at what waited for it, and nothing changes: what waits for a unit of this kind leaves its queue. */
export const checked = {
  type: 'checked',
  recordedBy: UNIT_ROLES,
  shownAs: 'Checked',
  body,
  privacy,
  told,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  apply(household, { kind }) {
    closeChecks(household, [kind]);
  },
} as const satisfies Kind<CheckedBody> & { body: typeof body };
