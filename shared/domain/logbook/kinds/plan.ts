import * as z from 'zod';

import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import type { InputError } from '#shared/problems.ts';

import {
  PLAN_AGREED_BY,
  PLAN_ITEM_STATUSES,
  PLAN_STATUSES,
  refusePlanStep,
  withPlan,
  type Plan,
} from '../../case/plan.ts';
import { NEED_TWICE, twice } from '../body-errors.ts';
import { agencySlug, day, dimension, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, parts, sealed } from '../privacy.ts';

/** Two plans of so many items with the longest texts fit the document of a household (`household/room.ts`). */
const ITEMS = 40;
/** Help names an item by its number. */
const LAST_SEQ = 100;

const activity = z.string().trim().max(500, 'ยาวเกิน 500 ตัวอักษร');

const item = fields({
  seq: clear(z.int('ลำดับต้องเป็นจำนวนเต็ม').min(1, 'ลำดับต้องเป็น 1 ถึง 100').max(LAST_SEQ, 'ลำดับต้องเป็น 1 ถึง 100')),
  dimension: clear(dimension),
  selfActivity: sealed(activity, 'plan'),
  supportActivity: sealed(activity, 'plan'),
  supportAgency: clear(agencySlug.optional()),
  periodText: sealed(z.string().trim().max(100, 'ยาวเกิน 100 ตัวอักษร'), 'plan'),
  start: clear(day.optional()),
  end: clear(day.optional()),
  status: clear(z.enum(PLAN_ITEM_STATUSES)),
  needIds: clear(z.array(reference).max(20).optional()),
  menuItem: clear(reference.optional()),
  project: clear(reference.optional()),
});

const { shape, privacy, told } = fields({
  type: clear(z.literal('plan')),
  planVersion: clear(z.int().min(1)),
  status: clear(z.enum(PLAN_STATUSES)),
  ultimateGoal: sealed(text, 'plan'),
  agreedOn: clear(day.optional()),
  agreedBy: clear(z.enum(PLAN_AGREED_BY).optional()),
  reviewedOn: clear(day.optional()),
  closedOn: clear(day.optional()),
  reason: sealed(text.optional(), 'words'),
  items: parts(
    item,
    z.array(z.strictObject(item.shape).meta({ id: 'PlanItem' })).max(ITEMS, `กิจกรรมไม่เกิน ${ITEMS} รายการ`),
  ),
});
const body = z.strictObject(shape);

/** What a call says of a plan: the platform numbers its versions. */
export const planSaid = body.omit({ type: true, planVersion: true });

export type PlanBody = z.infer<typeof body>;

/**
 * A version of the household's plan (domain.md §2.6). The next word is the truth from then on: no correction is made of it (reading
 * R49). ACTIVE as recorded says how an agreed plan goes on.
 */
export const plan = {
  type: 'plan',
  recordedBy: [],
  shownAs: 'PlanVersion',
  body,
  shown: body,
  privacy,
  told,
  words: true,
  errors: (said) => [...errorsOfDays(said), ...errorsOfItems(said)],
  past: (said) =>
    (['agreedOn', 'reviewedOn', 'closedOn'] as const)
      .flatMap((field) => (said[field] === undefined ? [] : [{ field, day: said[field] }]))
      .toSorted((one, other) => (one.day < other.day ? -1 : 1))
      .at(-1),
  needIds: ({ items }) => items.flatMap(({ needIds = [] }) => needIds),
  check: (household, said) => refusePlanStep(household, planOf(said)),
  apply(household, said, { version }) {
    const { plan: inForce, planDraft, planVersions } = withPlan(household, planOf(said), version);
    household.plan = inForce;
    household.planDraft = planDraft;
    household.planVersions = planVersions;
    if (said.status === 'AGREED' && said.agreedOn !== undefined) household.planAgreedOn = said.agreedOn;
  },
  fact: ({ type, status, agreedOn, reviewedOn, closedOn, items }, recordedAt) => ({
    type,
    ...(agreedOn === undefined ? {} : { agreedOn }),
    ...(status === 'REVIEWED' && reviewedOn !== undefined ? { reviewedOn } : {}),
    ...(closedOn === undefined ? {} : { closedOn }),
    ...(status === 'ACTIVE' ? { movedOn: bangkokDay(new Date(recordedAt)) } : {}),
    items: items.length,
  }),
} as const satisfies Kind<PlanBody> & { body: typeof body; shown: typeof body };

