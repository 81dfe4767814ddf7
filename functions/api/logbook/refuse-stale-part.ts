import { versionOf } from '#functions/middleware/etag.ts';
import { stale } from '#functions/api/registers/refuse-stale.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';

/** A part of a household as it stands: in which version it was said last (0: never), and what it says. */
type Part = { readonly saidIn: number; readonly now: object };

/**
 * Lets a part of a household be replaced by who read the household when this part was as it is now: what others recorded meanwhile of
 * other things closes nobody's part. Throws `precondition-required` without `If-Match`, and `version-conflict` with what differs from what
 * was sent and who said it when.
 */
export async function refuseStalePart(
  households: Pick<HouseholdStore, 'entries'>,
  household: Household,
  { saidIn, now }: Part,
  ifMatch: string | undefined,
  sent: object,
): Promise<void> {
  if (ifMatch === undefined) throw new Problem('precondition-required', { version: household.version });
  const read = versionOf(ifMatch);
  if (ifMatch.trim() === '*' || (read !== undefined && read >= Math.max(1, saidIn) && read <= household.version))
    return;
  const [entry] = saidIn === 0 ? [] : await households.entries(household.id, saidIn - 1, 1);
  const standing = {
    version: household.version,
    changedAt: entry?.recordedAt ?? household.updatedAt,
    changedBy: entry?.recordedBy.sub ?? '',
  };
  throw stale(standing, now, sent);
}
