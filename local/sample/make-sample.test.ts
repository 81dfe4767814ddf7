import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadChunk } from '#functions/ingest/load/load-chunk.ts';
import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { createMemoryAccessLog } from '#shared/access-log/memory-access-log.ts';
import { isSyntheticCitizenId } from '#shared/thai/citizen-id.ts';
import type { FileRow } from '#shared/domain/intake/cells/row.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import surnames from '#shared/reference/data/names/surnames-marked.json' with { type: 'json' };
import { MemoryProgress } from '#shared/upload/memory-progress.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';
import type { RowCounts, Upload } from '#shared/upload/upload-store.ts';

import { makeSample, monthsOfHelp, type Sample, type SampleFile } from './make-sample.ts';

const TODAY = '2026-11-25';
const NOW = new Date('2026-11-25T05:00:00Z');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bytesIn(dir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dir).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex'),
    ]),
  );
}

type Imported = { rows: number; counts: RowCounts; codes: Record<string, number>; texts: FileRow[] };

/** Brings files into memory as the read and load steps do, one after the other. */
function importer(province: string): (file: SampleFile) => Promise<Imported> {
  const progress = new MemoryProgress();
  const households = createMemoryHouseholdStore({ progress });
  const uploads = createMemoryUploadStore({ progress });
  let ids = 0;
  const newId = (): string => `id-${String(++ids).padStart(8, '0')}`;
  return async (file) => {
    const id = newId();
    const outDir = join(folder, id);
    const read = await readUploadedFile({
      file: file.path,
      source: file.source,
      context: { scopeAreas: [province] },
      outDir,
      today: TODAY,
      chunkRows: 200,
    });
    if (!read.ok) throw new Error(`${file.filename}: ${read.code} ${read.detail}`);
    const upload: Upload = {
      id,
      version: 1,
      source: file.source,
      filename: file.filename,
      size: 0,
      status: 'LOADING',
      createdAt: NOW.toISOString(),
      by: { sub: 'importer', roles: ['DATA_IMPORTER'], area: province },
      scopeAreas: [province],
      objectKey: id,
      sheets: read.sheets,
      fileProblems: [],
      problems: [],
    };
    const list: TargetList | undefined = file.list && {
      ...file.list,
      id: 'the-list',
      version: 1,
      status: 'DRAFT',
      createdAt: NOW.toISOString(),
    };
    const counts: RowCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
    const codes: Record<string, number> = {};
    const texts: FileRow[] = [];
    for (const [chunk, { path }] of read.chunks.entries()) {
      const rows = readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as FileRow);
      texts.push(...rows);
      const done = await loadChunk(
        { upload, list, chunk, rows },
        {
          households,
          accessLog: createMemoryAccessLog(),
          uploads,
          statistics: { recordActivity: async () => {} },
          hash: ({ id: entry }) => entry,
          now: () => NOW,
          newId,
          pause: async () => {},
        },
      );
      for (const outcome of ['created', 'updated', 'unchanged', 'rejected'] as const)
        counts[outcome] += done.counts[outcome];
      for (const { severity, code } of [...rows.flatMap((row) => row.problems), ...done.problems])
        if (severity === 'error') codes[code] = (codes[code] ?? 0) + 1;
    }
    return { rows: read.rows, counts, codes, texts };
  };
}

describe.each([
  { province: '42', households: 400, seed: 1 },
  { province: '38', households: 250, seed: 7 },
  { province: '10', households: 250, seed: 2 },
])('the sample of province $province', ({ province, households, seed }) => {
  let sample: Sample;
  const imported = new Map<string, Imported>();

  beforeAll(async () => {
    sample = await makeSample({ province, households, seed, today: TODAY, dir: join(folder, `made-${province}`) });
    const bring = importer(province);
    for (const file of sample.files) imported.set(file.filename, await bring(file));
  }, 60_000);

  it('comes to the outcomes that were planted, file by file', () => {
    const found = [...imported].map(([filename, { rows, counts }]) => ({ filename, total: rows, ...counts }));
    expect(found).toEqual(sample.planted.files.map(({ filename, rows }) => ({ filename, ...rows })));
  });

  it('has its bad rows refused for what is wrong with them, once each', () => {
    const found = [...imported].map(([filename, { codes }]) => ({ filename, codes }));
    expect(found).toEqual(sample.planted.files.map(({ filename, rejectedFor }) => ({ filename, codes: rejectedFor })));
  });

  it('holds nobody but invented people', () => {
    const rows = [...imported.values()].flatMap(({ texts }) => texts);
    const ids = rows.flatMap(({ values }) => values.citizenId ?? []);
    const houses = rows.flatMap(({ values }) => values.houseCode ?? []);
    const names = rows.filter(({ problems }) => problems.length === 0).map(({ values }) => values.lastName ?? '');
    expect(ids.filter((id) => !isSyntheticCitizenId(id))).toEqual([]);
    expect(houses.filter((code) => !code.startsWith('99999'))).toEqual([]);
    expect(names.filter((name) => !surnames.includes(name))).toEqual([]);
    expect(Math.min(ids.length, houses.length, names.length)).toBeGreaterThan(households);
  });
});

