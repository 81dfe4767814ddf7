import { isGiven } from '../household/given-help.ts';
import { movedByResult } from '../household/move-need.ts';
import type {
  AssistanceFact,
  EntryFact,
  HouseholdGroup,
  NeedStatusFact,
  ReferralAnsweredFact,
  ReferralSentFact,
  TargetStateFact,
} from './facts.ts';
import { needResults } from './need-results.ts';

/** Help received, as known: an entry in force with status DELIVERED or VERIFIED. */
export type KnownHelp = {
  entry: EntryFact;
  fact: AssistanceFact;
  deliveredOn: string;
  /** Giver and co-agencies, each once. null is ไม่ระบุหน่วยงาน. */
  agencies: readonly (string | null)[];
  /** When the first entry of its chain of corrections that said DELIVERED or VERIFIED was recorded. */
  firstDeliveredAt: string;
};

/** A place in a target list; it counts at a moment when recorded by then and not superseded by then. */
export type KnownListing = { entry: EntryFact; list: string; area: string; supersededAt: string | undefined };

export type KnownReferral = { sent: ReferralSentFact; answers: ReadonlyMap<string, ReferralAnsweredFact> };

/** One household document as known at a moment. */
export type KnownMember = {
  id: string;
  /** Where it lives; null when it moved nobody knows where to, or was never registered. */
  residence: string | null;
  /** Where it was registered, wherever it lives since; null when it never was. */
  registeredIn: string | null;
  listings: readonly KnownListing[];
  /** The verification in force of each target list. */
  states: ReadonlyMap<string, TargetStateFact>;
};

/**
 * What counts as one household: `members` are the household itself, first, and those in state DUPLICATE that are counted as it.
 * Help, needs and referrals are those of all members.
 */
export type KnownHousehold = {
  id: string;
  residence: string | null;
  members: readonly KnownMember[];
  helps: readonly KnownHelp[];
  needs: ReadonlyMap<string, NeedStatusFact>;
  referrals: ReadonlyMap<string, KnownReferral>;
};

/**
 * Folds a group of households to what is known at `asOf` (ISO UTC): entries recorded at or before it of which no correction is known then
 * (domain.md §6.2 "known at T" and rule 5).
 *
 * Decisions:
 * - Of several verifications of one target, statuses of one need or moves of one household, the entry recorded last is in force, whatever
 *   day it names. A correction is an entry of its own moment of recording, also when it corrects an older one.
 * - Recorded last: by version within a household; between households of a group by `recordedAt`, then version, then id.
 * - Where a household lives: the area of the registration or move recorded last. A verification MOVED concerns one target and moves nobody.
 * - One entry may stand as two facts, the registration that began the household and what else it said; a correction of it takes the place
 *   of the latter only, so a household never loses where it began.
 * - A result of a follow-up or a Re-X-ray moves its need as a status does, when the status in force of that need allows the step.
 * - A correction may turn an entry into another type; the chain still tells when help was first said to be delivered.
 * - A household is a duplicate when it was merged into one of the group, or the verification in force of any of its targets is DUPLICATE with a `duplicateOf` that is in the group and
 *   is not itself, whichever lists a report looks at: being the same household is a fact about households. Of several the one recorded last
 *   holds. Chains are followed to their end; households that name each other in a circle are all counted as the one with the smallest id.
 *   A `duplicateOf` outside the group is unknown, and the household counts as itself.
 */
export function knownHouseholds(group: HouseholdGroup, asOf: string): KnownHousehold[] {
  const folded: FoldedHousehold[] = [];
  for (const entries of group) {
    const household = knownHousehold(entries, asOf);
    if (household) folded.push(household);
  }
  const [first, ...others] = folded;
  if (!first) return [];
  return others.length === 0 ? [together(first, folded, asOf)] : merge(folded, asOf);
}

/** Negative when `a` was recorded before `b`. */
export function byRecording(
  a: Pick<EntryFact, 'householdId' | 'version' | 'recordedAt'>,
  b: Pick<EntryFact, 'householdId' | 'version' | 'recordedAt'>,
): number {
  if (a.householdId === b.householdId) return a.version - b.version;
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1;
  return a.version - b.version || (a.householdId < b.householdId ? -1 : 1);
}

export type InForce<Fact> = { entry: EntryFact; fact: Fact };

type FoldedHousehold = {
  /** All its facts, also those that are not known yet. */
  entries: readonly EntryFact[];
  member: KnownMember;
  /** Households that it is said to be. */
  duplicateOf: readonly { entry: EntryFact; of: string }[];
  helps: KnownHelp[];
  needs: Map<string, InForce<NeedStatusFact>>;
  sent: Map<string, InForce<ReferralSentFact>>;
  answers: InForce<ReferralAnsweredFact>[];
};

