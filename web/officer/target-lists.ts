import { queryOptions } from '@tanstack/react-query';
import type { listTargetLists } from '#shared/contracts/target-lists.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ask } from './calls.ts';

export type TargetList = ReplyOf<typeof listTargetLists>['items'][number];

/** The target lists of the account's area. */
export function targetListsQuery() {
  return queryOptions({
    queryKey: ['target-lists'],
    queryFn: async () => await ask<typeof listTargetLists>('GET', '/v1/target-lists'),
  });
}
