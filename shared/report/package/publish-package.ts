import type { PublishedReport, ReportStore } from '../report-store.ts';
import { makePackage } from './make-package.ts';
import { manifestOf } from './manifest.ts';
import type { PackageSource } from './package-source.ts';
import type { ReportObjects } from './report-objects.ts';

export type PublishingDependencies = { objects: ReportObjects; reports: Pick<ReportStore, 'put'> };

/** The id of a package: the same figures are published once. */
export function packageId(month: string, area: string, revision: number): string {
  return `${month}-${area}-r${revision}`;
}

/**
 * Publishes the package of a revision: its files, then the manifest, then the entry that lists it. May be killed anywhere and called again.
 * An object that exists stays; the manifest tells what is there, so files of a first attempt and of a second are never mixed up.
 */
export async function publishPackage(
  { objects, reports }: PublishingDependencies,
  source: PackageSource,
  now: Date,
): Promise<PublishedReport> {
  const { month, area, revision, asOf, definitions } = source.report;
  const folder = `packages/${month}/${area}/r${revision}`;
  const files = await makePackage(source);
  const standing = await Promise.all(
    files.map(async (file) => ({
      ...file,
      bytes: await objects.put(`${folder}/${file.name}`, file.bytes, file.contentType),
    })),
  );
  const manifest = manifestOf(source, standing);
  const manifestKey = `${folder}/manifest.json`;
  await objects.put(
    manifestKey,
    new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`),
    'application/json',
  );
  const report: PublishedReport = {
    id: packageId(month, area, revision),
    month,
    area,
    revision,
    asOf,
    definitions,
    publishedAt: now.toISOString(),
    manifestKey,
    files: manifest.files.map((file) => ({ ...file, key: `${folder}/${file.name}` })),
  };
  await reports.put(report);
  return report;
}
