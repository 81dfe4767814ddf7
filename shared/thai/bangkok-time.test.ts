import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as calendar from './bangkok-time.ts';

const days = fc
  .integer({ min: 0, max: 60_000 })
  .map((number) => new Date(Date.UTC(1950, 0, 1) + number * 86_400_000).toISOString().slice(0, 10));
const months = days.map((day) => day.slice(0, 7));

describe('Bangkok days and months of instants', () => {
  it('turns at 17:00 UTC', () => {
    expect(calendar.bangkokDay(new Date('2026-05-31T16:59:59.999Z'))).toBe('2026-05-31');
    expect(calendar.bangkokDay(new Date('2026-05-31T17:00:00Z'))).toBe('2026-06-01');
    expect(calendar.bangkokMonth(new Date('2026-05-31T17:00:00Z'))).toBe('2026-06');
  });

  it('writes instants with offset, milliseconds only where there are any', () => {
    expect(calendar.formatBangkok(new Date('2026-06-10T16:59:59Z'))).toBe('2026-06-10T23:59:59+07:00');
    expect(calendar.formatBangkok(new Date('2026-06-10T16:59:59.123Z'))).toBe('2026-06-10T23:59:59.123+07:00');
    expect(calendar.formatBangkok(new Date('2026-06-10T16:59:59.100Z'))).toBe('2026-06-10T23:59:59.100+07:00');
  });

  it('writes what reads back as the same instant', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('1950-01-01'), max: new Date('2150-01-01') }),
        (instant) => {
          expect(new Date(calendar.formatBangkok(instant))).toEqual(instant);
          expect(calendar.formatBangkok(instant).startsWith(calendar.bangkokDay(instant))).toBe(true);
        },
      ),
    );
  });
});

describe('the end of a day', () => {
  it('ends a day at 23:59:59', () => {
    expect(calendar.formatBangkok(calendar.endOfDay('2026-06-10'))).toBe('2026-06-10T23:59:59+07:00');
  });

  it('keeps the end of a day on that day', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(calendar.bangkokDay(calendar.endOfDay(day))).toBe(day);
      }),
    );
  });
});

describe('calendar', () => {
  it('knows months', () => {
    expect(calendar.nextMonth('2026-12')).toBe('2027-01');
    expect(calendar.previousMonth('2026-01')).toBe('2025-12');
    expect(calendar.firstDay('2026-02')).toBe('2026-02-01');
    expect(calendar.lastDay('2026-02')).toBe('2026-02-28');
    expect(calendar.lastDay('2024-02')).toBe('2024-02-29');
    expect(calendar.lastDay('2026-03')).toBe('2026-03-31');
    expect(calendar.thaiMonthName('2026-05')).toBe('พฤษภาคม 2569');
    expect(calendar.thaiMonthName('2025-12')).toBe('ธันวาคม 2568');
  });

  it('knows fiscal years', () => {
    expect(calendar.fiscalYear('2025-10-01')).toBe(2569);
    expect(calendar.fiscalYear('2026-09-30')).toBe(2569);
    expect(calendar.fiscalYear('2026-10')).toBe(2570);
    expect(calendar.fiscalYear('2025-09')).toBe(2568);
    expect(calendar.firstDayOfFiscalYear(2569)).toBe('2025-10-01');
  });

  it.each([
    '2026-02-29',
    '2026-04-31',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '2569',
    '',
    '2026-01-011',
  ])('%j is no day', (text) => {
    expect(calendar.isDay(text)).toBe(false);
  });

  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '2026-04-30'])('%j is a day', (text) => {
    expect(calendar.isDay(text)).toBe(true);
  });

  it('knows a month when it sees one', () => {
    expect(calendar.isMonth('2026-05')).toBe(true);
    expect(['2026-13', '2026-00', '2026-5', '2026-05-01', '26-05'].some((text) => calendar.isMonth(text))).toBe(false);
  });

  it('refuses to count with days that do not exist', () => {
    expect(() => calendar.addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => calendar.nextMonth('2026-13')).toThrow(RangeError);
  });

  it('counts days there and back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        const other = calendar.addDays(day, count);
        expect(calendar.isDay(other)).toBe(true);
        expect(calendar.daysBetween(day, other)).toBe(count);
        expect(calendar.addDays(other, -count)).toBe(day);
      }),
    );
  });

  it('walks months there and back, and puts every day in the fiscal year that begins before it', () => {
    fc.assert(
      fc.property(months, days, (month, day) => {
        expect(calendar.previousMonth(calendar.nextMonth(month))).toBe(month);
        expect(calendar.addDays(calendar.lastDay(month), 1)).toBe(calendar.firstDay(calendar.nextMonth(month)));
        const year = calendar.fiscalYear(day);
        expect(calendar.firstDayOfFiscalYear(year) <= day).toBe(true);
        expect(day < calendar.firstDayOfFiscalYear(year + 1)).toBe(true);
      }),
    );
  });
});
