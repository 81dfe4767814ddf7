/**
 * Which facts of a household stay in its document. Each night makes the figures of the months of this fiscal year and the last one, and reads
 * documents alone; facts that no such figure can ask of leave the document for an item of their own (domain.md §6.2 "old facts").
 */
import { bangkokDay, firstDayOfFiscalYear, fiscalYear, monthOf } from '#shared/thai/bangkok-time.ts';
import { isGiven } from '../household/given-help.ts';
import { movedByResult } from '../household/move-need.ts';
import type { AssistanceFact, EntryFact, FactBody } from './facts.ts';
import { needResults } from './need-results.ts';

export type PartedFacts = {
  /** In the order they came. */
  stay: EntryFact[];
  left: EntryFact[];
  /** The first month (`YYYY-MM`) whose figures `stay` gives without `left`: October of the last fiscal year. */
  since: string;
};

/**
 * Parts the facts of a household when its newest entry was recorded at `recordedAt` (ISO UTC). Facts in the order of recording.
 *
 * A fact leaves with its whole chain of corrections, when all of the chain was recorded before the last fiscal year and speaks of days
 * before it. Of these stay, because figures of later months ask for them:
 * - registrations, list entries, moves, verifications of targets, merges, needs and the surveys that found them, Re-X-rays, where the household was
 *   found, its mentors and plans, and referrals, however old;
 * - of each need the status in force, also when a result of a follow-up gave it;
 * - of visits the last of each outcome and the last with a way out, the last survey, the last two follow-ups: reports ask whether there was any
 *   since a day, and whether the stage fell;
 * - of each agency (ไม่ระบุหน่วยงาน is one) the last help in force that it gave. "Helped since the list opened" (A2, A10) asks whether there was
 *   help between the opening, which may be any day, and the month: if any was given before the last fiscal year, then the last one was;
 * - the last help in force that names a need (A6), whatever the need's status: every closed need may be opened again.
 *
 * Nothing leaves between two first days of October: what was recorded since, and what a correction makes necessary again, only adds.
 * So parting what stayed, with new facts, leaves what parting all facts leaves, unless one of the new ones corrects a fact that left.
 */
export function partFacts(facts: readonly EntryFact[], recordedAt: string): PartedFacts {
  const { day, instant } = lastFiscalYear(recordedAt);
  const since = monthOf(day);
  const isOld = (fact: EntryFact): boolean => fact.recordedAt < instant && mayLeave(fact) && dayOf(fact) < day;
  if (!facts.some(isOld)) return { stay: [...facts], left: [], since };

  const chains = chainsOf(facts);
  const chainOf = (fact: EntryFact): EntryFact => chains.get(fact) ?? fact;
  const staying = new Set([...facts.filter((fact) => !isOld(fact)), ...askedLater(facts, day, instant)].map(chainOf));
  return {
    stay: facts.filter((fact) => staying.has(chainOf(fact))),
    left: facts.filter((fact) => !staying.has(chainOf(fact))),
    since,
  };
}

/** What stayed and what left together again, in the order of recording; a fact that is in both comes once. */
export function withOldFacts(facts: readonly EntryFact[], old: readonly EntryFact[]): EntryFact[] {
  if (old.length === 0) return [...facts];
  const known = new Set(facts.map(keyOfFact));
  const others = old.filter((fact) => !known.has(keyOfFact(fact)));
  return [...facts, ...others].sort(inOrderOfRecording);
}

/** Of one household, by entry; of one entry the registration comes first. */
export function inOrderOfRecording(a: EntryFact, b: EntryFact): number {
  return a.version - b.version || Number(b.body.type === 'registered') - Number(a.body.type === 'registered');
}

/** The facts that the one has and the other has not. */
export function factsWithout(facts: readonly EntryFact[], others: readonly EntryFact[]): EntryFact[] {
  const known = new Set(others.map(keyOfFact));
  return facts.filter((fact) => !known.has(keyOfFact(fact)));
}

/** An entry makes at most one fact beside the registration. */
function keyOfFact({ version, body }: EntryFact): string {
  return body.type === 'registered' ? `${version} registered` : String(version);
}

const boundaries = new Map<number, { day: string; instant: string }>();

/** The first day of the fiscal year before that of a moment, and the moment at which it began in Bangkok. */
function lastFiscalYear(recordedAt: string): { day: string; instant: string } {
  const year = fiscalYear(bangkokDay(new Date(recordedAt))) - 1;
  let boundary = boundaries.get(year);
  if (!boundary) {
    const day = firstDayOfFiscalYear(year);
    boundary = { day, instant: new Date(`${day}T00:00:00+07:00`).toISOString() };
    boundaries.set(year, boundary);
  }
  return boundary;
}

