import * as z from 'zod';

import { laterDay } from '#shared/thai/bangkok-time.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { fractions, NEED_TWICE, twice } from '../body-errors.ts';
import { baht, day, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, parts, sealed } from '../privacy.ts';

const result = fields({
  needId: clear(reference),
  result: clear(z.enum(['BETTER', 'SAME', 'WORSE', 'RESOLVED'])),
});
const { shape, privacy } = fields({
  type: clear(z.literal('follow-up')),
  on: clear(day),
  stage: clear(z.enum(['SURVIVE', 'SUFFICIENT', 'SUSTAIN', 'CRISIS'])),
  needResults: parts(result, z.array(z.strictObject(result.shape)).max(50).default([])),
  incomeNow: sealed(baht.optional()),
  expenseNow: sealed(baht.optional()),
  debtNow: sealed(baht.optional()),
  nextDue: clear(day.optional()),
  notes: sealed(text.optional()),
});
const body = z.strictObject(shape).meta({ id: 'FollowUpBody' });

export type FollowUpBody = z.infer<typeof body>;

/** How the household is after help, and what became of its needs. */
export const followUp = {
  type: 'follow-up',
  recordedBy: FIELD_ROLES,
  shownAs: 'FollowUp',
  body,
  privacy,
  words: false,
  errors: (said, at) => [
    ...fractions(said, ['incomeNow', 'expenseNow', 'debtNow'], at),
    ...twice(
      said.needResults.map(({ needId }) => needId),
      (index) => `${at}/needResults/${index}/needId`,
      NEED_TWICE,
    ),
  ],
  past: ({ on }) => ({ field: 'on', day: on }),
  needIds: ({ needResults }) => needResults.map(({ needId }) => needId),
  apply(household, { on, nextDue }) {
    household.lastFollowUpOn = laterDay(household.lastFollowUpOn, on);
    if (nextDue !== undefined) household.nextDue = nextDue;
  },
} as const satisfies Kind<FollowUpBody> & { body: typeof body };
