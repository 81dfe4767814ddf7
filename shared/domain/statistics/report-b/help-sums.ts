import { fromSatang, toSatang } from '#shared/thai/money.ts';
import type { KnownHelp } from '../known-household.ts';
import type { HelpFigures } from './shape.ts';

/** Adds up help, household by household; each household once with all of its help. Baht are summed in satang, exactly. */
export class HelpSums {
  #households = 0;
  #assistances = 0;
  #withCash = 0;
  #cashSatang = 0;
  #withInKind = 0;
  #inKindSatang = 0;

  add(helps: readonly KnownHelp[]): void {
    this.#households += 1;
    this.#assistances += helps.length;
    for (const { fact } of helps) {
      if (fact.cashBaht !== null) {
        this.#withCash += 1;
        this.#cashSatang += toSatang(fact.cashBaht);
      }
      if (fact.inKindBaht !== null) {
        this.#withInKind += 1;
        this.#inKindSatang += toSatang(fact.inKindBaht);
      }
    }
  }

  /** Baht are null when there are records and none has a value, 0 when there is no record. */
  figures(): HelpFigures {
    const baht = (satang: number, withValue: number): number | null =>
      this.#assistances > 0 && withValue === 0 ? null : fromSatang(satang);
    return {
      households: this.#households,
      assistances: this.#assistances,
      cashBaht: baht(this.#cashSatang, this.#withCash),
      inKindBaht: baht(this.#inKindSatang, this.#withInKind),
    };
  }
}

/** Help by a key that a record may have several of: its agencies, its type, their sectors. */
export class HelpByKey<Key> {
  readonly #sums = new Map<Key, HelpSums>();

  add(helps: readonly KnownHelp[], keysOf: (help: KnownHelp) => Iterable<Key>): void {
    const byKey = new Map<Key, KnownHelp[]>();
    for (const help of helps)
      for (const key of new Set(keysOf(help))) {
        const own = byKey.get(key);
        if (own) own.push(help);
        else byKey.set(key, [help]);
      }
    for (const [key, own] of byKey) {
      const sums = this.#sums.get(key) ?? new HelpSums();
      this.#sums.set(key, sums);
      sums.add(own);
    }
  }

  /** Keys with a record, by code; `last` (null, UNKNOWN) behind all others. */
  rows(last: Key): (readonly [Key, HelpFigures])[] {
    return [...this.#sums]
      .toSorted(([a], [b]) => Number(a === last) - Number(b === last) || (String(a) < String(b) ? -1 : 1))
      .map(([key, sums]) => [key, sums.figures()] as const);
  }
}
