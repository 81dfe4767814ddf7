import { fromSatang, toSatang } from '#shared/thai/money.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';
import { percentOf } from './percent.ts';
import type { HelpShare, ReferralShare } from './household-share.ts';
import type { ExtraFigures, Figures, HouseholdsByDimension } from './report-a-shape.ts';

/** The figures of a row that count households, and so can be opened to the households behind them. For a percent: those of the numerator. */
export type RowFigure =
  | 'households'
  | 'newHouseholds'
  | `byDimension.${Dimension}`
  | 'integratedHouseholds'
  | 'fiscalYearHouseholds'
  | 'sinceListHouseholds'
  | 'percentOfFrozen'
  | 'percentOfAdjusted'
  | 'outsideList'
  | 'extra.adviceOnlyHouseholds'
  | 'extra.integratedSinceList';

/** Told each household at the moment it is counted, so that a drill-down is what was counted. */
export type CountListener = (figure: RowFigure, householdId: string) => void;

/** A household as a tally needs it. */
export type TalliedHousehold = { id: string; inBaseline: boolean; inAdjusted: boolean };

/** B and B_adj, for the percents; null before the freeze. */
export type Denominators = { frozen: number | null; adjusted: number | null };

/** Adds up one row of Report A, household by household. Each household is added once. Baht are summed in satang, exactly. */
export class RowTally {
  readonly #counts = new Map<RowFigure, number>();
  readonly #listener: CountListener | undefined;
  readonly #persons = new Set<string>();
  readonly #daysToDone = new Map<number, number>();
  #assistances = 0;
  #needsTouched = 0;
  #needsResolved = 0;
  #withCash = 0;
  #cashSatang = 0;
  #withInKind = 0;
  #inKindSatang = 0;
  #withoutValue = 0;
  #onTime = 0;
  #afterClose = 0;
  #received = 0;
  #accepted = 0;
  #completed = 0;
  #rejected = 0;
  #overdue = 0;

  constructor(listener?: CountListener) {
    this.#listener = listener;
  }

  addHelp(household: TalliedHousehold, share: HelpShare): void {
    this.#countWhen(share.records.length > 0, 'households', household.id);
    this.#countWhen(share.newHousehold, 'newHouseholds', household.id);
    this.#countWhen(share.integrated, 'integratedHouseholds', household.id);
    this.#countWhen(share.fiscalYear, 'fiscalYearHouseholds', household.id);
    this.#countWhen(share.sinceList, 'sinceListHouseholds', household.id);
    this.#countWhen(share.sinceList && household.inBaseline, 'percentOfFrozen', household.id);
    this.#countWhen(share.sinceList && household.inAdjusted, 'percentOfAdjusted', household.id);
    this.#countWhen(share.adviceOnly, 'extra.adviceOnlyHouseholds', household.id);
    this.#countWhen(share.integratedSinceList, 'extra.integratedSinceList', household.id);
    for (const dimension of new Set(share.records.map((help) => help.fact.dimension))) {
      this.#countWhen(true, `byDimension.${dimension}`, household.id);
    }
    this.#assistances += share.records.length;
    this.#needsTouched += share.needsTouched;
    this.#onTime += share.onTime;
    this.#afterClose += share.afterClose;
    for (const { fact } of share.records) {
      for (const person of fact.personIds) {
        this.#persons.add(person);
      }
      if (fact.cashBaht !== null) {
        this.#withCash += 1;
        this.#cashSatang += toSatang(fact.cashBaht);
      }
      if (fact.inKindBaht !== null) {
        this.#withInKind += 1;
        this.#inKindSatang += toSatang(fact.inKindBaht);
      }
      if (fact.cashBaht === null && fact.inKindBaht === null) {
        this.#withoutValue += 1;
      }
    }
  }

  addOutsideList(householdId: string): void {
    this.#countWhen(true, 'outsideList', householdId);
  }

