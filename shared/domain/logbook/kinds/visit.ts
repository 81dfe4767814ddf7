import * as z from 'zod';

import { laterDay } from '#shared/thai/bangkok-time.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { isOutEverywhere, openCheck } from '../../household/checks.ts';
import { addContact, addMissedVisit } from '../../household/contact.ts';
import { day, fourT, onDevice, reference, seenBy, text, timeOfDay } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('visit')),
  ...onDevice,
  on: clear(day),
  at: clear(timeOfDay.optional()),
  by: clear(seenBy.optional()),
  purpose: clear(z.enum(['SURVEY', 'ASSIST', 'FOLLOWUP', 'REXRAY'])),
  outcome: clear(z.enum(['MET', 'NOT_HOME', 'NOT_FOUND', 'MOVED', 'DECEASED', 'REFUSED'])),
  notes: sealed(text.optional(), 'words'),
  fourT: sealed(fourT.optional(), 'words'),
  nextVisitDue: clear(day.optional()),
  referralId: clear(reference.optional()),
});
const body = z.strictObject(shape).meta({
  id: 'VisitBody',
});

export type VisitBody = z.infer<typeof body>;

/** Somebody went to the household. */
export const visit = {
  type: 'visit',
  recordedBy: FIELD_ROLES,
  shownAs: 'Visit',
  body,
  privacy,
  told,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  apply(household, { on, outcome, nextVisitDue }) {
    household.lastVisitOn = laterDay(household.lastVisitOn, on);
    if (outcome === 'MET') addContact(household, on);
    if (outcome === 'NOT_HOME' || outcome === 'NOT_FOUND') addMissedVisit(household, on);
    if (outcome === 'REFUSED') household.lastRefusedOn = laterDay(household.lastRefusedOn, on);
    if (nextVisitDue !== undefined) household.nextDue = nextVisitDue;
    // That is how who visits proposes a finding.
    const speaksOfTarget = outcome === 'REFUSED' || outcome === 'MOVED' || outcome === 'DECEASED';
    if (speaksOfTarget || (outcome === 'MET' && isOutEverywhere(household)))
      openCheck(household, { kind: 'CHECK_TARGET', on });
  },
  fact: ({ type, on, outcome, purpose, fourT: said }) => ({
    type,
    on,
    outcome,
    purpose,
    hasWayOut: said?.wayOut !== undefined,
  }),
} as const satisfies Kind<VisitBody> & { body: typeof body };
