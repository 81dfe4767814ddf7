/** Figures as text of a page. */
import { percentOf } from '#shared/domain/statistics/percent.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';

import type { Language } from './words.ts';

const NUMBERS = new Intl.NumberFormat('en-US');
const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Bangkok' });

/** Percent of two shown counts; undefined when one is hidden or there is nothing to compare with. */
export function shareOf(count: number | null, whole: number | null): number | undefined {
  return count === null || whole === null ? undefined : (percentOf(count, whole) ?? undefined);
}

/** A count of households with separators; of a hidden one what is written in its place. */
export function countText(count: number | null, hidden: string): string {
  return count === null ? hidden : NUMBERS.format(count);
}

export function percentText(percent: number | undefined): string {
  return percent === undefined ? '–' : `${percent.toFixed(1)}%`;
}

/** A day as people write it: of the Buddhist era in Thai. `day` is YYYY-MM-DD. */
export function dayText(day: string, language: Language): string {
  return language === 'th' ? formatThaiDate(day) : ENGLISH_DAY.format(new Date(`${day}T12:00:00+07:00`));
}
