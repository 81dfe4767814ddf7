const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const DAY_SECONDS = 86_400;
/** What the fifteen digits of a serial number can miss of a second. */
const NOISE = 0.0001;

/**
 * The day an Excel serial number shows, as YYYY-MM-DD. The time of day is
 * dropped. Serials 1–60 count with Excel's invented 29 Feb 1900 (60 itself reads
 * as 28 February). undefined when it is no day: no number, below 1, or after the year 9999.
 */
export function excelDay(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial)) return undefined;
  let day = Math.floor(serial + NOISE / DAY_SECONDS);
  if (from1904) {
    if (day < 0) return undefined;
  } else {
    if (day < 1) return undefined;
    if (day < 60) day++;
  }
  const time = (from1904 ? EPOCH_1904 : EPOCH_1900) + day * DAY_MS;
  if (time > Date.UTC(9999, 11, 31)) return undefined;
  return new Date(time).toISOString().slice(0, 10);
}

/** Seconds. */
const BANGKOK_MIDNIGHT_UTC = 17 * 3600;
const LAST_MINUTE = 23 * 3600 + 59 * 60;

/**
 * The time of day of a serial number, `T17:00:00` or `T23:59:56`, where programs mean the midnight that follows: Bangkok's in UTC, or one
 * that they rounded down. '' for every other time.
 */
export function nearMidnight(serial: number): string {
  const fraction = serial - Math.floor(serial);
  if (fraction < 0.7) return '';
  const seconds = fraction * DAY_SECONDS;
  if (seconds >= DAY_SECONDS - NOISE) return '';
  if (Math.abs(seconds - BANGKOK_MIDNIGHT_UTC) > 1 && seconds < LAST_MINUTE) return '';
  return new Date(Math.round(seconds) * 1000).toISOString().slice(10, 19);
}

/** The serial number of a day YYYY-MM-DD in the 1900 system, or undefined before March 1900. */
export function excelSerial(day: string): number | undefined {
  const serial = Math.round((Date.parse(`${day}T00:00:00Z`) - EPOCH_1900) / DAY_MS);
  return serial > 60 ? serial : undefined;
}
