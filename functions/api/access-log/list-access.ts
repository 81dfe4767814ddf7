import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog, Looked } from '#shared/access-log/access-log.ts';
import { whereaboutsOf } from '#shared/access-log/whereabouts.ts';
import type { listAccess as contract } from '#shared/contracts/access-log.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversHousehold, ROLES } from '#shared/domain/access/access.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';
import type { HouseholdFacts, HouseholdStore } from '#shared/household/household-store.ts';

export type AccessLogDeps = { accessLog: AccessLog; households: Pick<HouseholdStore, 'factsOf'>; cursors: Cursors };

/** Looks that are read for one page: where few fit its filter it is short, and its cursor goes on. */
const LOOKED_AT = 1000;

/** Each reading goes through the pages of a month: a short page of a filter does not make many. */
const READ_AT_ONCE = 200;

/**
 * Who looked at a household, newest first; of one account, or on some days of Bangkok, where that is asked. Throws `household-not-found` to an
 * office in whose area it neither lives nor is on a list.
 */
export async function listAccess(
  { accessLog, households, cursors }: AccessLogDeps,
  { query, principal, scopes, now }: Pick<Call<typeof contract>, 'query' | 'principal' | 'scopes' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { household, cursor, limit, ...filters } = query;
  const { sub: looker, from = '', to = '~' } = filters;
  const isFiltered = Object.keys(filters).length > 0;
  const binding = ['access', principal.sub, household, ...(isFiltered ? [filters] : [])];
  const atOnce = isFiltered ? Math.max(limit, READ_AT_ONCE) : limit;
  let [before] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const [facts] = await households.factsOf([household]);
  const areas = facts ? areasOfFacts(facts) : [];
  if (!coversHousehold(scopes, { areas, agencies: [], mentor: null })) throw new Problem('household-not-found');
  // A household whose document is lost has its own looks still.
  const whereabouts = facts ? whereaboutsOf(facts, now) : { household, districts: [], months: [] };
  const looks: Looked[] = [];
  let isOver = false;
  for (let lookedAt = 0; !isOver && looks.length < limit && lookedAt < LOOKED_AT; lookedAt += atOnce) {
    const read = await accessLog.of(whereabouts, before, atOnce);
    // What is older than the first day cannot fit any more.
    isOver = read.length < atOnce;
    for (const look of read) {
      if (looks.length === limit) break;
      before = look.id;
      const day = bangkokDay(new Date(look.at));
      isOver ||= day < from;
      if (day >= from && day <= to && (looker === undefined || look.sub === looker)) looks.push(look);
    }
  }
  return {
    items: looks.map(({ at, sub, roles, action, fields, purpose }) => ({
      at: formatBangkok(new Date(at)),
      sub,
      roles: ROLES.filter((role) => roles.includes(role)),
      action,
      fields: fields ?? [],
      purpose: purpose ?? null,
    })),
    nextCursor: (looks.length === limit || !isOver) && before !== undefined ? cursors.sign([before], binding) : null,
  };
}

/** Where a household lives and where it is on a list. */
function areasOfFacts({ areaCode, facts }: HouseholdFacts): string[] {
  const superseded = new Set(facts.map(({ supersedes }) => supersedes));
  return [
    areaCode,
    ...facts.flatMap(({ id, body }) => (body.type === 'listed' && !superseded.has(id) ? [body.area] : [])),
  ];
}
