import { FileRefused } from './file-refusal.ts';
import type { TableRow } from './table.ts';

/**
 * Counts the text of all cells of a workbook: thousands of cells may point to
 * one long text of the shared table, so a small file can stand for terabytes.
 * A sheet that is read again counts once.
 */
export class TextBudget {
  readonly #limit: number;
  /** Characters by part, as far as it was read. */
  readonly #read = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Begins to read a part. `count` takes its rows as they come and throws FileRefused beyond the limit. */
  begin(part: string): { count: (rows: readonly TableRow[]) => void } {
    const before = this.#read.get(part) ?? 0;
    let others = -before;
    for (const chars of this.#read.values()) others += chars;
    let own = 0;
    return {
      count: (rows) => {
        for (const { cells } of rows) for (const cell of cells) own += cell.length;
        this.#read.set(part, Math.max(before, own));
        if (others + own > this.#limit)
          throw new FileRefused('file-too-large', `The cells hold more than ${this.#limit} characters.`);
      },
    };
  }
}
