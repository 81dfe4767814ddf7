import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';

import { createS3ReportLinks } from './s3-report-links.ts';

it('a link names the file that it saves, and holds for a quarter of an hour', async () => {
  const client = new S3Client({
    region: 'ap-southeast-7',
    endpoint: 'http://files.example',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const link = createS3ReportLinks({ client, bucket: 'reports' });
  const { pathname, searchParams } = new URL(await link('packages/2026-05/42/r0/total.csv', 'total_2026-05_42_r0.csv'));
  expect(pathname).toContain('/packages/2026-05/42/r0/total.csv');
  expect(searchParams.get('response-content-disposition')).toBe('attachment; filename="total_2026-05_42_r0.csv"');
  expect(searchParams.get('X-Amz-Expires')).toBe('900');
});
