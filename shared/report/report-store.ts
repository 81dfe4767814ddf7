/** Port of the store of published NESDC packages: what is in the bucket, and under which figures. */
import type { Approval } from '#shared/domain/statistics/approval.ts';

export type PackageFile = { name: string; key: string; size: number; sha256: string; contentType: string };

/** Which report a package holds: A of a month, B of a quarter, C of a month, or the four quarters of a fiscal year. */
export const PACKAGED_REPORTS = ['A', 'B', 'C', 'YEAR'] as const;
export type PackagedReport = (typeof PACKAGED_REPORTS)[number];

export type ReportPeriod = {
  /** Absent: A, as in packages made before December 2026. */
  report?: PackagedReport;
  /** Of a quarter and of a fiscal year the month with which it closes. */
  month: string;
  quarter?: string;
  /** B.E. */
  fiscalYear?: number;
};

export type PublishedReport = ReportPeriod & {
  id: string;
  area: string;
  revision: number;
  asOf: string;
  definitions: string;
  publishedAt: string;
  manifestKey: string;
  /** Packages made before December 2026 name their files without month, area and revision. */
  files: PackageFile[];
  /** All files with the manifest in one zip; absent in packages made before December 2026. */
  archive?: PackageFile;
  /** Ids of the runs on demand that it comes from; absent: the schedule made it. */
  runs?: string[];
};

export type ReportStore = {
  /** Puts a package if none has its id yet: the same figures are published once. */
  put(report: PublishedReport): Promise<void>;
  get(id: string): Promise<PublishedReport | undefined>;
  /** Newest month first, then area, then newest revision; after an id. */
  list(after: string | undefined, limit: number): Promise<PublishedReport[]>;
  /** Approves a package; false when it is approved already. The package itself stays as it is. */
  approve(report: PublishedReport, approval: Approval): Promise<boolean>;
  /** The approvals, by id, of packages that follow one another in the list. */
  approvalsOf(reports: readonly PublishedReport[]): Promise<ReadonlyMap<string, Approval>>;
};
