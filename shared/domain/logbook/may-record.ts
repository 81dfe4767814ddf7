/** Who may put which entry on which household (domain.md §2.1; design of access: decided on the household itself). */
import { Problem } from '#shared/problems.ts';

import {
  coversHousehold,
  PERMISSIONS,
  scopesFor,
  withRoles,
  type Permission,
  type Principal,
  type Scope,
} from '../access/access.ts';
import { isOfOwnOffice } from '../access/office.ts';
import { agencyNamedBy, placed } from '../access/placed.ts';
import { mayVerifyHelp } from '../access/role-groups.ts';
import { hasPartIn } from '../household/given-help.ts';
import type { Household } from '../household/household.ts';
import { isMoreUrgent, type UrgencyLevel } from '../household/urgency.ts';
import { maySayState } from '../target-list/target-steps.ts';
import type { AssistanceBody, LogbookBody } from './bodies.ts';
import { saidIn, type EntryBody, type KindBody, type LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';
import { lastSaid } from './record.ts';
import { holdsNow, supersededIn } from './steps.ts';

/** Scopes in which the account may record a body; a correction needs the permission of what it corrects as well. */
export function scopesToRecord(principal: Principal, body: LogbookBody): Scope[] {
  const type: Permission = `logbook:${body.type}`;
  const able = whoSays(principal, saidIn(body));
  const scopes = scopesFor(able, type);
  // Which kind a withdrawal is of, the corrected entry says (`refuseCorrecting`).
  const both = body.type === 'correction' && body.entry !== null ? narrowed(able, scopes, body.entry.type) : scopes;
  if (both.length === 0) throw new Problem('not-permitted', { permission: type });
  return both;
}

/** The account with those of its roles that may say a state of a target, or that help is verified. */
function whoSays(principal: Principal, said: KindBody | undefined): Principal {
  if (said?.type === 'target-state') return withRoles(principal, (role) => maySayState(role, said.state));
  if (said?.type === 'assistance-status' && said.status === 'VERIFIED') return withRoles(principal, mayVerifyHelp);
  return principal;
}

/** Of the scopes those in which the account also records a kind. */
function narrowed(principal: Principal, scopes: readonly Scope[], type: KindBody['type']): Scope[] {
  const permission = PERMISSIONS.find((known) => known === `logbook:${type}`);
  const others = permission === undefined ? [] : scopesFor(principal, permission);
  return scopes.filter((scope) => others.some((other) => same(scope, other)));
}

/** Throws `not-permitted` when a body withdraws an entry that the account may not record, or corrects a state that it may not say. */
export function refuseCorrecting(
  principal: Principal,
  household: Household,
  body: LogbookBody,
  history: readonly LogbookEntry[],
): void {
  if (body.type !== 'correction') return;
  const said = saidBefore(body.supersedes, history);
  if (!said || (body.entry !== null && said.type !== 'target-state')) return;
  const able = whoSays(principal, said);
  const scopes = narrowed(able, scopesFor(able, 'logbook:correction'), said.type);
  if (scopes.length === 0) throw new Problem('not-permitted', { permission: 'logbook:correction' });
  refuseOutside(principal, scopes, household, body, history);
}

function same(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Throws unless a scope allows the body on the household. An agency records help of its own on any household whose id it
 * knows, helped by it before or not, and corrects or moves on what is its own. Who may not read the household corrects and moves on
 * what the own office recorded, and an agency also its own help; any other entry is not there. A move, and a correction of one, changes whose
 * household it is. Who may not read the household only records that it left the account's own reach; any other move would bring
 * it to the account's office or to its neighbours (`move-not-yours`).
 */
export function refuseOutside(
  principal: Principal,
  scopes: readonly Scope[],
  household: Household,
  body: LogbookBody,
  history: readonly LogbookEntry[],
): void {
  const local = scopes.filter(({ kind }) => kind !== 'agency');
  const isLocal = coversHousehold(local, placed(household));
  const isUrgency = saidOrWithdrawn(body, history)?.type === 'urgency';
  const agencies = scopes.flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : []));
  if (!isLocal) {
    // An account that reads the household by another of its roles knows that it is there.
    if (agencies.length === 0)
      throw new Problem(mayRead(principal, household) ? 'not-permitted' : 'household-not-found');
    if (isUrgency) refuseUrgencyOfAgency(scopes, household, body, history, principal);
    else if (saidIn(body)) refuseOther(body, history, agencies);
    refuseUnreferred(scopes, household, body, history);
  }
  const reads = mayRead(principal, household);
  // Before the corrected entry is looked at: the refusal does not tell whether it exists.
  if (!reads && movesInto(local, body)) throw new Problem('move-not-yours');
  const builtUpon = builtUponBy(body);
  if (builtUpon === undefined) return;
  const earlier = history.find(({ id }) => id === builtUpon);
  if (!reads && !(earlier && mayReadEntry(principal, household, earlier, history)))
    throw new Problem('entry-not-found', { entry: builtUpon });
  if (isLocal || !earlier || isUrgency) return;
  if (isNamelessOfOwnOffice(earlier, history, principal)) return;
  refuseOther(earlier.body, history, agencies);
}

/** Id of the entry that a body corrects or moves on. */
function builtUponBy(body: LogbookBody): string | undefined {
  return body.type === 'correction' ? body.supersedes : kindOf(body).step?.of(body);
}

