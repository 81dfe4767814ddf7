import { startApi } from '#functions/api/start-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { eventsEnv } from '#shared/contracts/env.ts';
import { createDynamoEvents } from '#shared/event/dynamo-events.ts';

import { eventCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = eventsEnv.parse(process.env);
  const { client, tools } = startApi('events', env);
  const events = createDynamoEvents({ client, tables: { Operations: env.OPERATIONS_TABLE } });
  return createApi(eventCalls({ events }), tools);
});
