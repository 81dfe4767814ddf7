import { randomUUID } from 'node:crypto';

import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { eventsEnv } from '#shared/contracts/env.ts';
import { createDynamoEvents } from '#shared/event/dynamo-events.ts';
import { createDynamoWebhooks } from '#shared/webhook/dynamo-webhook-store.ts';
import { isPublicUrl } from '#shared/webhook/send.ts';

import { eventCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = eventsEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('events', env);
  const at = { client, tables };
  return createApi(
    eventCalls({
      events: createDynamoEvents(at),
      webhooks: createDynamoWebhooks(at),
      isPublicUrl: async (url) => await isPublicUrl(url),
      newId: randomUUID,
    }),
    tools,
  );
});
