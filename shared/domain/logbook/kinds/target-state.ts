import * as z from 'zod';

import { Problem } from '#shared/problems.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { closeChecks, isOutEverywhere, openCheck } from '../../household/checks.ts';
import { targetStateOn } from '../../household/household.ts';
import { isOut, TARGET_STATES } from '../../target-list/target-state.ts';
import { refusalOfStep, TARGET_EVIDENCE } from '../../target-list/target-steps.ts';
import { day, onDevice, reference, subdistrictCode, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('target-state')),
  ...onDevice,
  list: clear(reference),
  state: clear(z.enum(TARGET_STATES)),
  on: clear(day),
  reason: sealed(text, 'words'),
  toArea: clear(subdistrictCode.nullish()),
  allMembers: clear(z.boolean().optional()),
  duplicateOf: clear(reference.optional()),
  evidence: clear(z.enum(TARGET_EVIDENCE).optional()),
});
const body = z.strictObject(shape).meta({ id: 'TargetStateBody' });

export type TargetStateBody = z.infer<typeof body>;

/** A household takes a step of the life-cycle of targets on one list (domain.md §2.3). */
export const targetState = {
  type: 'target-state',
  // Field teams and mentors say some of the states (`maySayState`).
  recordedBy: FIELD_ROLES,
  shownAs: 'TargetStateEntry',
  body,
  privacy,
  told,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  check(household, { list, state, duplicateOf }, at) {
    // Nobody says these: they follow from an agreed plan and from help.
    if (at === '/entry' && (state === 'PLANNED' || state === 'ASSISTING'))
      throw new Problem('transition-not-allowed', { to: state });
    if (!household.targets.some((target) => target.list === list)) throw new Problem('not-on-list', { list });
    if (duplicateOf === household.id)
      throw new Problem('invalid-input', {
        errors: [{ pointer: `${at}/duplicateOf`, message: 'ครัวเรือนซ้ำกับตัวเองไม่ได้', code: 'duplicate-of-itself' }],
      });
  },
  checkStep(household, said, situation) {
    const refusal = refusalOfStep(household, said, situation);
    if (!refusal) return;
    const { code, ...why } = refusal;
    throw new Problem(code, why);
  },
  apply(household, { list, state, on, toArea }, { id }) {
    const afterOut = isOut(targetStateOn(household, list)) ? { afterOut: true as const } : {};
    household.verifications = { ...household.verifications, [list]: { state, on, entryId: id, ...afterOut } };
    closeChecks(household, ['CHECK_TARGET', 'RELAPSE_CHECK']);
    if (state === 'MOVED' && typeof toArea === 'string') openCheck(household, { kind: 'ARRIVED', on, area: toArea });
    if (!isOutEverywhere(household)) closeChecks(household, ['END_MENTOR']);
    else if (household.mentor !== null) openCheck(household, { kind: 'END_MENTOR', on });
  },
  fact: ({ type, list, state, on, toArea, allMembers, duplicateOf }) => ({
    type,
    list,
    state,
    on,
    ...(toArea === undefined ? {} : { toArea }),
    ...(allMembers === undefined ? {} : { allMembers }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  }),
} as const satisfies Kind<TargetStateBody> & { body: typeof body };
