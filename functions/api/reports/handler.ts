import { S3Client } from '@aws-sdk/client-s3';

import { startApi } from '#functions/api/start-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { reportsEnv } from '#shared/contracts/env.ts';
import { createDynamoReportStore } from '#shared/report/dynamo-report-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoRunStore } from '#shared/statistics/dynamo-run-store.ts';

import { reportCalls } from './calls.ts';
import { createS3ReportLinks } from './s3-report-links.ts';

export const handler = startingOnce(async () => {
  const env = reportsEnv.parse(process.env);
  const { client, tools } = startApi('reports', env);
  const operations = { client, tables: { Operations: env.OPERATIONS_TABLE } };
  const calls = reportCalls({
    reports: createDynamoReportStore(operations),
    runs: createDynamoRunStore(operations),
    link: createS3ReportLinks({ client: new S3Client({}), bucket: env.REPORTS_BUCKET }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
  });
  return createApi(calls, tools);
});
