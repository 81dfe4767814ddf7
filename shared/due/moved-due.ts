/** The rows of the queue that a change of a household takes away and puts. */
import { DUE_OF_HOUSEHOLD, dueItems } from '#shared/domain/due/due-items.ts';
import { listsAsked, NO_LISTS, type KnownLists } from '#shared/domain/due/known.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { isUrbanPseudoSubdistrict } from '#shared/thai/area-code.ts';
import type { Key } from '#shared/dynamo/attributes.ts';

import { urbanKey } from './due-rows.ts';
import { moved, type MovedDue } from './moved.ts';

type Change = { before: Household | undefined; after: Household };

/** Ids of the lists whose terms `movedDue` needs for these changes. */
export function listsOfChanges(changes: readonly Change[]): string[] {
  return changes.flatMap(({ before, after }) => [...(before ? listsAsked(before) : []), ...listsAsked(after)]);
}

/** `held`: keys of the rows that are stored; undefined when they are those that the rule makes of `before`. */
export function movedDue({ before, after }: Change, lists: KnownLists, held?: readonly Key[]): MovedDue {
  return moved(before ? dueItems(before, lists) : [], dueItems(after, lists), held);
}

/** Rows that lists decide on: CONTACT and FOLLOW_UP, each taken away and put anew. */
const ROWS_BY_LISTS = 4;

/** Rows that a change moves at the most, whatever the terms of its lists: a transaction has room for them. */
export function mostDueMoved(change: Change, held?: readonly Key[]): number {
  const { puts, deletes } = movedDue(change, NO_LISTS, held);
  const urban = new Set(puts.flatMap((item) => urbanKey(item)?.sk ?? [])).size;
  // A row that lists decide on may be the first of an urban community.
  const byLists =
    listsOfChanges([change]).length > 0 ? ROWS_BY_LISTS + (isUrbanPseudoSubdistrict(change.after.areaCode) ? 1 : 0) : 0;
  return Math.min(puts.length + deletes.length + urban + byLists, 2 * DUE_OF_HOUSEHOLD + 2);
}
