/**
 * Finds the households of a province that may be one (casework I), and moves the candidates of its inbox by what it finds. A search reads
 * all households of the province and keeps of each only what is compared. It may be killed anywhere and begun again, also beside another: a
 * pair is one candidate whoever finds it, and one that stands as it was found is not written.
 */
import { duplicateCandidates, type Compared, type DuplicateCandidate } from '#shared/domain/duplicates/candidates.ts';
import {
  compared,
  placesOfPair,
  whenFound,
  whenLost,
  type Duplicate,
  type PlacedPair,
} from '#shared/domain/duplicates/duplicate.ts';
import { areasConcerned } from '#shared/domain/household/household.ts';
import { duplicateId } from '#shared/duplicate/duplicate-id.ts';
import { keepDuplicate, type DuplicateStore } from '#shared/duplicate/duplicate-store.ts';
import type { HouseholdStore, HouseholdSummary } from '#shared/household/household-store.ts';
import { districtsOf } from '#shared/statistics/household-groups.ts';

export type FindDependencies = {
  households: Pick<HouseholdStore, 'listArea' | 'getMany'>;
  duplicates: DuplicateStore;
  now: () => Date;
  /** Whether the caller has no time for another candidate. */
  isOver?: () => boolean;
};

/** `written`: candidates that are new or moved. Not `done`: it ran out of time, and the next search of the province goes on. */
export type Searched = { done: boolean; households: number; found: number; written: number };

/** Households of the index that are read together. */
const AT_ONCE = 500;
/** Candidates that are written side by side. */
const WRITTEN_AT_ONCE = 8;
const SHELF_PAGE = 200;

export async function findDuplicates(
  { province }: { province: string },
  { households, duplicates, now, isOver = () => false }: FindDependencies,
): Promise<Searched> {
  const at = now().toISOString();
  const { all, areas } = await readProvince(households, province);
  const found = duplicateCandidates(all);
  const known = await candidatesOf(duplicates, province);
  const places = new Map(all.map(({ id, areaCode }) => [id, areaCode]));
  const placedPair = ([one, other]: DuplicateCandidate['households']): PlacedPair => ({
    places: [places.get(one) ?? '', places.get(other) ?? ''],
    areas: [...new Set([one, other].flatMap((id) => areas.get(id) ?? []))].toSorted(),
  });
  const steps: { before: Duplicate | undefined; after: Duplicate }[] = [];
  const met = new Set<string>();
  for (const pair of found) {
    const id = duplicateId(...pair.households);
    met.add(id);
    // Before one of the two came here, the pair was in the inbox of another province alone.
    const before = known.get(id) ?? (await duplicates.get(id));
    const after = whenFound(before, { ...pair, ...placedPair(pair.households) }, { id, at });
    if (after) steps.push({ before, after });
  }
  for (const before of [...known.values()].filter(({ id, state }) => state === 'OPEN' && !met.has(id))) {
    const after = await judgedAlone(households, before, at);
    if (after) steps.push({ before, after });
  }
  let written = 0;
  for (let from = 0; from < steps.length; from += WRITTEN_AT_ONCE) {
    if (isOver()) return { done: false, households: all.length, found: found.length, written };
    const some = steps.slice(from, from + WRITTEN_AT_ONCE);
    const put = await Promise.all(some.map(async (step) => await keepDuplicate(duplicates, step)));
    written += put.filter(Boolean).length;
  }
  return { done: true, households: all.length, found: found.length, written };
}

async function readProvince(
  households: FindDependencies['households'],
  province: string,
): Promise<{ all: Compared[]; areas: Map<string, string[]> }> {
  const all = new Map<string, Compared>();
  const areas = new Map<string, string[]>();
  for (const district of districtsOf(province)) {
    let after: HouseholdSummary | undefined;
    do {
      const summaries = await households.listArea(district, after, AT_ONCE);
      const documents = await households.getMany(summaries.map(({ id }) => id));
      for (const household of documents.values()) {
        const one = compared(household);
        // The index may be behind: who has left the province meanwhile is compared where it lives.
        if (!one || !one.areaCode.startsWith(province)) continue;
        all.set(one.id, one);
        areas.set(one.id, areasConcerned(household));
      }
      after = summaries.length < AT_ONCE ? undefined : summaries.at(-1);
    } while (after);
  }
  return { all: [...all.values()], areas };
}

async function candidatesOf(duplicates: DuplicateStore, province: string): Promise<Map<string, Duplicate>> {
  const known = new Map<string, Duplicate>();
  let before: string | undefined;
  do {
    const page = await duplicates.list(`province#${province}`, before, SHELF_PAGE);
    for (const { document } of page) known.set(document.id, document);
    before = page.length < SHELF_PAGE ? undefined : page.at(-1)?.key;
  } while (before !== undefined);
  return known;
}

/** A candidate that the search did not find: of two provinces, or not alike any more, or one that the index did not show. */
async function judgedAlone(
  households: FindDependencies['households'],
  before: Duplicate,
  at: string,
): Promise<Duplicate | undefined> {
  const documents = await households.getMany(before.households);
  const pair = before.households.map((id) => documents.get(id)).filter((one) => one !== undefined);
  const [one, other] = pair;
  const [found] = duplicateCandidates(pair.flatMap((household) => compared(household) ?? []));
  if (!found || !one || !other) return whenLost(before);
  return whenFound(before, { ...found, ...placesOfPair([one, other]) }, { id: before.id, at });
}
