import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { agencyNamedBy, placed } from '#shared/domain/access/placed.ts';
import { readingOf } from '#shared/domain/access/reading.ts';
import { isOpenTo } from '#functions/api/households/household-to-read.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { BreakGlassReader } from '#shared/break-glass/break-glass-store.ts';
import type { listLogbook as contract } from '#shared/contracts/logbook-routes.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import { hasPartIn } from '#shared/domain/household/given-help.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { isSeen } from '#functions/api/households/in-scope.ts';
import { byRecording } from '#shared/domain/statistics/known-household.ts';

import { showEntry } from './show-entry.ts';

/**
 * The entries of a household in the scope, oldest first; an agency that only plans help sees its own of them. That they were
 * read is logged.
 */
export async function listEntries(
  deps: { households: HouseholdStore; accessLog: AccessLog; cursors: Cursors; breakGlass: BreakGlassReader },
  {
    params,
    query,
    scopes,
    principal,
    now,
  }: Pick<Call<typeof contract>, 'params' | 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const household = await deps.households.get(params.id);
  if (!household) throw new Problem('household-not-found');
  const today = bangkokDay(now);
  const inScope = await isSeen(deps.households, household, (one) => coversHousehold(scopes, placed(one, today)));
  const byGlass = !inScope && (await isOpenTo(deps.breakGlass, household.id, principal, now));
  const isWhole = inScope || byGlass;
  const merged = household.merged ?? [];
  const whole =
    merged.length > 0
      ? await entriesTogether(deps.households, [household.id, ...merged.map(({ id }) => id)])
      : (after: number, limit: number) => deps.households.entries(household.id, after, limit);
  const read = isWhole ? whole : await ownEntries(deps.households, household, scopes);
  const binding = ['logbook', principal.sub, scopes, household.id, ...(merged.length > 0 && isWhole ? ['merged'] : [])];
  const after = query.cursor === undefined ? 0 : versionIn(deps.cursors.read(query.cursor, binding));
  const { sub, roles } = principal;
  // Side by side: nothing is shown before both are done.
  const [entries] = await Promise.all([
    read(after, query.limit + 1),
    deps.accessLog.record({
      household: household.id,
      at: now.toISOString(),
      sub,
      roles,
      action: byGlass ? 'BREAK_GLASS' : 'LOGBOOK',
    }),
  ]);
  const page = entries.slice(0, query.limit);
  const last = page.at(-1);
  const reading = readingOf(principal, household, today, byGlass);
  return {
    items: page.map((entry) => showEntry(entry, household, principal, reading)),
    nextCursor:
      entries.length > page.length && last
        ? deps.cursors.sign([String(merged.length > 0 && isWhole ? after + page.length : last.version)], binding)
        : null,
  };
}

/**
 * Reads the entries of a household with those of the ones that were merged into it, in the order of recording, after so many of them. What
 * one was told of an entry of another is that entry.
 */
async function entriesTogether(
  households: Pick<HouseholdStore, 'history'>,
  ids: readonly string[],
): Promise<(after: number, limit: number) => Promise<LogbookEntry[]>> {
  const histories = await Promise.all(ids.map((id) => households.history(id)));
  const entries = histories
    .flat()
    .filter(({ body }) => !('of' in body && body.of !== undefined))
    .toSorted(byRecording);
  return async (after, limit) => await Promise.resolve(entries.slice(after, after + limit));
}

/**
 * Reads the entries of help of an agency of the scopes that only plans to help, after a version, as the store does. Throws
 * `household-not-found` when the household names no such agency.
 */
async function ownEntries(
  households: Pick<HouseholdStore, 'entries' | 'allFacts'>,
  household: Household,
  scopes: readonly Scope[],
): Promise<(after: number, limit: number) => Promise<LogbookEntry[]>> {
  const agency = agencyNamedBy(household, scopes);
  if (agency === undefined) throw new Problem('household-not-found');
  // The facts tell which entries are its own help: no other entry is read and opened.
  const own = (await households.allFacts(household)).flatMap(({ version, body }) =>
    body.type === 'assistance' && hasPartIn(body, agency) ? [version] : [],
  );
  return async (after, limit) => {
    const versions = own.filter((version) => version > after).slice(0, limit);
    return (await Promise.all(versions.map((version) => households.entries(household.id, version - 1, 1)))).flat();
  };
}

function versionIn([version]: readonly string[]): number {
  const number = Number(version);
  if (!Number.isSafeInteger(number) || number < 0) throw new Problem('cursor-invalid');
  return number;
}
