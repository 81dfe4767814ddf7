/**
 * CPU of the load step for each row of a 25-column survey, our own and that of the database engine (in memory): all new, each row a
 * household; then the same rows again with a tenth changed. Prints one line of JSON for each.
 *
 *   node test/bench/load.ts [--chunks 10] [--kind households|members] [--against <checkout>] [--rounds 5]
 *
 * `--against`: in turns with the code of another checkout, on the same rows and the same engine; then also the medians and their ratio.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { startDynamoDB } from '#local/engines/dynamodb.ts';
import type * as loadStepModule from '#functions/ingest/load/load-step.ts';
import type * as dynamoAccessLogModule from '#shared/access-log/dynamo-access-log.ts';
import type * as clientModule from '#shared/dynamo/client.ts';
import type * as createTablesModule from '#shared/dynamo/create-tables.ts';
import type * as dynamoHouseholdStoreModule from '#shared/household/dynamo-household-store.ts';
import type * as entryChainModule from '#shared/household/entry-chain.ts';
import type * as blindIndexModule from '#shared/sealing/blind-index.ts';
import type * as sealingKeyModule from '#shared/sealing/sealing-key.ts';
import type * as dynamoStatisticsStoreModule from '#shared/statistics/dynamo-statistics-store.ts';
import type * as dynamoTargetListStoreModule from '#shared/target-list/dynamo-target-list-store.ts';
import type * as dynamoUploadStoreModule from '#shared/upload/dynamo-upload-store.ts';
import type { FileRow } from '#shared/domain/intake/cells/row.ts';
import type { Upload } from '#shared/upload/upload-store.ts';
import { SURVEY_HEADER, surveyCsv, surveyRow } from '#test/fixtures/files/survey-rows.ts';

import { engineSeconds } from './engine-seconds.ts';

const HERE = join(import.meta.dirname, '../..');
const ROWS = 1000;
const WARM_UP = 2;
const PROBLEMS = SURVEY_HEADER.indexOf('สภาพปัญหา');

const { values: options } = parseArgs({
  options: {
    chunks: { type: 'string', default: '10' },
    kind: { type: 'string', default: 'households' },
    against: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    code: { type: 'string' },
  },
});
const chunks = Number(options.chunks);
const step = options.kind === 'members' ? 1 : 4;

/** Milliseconds of CPU for a row. */
type Cost = { what: string; ours: number; engine: number; both: number };

if (options.code !== undefined) for (const cost of await measured(options.code)) console.log(JSON.stringify(cost));
else {
  const codes = [HERE, ...(options.against === undefined ? [] : [options.against])];
  const turns = Array.from({ length: Number(options.rounds) }, () => codes.map(costsIn));
  const medians = codes.map((_, code) =>
    (turns[0]?.[code] ?? []).map(({ what }, at): Cost => {
      const of = (part: 'ours' | 'engine' | 'both'): number =>
        median(turns.map((turn) => turn[code]?.[at]?.[part] ?? 0));
      return { what, ours: of('ours'), engine: of('engine'), both: of('both') };
    }),
  );
  for (const [at, here] of (medians[0] ?? []).entries()) {
    const there = medians[1]?.[at];
    const ratio = there && { ours: round(here.ours / there.ours), both: round(here.both / there.both) };
    console.log(JSON.stringify({ bench: 'load', kind: options.kind, rows: chunks * ROWS, here, there, ratio }));
  }
}

/** In a process of its own. */
function costsIn(code: string): Cost[] {
  const args = [import.meta.filename, '--code', code, '--chunks', options.chunks, '--kind', options.kind];
  const lines = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n');
  console.log(`${code}\n${lines.join('\n')}`);
  return lines.map((line) => JSON.parse(line) as Cost);
}

async function measured(code: string): Promise<Cost[]> {
  const load = await loaderOf(code);
  try {
    const fresh = await chunksOf((cells) => cells);
    const again = await chunksOf((cells, at) =>
      at % 10 === 0 ? cells.with(PROBLEMS, `${cells[PROBLEMS]}; ถนนเข้าบ้านชำรุด`) : cells,
    );
    const cost = async (what: string, given: readonly FileRow[][]): Promise<Cost> => {
      for (const rows of given.slice(0, WARM_UP)) await load.chunk(rows);
      const [ours, engine] = [process.cpuUsage(), engineSeconds()];
      for (const rows of given.slice(WARM_UP)) await load.chunk(rows);
      const { user, system } = process.cpuUsage(ours);
      const counted = given.slice(WARM_UP).reduce((sum, rows) => sum + rows.length, 0);
      const [own, its] = [(user + system) / 1000 / counted, ((engineSeconds() - engine) * 1000) / counted];
      return { what, ours: round(own), engine: round(its), both: round(own + its) };
    };
    return [await cost('all new', fresh), await cost('a tenth changed', again)];
  } finally {
    await load.stop();
  }
}

