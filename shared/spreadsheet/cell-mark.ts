/** How a cell is coloured. */
export type CellMark = 'none' | 'error' | 'warning' | 'heading';

/** Colours of marks. By these a workbook that comes back is cleared of earlier marks. */
export const MARK_COLOURS = { error: 'FFFFC7CE', warning: 'FFFFEB9C', heading: 'FFD9D9D9' } as const;

/** Fills 0 and 1 of every workbook: none, and one that Excel keeps for itself. */
export const FIRST_FILLS = ['none', 'gray125'] as const;

/** The fill of a mark; `prefix` is that of the elements of its part. */
export function markFill(mark: keyof typeof MARK_COLOURS, prefix = ''): string {
  const p = prefix;
  const colours = `<${p}fgColor rgb="${MARK_COLOURS[mark]}"/><${p}bgColor indexed="64"/>`;
  return `<${p}fill><${p}patternFill patternType="solid">${colours}</${p}patternFill></${p}fill>`;
}
