import { describe, expect, it } from 'vitest';

import { NEED_STATUSES, NEED_LIFE_CYCLE } from '../../household/need-status.ts';
import type { CorrectableBody } from '../bodies.ts';
import type { EntryBody } from '../entry.ts';
import { correct, fileOf, H, refusalOf } from '../test/file-of.ts';

const need: EntryBody = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ว่างงาน', openedOn: '2026-05-01' };
const rexray = (result: 'COMPLETE' | 'INCOMPLETE' | 'NOT_STARTED', more: object = {}): CorrectableBody => ({
  type: 'rexray',
  round: 'x1',
  on: '2026-05-20',
  by: { kind: 'VHV' },
  results: [{ needId: `${H}.2`, result }],
  ...more,
});
/** Words by which a new need comes to a status. */
const PATHS = { OPEN: [], REOPENED: ['RESOLVED', 'REOPENED'] } as const;

describe('a result of a Re-X-ray', () => {
  it.each(
    NEED_STATUSES.flatMap((from) =>
      (['COMPLETE', 'INCOMPLETE', 'NOT_STARTED'] as const).map((result) => ({ from, result })),
    ),
  )('$result of a need that is $from moves it when its life-cycle allows', ({ from, result }) => {
    const path = from in PATHS ? PATHS[from as keyof typeof PATHS] : [from];
    const steps = path.map((status): EntryBody => ({
      type: 'need-status',
      needId: `${H}.2`,
      status,
      on: '2026-05-10',
    }));
    const { household } = fileOf(need, ...steps, rexray(result));
    const to = result === 'COMPLETE' ? 'RESOLVED' : result === 'INCOMPLETE' ? 'IN_PROGRESS' : undefined;
    const moves = to !== undefined && NEED_LIFE_CYCLE[from].includes(to);
    expect(household.needs[0]).toMatchObject(
      moves
        ? { status: to, statusOn: '2026-05-20' }
        : { status: from, statusOn: path.length > 0 ? '2026-05-10' : '2026-05-01' },
    );
  });

  it('is taken back by a correction, and later words stay the last', () => {
    expect(fileOf(need, rexray('COMPLETE'), correct(3, rexray('NOT_STARTED'))).household.needs[0]?.status).toBe('OPEN');
    const reopened: EntryBody = { type: 'need-status', needId: `${H}.2`, status: 'REOPENED', on: '2026-05-25' };
    expect(fileOf(need, rexray('COMPLETE'), reopened).household.needs[0]?.status).toBe('REOPENED');
  });
});

describe('a Re-X-ray', () => {
  it('is a contact unless the household is gone', () => {
    expect(fileOf(need, rexray('NOT_STARTED')).household.lastContactOn).toBe('2026-05-20');
    expect(fileOf(need, rexray('NOT_STARTED', { gone: true })).household.lastContactOn).toBeNull();
  });

  it('finds new needs, which its corrections keep by their ids', () => {
    const found = (text: string, id?: string) => ({
      dimension: 'living',
      kind: 'PROBLEM',
      text,
      ...(id ? { id } : {}),
    });
    const first = rexray('COMPLETE', { newNeeds: [found('หลังคารั่ว')] });
    expect(fileOf(need, first).household.needs.map(({ id }) => id)).toEqual([`${H}.2`, `${H}.3.1`]);
    const kept = rexray('COMPLETE', { newNeeds: [found('ไม่มีน้ำ'), found('หลังคารั่วมาก', `${H}.3.1`)] });
    expect(fileOf(need, first, correct(3, kept)).household.needs.map(({ id, text }) => [id, text])).toEqual([
      [`${H}.2`, 'ว่างงาน'],
      [`${H}.3.2`, 'ไม่มีน้ำ'],
      [`${H}.3.1`, 'หลังคารั่วมาก'],
    ]);
  });

  it('gives no result to a need of its own, to one that is not there, or to one twice', () => {
    const own = { results: [{ needId: `${H}.3.1`, result: 'COMPLETE' }], newNeeds: [] };
    const first = rexray('COMPLETE', { newNeeds: [{ dimension: 'living', kind: 'PROBLEM', text: 'ก' }] });
    expect(refusalOf(need, first, correct(3, rexray('COMPLETE', own)))).toMatchObject({ code: 'need-not-found' });
    expect(refusalOf(rexray('COMPLETE'))).toMatchObject({ code: 'need-not-found' });
    const twice = [`${H}.2`, `${H}.2`].map((needId) => ({ needId, result: 'COMPLETE' }));
    expect(refusalOf(need, rexray('COMPLETE', { results: twice }))).toMatchObject({
      errors: [{ pointer: '/results/1/needId', code: 'need-twice' }],
    });
  });
});
