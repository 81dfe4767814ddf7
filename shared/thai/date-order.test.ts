import { describe, expect, it } from 'vitest';
import { dateOrder, dayFirst, isFirstDayOfPrograms, readThaiDate } from './thai-date.ts';

describe('the order of day and month', () => {
  it.each([
    ['13/12/2569', 'day-first'],
    ['31/1/2569', 'day-first'],
    ['31-1-2569', 'day-first'],
    ['31.1.2569', 'day-first'],
    ['31 / 1 / 2569', 'day-first'],
    ["'31/1/2569", 'day-first'],
    ['๓๑/๑/๒๕๖๙', 'day-first'],
    ['31/1/69', 'day-first'],
    ['31/01/2569 09:30', 'day-first'],
    ['12/13/2026', 'month-first'],
    ['1/31/2026', 'month-first'],
    ['01-31-2026', 'month-first'],
    ['1.31.2026', 'month-first'],
    ['1/31/26', 'month-first'],
    ['1/2/2569', 'either'],
    ['11/12/2569', 'either'],
    ['12/11/2569', 'either'],
    ['01/02/2569', 'either'],
    ['1-2-69', 'either'],
  ])('of %s is %s', (text, order) => {
    expect([dateOrder(text, false), dateOrder(text, true)]).toEqual([order, order]);
  });

  it.each([
    ['of one day in both orders', '5/5/2569'],
    ['of one day in both orders, short', '5/5/69'],
    ['with two numbers above 12', '13/13/2569'],
    ['with a day that no month has', '32/1/2569'],
    ['with a day that no month has, behind', '1/32/2569'],
    ['with an unknown day', '0/5/2569'],
    ['with an unknown month', '15/00/2569'],
    ['with two separators', '1/2-2569'],
    ['with two separators, the other way', '1-2/2569'],
    ['with a separator of another kind', '01+02+2569'],
    ['of five digits of year', '1/2/25690'],
    ['of three digits of year', '01/2/256'],
    ['with three digits before', '111/2/2569'],
    ['with three digits between', '1/222/2569'],
    ['without a first number', '/12/2569'],
    ['with a word', '7 พ.ค. 2569'],
    ['of digits alone', '07052569'],
    ['that is too short', '1/2'],
    ['that is empty', ''],
  ])('is not told by a text %s', (_, text) => {
    expect(dateOrder(text, false)).toBeUndefined();
  });

  it('is told of days that a workbook holds, and of those of a text file not', () => {
    expect(dateOrder('2026-12-13', true)).toBe('day-first');
    expect(dateOrder('2026-07-05', true)).toBe('either');
    expect(dateOrder('2026-05-05', true)).toBeUndefined();
    expect(dateOrder('2026-12-13T00:00:00', true)).toBe('day-first');
    expect(dateOrder('2026-07-05', false)).toBeUndefined();
    expect(dateOrder('2026-7-5', true)).toBeUndefined();
  });

  it('is changed where the month comes first, and what follows stays', () => {
    expect(dayFirst('1/31/2026')).toBe('31/1/2026');
    expect(dayFirst("'01-31-26 09:30")).toBe("'31-01-26 09:30");
    expect(dayFirst('1 / 31 / 2026')).toBe('31 / 1 / 2026');
    expect(dayFirst('๑/31/2026')).toBe('๑/31/2026');
  });
});

describe('days with which programs begin to count', () => {
  it('are three, and no other', () => {
    const days = ['1899-12-29', '1899-12-30', '1899-12-31', '1900-01-01', '1900-01-02'];
    expect(days.map(isFirstDayOfPrograms)).toEqual([false, true, true, true, false]);
  });
});

describe('what is wrong with a date', () => {
  const said = (raw: string, birth = false): string => {
    const reading = readThaiDate(raw, { today: '2026-06-10', birth });
    return reading.ok ? (reading.remark?.message ?? '') : reading.message;
  };

  it('is told apart', () => {
    expect(said('abc')).toContain('อ่านวันที่ไม่ได้');
    expect(said('31/4/2569')).toContain('ไม่มีในปฏิทิน');
    expect(said('11/6/2569')).toContain('อนาคต');
    expect(said('1/2/2483', true)).toContain('2483');
    expect(said('2026-05-06 17:00:00')).toContain('17:00');
    expect(said('7/5/2569')).toBe('');
  });
});

describe('the bounds of dates', () => {
  const read = (raw: string, birth = false): string | number => {
    const reading = readThaiDate(raw, { today: '2026-06-10', birth });
    return reading.ok ? (reading.date ?? reading.year) : reading.code;
  };

  it('hold to the day', () => {
    expect(read('1/1/2401')).toBe('1858-01-01');
    expect(read('31/12/2400')).toBe('date-in-future');
    expect(read('1858')).toBe(1858);
    expect(read('1857')).toBe('date-unreadable');
    expect(read('1/3/2483', true)).toBe('date-unreadable');
    expect(read('1/4/2483', true)).toBe('1940-04-01');
    expect(read('1/3/2482', true)).toBe('1940-03-01');
    expect(read('10000', true)).toBe('1927-05-18');
    expect(read('9999', true)).toBe('date-in-future');
    expect(read('28/2/2569')).toBe('2026-02-28');
    expect(read('18580101')).toBe('1858-01-01');
    expect(read('27991231')).toBe('date-in-future');
    expect(read('28000101')).toBe('date-unreadable');
    expect(read('2569 05 07')).toBe('2026-05-07');
    expect(read('20260507.0')).toBe('2026-05-07');
    expect(read('2569.0')).toBe(2026);
  });

  it('hold to the minute of a zone', () => {
    expect(read('2026-05-06T10:00:00+14:00')).toBe('2026-05-06');
    expect(read('2026-05-06T10:00:00+14:01')).toBe('date-unreadable');
    expect(read('2026-05-06T20:00:00 ICT')).toBe('2026-05-06');
    expect(read('2026-05-06T10:59:60Z')).toBe('2026-05-06');
    expect(read('2026-05-06T24:01:00Z')).toBe('date-unreadable');
    expect(read('2026-05-06T10:00:61Z')).toBe('date-unreadable');
    expect(read('2490-00-00T10:00:00Z')).toBe(1947);
    expect(read('2026-02-30T10:00:00Z')).toBe('date-unreadable');
    expect(read('6/5/2569 11:30 AM UTC')).toBe('2026-05-06');
    expect(read('6/5/2569 11:30 PM UTC')).toBe('2026-05-07');
    expect(read('6/5/2569 5:30 ก่อนเที่ยง UTC')).toBe('2026-05-06');
    expect(read('6/5/2569 5:30 หลังเที่ยง UTC')).toBe('2026-05-07');
  });
});
