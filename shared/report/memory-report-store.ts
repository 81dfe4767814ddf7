import { placeInList } from './report-order.ts';
import type { PublishedReport, ReportStore } from './report-store.ts';

export function createMemoryReportStore(): ReportStore {
  const reports = new Map<string, PublishedReport>();
  return {
    async put(report) {
      if (!reports.has(report.id)) reports.set(report.id, structuredClone(report));
    },
    get: (id) => Promise.resolve(structuredClone(reports.get(id))),
    async list(after, limit) {
      const last = after === undefined ? undefined : reports.get(after);
      if (after !== undefined && !last) return [];
      const from = last ? placeInList(last) : '';
      const listed = [...reports.values()]
        .filter((report) => placeInList(report) > from)
        .sort((a, b) => (placeInList(a) < placeInList(b) ? -1 : 1));
      return structuredClone(listed.slice(0, limit));
    },
  };
}
