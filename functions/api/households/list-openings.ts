import type { Household } from '#shared/domain/household/household.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

/** Days on which target lists opened, by id. A list that is not published and names no day has none: every day counts for it. */
export async function listOpenings(
  lists: Pick<TargetListStore, 'get'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all([...new Set(ids)].map(async (id) => await lists.get(id)));
  return new Map(
    found.flatMap((list): [string, string][] => {
      const openedOn = list && openingOf(list);
      return list && openedOn !== undefined ? [[list.id, openedOn]] : [];
    }),
  );
}

/** The same for the lists that a household is on. */
export async function openingsFor(
  lists: Pick<TargetListStore, 'get'>,
  { targets }: Pick<Household, 'targets'>,
): Promise<ReadonlyMap<string, string>> {
  return await listOpenings(
    lists,
    targets.map(({ list }) => list),
  );
}

export function openingOf({ openedOn, publishedAt }: TargetList): string | undefined {
  return openedOn ?? (publishedAt === undefined ? undefined : bangkokDay(new Date(publishedAt)));
}
