/** Sends organisations' events to their webhooks, from where each has come to. */
import { failed, isDue, placeOf, taken } from '#shared/domain/event/webhook.ts';
import type { EventReader } from '#shared/event/event-store.ts';
import { readFeed } from '#shared/event/read-feed.ts';
import { showPage } from '#shared/event/show-feed.ts';
import type { Send } from '#shared/webhook/send.ts';
import type { KnownWebhook, WebhookDeliveries } from '#shared/webhook/webhook-store.ts';

export type DeliveryDeps = {
  webhooks: WebhookDeliveries;
  events: EventReader;
  send: Send;
  clock: () => Date;
};

export type Delivered = { readonly taken: number; readonly failed: number };

/** Events in one delivery. */
const PAGE = 100;
/** Receivers that are sent to at once: one that hangs holds up no other. */
const AT_ONCE = 20;

/**
 * One round: every webhook that is due gets what is new, page after page, until `until`. What is taken is kept after each page: a round that is
 * cut off, or two rounds at once, send a page again and lose none. A failure of ours, such as a feed that cannot be read, is thrown when every
 * webhook has had its turn: the events of one organisation hold up no other.
 */
export async function deliver(deps: DeliveryDeps, until: Date): Promise<Delivered> {
  const due = (await deps.webhooks.all()).filter(({ progress }) => isDue(progress, deps.clock()));
  // Receivers that fail come last: they take the time of their time-outs.
  const waiting = due.toSorted((a, b) => triesOf(a) - triesOf(b));
  const sum = { taken: 0, failed: 0 };
  const broken: unknown[] = [];
  const line = async (): Promise<void> => {
    for (let next = waiting.shift(); next && deps.clock() < until; next = waiting.shift())
      try {
        const done = await deliverTo(deps, next, until);
        sum.taken += done.taken;
        sum.failed += done.failed;
      } catch (failure) {
        broken.push(failure);
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  if (broken.length > 0) throw broken[0];
  return sum;
}

function triesOf({ progress }: KnownWebhook): number {
  return progress?.failed?.tries ?? 0;
}

async function deliverTo(
  { webhooks, events, send, clock }: DeliveryDeps,
  { webhook, progress }: KnownWebhook,
  until: Date,
): Promise<Delivered> {
  let current = progress;
  for (let pages = 0; ; pages += 1) {
    const now = clock();
    if (now >= until) return { taken: pages, failed: 0 };
    const after = placeOf(webhook, current, now);
    const page = await readFeed(events, [webhook.organisation], { after, now, limit: PAGE });
    if (page.items.length === 0) return { taken: pages, failed: 0 };
    const reason = await send(webhook, JSON.stringify(showPage(page)), now);
    const next = reason === undefined ? taken(current, page.next, clock()) : failed(current, after, reason, clock());
    // Somebody else is at this webhook.
    if (!(await webhooks.putProgress(webhook, next, clock()))) return { taken: pages, failed: 0 };
    if (reason !== undefined) return { taken: pages, failed: 1 };
    if (!page.more) return { taken: pages + 1, failed: 0 };
    current = next;
  }
}
