import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import {
  approveReport as approveContract,
  listReports as listContract,
  readReport as readContract,
} from '#shared/contracts/reports.ts';

import { approveReport, type ApprovalDeps } from './approve-report.ts';
import { listReports } from './list-reports.ts';
import { readReport, type ReportLinks } from './read-report.ts';

export type ReportDeps = ApprovalDeps & { link: ReportLinks; cursors: Cursors };

export function reportCalls(deps: ReportDeps): readonly BoundRoute[] {
  return [
    route(listContract)(async (call) => ({ reply: await listReports(deps, call) })),
    route(readContract)(async (call) => ({ reply: await readReport(deps, call) })),
    route(approveContract)(async (call) => ({ reply: await approveReport(deps, call) })),
  ];
}
