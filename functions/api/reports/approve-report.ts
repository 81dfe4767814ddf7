import type { Call } from '#functions/middleware/call.ts';
import type { approveReport as contract } from '#shared/contracts/reports.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import { refuseOwnReport } from '#shared/domain/statistics/approval.ts';
import { Problem } from '#shared/problems.ts';
import type { ReportStore } from '#shared/report/report-store.ts';
import type { RunStore } from '#shared/statistics/statistics-store.ts';

import { summaryOf } from './list-reports.ts';
import { reportInScope } from './read-report.ts';

export type ApprovalDeps = { reports: ReportStore; runs: Pick<RunStore, 'get'> };

/**
 * Approves a package once; its files stay as they are. Throws `report-not-found`, also outside the scope, `own-report` to who started a run
 * that it comes from, `report-approved`, and as `refuseTexts`.
 */
export async function approveReport(
  { reports, runs }: ApprovalDeps,
  {
    params,
    body: { note },
    scopes,
    principal,
    now,
  }: Pick<Call<typeof contract>, 'params' | 'body' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const report = await reportInScope(reports, params.id, scopes);
  refuseTexts([['/note', note ?? '']]);
  const started = await Promise.all((report.runs ?? []).map(async (id) => (await runs.get(id))?.by ?? []));
  refuseOwnReport(started.flat(), principal.sub);
  const approval = { at: now.toISOString(), by: principal.sub, ...(note === undefined ? {} : { note }) };
  if (!(await reports.approve(report, approval))) throw new Problem('report-approved');
  return summaryOf(report, approval);
}
