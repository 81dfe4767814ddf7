import { overlaps } from '#shared/thai/area-code.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { Problem } from '#shared/problems.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

/** A list is the concern of every office whose area is inside its scope or holds it. */
export function concerns(scopes: readonly Scope[], { scopeArea }: Pick<TargetList, 'scopeArea'>): boolean {
  return scopes.some((scope) => scope.kind === 'nation' || scope.kind === 'agency' || overlaps(scopeArea, scope.area));
}

/** The list when it concerns one of the scopes; throws `target-list-not-found` else. */
export async function listOfConcern(
  lists: Pick<TargetListStore, 'get'>,
  id: string,
  scopes: readonly Scope[],
): Promise<TargetList> {
  const list = await lists.get(id);
  if (!list || !concerns(scopes, list)) throw new Problem('target-list-not-found');
  return list;
}

/** Throws `target-list-not-found` for the first id that no list has: a filter by a mistyped list would look like an empty one. */
export async function refuseUnknownLists(lists: Pick<TargetListStore, 'get'>, ids: readonly string[]): Promise<void> {
  await knownLists(lists, ids);
}

/** The lists of some ids. Throws `target-list-not-found` for the first id that no list has. */
export async function knownLists(lists: Pick<TargetListStore, 'get'>, ids: readonly string[]): Promise<TargetList[]> {
  const known: TargetList[] = [];
  for (const id of ids) {
    const list = await lists.get(id);
    if (!list) throw new Problem('target-list-not-found', { list: id });
    known.push(list);
  }
  return known;
}
