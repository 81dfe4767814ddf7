import * as z from 'zod';

import { Problem, type InputError } from '#shared/problems.ts';

import { closeChecks } from '../../household/checks.ts';
import { twice } from '../body-errors.ts';
import { day, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

/** Accounts beside the one that leads. */
export const CO_MENTORS = 3;

const { shape, privacy, told } = fields({
  type: clear(z.literal('mentor')),
  mentor: clear(reference.nullable()),
  coMentors: clear(z.array(reference).max(CO_MENTORS, `พี่เลี้ยงร่วมไม่เกิน ${CO_MENTORS} คน`).optional()),
  on: clear(day),
  reason: sealed(text.optional(), 'words'),
});
const body = z.strictObject(shape);

export type MentorBody = z.infer<typeof body>;

/**
 * A mentor begins with the household, another takes over on the same day, or (null) the assignment ends (domain.md §2.5). The next word
 * is the truth from then on: no correction is made of it (reading R49).
 */
export const mentor = {
  type: 'mentor',
  recordedBy: [],
  shownAs: 'MentorAssigned',
  body,
  shown: body,
  privacy,
  told,
  words: false,
  errors: ({ mentor: lead, coMentors = [], reason }) => [
    ...(lead === null && reason === undefined ? [error('/reason', 'การสิ้นสุดต้องมีเหตุผล', 'required')] : []),
    ...(lead === null && coMentors.length > 0
      ? [error('/coMentors', 'เมื่อไม่มีพี่เลี้ยงหลักจะมีพี่เลี้ยงร่วมไม่ได้', 'without-mentor')]
      : []),
    ...twice([lead ?? undefined, ...coMentors], (at) => `/coMentors/${at - 1}`, {
      message: 'ระบุพี่เลี้ยงคนนี้แล้ว',
      code: 'mentor-twice',
    }),
  ],
  past: ({ on }) => ({ field: 'on', day: on }),
  check(household, { mentor: lead, on }) {
    if (lead === null && household.mentor === null)
      throw new Problem('transition-not-allowed', { from: 'NONE', to: 'ENDED' });
    if (household.mentorSince !== null && on < household.mentorSince)
      throw new Problem('invalid-input', {
        errors: [error('/on', 'ต้องไม่ก่อนวันที่การมอบหมายครั้งล่าสุดเริ่ม', 'before-last-assignment')],
      });
  },
  apply(household, { mentor: lead, coMentors, on }, { version }) {
    if (household.mentor !== lead) closeChecks(household, ['END_MENTOR']);
    if (lead !== null) closeChecks(household, ['ARRIVED']);
    household.mentor = lead;
    household.coMentors = [...(coMentors ?? [])];
    household.mentorSince = on;
    household.mentorIn = version;
    if (lead !== null && (household.mentorFirstOn === null || on < household.mentorFirstOn))
      household.mentorFirstOn = on;
  },
  fact: ({ type, mentor: lead, on }) => ({ type, mentor: lead, on }),
} as const satisfies Kind<MentorBody> & { body: typeof body; shown: typeof body };

function error(pointer: string, message: string, code: string): InputError {
  return { pointer, message, code };
}
