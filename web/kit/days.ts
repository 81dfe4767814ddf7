/** Days as Thai readers write them. A day is `YYYY-MM-DD` of Bangkok. */
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';

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
