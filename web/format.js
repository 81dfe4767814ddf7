// @ts-check

const MONTHS = [
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
];
const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Shown for what is not known or cannot be computed; 0 is a figure. */
export const NOTHING = '–';

/** @param {number | null | undefined} value @param {'count' | 'baht' | 'percent' | 'days'} kind */
export function figure(value, kind) {
  if (value === null || value === undefined) return NOTHING;
  switch (kind) {
    case 'count':
      return counts.format(value);
    case 'days':
      return String(value);
    case 'baht':
    case 'percent':
      return twoDecimals.format(value);
  }
}

/** `2026-05` as พฤษภาคม 2569. @param {string} month */
export function thaiMonth(month) {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${Number(month.slice(0, 4)) + 543}`;
}

/** A moment with the offset of Bangkok as 10 มิถุนายน 2569 23:59 น. @param {string} moment */
export function thaiMoment(moment) {
  const bangkok = new Date(Date.parse(moment) + 7 * 3600 * 1000).toISOString();
  return `${Number(bangkok.slice(8, 10))} ${thaiMonth(bangkok)} ${bangkok.slice(11, 16)} น.`;
}

/** This month in Bangkok and those before it, newest first, `YYYY-MM`. @param {number} count */
export function lastMonths(count) {
  const now = new Date(Date.now() + 7 * 3600 * 1000);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

/** @param {number} bytes */
export function fileSize(bytes) {
  return bytes < 1024
    ? `${bytes} ไบต์`
    : bytes < 1024 ** 2
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
