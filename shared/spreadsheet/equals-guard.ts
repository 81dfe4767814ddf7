import { withoutGuard } from './formula-start.ts';

/**
 * The text inside `="0123"`: programs write a cell as a formula of its text so that a spreadsheet keeps its digits. The text behind an
 * apostrophe that keeps it from being a formula. Anything else comes back as it is.
 */
export function unguarded(cell: string): string {
  if (cell.startsWith("'")) return withoutGuard(cell);
  if (cell.length < 3 || !cell.startsWith('="') || !cell.endsWith('"')) return cell;
  const inside = cell.slice(2, -1);
  if (!inside.includes('"')) return inside;
  // A quote inside is doubled; a single one ends the text before the cell does.
  return inside.replaceAll('""', '').includes('"') ? cell : inside.replaceAll('""', '"');
}
