/** Two households that are one (casework I): what is recorded on both, or why they may not be merged. Pure. */
import { Problem, wrongInput, type InputError } from '#shared/problems.ts';
import { isThirteenDigits } from '#shared/thai/citizen-id.ts';

import { listsOf } from '../household/checks.ts';
import { duplicateOfIn } from '../household/duplicate-of.ts';
import type { Household, MergedHousehold } from '../household/household.ts';
import type { EntryBody } from '../logbook/entry.ts';
import type { EntryFact } from '../statistics/facts.ts';
import { MOST_HOPS } from './most-hops.ts';
import { refuseMerged } from './refuse-merged.ts';
import type { Pair, TakenOver } from './take-over.ts';

/** What somebody says of a merge. Members with one citizen ID are one without a word. */
export type MergeSaid = { reason: string; members?: readonly Pair[] | undefined; needs?: readonly Pair[] | undefined };

export type MergeBodies = { ofKept: EntryBody[]; ofOther: EntryBody[] };

/**
 * What is recorded when `other` is merged into `kept` on a day (`YYYY-MM-DD`). Throws `household-merged` when one of them is merged
 * already, `chain-too-long`, and `invalid-input` for pairs that name nobody.
 */
export function mergeBodies(kept: Household, other: Household, said: MergeSaid, day: string): MergeBodies {
  refuseMerging(kept, other);
  const members = membersPaired(kept, other, said.members ?? []);
  const needs = said.needs ?? [];
  refusePairs(needs, { field: 'needs', code: 'need-not-found', from: other.needs, to: kept.needs });
  const { reason } = said;
  const onLists = new Set(listsOf(kept));
  const duplicates = listsOf(other)
    .filter((list) => onLists.has(list) && !isDuplicateThere(other, list, kept.id))
    .map((list): EntryBody => ({
      type: 'target-state',
      list,
      state: 'DUPLICATE',
      on: day,
      reason,
      evidence: 'DOCUMENT',
      duplicateOf: kept.id,
    }));
  const states = duplicates.map((_, at) => `${other.id}.${other.version + at + 1}`);
  return {
    ofOther: [
      ...duplicates,
      { type: 'merged', into: kept.id, reason, members: [...members], needs: [...needs], states },
    ],
    ofKept: [
      {
        type: 'merged',
        from: other.id,
        reason,
        members: [...members],
        needs: [...needs],
        taken: takenFrom(kept, other, needs),
      },
    ],
  };
}

/** Throws unless two households may be merged, whatever is said of their members and needs. */
export function refuseMerging(kept: Household, other: Household): void {
  if (kept.id === other.id) throw wrongInput('/other', 'ครัวเรือนซ้ำกับตัวเองไม่ได้', 'duplicate-of-itself');
  refuseMerged(kept);
  refuseMerged(other);
  if (other.merged?.some(({ hops }) => hops >= MOST_HOPS)) throw new Problem('chain-too-long');
  // Of two in a circle none would be left to count.
  if (duplicateOfIn(kept).includes(other.id))
    throw wrongInput('/keep', 'ครัวเรือนนี้ถูกบันทึกว่าซ้ำกับอีกครัวเรือนอยู่แล้ว กรุณาเก็บอีกครัวเรือนแทน', 'duplicate-in-circle');
}

function isDuplicateThere({ facts, verifications }: Household, list: string, of: string): boolean {
  const entry = verifications[list]?.entryId;
  return facts.some(
    ({ id, body }) =>
      id === entry && body.type === 'target-state' && body.state === 'DUPLICATE' && body.duplicateOf === of,
  );
}

/** The pairs that were said, and those whom one citizen ID tells. */
function membersPaired(kept: Household, other: Household, said: readonly Pair[]): Pair[] {
  refusePairs(said, { field: 'members', code: 'person-not-found', from: other.members, to: kept.members });
  const named = new Set(said.flatMap(({ from, to }) => [from, to]));
  const byId = new Map(
    kept.members.flatMap(({ id, citizenId }) => (isThirteenDigits(citizenId ?? '') ? [[citizenId, id] as const] : [])),
  );
  const told = other.members.flatMap(({ id, citizenId }) => {
    const to = citizenId === undefined ? undefined : byId.get(citizenId);
    return to === undefined || named.has(id) || named.has(to) ? [] : [{ from: id, to }];
  });
  return [...said, ...told];
}

