import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import { planEntry, type PlanBody } from '../logbook/kinds/plan.ts';
import { fileOf, refusalOf, H } from '../logbook/test/file-of.ts';
import { unreachableStates } from '../life-cycle.ts';
import type { EntryBody } from '../logbook/entry.ts';
import { allFactsOf, foldHousehold } from '../logbook/replay.ts';
import { refuseBody } from '../logbook/record.ts';
import { targetNow } from '../target-list/target-steps.ts';
import {
  NO_PLANS,
  nextPlan,
  PLAN_ITEM_LIFE_CYCLE,
  PLAN_ITEM_STATUSES,
  PLAN_LIFE_CYCLE,
  PLAN_STATUSES,
  refusePlanStep,
  withPlan,
  type PlanItem,
  type PlanItemStatus,
  type Plans,
  type PlanSaid,
  type PlanStatus,
} from './plan.ts';

const item = (seq: number, status: PlanItemStatus = 'NOT_STARTED', more: Partial<PlanItem> = {}): PlanItem => ({
  seq,
  dimension: 'income',
  selfActivity: 'ปลูกผักสวนครัว ๑๐ ชนิด',
  supportActivity: 'ประสานเมล็ดพันธุ์',
  periodText: 'เม.ย. - พ.ค.',
  status,
  ...more,
});
const DAYS = { agreedOn: '2026-05-04', reviewedOn: '2026-05-20', closedOn: '2026-05-25', reason: 'บรรลุเป้าหมาย' };
const NEEDED: Readonly<Record<PlanStatus, Partial<PlanSaid>>> = {
  DRAFT: {},
  AGREED: { agreedOn: DAYS.agreedOn },
  ACTIVE: {},
  REVIEWED: { reviewedOn: DAYS.reviewedOn },
  CLOSED: { closedOn: DAYS.closedOn, reason: DAYS.reason },
};
const says = (status: PlanStatus, items: PlanItem[] = [item(1)], more: Partial<PlanSaid> = {}): PlanSaid => {
  const { agreedOn, reviewedOn, closedOn, reason, ...said } = { ...NEEDED[status], ...more };
  return {
    status,
    ultimateGoal: 'มีรายได้พอเพียง',
    items,
    ...said,
    ...(agreedOn === undefined ? {} : { agreedOn }),
    ...(reviewedOn === undefined ? {} : { reviewedOn }),
    ...(closedOn === undefined ? {} : { closedOn }),
    ...(reason === undefined ? {} : { reason }),
  };
};
const begun = [item(1, 'CONTINUING')];

/** Words on a plan after one another, each recorded by a version of the household of its own: 2, 3 … */
function plansOf(...said: readonly PlanSaid[]): Plans {
  return said.reduce((plans: Plans, word, at) => {
    const next = nextPlan(plans, word);
    refusePlanStep(plans, next);
    refuseBody(planEntry(next));
    return withPlan(plans, next, at + 2);
  }, NO_PLANS);
}

function outcome(...said: readonly PlanSaid[]): unknown {
  try {
    plansOf(...said);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, extensions } = error;
    return code === 'invalid-input'
      ? extensions.errors?.map((one) => `${one.pointer} ${one.code}`)
      : `${code} ${String(extensions['from'])} ${String(extensions['to'])}`;
  }
  return 'allowed';
}

const CAME_TO: Readonly<Record<PlanStatus | 'NONE', PlanSaid[]>> = {
  NONE: [],
  DRAFT: [says('DRAFT')],
  AGREED: [says('AGREED')],
  ACTIVE: [says('AGREED', begun)],
  REVIEWED: [says('AGREED', begun), says('REVIEWED', begun)],
  CLOSED: [says('AGREED', begun), says('CLOSED', begun)],
};

