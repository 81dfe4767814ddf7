import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import { whereaboutsOf } from '#shared/access-log/whereabouts.ts';
import type { listAccess as contract } from '#shared/contracts/access-log.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ROLES } from '#shared/domain/access/access.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';

export type AccessLogDeps = { accessLog: AccessLog; households: Pick<HouseholdStore, 'factsOf'>; cursors: Cursors };

/** Who looked at a household, newest first. */
export async function listAccess(
  { accessLog, households, cursors }: AccessLogDeps,
  { query, principal, now }: Pick<Call<typeof contract>, 'query' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { household, cursor, limit } = query;
  const binding = ['access', principal.sub, household];
  const [before] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const [facts] = await households.factsOf([household]);
  // A household whose document is lost has its own looks still.
  const whereabouts = facts ? whereaboutsOf(facts, now) : { household, districts: [], months: [] };
  const looks = await accessLog.of(whereabouts, before, limit);
  const last = looks.at(-1);
  return {
    items: looks.map(({ at, sub, roles, action, fields, purpose }) => ({
      at: formatBangkok(new Date(at)),
      sub,
      roles: ROLES.filter((role) => roles.includes(role)),
      action,
      fields: fields ?? [],
      purpose: purpose ?? null,
    })),
    nextCursor: looks.length === limit && last ? cursors.sign([last.id], binding) : null,
  };
}
