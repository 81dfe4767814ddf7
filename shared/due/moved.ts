/** The rows of the queue that any change takes away and puts. It knows no rule: those of uploads are moved by functions that know no household. */
import { isDeepStrictEqual } from 'node:util';

import type { DueItem } from '#shared/domain/due/due-item.ts';
import type { Key } from '#shared/dynamo/attributes.ts';

import { dueKey } from './due-rows.ts';

/** `keys`: of all rows after the change. */
export type MovedDue = { puts: DueItem[]; deletes: Key[]; keys: Key[] };

/** The rows of a thing before and after a change. `held`: keys of the rows that are stored; undefined when they are those of `before`. */
export function moved(before: readonly DueItem[], after: readonly DueItem[], held?: readonly Key[]): MovedDue {
  const standing = new Set((held ?? before.map(dueKey)).map(textOfKey));
  const known = new Map(before.map((item) => [textOfKey(dueKey(item)), item]));
  const keys = after.map(dueKey);
  const wanted = new Set(keys.map(textOfKey));
  return {
    puts: after.filter((item) => {
      const key = textOfKey(dueKey(item));
      return !standing.has(key) || !isDeepStrictEqual(known.get(key), item);
    }),
    deletes: (held ?? before.map(dueKey)).filter((key) => !wanted.has(textOfKey(key))),
    keys,
  };
}

function textOfKey({ pk, sk }: Key): string {
  return `${pk} ${sk}`;
}
