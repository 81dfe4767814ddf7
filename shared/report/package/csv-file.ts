import { cellText } from './package-tables.ts';
import type { PackageTable } from './package-tables.ts';

/**
 * A table as CSV for Excel and for machines: UTF-8 with BOM, CRLF, '-' for null. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it; numbers are plain, and a lone '-' is no formula.
 */
export function csvFile(table: PackageTable): Uint8Array {
  const lines = [
    table.columns.map(({ header }) => field(header)),
    ...table.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : field(cellText(cell))))),
  ];
  return new TextEncoder().encode(`\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`);
}

function field(text: string): string {
  const safe = text !== '-' && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
