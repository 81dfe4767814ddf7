import type { UnitKind } from '../../committee/units.ts';
import { FigureTally } from '../figure-tally.ts';
import { HelpByKey, HelpSums } from './help-sums.ts';

/** What one row of Report B adds up: the counts by name, and what is no count of households. */
export class UnitTally {
  readonly unit: string | null;
  readonly kind: UnitKind | null;
  readonly name: string | null;
  readonly tally: FigureTally;
  readonly persons = new Set<string>();
  readonly help = new HelpSums();
  readonly byAgency = new HelpByKey<string | null>();
  readonly byType = new HelpByKey<string>();
  readonly bySector = new HelpByKey<string>();
  /** Households of each mentor. */
  readonly mentors = new Map<string, number>();
  readonly indicators = new Set<number>();

  constructor(of: { unit: string | null; kind: UnitKind | null; name: string | null; asked?: string | undefined }) {
    this.unit = of.unit;
    this.kind = of.kind;
    this.name = of.name;
    this.tally = new FigureTally(of.asked);
  }

  addMentored(mentor: string): void {
    this.mentors.set(mentor, (this.mentors.get(mentor) ?? 0) + 1);
  }

  /** Median, halves possible, and most of the households of a mentor; null without a mentor. */
  householdsPerMentor(): { median: number | null; max: number | null } {
    const counts = [...this.mentors.values()].toSorted((a, b) => a - b);
    const lower = counts[Math.floor((counts.length - 1) / 2)];
    const upper = counts[Math.floor(counts.length / 2)];
    if (lower === undefined || upper === undefined) return { median: null, max: null };
    return { median: (lower + upper) / 2, max: counts.at(-1) ?? null };
  }
}
