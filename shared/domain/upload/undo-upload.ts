/**
 * Taking back what an upload recorded in one household (casework R53): entry by entry, the newest first, as far as nothing that is in
 * force was built upon it. Pure; may be called again at any time: what was taken back stays so and is counted alike.
 */
import { Problem } from '#shared/problems.ts';

import type { Household } from '../household/household.ts';
import type { CorrectionBody } from '../logbook/bodies.ts';
import { saidIn, type KindBody, type LogbookEntry } from '../logbook/entry.ts';
import { lastSaid, record, type Recording } from '../logbook/record.ts';
import type { StaysFor } from './upload-status.ts';

/** An entry that stays. `by`: the entries that were built upon it. */
export type Staying = {
  version: number;
  entryId: string;
  row: number;
  why: StaysFor;
  by: readonly string[];
};

export type UndoneHousehold = {
  household: Household;
  /** To be appended: at most as many as were asked for, then the rest is taken back by the next call. */
  entries: LogbookEntry[];
  /** Versions of the entries of the upload that count no more, by this call or one before. */
  withdrawn: number[];
  stays: Staying[];
};

/**
 * `history`: all entries of the household `before`. `frozenAt`: by list, the moment at which it was frozen: what it had by then stays, since a frozen
 * list never changes. A correction by the upload gives its place back to what was said before. `most`: entries in one transaction.
 */
export function undoInHousehold(
  before: Household,
  history: readonly LogbookEntry[],
  { upload, reason, frozenAt }: { upload: string; reason: string; frozenAt: ReadonlyMap<string, string> },
  recording: Omit<Recording, 'source' | 'householdId'>,
  most: number,
): UndoneHousehold {
  const undone: UndoneHousehold = { household: before, entries: [], withdrawn: [], stays: [] };
  const own = history.filter(({ source }) => source?.upload === upload && source.undo !== true);
  for (const entry of own.toReversed()) {
    const so = [...history, ...undone.entries];
    const newest = newestOfChain(entry, so);
    const { version, id: entryId } = entry;
    const row = entry.source?.row ?? 0;
    if (newest !== entry) {
      // Withdrawn by a person, it counts no more either; corrected by one, it is theirs now.
      if (newest.source?.undo === true || saidIn(newest.body) === undefined) undone.withdrawn.push(version);
      else undone.stays.push({ version, entryId, row, why: 'built-upon', by: [newest.id] });
      continue;
    }
    const said = saidIn(entry.body);
    if (!said) continue;
    if (isOfFrozen(said, entry, frozenAt)) {
      undone.stays.push({ version, entryId, row, why: 'list-frozen', by: [] });
      continue;
    }
    if (undone.entries.length >= most) break;
    const body = takingBack(entry, so, upload, reason);
    const { household } = undone;
    try {
      const source = { upload, row, undo: true } as const;
      const recorded = record(household, [body], { ...recording, householdId: household.id, source }, so);
      undone.household = recorded.household;
      undone.entries.push(...recorded.entries);
      undone.withdrawn.push(version);
    } catch (refused) {
      if (!(refused instanceof Problem) || !BUILT_UPON.has(refused.code)) throw refused;
      const by = refused.code === 'household-merged' ? mergesIn(so) : idsIn(refused.extensions['by']);
      undone.stays.push({ version, entryId, row, why: 'built-upon', by });
    }
  }
  return undone;
}

/** Refusals that say that something in force was built upon the entry. */
const BUILT_UPON: ReadonlySet<string> = new Set(['built-upon', 'household-merged', 'need-in-use']);

/** The merge by which the household went on as another one: what it took over stands on what was recorded here. */
function mergesIn(history: readonly LogbookEntry[]): string[] {
  return history.flatMap(({ id, body }) => (body.type === 'merged' && body.into !== undefined ? [id] : [])).slice(-1);
}

function idsIn(by: unknown): string[] {
  return Array.isArray(by) ? by.filter((id) => typeof id === 'string') : [];
}

/** Whether the list had the entry when it was frozen. Later entries are late-added, and may be taken back. */
function isOfFrozen(said: KindBody, { recordedAt }: LogbookEntry, frozenAt: ReadonlyMap<string, string>): boolean {
  if (said.type !== 'listed') return false;
  const frozen = frozenAt.get(said.list);
  return frozen !== undefined && recordedAt <= frozen;
}

/** The entry that corrects an entry last, or itself. */
function newestOfChain(entry: LogbookEntry, history: readonly LogbookEntry[]): LogbookEntry {
  let newest = entry;
  for (const later of history)
    if (later.body.type === 'correction' && later.body.supersedes === newest.id) newest = later;
  return newest;
}

/** The correction that takes an entry back. Where the upload had corrected an entry of others, it says again what that one said. */
function takingBack(
  { id, body }: LogbookEntry,
  history: readonly LogbookEntry[],
  upload: string,
  reason: string,
): CorrectionBody {
  let before: LogbookEntry | undefined;
  let current = body;
  while (current.type === 'correction') {
    const { supersedes } = current;
    before = history.find((one) => one.id === supersedes);
    if (!before || before.source?.upload !== upload) break;
    current = before.body;
    before = undefined;
  }
  const said = before && saidIn(before.body) ? lastSaid(before, history) : undefined;
  // A chain of corrections holds entries that may be corrected.
  return { type: 'correction', supersedes: id, reason, entry: (said ?? null) as CorrectionBody['entry'] };
}
