import { createHash } from 'node:crypto';
import { areaLabel } from '#shared/reference/area-names.ts';
import type { MadeFile } from './make-package.ts';
import type { ListVersion, PackageSource } from './package-source.ts';

/** `manifest.json` of a package: what the figures are, and by which bytes they may be known. */
export type Manifest = {
  month: string;
  area: string;
  areaName: string;
  revision: number;
  asOf: string;
  /** Time of the close of the month. */
  closedAt: string;
  definitions: string;
  lists: readonly ListVersion[];
  files: { name: string; size: number; sha256: string; contentType: string }[];
};

/** What the manifest of Report A says beside the files. */
export function aboutReportA({ report, lists, closedAt }: PackageSource): Omit<Manifest, 'files'> {
  return {
    month: report.month,
    area: report.area,
    areaName: areaLabel(report.area),
    revision: report.revision,
    asOf: report.asOf,
    closedAt,
    definitions: report.definitions,
    lists,
  };
}

/** What is told of a file: by its digest its bytes may be known. */
export function described({ name, bytes, contentType }: MadeFile): Manifest['files'][number] {
  return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), contentType };
}
