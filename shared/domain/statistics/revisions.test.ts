import { describe, expect, it } from 'vitest';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { reportA } from './test/report-a-of.ts';
import type { ReportA } from './report-a/shape.ts';
import { asOfTimes, nextRevision, nightsWorthComputing, sameFigures } from './revisions.ts';

const bangkok = (text: string): Date => new Date(`${text}+07:00`);

function printed(month: string, now: string, ...runs: string[]): string[] {
  return asOfTimes(month, bangkok(now), runs.map(bangkok)).map(formatBangkok);
}

const empty: ReportA = reportA(
  {
    selection: { month: '2026-05', area: '42', lists: null },
    asOf: bangkok('2026-06-05T23:59:00'),
    revision: null,
    lists: [],
    committees: [],
    defaultCommittee: ['cdd'],
    activity: [],
    agencyOrder: ['cdd'],
    definitionsVersion: 'test',
  },
  [],
);

describe('asOfTimes', () => {
  it('begins with the close, then each night from that of the closing day', () => {
    expect(printed('2026-05', '2026-06-05T23:58:59.999')).toEqual([]);
    expect(printed('2026-05', '2026-06-05T23:59:00')).toEqual(['2026-06-05T23:59:00+07:00']);
    expect(printed('2026-05', '2026-06-07T23:59:58')).toEqual([
      '2026-06-05T23:59:00+07:00',
      '2026-06-05T23:59:59+07:00',
      '2026-06-06T23:59:59+07:00',
    ]);
  });

  it('ends with the fiscal year after that of the month', () => {
    expect(printed('2025-09', '2027-12-31T12:00:00').at(-1)).toBe('2026-09-30T23:59:59+07:00');
    expect(printed('2025-10', '2027-12-31T12:00:00').at(-1)).toBe('2027-09-30T23:59:59+07:00');
  });

  it('has runs on demand after the close in their place, once, however old the month', () => {
    expect(
      printed(
        '2026-05',
        '2026-06-06T12:00:00',
        '2026-06-06T11:00:00',
        '2026-06-05T23:59:00',
        '2026-06-01T11:00:00',
        '2026-06-06T13:00:00',
        '2026-06-06T11:00:00',
      ),
    ).toEqual(['2026-06-05T23:59:00+07:00', '2026-06-05T23:59:59+07:00', '2026-06-06T11:00:00+07:00']);
    expect(printed('2025-09', '2027-12-31T12:00:00', '2027-12-01T08:00:00').at(-1)).toBe('2027-12-01T08:00:00+07:00');
  });
});

describe('sameFigures and nextRevision', () => {
  it('look at figures and not at names and moments', () => {
    expect(sameFigures(empty, { ...empty, asOf: 'later', revision: 7, definitions: 'other' })).toBe(true);
  });

  it.each([
    { ...empty, baseline: { ...empty.baseline, lateAdded: 1 } },
    { ...empty, rows: [] },
    { ...empty, total: { ...empty.total, silent: 0 } },
    { ...empty, total: { ...empty.total, cashBaht: null } },
    { ...empty, summedRows: { ...empty.summedRows, silent: 0 } },
  ])('see any cell that differs (%#)', (changed) => {
    expect(sameFigures(empty, changed)).toBe(false);
    expect(nextRevision({ ...empty, revision: 4 }, changed)?.revision).toBe(5);
  });

  it('number from 0 and make nothing of equal figures', () => {
    const first = nextRevision(undefined, empty);
    expect(first?.revision).toBe(0);
    expect(nextRevision(first ?? undefined, { ...empty, asOf: 'later' })).toBeNull();
  });
});

describe('nightsWorthComputing', () => {
  const asOfs = ['2026-06-05T23:59:00', '2026-06-05T23:59:59', '2026-06-06T23:59:59', '2026-06-07T23:59:59'].map(
    bangkok,
  );
  const worth = (...recordedAts: string[]): number[] =>
    nightsWorthComputing(
      asOfs,
      recordedAts.map((text) => bangkok(text).toISOString()),
    ).map((asOf) => asOfs.indexOf(asOf));

  it('keeps the close and the first moment at which each record is known', () => {
    expect(worth()).toEqual([0]);
    expect(worth('2026-06-05T23:59:00', '2026-06-01T00:00:00')).toEqual([0]);
    expect(worth('2026-06-05T23:59:00.001')).toEqual([0, 1]);
    expect(worth('2026-06-07T23:59:59', '2026-06-05T23:59:59.001')).toEqual([0, 2, 3]);
    expect(worth('2026-06-08T00:00:00')).toEqual([0]);
  });

  it('has nothing to keep before the close', () => {
    expect(nightsWorthComputing([], ['2026-06-01T00:00:00.000Z'])).toEqual([]);
  });
});
