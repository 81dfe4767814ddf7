/** Who may put which entry on which household (domain.md §2.1; design of access: decided on the household itself). */
import type { LogbookBody } from '#shared/contracts/logbook.ts';
import {
  coversHousehold,
  scopesFor,
  type Permission,
  type Principal,
  type Scope,
} from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { Problem } from '#shared/problems.ts';

import { placed } from '#functions/api/households/in-scope.ts';

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
 * knows, helped by it before or not, and corrects what is its own.
 */
export function refuseOutside(
  scopes: readonly Scope[],
  household: Household,
  body: LogbookBody,
  history: readonly LogbookEntry[],
): void {
  const local = scopes.filter(({ kind }) => kind !== 'agency');
  if (coversHousehold(local, placed(household))) return;
  const agencies = scopes.flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : []));
  if (agencies.length === 0) throw new Problem('household-not-found');
  const given = body.type === 'correction' ? body.entry : body;
  if (given.type !== 'assistance' || given.agency === null || !agencies.includes(given.agency))
    throw new Problem('outside-scope');
  if (body.type !== 'correction') return;
  const corrected = history.find(({ id }) => id === body.supersedes)?.body;
  if (corrected === undefined) return;
  const before = corrected.type === 'correction' ? corrected.entry : corrected;
  if (before.type !== 'assistance' || before.agency === null || !agencies.includes(before.agency))
    throw new Problem('outside-scope');
}
