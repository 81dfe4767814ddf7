/** An agency that opens a file for itself, by recording its first own help, is noted in the access log (domain.md §2.1). */
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { opensFileTo } from '#shared/domain/household/given-help.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';

/**
 * Gives what a call awaits before each of its tries to append `changes`. It writes one OPENED line, before the file is open, for
 * each household whose file the changes open to the agency of the account. A later try of the same call writes no second line.
 */
export function createOpeningNote(
  accessLog: Pick<AccessLog, 'record'>,
  { sub, roles, agency }: Principal,
  now: Date,
): (changes: readonly HouseholdChange[]) => Promise<void> {
  const noted = new Set<string>();
  return async (changes) => {
    if (agency === undefined) return;
    for (const change of changes) {
      const { id } = change.after;
      if (noted.has(id) || !opensFileTo(agency, change)) continue;
      await accessLog.record({ household: id, at: now.toISOString(), sub, roles, action: 'OPENED' });
      noted.add(id);
    }
  };
}
