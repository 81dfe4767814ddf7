/** Wiring of the round that sends events to webhooks, once a minute. */
import * as z from 'zod';

import { machineStep } from '#functions/machine-step.ts';
import { eventsDeliverEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoEvents } from '#shared/event/dynamo-events.ts';
import { createDynamoWebhooks } from '#shared/webhook/dynamo-webhook-store.ts';
import { createSender } from '#shared/webhook/send.ts';

import { deliver } from './deliver.ts';

const env = eventsDeliverEnv.parse(process.env);

/** Nothing is begun after this; what was begun ends within ten seconds more, and the function with it before the next round. */
const ROUND_MS = 40_000;

export const handler = machineStep({
  machine: 'webhooks',
  name: 'events-deliver',
  logLevel: env.LOG_LEVEL,
  input: z.object({ scheduledTime: z.string() }),
  subject: () => ({}),
  build: () => {
    const at = { client: createDynamo(), tables: { Operations: env.OPERATIONS_TABLE } };
    const deps = {
      webhooks: createDynamoWebhooks(at),
      events: createDynamoEvents(at),
      send: createSender(),
      clock: () => new Date(),
    };
    return async () => await deliver(deps, new Date(Date.now() + ROUND_MS));
  },
});