describe('the life-cycle of a plan', () => {
  it('reaches every state', () => {
    expect(unreachableStates(PLAN_LIFE_CYCLE, 'DRAFT')).toEqual([]);
    expect(unreachableStates(PLAN_ITEM_LIFE_CYCLE, 'NOT_STARTED')).toEqual([]);
  });

  // What may be said of a plan whose items have, or have not begun, written a second time from the words of the rule.
  const ALLOWED: Readonly<Record<PlanStatus | 'NONE', readonly [begun: PlanStatus[], notBegun: PlanStatus[]]>> = {
    NONE: [
      ['DRAFT', 'AGREED'],
      ['DRAFT', 'AGREED'],
    ],
    DRAFT: [
      ['DRAFT', 'AGREED'],
      ['DRAFT', 'AGREED'],
    ],
    AGREED: [
      ['DRAFT', 'AGREED', 'ACTIVE', 'REVIEWED', 'CLOSED'],
      ['DRAFT', 'AGREED', 'CLOSED'],
    ],
    ACTIVE: [
      ['DRAFT', 'AGREED', 'ACTIVE', 'REVIEWED', 'CLOSED'],
      ['DRAFT', 'AGREED', 'REVIEWED', 'CLOSED'],
    ],
    REVIEWED: [
      ['DRAFT', 'AGREED', 'ACTIVE', 'REVIEWED', 'CLOSED'],
      ['DRAFT', 'AGREED', 'REVIEWED', 'CLOSED'],
    ],
    CLOSED: [
      ['DRAFT', 'AGREED'],
      ['DRAFT', 'AGREED'],
    ],
  };
  const steps = (Object.keys(ALLOWED) as (PlanStatus | 'NONE')[]).flatMap((from) =>
    PLAN_STATUSES.flatMap((to) => [begun, [item(2)]].map((items, at) => [from, to, items, ALLOWED[from][at]] as const)),
  );
  it.each(steps)('from %s to %s', (from, to, items, allowed) => {
    const said = says(to, [...items]);
    const expected = allowed?.includes(to) === true ? 'allowed' : `transition-not-allowed ${from} ${to}`;
    expect(outcome(...CAME_TO[from], said)).toBe(expected);
  });

  it('is ACTIVE when its first item has begun, and REVIEWED until somebody goes on', () => {
    const statuses = [
      says('AGREED'),
      says('AGREED', begun, { agreedOn: undefined }),
      says('REVIEWED', begun),
      says('ACTIVE', [item(1, 'DONE')]),
      says('CLOSED', [item(1, 'DONE')]),
    ].map((_word, at, all) => plansOf(...all.slice(0, at + 1)).plan);
    expect(statuses.map((plan) => plan?.status)).toEqual(['AGREED', 'ACTIVE', 'REVIEWED', 'ACTIVE', 'CLOSED']);
    expect(statuses.map((plan) => plan?.version)).toEqual([1, 2, 3, 4, 5]);
    expect(statuses.at(-1)).toMatchObject({ ...DAYS, agreedBy: 'HEAD' });
  });
});

describe('an item of a plan', () => {
  const ALLOWED: Readonly<Record<PlanItemStatus, readonly PlanItemStatus[]>> = {
    NOT_STARTED: ['NOT_STARTED', 'CONTINUING', 'CANCELLED'],
    CONTINUING: ['CONTINUING', 'DONE', 'CANCELLED'],
    DONE: ['DONE', 'CONTINUING'],
    CANCELLED: ['CANCELLED'],
  };
  const steps = PLAN_ITEM_STATUSES.flatMap((from) => PLAN_ITEM_STATUSES.map((to) => [from, to] as const));
  it.each(steps)('goes from %s to %s, or is refused at its place', (from, to) => {
    const agreed = says('AGREED', [item(1), item(7, from)]);
    const word = outcome(agreed, says('AGREED', [item(1), item(7, to)]));
    expect(word).toBe(ALLOWED[from].includes(to) ? 'allowed' : `transition-not-allowed ${from} ${to}`);
    // A draft takes no step; the plan that was closed binds nobody.
    expect(outcome(agreed, says('DRAFT', [item(7, to)]))).toBe('allowed');
    const closed = says('CLOSED', [item(7, from)]);
    expect(outcome(agreed, closed, says('AGREED', [item(7, to)], { agreedOn: '2026-05-26' }))).toBe('allowed');
  });

  it('is named where it is refused', () => {
    const [agreed, next] = [says('AGREED', [item(7, 'DONE')]), says('AGREED', [item(1), item(7)])].map(
      (said, version): EntryBody => ({ type: 'plan', planVersion: version + 1, ...said, agreedBy: 'HEAD' }),
    );
    if (!agreed || !next) throw new Error('Two plans');
    expect(refusalOf(agreed, next)).toMatchObject({
      code: 'transition-not-allowed',
      from: 'DONE',
      to: 'NOT_STARTED',
      errors: [{ pointer: '/items/1/status' }],
    });
  });
});

