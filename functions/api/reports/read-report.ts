import type { Call } from '#functions/middleware/call.ts';
import type { readReport as contract } from '#shared/contracts/reports.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import { Problem } from '#shared/problems.ts';
import { fullName, periodName } from '#shared/report/package/full-name.ts';
import type { PackageFile, PublishedReport } from '#shared/report/report-store.ts';
import type { ReportStore } from '#shared/report/report-store.ts';

import { summaryOf } from './list-reports.ts';

/** Makes a link by which a file of a package can be fetched for a short time, under a name that says period, area and revision. */
export type ReportLinks = (key: string, name: string) => Promise<string>;

/** One package with links to its manifest and files. Throws `report-not-found`, also outside the scope. */
export async function readReport(
  { reports, link }: { reports: ReportStore; link: ReportLinks },
  { params, scopes }: Pick<Call<typeof contract>, 'params' | 'scopes'>,
): Promise<ReplyOf<typeof contract>> {
  const report = await reportInScope(reports, params.id, scopes);
  const approvals = await reports.approvalsOf([report]);
  const linked = async ({ name, key, size, sha256, contentType }: PackageFile) => ({
    name,
    size,
    sha256,
    contentType,
    url: await link(key, saidInFull(report, name)),
  });
  return {
    ...summaryOf(report, approvals.get(report.id)),
    manifest: { url: await link(report.manifestKey, saidInFull(report, 'manifest.json')) },
    files: await Promise.all(report.files.map(linked)),
    archive: report.archive ? await linked(report.archive) : null,
  };
}

/** Throws `report-not-found`, also outside the scope. */
export async function reportInScope(
  reports: Pick<ReportStore, 'get'>,
  id: string,
  scopes: readonly Scope[],
): Promise<PublishedReport> {
  const report = await reports.get(id);
  if (!report || !coversArea(scopes, report.area)) throw new Problem('report-not-found');
  return report;
}

/** The name that a file is saved under: of a package made before its files had full names, the name it would have today. */
function saidInFull(report: PublishedReport, name: string): string {
  return name.includes(`_${periodName(report)}_${report.area}_r${report.revision}.`) ? name : fullName(report, name);
}
