/** Break-glass: one household outside of the own scope is read for three hours (domain.md §2.1). */
import type * as z from 'zod';

import { pageOfShelf } from '#functions/api/shelf-page.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { BreakGlassStore } from '#shared/break-glass/break-glass-store.ts';
import { openPurpose, sealPurpose } from '#shared/break-glass/sealed-purpose.ts';
import type {
  listBreakGlass as listContract,
  openBreakGlass as openContract,
  reviewBreakGlass as reviewContract,
  revokeBreakGlass as oneContract,
} from '#shared/contracts/break-glass.ts';
import {
  BREAK_GLASS_LIFE_CYCLE,
  OPEN_HOURS,
  stateOf,
  type BreakGlass,
} from '#shared/domain/break-glass/break-glass.ts';
import { coversHousehold, ROLES, scopesFor, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { areasConcerned } from '#shared/domain/household/household.ts';
import { mayStep } from '#shared/domain/life-cycle.ts';
import { identityKey, type HouseholdStore } from '#shared/household/household-store.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { readChain } from '#shared/household/read-following.ts';
import { Problem } from '#shared/problems.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

import { isOpenTo } from './household-to-read.ts';
import { citizenIdOf } from './read-said-id.ts';
import { houseCodeOf } from './search-households.ts';

export type BreakGlassDeps = {
  households: HouseholdStore;
  accessLog: AccessLog;
  cursors: Cursors;
  breakGlass: BreakGlassStore;
  sealer: Sealer;
  directory: Pick<OrganisationDirectory, 'find'>;
  newId: () => string;
};

type Shown = z.input<typeof oneContract.reply>;
type OneCall = Pick<Call<typeof oneContract>, 'params' | 'principal' | 'scopes' | 'now'>;

/**
 * Opens the household that has exactly this citizen ID or house code. Every look counts, and one that misses is kept for the auditor.
 * Throws `break-glass-limit`, `household-not-found`, `break-glass-not-needed` within the own scope, `break-glass-open`.
 */
export async function openBreakGlass(
  deps: BreakGlassDeps,
  { body, principal, now }: Pick<Call<typeof openContract>, 'body' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<BreakGlass> {
  await refusePartners(deps, principal);
  const identity =
    'citizenId' in body
      ? ({ kind: 'person', citizenId: citizenIdOf(body) } as const)
      : ({ kind: 'house', houseCode: houseCodeOf(body.houseCode) } as const);
  if (!(await deps.breakGlass.takeLook(principal.sub, bangkokDay(now)))) throw new Problem('break-glass-limit');
  const found = (await deps.households.find([identity])).get(identityKey(identity));
  const household = found === undefined ? undefined : (await readChain(deps.households, found)).at(-1);
  const id = deps.newId();
  const base = {
    id,
    version: 1,
    sub: principal.sub,
    roles: [...principal.roles],
    purpose: await sealPurpose(id, body.purpose, deps.sealer),
    openedAt: now.toISOString(),
    until: new Date(now.getTime() + OPEN_HOURS * 3_600_000).toISOString(),
  };
  if (!household) {
    await deps.breakGlass.create({ ...base, household: null, areas: [] });
    throw new Problem('household-not-found');
  }
  if (coversHousehold(scopesFor(principal, 'households:read'), placed(household, bangkokDay(now))))
    throw new Problem('break-glass-not-needed');
  if (await isOpenTo(deps.breakGlass, household.id, principal, now)) throw new Problem('break-glass-open');
  await deps.accessLog.record({
    household: household.id,
    at: base.openedAt,
    sub: principal.sub,
    roles: [...principal.roles],
    action: 'BREAK_GLASS',
    purpose: body.purpose,
  });
  const opened: BreakGlass = { ...base, household: household.id, areas: areasConcerned(household) };
  await deps.breakGlass.create(opened, claimFor({ id }));
  return opened;
}

/** Agencies of the state alone: a partner network sees what was referred to it. Throws `not-permitted`. */
async function refusePartners({ directory }: BreakGlassDeps, principal: Principal): Promise<void> {
  const scopes = scopesFor(principal, 'break-glass:open');
  const agencies = scopes.flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : []));
  if (agencies.length < scopes.length) return;
  const known = await directory.find(agencies);
  if (![...known.values()].some(({ sector, active }) => sector === 'STATE' && active))
    throw new Problem('not-permitted');
}