describe('makeSample', () => {
  it('gives the same bytes for the same arguments, and others for another seed', async () => {
    const make = async (name: string, seed: number): Promise<Record<string, string>> => {
      const dir = join(folder, name);
      await makeSample({ province: '42', households: 120, seed, today: TODAY, dir });
      return bytesIn(dir);
    };
    const first = await make('first', 1);
    expect(await make('again', 1)).toEqual(first);
    const other = await make('other', 2);
    for (const [name, hash] of Object.entries(first)) expect(other[name]).not.toBe(hash);
  });

  it('plants every kind of dirt in a sample of a thousand', async () => {
    const { planted } = await makeSample({
      province: '42',
      households: 1000,
      seed: 1,
      today: TODAY,
      dir: join(folder, 'kinds'),
    });
    const kinds = new Set(planted.files.flatMap(({ dirt }) => Object.keys(dirt)));
    expect([...kinds].toSorted()).toMatchInlineSnapshot(`
      [
        "agency-unknown",
        "amount-in-baht",
        "amount-negative",
        "amount-thai-digits",
        "amount-unreadable",
        "amount-with-commas",
        "area-unknown",
        "birth-date-form",
        "birth-year-only",
        "card-by-sign",
        "card-unreadable",
        "date-form",
        "date-in-future",
        "date-missing",
        "dimension-unknown",
        "glued-title",
        "help-again-with-agency",
        "help-again-without-agency",
        "help-twice-in-other-words",
        "id-damaged",
        "id-hyphens",
        "id-letter-o",
        "id-lost-zero",
        "id-thai-digits",
        "id-unknown-word",
        "id-wrong-digit",
        "indicator-unknown",
        "indicators-by-words",
        "no-break-space",
        "no-problem",
        "older-survey",
        "other-province",
        "row-twice",
        "several-people-in-a-cell",
        "two-e-for-ae",
        "type-unknown",
        "unknown-word",
        "year-in-thai-digits",
        "year-of-another-list",
        "year-of-two-digits",
        "zero-width-space",
      ]
    `);
    expect(planted.files.every(({ rows }) => rows.rejected > 0 && rows.unchanged > 0)).toBe(true);
    expect(planted.files.every(({ rows }) => rows.rejected < rows.total / 5)).toBe(true);
  });

  it('says what it cannot make', async () => {
    const options = { province: '42', households: 10, seed: 1, today: TODAY, dir: join(folder, 'none') };
    await expect(makeSample({ ...options, province: '43x' })).rejects.toThrow(RangeError);
    await expect(makeSample({ ...options, province: '88' })).rejects.toThrow(RangeError);
    await expect(makeSample({ ...options, households: 0 })).rejects.toThrow(RangeError);
    await expect(makeSample({ ...options, today: '2026-02-30' })).rejects.toThrow(RangeError);
  });

  it('makes a sample of one household', async () => {
    const { files } = await makeSample({
      province: '96',
      households: 1,
      seed: 3,
      today: TODAY,
      dir: join(folder, 'one'),
    });
    expect(files.length).toBeGreaterThan(0);
  });
});

describe('monthsOfHelp', () => {
  it.each([
    ['2026-11-25', ['2026-09', '2026-10', '2026-11']],
    ['2026-11-06', ['2026-09', '2026-10', '2026-11']],
    ['2026-11-05', ['2026-08', '2026-09', '2026-10', '2026-11']],
    ['2026-01-01', ['2025-10', '2025-11', '2025-12', '2026-01']],
  ])('on %s are the two last closed months and those since', (today, months) => {
    expect(monthsOfHelp(today)).toEqual(months);
  });
});