function mayLeave({ body }: EntryFact): boolean {
  switch (body.type) {
    case 'registered':
    case 'listed':
    case 'move':
    case 'target-state':
    case 'referral-sent':
    case 'referral-answered':
    case 'merged':
      return false;
    case 'need':
    case 'rexray':
    case 'found':
    case 'mentor':
    case 'plan':
      return false;
    case 'survey':
      return body.needs.length === 0;
    case 'need-status':
    case 'assistance':
    case 'visit':
    case 'follow-up':
    case 'other':
      return true;
  }
}

/** The day that a fact speaks of; of one that speaks of none, the day it was recorded. */
function dayOf({ body, recordedAt }: EntryFact): string {
  if (body.type === 'need-status' || body.type === 'visit' || body.type === 'survey' || body.type === 'follow-up')
    return body.on;
  const day = body.type === 'assistance' ? (body.deliveredOn ?? body.plannedOn) : null;
  return day ?? bangkokDay(new Date(recordedAt));
}

/** For every fact the first one of its chain of corrections. */
function chainsOf(facts: readonly EntryFact[]): Map<EntryFact, EntryFact> {
  const byId = new Map(facts.flatMap((fact) => (fact.body.type === 'registered' ? [] : [[fact.id, fact] as const])));
  const chains = new Map<EntryFact, EntryFact>();
  for (const fact of facts) {
    const corrected = fact.supersedes === undefined ? undefined : byId.get(fact.supersedes);
    // Versions fall on the way back, so a broken chain cannot turn into a circle.
    const before = corrected && corrected.version < fact.version ? corrected : undefined;
    chains.set(fact, before ? (chains.get(before) ?? before) : fact);
  }
  return chains;
}

/** Of the facts that were known before the last fiscal year and that nothing has corrected since, those that later months ask for. */
function askedLater(facts: readonly EntryFact[], day: string, instant: string): Set<EntryFact> {
  const superseded = new Set(facts.map(({ supersedes }) => supersedes));
  const lastOf = new Map<string, EntryFact>();
  const statuses = new Map<string, string>();
  const latest = new Map<string, { fact: EntryFact; on: string }>();
  const followUps: { fact: EntryFact; on: string }[] = [];
  const lastHelpOf = new Map<string, { fact: EntryFact; deliveredOn: string }>();
  for (const fact of facts) {
    const { body } = fact;
    if (fact.recordedAt >= instant || superseded.has(fact.id)) continue;
    if (body.type === 'need-status') {
      lastOf.set(body.needId, fact);
      statuses.set(body.needId, body.status);
    }
    for (const { needId, result } of needResults(body)) {
      const status = movedByResult(statuses.get(needId), result);
      if (status === undefined) continue;
      lastOf.set(needId, fact);
      statuses.set(needId, status);
    }
    for (const kept of keptByDay(body)) {
      const last = latest.get(kept.what);
      if (!last || last.on <= kept.on) latest.set(kept.what, { fact, on: kept.on });
    }
    if (body.type === 'follow-up') followUps.push({ fact, on: body.on });
    if (body.type !== 'assistance' || !isGiven(body.status)) continue;
    // Help without its day counts in no month, but it was given.
    const deliveredOn = body.deliveredOn ?? '';
    if (deliveredOn >= day) continue;
    for (const asked of [...giversOf(body), ...body.needIds.map((id) => `need ${id}`)]) {
      const last = lastHelpOf.get(asked);
      if (!last || last.deliveredOn <= deliveredOn) lastHelpOf.set(asked, { fact, deliveredOn });
    }
  }
  const lastTwo = followUps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).slice(-2);
  return new Set([
    ...lastOf.values(),
    ...[...lastHelpOf.values(), ...latest.values(), ...lastTwo].map(({ fact }) => fact),
  ]);
}

/** What of a visit or a survey the latest one is kept of. */
function keptByDay(body: FactBody): { what: string; on: string }[] {
  if (body.type === 'survey') return [{ what: 'survey', on: body.on }];
  if (body.type !== 'visit') return [];
  const { on, outcome, hasWayOut } = body;
  return [{ what: `visit ${outcome}`, on }, ...(hasWayOut ? [{ what: 'way out', on }] : [])];
}

function giversOf({ agency, coAgencies }: AssistanceFact): string[] {
  return [agency, ...coAgencies].map((slug) => (slug === null ? 'nobody' : `agency ${slug}`));
}
