import * as z from 'zod';

import { laterDay } from '#shared/thai/bangkok-time.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { day, fourT, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy } = fields({
  type: clear(z.literal('visit')),
  on: clear(day),
  purpose: clear(z.enum(['SURVEY', 'ASSIST', 'FOLLOWUP', 'REXRAY'])),
  outcome: clear(z.enum(['MET', 'NOT_HOME', 'NOT_FOUND', 'MOVED', 'DECEASED', 'REFUSED'])),
  notes: sealed(text.optional()),
  fourT: sealed(fourT.optional()),
  nextVisitDue: clear(day.optional()),
});
const body = z.strictObject(shape).meta({ id: 'VisitBody' });

export type VisitBody = z.infer<typeof body>;

/** Somebody went to the household. */
export const visit = {
  type: 'visit',
  recordedBy: FIELD_ROLES,
  shownAs: 'Visit',
  body,
  privacy,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  apply(household, { on, nextVisitDue }) {
    household.lastVisitOn = laterDay(household.lastVisitOn, on);
    if (nextVisitDue !== undefined) household.nextDue = nextVisitDue;
  },
} as const satisfies Kind<VisitBody> & { body: typeof body };
