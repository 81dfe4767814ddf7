/** The functions that state machines call, run as they are deployed: on tables and buckets of their own. */
import { randomUUID } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, inject } from 'vitest';

import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import type { UploadStore } from '#shared/upload/upload-store.ts';
import { testContext } from '#test/api/in-process-api.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** Loaded only when the environment stands. */
const STEPS = {
  'ingest/read': async () => await import('#functions/ingest/read/handler.ts'),
  'ingest/load': async () => await import('#functions/ingest/load/handler.ts'),
  'ingest/finish': async () => await import('#functions/ingest/finish/handler.ts'),
  'ingest/fail': async () => await import('#functions/ingest/fail/handler.ts'),
  'statistics/plan': async () => await import('#functions/statistics/plan/handler.ts'),
  'statistics/province': async () => await import('#functions/statistics/province/handler.ts'),
  'statistics/finish': async () => await import('#functions/statistics/finish/handler.ts'),
  'statistics/publish': async () => await import('#functions/statistics/publish/handler.ts'),
};
type Step = keyof typeof STEPS;

const NAMES = Object.keys(STEPS) as Step[];

export type StepHandlers = {
  readonly client: DynamoDBClient;
  /** Name of the table Operations. */
  readonly operations: string;
  readonly bucket: string;
  readonly uploads: UploadStore;
  readonly files: S3Client;
  /** Calls a step; its request has the id `request-1`. */
  run(step: Step, event: object): Promise<unknown>;
  /** An upload whose file lies under `incoming/`, and the event that starts its import. */
  uploadOf(lines: readonly (readonly string[])[]): Promise<{ id: string; event: object }>;
};

/**
 * Sets the environment of the functions for the tests of a file; what it answers with stands from `beforeAll` on. At DEBUG they
 * write all their lines, those of numbers too.
 */
export function stepHandlers(logLevel: 'DEBUG' | 'ERROR'): StepHandlers {
  const prefix = `l${randomUUID().slice(0, 8)}-`;
  const bucket = `${prefix}uploads`;
  const names = tableNames(prefix);
  const before = { ...process.env };
  const handlers = new Map<Step, Handler>();
  let uploads: UploadStore;
  let files: S3Client;
  let client: DynamoDBClient;

  beforeAll(async () => {
    const s3 = inject('s3');
    const raw = (byte: number): string => `raw:${Buffer.alloc(32, byte).toString('base64')}`;
    Object.assign(process.env, {
      STAGE: 'local',
      LOG_LEVEL: logLevel,
      POWERTOOLS_METRICS_DISABLED: String(logLevel !== 'DEBUG'),
      AWS_REGION: 'ap-southeast-7',
      AWS_ACCESS_KEY_ID: s3.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: inject('dynamodb'),
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      DUE_ITEMS_TABLE: names.DueItems,
      HOUSEHOLDS_TABLE: names.Households,
      LOGBOOK_TABLE: names.Logbook,
      OPERATIONS_TABLE: names.Operations,
      STATISTICS_TABLE: names.Statistics,
      ACCESS_LOG_TABLE: names.AccessLog,
      SEALING_KEY: raw(1),
      INDEX_SECRET: raw(2),
      UPLOADS_BUCKET: bucket,
      REPORTS_BUCKET: `${prefix}reports`,
      FIGURES_BUCKET: `${prefix}figures`,
    });
    client = createDynamo();
    await createTables(client, names);
    uploads = createDynamoUploadStore({ client, tables: names });
    files = new S3Client({});
    for (const Bucket of [bucket, `${prefix}reports`, `${prefix}figures`])
      await files.send(new CreateBucketCommand({ Bucket }));
    for (const step of NAMES) handlers.set(step, (await STEPS[step]()).handler);
  });
  afterAll(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });

  return {
    get client() {
      return client;
    },
    operations: names.Operations,
    bucket,
    get uploads() {
      return uploads;
    },
    get files() {
      return files;
    },
    run: async (step, event) => await handlers.get(step)?.(event, testContext()),
    uploadOf: async (lines) => {
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
    },
  };
}
