/**
 * The name of a file of a package when it has left its package: with month, area and revision, as `agencies_2026-05_42_r0.csv`. In the bucket
 * files lie under their short names (`agencies.csv`) in a folder of the revision.
 */
export function fullName(
  { month, area, revision }: { month: string; area: string; revision: number },
  name: string,
): string {
  const point = name.lastIndexOf('.');
  return `${name.slice(0, point)}_${month}_${area}_r${revision}${name.slice(point)}`;
}
