/** Rebuilds the documents of a province, page by page, and keeps how far it is. */
import { districtsOf } from '#shared/statistics/household-groups.ts';

import type { RebuildProgress, RebuildRun, RebuildStore } from './rebuild-store.ts';
import type { StoredDocuments } from './stored-documents.ts';

/** Households between two saves: as many are done again after a crash, which changes nothing. */
const PAGE = 100;

/** Households that are read side by side. */
const AT_ONCE = 8;

/** Faults that are named; the others are counted. */
const NAMED = 100;

export type RebuildDependencies = {
  documents: StoredDocuments;
  store: Pick<RebuildStore, 'progressOf' | 'save'>;
  /** Whether the caller has no time for another page. */
  isOver?: () => boolean;
  /** Told of each page. */
  onSaved?: (progress: RebuildProgress) => void;
};

/**
 * Goes on with a province from its progress in the run, until it is done or time is over. A household that moves from a district that
 * is still to come into one that was done is not met: the entry that moved it wrote its document in the form of today.
 */
export async function rebuildProvince(
  { id: run, check }: Pick<RebuildRun, 'id' | 'check'>,
  province: string,
  { documents, store, isOver = () => false, onSaved }: RebuildDependencies,
): Promise<RebuildProgress> {
  const nothing = { step: 0, done: false, households: 0, older: 0, left: 0, mended: 0, faults: [] };
  let progress: RebuildProgress = (await store.progressOf(run, province)) ?? { province, ...nothing };
  const districts = districtsOf(province);
  while (!progress.done && !isOver()) {
    const district = progress.after?.district ?? districts[0];
    const page = district === undefined ? [] : await documents.idsIn(district, progress.after?.placeSk, PAGE);
    const next: RebuildProgress = { ...progress, step: progress.step + 1, faults: [...progress.faults] };
    for (let at = 0; at < page.length; at += AT_ONCE)
      await Promise.all(page.slice(at, at + AT_ONCE).map(({ id }) => rebuildOne(id, check, documents, next)));
    const last = page.at(-1);
    const following = district === undefined ? undefined : districts[districts.indexOf(district) + 1];
    if (page.length === PAGE && last && district !== undefined) next.after = { district, placeSk: last.placeSk };
    else if (following === undefined) next.done = true;
    else next.after = { district: following };
    // A district without households is not worth a write.
    if (page.length > 0 || next.done) {
      await store.save(run, next);
      onSaved?.(next);
      progress = next;
    } else progress = { ...next, step: progress.step };
  }
  return progress;
}

async function rebuildOne(
  household: string,
  check: boolean,
  documents: StoredDocuments,
  into: RebuildProgress,
): Promise<void> {
  const rebuilt = await documents.rebuild(household, { check });
  into.households += 1;
  if (rebuilt.outcome === 'same') return;
  into[rebuilt.outcome] += 1;
  if ('fault' in rebuilt && into.faults.length < NAMED)
    into.faults.push({ household, fault: rebuilt.fault, mended: rebuilt.outcome === 'mended' });
}
