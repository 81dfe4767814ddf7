import { S3Client, CreateBucketCommand } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';

/** True when the probes run against an S3 that is not ours: only what AWS itself promises is asked of it then. */
export const foreignS3 = (process.env['S3_ENDPOINT'] ?? '') !== '';

export const s3Client = (change: { secretAccessKey?: string } = {}): S3Client => {
  const { endpoint, credentials } = inject('s3');
  return new S3Client({
    endpoint,
    region: 'ap-southeast-1',
    forcePathStyle: true,
    credentials: { ...credentials, ...change },
  });
};

/** The client that presigns: without a body at signing time no checksum may be put into the URL. */
export const presigningClient = (): S3Client => {
  const { endpoint, credentials } = inject('s3');
  return new S3Client({
    endpoint,
    region: 'ap-southeast-1',
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
};

/** A bucket of its own for a test. */
export const newBucket = async (client: S3Client): Promise<string> => {
  const name = `probe-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return name;
};

/** The error code that S3 answered with, `undefined` when the call went well. */
export const errorCode = async (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
