import type { PublishedReport, ReportPeriod, ReportStore } from '../report-store.ts';
import { fullName, periodName } from './full-name.ts';
import { makePackage } from './make-package.ts';
import type { MadeFile } from './make-package.ts';
import { aboutReportA, described } from './manifest.ts';
import type { PackageSource } from './package-source.ts';
import type { ReportObjects } from './report-objects.ts';
import { zipOf } from './stored-zip.ts';

const MANIFEST = 'manifest.json';

export type PublishingDependencies = { objects: ReportObjects; reports: Pick<ReportStore, 'put'> };

/** A package before it is published. */
export type Publication = {
  of: ReportPeriod & { area: string; revision: number; asOf: string; definitions: string };
  files: readonly MadeFile[];
  /** What the manifest says beside the files. */
  about: object;
};

/** The id of a package: the same figures are published once. */
export function packageId(period: string, area: string, revision: number): string {
  return `${period}-${area}-r${revision}`;
}

/** Publishes the package of a revision of Report A; `runs` as in `publish`. */
export async function publishPackage(
  dependencies: PublishingDependencies,
  source: PackageSource,
  now: Date,
  runs: readonly string[] = [],
): Promise<PublishedReport> {
  const { month, area, revision, asOf, definitions } = source.report;
  const of = { month, area, revision, asOf, definitions };
  const publication = { of, files: await makePackage(source), about: aboutReportA(source) };
  return await publish(dependencies, publication, now, runs);
}

/**
 * Publishes a package: its files, their manifest and all of them in one zip, then the entry that lists it. May be killed
 * anywhere and called again. An object that exists stays; the manifest tells what is there, so files of a first attempt and of a second are
 * never mixed up. The zip holds the manifest, so the manifest cannot tell the zip's digest: the entry does. `runs`: the runs on demand that
 * it comes from, which the entry tells too.
 */
export async function publish(
  { objects, reports }: PublishingDependencies,
  { of, files, about }: Publication,
  now: Date,
  runs: readonly string[] = [],
): Promise<PublishedReport> {
  const { area, revision } = of;
  const folder = `packages/${periodName(of)}/${area}/r${revision}`;
  const put = async (key: string, file: MadeFile): Promise<MadeFile & { key: string }> => ({
    ...file,
    key,
    bytes: await objects.put(key, file.bytes, file.contentType),
  });
  const standing = await Promise.all(
    files.map((file) => put(`${folder}/${file.name}`, { ...file, name: fullName(of, file.name) })),
  );
  const told = new TextEncoder().encode(`${JSON.stringify({ ...about, files: standing.map(described) }, null, 2)}\n`);
  const zipped = zipOf([...standing, { name: MANIFEST, bytes: told }]);
  const archive = await put(`${folder}/package.zip`, {
    name: fullName(of, 'package.zip'),
    bytes: zipped,
    contentType: 'application/zip',
  });
  // The message to NESDC follows this object: when it is there, the package is whole.
  const manifest = await put(`${folder}/${MANIFEST}`, { name: MANIFEST, bytes: told, contentType: 'application/json' });
  const report: PublishedReport = {
    id: packageId(periodName(of), area, revision),
    ...of,
    publishedAt: now.toISOString(),
    manifestKey: manifest.key,
    files: standing.map((file) => ({ ...described(file), key: file.key })),
    archive: { ...described(archive), key: archive.key },
    ...(runs.length === 0 ? {} : { runs: [...runs] }),
  };
  await reports.put(report);
  return report;
}
