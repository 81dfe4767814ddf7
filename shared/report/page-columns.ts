import { COLUMNS, LOOKS, REPORTING_STATUS } from '#shared/domain/statistics/report-a/columns.ts';
import type { Column } from '#shared/domain/statistics/report-a/columns.ts';

/**
 * The module `web/report-a-columns.js`: the looks of the page, each with its columns in their order, from the one list of columns. The page is
 * served as files, so that it gets its labels as one.
 */
export function pageColumns(): string {
  const columns: readonly Column[] = COLUMNS;
  const looks = (Object.keys(LOOKS) as (keyof typeof LOOKS)[]).map((key) => ({
    key,
    name: LOOKS[key],
    columns: columns.flatMap((column) => {
      const label = column.page[key];
      return label === undefined ? [] : [{ key: column.key, format: column.format, ...labelOf(label) }];
    }),
  }));
  // Break opportunities inside a label are characters that an editor does not show.
  const json = JSON.stringify(looks, null, 2)
    .replaceAll('\u200b', String.raw`\u200b`)
    .replaceAll('\u2060', String.raw`\u2060`);
  return `// @ts-check
// Written by \`npm run columns\` from shared/domain/statistics/report-a/columns.ts.

/** @typedef {{ key: string, format: 'count' | 'baht' | 'percent' | 'days', group?: string, name: string }} Column */

/** What an agency is called that is on the order and silent. */
export const SILENT = '${REPORTING_STATUS.silent}';

/** @type {readonly { key: string, name: string, columns: readonly Column[] }[]} */
export const LOOKS = ${json};
`;
}

function labelOf(label: string | readonly [string, string]): { group?: string; name: string } {
  return typeof label === 'string' ? { name: label } : { group: label[0], name: label[1] };
}
