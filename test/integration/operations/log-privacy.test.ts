/** What the functions of imports and figures say, run as they are deployed: codes and counts, and nobody's name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { stepHandlers } from './step-handlers.ts';

const HEADER = ['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'เบอร์โทร', 'บ้านเลขที่', 'หมู่ที่', 'รหัสพื้นที่', 'วันที่สำรวจ', 'สภาพปัญหา'];
/** What must not stand in any line or error: of good rows and of bad ones. */
const SECRETS = ['สมหญิงลับ', 'ตัวอย่างลับ', '0812345678', '987/65', 'ป่วยเรื้อรังลับ', 'รายชื่อลับ.csv', citizenIdOf(8_300_001)];

const steps = stepHandlers('DEBUG');
const { run, uploadOf } = steps;

/** What leaves a step that breaks: Lambda writes all of it into the log, Step Functions keeps it as the cause. */
async function errorOf(step: Parameters<typeof run>[0], event: object): Promise<Error> {
  try {
    await run(step, event);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`${step} does not break`);
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

/** Puts a text where Operations has a document: a step that reads it breaks. */
async function spoil(pk: string, sk: string, body: string): Promise<void> {
  const Item = { pk: { S: pk }, sk: { S: sk }, body: { S: body } };
  await steps.client.send(new PutItemCommand({ TableName: steps.operations, Item }));
}

function expectNothingPersonal(lines: readonly string[], errors: readonly Error[] = []): void {
  const known = new Set<string>(Object.values(LOG_MESSAGES).map(({ messageCode }) => messageCode));
  const text = lines.join('\n').replaceAll(/"Timestamp":\d{13}/g, '');
  const thrown = errors.map((error) => inspect(error, { showHidden: true, depth: null })).join('\n');
  expect(SECRETS.filter((secret) => `${text}\n${thrown}`.includes(secret))).toEqual([]);
  expect(text).not.toMatch(/\d{13}/);
  // Either numbers for CloudWatch or a message of the list.
  const messages = lines.map((line) => JSON.parse(line)).filter(({ _aws }) => _aws === undefined);
  for (const { messageCode } of messages) expect(known).toContain(messageCode);
}

const withCode = (lines: readonly string[], code: string): Record<string, unknown>[] =>
  lines.map((line) => JSON.parse(line)).filter(({ messageCode }) => messageCode === code);

/** The name for the state machine, where to look, and places of code. */
function expectBare(error: Error, name: string, code: string): void {
  expect(error).toMatchObject({ name, message: `${code} of request request-1` });
  expect(Object.keys(error)).toEqual(['name']);
  expect(error.cause).toBeUndefined();
  const [first, ...places] = error.stack!.split('\n');
  expect(first).toBe(`${name}: ${error.message}`);
  expect(places.length).toBeGreaterThan(0);
  for (const place of places) expect(place).toMatch(/^ {4}at [\x21-\x7e ]+$/);
}

/** What the runbook's query shows of lines of failures. */
const QUERY = /^fields (.*?) \| filter messageCode like/m.exec(
  readFileSync(join(import.meta.dirname, '../../../docs/runbook.md'), 'utf8'),
)?.[1];

const failures: Record<string, unknown>[] = [];

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
    const rows = (await steps.uploads.get(id))?.rows;
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

  it('that breaks name the error and what was worked on, and not what it says', async () => {
    const { id, event } = await uploadOf([HEADER, person(8_300_200)]);
    const errors: Error[] = [];
    const lines = await linesOf(async () => {
      await run('ingest/read', event);
      errors.push(await errorOf('ingest/finish', { upload: id }));
      // What a library says of a text that it cannot read quotes it, also over several lines.
      const text = 'สมหญิงลับ\n    at ตัวอย่างลับ (/987/65:1:1)';
      await steps.files.send(new PutObjectCommand({ Bucket: steps.bucket, Key: uploadKeys.chunk(id, 0), Body: text }));
      errors.push(await errorOf('ingest/load', { upload: id, chunk: 0 }));
      errors.push(await errorOf('ingest/read', { bucket: 'สมหญิงลับ' }));
      await run('ingest/fail', { ...event, code: 'States.TaskFailed' });
    });
    expectNothingPersonal(lines, errors);
    const [finish, load, read] = errors;
    expectBare(finish!, 'Error', 'INGEST-500');
    expectBare(load!, 'SyntaxError', 'INGEST-500');
    expectBare(read!, 'ZodError', 'INGEST-500');

    const request = { function_request_id: 'request-1', places: expect.any(Array) };
    failures.push(...withCode(lines, 'INGEST-500'));
    expect(withCode(lines, 'INGEST-500')).toMatchObject([
      { ...request, service: 'ingest-finish', failure: 'Error', upload: id },
      { ...request, service: 'ingest-load', failure: 'SyntaxError', upload: id, chunk: 0 },
      { ...request, service: 'ingest-read', failure: 'ZodError' },
    ]);
    expect(withCode(lines, 'INGEST-500')[2]).not.toHaveProperty('upload');
    expect(withCode(lines, 'INGEST-001')).toMatchObject([
      { function_request_id: 'request-1', service: 'ingest-read', upload: id },
      { function_request_id: 'request-1', service: 'ingest-fail', upload: id },
    ]);
    expect(withCode(lines, 'INGEST-001')[1]).not.toHaveProperty('chunk');
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
      await run('statistics/publish', { kind: 'nightly' });
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
      'STAT-003',
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
  it('that break name the error and what was worked on, and not what it says', async () => {
    const asOf = '2026-06-10T09:00:00.000Z';
    const request = { kind: 'demand', run: 'r1', month: '2026-05', area: '42', asOf };
    const item = {
      province: '42',
      months: ['2026-05'],
      quarters: [],
      unevaluatedOnly: false,
      demand: { area: '42', asOf },
    };
    await spoil('target-lists', 'list#spoiled', 'สมหญิงลับ');
    await spoil('run#r1', 'run', 'ตัวอย่างลับ');
    const errors: Error[] = [];
    const lines = await linesOf(async () => {
      errors.push(await errorOf('statistics/plan', { kind: 'สมหญิงลับ' }));
      errors.push(await errorOf('statistics/province', item));
      errors.push(await errorOf('statistics/finish', { status: 'FINISHED', request, provinces: [{ ok: true }] }));
    });
    expectNothingPersonal(lines, errors);
    const [plan, province, finish] = errors;
    expectBare(plan!, 'ZodError', 'STAT-510');
    expectBare(province!, 'SyntaxError', 'STAT-510');
    expectBare(finish!, 'SyntaxError', 'STAT-510');
    const at = { function_request_id: 'request-1', places: expect.any(Array) };
    failures.push(...withCode(lines, 'STAT-510'));
    expect(withCode(lines, 'STAT-510')).toMatchObject([
      { ...at, service: 'statistics-plan', failure: 'ZodError' },
      { ...at, service: 'statistics-province', failure: 'SyntaxError', province: '42', months: ['2026-05'] },
      {
        ...at,
        service: 'statistics-finish',
        failure: 'SyntaxError',
        kind: 'demand',
        run: 'r1',
        month: '2026-05',
        area: '42',
      },
    ]);
  });
});

describe('the query of the runbook', () => {
  it('asks for fields that lines of failures have', () => {
    // The line of a call of the API: functions/middleware/api.ts.
    const has = new Set(['@timestamp', 'operation', ...failures.flatMap((line) => Object.keys(line))]);
    const fields = QUERY!.split(', ');
    expect(fields).toEqual(expect.arrayContaining(['function_request_id', 'upload', 'chunk', 'province', 'run']));
    expect(fields.filter((field) => !has.has(field))).toEqual([]);
  });
});
