import * as z from 'zod';

import { Problem } from '#shared/problems.ts';
import { daysBetween } from '#shared/thai/bangkok-time.ts';

import { UNIT_ROLES } from '../../access/role-groups.ts';
import { targetStateOn, type Household } from '../../household/household.ts';
import { isOpenNeed } from '../../household/need-status.ts';
import { mayStep } from '../../life-cycle.ts';
import { TARGET_LIFE_CYCLE, TARGET_STATES } from '../../target-list/target-state.ts';
import { day, onDevice, reference, subdistrictCode, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

/** What a finding rests on beside visits (domain.md §2.3). */
const TARGET_EVIDENCE = ['VISIT', 'DESK', 'REGISTRY', 'DOCUMENT'] as const;

/** Days without help after which a household may be said to have left hardship (domain.md §2.3, configurable). */
const DAYS_BEFORE_GRADUATION = 90;

const { shape, privacy } = fields({
  type: clear(z.literal('target-state')),
  ...onDevice,
  list: clear(reference),
  state: clear(z.enum(TARGET_STATES)),
  on: clear(day),
  reason: sealed(text),
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
  recordedBy: UNIT_ROLES,
  shownAs: 'TargetStateEntry',
  body,
  privacy,
  words: false,
  past: ({ on }) => ({ field: 'on', day: on }),
  check(household, { list, duplicateOf }, at) {
    if (!household.targets.some((target) => target.list === list)) throw new Problem('not-on-list', { list });
    if (duplicateOf === household.id)
      throw new Problem('invalid-input', {
        errors: [{ pointer: `${at}/duplicateOf`, message: 'ครัวเรือนซ้ำกับตัวเองไม่ได้', code: 'duplicate-of-itself' }],
      });
  },
  checkStep(household, { list, state }) {
    const from = targetStateOn(household, list);
    if (!mayStep(TARGET_LIFE_CYCLE, from, state)) throw new Problem('transition-not-allowed', { from, to: state });
    if (state === 'GRADUATED') checkGraduation(household);
  },
  apply(household, { list, state, on }, { id }) {
    household.verifications = { ...household.verifications, [list]: { state, on, entryId: id } };
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

/** GRADUATED needs no open need and a follow-up at least 90 days after the last help (domain.md §2.3). */
function checkGraduation(household: Household): void {
  const openNeeds = household.needs.filter((need) => isOpenNeed(need.status)).length;
  const { lastHelpOn, lastFollowUpOn } = household;
  const followed =
    lastFollowUpOn !== null &&
    (lastHelpOn === null || daysBetween(lastHelpOn, lastFollowUpOn) >= DAYS_BEFORE_GRADUATION);
  if (openNeeds > 0 || !followed)
    throw new Problem('transition-not-allowed', {
      to: 'GRADUATED',
      detail: `GRADUATED needs no open need (there are ${openNeeds}) and a follow-up at least ${DAYS_BEFORE_GRADUATION} days after the last help.`,
    });
}
