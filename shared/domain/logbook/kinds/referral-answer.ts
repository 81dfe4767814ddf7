import * as z from 'zod';

import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { ANSWERS, isOpenReferral, refuseStep, type Referral } from '../../case/referral.ts';
import type { Household } from '../../household/household.ts';
import { NEED_LIFE_CYCLE, type NeedStatus } from '../../household/need-status.ts';
import { mayStep } from '../../life-cycle.ts';
import { reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy } = fields({
  type: clear(z.literal('referral-answer')),
  referral: clear(reference),
  status: clear(z.enum(ANSWERS)),
  reason: sealed(text.optional()),
  /** The agency that one that rejects would ask. */
  suggestAgency: clear(z.string().optional()),
  /** An office answers for an agency without an account, and says how it knows. */
  onBehalf: sealed(z.strictObject({ how: text }).optional()),
});
const body = z.strictObject(shape);

export type ReferralAnswerBody = z.infer<typeof body>;

/** What an agency answers, or that the unit takes the referral back. Its day is that of its recording (casework R48). */
export const referralAnswer = {
  type: 'referral-answer',
  recordedBy: [],
  shownAs: 'ReferralAnswered',
  body,
  shown: body,
  privacy,
  words: false,
  check(household, said) {
    if (!household.referrals.some(({ id }) => id === said.referral)) throw new Problem('referral-not-found');
  },
  checkStep(household, { referral, status, reason }) {
    const standing = household.referrals.find(({ id }) => id === referral);
    if (standing) refuseStep(standing, status, reason !== undefined);
  },
  apply(household, { referral: id, status }, entry) {
    const before = household.referrals.find((one) => one.id === id);
    if (!before || !isOpenReferral(before)) return;
    let after: Referral;
    if (status === 'ACCEPTED') {
      after = { ...before, status, acceptedIn: entry.version };
      moveNeeds(household, before.needIds, ['OPEN', 'REOPENED'], status, bangkokDay(new Date(entry.recordedAt)));
    } else {
      const { note: _note, partnerText: _text, ...asked } = before;
      after = { ...asked, status, at: entry.recordedAt, endedIn: entry.version };
    }
    household.referrals = household.referrals.map((one) => (one.id === id ? after : one));
  },
  fact: ({ referral: referralId, status }, recordedAt) => ({
    type: 'referral-answered',
    referralId,
    status,
    at: recordedAt,
  }),
} as const satisfies Kind<ReferralAnswerBody> & { body: typeof body; shown: typeof body };

/** Moves those of the needs that stand at `from` on, when their life-cycle has the step. */
function moveNeeds(
  household: Household,
  needIds: readonly string[],
  from: readonly NeedStatus[],
  to: NeedStatus,
  on: string,
): void {
  household.needs = household.needs.map((need) =>
    needIds.includes(need.id) && from.includes(need.status) && mayStep(NEED_LIFE_CYCLE, need.status, to)
      ? { ...need, status: to, statusOn: on }
      : need,
  );
}
