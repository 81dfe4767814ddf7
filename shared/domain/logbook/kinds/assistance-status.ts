import * as z from 'zod';

import { Problem } from '#shared/problems.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { ASSISTANCE_LIFE_CYCLE, ASSISTANCE_STATUSES } from '../../household/assistance-status.ts';
import { isGiven } from '../../household/given-help.ts';
import { mayStep } from '../../life-cycle.ts';
import { fractions, NEED_TWICE, PERSON_TWICE, twice } from '../body-errors.ts';
import { baht, day, onDevice, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';
import type { AssistanceBody } from './assistance.ts';

const references = z.array(reference).max(50);

const { shape, privacy, told } = fields({
  type: clear(z.literal('assistance-status')),
  ...onDevice,
  assistanceId: clear(reference),
  status: clear(z.enum(ASSISTANCE_STATUSES).exclude(['PLANNED'])),
  on: clear(day),
  reason: sealed(text.optional(), 'words'),
  cashBaht: clear(baht.optional(), 'money'),
  inKindBaht: clear(baht.optional()),
  personIds: clear(references.optional()),
  needIds: clear(references.optional()),
});
const body = z.strictObject(shape).meta({
  id: 'AssistanceStatusBody',
  'x-required-when': [{ field: 'status', is: ['RETURNED'], needs: ['reason'] }],
});

export type AssistanceStatusBody = z.infer<typeof body>;

/** Help takes a step of its life-cycle: it is approved, delivered, verified, cancelled or returned (domain.md §2.5). */
export const assistanceStatus = {
  type: 'assistance-status',
  recordedBy: [...FIELD_ROLES, 'AGENCY_FOCAL'],
  shownAs: 'AssistanceStatusEntry',
  body,
  privacy,
  told,
  words: false,
  errors: (said, at) => [
    ...(said.status === 'RETURNED' && said.reason === undefined
      ? [{ pointer: `${at}/reason`, message: 'ความช่วยเหลือที่ส่งคืนต้องมีเหตุผล', code: 'required' }]
      : []),
    ...fractions(said, ['cashBaht', 'inKindBaht'], at),
    ...twice(said.personIds ?? [], (index) => `${at}/personIds/${index}`, PERSON_TWICE),
    ...twice(said.needIds ?? [], (index) => `${at}/needIds/${index}`, NEED_TWICE),
  ],
  past: ({ on }) => ({ field: 'on', day: on }),
  needIds: ({ needIds }) => needIds ?? [],
  personIds: ({ personIds }) => personIds ?? [],
  step: {
    moves: 'assistance',
    field: 'assistanceId',
    of: ({ assistanceId }) => assistanceId,
    check({ status: from }: AssistanceBody, { status: to }) {
      if (!mayStep(ASSISTANCE_LIFE_CYCLE, from, to)) throw new Problem('transition-not-allowed', { from, to });
    },
    onto(help: AssistanceBody, { status, on, cashBaht, inKindBaht, personIds, needIds }): AssistanceBody {
      // Help that is verified without having been said to be delivered was delivered by that day.
      const delivers = isGiven(status) && (status === 'DELIVERED' || !isGiven(help.status));
      return {
        ...help,
        status,
        ...(delivers ? { deliveredOn: on } : {}),
        ...(cashBaht === undefined ? {} : { cashBaht }),
        ...(inKindBaht === undefined ? {} : { inKindBaht }),
        ...(personIds ? { personIds } : {}),
        ...(needIds ? { needIds } : {}),
      };
    },
  },
  apply() {
    throw new Error('A step applies as the help that it moves on');
  },
} as const satisfies Kind<AssistanceStatusBody> & { body: typeof body };