describe('versions of a plan', () => {
  it('a draft lies beside the plan in force until it is agreed', () => {
    const agreed = says('AGREED', begun);
    const draft = says('DRAFT', [item(1), item(2)]);
    const beside = plansOf(agreed, draft);
    expect(beside).toMatchObject({
      plan: { version: 1, status: 'ACTIVE' },
      planDraft: { version: 2, status: 'DRAFT' },
      planVersions: [2, 3],
    });
    const revised = plansOf(agreed, draft, says('DRAFT', [item(3)]));
    expect(revised).toMatchObject({ plan: { version: 1 }, planDraft: { version: 2, items: [{ seq: 3 }] } });
    expect(revised.planVersions).toEqual([2, 4]);
    const next = plansOf(agreed, draft, says('AGREED', [item(3)], { agreedOn: '2026-05-20', agreedBy: 'MEMBER' }));
    expect(next).toMatchObject({
      plan: { version: 2, status: 'AGREED', agreedOn: '2026-05-20', agreedBy: 'MEMBER' },
      planDraft: null,
      planVersions: [2, 4],
    });
  });

  it('the plan in force goes on beside the draft, which then takes the next number', () => {
    const [agreed, draft, on] = [says('AGREED', begun), says('DRAFT'), says('ACTIVE', [item(1, 'DONE')])];
    expect(plansOf(agreed, draft, on)).toMatchObject({
      plan: { version: 3, agreedOn: DAYS.agreedOn },
      planDraft: { version: 2 },
    });
    expect(plansOf(agreed, draft, on, says('AGREED', [item(1, 'DONE')]))).toMatchObject({
      plan: { version: 4 },
      planDraft: null,
      planVersions: [2, 3, 4, 5],
    });
  });

  it('after a plan was closed there is a new one, and a draft of it does not open the old one', () => {
    const closed = [says('AGREED'), says('CLOSED')];
    expect(plansOf(...closed, says('DRAFT'))).toMatchObject({ plan: { status: 'CLOSED' }, planDraft: { version: 3 } });
    expect(plansOf(...closed, says('DRAFT'), says('AGREED'))).toMatchObject({ plan: { version: 3 }, planDraft: null });
  });
});

describe('what a plan may not say', () => {
  it.each<[string, PlanSaid[], unknown]>([
    ['no item', [says('AGREED', [])], ['/items required']],
    ['no day of agreement', [says('AGREED', undefined, { agreedOn: undefined })], ['/agreedOn required']],
    [
      'days of a draft',
      [says('DRAFT', [], { agreedOn: '2026-05-04', agreedBy: 'HEAD' })],
      ['/agreedOn not-agreed', '/agreedBy not-agreed'],
    ],
    ['a number twice', [says('DRAFT', [item(1), item(1)])], ['/items/1/seq seq-twice']],
    [
      'a period from end to start',
      [says('DRAFT', [item(1, 'DONE', { start: '2026-06-02', end: '2026-06-01' })])],
      ['/items/0/end before-start'],
    ],
    [
      'an item of nobody',
      [says('DRAFT', [item(1, 'DONE', { selfActivity: '', supportActivity: '' })])],
      ['/items/0/selfActivity required'],
    ],
    ['a need twice', [says('DRAFT', [item(1, 'DONE', { needIds: ['n', 'n'] })])], ['/items/0/needIds/1 need-twice']],
    [
      'a review without its day',
      [says('AGREED', begun), says('REVIEWED', begun, { reviewedOn: undefined })],
      ['/reviewedOn required'],
    ],
    [
      'an end without day and reason',
      [says('AGREED'), says('CLOSED', undefined, { closedOn: undefined, reason: undefined })],
      ['/closedOn required', '/reason required'],
    ],
    [
      'an end of a plan that goes on',
      [says('AGREED', undefined, { closedOn: '2026-05-05' })],
      ['/closedOn not-closed'],
    ],
    [
      'an end before it was agreed',
      [says('AGREED'), says('CLOSED', undefined, { closedOn: '2026-05-03' })],
      ['/closedOn before-agreed'],
    ],
    [
      'another day of agreement in a review',
      [says('AGREED', begun), says('REVIEWED', begun, { agreedOn: '2026-05-05' })],
      ['/agreedOn other-day'],
    ],
  ])('%s', (_what, said, expected) => {
    expect(outcome(...said)).toEqual(expected);
  });

  it('days to come, and needs of others', () => {
    const plan = (more: Partial<PlanBody> = {}): EntryBody => ({
      type: 'plan',
      ...says('AGREED', [item(1)], more),
      planVersion: 1,
    });
    expect(refusalOf(plan({ agreedOn: '2026-06-02' }))).toMatchObject({
      errors: [{ pointer: '/agreedOn', code: 'date-in-future' }],
    });
    expect(refusalOf(plan({ items: [item(1, 'DONE', { needIds: ['x'] })] }))).toMatchObject({
      code: 'need-not-found',
      needId: 'x',
    });
  });
});