function knownHousehold(entries: readonly EntryFact[], asOf: string): FoldedHousehold | undefined {
  const id = entries[0]?.householdId;
  if (id === undefined) return undefined;
  const corrections = correctionsOf(entries);
  let residence: string | null = null;
  let registeredIn: string | null = null;
  const listings: KnownListing[] = [];
  const states = new Map<string, InForce<TargetStateFact>>();
  const helps: KnownHelp[] = [];
  const needs = new Map<string, InForce<NeedStatusFact>>();
  const sent = new Map<string, InForce<ReferralSentFact>>();
  const answers: InForce<ReferralAnsweredFact>[] = [];
  const duplicateOf: { entry: EntryFact; of: string }[] = [];

  for (const entry of entries) {
    if (entry.recordedAt > asOf) continue;
    const { body } = entry;
    if (body.type === 'registered') {
      residence = body.area;
      registeredIn = body.area;
      continue;
    }
    const supersededAt = corrections?.supersededAt.get(entry.id);
    if (body.type === 'listed') {
      // Kept even when superseded by now: it may have counted at the freeze of its list.
      listings.push({ entry, list: body.list, area: body.area, supersededAt });
      continue;
    }
    if (supersededAt !== undefined && supersededAt <= asOf) continue;
    switch (body.type) {
      case 'move':
        residence = body.toArea;
        break;
      case 'target-state':
        states.set(body.list, { entry, fact: body });
        break;
      case 'need-status':
        needs.set(body.needId, { entry, fact: body });
        break;
      case 'assistance':
        if (isGiven(body.status) && body.deliveredOn !== null)
          helps.push({
            entry,
            fact: body,
            deliveredOn: body.deliveredOn,
            agencies: giversOf(body),
            firstDeliveredAt: corrections ? firstDeliveredAt(entry, corrections.byId) : firstSaidAt(entry),
          });
        break;
      case 'referral-sent':
        sent.set(body.referralId, { entry, fact: body });
        break;
      case 'referral-answered':
        answers.push({ entry, fact: body });
        break;
      case 'merged':
        duplicateOf.push({ entry, of: body.into });
        break;
      case 'follow-up':
      case 'rexray':
        for (const { needId, result } of needResults(body)) {
          const status = movedByResult(needs.get(needId)?.fact.status, result);
          if (status !== undefined)
            needs.set(needId, { entry, fact: { type: 'need-status', needId, status, on: body.on } });
        }
        break;
      case 'visit':
      case 'survey':
      case 'need':
      case 'found':
      case 'mentor':
      case 'plan':
      case 'other':
        break;
    }
  }

  const factOfState = new Map<string, TargetStateFact>();
  for (const [list, { entry, fact }] of states) {
    factOfState.set(list, fact);
    if (fact.state === 'DUPLICATE' && fact.duplicateOf !== undefined) duplicateOf.push({ entry, of: fact.duplicateOf });
  }
  return {
    entries,
    member: { id, residence, registeredIn, listings, states: factOfState },
    duplicateOf,
    helps,
    needs,
    sent,
    answers,
  };
}

export type Corrections = { byId: ReadonlyMap<string, EntryFact>; supersededAt: ReadonlyMap<string, string> };

/** Undefined for the many households in which nothing was ever corrected. */
export function correctionsOf(entries: readonly EntryFact[]): Corrections | undefined {
  if (!entries.some((entry) => entry.supersedes !== undefined)) return undefined;
  const byId = new Map<string, EntryFact>();
  const supersededAt = new Map<string, string>();
  for (const entry of entries) {
    if (entry.body.type !== 'registered') byId.set(entry.id, entry);
    if (entry.supersedes !== undefined) {
      const earlier = supersededAt.get(entry.supersedes);
      if (earlier === undefined || entry.recordedAt < earlier) supersededAt.set(entry.supersedes, entry.recordedAt);
    }
  }
  return { byId, supersededAt };
}

/** When what an entry says was first recorded: before it, when the undo of a merge gave it back to this household. */
export function firstSaidAt({ body, recordedAt }: EntryFact): string {
  return ('firstAt' in body ? body.firstAt : undefined) ?? recordedAt;
}

function firstDeliveredAt(entry: EntryFact, byId: ReadonlyMap<string, EntryFact>): string {
  let first = firstSaidAt(entry);
  let current = entry;
  while (current.supersedes !== undefined) {
    const earlier = byId.get(current.supersedes);
    // Versions fall on the way back, so a broken chain cannot turn into a circle.
    if (!earlier || earlier.version >= current.version) break;
    if (earlier.body.type === 'assistance' && isGiven(earlier.body.status)) first = firstSaidAt(earlier);
    current = earlier;
  }
  return first;
}

