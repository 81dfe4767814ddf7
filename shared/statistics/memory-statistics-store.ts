import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';

import { revisionOf } from './revision-of.ts';
import type { DemandedRun, EvaluatedThrough, SelectionKey, StatisticsStore } from './statistics-store.ts';

export function createMemoryStatisticsStore(): StatisticsStore {
  const revisions = new Map<string, ReportA>();
  const ofCases = new Map<string, object>();
  const through = new Map<string, EvaluatedThrough>();
  const demands = new Map<string, { month: string; run: DemandedRun }>();
  const signs = new Map<string, AgencyActivity>();
  const workers = new Set<string>();
  return {
    revision: (selection, revision) => Promise.resolve(structuredClone(revisions.get(nameOf(selection, revision)))),
    async putRevision(selection, report) {
      const name = nameOf(selection, revisionOf(report));
      if (!revisions.has(name)) revisions.set(name, structuredClone(report));
    },
    caseRevision: (selection, revision) => Promise.resolve(structuredClone(ofCases.get(nameOf(selection, revision)))),
    async putCaseRevision(selection, revision, report) {
      const name = nameOf(selection, revision);
      if (!ofCases.has(name)) ofCases.set(name, structuredClone(report));
    },
    evaluatedThrough: (selection) => Promise.resolve(structuredClone(through.get(nameOf(selection)))),
    async setEvaluatedThrough(selection, next) {
      const now = through.get(nameOf(selection));
      if (!now || now.asOf < next.asOf) through.set(nameOf(selection), { ...next });
    },
    async demandRuns(month) {
      return [...demands.entries()]
        .filter(([, demand]) => demand.month === month)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { run }]) => ({ ...run }));
    },
    async addDemandRun(month, run) {
      demands.set(`${run.asOf}#${run.area}#${month}`, { month, run: { ...run } });
    },
    async recordActivity({ worked = false, ...activity }) {
      const name = `${activity.month} ${activity.agency}`;
      const known = signs.get(name);
      if (!known || known.firstAt > activity.firstAt) signs.set(name, { ...activity });
      if (worked) workers.add(name);
    },
    async worked(month) {
      return [...workers].filter((name) => name.startsWith(`${month} `)).map((name) => name.slice(month.length + 1));
    },
    async activity(month) {
      const ofMonth = [...signs.values()].filter((sign) => sign.month === month);
      return structuredClone(ofMonth.sort((a, b) => (a.agency < b.agency ? -1 : 1)));
    },
  };
}

function nameOf({ month, area, list }: SelectionKey, revision?: number): string {
  return JSON.stringify([month, area, list, revision]);
}
