import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRow } from '#shared/domain/files/row.ts';

export type Chunk = { index: number; path: string; rows: number };

const FLUSH_CHARS = 64 * 1024;
const ALL_CHARS = 8 * 1024 * 1024;

type Partition = { path: string; rows: number; text: string };

/**
 * Deals rows out to NDJSON files so that rows with the same key share a file
 * and keep their order in it. What waits in memory is bounded, however many
 * rows come.
 */
export class ChunkFiles {
  readonly #partitions: (Partition | undefined)[];
  readonly #folder: string;
  #waiting = 0;

  constructor(folder: string, partitions: number) {
    this.#folder = folder;
    this.#partitions = Array.from({ length: partitions }, () => undefined);
  }

  add(key: string, row: FileRow): void {
    const number = hash(key) % this.#partitions.length;
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
