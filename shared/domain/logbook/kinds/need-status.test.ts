import { describe, expect, it } from 'vitest';

import type { EntryBody } from '../entry.ts';
import { fileOf, H, refusalOf } from '../test/file-of.ts';
import { help } from '../test/help.ts';

const problem = (openedOn: string): EntryBody & { type: 'need' } => ({
  type: 'need',
  dimension: 'income',
  kind: 'PROBLEM',
  text: 'หนี้สิน',
  openedOn,
});
const step = (at: number, status: 'RESOLVED' | 'REOPENED' | 'ACCEPTED', on: string): EntryBody => ({
  type: 'need-status',
  needId: `${H}.${at}`,
  status,
  on,
});
const listed: EntryBody = {
  type: 'listed',
  list: 'main',
  area: '420101',
  targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
};
const state = (to: 'CONFIRMED' | 'ASSISTED' | 'FOLLOWING' | 'GRADUATED', on: string): EntryBody => ({
  type: 'target-state',
  list: 'main',
  state: to,
  on,
  reason: 'เหตุผล',
  evidence: 'DESK',
});
/** What leads a household of the list to its graduation, in the middle of May. */
const graduated: EntryBody[] = [
  state('CONFIRMED', '2026-01-01'),
  help({ status: 'DELIVERED', deliveredOn: '2026-01-20' }),
  state('ASSISTED', '2026-01-21'),
  { type: 'follow-up', on: '2026-05-01', stage: 'SUFFICIENT', reasons: 'เหตุผล', needResults: [] },
  state('FOLLOWING', '2026-05-02'),
  state('GRADUATED', '2026-05-15'),
];
const checksOf = (...bodies: EntryBody[]) => fileOf(...bodies).household.checks;

describe('a step of a need', () => {
  // The same problem once more, which asks whether the closed one is open.
  const namedAgain = [problem('2026-04-01'), step(2, 'RESOLVED', '2026-04-10'), problem('2026-05-01')];

  it('answers whether a closed need that was named again is open', () => {
    expect(checksOf(...namedAgain)).toEqual([{ kind: 'CHECK_NEED', on: '2026-05-01', needId: `${H}.2` }]);
    expect(checksOf(...namedAgain, step(2, 'REOPENED', '2026-05-03'))).toEqual([]);
  });

  it('knows a closed need again by its category, its indicator or its wording, of one dimension and kind', () => {
    const again = (first: object, second: object) =>
      checksOf({ ...problem('2026-04-01'), ...first }, step(2, 'RESOLVED', '2026-04-10'), {
        ...problem('2026-05-01'),
        text: 'คำอื่น',
        ...second,
      }).length;
    const debt = { category: 'debt' } as const;
    expect(again(debt, debt)).toBe(1);
    expect(again(debt, { category: '42-7' })).toBe(0);
    expect(again(debt, {})).toBe(0);
    expect(again({ indicator: 3 }, { indicator: 3 })).toBe(1);
    expect(again({}, {})).toBe(0);
    expect(again({}, { text: 'หนี้สิน' })).toBe(1);
    expect(again(debt, { ...debt, dimension: 'health' })).toBe(0);
    expect(again(debt, { ...debt, kind: 'WANT' })).toBe(0);
    expect(again(debt, { ...debt, personId: 'p1' })).toBe(0);
  });

  it('is asked for once, since the earlier time that the need was named again', () => {
    expect(checksOf(...namedAgain, problem('2026-04-20'))).toEqual([
      { kind: 'CHECK_NEED', on: '2026-04-20', needId: `${H}.2` },
    ]);
  });

  it('leaves what is asked of another need', () => {
    expect(checksOf(...namedAgain, step(4, 'ACCEPTED', '2026-05-03'))).toEqual([
      { kind: 'CHECK_NEED', on: '2026-05-01', needId: `${H}.2` },
    ]);
  });

  const closed = [listed, problem('2026-04-01'), step(3, 'RESOLVED', '2026-04-10')];

  it('asks of a graduated household whether it relapsed when a need is opened again', () => {
    expect(checksOf(...closed, ...graduated, step(3, 'REOPENED', '2026-05-20'))).toEqual([
      { kind: 'RELAPSE_CHECK', on: '2026-05-20' },
    ]);
  });

  it('asks it of no other household, and for no other step', () => {
    expect(checksOf(...closed, step(3, 'REOPENED', '2026-05-20'))).toEqual([]);
    const wish: EntryBody = { ...problem('2026-05-18'), kind: 'WANT', text: 'งาน' };
    expect(checksOf(...closed, ...graduated, wish, step(11, 'ACCEPTED', '2026-05-20'))).toEqual([]);
  });

  it('is of a day that has come, as the need is', () => {
    const refused = (field: string) => ({
      code: 'invalid-input',
      errors: [expect.objectContaining({ pointer: `/${field}`, code: 'date-in-future' })],
    });
    expect(refusalOf(problem('2026-04-01'), step(2, 'RESOLVED', '2026-06-02'))).toEqual(refused('on'));
    expect(refusalOf(problem('2026-06-02'))).toEqual(refused('openedOn'));
  });
});
