import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import { recorderOf } from '#functions/api/households/in-scope.ts';
import { untilAppended } from '#functions/api/households/until-appended.ts';
import type { mergeHouseholds as contract, undoMerge as undoContract } from '#shared/contracts/merges.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import {
  asCandidate,
  isAcrossProvinces,
  whenAsked,
  whenMerged,
  whenUnmerged,
  type Duplicate,
} from '#shared/domain/duplicates/duplicate.ts';
import { hasConsent } from '#shared/domain/duplicates/states.ts';
import { duplicateId } from '#shared/duplicate/duplicate-id.ts';
import { keepDuplicate, type DuplicateStore } from '#shared/duplicate/duplicate-store.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { parseEntryId } from '#shared/domain/logbook/entry.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import { record, type Recorded, type Recording } from '#shared/domain/logbook/record.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { mergeBodies, refuseMerging } from '#shared/domain/merge/merge-bodies.ts';
import { mergeIn, undoBodies } from '#shared/domain/merge/undo-merge.ts';
import type { HouseholdChange, HouseholdStore } from '#shared/household/household-store.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

import { decides, speaksFor } from './duplicates.ts';
import { leadsTo } from './leads-to.ts';

export type MergeDeps = {
  households: HouseholdStore;
  duplicates: Pick<DuplicateStore, 'get' | 'create' | 'update'>;
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
 * Merges one household into another, both in the scope, in one transaction (casework I), which also decides the candidate of the two. The
 * secretariat of the one that stays merges one of another province with the consent of that. Throws `household-not-found`, `consent-needed`
 * when it asked for that consent, `precondition-required` when a version is not said, `version-conflict` when a household has moved on since
 * it was read, what `mergeBodies` throws, and `household-full` when the two do not fit one household.
 */
export async function mergeHouseholds(
  deps: MergeDeps,
  { body, principal, scopes, clock }: Pick<Call<typeof contract>, 'body' | 'principal' | 'scopes' | 'clock'>,
  claimFor: ClaimFor<MergeAnswer>,
): Promise<MergeAnswer> {
  refuseTexts([['/reason', body.reason]]);
  return await untilAppended(deps, async () => {
    const { kept, other, candidate } = await bothToMerge(deps, body, { principal, scopes, clock });
    refuseMerging(kept, other);
    // Who has one of them outside of the scope cannot have read its version: the consent says that the two are one.
    for (const household of [kept, other])
      if (covers(scopes, household) || body.versions[household.id] !== undefined)
        refuseOtherVersion(household, body.versions[household.id]);
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
    await deps.households.append([changeOf(other, gone), changeOf(kept, stays)], {
      claim: claimFor(answer),
      commitBy,
      duplicate: candidate && { before: candidate, after: whenMerged(candidate, id) },
    });
    return answer;
  });
}

/**
 * Undoes a merge (casework I), by who has both households in scope, or by the secretariat of either of two provinces: a consent may be taken
 * back. The candidate of the two is as it was before the merge. Throws `merge-not-found`, `merge-undone`, `merge-not-last`, and for
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
    if (!kept) throw new Problem('merge-not-found');
    const history = await historyOf(deps.households, kept);
    const merge = mergeIn(history, params.id);
    const other = await deps.households.get(merge.from);
    if (!other || !decides([kept, other], { scopes, principal })) throw new Problem('merge-not-found');
    const theirs = await historyOf(deps.households, other);
    const bodies = undoBodies(merge, { household: kept, history }, { household: other, history: theirs }, body);
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const recording = { recordedAt: clock(), recordedBy: recorderOf(principal), hash: deps.hash };
    const stays = record(kept, bodies.ofKept, { ...recording, householdId: kept.id }, history);
    let back = record(other, bodies.ofOther, { ...recording, householdId: other.id }, theirs);
    const copied: MergeAnswer['copied'] = [];
    for (const { copiedFrom, firstAt, body: said } of bodies.copies) {
      const again = record(back.household, [said], { ...recording, householdId: other.id, copiedFrom, firstAt }, [
        ...theirs,
        ...back.entries,
      ]);
      copied.push(...again.entries.map(({ id }) => ({ id, copiedFrom })));
      back = { household: again.household, entries: [...back.entries, ...again.entries] };
    }
    const answer = { ...answerOf({ id: params.id, kept: stays, other: back, undone: true }), copied };
    const candidate = await deps.duplicates.get(duplicateId(kept.id, other.id));
    const at = recording.recordedAt.toISOString();
    await deps.households.append([changeOf(kept, stays), changeOf(other, back)], {
      claim: claimFor(answer),
      commitBy,
      duplicate: candidate?.merge === params.id ? { before: candidate, after: whenUnmerged(candidate, at) } : undefined,
    });
    return answer;
  });
}

type ToMerge = { kept: Household; other: Household; candidate: Duplicate | undefined };

async function bothToMerge(
  { households, duplicates }: Pick<MergeDeps, 'households' | 'duplicates'>,
  { keep, other: goes }: { keep: string; other: string },
  { principal, scopes, clock }: Pick<Call<typeof contract>, 'principal' | 'scopes' | 'clock'>,
): Promise<ToMerge> {
  const found = await households.getMany([keep, goes]);
  const [kept, other] = [found.get(keep), found.get(goes)];
  if (!kept || !other || !covers(scopes, kept)) throw new Problem('household-not-found');
  const candidate = await duplicates.get(duplicateId(keep, goes));
  if (covers(scopes, other)) return { kept, other, candidate };
  const isAsked =
    isAcrossProvinces([kept.areaCode, other.areaCode]) && speaksFor(principal, kept) && other.mergedInto === undefined;
  if (!isAsked) throw new Problem('household-not-found');
  const province = other.areaCode.slice(0, 2);
  if (candidate?.state === 'OPEN' && hasConsent(candidate, province)) return { kept, other, candidate };
  const asked = { id: duplicateId(keep, goes), at: clock().toISOString(), by: principal.sub };
  const after = whenAsked(candidate, asCandidate(kept, other), asked);
  // Two who ask at once ask for the same.
  if (after) await keepDuplicate(duplicates, { before: candidate, after });
  const { id, state } = after ?? candidate ?? { id: asked.id, state: 'OPEN' as const };
  throw new Problem('consent-needed', { duplicate: id, province, duplicateStatus: state });
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
