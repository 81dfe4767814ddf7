import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { listReports as contract } from '#shared/contracts/reports.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversArea } from '#shared/domain/access/access.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { refuseFutureMonth } from '#shared/domain/statistics/refuse-future-month.ts';
import type { Approval } from '#shared/domain/statistics/approval.ts';
import type { PublishedReport, ReportStore } from '#shared/report/report-store.ts';

const READ_AT_ONCE = 100;
/** Packages looked at for one page. */
const LOOKED_AT = 1000;

type Item = ReplyOf<typeof contract>['items'][number];

/** The packages of areas in the scope, newest month first. Throws `invalid-input` for a month to come. */
export async function listReports(
  { reports, cursors }: { reports: ReportStore; cursors: Cursors },
  { query, scopes, principal, now }: Pick<Call<typeof contract>, 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { cursor, limit, ...filters } = query;
  if (filters.month !== undefined) refuseFutureMonth(filters.month, now);
  const binding = ['reports', principal.sub, scopes, filters];
  let [after] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const items: Item[] = [];
  for (let lookedAt = 0; ;) {
    const batch = await reports.list(after, READ_AT_ONCE);
    const approvals = await reports.approvalsOf(batch);
    for (const report of batch) {
      if (items.length >= limit || lookedAt >= LOOKED_AT)
        return { items, nextCursor: after === undefined ? null : cursors.sign([after], binding) };
      lookedAt += 1;
      after = report.id;
      const asked =
        (filters.month === undefined || report.month === filters.month) &&
        (filters.area === undefined || isWithin(report.area, filters.area)) &&
        (filters.report === undefined || (report.report ?? 'A') === filters.report);
      if (asked && coversArea(scopes, report.area)) items.push(summaryOf(report, approvals.get(report.id)));
    }
    if (batch.length < READ_AT_ONCE) return { items, nextCursor: null };
  }
}

export function summaryOf(published: PublishedReport, approval: Approval | undefined): Item {
  const { id, report = 'A', month, quarter, fiscalYear, area, revision, asOf, definitions, publishedAt } = published;
  return {
    id,
    report,
    month,
    quarter: quarter ?? null,
    fiscalYear: fiscalYear ?? null,
    area,
    revision,
    definitions,
    asOf: inBangkok(asOf),
    publishedAt: inBangkok(publishedAt),
    approval: approval ? { at: inBangkok(approval.at), by: approval.by, note: approval.note ?? null } : null,
  };
}

function inBangkok(moment: string): string {
  return formatBangkok(new Date(moment));
}
