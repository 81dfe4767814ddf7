/** Port of the store of households that may be one. Nothing of it is ever taken away. */
import { dueOfDuplicate } from '#shared/domain/due/kinds-of-answers.ts';
import type { Duplicate } from '#shared/domain/duplicates/duplicate.ts';
import { moved, type MovedDue } from '#shared/due/moved.ts';
import type { ShelfStore } from '#shared/shelf/shelf-store.ts';

export type DuplicateStore = ShelfStore<Duplicate>;

/** The step of a candidate that a merge or its undo takes, in the transaction of the households. */
export type DuplicateStep = { before: Duplicate; after: Duplicate };

/** Keeps a candidate as it is after a step; `before` undefined: it is new. False when somebody else was faster: the pair is kept as they left it. */
export async function keepDuplicate(
  store: Pick<DuplicateStore, 'get' | 'create' | 'update'>,
  { before, after }: { before: Duplicate | undefined; after: Duplicate },
): Promise<boolean> {
  if (before) return await store.update(before, after);
  try {
    await store.create(after);
    return true;
  } catch (failure) {
    if (await store.get(after.id)) return false;
    throw failure;
  }
}

/** The rows of the queue that a candidate moves: it waits from the day it is found until it is decided. */
export function dueMovedByDuplicate(before: Duplicate | undefined, after: Duplicate): MovedDue {
  return moved(before ? dueOfDuplicate(before) : [], dueOfDuplicate(after));
}
