/** What calls of the API and the load of a file consume from end to end: handlers and use cases as they are deployed, on metered tables. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@aws-lambda-powertools/logger';

import { householdCalls } from '#functions/api/households/calls.ts';
import { logbookCalls } from '#functions/api/logbook/calls.ts';
import { loadStep } from '#functions/ingest/load/load-step.ts';
import { readUpload } from '#functions/ingest/read/read-upload.ts';
import { createApi, type ApiTools } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { createIdempotency } from '#functions/middleware/idempotency.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import type { FileRow } from '#shared/domain/files/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createDynamoClaims } from '#shared/idempotency/dynamo-claims.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import { NO_ROWS, type RowCounts, type Upload } from '#shared/upload/upload-store.ts';
import { account, eventOf, testContext, type Asked } from '#test/api/in-process-api.ts';
import { delivered } from '#test/api/synthetic-household.ts';
import { surveyCsv, surveyRow } from '#test/fixtures/files/survey-rows.ts';

import type { Meter } from './meter.ts';

type World = { meter: Meter; tables: TableNames; households: HouseholdStore };

const now = (): Date => new Date('2026-06-10T03:00:00.000Z');
const never = (): never => {
  throw new Error('Nobody else writes here');
};

/** `among`: fifty households or more of one sub-district, and of no other with it in view. */
export async function measureCalls({ meter, tables, households }: World, among: readonly Household[]): Promise<void> {
  const { client } = meter;
  const statistics = createDynamoStatisticsStore({ client, tables });
  const deps = {
    households,
    lists: createDynamoTargetListStore({ client, tables }),
    accessLog: createDynamoAccessLog({ client, tables }),
    cursors: createCursors(randomBytes(32)),
    hash: chainHash,
    newId: randomUUID,
    recordActivity: async (activity: Parameters<typeof statistics.recordActivity>[0]) =>
      await statistics.recordActivity(activity),
    pause: never,
  };
  const tools: ApiTools = {
    logger: new Logger({ serviceName: 'bench', logLevel: 'SILENT' }),
    now,
    idempotency: createIdempotency({ claims: createDynamoClaims({ client, tables }), secret: randomBytes(32) }),
    recordActivity: deps.recordActivity,
  };
  const onHouseholds = createApi(householdCalls(deps), tools);
  const onLogbook = createApi(logbookCalls(deps), tools);
  const [one, two] = among;
  if (!one || !two) throw new Error('No households to call for');
  const officer = account('DISTRICT_OFFICER', { area: one.areaCode.slice(0, 4) });
  const call = async (handler: typeof onLogbook, method: string, path: string, asked: Asked = {}): Promise<void> => {
    const { statusCode = 200, body } = await handler(eventOf(officer, method, path, asked), testContext());
    if (statusCode >= 300) throw new Error(`${method} ${path} answered ${statusCode}: ${body}`);
  };
  const help = async (household: Household): Promise<void> => {
    const headers = { 'Idempotency-Key': randomUUID() };
    await call(onLogbook, 'POST', `/v1/households/${household.id}/logbook`, { body: delivered('cdd'), headers });
  };
  // The agency's sign of life of the month is written once in a process.
  await help(two);
  await meter.measureBoth('call: a worklist page of 50', () =>
    call(onHouseholds, 'GET', '/v1/households', { query: { area: one.areaCode } }),
  );
  await meter.measureBoth('call: a household', () => call(onHouseholds, 'GET', `/v1/households/${one.id}`));
  await meter.measureBoth('call: its logbook', () => call(onLogbook, 'GET', `/v1/households/${one.id}/logbook`));
  await meter.measureBoth('call: search by citizen ID', () =>
    call(onHouseholds, 'POST', '/v1/households/search', { body: { citizenId: one.members[0]?.citizenId } }),
  );
  await meter.measureBoth('call: record help with an Idempotency-Key', () => help(one));
}