type Paired = {
  field: 'members' | 'needs';
  code: 'person-not-found' | 'need-not-found';
  from: readonly { id: string }[];
  to: readonly { id: string }[];
};

function refusePairs(pairs: readonly Pair[], { field, code, from, to }: Paired): void {
  const errors = pairs.flatMap((pair, at): InputError[] => {
    const pointer = `/${field}/${at}`;
    const twice = pairs.findIndex((one) => one.from === pair.from) < at;
    return [
      ...(from.some(({ id }) => id === pair.from)
        ? []
        : [{ pointer: `${pointer}/from`, message: 'ไม่มีในครัวเรือนที่จะรวมเข้าไป', code }]),
      ...(to.some(({ id }) => id === pair.to)
        ? []
        : [{ pointer: `${pointer}/to`, message: 'ไม่มีในครัวเรือนที่เก็บไว้', code }]),
      ...(twice ? [{ pointer: `${pointer}/from`, message: 'ระบุซ้ำ', code: 'pair-twice' }] : []),
    ];
  });
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

function takenFrom(kept: Household, other: Household, needs: readonly Pair[]): TakenOver {
  const { mentor, coMentors, mentorSince } = other;
  const goesOn = mentor !== null && kept.mentor === null && mentorSince !== null;
  const statuses = needs.flatMap(({ from, to }) => {
    const need = other.needs.find(({ id }) => id === from);
    if (!need || lastSaidAt(other.facts, from) <= lastSaidAt(kept.facts, to)) return [];
    return [{ needId: to, status: need.status, on: need.statusOn }];
  });
  return {
    merged: [...(other.merged ?? []).map((one) => ({ ...one, hops: one.hops + 1 })), knownBy(other)],
    ...(other.houseCode === undefined ? {} : { houseCode: other.houseCode }),
    members: other.members,
    needs: other.needs,
    ...(statuses.length === 0 ? {} : { statuses }),
    // Ended ones say who may read on; the words of the open ones go with them.
    referrals: other.referrals.map((referral) => ({ ...referral, of: referral.of ?? other.id })),
    resolutions: other.resolutions.map((resolution) => ({ ...resolution, of: resolution.of ?? other.id })),
    ...(goesOn ? { mentor: { mentor, coMentors, since: mentorSince } } : {}),
    ...(mentor !== null && kept.mentor !== null && mentor !== kept.mentor ? { endMentor: true as const } : {}),
  };
}

function knownBy({ id, members, houseCode }: Household): MergedHousehold {
  return {
    id,
    hops: 1,
    citizenIds: members.flatMap(({ citizenId }) => citizenId ?? []),
    ...(houseCode === undefined ? {} : { houseCode }),
  };
}

/** When an entry in force last said something of a need (ISO UTC). */
function lastSaidAt(facts: readonly EntryFact[], needId: string): string {
  const superseded = new Set(facts.map(({ supersedes }) => supersedes));
  const sent = new Map<string, readonly string[]>(
    facts.flatMap(({ body }) => (body.type === 'referral-sent' ? [[body.referralId, body.needIds] as const] : [])),
  );
  const speaks = ({ body }: EntryFact): boolean => {
    switch (body.type) {
      case 'need':
      case 'need-status':
        return body.needId === needId;
      case 'survey':
        return body.needs.some((need) => need.needId === needId);
      case 'rexray':
        return [...body.needs, ...body.results].some((one) => one.needId === needId);
      case 'follow-up':
        return body.resolved.includes(needId);
      case 'assistance':
        return body.needIds.includes(needId);
      case 'referral-answered':
        return sent.get(body.referralId)?.includes(needId) ?? false;
      case 'registered':
      case 'listed':
      case 'move':
      case 'target-state':
      case 'visit':
      case 'found':
      case 'mentor':
      case 'plan':
      case 'referral-sent':
      case 'merged':
      case 'other':
        return false;
    }
  };
  return facts.findLast((fact) => !superseded.has(fact.id) && speaks(fact))?.recordedAt ?? '';
}
