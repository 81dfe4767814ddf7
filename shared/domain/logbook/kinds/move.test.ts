import { describe, expect, it } from 'vitest';

import type { EntryBody } from '../entry.ts';
import { fileOf, refusalOf } from '../test/file-of.ts';

const moved = (toArea: string | null, on = '2026-05-05'): EntryBody => ({ type: 'move', on, toArea });
const mentor: EntryBody = { type: 'mentor', mentor: 'm', on: '2026-05-01' };
const after = (...bodies: EntryBody[]) => {
  const { areaCode, status, checks } = fileOf(...bodies).household;
  return { areaCode, status, checks };
};

describe('a move', () => {
  it('to nobody knows where leaves the household where it was, moved out, until it is found', () => {
    expect(after(mentor, moved(null))).toEqual({ areaCode: '420101', status: 'MOVED_OUT', checks: [] });
    expect(after(moved(null), moved('420102', '2026-05-20'))).toEqual({
      areaCode: '420102',
      status: 'ACTIVE',
      checks: [],
    });
  });

  it.each([
    ['its district', '420102', []],
    ['another district of its province', '420201', [{ kind: 'END_MENTOR', on: '2026-05-05' }]],
    ['another province', '400101', [{ kind: 'ARRIVED', on: '2026-05-05', area: '400101' }]],
  ])('within %s asks its units what they have to look at', (_where, toArea, checks) => {
    expect(after(mentor, moved(toArea))).toEqual({ areaCode: toArea, status: 'ACTIVE', checks });
  });

  it('asks for no mentor to end where there is none', () => {
    expect(after(moved('420201')).checks).toEqual([]);
    expect(after(moved('400101')).checks).toMatchObject([{ kind: 'ARRIVED' }]);
  });

  it('is of a day that has come', () => {
    expect(refusalOf(moved('420102', '2026-06-02'))).toMatchObject({
      errors: [{ pointer: '/on', code: 'date-in-future' }],
    });
  });

  it('counts with its day and the place', () => {
    const { facts } = fileOf(moved('420201'), moved(null, '2026-05-06')).household;
    expect(facts.slice(1).map(({ body }) => body)).toEqual([
      { type: 'move', on: '2026-05-05', toArea: '420201' },
      { type: 'move', on: '2026-05-06', toArea: null },
    ]);
  });
});
