/**
 * Help that a household received, which is DELIVERED or VERIFIED and in force, apart from help that is only planned, approved,
 * cancelled or returned (domain.md §2.5). An agency reads the file of a household to which it gave help (domain.md §2.1).
 */
import { onceFor } from '#shared/once-for.ts';

import { BahtSums } from '../statistics/baht-sums.ts';
import type { AssistanceFact } from '../statistics/facts.ts';
import type { Household } from './household.ts';

/** Whether help of this status was received. */
export function isGiven(status: string): boolean {
  return status === 'DELIVERED' || status === 'VERIFIED';
}

/** Whether an agency is the giver of a help or one of its co-agencies. */
export function hasPartIn(help: Pick<AssistanceFact, 'agency' | 'coAgencies'>, agency: string): boolean {
  return help.agency === agency || help.coAgencies.includes(agency);
}

/** Help in force, whatever its status, in the order of recording. A corrected entry gives none. */
export function heldHelp({ facts }: Pick<Household, 'facts'>): AssistanceFact[] {
  const superseded = new Set(facts.map(({ supersedes }) => supersedes));
  return facts.flatMap(({ id, body }) => (body.type === 'assistance' && !superseded.has(id) ? [body] : []));
}

/** Slugs of the agencies that gave help in force, as giver or co-agency, each once. */
export function agenciesThatGave({ facts }: Pick<Household, 'facts'>): readonly string[] {
  return giversIn(facts);
}

/** Asked for every step that a file offers; facts are never changed, a new entry makes new ones. */
const giversIn = onceFor((facts: Household['facts']): readonly string[] => {
  const agencies = new Set<string>();
  for (const { agency, coAgencies, status } of heldHelp({ facts })) {
    if (!isGiven(status)) continue;
    if (agency !== null) agencies.add(agency);
    for (const coAgency of coAgencies) agencies.add(coAgency);
  }
  return [...agencies];
});

/** Help that was received, as one sum: records, and baht as in Report A (null when there are records and none has that value). */
export type HelpSum = { records: number; cashBaht: number | null; inKindBaht: number | null; withoutValue: number };

/** The sum of help in force that was received and in which none of the agencies had a part: neither as giver nor as co-agency. */
export function helpOfOthers(household: Pick<Household, 'facts'>, agencies: readonly string[]): HelpSum {
  const others = heldHelp(household).filter(
    (help) => isGiven(help.status) && !agencies.some((agency) => hasPartIn(help, agency)),
  );
  const sums = new BahtSums();
  for (const help of others) sums.add(help);
  const { cashBaht, inKindBaht, withoutValue } = sums;
  return { records: others.length, cashBaht, inKindBaht, withoutValue };
}

/**
 * Whether a change opens the file of a household to an agency: help that the agency gave is in force after it and was not
 * before. `before` is undefined for a household that begins.
 */
export function opensFileTo(
  agency: string,
  { before, after }: { before: Pick<Household, 'facts'> | undefined; after: Pick<Household, 'facts'> },
): boolean {
  return agenciesThatGave(after).includes(agency) && !(before && agenciesThatGave(before).includes(agency));
}
