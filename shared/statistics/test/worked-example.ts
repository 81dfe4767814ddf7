/** The worked example of domain.md §6.3: the facts that the steps of test/fixtures/report-a/plan.json leave behind. */
import { readFileSync } from 'node:fs';
import type { AssistanceFact } from '#shared/domain/statistics/facts.ts';
import { assistance, at, FactsProvince, targetList } from './facts-province.ts';

export const EXAMPLE_LIST = '{tpmap-2569}';

export function workedExample(): FactsProvince {
  const province = new FactsProvince();
  province.lists.push(targetList({ id: EXAMPLE_LIST }));
  province.orders.push({
    area: '42',
    version: 1,
    orderNo: 'ตัวอย่าง',
    orderDate: '2026-03-01',
    agencies: ['cdd', 'moph', 'moe'],
    recordedAt: at('2026-03-20T10:00:00'),
  });
  province.add('H7', '2026-03-20T10:00:00', { type: 'registered', area: '420301' });
  for (const [index, area] of ['420101', '420101', '420102', '420103', '420301', '420301'].entries()) {
    province.add(`H${index + 1}`, '2026-03-20T10:00:00', { type: 'registered', area });
    province.add(`H${index + 1}`, '2026-03-20T10:00:00', { type: 'listed', list: EXAMPLE_LIST, area });
  }
  const state = { type: 'target-state', list: EXAMPLE_LIST } as const;
  province.add('H5', '2026-04-20T14:00:00', { ...state, state: 'NOT_POOR', on: '2026-04-20' });
  province.add('H6', '2026-04-25T11:00:00', { ...state, state: 'MOVED', on: '2026-04-24', toArea: '410101' });
  province.add('H6', '2026-04-25T11:00:00', { type: 'move', on: '2026-04-24', toArea: '410101' });
  const helps: [string, string, Partial<AssistanceFact>][] = [
    ['H1', '2026-05-05', { agency: 'cdd', needIds: ['N1'] }],
    ['H1', '2026-05-09', { agency: 'moph', dimension: 'health', needIds: ['N2'] }],
    ['H2', '2026-05-12', { agency: 'cdd', needIds: ['N3'] }],
    ['H7', '2026-05-15', { agency: 'moph', dimension: 'health' }],
    ['H2', '2026-05-20', { agency: 'cdd', needIds: ['N3'] }],
    ['H4', '2026-05-25', { agency: 'moe', status: 'PLANNED', plannedOn: '2026-05-25', deliveredOn: null }],
    ['H3', '2026-06-10', { agency: 'moe', dimension: 'education', deliveredOn: '2026-04-28', needIds: ['N4'] }],
  ];
  for (const [household, day, help] of helps)
    province.add(household, `${day}T15:00:00`, assistance({ deliveredOn: day, ...help }));
  return province;
}

/** A report of the example; names of definitions are the system's own. */
export function expectedReport(name: string): Record<string, unknown> {
  const file = new URL(`../../../test/fixtures/report-a/expected-${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
