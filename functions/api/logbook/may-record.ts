/** Who may put which entry on which household (domain.md §2.1; design of access: decided on the household itself). */
import type { LogbookBody } from '#shared/contracts/logbook.ts';
import {
  coversHousehold,
  scopesFor,
  type Permission,
  type Principal,
  type Scope,
} from '#shared/domain/access/access.ts';
import { isOfOwnOffice } from '#shared/domain/access/office.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { Problem } from '#shared/problems.ts';

/** Scopes in which the account may record a body; a correction needs the permission of what it corrects as well. */
export function scopesToRecord(principal: Principal, body: LogbookBody): Scope[] {
  const type: Permission = `logbook:${body.type}`;
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
 * knows, helped by it before or not, and corrects what is its own. Who may not read the household corrects what the own office
 * recorded; any other entry is not there.
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
    refuseOther(body, agencies);
  }
  if (body.type !== 'correction') return;
  const corrected = history.find(({ id }) => id === body.supersedes);
  if (!mayRead(principal, household) && !(corrected && isOfOwnOffice(corrected.recordedBy, principal)))
    throw new Problem('entry-not-found', { entry: body.supersedes });
  if (isLocal || !corrected) return;
  refuseOther(corrected.body, agencies);
}

/** An agency speaks of its own help only. */
function refuseOther(body: EntryBody, agencies: readonly string[]): void {
  const given = body.type === 'correction' ? body.entry : body;
  if (given.type !== 'assistance' || given.agency === null || !agencies.includes(given.agency))
    throw new Problem('outside-scope');
}

export function mayRead(principal: Principal, household: Household): boolean {
  return coversHousehold(scopesFor(principal, 'logbook:read'), placed(household));
}
