import { describe, expect, it } from 'vitest';

import type { EntryBody } from '../entry.ts';
import { fileOf, H, refusalOf } from '../test/file-of.ts';
import type { PlanBody } from './plan.ts';

type Item = PlanBody['items'][number];
const item = (change: Partial<Item> = {}): Item => ({
  seq: 1,
  dimension: 'income',
  selfActivity: 'เลี้ยงไก่',
  supportActivity: '',
  periodText: '',
  status: 'NOT_STARTED',
  ...change,
});
const says = (status: PlanBody['status'], planVersion: number, more: Partial<PlanBody> = {}): PlanBody => ({
  type: 'plan',
  planVersion,
  status,
  ultimateGoal: 'มีรายได้พอ',
  items: [item()],
  ...(status === 'DRAFT' ? {} : { agreedOn: '2026-05-10', agreedBy: 'HEAD' }),
  ...more,
});
const agreed = says('AGREED', 1);
const begun = [item({ status: 'CONTINUING' })];
const active = says('ACTIVE', 2, { items: begun });
const reviewed = says('REVIEWED', 3, { items: begun, reviewedOn: '2026-05-20' });
const factAfter = (...bodies: EntryBody[]) => fileOf(...bodies).household.facts.at(-1)?.body;

describe('a word on a plan', () => {
  it('keeps the plan in force, a draft beside it, and the version of the household of each', () => {
    const { household } = fileOf(agreed, says('DRAFT', 2, { ultimateGoal: 'ทำต่อ' }));
    expect(household.plan).toMatchObject({ version: 1, status: 'AGREED', ultimateGoal: 'มีรายได้พอ' });
    expect(household.planDraft).toMatchObject({ version: 2, status: 'DRAFT', ultimateGoal: 'ทำต่อ' });
    expect(household.planVersions).toEqual([2, 3]);
  });

  it('keeps the day of the last agreement', () => {
    expect(fileOf(says('DRAFT', 1)).household.planAgreedOn).toBeNull();
    expect(fileOf(agreed).household.planAgreedOn).toBe('2026-05-10');
    expect(fileOf(agreed, active).household.planAgreedOn).toBe('2026-05-10');
    const anew = says('AGREED', 2, { agreedOn: '2026-05-25' });
    expect(fileOf(agreed, says('DRAFT', 2), anew).household.planAgreedOn).toBe('2026-05-25');
  });

  it('counts with its status, its days and how many items it has, and no words', () => {
    expect(factAfter(says('DRAFT', 1))).toStrictEqual({ type: 'plan', items: 1 });
    expect(factAfter(agreed)).toStrictEqual({ type: 'plan', agreedOn: '2026-05-10', items: 1 });
    // The file of the test is recorded an hour after one another, from 1 June 2026, 07:00 in Bangkok.
    expect(factAfter(agreed, active)).toStrictEqual({
      type: 'plan',
      agreedOn: '2026-05-10',
      movedOn: '2026-06-01',
      items: 1,
    });
    expect(factAfter(agreed, active, reviewed)).toStrictEqual({
      type: 'plan',
      agreedOn: '2026-05-10',
      reviewedOn: '2026-05-20',
      items: 1,
    });
    const closed = { items: begun, reviewedOn: '2026-05-20', closedOn: '2026-05-30', reason: 'บรรลุเป้าหมาย' };
    expect(factAfter(agreed, active, reviewed, says('CLOSED', 4, closed))).toStrictEqual({
      type: 'plan',
      agreedOn: '2026-05-10',
      closedOn: '2026-05-30',
      items: 1,
    });
  });

  it.each([
    ['agreedOn', says('AGREED', 1, { agreedOn: '2026-06-02' })],
    ['reviewedOn', { ...reviewed, reviewedOn: '2026-06-02' }],
    ['closedOn', says('CLOSED', 4, { items: begun, reviewedOn: '2026-05-20', closedOn: '2026-06-02', reason: 'จบ' })],
  ])('is refused when its latest day, %s, has not come', (field, body) => {
    const before = field === 'agreedOn' ? [] : [agreed, active];
    expect(refusalOf(...before, body)).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: `/${field}`, code: 'date-in-future' }],
    });
  });

  it.each([
    ['REVIEWED without its day', says('REVIEWED', 3, { items: begun }), ['/reviewedOn required']],
    ['CLOSED without day and reason', says('CLOSED', 3, { items: begun }), ['/closedOn required', '/reason required']],
    ['AGREED without an item', says('AGREED', 1, { items: [] }), ['/items required']],
    ['a draft with days', says('DRAFT', 1, { agreedOn: '2026-05-10' }), ['/agreedOn not-agreed']],
  ])('is refused as %s', (_case, body, places) => {
    const refusal = refusalOf(agreed, active, body) as { errors: { pointer: string; code: string; message: string }[] };
    expect(refusal.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(places);
    expect(refusal.errors.every(({ message }) => message !== '')).toBe(true);
  });

  it('names needs of the household alone', () => {
    const named = says('DRAFT', 1, { items: [item({ needIds: [`${H}.9`] })] });
    expect(refusalOf(named)).toMatchObject({ code: 'need-not-found' });
  });
});
