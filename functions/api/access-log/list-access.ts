import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { listAccess as contract } from '#shared/contracts/access-log.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ROLES } from '#shared/domain/access/access.ts';
import { formatBangkok } from '#shared/domain/bangkok-time.ts';

/** Who looked at a household, newest first. */
export async function listAccess(
  { accessLog, cursors }: { accessLog: AccessLog; cursors: Cursors },
  { query, principal }: Pick<Call<typeof contract>, 'query' | 'principal'>,
): Promise<ReplyOf<typeof contract>> {
  const { household, cursor, limit } = query;
  const binding = ['access', principal.sub, household];
  const [before] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const records = await accessLog.of(household, before, limit);
  const last = records.at(-1);
  return {
    items: records.map(({ at, sub, roles, action, fields, purpose }) => ({
      at: formatBangkok(new Date(at)),
      sub,
      roles: ROLES.filter((role) => roles.includes(role)),
      action,
      fields: fields ?? [],
      purpose: purpose ?? null,
    })),
    nextCursor: records.length === limit && last ? cursors.sign([last.at], binding) : null,
  };
}
