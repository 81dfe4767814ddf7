import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import { Problem } from '#shared/problems.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

/** What figures are asked for. `lists` null: all lists of the area; `revision` undefined: the newest. */
export type Selection = { month: string; area: string; lists: string[] | null; revision: number | undefined };

/** The selection of a query whose area is in the scope and whose lists exist. Throws `outside-scope`, `target-list-not-found`. */
export async function selectionOf(
  lists: Pick<TargetListStore, 'get'>,
  query: { month: string; area: string; list?: string[] | undefined; revision?: number | undefined },
  scopes: readonly Scope[],
): Promise<Selection> {
  const { month, area, list, revision } = query;
  if (!coversArea(scopes, area)) throw new Problem('outside-scope');
  for (const id of list ?? []) {
    if (!(await lists.get(id))) throw new Problem('target-list-not-found', { list: id });
  }
  return { month, area, lists: list ?? null, revision };
}
