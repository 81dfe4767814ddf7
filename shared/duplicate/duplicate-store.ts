/** Port of the store of households that may be one. Nothing of it is ever taken away. */
import { dueOfDuplicate } from '#shared/domain/due/kinds-of-answers.ts';
import type { Duplicate } from '#shared/domain/duplicates/duplicate.ts';
import { moved, type MovedDue } from '#shared/due/moved.ts';
import type { ShelfStore } from '#shared/shelf/shelf-store.ts';

export type DuplicateStore = ShelfStore<Duplicate>;

/** The step of a candidate that a merge or its undo takes, in the transaction of the households. */
export type DuplicateStep = { before: Duplicate; after: Duplicate };

/** The rows of the queue that a candidate moves: it waits from the day it is found until it is decided. */
export function dueMovedByDuplicate(before: Duplicate | undefined, after: Duplicate): MovedDue {
  return moved(before ? dueOfDuplicate(before) : [], dueOfDuplicate(after));
}
