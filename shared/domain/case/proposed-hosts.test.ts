import { describe, expect, it } from 'vitest';

import { indicators } from '#shared/reference/indicators.ts';

import { BUILT_IN, type Organisation } from '../organisation/organisation.ts';
import { proposedHosts } from './proposed-hosts.ts';

/** An indicator with a main host, and its first host. */
const INDICATOR = indicators.find(({ leadHosts, coHosts }) => leadHosts.length > 0 && coHosts.length > 0);
if (!INDICATOR) throw new Error('The table has hosts');
const { no, planDimension, leadHosts, coHosts } = INDICATOR;
const [HOST = ''] = leadHosts;

const household = (shown: readonly number[]) => ({
  areaCode: '420101',
  targets: [{ list: 'L', area: '420101', personId: null, dimensions: [], indicators: [...shown], addedAt: '' }],
});
const need = { dimension: planDimension };

function office(id: string, areaCode: string, more: Partial<Organisation> = {}): Organisation {
  const host = BUILT_IN.get(HOST);
  if (!host) throw new Error('The host is built in');
  return { ...host, id, areaCode, parent: null, reportsAs: HOST, level: 'PROVINCE', ...more };
}
const agenciesOf = (organisations: Organisation[]): string[] =>
  proposedHosts(
    household([no]),
    organisations,
  )(need)
    .filter(({ role }) => role === 'MAIN')
    .map(({ agency }) => agency);

describe('hosts for a need', () => {
  it('are those of the failed indicators of its dimension, main hosts first', () => {
    expect(proposedHosts(household([no]), [])(need)).toEqual([
      ...leadHosts.map((agency) => ({ agency, role: 'MAIN', indicator: no })),
      ...coHosts
        .filter((agency) => !leadHosts.includes(agency))
        .map((agency) => ({ agency, role: 'JOINT', indicator: no })),
    ]);
  });

  it('are those of the indicator that the need itself names, whatever the household failed', () => {
    const other = indicators.find((one) => one.no !== no && one.leadHosts.length > 0);
    const hosts = proposedHosts(household([no]), [])({ dimension: 'income', indicator: other?.no ?? 0 });
    expect(new Set(hosts.map(({ indicator }) => indicator))).toEqual(new Set([other?.no]));
  });

  it('are none for a dimension without a failed indicator', () => {
    const other = planDimension === 'health' ? 'income' : 'health';
    expect(proposedHosts(household([no]), [])({ dimension: other })).toEqual([]);
    expect(proposedHosts(household([]), [])(need)).toEqual([]);
  });

  it('are the offices of the district, else of the province, else the host', () => {
    const district = office('42-district', '4201');
    const province = office('42-province', '42');
    const rest = leadHosts.slice(1);
    expect(agenciesOf([province, district])).toEqual(['42-district', ...rest]);
    expect(agenciesOf([province, office('42-other', '4202')])).toEqual(['42-province', ...rest]);
    expect(agenciesOf([office('42-other', '4202')])).toEqual([HOST, ...rest]);
    expect(agenciesOf([office('42-closed', '4201', { active: false })])).toEqual([HOST, ...rest]);
  });

  it('are offices whose path leads to the host over several steps', () => {
    const province = office('42-province', '42');
    const station = office('42-station', '420101', { reportsAs: null, parent: '42-province' });
    expect(agenciesOf([province, station])[0]).toBe('42-station');
  });
});
