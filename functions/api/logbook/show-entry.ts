/** What leaves of a logbook entry: its body, and who recorded it when. Profiles stay in: the file of the household shows them masked. */
import type * as z from 'zod';

import type { logbookEntry, recordEntry } from '#shared/contracts/logbook-routes.ts';
import type { LogbookBody } from '#shared/domain/logbook/bodies.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ROLES } from '#shared/domain/access/access.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { kindOf } from '#shared/domain/logbook/kind-of.ts';

type Entry = z.input<typeof logbookEntry>;

/** What every entry says beside its body. */
function recorded({
  id,
  householdId,
  version,
  recordedAt,
  recordedBy,
  source,
  copiedFrom,
}: Omit<LogbookEntry, 'body'>) {
  return {
    id,
    householdId,
    version,
    recordedAt: formatBangkok(new Date(recordedAt)),
    recordedBy: {
      sub: recordedBy.sub,
      roles: ROLES.filter((role) => recordedBy.roles.includes(role)),
      agency: recordedBy.agency ?? null,
    },
    source: source ?? null,
    copiedFrom: copiedFrom ?? null,
  };
}

export function showRecorded(entry: Omit<LogbookEntry, 'body'>, body: LogbookBody): ReplyOf<typeof recordEntry> {
  return { ...recorded(entry), ...body };
}

export function showEntry(entry: LogbookEntry): Entry {
  const { body } = entry;
  const { profile: _profile, ...said } = { profile: undefined, ...body };
  const shown = body.type === 'correction' ? said : (kindOf(body).show?.(body) ?? said);
  // A kind shows what its schema in the contract says.
  return { ...recorded(entry), ...shown } as Entry;
}
