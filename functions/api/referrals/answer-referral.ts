import { recordOn, type RecordOnDeps } from '#functions/api/households/record-on.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { judge, REFERRAL_EVENTS, type ReferralEvent } from '#shared/domain/case/referral.ts';
import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import type { ReferralStore } from '#shared/referral/referral-store.ts';
import { bangkokMonth } from '#shared/thai/bangkok-time.ts';

import { findReferral } from './read-referral.ts';
import { standingOf } from '#shared/domain/case/standing.ts';

export type AnswerDeps = RecordOnDeps & {
  households: Pick<HouseholdStore, 'get'>;
  referrals: ReferralStore;
  accessLog: Pick<AccessLog, 'record'>;
  recordActivity: (activity: AgencyActivity) => Promise<void>;
};

export type Answering = {
  params: { id: string };
  body: { reason?: string | undefined; suggestAgency?: string | undefined; onBehalf?: { how: string } | undefined };
  principal: Principal;
  now: Date;
  clock: () => Date;
};

export type AnsweredReferral = { id: string };

/**
 * Records an answer of the agency, one of an office on its behalf, or that the sender takes the referral back. Throws
 * `referral-not-found`, and what `judge` throws.
 */
export async function answerReferral(
  deps: AnswerDeps,
  event: ReferralEvent,
  { params, body, principal, now, clock }: Answering,
  claimFor: ClaimFor<AnsweredReferral>,
): Promise<AnsweredReferral> {
  const { item } = await findReferral(deps, params.id, principal);
  const status = REFERRAL_EVENTS[event].to;
  const { answer } = await recordOn(
    deps,
    { id: item.household, follow: true, principal, clock },
    async (household) => {
      const referral = household.referrals.find(({ id }) => id === params.id);
      const standing = referral && standingOf(principal, household, referral);
      if (!referral || !standing) throw new Problem('referral-not-found');
      judge(referral, event, standing, body);
      return {
        bodies: [{ type: 'referral-answer', referral: params.id, status, ...body }],
        answer: { id: params.id },
        of: referral.of,
        before: async () => {
          if (event !== 'accept' || standing !== 'AGENCY') return;
          const { sub, roles } = principal;
          await deps.accessLog.record({ household: household.id, at: now.toISOString(), sub, roles, action: 'OPENED' });
        },
      };
    },
    claimFor,
  );
  // Committed by now; a sign of life that is lost here is found again when the month is computed.
  if (event !== 'withdraw')
    await deps
      .recordActivity({ agency: item.toAgency, month: bangkokMonth(now), firstAt: now.toISOString(), worked: true })
      .catch(() => undefined);
  return answer;
}
