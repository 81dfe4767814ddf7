/**
 * The number of a fiscal year's package: the sum of the revisions of its four quarters, of which each new one makes another package. Null while
 * a quarter has none.
 */
export function yearlyRevision(revisions: readonly (number | undefined)[]): number | null {
  return revisions.reduce<number | null>(
    (sum, revision) => (sum === null || revision === undefined ? null : sum + revision),
    0,
  );
}
