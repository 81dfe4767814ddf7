/** The undo of a merge (casework I): both households are as if it had not been, and what was recorded since stays where it is. Pure. */
import { Problem, wrongInput } from '#shared/problems.ts';

import type { Household } from '../household/household.ts';
import { parseEntryId, saidIn, type EntryBody, type LogbookEntry } from '../logbook/entry.ts';
import { RECORDED_KINDS } from '../logbook/kinds/all.ts';
import type { MergedBody } from '../logbook/kinds/merged.ts';
import { holdsNow } from '../logbook/steps.ts';
import type { Pair } from './take-over.ts';

/** A merge by the id of its entry on the household that stays. */
export type KnownMerge = { id: string; from: string; said: MergedBody };

/** The merge that an entry of a household is, undone or not. Throws `merge-not-found`. */
export function mergeIn(history: readonly LogbookEntry[], id: string): KnownMerge {
  const said = holdsNow(id, history)?.said;
  if (
    said?.type !== 'merged' ||
    said.from === undefined ||
    history.find((entry) => entry.id === id)?.body.type !== 'merged'
  )
    throw new Problem('merge-not-found');
  return { id, from: said.from, said };
}

export type UndoSaid = {
  reason: string;
  /** Ids of entries recorded on the household that stays since the merge, which belong to the other one. */
  entries?: readonly string[] | undefined;
};

/** `copies`: what is recorded anew on the other one, with the id of the entry that said it, and when that was first recorded (ISO UTC). */
export type UndoBodies = {
  ofKept: EntryBody[];
  ofOther: EntryBody[];
  copies: { copiedFrom: string; firstAt: string; body: EntryBody }[];
};

type Standing = { household: Household; history: readonly LogbookEntry[] };

/**
 * What is recorded to undo a merge. Throws `merge-undone`, `merge-not-last` when the household that stays was merged into a third one since, and
 * `invalid-input` for an entry that cannot be given back.
 */
export function undoBodies(
  merge: KnownMerge,
  kept: Standing,
  other: Standing,
  { reason, entries = [] }: UndoSaid,
): UndoBodies {
  if (merge.said.undone) throw new Problem('merge-undone');
  if (kept.household.mergedInto !== undefined) throw new Problem('merge-not-last');
  const own = other.history.findLast(({ body }) => body.type === 'merged' && body.into === kept.household.id);
  if (own?.body.type !== 'merged') throw new Problem('merge-not-found');
  const { states = [] } = own.body;
  const returned = entries.map((id, at) => {
    const one = entries.indexOf(id) === at ? toReturn(id, merge, kept.history) : undefined;
    if (!one) throw wrongInput(`/entries/${at}`, 'คืนรายการนี้ให้ครัวเรือนเดิมไม่ได้', 'not-returnable');
    return { id, ...one };
  });
  const withdrawal = (supersedes: string): EntryBody => ({ type: 'correction', supersedes, reason, entry: null });
  const theirs = backTo(merge.said);
  return {
    ofKept: [...returned.map(({ id }) => withdrawal(id)), { type: 'unmerged', merge: merge.id, reason }],
    ofOther: [{ type: 'unmerged', merge: own.id, reason }, ...states.map(withdrawal)],
    copies: returned.map(({ id, body, firstAt }) => ({ copiedFrom: id, firstAt, body: theirs(body) })),
  };
}

const RETURNABLE: ReadonlySet<string> = new Set(RECORDED_KINDS.map(({ type }) => type));

/** What an entry in force that was recorded since the merge says, and since when; undefined when it is none, or no call records its kind. */
function toReturn(
  id: string,
  merge: KnownMerge,
  history: readonly LogbookEntry[],
): { body: EntryBody; firstAt: string } | undefined {
  const entry = history.find((one) => one.id === id);
  const since = parseEntryId(merge.id)?.version ?? Infinity;
  if (!entry || entry.version <= since || entry.body.type === 'correction') return undefined;
  if (history.some(({ body }) => body.type === 'correction' && body.supersedes === id)) return undefined;
  const said = saidIn(entry.body);
  // Help may have moved on: what it amounts to now is returned.
  const now = holdsNow(id, history)?.said;
  if (!said || !RETURNABLE.has(said.type) || now?.type !== said.type) return undefined;
  return { body: now, firstAt: entry.firstAt ?? entry.recordedAt };
}

/** Names in a body the members and needs of the other household, where they were one with those of the one that stays. */
function backTo({ members = [], needs = [] }: MergedBody): (body: EntryBody) => EntryBody {
  const ids = new Map([...members, ...needs].map(({ from, to }: Pair) => [to, from]));
  const back = (value: unknown): unknown => {
    if (typeof value === 'string') return ids.get(value) ?? value;
    if (Array.isArray(value)) return value.map(back);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]: [string, unknown]) => [name, back(part)]));
  };
  // Ids alone change: no text is the id of a member or of a need.
  return (body) => back(body) as EntryBody;
}
