/**
 * Which of some moments follow a recording, without keeping the recordings: of every recording the first moment at or after it is marked,
 * and that moment represents it. For any of the moments "was something recorded since the one before" then has the same answer.
 */
export class MomentMarks {
  readonly #moments: readonly string[];
  readonly #marked: Uint8Array;

  constructor(moments: Iterable<Date>) {
    this.#moments = [...new Set(Array.from(moments, (moment) => moment.toISOString()))].toSorted();
    this.#marked = new Uint8Array(this.#moments.length);
  }

  /** `recordedAt` ISO UTC. After the last moment nothing is marked. */
  mark(recordedAt: string): void {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#moments[middle] ?? '') < recordedAt) low = middle + 1;
      else high = middle;
    }
    if (low < this.#moments.length) this.#marked[low] = 1;
  }

  marked(): string[] {
    return this.#moments.filter((_, index) => this.#marked[index] === 1);
  }
}
