/** What a unit wrote of a quarter, each time (casework R42): figures are made of what was known. */
import type { Remarks } from '#shared/domain/statistics/report-b/shape.ts';

export type QuarterlyNote = {
  /** `<quarter>~<unit>`. */
  readonly id: string;
  readonly version: number;
  readonly unit: string;
  readonly quarter: string;
  /** Oldest first. `recordedAt` ISO UTC. */
  readonly versions: readonly (Remarks & { readonly recordedAt: string })[];
};

export function noteId(quarter: string, unit: string): string {
  return `${quarter}~${unit}`;
}

/** How the ids of a quarter's notes of the units in an area begin. */
export function notePrefix(quarter: string, area: string): string {
  return noteId(quarter, area);
}
