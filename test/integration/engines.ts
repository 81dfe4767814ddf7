import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { startS3 } from '#local/engines/s3/server.ts';

/** The credentials that the engines of the tests accept. */
export const TEST_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local-secret' } as const;

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- an interface of vitest's that is added to
  interface ProvidedContext {
    /** Endpoint of a DynamoDB in memory, shared by all integration tests: use table names of your own. */
    dynamodb: string;
    /** Endpoint and credentials of an S3 in a temporary folder, shared by all: make buckets of your own. */
    s3: { endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  }
}

/** Starts the engines once for all integration tests; needs Node only. `DYNAMODB_ENDPOINT` and `S3_ENDPOINT` replace them. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dynamodb = await startDynamoDB();
  project.provide('dynamodb', dynamodb.endpoint);
  const given = process.env['S3_ENDPOINT'];
  if (given !== undefined && given !== '') {
    const credentials = {
      accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'test',
      secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'test',
    };
    project.provide('s3', { endpoint: given, credentials });
    return () => dynamodb.stop();
  }
  const dir = await mkdtemp(join(tmpdir(), 's3-'));
  const s3 = await startS3({ dir, credentials: TEST_CREDENTIALS, buckets: [] });
  project.provide('s3', { endpoint: s3.endpoint, credentials: TEST_CREDENTIALS });
  return async () => {
    await s3.stop();
    await dynamodb.stop();
    await rm(dir, { recursive: true, force: true });
  };
};
