/** Port of the store of published NESDC packages: what is in the bucket, and under which figures. */
export type PackageFile = { name: string; key: string; size: number; sha256: string; contentType: string };

export type PublishedReport = {
  id: string;
  month: string;
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
};

export type ReportStore = {
  /** Puts a package if none has its id yet: the same figures are published once. */
  put(report: PublishedReport): Promise<void>;
  get(id: string): Promise<PublishedReport | undefined>;
  /** Newest month first, then area, then newest revision; after an id. */
  list(after: string | undefined, limit: number): Promise<PublishedReport[]>;
};
