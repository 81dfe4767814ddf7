import { randomUUID } from 'node:crypto';

import { startHouseholds } from '#functions/start-households.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { subjectRequestsEnv } from '#shared/contracts/env.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoSubjectRequestStore } from '#shared/subject-request/dynamo-subject-request-store.ts';

import { subjectRequestCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = subjectRequestsEnv.parse(process.env);
  const { client, tools } = await startWritingApi('subject-requests', env, env.INDEX_SECRET);
  const { households, sealer } = await startHouseholds(client, env);
  const operations = { client, tables: { Operations: env.OPERATIONS_TABLE } };
  const calls = subjectRequestCalls({
    households,
    subjectRequests: createDynamoSubjectRequestStore(operations),
    accounts: createDynamoAccountReader(operations),
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE }, sealer }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    sealer,
    directory: organisationsIn(operations),
    newId: randomUUID,
  });
  return createApi(calls, tools);
});