describe('a plan in the file of a household', () => {
  const listed: EntryBody = {
    type: 'listed',
    list: 'l1',
    area: '420101',
    targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
  };
  const confirmed: EntryBody = {
    type: 'target-state',
    list: 'l1',
    state: 'CONFIRMED',
    on: '2026-05-02',
    reason: 'ก',
    evidence: 'DESK',
  };
  const plan = (planVersion: number, said: PlanSaid): EntryBody => ({
    type: 'plan',
    planVersion,
    agreedBy: 'HEAD',
    ...said,
  });
  const draft: EntryBody = { type: 'plan', planVersion: 1, ...says('DRAFT') };

  it('makes a confirmed household PLANNED when it is agreed, as long as its list counts that day', () => {
    const stateOf = (opened: string, ...bodies: EntryBody[]) =>
      targetNow(fileOf(listed, confirmed, ...bodies).household, 'l1', opened);
    expect(stateOf('2026-04-01')).toBe('CONFIRMED');
    expect(stateOf('2026-04-01', draft)).toBe('CONFIRMED');
    expect(stateOf('2026-04-01', draft, plan(1, says('AGREED')))).toBe('PLANNED');
    expect(stateOf('2026-06-01', plan(1, says('AGREED')))).toBe('CONFIRMED');
    const closed = plan(2, says('CLOSED', undefined, { agreedOn: DAYS.agreedOn }));
    expect(stateOf('2026-04-01', plan(1, says('AGREED')), closed)).toBe('PLANNED');
  });

  it('is the same when the file is folded anew, and tells figures the day that each version speaks of', () => {
    const active = plan(2, { ...says('ACTIVE', begun), agreedOn: DAYS.agreedOn });
    const reviewed = plan(3, { ...says('REVIEWED', begun), agreedOn: DAYS.agreedOn });
    const closed = plan(4, { ...says('CLOSED', begun), agreedOn: DAYS.agreedOn });
    const { household, history } = fileOf(draft, plan(1, says('AGREED')), active, reviewed, closed);
    expect(foldHousehold(history)).toEqual(household);
    expect(household).toMatchObject({ planAgreedOn: '2026-05-04', planVersions: [3, 4, 5, 6], plan: { version: 4 } });
    expect(allFactsOf(history).flatMap(({ id, body }) => (body.type === 'plan' ? [[id, body]] : []))).toEqual([
      [`${H}.2`, { type: 'plan', items: 1 }],
      [`${H}.3`, { type: 'plan', agreedOn: '2026-05-04', items: 1 }],
      [`${H}.4`, { type: 'plan', agreedOn: '2026-05-04', movedOn: '2026-06-01', items: 1 }],
      [`${H}.5`, { type: 'plan', agreedOn: '2026-05-04', reviewedOn: '2026-05-20', items: 1 }],
      [`${H}.6`, { type: 'plan', agreedOn: '2026-05-04', closedOn: '2026-05-25', items: 1 }],
    ]);
  });
});
