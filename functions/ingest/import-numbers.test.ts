import { describe, expect, it } from 'vitest';

import { atWork, rowsByOutcome } from './import-numbers.ts';

const rows = (total: number, rejected: number) => ({
  total,
  rejected,
  created: total - rejected,
  updated: 0,
  unchanged: 0,
});

describe('the numbers of an import', () => {
  it('say how long ago the upload was announced', () => {
    expect(atWork('2026-06-01T03:00:00.000Z', new Date('2026-06-01T04:15:59.000Z'))).toEqual({ ImportMinutes: 75 });
  });

  it('count every row under one outcome', () => {
    const { RowsCreated, RowsUpdated, RowsUnchanged, RowsRejected } = rowsByOutcome({
      total: 100,
      created: 50,
      updated: 25,
      unchanged: 15,
      rejected: 10,
    });
    expect([RowsCreated, RowsUpdated, RowsUnchanged, RowsRejected]).toEqual([50, 25, 15, 10]);
  });

  it.each([
    [1000, 200, 20],
    [1000, 201, 20.1],
    [1_000_000, 200_001, 20.01],
    [20, 20, 100],
    [500, 0, 0],
  ])('of %d rows, %d rejected are %d %%', (total, rejected, percent) => {
    expect(rowsByOutcome(rows(total, rejected)).RowsRejectedPercent).toBe(percent);
  });

  it('give no share of a handful of rows', () => {
    expect(rowsByOutcome(rows(19, 19))).not.toHaveProperty('RowsRejectedPercent');
  });
});
