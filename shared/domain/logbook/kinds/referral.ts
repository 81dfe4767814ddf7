import * as z from 'zod';

import { Problem } from '#shared/problems.ts';

import { isOpenReferral } from '../../case/referral.ts';
import { isOpenNeed } from '../../household/need-status.ts';
import { NEED_TWICE, twice } from '../body-errors.ts';
import { day, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

/** Text for organisations outside the state, the only one that they read. */
export const PARTNER_TEXT_LETTERS = 500;

const { shape, privacy, told } = fields({
  type: clear(z.literal('referral')),
  referral: clear(reference),
  from: clear(z.string()),
  toAgency: clear(z.string()),
  /** The agency was an organisation of the state when it was asked. */
  ofState: clear(z.boolean()),
  /** The area that the agency is told before it accepts. */
  place: clear(z.string()),
  needIds: clear(z.array(reference).min(1).max(20)),
  dueAt: clear(day),
  note: sealed(text.optional(), 'words'),
  partnerText: sealed(text.max(PARTNER_TEXT_LETTERS).optional(), 'words'),
});
const body = z.strictObject(shape);

/** How the platform judged the agency and its need to know of the place concerns nobody who reads the entry. */
const shown = body.omit({ ofState: true, place: true });

export type ReferralBody = z.infer<typeof body>;

/** A unit asks an agency to solve needs (domain.md §2.5). Its answers are entries of the kind `referral-answer`. */
export const referral = {
  type: 'referral',
  recordedBy: [],
  shownAs: 'ReferralSent',
  body,
  shown,
  privacy,
  told,
  words: true,
  errors: ({ needIds }, at) => twice(needIds, (index) => `${at}/needIds/${index}`, NEED_TWICE),
  needIds: ({ needIds }) => needIds,
  check(household, { needIds, toAgency }) {
    const closed = household.needs.filter(({ id, status }) => needIds.includes(id) && !isOpenNeed(status));
    if (closed.length > 0) throw new Problem('need-closed', { needIds: closed.map(({ id }) => id) });
    const open = household.referrals.find(
      (one) => isOpenReferral(one) && one.toAgency === toAgency && one.needIds.some((id) => needIds.includes(id)),
    );
    if (open) throw new Problem('referral-open', { referral: open.id });
  },
  apply(household, { type: _type, referral: id, ...asked }, entry) {
    const sent = { id, ...asked, status: 'SENT' as const, sentAt: entry.recordedAt, sentIn: entry.version };
    household.referrals = [...household.referrals, sent];
  },
  fact: ({ referral: referralId, toAgency, needIds, dueAt }, recordedAt) => ({
    type: 'referral-sent',
    referralId,
    toAgency,
    needIds,
    sentAt: recordedAt,
    dueAt,
  }),
  show: ({ ofState: _ofState, place: _place, ...said }) => said,
} as const satisfies Kind<ReferralBody> & { body: typeof body; shown: typeof shown };
