/** Gives a household group to reports, folded once for all that know the same of it. */
import type { HouseholdGroup } from './facts.ts';
import { knownCases, type KnownCase } from './known-case.ts';
import { knownHouseholds, type KnownHousehold } from './known-household.ts';

/** A group as it is known at the moment of a report. Each part is folded when a report first asks for it. */
export type KnownGroup = {
  households: () => readonly KnownHousehold[];
  cases: () => readonly KnownCase[];
  /** The cases as known at another moment (ISO UTC). */
  casesAt: (moment: string) => readonly KnownCase[];
};

export type FedReport = {
  /** The as-of moment, ISO UTC, at which `addKnown` wants the group to be known. */
  readonly asOf: string;
  addKnown: (known: KnownGroup) => void;
};

/**
 * Gives a group to reports in the order of their moments. It is folded anew only where something of it was recorded since the moment before:
 * most nights know of a household what the night before knew.
 */
export function addToEach(reports: readonly FedReport[], group: HouseholdGroup): void {
  const casesOf = new Map<string, readonly KnownCase[]>();
  const casesAt = (moment: string): readonly KnownCase[] => {
    const cases = casesOf.get(moment) ?? knownCases(group, moment);
    casesOf.set(moment, cases);
    return cases;
  };
  let known: KnownGroup | undefined;
  let from = '';
  let until = '';
  for (const report of reports) {
    const { asOf } = report;
    if (known === undefined || asOf < from || asOf >= until) {
      known = { ...foldsAt(group, asOf), casesAt };
      from = asOf;
      until = firstRecordedAfter(group, asOf);
    }
    report.addKnown(known);
  }
}

function foldsAt(group: HouseholdGroup, asOf: string): Pick<KnownGroup, 'households' | 'cases'> {
  let known: readonly KnownHousehold[] | undefined;
  let cases: readonly KnownCase[] | undefined;
  const households = (): readonly KnownHousehold[] => (known ??= knownHouseholds(group, asOf));
  return { households, cases: () => (cases ??= knownCases(group, asOf, households())) };
}

/** Sorts behind every instant. */
const NEVER = '~';

function firstRecordedAfter(group: HouseholdGroup, moment: string): string {
  let first = NEVER;
  for (const entries of group)
    for (const { recordedAt } of entries) if (recordedAt > moment && recordedAt < first) first = recordedAt;
  return first;
}