  addResolvedNeed(): void {
    this.#needsResolved += 1;
  }

  addReferral(share: ReferralShare): void {
    this.#received += share.received ? 1 : 0;
    this.#accepted += share.accepted ? 1 : 0;
    this.#rejected += share.rejected ? 1 : 0;
    this.#overdue += share.overdue ? 1 : 0;
    if (share.completed) {
      this.#completed += 1;
      this.#daysToDone.set(share.days, (this.#daysToDone.get(share.days) ?? 0) + 1);
    }
  }

  /** Whether every figure is 0. */
  isEmpty(): boolean {
    return (
      this.#counts.size === 0 &&
      this.#needsResolved + this.#received + this.#accepted + this.#completed + this.#rejected + this.#overdue === 0
    );
  }

  figures({ frozen, adjusted }: Denominators): Figures {
    return {
      households: this.#count('households'),
      newHouseholds: this.#count('newHouseholds'),
      persons: this.#persons.size,
      assistances: this.#assistances,
      byDimension: this.byDimension(),
      needsTouched: this.#needsTouched,
      needsResolved: this.#needsResolved,
      integratedHouseholds: this.#count('integratedHouseholds'),
      cashBaht: bahtOf(this.#cashSatang, this.#withCash, this.#assistances),
      inKindBaht: bahtOf(this.#inKindSatang, this.#withInKind, this.#assistances),
      withoutValue: this.#withoutValue,
      referrals: {
        received: this.#received,
        accepted: this.#accepted,
        completed: this.#completed,
        rejected: this.#rejected,
        overdue: this.#overdue,
        medianDays: medianOf(this.#daysToDone, this.#completed),
      },
      fiscalYearHouseholds: this.#count('fiscalYearHouseholds'),
      sinceListHouseholds: this.#count('sinceListHouseholds'),
      percentOfFrozen: frozen === null ? null : percentOf(this.#count('percentOfFrozen'), frozen),
      percentOfAdjusted: adjusted === null ? null : percentOf(this.#count('percentOfAdjusted'), adjusted),
      outsideList: this.#count('outsideList'),
      recordedOnTime: percentOf(this.#onTime, this.#assistances),
    };
  }

  extra(): ExtraFigures {
    return {
      adviceOnlyHouseholds: this.#count('extra.adviceOnlyHouseholds'),
      integratedSinceList: this.#count('extra.integratedSinceList'),
      recordedAfterClose: this.#afterClose,
    };
  }

  byDimension(): HouseholdsByDimension {
    return {
      health: this.#count('byDimension.health'),
      living: this.#count('byDimension.living'),
      education: this.#count('byDimension.education'),
      income: this.#count('byDimension.income'),
      access: this.#count('byDimension.access'),
    };
  }

  #count(figure: RowFigure): number {
    return this.#counts.get(figure) ?? 0;
  }

  #countWhen(condition: boolean, figure: RowFigure, householdId: string): void {
    if (condition) {
      this.#counts.set(figure, this.#count(figure) + 1);
      this.#listener?.(figure, householdId);
    }
  }
}

/** Null when there are records and none has a value, 0 when there is no record (domain.md §6.3 A8). */
function bahtOf(satang: number, withValue: number, records: number): number | null {
  return records > 0 && withValue === 0 ? null : fromSatang(satang);
}

/** Of an even number of referrals the mean of the middle two, so halves of a day may come out. */
function medianOf(countByDays: ReadonlyMap<number, number>, count: number): number | null {
  if (count === 0) {
    return null;
  }
  const lower = Math.floor((count - 1) / 2);
  const upper = Math.floor(count / 2);
  let before = 0;
  let sum = 0;
  for (const [days, times] of [...countByDays].toSorted(([a], [b]) => a - b)) {
    for (const rank of [lower, upper]) {
      sum += rank >= before && rank < before + times ? days : 0;
    }
    before += times;
  }
  return sum / 2;
}
