import { refuseUnknownLists } from '#functions/api/target-lists/list-in-scope.ts';
import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import { refuseFutureMonth } from '#shared/domain/statistics/refuse-future-month.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

/** What figures are asked for. `lists` null: all lists of the area; `revision` undefined: the newest. */
export type Selection = { month: string; area: string; lists: string[] | null; revision: number | undefined };

/**
 * The selection of a query whose area is in the scope, whose month has begun, and whose lists exist. Throws `outside-scope`,
 * `invalid-input`, also for some lists of the nation, `target-list-not-found`.
 */
export async function selectionOf(
  lists: Pick<TargetListStore, 'get'>,
  query: { month: string; area: string; list?: string[] | undefined; revision?: number | undefined },
  scopes: readonly Scope[],
  now: Date,
): Promise<Selection> {
  if (!coversArea(scopes, query.area)) throw new Problem('outside-scope');
  if (query.area === NATION && query.list !== undefined)
    throw wrongInput('/list', 'ตัวเลขของทั้งประเทศมีเฉพาะทุกบัญชีรวมกัน', 'nation-of-all-lists');
  return { area: query.area, ...(await chosenOf(lists, query, now)) };
}

/** What a query chooses beside the area. Throws `invalid-input` for a month to come, `target-list-not-found`. */
export async function chosenOf(
  lists: Pick<TargetListStore, 'get'>,
  { month, list, revision }: Pick<Parameters<typeof selectionOf>[1], 'month' | 'list' | 'revision'>,
  now: Date,
): Promise<Omit<Selection, 'area'>> {
  refuseFutureMonth(month, now);
  await refuseUnknownLists(lists, list ?? []);
  return { month, lists: list ?? null, revision };
}
