/** Referrals of the quarter, and needs that organisations send on to each other. */
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { ENDINGS } from '../../case/referral.ts';
import type { ListedCase } from '../case-lists.ts';
import { isOpenOn } from '../case-on-day.ts';
import type { FigureTally } from '../figure-tally.ts';
import type { KnownReferral } from '../known-household.ts';
import { isBy, type ReportDays } from './days.ts';
import type { ReferralFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

/** A need that was sent to more organisations than these is bounced (R39). */
const BOUNCED_AFTER = 2;

const ANSWERS = [
  ['ACCEPTED', 'accepted'],
  ['DONE', 'completed'],
  ['REJECTED', 'rejected'],
  ['RETURNED', 'returned'],
] as const;

export function addReferrals({ known }: ListedCase, days: ReportDays, rows: readonly UnitTally[]): void {
  const { day } = days;
  const { id, referrals } = known.household;
  if (referrals.size === 0) return;
  for (const referral of referrals.values())
    for (const figure of referralFigures(referral, days))
      for (const { tally } of rows) tally.add(`referrals.${figure}`, id);
  for (const need of known.needs) {
    if (isOpenOn(need, day) !== true) continue;
    const asked = new Set<string>();
    for (const { sent, answers } of referrals.values()) {
      const withdrawnAt = answers.get('WITHDRAWN')?.at;
      const withdrawn = withdrawnAt !== undefined && isBy(withdrawnAt, day);
      if (isBy(sent.sentAt, day) && !withdrawn && need.ids.some((one) => sent.needIds.includes(one)))
        asked.add(sent.toAgency);
    }
    if (asked.size > BOUNCED_AFTER) for (const { tally } of rows) tally.add('referrals.bouncedNeeds', id);
  }
}

function referralFigures({ sent, answers }: KnownReferral, days: ReportDays): string[] {
  const { day } = days;
  const counts: string[] = [];
  if (days.holdsInstant(sent.sentAt)) counts.push('sent');
  for (const [status, figure] of ANSWERS) {
    const at = answers.get(status)?.at;
    if (at !== undefined && days.holdsInstant(at)) counts.push(figure);
  }
  const ended = ENDINGS.some((status) => {
    const at = answers.get(status)?.at;
    return at !== undefined && isBy(at, day);
  });
  const dueOn = sent.dueAt.length === 10 ? sent.dueAt : bangkokDay(new Date(sent.dueAt));
  if (isBy(sent.sentAt, day) && dueOn < day && !ended) counts.push('overdue');
  return counts;
}

export function referralsOf(tally: FigureTally): ReferralFigures {
  return {
    sent: tally.of('referrals.sent'),
    accepted: tally.of('referrals.accepted'),
    completed: tally.of('referrals.completed'),
    rejected: tally.of('referrals.rejected'),
    returned: tally.of('referrals.returned'),
    overdue: tally.of('referrals.overdue'),
    bouncedNeeds: tally.of('referrals.bouncedNeeds'),
  };
}
