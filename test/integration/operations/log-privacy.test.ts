/** What the functions of imports and figures write, run as they are deployed: codes and counts, and nobody's name. */
import { randomUUID } from 'node:crypto';

import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import type { UploadStore } from '#shared/upload/upload-store.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

type Handler = (event: unknown) => Promise<unknown>;
/** Loaded only when the environment stands. */
const STEPS = {
  'ingest/read': async () => await import('#functions/ingest/read/handler.ts'),
  'ingest/load': async () => await import('#functions/ingest/load/handler.ts'),
  'ingest/finish': async () => await import('#functions/ingest/finish/handler.ts'),
  'ingest/fail': async () => await import('#functions/ingest/fail/handler.ts'),
  'statistics/plan': async () => await import('#functions/statistics/plan/handler.ts'),
  'statistics/province': async () => await import('#functions/statistics/province/handler.ts'),
  'statistics/finish': async () => await import('#functions/statistics/finish/handler.ts'),
};
type Step = keyof typeof STEPS;

const HEADER = ['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'เบอร์โทร', 'บ้านเลขที่', 'หมู่ที่', 'รหัสพื้นที่', 'วันที่สำรวจ', 'สภาพปัญหา'];
/** What must not stand in any line: of good rows and of bad ones. */
const SECRETS = ['สมหญิงลับ', 'ตัวอย่างลับ', '0812345678', '987/65', 'ป่วยเรื้อรังลับ', 'รายชื่อลับ.csv', citizenIdOf(8_300_001)];

const prefix = `l${randomUUID().slice(0, 8)}-`;
const bucket = `${prefix}uploads`;
const before = { ...process.env };
const handlers = new Map<Step, Handler>();
let uploads: UploadStore;
let files: S3Client;

beforeAll(async () => {
  const s3 = inject('s3');
  const raw = (byte: number): string => `raw:${Buffer.alloc(32, byte).toString('base64')}`;
  const names = tableNames(prefix);
  delete process.env['POWERTOOLS_METRICS_DISABLED'];
  Object.assign(process.env, {
    STAGE: 'local',
    LOG_LEVEL: 'DEBUG',
    AWS_REGION: 'ap-southeast-7',
    AWS_ACCESS_KEY_ID: s3.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamodb'),
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    HOUSEHOLDS_TABLE: names.Households,
    LOGBOOK_TABLE: names.Logbook,
    OPERATIONS_TABLE: names.Operations,
    STATISTICS_TABLE: names.Statistics,
    SEALING_KEY: raw(1),
    INDEX_SECRET: raw(2),
    UPLOADS_BUCKET: bucket,
    REPORTS_BUCKET: `${prefix}reports`,
  });
  const client = createDynamo();
  await createTables(client, names);
  uploads = createDynamoUploadStore({ client, tables: names });
  files = new S3Client({});
  for (const Bucket of [bucket, `${prefix}reports`]) await files.send(new CreateBucketCommand({ Bucket }));
  for (const [step, load] of Object.entries(STEPS)) handlers.set(step as Step, (await load()).handler as Handler);
});
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

const run = async (step: Step, event: object): Promise<unknown> => await handlers.get(step)!(event);

/** An upload whose file lies under `incoming/`. */
async function uploadOf(lines: readonly (readonly string[])[]): Promise<{ id: string; event: object }> {
  const id = randomUUID();
  const body = Buffer.from(`\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}`);
  const key = `incoming/${id}`;
  await files.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  await uploads.create({
    id,
    version: 1,
    source: 'thaiqm-survey',
    filename: 'รายชื่อลับ.csv',
    size: body.length,
    status: 'AWAITING_FILE',
    createdAt: new Date(Date.now() - 5 * 60_000).toISOString(),
    by: { sub: randomUUID(), roles: ['PROVINCE_SECRETARIAT'], area: '42' },
    scopeAreas: ['42'],
    objectKey: key,
    fileProblems: [],
    problems: [],
  });
  return { id, event: { bucket, key, size: body.length, etag: 'x' } };
}

/** The lines that are written while something is done. */
async function linesOf(work: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const writes = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array) => lines.push(...String(chunk).trim().split('\n')) > 0;
    return () => (stream.write = write);
  });
  try {
    await work();
  } finally {
    for (const restore of writes) restore();
  }
  return lines;
}

const person = (number: number, more: Record<number, string> = {}): string[] =>
  [citizenIdOf(number), 'สมหญิงลับ', 'ตัวอย่างลับ', '0812345678', '987/65', '3', '420101', '7/5/2569', 'ป่วยเรื้อรังลับ'].map(
    (cell, at) => more[at] ?? cell,
  );

function expectNothingPersonal(lines: readonly string[]): void {
  const known = new Set<string>(Object.values(LOG_MESSAGES).map(({ messageCode }) => messageCode));
  const text = lines.join('\n').replaceAll(/"Timestamp":\d{13}/g, '');
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).not.toMatch(/\d{13}/);
  // Either numbers for CloudWatch or a message of the list.
  const messages = lines.map((line) => JSON.parse(line)).filter(({ _aws }) => _aws === undefined);
  for (const { messageCode } of messages) expect(known).toContain(messageCode);
}

