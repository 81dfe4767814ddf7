import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

import type { UploadFiles } from './upload-files.ts';

/** Seconds: long enough to begin sending 300 MB from a district office. */
const GOOD_FOR = 15 * 60;

export function createS3UploadFiles({ client, bucket }: { client: S3Client; bucket: string }): UploadFiles {
  return {
    form: async (key, size) =>
      await createPresignedPost(client, {
        Bucket: bucket,
        Key: key,
        Conditions: [['content-length-range', size, size]],
        Expires: GOOD_FOR,
      }),
    bytes: async (key, from, to) => {
      const range = `bytes=${from}-${to - 1}`;
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
      if (!body) throw new Error('The object has no body');
      return await body.transformToByteArray();
    },
    link: async (key) =>
      await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: GOOD_FOR }),
  };
}
