import { pathOf, type Find } from '#shared/domain/organisation/organisation.ts';
import { bangkokMonth } from '#shared/thai/bangkok-time.ts';
import type { AgencyActivity, EntryFact } from './facts.ts';

/**
 * The sign of life that an entry is for its giver: any assistance, of whatever status, in the Bangkok month of its recording. Being a
 * co-agency is no sign, and an entry that a correction superseded was still recorded. Null when the entry is no sign of any agency.
 * A referral's answer is a sign of the agency asked, a sign-in of the account's agency: the code that stores those adds them (domain.md §6.3 A14).
 */
export function activityOf(entry: EntryFact): AgencyActivity | null {
  if (entry.body.type !== 'assistance' || entry.body.agency === null) return null;
  return {
    agency: entry.body.agency,
    month: bangkokMonth(new Date(entry.recordedAt)),
    firstAt: entry.recordedAt,
  };
}

/**
 * The agencies that gave a sign of life in `month`, as known at `asOf` (ISO UTC). A sign of life of an organisation is one of every agency
 * that its path passes through (R52): a department is not silent while one of its district offices works.
 */
export function activeAgencies(
  activity: Iterable<AgencyActivity>,
  month: string,
  asOf: string,
  find: Find,
): Set<string> {
  const alive = new Set<string>();
  for (const sign of activity) if (sign.month === month && sign.firstAt <= asOf) alive.add(sign.agency);
  const active = new Set<string>();
  for (const agency of alive) for (const passed of pathOf(agency, find)) active.add(passed);
  return active;
}
