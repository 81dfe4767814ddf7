import * as z from 'zod';

import { Problem } from '#shared/problems.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { closeChecks, isGraduated, openCheck } from '../../household/checks.ts';
import { NEED_LIFE_CYCLE, NEED_STATUSES } from '../../household/need-status.ts';
import { mayStep } from '../../life-cycle.ts';
import { day, onDevice, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('need-status')),
  ...onDevice,
  needId: clear(reference),
  status: clear(z.enum(NEED_STATUSES)),
  on: clear(day),
  reason: sealed(text.optional(), 'words'),
});
const body = z.strictObject(shape).meta({ id: 'NeedStatusBody' });

export type NeedStatusBody = z.infer<typeof body>;

/** A need takes a step of its life-cycle. */
export const needStatus = {
  type: 'need-status',
  recordedBy: FIELD_ROLES,
  shownAs: 'NeedStatusEntry',
  body,
  privacy,
  told,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  needIds: ({ needId }) => [needId],
  checkStep(household, { needId, status }) {
    const need = household.needs.find(({ id }) => id === needId);
    if (need && !mayStep(NEED_LIFE_CYCLE, need.status, status))
      throw new Problem('transition-not-allowed', { from: need.status, to: status });
  },
  apply(household, { needId, status, on }) {
    household.needs = household.needs.map((need) => (need.id === needId ? { ...need, status, statusOn: on } : need));
    closeChecks(household, ['CHECK_NEED'], needId);
    if (status === 'REOPENED' && isGraduated(household)) openCheck(household, { kind: 'RELAPSE_CHECK', on });
  },
  fact: ({ type, needId, status, on }) => ({ type, needId, status, on }),
} as const satisfies Kind<NeedStatusBody> & { body: typeof body };