/** The holder ends its own. Throws `break-glass-not-found`, `transition-not-allowed`. */
export async function endBreakGlass(deps: BreakGlassDeps, { params, principal, now }: OneCall): Promise<BreakGlass> {
  return await change(deps, params.id, (opened) => {
    if (opened.sub !== principal.sub) throw new Problem('break-glass-not-found');
    return ended(opened, 'ENDED', principal, now);
  });
}

/** An office of the household, or the auditor, ends it at once. Throws `break-glass-not-found`, `transition-not-allowed`. */
export async function revokeBreakGlass(deps: BreakGlassDeps, call: OneCall): Promise<BreakGlass> {
  return await change(deps, call.params.id, (opened) => {
    refuseOutside(opened, call);
    return ended(opened, 'REVOKED', call.principal, call.now);
  });
}

/** Reviewed once, by an office of the household or the auditor, and never by the holder. Throws `break-glass-not-found`, `transition-not-allowed`. */
export async function reviewBreakGlass(
  deps: BreakGlassDeps,
  call: OneCall & Pick<Call<typeof reviewContract>, 'body'>,
): Promise<BreakGlass> {
  const { result, reason } = call.body;
  return await change(deps, call.params.id, (opened) => {
    refuseOutside(opened, call);
    if (opened.review || opened.household === null)
      throw new Problem('transition-not-allowed', { from: opened.review?.result ?? 'MISSED', to: result });
    const by = { at: call.now.toISOString(), by: call.principal.sub };
    return { ...opened, review: { result, ...(reason === undefined ? {} : { reason }), ...by } };
  });
}

function ended(opened: BreakGlass, status: 'ENDED' | 'REVOKED', { sub }: Principal, now: Date): BreakGlass {
  const from = stateOf(opened, now);
  if (!mayStep(BREAK_GLASS_LIFE_CYCLE, from, status)) throw new Problem('transition-not-allowed', { from, to: status });
  return { ...opened, ended: { status, at: now.toISOString(), by: sub } };
}

/** The holder does not review itself; what lies outside of the scope is not there. */
function refuseOutside(opened: BreakGlass, { scopes, principal }: Pick<OneCall, 'scopes' | 'principal'>): void {
  if (opened.sub === principal.sub || !isReviewed(scopes, opened)) throw new Problem('break-glass-not-found');
}

function isReviewed(scopes: readonly Scope[], { areas }: BreakGlass): boolean {
  return coversHousehold(scopes, { areas, agencies: [], mentor: null });
}

const ATTEMPTS = 5;

async function change(
  { breakGlass }: BreakGlassDeps,
  id: string,
  make: (opened: BreakGlass) => BreakGlass,
): Promise<BreakGlass> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await breakGlass.get(id);
    if (!before) throw new Problem('break-glass-not-found');
    const after = { ...make(before), version: before.version + 1 };
    if (await breakGlass.update(before, after)) return after;
  }
  throw new Problem('busy');
}

/** Those over households of the own scope, newest first; the auditor's list has all, and the looks that missed. */
export async function listBreakGlass(
  { breakGlass, cursors }: BreakGlassDeps,
  { query, scopes, principal, now }: Pick<Call<typeof listContract>, 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<{ items: BreakGlass[]; nextCursor: string | null }> {
  const { cursor, limit, ...filters } = query;
  return await pageOfShelf(
    breakGlass,
    scopes,
    (opened) =>
      isReviewed(scopes, opened) &&
      (filters.unit === undefined || opened.areas.some((area) => area.startsWith(filters.unit ?? ''))) &&
      (filters.status === undefined || stateOf(opened, now) === filters.status),
    { cursor, limit, binding: ['break-glass', principal.sub, scopes, filters], cursors },
  );
}

export async function showBreakGlass(opened: BreakGlass, now: Date, sealer: Pick<Sealer, 'open'>): Promise<Shown> {
  const { id, household, sub, roles, openedAt, until, ended: end, review } = opened;
  return {
    id,
    householdId: household,
    sub,
    roles: ROLES.filter((role) => roles.includes(role)),
    purpose: await openPurpose(opened, sealer),
    openedAt: formatBangkok(new Date(openedAt)),
    until: formatBangkok(new Date(until)),
    status: stateOf(opened, now),
    endedAt: end ? formatBangkok(new Date(end.at)) : null,
    review: review
      ? { result: review.result, reason: review.reason ?? null, at: formatBangkok(new Date(review.at)), by: review.by }
      : null,
  };
}
