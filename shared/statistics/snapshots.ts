/** The internal snapshot of an area's figures of a month: written when a revision is new, read by what makes figures public. */
import { figuresSnapshot, type FiguresSnapshot } from '#shared/contracts/figures-snapshot.ts';

import { NATION } from '#shared/domain/statistics/nation.ts';

import { progressKey, selectionKey } from './selection.ts';
import { SNAPSHOTS } from './statistics-keys.ts';
import type { SelectionKey, StatisticsStore } from './statistics-store.ts';

type SnapshotStore = Pick<
  StatisticsStore,
  'revision' | 'caseRevision' | 'putCaseRevision' | 'evaluatedThrough' | 'setEvaluatedThrough'
>;

/**
 * Writes the snapshot of the revisions of all lists that stand, unless it is there. Answers whether it wrote one: not before each of the
 * reports has a revision. `now`: a moment before the call. Throws a ZodError, and writes nothing, when the figures are not what the contract says.
 */
export async function writeSnapshot(
  statistics: SnapshotStore,
  { month, area }: { month: string; area: string },
  now: Date,
): Promise<boolean> {
  const of = { month, area, lists: null };
  const keys = [
    selectionKey(of),
    progressKey({ ...of, level: 'district' }),
    progressKey({ ...of, level: 'subdistrict' }),
  ] as const;
  const [standing, ...through] = await Promise.all(
    [snapshotKey(month, area), ...keys].map((key) => statistics.evaluatedThrough(key)),
  );
  const [a, byDistrict, bySubdistrict = area === NATION ? 0 : undefined] = through.map((each) => each?.revision);
  if (a === undefined || byDistrict === undefined || bySubdistrict === undefined) return false;
  // Each new revision of one of them makes another snapshot.
  const number = a + byDistrict + bySubdistrict;
  if (standing?.revision === number) return false;
  const snapshot = figuresSnapshot.parse({
    month,
    area,
    number,
    agencies: await statistics.revision(keys[0], a),
    progress: await statistics.caseRevision(keys[1], byDistrict),
    subdistricts: (await statistics.caseRevision(keys[2], bySubdistrict)) ?? null,
  });
  await statistics.putCaseRevision(snapshotKey(month, area), number, snapshot);
  await statistics.setEvaluatedThrough(snapshotKey(month, area), { asOf: now.toISOString(), revision: number });
  return true;
}

/** The newest snapshot of an area's month; undefined when it has none. Throws when it is not what the contract says. */
export async function newestSnapshot(
  statistics: Pick<StatisticsStore, 'caseRevision' | 'evaluatedThrough'>,
  month: string,
  area: string,
): Promise<FiguresSnapshot | undefined> {
  const key = snapshotKey(month, area);
  const through = await statistics.evaluatedThrough(key);
  return through && figuresSnapshot.parse(await statistics.caseRevision(key, through.revision));
}

function snapshotKey(month: string, area: string): SelectionKey {
  return selectionKey({ month: `${SNAPSHOTS}${month}`, area, lists: null });
}
