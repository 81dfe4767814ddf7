import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { listEvents as listContract } from '#shared/contracts/events.ts';
import {
  createWebhook as createContract,
  deleteWebhook as deleteContract,
  listWebhooks as listWebhooksContract,
} from '#shared/contracts/webhooks.ts';
import type { Webhook } from '#shared/domain/event/webhook.ts';

import { listEvents, type EventDeps } from './list-events.ts';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  showWebhook,
  webhookInScope,
  type WebhookDeps,
} from './webhooks.ts';

export function eventCalls(deps: EventDeps & WebhookDeps): readonly BoundRoute[] {
  return [
    route(listContract)(async (call) => ({ reply: await listEvents(deps, call) })),
    route(listWebhooksContract)(async ({ scopes }) => ({
      reply: { items: (await listWebhooks(deps, scopes)).map((known) => showWebhook(known)), nextCursor: null },
    })),
    route(createContract)(async (call) => {
      let created: Webhook | undefined;
      const once = await call.once<{ id: string }>(async (claimFor) => {
        created = await createWebhook(deps, call, claimFor);
        return { id: created.id };
      });
      if (created) return { reply: showWebhook({ webhook: created, progress: undefined }, created.secret) };
      return { reply: showWebhook(await webhookInScope(deps, once.answer.id, call.scopes)) };
    }),
    route(deleteContract)(async (call) => ({ reply: showWebhook(await deleteWebhook(deps, call)) })),
  ];
}
