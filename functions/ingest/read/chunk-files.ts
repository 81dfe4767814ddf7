import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRow } from '#shared/domain/files/row.ts';

export type Chunk = { index: number; path: string; rows: number };

const FLUSH_CHARS = 64 * 1024;
const ALL_CHARS = 8 * 1024 * 1024;
/** Rows of one person that come under other keys and go where the first went. */
const BROUGHT_AT_MOST = 100;

type Partition = { path: string; rows: number; text: string };

/**
 * Deals rows out to NDJSON files so that rows with the same key share a file
 * and keep their order in it. A row of a person who came under another key
 * goes where that row went: of two people under one citizen ID the first in
 * the file is then the first that is loaded. What waits in memory is bounded,
 * however many rows come; of a person some 100 bytes stay.
 */
export class ChunkFiles {
  readonly #partitions: (Partition | undefined)[];
  readonly #folder: string;
  readonly #partitionOf = new Map<number | string, { partition: number; brought: number }>();
  #waiting = 0;

  constructor(folder: string, partitions: number) {
    this.#folder = folder;
    this.#partitions = Array.from({ length: partitions }, () => undefined);
  }

  add(key: string, row: FileRow, citizenId?: string): void {
    const number = this.#partitionFor(key, citizenId);
    let partition = this.#partitions[number];
    if (partition === undefined) {
      partition = { path: join(this.#folder, `chunk-${String(number).padStart(5, '0')}.ndjson`), rows: 0, text: '' };
      this.#partitions[number] = partition;
      writeFileSync(partition.path, '');
    }
    const line = `${JSON.stringify(row)}\n`;
    partition.text += line;
    partition.rows++;
    this.#waiting += line.length;
    if (partition.text.length > FLUSH_CHARS) this.#flush(partition);
    if (this.#waiting > ALL_CHARS) this.#flushAll();
  }

  /** Writes what waits. Chunks without rows have no file and no number. */
  finish(): Chunk[] {
    this.#flushAll();
    return this.#partitions
      .filter((partition) => partition !== undefined)
      .map(({ path, rows }, index) => ({ index, path, rows }));
  }

  /** Takes the files away again: a refused file leaves nothing. */
  discard(): void {
    for (const partition of this.#partitions) if (partition !== undefined) rmSync(partition.path, { force: true });
  }

  #partitionFor(key: string, citizenId: string | undefined): number {
    const own = hash(key) % this.#partitions.length;
    if (citizenId === undefined || this.#partitions.length === 1) return own;
    // Thirteen digits are exact as a number, and less than half as long. Numbers of other kinds have letters.
    const digits = Number(citizenId);
    const person = Number.isNaN(digits) ? citizenId : digits;
    const known = this.#partitionOf.get(person);
    if (known === undefined) this.#partitionOf.set(person, { partition: own, brought: 0 });
    if (known === undefined || known.partition === own) return own;
    // One ID on the rows of everybody must not crowd one file.
    known.brought += 1;
    return known.brought > BROUGHT_AT_MOST ? own : known.partition;
  }

  #flush(partition: Partition): void {
    if (partition.text === '') return;
    this.#waiting -= partition.text.length;
    appendFileSync(partition.path, partition.text);
    partition.text = '';
  }

  #flushAll(): void {
    for (const partition of this.#partitions) if (partition !== undefined) this.#flush(partition);
  }
}

/** FNV-1a, mixed once more: spreads keys evenly, and the same file always gives the same chunks. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
