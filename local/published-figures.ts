import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { PageFile } from '#infra/page-files.ts';

/** Files that the step of figures published, by their path below the origin; the content network reads the same bucket on AWS. */
export function publishedFigures(client: S3Client, bucket: string): (path: string) => Promise<PageFile | undefined> {
  return async (path) => {
    try {
      const { Body, ContentType, CacheControl } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: path }),
      );
      const bytes = await Body?.transformToByteArray();
      if (bytes === undefined) return undefined;
      return {
        path,
        type: ContentType ?? 'application/octet-stream',
        cacheControl: CacheControl ?? 'no-cache',
        body: Buffer.from(bytes),
      };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
}
