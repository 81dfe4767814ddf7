import type { Duplicate } from '#shared/domain/duplicates/duplicate.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { createMemoryShelfStore } from '#shared/shelf/memory-shelf-store.ts';
import type { Claim } from '#shared/idempotency/claim.ts';
import type { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import type { Shelf } from '#shared/shelf/shelf-store.ts';

import { dueMovedByDuplicate, type DuplicateStep, type DuplicateStore } from './duplicate-store.ts';

/** Candidates in memory: one for the inbox and for the store of households, whose merges decide them. */
export class MemoryDuplicates implements DuplicateStore {
  readonly #shelves;
  readonly #due: MemoryDue;

  constructor(keys?: MemoryClaims, due = new MemoryDue()) {
    this.#shelves = createMemoryShelfStore<Duplicate>(keys ? { keys } : {});
    this.#due = due;
  }

  async create(duplicate: Duplicate, claim?: Claim): Promise<void> {
    await this.#shelves.create(duplicate, claim);
    this.#due.move(dueMovedByDuplicate(undefined, duplicate));
  }

  async get(id: string): Promise<Duplicate | undefined> {
    return await this.#shelves.get(id);
  }

  async update(before: Duplicate, after: Duplicate): Promise<boolean> {
    if (!(await this.#shelves.update(before, after))) return false;
    this.#due.move(dueMovedByDuplicate(before, after));
    return true;
  }

  async list(shelf: Shelf, before: string | undefined, limit: number) {
    return await this.#shelves.list(shelf, before, limit);
  }

  async standsAt({ before }: DuplicateStep): Promise<boolean> {
    return (await this.get(before.id))?.version === before.version;
  }
}
