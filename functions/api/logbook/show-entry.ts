/** What leaves of a logbook entry: what of its body the reader is told, and who recorded it when. Profiles stay in: the file shows them masked. */
import type * as z from 'zod';

import type { logbookEntry, recordEntry } from '#shared/contracts/logbook-routes.ts';
import type { LogbookBody } from '#shared/domain/logbook/bodies.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ROLES, type Principal } from '#shared/domain/access/access.ts';
import type { Reading } from '#shared/domain/access/reading.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { toldEntry } from '#shared/domain/logbook/told-entry.ts';

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

/** An entry as the reader of the household is told it. */
export function showEntry(entry: LogbookEntry, household: Household, principal: Principal, reading: Reading): Entry {
  // A kind shows what its schema in the contract says.
  return { ...recorded(entry), ...toldEntry(entry, household, principal, reading) } as Entry;
}
