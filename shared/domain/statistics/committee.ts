import type { CommitteeFact } from './facts.ts';

/**
 * The agencies on the order in force at `asOf` (ISO UTC) for `area`, in the order's own sequence: the order of the area itself, else of the
 * nearest area above it, else `defaultCommittee`. Of several orders of one area the one recorded last and known then is in force
 * (domain.md §6.3 A14; a sub-district is under its district's order and that under the province's).
 */
export function agenciesOnOrder(
  committees: readonly CommitteeFact[],
  area: string,
  asOf: string,
  defaultCommittee: readonly string[],
): string[] {
  for (let length = area.length; length > 0; length -= 1) {
    const code = area.slice(0, length);
    let inForce: CommitteeFact | undefined;
    for (const committee of committees) {
      if (committee.area === code && committee.recordedAt <= asOf) {
        inForce = inForce && inForce.recordedAt > committee.recordedAt ? inForce : committee;
      }
    }
    if (inForce) {
      return [...new Set(inForce.agencies)];
    }
  }
  return [...new Set(defaultCommittee)];
}
