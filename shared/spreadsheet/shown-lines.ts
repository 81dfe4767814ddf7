/** Marks above and below letters take no room of their own. */
const ABOVE_AND_BELOW = /\p{Mn}/gu;

/** Lines that a wrapped text takes in a column of so many characters, at least one. */
export function shownLines(text: string, width: number): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.replaceAll(ABOVE_AND_BELOW, '').length / width)), 0);
}
