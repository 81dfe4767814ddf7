import { GetObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ReportObjects } from './report-objects.ts';

/** Somebody else is putting the same object at this moment (409): the next attempt finds it. */
const ATTEMPTS = 5;

/** The bucket of packages on S3. */
export function createS3ReportObjects({ client, bucket }: { client: S3Client; bucket: string }): ReportObjects {
  async function read(key: string): Promise<Uint8Array> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!Body) throw new Error('An object that exists has a body');
    return Body.transformToByteArray();
  }

  return {
    get: read,
    put: async (key, bytes, contentType) => {
      for (let attempt = 1; ; attempt += 1)
        try {
          await client.send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: key,
              Body: bytes,
              ContentType: contentType,
              IfNoneMatch: '*',
            }),
          );
          return bytes;
        } catch (error) {
          if (!(error instanceof S3ServiceException)) throw error;
          const status = error.$metadata.httpStatusCode;
          if (status === 412) return read(key);
          if (status !== 409 || attempt === ATTEMPTS) throw error;
        }
    },
  };
}
