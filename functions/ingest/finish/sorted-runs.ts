import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const BLOCK_BYTES = 16 * 1024;
const NEW_LINE = 10;

type Run = { from: number; to: number };

/**
 * Sorts more than memory holds: runs are sorted one by one and written to a file, then merged. Memory is that of the largest run, and
 * of one block for each run. Items are kept as lines of JSON.
 */
export class SortedRuns<Item> implements Disposable {
  readonly #order: (a: Item, b: Item) => number;
  readonly #file: number;
  readonly #runs: Run[] = [];
  #bytes = 0;

  constructor(path: string, order: (a: Item, b: Item) => number) {
    this.#order = order;
    this.#file = openSync(path, 'w+');
  }

  add(items: readonly Item[]): void {
    if (items.length === 0) return;
    const text = items.toSorted(this.#order).map((item) => `${JSON.stringify(item)}\n`);
    const from = this.#bytes;
    this.#bytes += writeAll(this.#file, Buffer.from(text.join('')), from);
    this.#runs.push({ from, to: this.#bytes });
  }

  /** All items in order, each with its line. Of items that the order holds equal, those of the earlier run come first. */
  *merged(): Generator<{ item: Item; line: string }> {
    // The run whose next item comes first is on top: each node comes before the two below it.
    const heap: RunReader<Item>[] = [];
    const before = (a: RunReader<Item>, b: RunReader<Item>): boolean => {
      const order = this.#order(a.item, b.item);
      return order < 0 || (order === 0 && a.number < b.number);
    };
    for (const [number, run] of this.#runs.entries()) {
      heap.push(new RunReader(this.#file, run, number));
      siftUp(heap, before);
    }
    for (let first = heap[0]; first; first = heap[0]) {
      yield { item: first.item, line: first.line };
      if (!first.advance()) {
        const last = heap.pop();
        if (last && last !== first) heap[0] = last;
      }
      siftDown(heap, before);
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

function writeAll(file: number, bytes: Buffer, from: number): number {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, from + written);
  return written;
}

/** Reads the lines of one run, block by block. */
class RunReader<Item> {
  item: Item;
  line: string;
  readonly number: number;
  readonly #file: number;
  readonly #to: number;
  #at: number;
  #left: Buffer = Buffer.alloc(0);

  constructor(file: number, { from, to }: Run, number: number) {
    this.#file = file;
    this.#at = from;
    this.#to = to;
    this.number = number;
    this.line = this.#nextLine() ?? '';
    this.item = JSON.parse(this.line);
  }

  /** Goes on to the next line; false when there is none. */
  advance(): boolean {
    const line = this.#nextLine();
    if (line === undefined) return false;
    this.line = line;
    this.item = JSON.parse(line);
    return true;
  }

  #nextLine(): string | undefined {
    for (;;) {
      const end = this.#left.indexOf(NEW_LINE);
      if (end !== -1) {
        const line = this.#left.toString('utf8', 0, end);
        this.#left = this.#left.subarray(end + 1);
        return line;
      }
      const block = Buffer.alloc(Math.min(BLOCK_BYTES, this.#to - this.#at));
      if (block.length === 0) return undefined;
      const read = readSync(this.#file, block, 0, block.length, this.#at);
      if (read === 0) throw new Error('A run ends before its last line');
      this.#at += read;
      this.#left = Buffer.concat([this.#left, block.subarray(0, read)]);
    }
  }
}

type Before<Node> = (a: Node, b: Node) => boolean;

function siftUp<Node>(heap: Node[], before: Before<Node>): void {
  for (let at = heap.length - 1; at > 0;) {
    const above = (at - 1) >> 1;
    if (!swapUnlessInOrder(heap, above, at, before)) return;
    at = above;
  }
}

function siftDown<Node>(heap: Node[], before: Before<Node>): void {
  for (let at = 0; ;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (left === undefined) return;
    const below = 2 * at + (right !== undefined && before(right, left) ? 2 : 1);
    if (!swapUnlessInOrder(heap, at, below, before)) return;
    at = below;
  }
}

/** Whether the two changed places, because the lower one comes first. */
function swapUnlessInOrder<Node>(heap: Node[], above: number, below: number, before: Before<Node>): boolean {
  const [upper, lower] = [heap[above], heap[below]];
  if (upper === undefined || lower === undefined || !before(lower, upper)) return false;
  heap[above] = lower;
  heap[below] = upper;
  return true;
}
