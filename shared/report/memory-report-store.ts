import type { Approval } from '#shared/domain/statistics/approval.ts';

import { placeInList } from './report-order.ts';
import type { PublishedReport, ReportStore } from './report-store.ts';

export function createMemoryReportStore(): ReportStore {
  const reports = new Map<string, PublishedReport>();
  const approvals = new Map<string, Approval>();
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
    async approve({ id }, approval) {
      if (approvals.has(id)) return false;
      approvals.set(id, { ...approval });
      return true;
    },
    async approvalsOf(asked) {
      return new Map(
        asked.flatMap(({ id }) => {
          const approval = approvals.get(id);
          return approval ? [[id, { ...approval }] as const] : [];
        }),
      );
    },
  };
}
