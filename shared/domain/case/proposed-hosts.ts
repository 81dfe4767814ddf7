/** Whom to ask: the hosts of the table of 38 indicators (domain.md §3), by their offices where the household lives. */
import { indicators, type Indicator } from '#shared/reference/indicators.ts';

import type { Household, Need } from '../household/household.ts';
import { BUILT_IN, pathOf, type Find, type Organisation } from '../organisation/organisation.ts';

export type ProposedHost = { agency: string; role: 'MAIN' | 'JOINT'; indicator: number };

const BY_NO = new Map(indicators.map((indicator) => [indicator.no, indicator]));

/**
 * Hosts for a need of a household: those of its own indicator; of a need that names none, of the indicators of its dimension that the
 * household failed by its lists. Main hosts come first.
 * In the place of a host come its active offices of the household's district or sub-district, else those of its province, else the host
 * itself. `organisations`: the registers of the province and of the nation. Where the letter names no host, our reading of it.
 */
export function proposedHosts(
  household: Pick<Household, 'areaCode' | 'targets'>,
  organisations: readonly Organisation[],
): (need: Pick<Need, 'dimension' | 'indicator'>) => ProposedHost[] {
  const failed = [...new Set(household.targets.flatMap((target) => target.indicators))].toSorted((a, b) => a - b);
  const offices = officesOf(organisations);
  return (need) => {
    const own = need.indicator === undefined ? undefined : BY_NO.get(need.indicator);
    const ofDimension = failed.flatMap((no) => {
      const indicator = BY_NO.get(no);
      return indicator?.planDimension === need.dimension ? [indicator] : [];
    });
    const concerned = own ? [own] : ofDimension;
    const hosts = concerned
      .flatMap(hostsOf)
      .flatMap((host) => offices(host.agency, household.areaCode).map((agency) => ({ ...host, agency })));
    return [...hosts.filter(({ role }) => role === 'MAIN'), ...hosts.filter(({ role }) => role === 'JOINT')];
  };
}

function hostsOf(indicator: Indicator): ProposedHost[] {
  const { no, leadHosts, coHosts, inferredLeadHosts, inferredCoHosts } = indicator;
  const main = leadHosts.length > 0 ? leadHosts : inferredLeadHosts;
  const joint = (coHosts.length > 0 ? coHosts : inferredCoHosts).filter((agency) => !main.includes(agency));
  return [
    ...main.map((agency) => ({ agency, role: 'MAIN' as const, indicator: no })),
    ...joint.map((agency) => ({ agency, role: 'JOINT' as const, indicator: no })),
  ];
}

/** Finds the offices of a host where a household lives: those whose path leads to it, of the nearest level that has any. */
function officesOf(organisations: readonly Organisation[]): (host: string, areaCode: string) => string[] {
  const bySlug = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  const find: Find = (slug) => BUILT_IN.get(slug) ?? bySlug.get(slug);
  const active = organisations
    .filter((organisation) => organisation.active)
    .map(({ id, areaCode }) => ({ id, areaCode, path: new Set(pathOf(id, find)) }));
  return (host, areaCode) => {
    const ofHost = active.filter(({ path }) => path.has(host));
    const levels = [[areaCode, areaCode.slice(0, 4)], [areaCode.slice(0, 2)]];
    for (const level of levels) {
      const there = ofHost.filter((office) => office.areaCode !== null && level.includes(office.areaCode));
      if (there.length > 0) return there.map(({ id }) => id);
    }
    return [host];
  };
}