/** What an entry said, or of a withdrawal, what was said before it. */
function saidBefore(id: string, history: readonly LogbookEntry[]): KindBody | undefined {
  const entry = history.find((one) => one.id === id);
  return entry && lastSaid(entry, history);
}

/** What a body says or, of a withdrawal, what it withdraws. */
function saidOrWithdrawn(body: EntryBody, history: readonly LogbookEntry[]): KindBody | undefined {
  return saidIn(body) ?? (body.type === 'correction' ? saidBefore(body.supersedes, history) : undefined);
}

/** The help that a body is, moves on or withdraws. */
function helpOf(body: EntryBody, history: readonly LogbookEntry[]): AssistanceBody | undefined {
  const said = saidOrWithdrawn(body, history);
  const step = said && kindOf(said).step;
  const help = step ? holdsNow(step.of(said), history)?.said : said;
  return help?.type === 'assistance' ? help : undefined;
}

/**
 * Throws `move-not-yours` when an entry would open a household to an area of the account that could not read it: a move that is
 * corrected to nowhere leaves the household where it lived before that move. An agency opens a household by its help.
 */
export function refuseOpening(principal: Principal, before: Household, after: Household): void {
  const scopes = scopesFor(principal, 'logbook:read');
  const local = scopes.filter(({ kind }) => kind !== 'agency');
  if (!coversHousehold(scopes, placed(before)) && coversHousehold(local, placed(after)))
    throw new Problem('move-not-yours');
}

/** Whether a body says that a household lives, from now on, in one of the scopes. */
function movesInto(scopes: readonly Scope[], body: LogbookBody): boolean {
  const said = saidIn(body);
  if (said?.type !== 'move' || said.toArea === null) return false;
  return coversHousehold(scopes, { areas: [said.toArea], agencies: [], mentor: null });
}

/**
 * An agency that helps a household says that it is more urgent than was known; only who answers for the household says that it is
 * less. It corrects what its own office said. Throws `household-not-found`, `outside-scope`, `urgency-only-raised`.
 */
function refuseUrgencyOfAgency(
  scopes: readonly Scope[],
  household: Household,
  body: LogbookBody,
  history: readonly LogbookEntry[],
  principal: Principal,
): void {
  if (!coversHousehold(scopes, placed(household))) throw new Problem('household-not-found');
  const said = saidIn(body);
  const corrected = body.type === 'correction' ? history.find(({ id }) => id === body.supersedes) : undefined;
  if (corrected && !isOfOwnOffice(corrected.recordedBy, principal)) throw new Problem('outside-scope');
  const before = corrected ? levelWithout(corrected.id, history) : household.urgency?.level;
  if (said?.type === 'urgency' && !isMoreUrgent(said.level, before))
    throw new Problem('urgency-only-raised', { level: before ?? 'NORMAL' });
}

/** The level in force if an entry had not been recorded. */
function levelWithout(entryId: string, history: readonly LogbookEntry[]): UrgencyLevel | undefined {
  const superseded = supersededIn(history, new Map());
  return history
    .filter(({ id }) => id !== entryId && !superseded.has(id))
    .flatMap(({ body }) => {
      const said = saidIn(body);
      return said?.type === 'urgency' ? [said.level] : [];
    })
    .at(-1);
}

/** An agency speaks of its own help only. */
function refuseOther(body: EntryBody, history: readonly LogbookEntry[], agencies: readonly string[]): void {
  const agency = helpOf(body, history)?.agency ?? null;
  if (agency === null || !agencies.includes(agency)) throw new Problem('outside-scope');
}

/**
 * A partner speaks of help that it gives on a referral of its own which it has accepted; other help of it is typed by the unit. Throws
 * `outside-scope`.
 */
function refuseUnreferred(
  scopes: readonly Scope[],
  household: Household,
  body: EntryBody,
  history: readonly LogbookEntry[],
): void {
  const agencies = scopes.filter((scope) => scope.kind === 'agency');
  if (!agencies.every(({ partner }) => partner)) return;
  const referralId = helpOf(body, history)?.referralId;
  const referral = household.referrals.find(({ id }) => id === referralId);
  const isOwn = agencies.some(({ agency }) => agency === referral?.toAgency);
  // A referral that was rejected, or withdrawn before the partner accepted it, names no version of its acceptance.
  if (!referral || !isOwn || !('acceptedIn' in referral)) throw new Problem('outside-scope');
}

/** Help that the own office recorded and that names no agency: it is the office's own to put right. */
function isNamelessOfOwnOffice(
  { body, recordedBy }: LogbookEntry,
  history: readonly LogbookEntry[],
  principal: Principal,
): boolean {
  return helpOf(body, history)?.agency === null && isOfOwnOffice(recordedBy, principal);
}

/** An entry of a household that the account may not read: one of the own office, or help of an agency that plans it. */
function mayReadEntry(
  principal: Principal,
  household: Household,
  { body, recordedBy }: LogbookEntry,
  history: readonly LogbookEntry[],
): boolean {
  if (isOfOwnOffice(recordedBy, principal)) return true;
  const agency = agencyNamedBy(household, scopesFor(principal, 'logbook:read'));
  const help = helpOf(body, history);
  return agency !== undefined && help !== undefined && hasPartIn(help, agency);
}

export function mayRead(principal: Principal, household: Household): boolean {
  return coversHousehold(scopesFor(principal, 'logbook:read'), placed(household));
}