function giversOf(fact: AssistanceFact): readonly (string | null)[] {
  return fact.coAgencies.length === 0 ? [fact.agency] : [...new Set([fact.agency, ...fact.coAgencies])];
}

/**
 * What entries known at `asOf` made of the needs of several households that are one, in the order of recording: one may speak of a need of
 * another.
 */
export function needStatusesOf(
  households: readonly (readonly EntryFact[])[],
  asOf: string,
): { entry: EntryFact; needId: string; status: string; on: string }[] {
  const inForce = households.flatMap((entries) => {
    const corrections = correctionsOf(entries);
    return entries.filter(({ id, recordedAt }) => {
      const supersededAt = corrections?.supersededAt.get(id);
      return recordedAt <= asOf && !(supersededAt !== undefined && supersededAt <= asOf);
    });
  });
  const last = new Map<string, string>();
  return inForce.sort(byRecording).flatMap((entry) => {
    const { body } = entry;
    if (body.type === 'need-status') {
      last.set(body.needId, body.status);
      return [{ entry, needId: body.needId, status: body.status, on: body.on }];
    }
    return needResults(body).flatMap(({ needId, result }) => {
      const status = movedByResult(last.get(needId), result);
      if (status === undefined || !('on' in body)) return [];
      last.set(needId, status);
      return [{ entry, needId, status, on: body.on }];
    });
  });
}

function merge(households: readonly FoldedHousehold[], asOf: string): KnownHousehold[] {
  const byId = new Map(households.map((household) => [household.member.id, household]));
  const countedAs = new Map<string, string>();
  for (const { member, duplicateOf } of households) {
    const known = duplicateOf.filter(({ of }) => of !== member.id && byId.has(of));
    const last = known.toSorted((a, b) => byRecording(a.entry, b.entry)).at(-1);
    if (last) countedAs.set(member.id, last.of);
  }
  const membersOf = new Map<string, FoldedHousehold[]>();
  for (const household of households) {
    const id = endOfChain(household.member.id, countedAs);
    const members = membersOf.get(id);
    if (members) members.push(household);
    else membersOf.set(id, [household]);
  }
  const merged: KnownHousehold[] = [];
  for (const [id, members] of membersOf) {
    const itself = byId.get(id);
    if (itself) merged.push(together(itself, members, asOf));
  }
  return merged;
}

function endOfChain(id: string, countedAs: ReadonlyMap<string, string>): string {
  const path = [id];
  for (;;) {
    const current = path.at(-1) ?? id;
    const next = countedAs.get(current);
    if (next === undefined) return current;
    const start = path.indexOf(next);
    if (start !== -1) return path.slice(start).toSorted()[0] ?? id;
    path.push(next);
  }
}

function together(itself: FoldedHousehold, all: readonly FoldedHousehold[], asOf: string): KnownHousehold {
  const others = all.filter((household) => household !== itself);
  const sent = new Map<string, InForce<ReferralSentFact>>();
  const answers: InForce<ReferralAnsweredFact>[] = [];
  for (const household of all) {
    keepLast(sent, household.sent);
    answers.push(...household.answers);
  }
  answers.sort((a, b) => byRecording(a.entry, b.entry));
  const referrals = new Map<string, { sent: ReferralSentFact; answers: Map<string, ReferralAnsweredFact> }>();
  for (const [id, { fact }] of sent) referrals.set(id, { sent: fact, answers: new Map() });
  for (const { fact } of answers) referrals.get(fact.referralId)?.answers.set(fact.status, fact);
  const statuses = new Map<string, NeedStatusFact>();
  if (others.length === 0) for (const [id, { fact }] of itself.needs) statuses.set(id, fact);
  else
    for (const { needId, status, on } of needStatusesOf(
      all.map(({ entries }) => entries),
      asOf,
    ))
      statuses.set(needId, { type: 'need-status', needId, status, on });
  return {
    id: itself.member.id,
    residence: itself.member.residence,
    members: [itself.member, ...others.map((household) => household.member)],
    helps: all.length === 1 ? itself.helps : all.flatMap((household) => household.helps),
    needs: statuses,
    referrals,
  };
}

function keepLast<Fact>(into: Map<string, InForce<Fact>>, from: ReadonlyMap<string, InForce<Fact>>): void {
  for (const [id, candidate] of from) {
    const held = into.get(id);
    if (!held || byRecording(held.entry, candidate.entry) < 0) into.set(id, candidate);
  }
}
