import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { listReports as listContract, readReport as readContract } from '#shared/contracts/reports.ts';
import type { ReportStore } from '#shared/report/report-store.ts';

import { listReports } from './list-reports.ts';
import { readReport, type ReportLinks } from './read-report.ts';

export type ReportDeps = { reports: ReportStore; link: ReportLinks; cursors: Cursors };

export function reportCalls(deps: ReportDeps): readonly BoundRoute[] {
  return [
    route(listContract)(async (call) => ({ reply: await listReports(deps, call) })),
    route(readContract)(async (call) => ({ reply: await readReport(deps, call) })),
  ];
}
