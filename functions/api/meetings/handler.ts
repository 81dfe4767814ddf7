import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { startHouseholds } from '#functions/start-households.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { meetingsEnv } from '#shared/contracts/env.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoMeetingStore } from '#shared/meeting/dynamo-meeting-store.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';

import { meetingCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = meetingsEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('meetings', env, env.INDEX_SECRET);
  const { households, sealer } = await startHouseholds(client, env);
  const directory = organisationsIn({ client, tables });
  const calls = meetingCalls({
    households,
    meetings: createDynamoMeetingStore({ client, tables: { ...tables, DueItems: env.DUE_ITEMS_TABLE }, sealer }),
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE } }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    hash: chainHash,
    newId: randomUUID,
    pause: async (ms) => await setTimeout(ms),
    directory,
  });
  return createApi(calls, { ...tools, organisations: directory });
});