/** A version of the plan as an entry says it. */
export function planOf({ type: _type, planVersion, ...said }: PlanBody): Plan {
  return { version: planVersion, ...said };
}

/** The entry that says a version of the plan. */
export function planEntry({ version, ...said }: Plan): PlanBody {
  return { type: 'plan', planVersion: version, ...said };
}

function errorsOfDays({ status, agreedOn, agreedBy, reviewedOn, closedOn, reason }: PlanBody): InputError[] {
  const missing = (name: string, value: unknown, message: string): InputError[] =>
    value === undefined ? [error(`/${name}`, message, 'required')] : [];
  const tooEarly = (name: string, value: string | undefined): InputError[] =>
    value !== undefined && agreedOn !== undefined && value < agreedOn
      ? [error(`/${name}`, 'ต้องไม่ก่อนวันที่ตกลงแผน', 'before-agreed')]
      : [];
  const unsaid = (name: string, value: unknown, message: string, code: string): InputError[] =>
    value === undefined ? [] : [error(`/${name}`, message, code)];
  if (status === 'DRAFT') {
    const said = { agreedOn, agreedBy, reviewedOn, closedOn };
    return Object.entries(said).flatMap(([name, value]) =>
      unsaid(name, value, 'แผนร่างยังไม่ได้ตกลงกับครัวเรือน', 'not-agreed'),
    );
  }
  return [
    ...missing('agreedOn', agreedOn, 'ต้องระบุวันที่ตกลงแผนกับครัวเรือน'),
    ...(status === 'REVIEWED' ? missing('reviewedOn', reviewedOn, 'ต้องระบุวันที่ทบทวนแผน') : []),
    ...(status === 'CLOSED'
      ? [...missing('closedOn', closedOn, 'ต้องระบุวันที่ปิดแผน'), ...missing('reason', reason, 'การปิดแผนต้องมีเหตุผล')]
      : unsaid('closedOn', closedOn, 'ระบุวันที่ปิดแผนได้เมื่อปิดแผนเท่านั้น', 'not-closed')),
    ...tooEarly('reviewedOn', reviewedOn),
    ...tooEarly('closedOn', closedOn),
  ];
}

function errorsOfItems({ status, items }: PlanBody): InputError[] {
  const empty =
    status !== 'DRAFT' && items.length === 0
      ? [error('/items', 'แผนที่ตกลงแล้วต้องมีกิจกรรมอย่างน้อยหนึ่งรายการ', 'required')]
      : [];
  const seqs = items.map(({ seq }) => String(seq));
  return [
    ...empty,
    ...twice(seqs, (at) => `/items/${at}/seq`, { message: 'มีกิจกรรมลำดับนี้แล้ว', code: 'seq-twice' }),
    ...items.flatMap(({ selfActivity, supportActivity, start, end, needIds = [] }, at) => [
      ...(selfActivity === '' && supportActivity === ''
        ? [error(`/items/${at}/selfActivity`, 'ต้องระบุกิจกรรมของครัวเรือนหรือของผู้สนับสนุน', 'required')]
        : []),
      ...(start !== undefined && end !== undefined && end < start
        ? [error(`/items/${at}/end`, 'วันสิ้นสุดต้องไม่ก่อนวันเริ่ม', 'before-start')]
        : []),
      ...twice(needIds, (index) => `/items/${at}/needIds/${index}`, NEED_TWICE),
    ]),
  ];
}

function error(pointer: string, message: string, code: string): InputError {
  return { pointer, message, code };
}
