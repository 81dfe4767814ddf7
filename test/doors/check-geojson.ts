/**
 * `npm run test:doors`: GDAL, by which QGIS reads files, opens the public figures of the nation and of a province as maps and sees of them what was
 * published: every area, degrees of WGS 84, shapes that are valid, names in Thai, and nothing in place of a hidden count. Needs `gdal-bin` of Debian.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicGeoJson } from '#functions/statistics/publish/public-geojson.ts';
import { publicProgress, type PublicProgress } from '#shared/domain/publication/public-progress.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';
import { findArea } from '#shared/reference/areas.ts';
import { reportC } from '#test/api/report-c.ts';

const codes = areaCodesUnder('TH');
const reports = codes
  .filter((code) => code.length === 2)
  .map((province) => {
    const districts = codes.filter((code) => code.length === 4 && code.startsWith(province));
    const sizes = districts.map((code, at) => [code, at % 5 === 1 ? 3 : 40 + at] as const);
    return reportC(province, '2026-10', Object.fromEntries(sizes), 0);
  });

const folder = mkdtempSync(join(tmpdir(), 'doors-'));
let faults = 0;
try {
  for (const progress of publicProgress(reports).filter(({ area }) => ['TH', '30', '42'].includes(area)))
    check(progress);
} finally {
  rmSync(folder, { recursive: true });
}
if (faults > 0) process.exitCode = 1;

function check(progress: PublicProgress): void {
  const { area, rows } = progress;
  const layer = `figures-${area}`;
  const file = join(folder, `${layer}.geojson`);
  writeFileSync(file, publicGeoJson(progress));
  const summary = execFileSync('ogrinfo', ['-so', '-al', file], { encoding: 'utf8' });
  expectEqual(area, 'areas', Number(/Feature Count: (\d+)/u.exec(summary)?.[1]), rows.length);
  expectEqual(area, 'WGS 84', summary.includes('ID["EPSG",4326]'), true);
  const read = execFileSync(
    'ogr2ogr',
    [
      '-f',
      'CSV',
      '/vsistdout/',
      file,
      '-dialect',
      'SQLite',
      '-sql',
      `SELECT area, name_th, baseline, ST_IsValid(geometry) AS valid FROM "${layer}"`,
    ],
    { encoding: 'utf8' },
  );
  const lines = read
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll('"', '').trim());
  const published = rows.map((row) => `${row.area},${findArea(row.area)?.nameTh ?? ''},${row.counts.baseline ?? ''},1`);
  expectEqual(area, 'what is read', lines.join('\n'), published.join('\n'));
  console.log(`${area}: ${rows.length} areas, ${rows.filter(({ counts }) => counts.baseline === null).length} hidden`);
}

function expectEqual(area: string, what: string, found: unknown, wanted: unknown): void {
  if (found === wanted) return;
  faults += 1;
  console.error(`${area}: ${what}\n--- read\n${String(found)}\n--- published\n${String(wanted)}`);
}
