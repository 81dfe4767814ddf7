/**
 * Calendar of Asia/Bangkok: a fixed UTC+7 without summer time, so plain arithmetic is exact.
 * A day is `YYYY-MM-DD` and a month `YYYY-MM`, both C.E.; an instant is a `Date`. Source: domain.md §6.2, §7.2.
 */

import { BE_OFFSET, beYear } from './be-year.ts';

const DAY_MS = 86_400_000;
const BANGKOK_MS = 7 * 3_600_000;

const MONTH_NAMES = [
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
] as const;

function bangkokIso(instant: Date): string {
  return new Date(instant.getTime() + BANGKOK_MS).toISOString();
}

function dayNumber(day: string): number {
  if (!isDay(day)) throw new RangeError('a day is YYYY-MM-DD and must exist in the calendar');
  return Date.parse(day) / DAY_MS;
}

function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

function monthNumber(month: string): number {
  if (!isMonth(month)) throw new RangeError('a month is YYYY-MM');
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthFrom(number: number): string {
  const year = Math.floor(number / 12);
  return `${String(year).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** How many days a month of a year (C.E.) has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether a text is a month `YYYY-MM` (C.E.). */
export function isMonth(text: string): boolean {
  return /^[0-9]{4}-(?:0[1-9]|1[0-2])$/u.test(text);
}

/** Whether a text is a day `YYYY-MM-DD` (C.E.) that exists in the calendar. */
export function isDay(text: string): boolean {
  if (!/^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/u.test(text)) return false;
  const day = Number(text.slice(8));
  return day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** The day in Bangkok at an instant. */
export function bangkokDay(instant: Date): string {
  return bangkokIso(instant).slice(0, 10);
}

/** The month in Bangkok at an instant. */
export function bangkokMonth(instant: Date): string {
  return bangkokIso(instant).slice(0, 7);
}

/** An instant as Bangkok clocks show it, `2026-06-10T23:59:59+07:00`; milliseconds only when there are any. */
export function formatBangkok(instant: Date): string {
  return `${bangkokIso(instant).replace('.000Z', '').replace('Z', '')}+07:00`;
}

/**
 * The as-of moment of a night: 23:59:59.000 in Bangkok. "Known at" it is what was recorded at or before this instant; what is
 * recorded in the last second after it belongs to the next night, so nothing is counted twice or lost. Source: design of revisions.
 */
export function endOfDay(day: string): Date {
  return new Date(dayNumber(day) * DAY_MS + DAY_MS - BANGKOK_MS - 1000);
}

/** The month of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The first day of a month. */
export function firstDay(month: string): string {
  return `${month}-01`;
}

/** The last day of a month: "ภายในเดือนมีนาคม" runs to it. Source: domain.md §7.2. */
export function lastDay(month: string): string {
  return addDays(firstDay(nextMonth(month)), -1);
}

/** The month after a month. */
export function nextMonth(month: string): string {
  return monthFrom(monthNumber(month) + 1);
}

/** The month before a month. */
export function previousMonth(month: string): string {
  return monthFrom(monthNumber(month) - 1);
}

/** The day `count` days after (before, when negative) a day. */
export function addDays(day: string, count: number): string {
  return dayOf(dayNumber(day) + count);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The later of two days `YYYY-MM-DD`; `known` null is no day yet. */
export function laterDay(known: string | null, day: string): string {
  return known !== null && known > day ? known : day;
}

/** The fiscal year (B.E.) of a day or month: October begins the next one. 2026-05 is 2569, 2026-10 is 2570. Source: domain.md §7.2. */
export function fiscalYear(dayOrMonth: string): number {
  return beYear(dayOrMonth) + (Number(dayOrMonth.slice(5, 7)) >= 10 ? 1 : 0);
}

/** The first day (C.E.) of a fiscal year (B.E.): 2569 begins on 2025-10-01. */
export function firstDayOfFiscalYear(yearBe: number): string {
  return `${yearBe - BE_OFFSET - 1}-10-01`;
}

/** A month as Thai readers write it, `พฤษภาคม 2569` (B.E.). */
export function thaiMonthName(month: string): string {
  const number = monthNumber(month);
  return `${MONTH_NAMES[number % 12] ?? ''} ${beYear(month)}`;
}
