import { fromSatang, toSatang } from '#shared/thai/money.ts';
import type { AssistanceFact } from './facts.ts';

/** Numbers of records, and satang. */
export type BahtPart = Readonly<
  Record<'records' | 'withCash' | 'cashSatang' | 'withInKind' | 'inKindSatang' | 'withoutValue', number>
>;

/** Adds up the value of help, record by record. Baht are summed in satang, exactly. Null and 0 as in Report A (domain.md §6.3 A8). */
export class BahtSums {
  #records = 0;
  #withCash = 0;
  #cashSatang = 0;
  #withInKind = 0;
  #inKindSatang = 0;
  /** Records that have no value at all. */
  withoutValue = 0;

  add({ cashBaht, inKindBaht }: Pick<AssistanceFact, 'cashBaht' | 'inKindBaht'>): void {
    this.#records += 1;
    if (cashBaht !== null) {
      this.#withCash += 1;
      this.#cashSatang += toSatang(cashBaht);
    }
    if (inKindBaht !== null) {
      this.#withInKind += 1;
      this.#inKindSatang += toSatang(inKindBaht);
    }
    if (cashBaht === null && inKindBaht === null) this.withoutValue += 1;
  }

  /** What was added so far, and that of other records counted in. */
  part(): BahtPart {
    return {
      records: this.#records,
      withCash: this.#withCash,
      cashSatang: this.#cashSatang,
      withInKind: this.#withInKind,
      inKindSatang: this.#inKindSatang,
      withoutValue: this.withoutValue,
    };
  }

  addPart(part: BahtPart): void {
    this.#records += part.records;
    this.#withCash += part.withCash;
    this.#cashSatang += part.cashSatang;
    this.#withInKind += part.withInKind;
    this.#inKindSatang += part.inKindSatang;
    this.withoutValue += part.withoutValue;
  }

  get cashBaht(): number | null {
    return this.#bahtOf(this.#cashSatang, this.#withCash);
  }

  get inKindBaht(): number | null {
    return this.#bahtOf(this.#inKindSatang, this.#withInKind);
  }

  /** Null when there are records and none has a value, 0 when there is no record. */
  #bahtOf(satang: number, withValue: number): number | null {
    return this.#records > 0 && withValue === 0 ? null : fromSatang(satang);
  }
}
