import { COLUMNS } from './columns.ts';
import type { Column, Denominators, RowFigure, TalliedHousehold } from './columns.ts';
import { RowSums, type SumsPart } from './row-sums.ts';
import { inGroups } from './shape.ts';
import type { RowFigures } from './shape.ts';
import type { HelpShare, ReferralShare } from './shares.ts';

/** Called for each household at the moment it is counted, so that a drill-down is what was counted. */
export type CountListener = (figure: RowFigure, householdId: string) => void;

/** A column that counts households. `at`: its place in the list. */
type Counting = { at: number; figure: RowFigure };

const BY_HELP: (Counting & { counts: (share: HelpShare, household: TalliedHousehold) => boolean })[] = [];
const OUTSIDE: Counting[] = [];
const PLACES = new Map<string, number>();

for (const [at, { key: figure, opens }] of COLUMNS.entries()) {
  PLACES.set(figure, at);
  if (opens === 'outside the lists') OUTSIDE.push({ at, figure });
  else if (opens !== null) BY_HELP.push({ at, figure, counts: opens });
}

/** What a row counted of some of the households. `opened`: households by the key of the column. */
export type RowPart = { readonly opened: Readonly<Record<string, number>>; readonly sums: SumsPart };

/** Adds up one row of Report A, household by household. Each household is added once. */
export class RowTally {
  /** Households counted, by the place of the column. */
  readonly #opened: number[] = COLUMNS.map(() => 0);
  readonly #sums = new RowSums();
  readonly #listener: CountListener | undefined;

  constructor(listener?: CountListener) {
    this.#listener = listener;
  }

  addHelp(household: TalliedHousehold, share: HelpShare): void {
    // By place: an iterator for each row of each household costs more than most of the questions.
    for (let place = 0; place < BY_HELP.length; place += 1) {
      const column = BY_HELP[place];
      if (column?.counts(share, household) === true) this.#count(column, household.id);
    }
    this.#sums.addHelp(share);
  }

  addOutsideList(householdId: string): void {
    for (const column of OUTSIDE) this.#count(column, householdId);
  }

  addResolvedNeed(): void {
    this.#sums.addResolvedNeed();
  }

  addReferral(share: ReferralShare): void {
    this.#sums.addReferral(share);
  }

  part(): RowPart {
    const opened = COLUMNS.map(({ key }, at) => [key, this.#opened[at] ?? 0] as const);
    return { opened: Object.fromEntries(opened.filter(([, count]) => count > 0)), sums: this.#sums.part() };
  }

  /** A column that is no more, or was not yet when the part was counted, counts nothing. */
  addPart({ opened, sums }: RowPart): void {
    for (const [key, count] of Object.entries(opened)) {
      const at = PLACES.get(key);
      if (at !== undefined) this.#opened[at] = (this.#opened[at] ?? 0) + count;
    }
    this.#sums.addPart(sums);
  }

  /** Whether every figure is 0. */
  isEmpty(): boolean {
    return this.#sums.isEmpty() && this.#opened.every((count) => count === 0);
  }

  figures(denominators: Denominators): RowFigures {
    // Made of the whole list, as the type is.
    return inGroups(COLUMNS, (column) => this.figure(column, denominators)) as RowFigures;
  }

  figure({ key, of }: Column, denominators: Denominators): number | null {
    const opened = this.#opened[PLACES.get(key) ?? -1] ?? 0;
    return of ? of({ ...denominators, sums: this.#sums, opened }) : opened;
  }

  #count({ at, figure }: Counting, householdId: string): void {
    this.#opened[at] = (this.#opened[at] ?? 0) + 1;
    this.#listener?.(figure, householdId);
  }
}
