import * as z from 'zod';

import { laterDay } from '#shared/thai/bangkok-time.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { isGraduated, isLowerStage, openCheck } from '../../household/checks.ts';
import { addContact } from '../../household/contact.ts';
import { STAGES } from '../../household/household.ts';
import { closedBy, withResults } from '../../household/move-need.ts';
import { fractions, NEED_TWICE, twice } from '../body-errors.ts';
import { baht, day, onDevice, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, parts, sealed } from '../privacy.ts';

const result = fields({
  needId: clear(reference),
  result: clear(z.enum(['BETTER', 'SAME', 'WORSE', 'RESOLVED'])),
});
const { shape, privacy, told } = fields({
  type: clear(z.literal('follow-up')),
  ...onDevice,
  on: clear(day),
  stage: clear(z.enum(STAGES)),
  needResults: parts(result, z.array(z.strictObject(result.shape)).max(50).default([])),
  incomeNow: sealed(baht.optional(), 'money'),
  expenseNow: sealed(baht.optional(), 'money'),
  debtNow: sealed(baht.optional(), 'money'),
  nextDue: clear(day.optional()),
  reasons: sealed(text.optional(), 'words'),
  notes: sealed(text.optional(), 'words'),
});
/** As it is stored: before 30 November 2026 nobody was asked for reasons. */
const body = z.strictObject(shape).meta({ id: 'FollowUpRecorded' });

/** As a call says it: a stage is the judgement of its assessor, and says why. */
const said = body.safeExtend({ reasons: text }).meta({ id: 'FollowUpBody' });

export type FollowUpBody = z.infer<typeof body>;

/** How the household is after help, and what became of its needs. */
export const followUp = {
  type: 'follow-up',
  recordedBy: FIELD_ROLES,
  shownAs: 'FollowUp',
  said,
  body,
  privacy,
  told,
  words: false,
  errors: (followed, at) => [
    ...fractions(followed, ['incomeNow', 'expenseNow', 'debtNow'], at),
    ...twice(
      followed.needResults.map(({ needId }) => needId),
      (index) => `${at}/needResults/${index}/needId`,
      NEED_TWICE,
    ),
  ],
  past: ({ on }) => ({ field: 'on', day: on }),
  needIds: ({ needResults }) => needResults.map(({ needId }) => needId),
  closes: ({ needResults }) => closedBy(needResults),
  apply(household, { on, stage, needResults, nextDue }) {
    household.lastFollowUpOn = laterDay(household.lastFollowUpOn, on);
    addContact(household, on);
    if (household.stage && isGraduated(household) && isLowerStage(stage, household.stage.stage))
      openCheck(household, { kind: 'RELAPSE_CHECK', on });
    // An old assessment that is typed late does not override a newer one.
    if (household.stage === null || household.stage.on <= on) household.stage = { stage, on };
    household.needs = withResults(household.needs, needResults, on);
    if (nextDue !== undefined) household.nextDue = nextDue;
  },
  fact: ({ type, on, stage, needResults }) => ({ type, on, stage, resolved: closedBy(needResults) }),
} as const satisfies Kind<FollowUpBody> & { said: typeof said; body: typeof body };
