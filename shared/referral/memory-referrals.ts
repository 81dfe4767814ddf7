import { boxSk, withReceived } from './referral-items.ts';
import type { ReferralItem, ReferralStore } from './referral-store.ts';

/** Referrals in memory: one for the stores of households, whose appends move them, and of referrals. */
export class MemoryReferrals implements ReferralStore {
  readonly #items = new Map<string, ReferralItem>();
  readonly #received = new Map<string, string>();

  put(item: ReferralItem): void {
    this.#items.set(item.id, structuredClone(item));
  }

  get(id: string): Promise<ReferralItem | undefined> {
    const item = structuredClone(this.#items.get(id));
    const at = this.#received.get(id);
    return Promise.resolve(item && at !== undefined ? withReceived(item, at) : item);
  }

  receive({ id }: ReferralItem, at: string): Promise<void> {
    if (this.#items.get(id)?.status === 'SENT' && !this.#received.has(id)) this.#received.set(id, at);
    return Promise.resolve();
  }

  async list(
    box: Parameters<ReferralStore['list']>[0],
    after: Parameters<ReferralStore['list']>[1],
    limit: number,
  ): Promise<ReferralItem[]> {
    const inBox = [...this.#items.values()].filter((item) =>
      'to' in box ? item.toAgency === box.to : item.from === box.from,
    );
    const sorted = inBox.toSorted((a, b) => (boxSk(a) < boxSk(b) ? 1 : -1));
    const page = sorted.filter((item) => after === undefined || boxSk(item) < boxSk(after)).slice(0, limit);
    return (await Promise.all(page.map(({ id }) => this.get(id)))).filter((item) => item !== undefined);
  }
}
