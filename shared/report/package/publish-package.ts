import type { PublishedReport, ReportStore } from '../report-store.ts';
import { fullName } from './full-name.ts';
import { makePackage } from './make-package.ts';
import type { MadeFile } from './make-package.ts';
import { described, manifestOf } from './manifest.ts';
import type { PackageSource } from './package-source.ts';
import type { ReportObjects } from './report-objects.ts';
import { zipOf } from './stored-zip.ts';

const MANIFEST = 'manifest.json';

export type PublishingDependencies = { objects: ReportObjects; reports: Pick<ReportStore, 'put'> };

/** The id of a package: the same figures are published once. */
export function packageId(month: string, area: string, revision: number): string {
  return `${month}-${area}-r${revision}`;
}

/**
 * Publishes the package of a revision: its files, their manifest and all of them in one zip, then the entry that lists it. May be killed
 * anywhere and called again. An object that exists stays; the manifest tells what is there, so files of a first attempt and of a second are
 * never mixed up. The zip holds the manifest, so the manifest cannot tell the zip's digest: the entry does.
 */
export async function publishPackage(
  { objects, reports }: PublishingDependencies,
  source: PackageSource,
  now: Date,
): Promise<PublishedReport> {
  const { month, area, revision, asOf, definitions } = source.report;
  const folder = `packages/${month}/${area}/r${revision}`;
  const put = async (key: string, file: MadeFile): Promise<MadeFile & { key: string }> => ({
    ...file,
    key,
    bytes: await objects.put(key, file.bytes, file.contentType),
  });
  const standing = await Promise.all(
    (await makePackage(source)).map((file) =>
      put(`${folder}/${file.name}`, { ...file, name: fullName(source.report, file.name) }),
    ),
  );
  const told = new TextEncoder().encode(`${JSON.stringify(manifestOf(source, standing), null, 2)}\n`);
  const zipped = zipOf([...standing, { name: MANIFEST, bytes: told }]);
  const archive = await put(`${folder}/package.zip`, {
    name: fullName(source.report, 'package.zip'),
    bytes: zipped,
    contentType: 'application/zip',
  });
  // The message to NESDC follows this object: when it is there, the package is whole.
  const manifest = await put(`${folder}/${MANIFEST}`, { name: MANIFEST, bytes: told, contentType: 'application/json' });
  const report: PublishedReport = {
    id: packageId(month, area, revision),
    month,
    area,
    revision,
    asOf,
    definitions,
    publishedAt: now.toISOString(),
    manifestKey: manifest.key,
    files: standing.map((file) => ({ ...described(file), key: file.key })),
    archive: { ...described(archive), key: archive.key },
  };
  await reports.put(report);
  return report;
}
