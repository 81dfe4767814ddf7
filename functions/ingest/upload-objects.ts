/** Objects of an upload: the file as it came, and what the steps leave for one another beside it. */
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload as MultipartUpload } from '@aws-sdk/lib-storage';

export type UploadObjects = {
  /** Writes an object to a file of this machine, and answers with its entity tag. */
  download(key: string, path: string): Promise<string | undefined>;
  /** Puts a file of this machine as an object, whatever its size. */
  upload(path: string, key: string, contentType: string): Promise<void>;
  /** The lines of an NDJSON object; none when there is no such object. */
  lines(key: string): Promise<string[]>;
  putText(key: string, text: string): Promise<void>;
};

export function createS3UploadObjects({ client, bucket }: { client: S3Client; bucket: string }): UploadObjects {
  const put = async (key: string, body: Readable | string, contentType: string): Promise<void> => {
    const params = { Bucket: bucket, Key: key, Body: body, ContentType: contentType };
    await new MultipartUpload({ client, params }).done();
  };
  const open = async (key: string): Promise<{ body: Readable; etag: string | undefined }> => {
    const { Body: body, ETag: etag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!(body instanceof Readable)) throw new Error('The object has no body');
    return { body, etag: etag?.replaceAll('"', '') };
  };
  return {
    download: async (key, path) => {
      const { body, etag } = await open(key);
      await pipeline(body, createWriteStream(path));
      return etag;
    },
    upload: async (path, key, contentType) => {
      await put(key, createReadStream(path), contentType);
    },
    lines: async (key) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of (await open(key)).body) chunks.push(Buffer.from(chunk));
        return Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean);
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return [];
        throw error;
      }
    },
    putText: async (key, text) => {
      await put(key, text, 'application/x-ndjson');
    },
  };
}
