/** Lines of cells as CSV with line ends of Windows; cells are quoted where they must be. */
export function csvText(lines: readonly (readonly string[])[], delimiter: ',' | ';' | '\t'): string {
  const quoted = (cell: string): string =>
    cell.includes(delimiter) || /["\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return lines.map((cells) => `${cells.map(quoted).join(delimiter)}\r\n`).join('');
}
