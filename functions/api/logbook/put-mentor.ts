import { recordPart, type PartCall, type RecordPartDeps } from '#functions/api/households/record-part.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccountReader } from '#shared/account/account-store.ts';
import { mayLead } from '#shared/account/may-lead.ts';
import type { OrderReader } from '#shared/committee/committee-store.ts';
import type { putMentor as contract } from '#shared/contracts/mentors.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { Problem, type InputError } from '#shared/problems.ts';

export type MentorDeps = RecordPartDeps & { accounts: AccountReader; committees: OrderReader };

/**
 * Assigns a mentor to a household in the scope, passes it on, or ends the assignment (null). Throws `household-not-found`,
 * `precondition-required`, `version-conflict` when somebody else changed the mentor meanwhile, `mentor-not-valid`, and what the kind refuses.
 */
export async function putMentor(
  deps: MentorDeps,
  call: PartCall & Pick<Call<typeof contract>, 'body'>,
): Promise<Household> {
  const { body } = call;
  const { household } = await recordPart(deps, call, async (standing, refuseStale) => {
    const { mentor, coMentors, mentorIn } = standing;
    const sent = { mentor: body.mentor, coMentors: body.coMentors ?? [] };
    await refuseStale({ saidIn: mentorIn, now: { mentor, coMentors }, sent });
    await refuseInvalid(deps, standing, body);
    return { bodies: [{ type: 'mentor', ...body }], answer: {} };
  });
  return household;
}

async function refuseInvalid(
  deps: Pick<MentorDeps, 'accounts' | 'committees'>,
  household: Household,
  { mentor, coMentors = [], on }: Call<typeof contract>['body'],
): Promise<void> {
  if (mentor === null) return;
  const named = [['/mentor', mentor] as const, ...coMentors.map((sub, at) => [`/coMentors/${at}`, sub] as const)];
  const errors = await Promise.all(
    named.map(async ([pointer, sub]): Promise<InputError[]> => {
      const valid = (await mayLead(deps, sub, on))(household);
      return valid ? [] : [{ pointer, message: 'บัญชีนี้เป็นพี่เลี้ยงของครัวเรือนนี้ไม่ได้', code: 'mentor-not-valid' }];
    }),
  );
  if (errors.flat().length > 0) throw new Problem('mentor-not-valid', { errors: errors.flat() });
}
