import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

import type { ReportLinks } from './read-report.ts';

const GOOD_FOR_SECONDS = 15 * 60;

export function createS3ReportLinks({ client, bucket }: { client: S3Client; bucket: string }): ReportLinks {
  return async (key, name) =>
    await getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: `attachment; filename="${name}"`,
      }),
      { expiresIn: GOOD_FOR_SECONDS },
    );
}
