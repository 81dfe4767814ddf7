import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HouseholdKeys } from '#shared/domain/intake/cells/household-key.ts';
import type { FileRow } from '#shared/domain/intake/cells/row.ts';

export type ChunkFile = { index: number; path: string; rows: number };

const FLUSH_CHARS = 64 * 1024;
const ALL_CHARS = 8 * 1024 * 1024;
/** Rows of one person that come with other places and house codes, and go where the first went. */
const BROUGHT_AT_MOST = 100;

type Partition = { path: string; rows: number; text: string };

/**
 * Deals rows out to NDJSON files so that rows of one place, one house code or one person share a file and keep their order in it. A row
 * goes where its person, its house code or its place went before. So a row that is known by its place only meets the house code of that
 * place, and of two people under one citizen ID the first in the file is the first that is loaded. What waits in memory is bounded,
 * however many rows come; of a place, a house code and a person some 50 bytes stay.
 */
export class ChunkFiles {
  readonly #partitions: (Partition | undefined)[];
  readonly #folder: string;
  /** By hash: two places of one hash share a file, which harms nothing. */
  readonly #ofPlace = new Map<number, number>();
  readonly #ofHouse = new Map<number, number>();
  readonly #ofPerson = new Map<number, number>();
  /** Rows that a person has brought. */
  readonly #brought = new Map<number, number>();
  #waiting = 0;

  constructor(folder: string, partitions: number) {
    this.#folder = folder;
    this.#partitions = Array.from({ length: partitions }, () => undefined);
  }

  add(keys: HouseholdKeys, row: FileRow): void {
    const number = this.#partitionFor(keys, row);
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
  finish(): ChunkFile[] {
    this.#flushAll();
    return this.#partitions
      .filter((partition) => partition !== undefined)
      .map(({ path, rows }, index) => ({ index, path, rows }));
  }

  /** Takes the files away again: a refused file leaves nothing. */
  discard(): void {
    for (const partition of this.#partitions) if (partition !== undefined) rmSync(partition.path, { force: true });
  }

  #partitionFor({ place, house, person }: HouseholdKeys, { sheet, row }: FileRow): number {
    const partitions = this.#partitions.length;
    if (partitions === 1) return 0;
    const known = {
      place: place === undefined ? undefined : hash(place),
      // Digits are exact as a number, and less than half as long.
      house: house === undefined ? undefined : Number(house),
      person: person === undefined ? undefined : numberOf(person),
    };
    const own =
      among(this.#ofHouse, known.house) ??
      among(this.#ofPlace, known.place) ??
      hash(place ?? house ?? person ?? `row ${sheet} ${row}`) % partitions;
    const partition = this.#broughtTo(known.person, own) ?? own;
    settle(this.#ofPlace, known.place, partition);
    settle(this.#ofHouse, known.house, partition);
    settle(this.#ofPerson, known.person, partition);
    return partition;
  }

  /** Where the person went before, unless it has brought many rows: one ID on the rows of everybody must not crowd one file. */
  #broughtTo(person: number | undefined, own: number): number | undefined {
    const first = among(this.#ofPerson, person);
    if (person === undefined || first === undefined || first === own) return undefined;
    const brought = (this.#brought.get(person) ?? 0) + 1;
    this.#brought.set(person, brought);
    return brought > BROUGHT_AT_MOST ? undefined : first;
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

function among(partitions: ReadonlyMap<number, number>, key: number | undefined): number | undefined {
  return key === undefined ? undefined : partitions.get(key);
}

function settle(partitions: Map<number, number>, key: number | undefined, partition: number): void {
  if (key !== undefined && !partitions.has(key)) partitions.set(key, partition);
}

/** Thirteen digits as they are; a number of another kind has letters. */
function numberOf(person: string): number {
  const digits = Number(person);
  return Number.isNaN(digits) ? hash(person) : digits;
}

/** FNV-1a, mixed once more: spreads keys evenly, and the same file always gives the same chunks. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
