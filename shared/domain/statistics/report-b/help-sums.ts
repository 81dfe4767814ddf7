import { BahtSums } from '../baht-sums.ts';
import type { KnownHelp } from '../known-household.ts';
import type { HelpFigures } from './shape.ts';

/** Adds up help, household by household; each household once with all of its help. */
export class HelpSums {
  #households = 0;
  #assistances = 0;
  readonly #baht = new BahtSums();

  add(helps: readonly KnownHelp[]): void {
    this.#households += 1;
    this.#assistances += helps.length;
    for (const { fact } of helps) this.#baht.add(fact);
  }

  figures(): HelpFigures {
    return {
      households: this.#households,
      assistances: this.#assistances,
      cashBaht: this.#baht.cashBaht,
      inKindBaht: this.#baht.inKindBaht,
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
