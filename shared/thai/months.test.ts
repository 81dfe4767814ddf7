import { expect, it } from 'vitest';
import { daysInMonth, isDay, laterDay, monthOf, nextMonth, previousMonth, thaiMonthName } from './bangkok-time.ts';

it('months have their Thai names', () => {
  const names = Array.from({ length: 12 }, (_, index) => thaiMonthName(`2026-${String(index + 1).padStart(2, '0')}`));
  expect(names.map((name) => name.replace(' 2569', ''))).toEqual([
    'มกราคม',
    'กุมภาพันธ์',
    'มีนาคม',
    'เมษายน',
    'พฤษภาคม',
    'มิถุนายน',
    'กรกฎาคม',
    'สิงหาคม',
    'กันยายน',
    'ตุลาคม',
    'พฤศจิกายน',
    'ธันวาคม',
  ]);
});

it('months have their days, February by the rule of centuries', () => {
  const days = Array.from({ length: 12 }, (_, index) => daysInMonth(2026, index + 1));
  expect(days).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  expect(['2026-02-28', '2026-02-29', '2024-02-29', '2026-04-30', '2026-04-31'].map(isDay)).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
});

it('months follow one another over the years, those before the year 1000 too', () => {
  expect([nextMonth('2026-12'), previousMonth('2026-01'), nextMonth('0999-12')]).toEqual([
    '2027-01',
    '2025-12',
    '1000-01',
  ]);
  expect(nextMonth('0044-02')).toBe('0044-03');
  expect(monthOf('2026-05-31')).toBe('2026-05');
});

it('of two days the later one is kept, and any day is later than none', () => {
  expect(laterDay(null, '2026-05-01')).toBe('2026-05-01');
  expect(laterDay('2026-05-02', '2026-05-01')).toBe('2026-05-02');
  expect(laterDay('2026-05-01', '2026-05-02')).toBe('2026-05-02');
});
