import { areasFromAbove } from '#shared/domain/statistics/committee.ts';
import { unitOrderOf, UnitsChanged, type CommitteeOrder, type CommitteeStore } from './committee-store.ts';

export function createMemoryCommitteeStore(): CommitteeStore {
  const orders: CommitteeOrder[] = [];
  const ofArea = (area: string): CommitteeOrder[] =>
    structuredClone(orders.filter((order) => order.area === area).sort((a, b) => a.version - b.version));
  const ofProvince = (province: string): CommitteeOrder[] => orders.filter(({ area }) => area.slice(0, 2) === province);
  return {
    newest: (area) => Promise.resolve(ofArea(area).at(-1)),
    async put(order, mark) {
      if (orders.some(({ area, version }) => area === order.area && version === order.version)) return false;
      if (mark !== undefined && mark !== ofProvince(order.area.slice(0, 2)).length) throw new UnitsChanged();
      orders.push(structuredClone(order));
      return true;
    },
    history: (area) => Promise.resolve(areasFromAbove(area).flatMap(ofArea)),
    units(province) {
      const standing = ofProvince(province);
      return Promise.resolve({ orders: structuredClone(standing.map(unitOrderOf)), mark: standing.length });
    },
  };
}
