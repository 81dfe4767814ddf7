/** By which sources of lists a household is known: TPMAP, ThaiQM and vulnerable groups overlap, every other source is OTHER (casework R33). */

export const OVERLAP_CELLS = [
  'TPMAP',
  'THAIQM',
  'VULNERABLE',
  'TPMAP+THAIQM',
  'TPMAP+VULNERABLE',
  'THAIQM+VULNERABLE',
  'TPMAP+THAIQM+VULNERABLE',
  'OTHER',
] as const;
export type OverlapCell = (typeof OVERLAP_CELLS)[number];

const OVERLAPPING = ['TPMAP', 'THAIQM', 'VULNERABLE'];

/** The cell of a household on lists of these sources; undefined for one on no list. */
export function overlapOf(sources: ReadonlySet<string>): OverlapCell | undefined {
  if (sources.size === 0) return undefined;
  const named = OVERLAPPING.filter((source) => sources.has(source)).join('+');
  return OVERLAP_CELLS.find((cell) => cell === named) ?? 'OTHER';
}