/** Rows as the read step of this checkout makes them, whatever code loads them. */
async function chunksOf(change: (cells: string[], at: number) => string[]): Promise<FileRow[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'load-bench-'));
  try {
    const count = (chunks + WARM_UP) * ROWS;
    const file = join(folder, 'survey.csv');
    await writeFile(file, surveyCsv(Array.from({ length: count }, (_, at) => change(surveyRow(at * step), at))));
    const context = { scopeAreas: ['42'] };
    const outDir = join(folder, 'chunks');
    const read = await readUploadedFile({ file, source: 'thaiqm-survey', context, outDir, today: '2026-06-10' });
    if (!read.ok) throw new Error('The survey could not be read');
    return await Promise.all(
      read.chunks.map(async ({ path }) => {
        const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
        // Written by the read step, one FileRow a line.
        return lines.map((line) => JSON.parse(line) as FileRow);
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The load step of a checkout over an engine of its own. Names are those that every checkout since July 2026 has. */
async function loaderOf(
  code: string,
): Promise<{ chunk: (rows: readonly FileRow[]) => Promise<void>; stop: () => Promise<void> }> {
  const from = async <Module>(path: string): Promise<Module> => await import(pathToFileURL(join(code, path)).href);
  const { createDynamo } = await from<typeof clientModule>('shared/dynamo/client.ts');
  const { createTables } = await from<typeof createTablesModule>('shared/dynamo/create-tables.ts');
  const { createDynamoHouseholdStore } = await from<typeof dynamoHouseholdStoreModule>(
    'shared/household/dynamo-household-store.ts',
  );
  const { createBlindIndex } = await from<typeof blindIndexModule>('shared/sealing/blind-index.ts');
  const { createSealer } = await from<typeof sealingKeyModule>('shared/sealing/sealing-key.ts');
  const { chainHash } = await from<typeof entryChainModule>('shared/household/entry-chain.ts');
  const { createDynamoAccessLog } = await from<typeof dynamoAccessLogModule>('shared/access-log/dynamo-access-log.ts');
  const { createDynamoUploadStore } = await from<typeof dynamoUploadStoreModule>(
    'shared/upload/dynamo-upload-store.ts',
  );
  const { createDynamoTargetListStore } = await from<typeof dynamoTargetListStoreModule>(
    'shared/target-list/dynamo-target-list-store.ts',
  );
  const { createDynamoStatisticsStore } = await from<typeof dynamoStatisticsStoreModule>(
    'shared/statistics/dynamo-statistics-store.ts',
  );
  const { loadStep } = await from<typeof loadStepModule>('functions/ingest/load/load-step.ts');

  const engine = await startDynamoDB();
  const client = createDynamo({
    endpoint: engine.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const tables = await createTables(client);
  const uploads = createDynamoUploadStore({ client, tables });
  const id = randomUUID();
  const upload: Upload = {
    id,
    version: 1,
    source: 'thaiqm-survey',
    filename: 'bench.csv',
    size: 1,
    status: 'LOADING',
    createdAt: new Date().toISOString(),
    by: { sub: randomUUID(), roles: ['DATA_IMPORTER'], area: '42' },
    scopeAreas: ['42'],
    objectKey: `incoming/${id}`,
    fileProblems: [],
    problems: [],
    sheets: [{ index: 0, name: '' }],
  };
  await uploads.create(upload);
  let lines: string[] = [];
  const deps = {
    households: createDynamoHouseholdStore({
      client,
      tables,
      sealer: createSealer(`raw:${randomBytes(32).toString('base64')}`, { client, tables }),
      index: createBlindIndex(randomBytes(32)),
    }),
    accessLog: createDynamoAccessLog({ client, tables }),
    uploads,
    lists: createDynamoTargetListStore({ client, tables }),
    statistics: createDynamoStatisticsStore({ client, tables }),
    objects: { lines: () => Promise.resolve(lines), putText: () => Promise.resolve() },
    hash: chainHash,
    now: () => new Date(),
    newId: randomUUID,
    pause: () => Promise.reject(new Error('Nobody else writes here')),
  };
  let chunk = 0;
  return {
    async chunk(rows) {
      lines = rows.map((row) => JSON.stringify(row));
      await loadStep({ upload: id, chunk }, deps);
      const counts = (await uploads.progress(id, chunk))?.counts;
      if (!counts || counts.rejected > 0) throw new Error(`Rows were rejected: ${JSON.stringify(counts)}`);
      chunk += 1;
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(number: number): number {
  return Math.round(number * 1000) / 1000;
}