describe('the logs of an import', () => {
  it('say how many rows came to what, and nobody’s name', async () => {
    const people = Array.from({ length: 24 }, (_, at) => person(8_300_001 + at));
    const wrong = [person(8_300_100, { 0: '1234567890123' }), person(8_300_101, { 6: '999999' })];
    const { id, event } = await uploadOf([HEADER, ...people, ...wrong]);
    const lines = await linesOf(async () => {
      const read = (await run('ingest/read', event)) as { ok: boolean; chunks: object[] };
      expect(read.ok).toBe(true);
      for (const chunk of read.chunks) await run('ingest/load', chunk);
      await run('ingest/finish', { upload: id });
      // A second delivery finishes nothing, and counts nothing twice.
      await run('ingest/finish', { upload: id });
    });
    const rows = (await uploads.get(id))?.rows;
    expect(rows).toMatchObject({ total: 26 });
    expect(rows?.rejected).toBeGreaterThan(0);
    expectNothingPersonal(lines);

    const said = lines.map((line): Record<string, unknown> => JSON.parse(line));
    const imported = said.filter(({ messageCode }) => messageCode === LOG_MESSAGES.imported.messageCode);
    expect(imported).toHaveLength(1);
    expect(imported[0]).toMatchObject({ upload: id, source: 'thaiqm-survey', areas: ['42'], ...rows });
    const numbers = said.filter((line) => line['_aws'] !== undefined);
    for (const line of numbers) expect(line).toMatchObject({ service: 'import', stage: 'local' });
    // Read, one chunk and the end each say how long the upload has been under way.
    expect(numbers.filter((line) => line['ImportMinutes'] === 5).length).toBeGreaterThanOrEqual(3);
    expect(numbers.filter((line) => 'FilesFinished' in line)).toEqual([
      expect.objectContaining({
        FilesFinished: 1,
        RowsCreated: rows?.created,
        RowsUpdated: rows?.updated,
        RowsUnchanged: rows?.unchanged,
        RowsRejected: rows?.rejected,
        RowsRejectedPercent: Math.ceil((rows!.rejected * 10_000) / 26) / 100,
      }),
    ]);
  });

  it('that breaks name the error, and not what it says', async () => {
    const { id, event } = await uploadOf([HEADER, person(8_300_200)]);
    const lines = await linesOf(async () => {
      await run('ingest/read', event);
      await expect(run('ingest/finish', { upload: id })).rejects.toThrow('not loaded');
      // What a library says of a text that it cannot read quotes it.
      await files.send(
        new PutObjectCommand({ Bucket: bucket, Key: uploadKeys.chunk(id, 0), Body: 'สมหญิงลับ ตัวอย่างลับ' }),
      );
      await expect(run('ingest/load', { upload: id, chunk: 0 })).rejects.toThrow('สมหญิงลับ');
      await run('ingest/fail', { ...event, code: 'States.TaskFailed' });
    });
    expectNothingPersonal(lines);
    const broken = lines.map((line) => JSON.parse(line)).filter(({ messageCode }) => messageCode === 'INGEST-500');
    expect(broken.map(({ error }) => error)).toEqual(['Error', 'SyntaxError']);
  });
});

describe('the logs of a run of figures', () => {
  it('say which provinces were evaluated, that the run ended, and how long after the close', async () => {
    const lines = await linesOf(async () => {
      const { items } = (await run('statistics/plan', { kind: 'close' })) as { items: ProvinceItem[] };
      const loei = items.find(({ province }) => province === '42')!;
      const answer = await run('statistics/province', { ...loei, months: loei.months.slice(-1) });
      await run('statistics/finish', { status: 'FINISHED', request: { kind: 'close' }, provinces: [answer] });
      await run('statistics/finish', { status: 'FINISHED', request: { kind: 'nightly' }, provinces: [answer] });
      await run('statistics/finish', {
        status: 'FINISHED',
        request: { kind: 'close' },
        provinces: [answer, { ok: false, item: loei, error: 'States.Timeout' }],
      });
    });
    expectNothingPersonal(lines);
    const said = lines.map((line): Record<string, unknown> => JSON.parse(line));
    expect(said.flatMap(({ messageCode }) => messageCode ?? [])).toEqual([
      'STAT-001',
      'STAT-002',
      'STAT-002',
      'STAT-500',
    ]);
    const [close, nightly, broken, ...more] = said.filter((line) => line['_aws'] !== undefined);
    expect(more).toEqual([]);
    expect(close).toMatchObject({
      service: 'statistics',
      ScheduledRunsFinished: 1,
      MinutesAfterClose: expect.any(Number),
    });
    expect(nightly).toMatchObject({ ScheduledRunsFinished: 1 });
    expect(nightly).not.toHaveProperty('MinutesAfterClose');
    expect(broken).toMatchObject({ ProvincesFailed: 1 });
    expect(broken).not.toHaveProperty('ScheduledRunsFinished');
  });
});
