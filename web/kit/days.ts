/** Days as Thai readers write them. A day is `YYYY-MM-DD` of Bangkok. */
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';
import { formatThaiDate, readThaiDate } from '#shared/thai/thai-date.ts';

export const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('th-TH-u-ca-buddhist', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 15)),
);

export function today(): string {
  return bangkokDay(new Date());
}

export function dayText(day: string | null | undefined): string {
  return day === null || day === undefined ? '–' : formatThaiDate(day.slice(0, 10));
}

/** A moment of the API in Bangkok: `7 พ.ค. 2569 09:30 น.` */
export function momentText(moment: string): string {
  const at = new Date(moment);
  const time = new Intl.DateTimeFormat('th-TH', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Bangkok',
  }).format(at);
  return `${formatThaiDate(bangkokDay(at))} ${time} น.`;
}

/** How long ago a moment was, in days of Bangkok. */
export function agoText(moment: string): string {
  const days = Math.round((Date.parse(today()) - Date.parse(bangkokDay(new Date(moment)))) / 86_400_000);
  return days <= 0 ? 'วันนี้' : days === 1 ? 'เมื่อวาน' : `${days.toLocaleString('th-TH')} วันก่อน`;
}

/** Days ahead of one, as the buttons of a field of a day offer them. */
export function daysAhead(from: string, ...ahead: readonly number[]): { label: string; day: string }[] {
  return ahead.map((days) => ({ label: `อีก ${days} วัน`, day: addDays(from, days) }));
}

/** The day that three fields say, or what is wrong with it. `last`: no later day is taken. */
export function readDay(
  parts: { day: string; month: string; year: string },
  last: string,
): { day: string } | { fault: string } {
  if (parts.day.trim() === '' || parts.year.trim() === '') return { fault: 'กรอกวันและปี พ.ศ. ให้ครบ' };
  const reading = readThaiDate(`${parts.day.trim()}/${parts.month}/${parts.year.trim()}`, { today: last });
  if (!reading.ok) return { fault: reading.message };
  return reading.date === null ? { fault: 'กรอกวันและเดือนให้ครบ' } : { day: reading.date };
}
