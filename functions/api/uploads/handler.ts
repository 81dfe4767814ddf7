import { randomUUID } from 'node:crypto';

import { S3Client } from '@aws-sdk/client-s3';

import { createStartExecution } from '#functions/api/start-execution.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { uploadsEnv } from '#shared/contracts/env.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { uploadCalls } from './calls.ts';
import { createS3UploadFiles } from './s3-upload-files.ts';

export const handler = startingOnce(async () => {
  const env = uploadsEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('uploads', env);
  const calls = uploadCalls({
    uploads: createDynamoUploadStore({ client, tables: { ...tables, DueItems: env.DUE_ITEMS_TABLE } }),
    lists: createDynamoTargetListStore({ client, tables }),
    files: createS3UploadFiles({ client: new S3Client({}), bucket: env.UPLOADS_BUCKET }),
    sealer: createSealer(env.SEALING_KEY, { client, tables }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    newId: randomUUID,
    startUndo: createStartExecution({ stateMachineArn: env.UNDO_STATE_MACHINE_ARN }),
  });
  return createApi(calls, tools);
});
