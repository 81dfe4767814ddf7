/** Whom to ask: the hosts of the table of 38 indicators (domain.md §3). */
import { indicators, type Indicator } from '#shared/reference/indicators.ts';

import type { Need, TargetEntry } from '../household/household.ts';

export type ProposedHost = { agency: string; role: 'MAIN' | 'JOINT'; indicator: number };

const BY_NO = new Map(indicators.map((indicator) => [indicator.no, indicator]));

/**
 * Hosts for a need: those of the indicators of its dimension that the household failed by its lists. Main hosts come first, each
 * agency once for an indicator. Where the letter names none, our reading of it.
 */
export function proposedHosts(
  need: Pick<Need, 'dimension'>,
  targets: readonly Pick<TargetEntry, 'indicators'>[],
): ProposedHost[] {
  const failed = [...new Set(targets.flatMap((target) => target.indicators))].toSorted((a, b) => a - b);
  const concerned = failed.flatMap((no) => {
    const indicator = BY_NO.get(no);
    return indicator?.planDimension === need.dimension ? [indicator] : [];
  });
  const hosts = concerned.flatMap(hostsOf);
  return [...hosts.filter(({ role }) => role === 'MAIN'), ...hosts.filter(({ role }) => role === 'JOINT')];
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
