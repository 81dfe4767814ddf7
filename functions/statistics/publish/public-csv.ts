import { PUBLIC_COUNTS } from '#shared/domain/publication/public-counts.ts';
import type { PublicProgress } from '#shared/domain/publication/public-progress.ts';
import { findArea } from '#shared/reference/areas.ts';

/**
 * The figures of a page as CSV: UTF-8 with BOM, CRLF, a row an area with the total last. A hidden count is empty, and `hidden` names the
 * hidden ones, so that nobody takes them for 0.
 */
export function publicCsv({ month, asOfDay, rows, total }: PublicProgress): string {
  const lines = [...rows, total].map(({ area, counts }) => {
    const known = findArea(area);
    const hidden = PUBLIC_COUNTS.filter((count) => counts[count] === null);
    return [
      month,
      asOfDay,
      area,
      known?.nameTh ?? '',
      known?.nameEn ?? '',
      ...PUBLIC_COUNTS.map((count) => counts[count] ?? ''),
      hidden.join(' '),
    ];
  });
  const head = ['month', 'as_of_day', 'area', 'name_th', 'name_en', ...PUBLIC_COUNTS, 'hidden'];
  return `\uFEFF${[head, ...lines].map((line) => `${line.join(',')}\r\n`).join('')}`;
}
