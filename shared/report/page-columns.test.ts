import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLUMNS, REPORTING_STATUS } from '#shared/domain/statistics/report-a/columns.ts';
import { pageColumns } from './page-columns.ts';

const WEB = new URL('../../web/', import.meta.url);

describe('the columns of the page', () => {
  it('are the generated ones: `npm run columns` renews them', () => {
    expect(readFileSync(new URL('report-a-columns.js', WEB), 'utf8')).toBe(pageColumns());
  });

  it('have their labels from the list alone', () => {
    const page = readFileSync(new URL('statistics.js', WEB), 'utf8');
    const labels = COLUMNS.flatMap((column) => Object.values(column.page).flat());
    expect(labels.length).toBeGreaterThan(COLUMNS.length);
    expect(labels.filter((label) => page.includes(`'${label}'`))).toEqual([]);
  });

  it('have the word for a silent agency from there too, the word of the package', () => {
    const page = readFileSync(new URL('statistics.js', WEB), 'utf8');
    expect(pageColumns()).toContain(`export const SILENT = '${REPORTING_STATUS.silent}';`);
    expect(page.match(/SILENT/gu)!.length).toBeGreaterThan(3);
    expect(page).not.toMatch(/ไม่รายงาน|ไม่มีความเคลื่อนไหว/u);
  });
});
