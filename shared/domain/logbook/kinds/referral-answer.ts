import * as z from 'zod';

import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { ANSWERS, isOpenReferral, refuseStep, type Referral } from '../../case/referral.ts';
import type { Need } from '../../household/household.ts';
import { moveNeeds } from '../../household/move-referral.ts';
import { parseEntryId } from '../entry.ts';
import { reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('referral-answer')),
  referral: clear(reference),
  status: clear(z.enum(ANSWERS)),
  reason: sealed(text.optional(), 'words'),
  /** The agency that one that rejects would ask. */
  suggestAgency: clear(z.string().optional()),
  /** An office answers for an agency without an account, and says how it knows. */
  onBehalf: sealed(z.strictObject({ how: text }).optional(), 'words'),
  /** Id of the entry that this one follows: the answer is in the logbook of a household that was merged into this one. */
  of: clear(reference.optional()),
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
  told,
  words: false,
  ofMerged: true,
  check(household, said) {
    if (!household.referrals.some(({ id }) => id === said.referral)) throw new Problem('referral-not-found');
  },
  checkStep(household, { referral, status, reason }) {
    // Of a household that was merged, the one that goes on has judged the answer.
    if (household.mergedInto !== undefined) return;
    const standing = household.referrals.find(({ id }) => id === referral);
    if (standing) refuseStep(standing, status, reason !== undefined);
  },
  apply(household, { referral: id, status, of }, entry) {
    const before = household.referrals.find((one) => one.id === id);
    if (!before || !isOpenReferral(before)) return;
    const version = of === undefined ? entry.version : (parseEntryId(of)?.version ?? entry.version);
    let after: Referral;
    const { helped, ...known } = 'helped' in before ? before : { ...before, helped: undefined };
    if (status === 'ACCEPTED') {
      // The agency may have helped before it answered.
      const reached = helped ? 'IN_PROGRESS' : status;
      after = { ...known, status: reached, acceptedIn: version };
      moveNeeds(household, before.needIds, isWaiting, reached, bangkokDay(new Date(entry.recordedAt)));
    } else {
      const { note: _note, partnerText: _text, ...asked } = known;
      after = { ...asked, status, at: entry.recordedAt, endedIn: version };
    }
    household.referrals = household.referrals.map((one) => (one.id === id ? after : one));
  },
  fact({ referral: referralId, status, of }, recordedAt) {
    // It counts where it was sent.
    return of === undefined ? { type: 'referral-answered', referralId, status, at: recordedAt } : undefined;
  },
} as const satisfies Kind<ReferralAnswerBody> & { body: typeof body; shown: typeof body };

function isWaiting({ status }: Need): boolean {
  return status === 'OPEN' || status === 'ACCEPTED' || status === 'REOPENED';
}
