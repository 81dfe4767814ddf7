import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

import { XLSX } from '#shared/report/package/workbook-file.ts';

import type { Site } from './publish-month.ts';

const ROOT = 'figures/';
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: XLSX,
  json: 'application/json',
  // CloudFront compresses this type, and not that of GeoJSON's own.
  geojson: 'application/json',
};

/** The public figures on S3, where a content network or the platform of one machine serves them under `/figures/`. */
export function createS3Site({ client, bucket }: { client: S3Client; bucket: string }): Site {
  return {
    read: async (path) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: ROOT + path }));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    write: async (path, body, lasting) => {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: ROOT + path,
          Body: body,
          ContentType: TYPES[path.slice(path.lastIndexOf('.') + 1)],
          CacheControl: lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
        }),
      );
    },
  };
}
