import type { Webhook, WebhookProgress } from '#shared/domain/event/webhook.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';

import type { KnownWebhook, WebhookDeliveries, WebhookStore } from './webhook-store.ts';

export function createMemoryWebhooks({ keys = new MemoryClaims() }: { keys?: MemoryClaims } = {}): WebhookStore &
  WebhookDeliveries {
  const webhooks = new Map<string, Webhook>();
  const progress = new Map<string, WebhookProgress>();
  const known = (fits: (webhook: Webhook) => boolean): KnownWebhook[] =>
    structuredClone(
      [...webhooks.values()]
        .filter(fits)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((webhook) => ({ webhook, progress: progress.get(webhook.id) })),
    );
  return {
    async create(webhook, claim) {
      keys.refuseTaken(claim);
      webhooks.set(webhook.id, structuredClone(webhook));
      keys.put(claim);
    },
    async end({ id }) {
      webhooks.delete(id);
    },
    ofOrganisation: (organisation) => Promise.resolve(known((webhook) => webhook.organisation === organisation)),
    all: () => Promise.resolve(known(() => true)),
    async putProgress({ id }, next) {
      if ((progress.get(id)?.version ?? 0) !== next.version - 1) return false;
      progress.set(id, structuredClone(next));
      return true;
    },
  };
}