/** One row of help for each household, in one chunk: with the person, the house code and the address, as offices print them. */
export async function measureHelp(world: World, helped: readonly Household[]): Promise<void> {
  const rows = helped.map(({ members: [head], houseCode, address, areaCode }, at): FileRow => {
    const { citizenId, firstName, lastName } = head ?? never();
    return {
      sheet: 0,
      row: at + 2,
      values: {
        ...(citizenId === undefined ? {} : { citizenId }),
        firstName,
        ...(lastName === undefined ? {} : { lastName }),
        ...(houseCode === undefined ? {} : { houseCode }),
        ...(address.addressNo === undefined ? {} : { addressNo: address.addressNo }),
        ...(address.moo === undefined ? {} : { moo: address.moo }),
        areaCode,
        agency: 'cdd',
        dimension: 'income',
        assistanceType: 'CASH',
        deliveredOn: '2026-06-01',
        cashBaht: 1500,
        inKindBaht: null,
      },
      problems: [],
    };
  });
  const name = `a chunk of ${rows.length} rows of help on known households: per row`;
  const { created } = await measureChunk(world, name, 'assistance', rows);
  if (created !== rows.length) throw new Error(`Of ${rows.length} rows of help, ${created} were recorded`);
}

/** Rows of a survey in one chunk, each of one person: as the file of an office has them. None is of a household that is known. */
export async function measureSurvey(world: World, rowsEach: 1 | 4, count: number, firstRow: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, at) => firstRow + at * (4 / rowsEach));
  const name =
    rowsEach === 1
      ? `a chunk of ${count} survey rows, each begins a household of one person: per row`
      : `a chunk of ${count} survey rows, four of each new household: per row`;
  const { created, rejected } = await measureChunk(world, name, 'thaiqm-survey', await readSurvey(numbers));
  if (created !== count / rowsEach || rejected > 0)
    throw new Error(`Of ${count} rows, ${created} began a household and ${rejected} were rejected`);
}

/** The rows that the read step makes of a CSV file. */
async function readSurvey(numbers: readonly number[]): Promise<FileRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'capacity-'));
  try {
    const file = join(folder, 'survey.csv');
    await writeFile(file, surveyCsv(numbers.map(surveyRow)));
    const context = { scopeAreas: ['42'] };
    const today = now().toISOString().slice(0, 10);
    const read = await readUpload({ file, source: 'thaiqm-survey', context, outDir: join(folder, 'chunks'), today });
    if (!read.ok) throw new Error('The survey could not be read');
    const chunks = await Promise.all(read.chunks.map(({ path }) => readFile(path, 'utf8')));
    // Written by the read step, one FileRow a line.
    return chunks.flatMap((text) => text.trimEnd().split('\n')).map((line) => JSON.parse(line) as FileRow);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureChunk(
  { meter, tables, households }: World,
  name: string,
  source: Upload['source'],
  rows: readonly FileRow[],
): Promise<RowCounts> {
  const { client } = meter;
  const uploads = createDynamoUploadStore({ client, tables });
  const id = randomUUID();
  const upload: Upload = {
    id,
    version: 1,
    source,
    filename: 'ไฟล์ของอำเภอ มิ.ย. 2569.csv',
    size: 1,
    status: 'LOADING',
    createdAt: now().toISOString(),
    by: { sub: randomUUID(), roles: ['DATA_IMPORTER'], area: '42' },
    scopeAreas: ['42'],
    objectKey: `incoming/${id}`,
    fileProblems: [],
    problems: [],
    sheets: [{ index: 0, name: '' }],
  };
  await uploads.create(upload);
  const deps = {
    households,
    accessLog: createDynamoAccessLog({ client, tables }),
    uploads,
    lists: createDynamoTargetListStore({ client, tables }),
    statistics: createDynamoStatisticsStore({ client, tables }),
    objects: { lines: () => Promise.resolve(rows.map((row) => JSON.stringify(row))), putText: () => Promise.resolve() },
    hash: chainHash,
    now,
    newId: randomUUID,
    pause: never,
  };
  await meter.measureBoth(name, () => loadStep({ upload: id, chunk: 0 }, deps), rows.length);
  return (await uploads.progress(id, 0))?.counts ?? NO_ROWS;
}
