import { areasFromAbove } from '#shared/domain/statistics/committee.ts';
import type { CommitteeOrder, CommitteeStore } from './committee-store.ts';

export function createMemoryCommitteeStore(): CommitteeStore {
  const orders: CommitteeOrder[] = [];
  const ofArea = (area: string): CommitteeOrder[] =>
    structuredClone(orders.filter((order) => order.area === area).sort((a, b) => a.version - b.version));
  return {
    newest: (area) => Promise.resolve(ofArea(area).at(-1)),
    async put(order) {
      if (orders.some(({ area, version }) => area === order.area && version === order.version)) return false;
      orders.push(structuredClone(order));
      return true;
    },
    history: (area) => Promise.resolve(areasFromAbove(area).flatMap(ofArea)),
  };
}
