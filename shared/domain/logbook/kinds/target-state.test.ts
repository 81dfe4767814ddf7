import { describe, expect, it } from 'vitest';

import type { CorrectableBody } from '../bodies.ts';
import type { EntryBody } from '../entry.ts';
import { correct, fileOf, H, refusalOf } from '../test/file-of.ts';
import type { TargetStateBody } from './target-state.ts';

const listed = (list: string): EntryBody => ({
  type: 'listed',
  list,
  area: '420101',
  targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
});
const says = (state: TargetStateBody['state'], more: Partial<TargetStateBody> = {}): CorrectableBody => ({
  type: 'target-state',
  list: 'l1',
  state,
  on: '2026-05-10',
  reason: 'ตามที่ตรวจสอบ',
  evidence: 'DESK',
  ...more,
});
const mentor: EntryBody = { type: 'mentor', mentor: 'm', on: '2026-05-01' };
const closing: EntryBody = { type: 'need-status', needId: `${H}.3`, status: 'RESOLVED', on: '2026-05-05' };
const need: EntryBody = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ว่างงาน', openedOn: '2026-05-01' };
const checksAfter = (...bodies: EntryBody[]) => fileOf(listed('l1'), ...bodies).household.checks;

describe('a state of a target', () => {
  it('is kept of each list, with its day and the entry that says it', () => {
    const { household } = fileOf(listed('l1'), listed('l2'), says('CONFIRMED'), says('NOT_POOR', { list: 'l2' }));
    expect(household.verifications).toEqual({
      l1: { state: 'CONFIRMED', on: '2026-05-10', entryId: `${H}.4` },
      l2: { state: 'NOT_POOR', on: '2026-05-10', entryId: `${H}.5` },
    });
  });

  it('knows of a household that it was out before', () => {
    const { household } = fileOf(listed('l1'), says('NOT_POOR'), says('CONFIRMED', { on: '2026-05-20' }));
    expect(household.verifications).toEqual({
      l1: { state: 'CONFIRMED', on: '2026-05-20', entryId: `${H}.4`, afterOut: true },
    });
  });

  it('is said of households on the list alone', () => {
    expect(refusalOf(says('CONFIRMED'))).toEqual({ code: 'not-on-list', list: 'l1' });
    expect(refusalOf(listed('l1'), says('CONFIRMED', { list: 'l2' }))).toEqual({ code: 'not-on-list', list: 'l2' });
  });

  it('names another household as the one it duplicates, also in a correction', () => {
    const itself = says('DUPLICATE', { duplicateOf: H });
    const refusal = (pointer: string) => ({
      code: 'invalid-input',
      errors: [{ pointer, code: 'duplicate-of-itself' }],
    });
    expect(refusalOf(listed('l1'), itself)).toMatchObject(refusal('/duplicateOf'));
    expect(refusalOf(listed('l1'), says('CONFIRMED'), correct(3, itself))).toMatchObject(refusal('/entry/duplicateOf'));
    expect(refusalOf(listed('l1'), says('DUPLICATE', { duplicateOf: 'another' }))).toBe('recorded');
  });

  it.each(['PLANNED', 'ASSISTING'] as const)('is not corrected to %s, which follows from records', (state) => {
    const refusal = { code: 'transition-not-allowed', to: state };
    expect(refusalOf(listed('l1'), says('CONFIRMED'), correct(3, says(state)))).toEqual(refusal);
    expect(refusalOf(listed('l1'), says('CONFIRMED'), says(state))).toMatchObject(refusal);
  });

  it('is not said without what it rests on', () => {
    expect(refusalOf(listed('l1'), says('CONFIRMED', { evidence: undefined }))).toEqual({
      code: 'evidence-needed',
      to: 'CONFIRMED',
      missing: 'contact',
    });
  });

  it('is of a day that has come', () => {
    expect(refusalOf(listed('l1'), says('CONFIRMED', { on: '2026-06-02' }))).toMatchObject({
      errors: [{ pointer: '/on', code: 'date-in-future' }],
    });
  });

  it('counts with what it says of the place, the members and the duplicate, and without what it does not', () => {
    const factsAfter = (body: EntryBody) => fileOf(listed('l1'), body).household.facts.at(-1)?.body;
    const said = { type: 'target-state', list: 'l1', on: '2026-05-10' };
    expect(factsAfter(says('CONFIRMED'))).toStrictEqual({ ...said, state: 'CONFIRMED' });
    expect(factsAfter(says('MOVED', { toArea: '400101', allMembers: true }))).toStrictEqual({
      ...said,
      state: 'MOVED',
      toArea: '400101',
      allMembers: true,
    });
    expect(factsAfter(says('DUPLICATE', { duplicateOf: 'another' }))).toStrictEqual({
      ...said,
      state: 'DUPLICATE',
      duplicateOf: 'another',
    });
  });
});

describe('what a state of a target asks units to look at', () => {
  it('is the household that arrives, where it is said to have gone', () => {
    expect(checksAfter(says('MOVED', { toArea: '400101' }))).toEqual([
      { kind: 'ARRIVED', on: '2026-05-10', area: '400101' },
    ]);
    expect(checksAfter(says('MOVED', { toArea: null }))).toEqual([]);
    expect(checksAfter(says('MOVED'))).toEqual([]);
    expect(checksAfter(says('NOT_POOR', { toArea: '400101' }))).toEqual([]);
  });

  it('is the mentor of a household that is out on every list, until it is in again', () => {
    const out = says('NOT_POOR');
    const ends = [{ kind: 'END_MENTOR', on: '2026-05-10' }];
    expect(checksAfter(mentor, out)).toEqual(ends);
    expect(checksAfter(out)).toEqual([]);
    expect(checksAfter(listed('l2'), mentor, out)).toEqual([]);
    expect(checksAfter(listed('l2'), mentor, out, says('NOT_POOR', { list: 'l2' }))).toEqual(ends);
    expect(checksAfter(mentor, out, says('CONFIRMED', { on: '2026-05-20' }))).toEqual([]);
  });

  it('is answered by it: a problem of a household that had graduated, and a closed need that was named again', () => {
    const followed: EntryBody = { type: 'follow-up', on: '2026-05-06', stage: 'SURVIVE', needResults: [] };
    const graduated = [
      need,
      closing,
      says('CONFIRMED', { on: '2026-05-06' }),
      followed,
      correct(5, says('GRADUATED', { on: '2026-05-06' })),
    ];
    const again: EntryBody = { ...need, dimension: 'living', text: 'หลังคารั่ว' };
    expect(checksAfter(...graduated, again)).toMatchObject([{ kind: 'RELAPSE_CHECK' }]);
    expect(checksAfter(...graduated, again, says('RELAPSED'))).toEqual([]);
    const lower: EntryBody = { type: 'follow-up', on: '2026-05-12', stage: 'CRISIS', needResults: [] };
    expect(checksAfter(...graduated, lower)).toEqual([{ kind: 'RELAPSE_CHECK', on: '2026-05-12' }]);
    expect(checksAfter(...graduated, { ...lower, stage: 'SURVIVE' })).toEqual([]);
  });
});
