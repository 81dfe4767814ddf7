import * as z from 'zod';

import { UNIT_ROLES } from '../../access/role-groups.ts';
import { openCheck } from '../../household/checks.ts';
import { day, onDevice, subdistrictCode, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('move')),
  ...onDevice,
  on: clear(day),
  toArea: clear(subdistrictCode.nullable()),
  reason: sealed(text.optional(), 'words'),
});
const body = z.strictObject(shape).meta({ id: 'MoveBody' });

export type MoveBody = z.infer<typeof body>;

/** The household lives elsewhere; `toArea` null: nobody knows where. */
export const move = {
  type: 'move',
  recordedBy: [...UNIT_ROLES, 'FIELD_TEAM'],
  shownAs: 'Move',
  body,
  privacy,
  told,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  apply(household, { on, toArea }) {
    if (toArea === null) {
      household.status = 'MOVED_OUT';
      return;
    }
    const from = household.areaCode;
    household.status = 'ACTIVE';
    household.areaCode = toArea;
    // Another province receives it; another district of the province asks whether its mentor goes on.
    if (from.slice(0, 2) !== toArea.slice(0, 2)) openCheck(household, { kind: 'ARRIVED', on, area: toArea });
    else if (from.slice(0, 4) !== toArea.slice(0, 4) && household.mentor !== null)
      openCheck(household, { kind: 'END_MENTOR', on });
  },
  fact: ({ type, on, toArea }) => ({ type, on, toArea }),
} as const satisfies Kind<MoveBody> & { body: typeof body };
