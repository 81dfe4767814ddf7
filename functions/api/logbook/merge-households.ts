import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import { recorderOf } from '#functions/api/households/in-scope.ts';
import { untilAppended } from '#functions/api/households/until-appended.ts';
import type { mergeHouseholds as contract, undoMerge as undoContract } from '#shared/contracts/merges.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { parseEntryId } from '#shared/domain/logbook/entry.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import { record, type Recorded, type Recording } from '#shared/domain/logbook/record.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { mergeBodies, refuseMerging } from '#shared/domain/merge/merge-bodies.ts';
import { mergeIn, undoBodies } from '#shared/domain/merge/undo-merge.ts';
import { TRANSACTION_ITEMS, type HouseholdChange, type HouseholdStore } from '#shared/household/household-store.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

import { leadsTo } from './leads-to.ts';

export type MergeDeps = {
  households: HouseholdStore;
  hash: Recording['hash'];
  pause: (ms: number) => Promise<void>;
};

/** What is kept for the caller's key, and answered. */
export type MergeAnswer = {
  id: string;
  keep: string;
  other: string;
  keepVersion: number;
  otherVersion: number;
  recordedAt: string;
  undone: boolean;
  copied: { id: string; copiedFrom: string }[];
};

/**
 * Merges one household into another, both in the scope, in one transaction (casework I). Throws `household-not-found`,
 * `precondition-required` when a version is not said, `version-conflict` when a household has moved on since it was read, what
 * `mergeBodies` throws, and `household-full` when the two do not fit one household.
 */
export async function mergeHouseholds(
  deps: MergeDeps,
  { body, principal, scopes, clock }: Pick<Call<typeof contract>, 'body' | 'principal' | 'scopes' | 'clock'>,
  claimFor: ClaimFor<MergeAnswer>,
): Promise<MergeAnswer> {
  refuseTexts([['/reason', body.reason]]);
  return await untilAppended(deps, async () => {
    const [kept, other] = await bothInScope(deps.households, [body.keep, body.other], scopes);
    refuseMerging(kept, other);
    for (const household of [kept, other]) refuseOtherVersion(household, body.versions[household.id]);
    if (await leadsTo(deps.households, kept, other.id))
      throw wrongInput('/keep', 'ครัวเรือนนี้ถูกบันทึกว่าซ้ำกับอีกครัวเรือนอยู่แล้ว กรุณาเก็บอีกครัวเรือนแทน', 'duplicate-in-circle');
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const recordedAt = clock();
    const bodies = mergeBodies(kept, other, body, bangkokDay(recordedAt));
    const recording = { recordedAt, recordedBy: recorderOf(principal), hash: deps.hash };
    const gone = record(other, bodies.ofOther, { ...recording, householdId: other.id });
    const stays = record(kept, bodies.ofKept, { ...recording, householdId: kept.id });
    const id = stays.entries[0]?.id ?? '';
    const answer = answerOf({ id, kept: stays, other: gone, undone: false });
    await append(deps, [changeOf(other, gone), changeOf(kept, stays)], { claim: claimFor(answer), commitBy });
    return answer;
  });
}

/**
 * Undoes a merge (casework I), by who has both households in scope. Throws `merge-not-found`, `merge-undone`, `merge-not-last`, and for
 * entries to give back what recording them on the other household throws.
 */
export async function undoMerge(
  deps: MergeDeps,
  {
    params,
    body,
    principal,
    scopes,
    clock,
  }: Pick<Call<typeof undoContract>, 'params' | 'body' | 'principal' | 'scopes' | 'clock'>,
  claimFor: ClaimFor<MergeAnswer>,
): Promise<MergeAnswer> {
  refuseTexts([['/reason', body.reason]]);
  const named = parseEntryId(params.id);
  if (!named) throw new Problem('merge-not-found');
  return await untilAppended(deps, async () => {
    const kept = await deps.households.get(named.householdId);
    if (!kept || !covers(scopes, kept)) throw new Problem('merge-not-found');
    const history = await historyOf(deps.households, kept);
    const merge = mergeIn(history, params.id);
    const other = await deps.households.get(merge.from);
    if (!other || !covers(scopes, other)) throw new Problem('merge-not-found');
    const theirs = await historyOf(deps.households, other);
    const bodies = undoBodies(merge, { household: kept, history }, { household: other, history: theirs }, body);
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const recording = { recordedAt: clock(), recordedBy: recorderOf(principal), hash: deps.hash };
    const stays = record(kept, bodies.ofKept, { ...recording, householdId: kept.id }, history);
    let back = record(other, bodies.ofOther, { ...recording, householdId: other.id }, theirs);
    const copied: MergeAnswer['copied'] = [];
    for (const { copiedFrom, body: said } of bodies.copies) {
      const again = record(back.household, [said], { ...recording, householdId: other.id, copiedFrom }, [
        ...theirs,
        ...back.entries,
      ]);
      copied.push(...again.entries.map(({ id }) => ({ id, copiedFrom })));
      back = { household: again.household, entries: [...back.entries, ...again.entries] };
    }
    const answer = { ...answerOf({ id: params.id, kept: stays, other: back, undone: true }), copied };
    await append(deps, [changeOf(kept, stays), changeOf(other, back)], { claim: claimFor(answer), commitBy });
    return answer;
  });
}

async function bothInScope(
  households: Pick<HouseholdStore, 'getMany'>,
  [keep, other]: readonly [string, string],
  scopes: readonly Scope[],
): Promise<[kept: Household, other: Household]> {
  const found = await households.getMany([keep, other]);
  const [one, two] = [found.get(keep), found.get(other)];
  if (!one || !two || !covers(scopes, one) || !covers(scopes, two)) throw new Problem('household-not-found');
  return [one, two];
}

function covers(scopes: readonly Scope[], household: Household): boolean {
  return coversHousehold(scopes, placed(household));
}

/** Entries that were recorded since the document was read are not among them: the append would be stale. */
async function historyOf(households: Pick<HouseholdStore, 'history'>, { id, version }: Household) {
  return (await households.history(id)).filter((entry) => entry.version <= version);
}

function refuseOtherVersion({ id, version, updatedAt }: Household, read: number | undefined): void {
  if (read === undefined) throw new Problem('precondition-required', { version });
  if (read === version) return;
  throw new Problem('version-conflict', {
    version,
    changed: [`/versions/${id}`],
    changedAt: formatBangkok(new Date(updatedAt)),
  });
}

function changeOf(before: Household, { household: after, entries }: Recorded): HouseholdChange {
  return { before, after, entries };
}

async function append(
  { households }: Pick<MergeDeps, 'households'>,
  changes: readonly HouseholdChange[],
  together: Parameters<HouseholdStore['append']>[1],
): Promise<void> {
  const items = changes.reduce((sum, change) => sum + households.itemsOf(change), 1);
  if (items > TRANSACTION_ITEMS) throw new Problem('household-full');
  await households.append(changes, together);
}

function answerOf({
  id,
  kept,
  other,
  undone,
}: {
  id: string;
  kept: Recorded;
  other: Recorded;
  undone: boolean;
}): MergeAnswer {
  const recordedAt = kept.entries.at(-1)?.recordedAt ?? '';
  return {
    id,
    keep: kept.household.id,
    other: other.household.id,
    keepVersion: kept.household.version,
    otherVersion: other.household.version,
    recordedAt: formatBangkok(new Date(recordedAt)),
    undone,
    copied: [],
  };
}
