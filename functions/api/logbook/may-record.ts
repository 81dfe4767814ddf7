/** Who may put which entry on which household (domain.md §2.1; design of access: decided on the household itself). */
import type { AssistanceBody, LogbookBody } from '#shared/domain/logbook/bodies.ts';
import {
  coversHousehold,
  scopesFor,
  type Permission,
  type Principal,
  type Scope,
} from '#shared/domain/access/access.ts';
import { mayVerifyHelp } from '#shared/domain/access/role-groups.ts';
import { isOfOwnOffice } from '#shared/domain/access/office.ts';
import { hasPartIn } from '#shared/domain/household/given-help.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { saidIn, type EntryBody, type LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { kindOf } from '#shared/domain/logbook/kind-of.ts';
import { holdsNow } from '#shared/domain/logbook/steps.ts';
import { Problem } from '#shared/problems.ts';

import { agencyNamedBy } from '#functions/api/households/in-scope.ts';

/** Scopes in which the account may record a body; a correction needs the permission of what it corrects as well. */
export function scopesToRecord(principal: Principal, body: LogbookBody): Scope[] {
  const type: Permission = `logbook:${body.type}`;
  const said = saidIn(body);
  if (said.type === 'assistance-status' && said.status === 'VERIFIED' && !mayVerifyHelp(principal.roles))
    throw new Problem('not-permitted', { permission: type });
  const scopes = scopesFor(principal, type);
  const both =
    body.type === 'correction'
      ? scopes.filter((scope) => scopesFor(principal, `logbook:${body.entry.type}`).some((other) => same(scope, other)))
      : scopes;
  if (both.length === 0) throw new Problem('not-permitted', { permission: type });
  return both;
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
  const agencies = scopes.flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : []));
  if (!isLocal) {
    if (agencies.length === 0) throw new Problem('household-not-found');
    refuseOther(body, history, agencies);
  }
  const reads = mayRead(principal, household);
  // Before the corrected entry is looked at: the refusal does not tell whether it exists.
  if (!reads && movesInto(local, body)) throw new Problem('move-not-yours');
  const builtUpon = builtUponBy(body);
  if (builtUpon === undefined) return;
  const earlier = history.find(({ id }) => id === builtUpon);
  if (!reads && !(earlier && mayReadEntry(principal, household, earlier, history)))
    throw new Problem('entry-not-found', { entry: builtUpon });
  if (isLocal || !earlier || isNamelessOfOwnOffice(earlier, history, principal)) return;
  refuseOther(earlier.body, history, agencies);
}

/** Id of the entry that a body corrects or moves on. */
function builtUponBy(body: LogbookBody): string | undefined {
  return body.type === 'correction' ? body.supersedes : kindOf(body).step?.of(body);
}

/** The help that a body is, or that it moves on. */
function helpOf(body: EntryBody, history: readonly LogbookEntry[]): AssistanceBody | undefined {
  const said = saidIn(body);
  const step = kindOf(said).step;
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
  if (said.type !== 'move' || said.toArea === null) return false;
  return coversHousehold(scopes, { areas: [said.toArea], agencies: [], mentor: null });
}

/** An agency speaks of its own help only. */
function refuseOther(body: EntryBody, history: readonly LogbookEntry[], agencies: readonly string[]): void {
  const agency = helpOf(body, history)?.agency ?? null;
  if (agency === null || !agencies.includes(agency)) throw new Problem('outside-scope');
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
