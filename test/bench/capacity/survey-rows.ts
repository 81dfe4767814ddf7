/**
 * What rows of surveys consume that each begin a household of one person, and four of each household: a clean file of 25 columns and
 * the surveys of the sample, read and loaded as an import does it. Entries are counted by whether one write unit holds them.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { paginateScan, type AttributeValue } from '@aws-sdk/client-dynamodb';

import { loadStep } from '#functions/ingest/load/load-step.ts';
import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { makeSample } from '#local/sample/make-sample.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import type { Upload } from '#shared/upload/upload-store.ts';
import { surveyCsv, surveyRow } from '#test/fixtures/files/survey-rows.ts';

import type { Meter } from './meter.ts';

type World = { meter: Meter; tables: TableNames; households: HouseholdStore };

const ROWS = 500;
const TODAY = '2026-06-10';
const UNIT = 1024;

/** Lines of the table of entries. What a row of the clean file consumes goes to the meter. */
export async function measureSurveys(world: World): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'survey-rows-'));
  try {
    const clean = join(folder, 'clean.csv');
    // Of each household of four people in the fixture the first.
    await writeFile(clean, surveyCsv(Array.from({ length: ROWS }, (_, at) => surveyRow(at * 4))));
    const whole = join(folder, 'whole.csv');
    await writeFile(whole, surveyCsv(Array.from({ length: ROWS }, (_, at) => surveyRow(ROWS * 4 + at))));
    const { files } = await makeSample({ province: '42', households: 2 * ROWS, seed: 1, today: TODAY, dir: folder });
    const surveys = files.filter(({ source }) => source === 'thaiqm-survey').map(({ path }) => path);

    const { meter } = world;
    const before = await sizes(world);
    let begun = 0;
    await meter.measureBoth(
      'a survey row that begins a household of one',
      async () => {
        begun = await load(world, [clean], folder);
      },
      ROWS,
    );
    if (begun !== ROWS) throw new Error(`Of ${ROWS} rows, ${begun} began a household`);
    const ofClean = await sizes(world, before);
    await load(world, surveys, folder);
    const ofSample = await sizes(world, new Map([...before, ...ofClean]));
    await meter.measureBoth(
      'a survey row, four of each new household',
      async () => {
        begun = await load(world, [whole], folder);
      },
      ROWS,
    );
    if (begun !== ROWS / 4) throw new Error(`Of ${ROWS} rows, ${begun} began a household`);
    return [line('of a clean survey of 25 columns', ofClean), line('of the surveys of the sample', ofSample)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Loads the files; how many rows began a household. */
async function load({ meter, tables, households }: World, files: readonly string[], folder: string): Promise<number> {
  const { client } = meter;
  const now = (): Date => new Date(`${TODAY}T03:00:00.000Z`);
  const uploads = createDynamoUploadStore({ client, tables });
  let created = 0;
  for (const file of files) {
    const outDir = join(folder, randomUUID());
    const context = { scopeAreas: ['42'] };
    const read = await readUploadedFile({ file, source: 'thaiqm-survey', context, outDir, today: TODAY });
    if (!read.ok) throw new Error(`${file} is refused: ${read.detail}`);
    const id = randomUUID();
    const upload: Upload = {
      id,
      version: 1,
      source: 'thaiqm-survey',
      filename: 'สำรวจ.csv',
      size: 1,
      status: 'LOADING',
      createdAt: now().toISOString(),
      by: { sub: randomUUID(), roles: ['DATA_IMPORTER'], area: '42' },
      scopeAreas: ['42'],
      objectKey: `incoming/${id}`,
      fileProblems: [],
      problems: [],
      sheets: read.sheets,
    };
    await uploads.create(upload);
    for (const { index, path } of read.chunks) {
      const lines = (await readFile(path, 'utf8')).split('\n').filter(Boolean);
      await loadStep(
        { upload: id, chunk: index },
        {
          households,
          accessLog: createDynamoAccessLog({ client, tables }),
          uploads,
          lists: createDynamoTargetListStore({ client, tables }),
          statistics: createDynamoStatisticsStore({ client, tables }),
          objects: { lines: () => Promise.resolve(lines), putText: () => Promise.resolve() },
          hash: chainHash,
          now,
          newId: randomUUID,
          pause: () => Promise.reject(new Error('Nobody else writes here')),
        },
      );
      created += (await uploads.progress(id, index))?.counts.created ?? 0;
    }
  }
  return created;
}

/** Bytes of the first entries of households by their keys, as the service counts them; those of `known` left out. */
async function sizes(
  { meter, tables }: World,
  known: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const { Items = [] } of paginateScan({ client: meter.client }, { TableName: tables.Logbook }))
    for (const item of Items) {
      const key = item['pk']?.S ?? '';
      if (item['sk']?.S === '00000001' && !known.has(key)) found.set(key, bytesOf(item));
    }
  return found;
}

function bytesOf(item: Record<string, AttributeValue>): number {
  return Object.entries(item).reduce((sum, [name, { B, N, S }]) => {
    const value = B ? B.length : N === undefined ? Buffer.byteLength(S ?? '') : Math.ceil(N.length / 2) + 1;
    return sum + Buffer.byteLength(name) + value;
  }, 0);
}

function line(what: string, found: ReadonlyMap<string, number>): string {
  const bytes = [...found.values()].toSorted((a, b) => a - b);
  const at = (share: number): number => bytes[Math.min(bytes.length - 1, Math.floor(share * bytes.length))] ?? 0;
  const inOne = bytes.filter((size) => size <= UNIT).length / bytes.length;
  return `| ${what} | ${bytes.length} | ${at(0)} · ${at(0.5)} · ${at(0.95)} · ${at(1)} | ${(inOne * 100).toFixed(1)} % |`;
}
