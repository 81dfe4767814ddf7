import { route, type BoundRoute, type Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import {
  acceptReferral,
  completeReferral,
  listReferrals as listContract,
  proposeReferrals as proposeContract,
  readReferral as readContract,
  rejectReferral,
  returnReferral,
  sendReferral as sendContract,
  withdrawReferral,
} from '#shared/contracts/referrals.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { ReferralEvent } from '#shared/domain/case/referral.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';

import { answerReferral, type AnswerDeps, type AnsweredReferral, type Answering } from './answer-referral.ts';
import { listReferrals } from './list-referrals.ts';
import { proposeReferrals } from './propose-referrals.ts';
import { findReferral, readReferral, shown, type ReadDeps } from './read-referral.ts';
import { sendReferral, type SendDeps, type SentAnswer } from './send-referral.ts';

export type ReferralDeps = SendDeps &
  AnswerDeps &
  ReadDeps & {
    households: HouseholdStore;
    cursors: Cursors;
    registered: Pick<RegisterStore<Organisation>, 'list'>;
  };

export function referralCalls(deps: ReferralDeps): readonly BoundRoute[] {
  const answering =
    (event: ReferralEvent) =>
    async (call: Answering & Pick<Call<typeof acceptReferral>, 'once'>): Promise<{ reply: Reply }> => {
      const { answer } = await call.once<AnsweredReferral>((claimFor) => answerReferral(deps, event, call, claimFor));
      return { reply: await asItStands(answer.id, call) };
    };
  const asItStands = async (id: string, { principal, now }: Pick<Answering, 'principal' | 'now'>): Promise<Reply> =>
    await shown(deps, await findReferral(deps, id, principal), principal, now);

  return [
    route(sendContract)(async (call) => {
      const { answer } = await call.once<SentAnswer>((claimFor) => sendReferral(deps, call, claimFor));
      return { reply: await asItStands(answer.id, call) };
    }),
    route(proposeContract)(async (call) => ({ reply: await proposeReferrals(deps, call) })),
    route(listContract)(async (call) => ({ reply: await listReferrals(deps, call) })),
    route(readContract)(async (call) => ({ reply: await readReferral(deps, call) })),
    route(acceptReferral)(answering('accept')),
    route(rejectReferral)(answering('reject')),
    route(returnReferral)(answering('return')),
    route(completeReferral)(answering('complete')),
    route(withdrawReferral)(answering('withdraw')),
  ];
}

type Reply = ReplyOf<typeof readContract>;
