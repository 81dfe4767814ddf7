import { BahtSums, type BahtPart } from '../baht-sums.ts';
import type { HelpShare, ReferralShare } from './shares.ts';

const COUNTED = [
  'assistances',
  'needsTouched',
  'needsResolved',
  'onTime',
  'afterClose',
  'received',
  'accepted',
  'completed',
  'rejected',
  'overdue',
] as const;

/**
 * What the row of some of the households adds up. `persons`: how many; `daysToDone`: referrals by their days. A sum that a part does not have was
 * not added up yet when it was counted.
 */
export type SumsPart = Readonly<Partial<Record<(typeof COUNTED)[number], number>>> & {
  readonly persons: number;
  readonly daysToDone: readonly (readonly [days: number, referrals: number])[];
  readonly baht: BahtPart;
};

/** What one row of Report A adds up besides households, record by record. */
export class RowSums {
  readonly #persons = new Set<string>();
  /** Of parts: persons are told apart within a part alone. */
  #personsOfParts = 0;
  readonly #daysToDone = new Map<number, number>();
  readonly #baht = new BahtSums();
  assistances = 0;
  needsTouched = 0;
  needsResolved = 0;
  onTime = 0;
  afterClose = 0;
  received = 0;
  accepted = 0;
  completed = 0;
  rejected = 0;
  overdue = 0;

  addHelp(share: HelpShare): void {
    this.assistances += share.records.length;
    this.needsTouched += share.needsTouched;
    this.onTime += share.onTime;
    this.afterClose += share.afterClose;
    for (const { fact } of share.records) {
      for (const person of fact.personIds) this.#persons.add(person);
      this.#baht.add(fact);
    }
  }

  addResolvedNeed(): void {
    this.needsResolved += 1;
  }

  addReferral(share: ReferralShare): void {
    this.received += share.received ? 1 : 0;
    this.accepted += share.accepted ? 1 : 0;
    this.rejected += share.rejected ? 1 : 0;
    this.overdue += share.overdue ? 1 : 0;
    if (share.completed) {
      this.completed += 1;
      this.#daysToDone.set(share.days, (this.#daysToDone.get(share.days) ?? 0) + 1);
    }
  }

  part(): SumsPart {
    const { assistances, needsTouched, needsResolved, onTime, afterClose } = this;
    const { received, accepted, completed, rejected, overdue } = this;
    return {
      ...{ assistances, needsTouched, needsResolved, onTime, afterClose },
      ...{ received, accepted, completed, rejected, overdue },
      persons: this.persons,
      daysToDone: [...this.#daysToDone].toSorted(([a], [b]) => a - b),
      baht: this.#baht.part(),
    };
  }

  addPart(part: SumsPart): void {
    for (const name of COUNTED) this[name] += part[name] ?? 0;
    this.#personsOfParts += part.persons;
    for (const [days, times] of part.daysToDone) this.#daysToDone.set(days, (this.#daysToDone.get(days) ?? 0) + times);
    this.#baht.addPart(part.baht);
  }

  /** Whether nothing was added. */
  isEmpty(): boolean {
    return (
      this.assistances +
        this.needsResolved +
        this.received +
        this.accepted +
        this.completed +
        this.rejected +
        this.overdue ===
      0
    );
  }

  get persons(): number {
    return this.#persons.size + this.#personsOfParts;
  }

  get cashBaht(): number | null {
    return this.#baht.cashBaht;
  }

  get inKindBaht(): number | null {
    return this.#baht.inKindBaht;
  }

  get withoutValue(): number {
    return this.#baht.withoutValue;
  }

  /** Median of the days from sent to done. Of an even number of referrals the mean of the middle two, so halves of a day may come out. */
  get medianDays(): number | null {
    if (this.completed === 0) return null;
    const lower = Math.floor((this.completed - 1) / 2);
    const upper = Math.floor(this.completed / 2);
    let before = 0;
    let sum = 0;
    for (const [days, times] of [...this.#daysToDone].toSorted(([a], [b]) => a - b)) {
      for (const rank of [lower, upper]) sum += rank >= before && rank < before + times ? days : 0;
      before += times;
    }
    return sum / 2;
  }
}
