import { beforeEach, describe, expect, it } from 'vitest';

import type { SendFailure, Webhook } from '#shared/domain/event/webhook.ts';
import { MemoryEvents } from '#shared/event/memory-events.ts';
import { createMemoryWebhooks } from '#shared/webhook/memory-webhook-store.ts';

import { deliver } from './deliver.ts';

const START = Date.parse('2026-05-20T03:00:00.000Z');
const webhook = (id: string): Webhook => ({
  id,
  organisation: 'cdd',
  url: `https://${id}.example/`,
  secret: 's',
  createdAt: new Date(START).toISOString(),
  createdBy: 'a',
});

let now: Date;
let events: MemoryEvents;
let webhooks: ReturnType<typeof createMemoryWebhooks>;
/** Ids of referrals that each receiver took. */
let received: Record<string, string[]>;
let answers: Record<string, SendFailure | undefined>;
let requests: string[];

beforeEach(() => {
  now = new Date(START);
  events = new MemoryEvents();
  webhooks = createMemoryWebhooks();
  received = {};
  answers = {};
  requests = [];
});

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const refer = (referralId: string, organisation = 'cdd') =>
  events.put(now.toISOString(), [{ type: 'referral.sent', organisation, referralId }]);
const round = async (seconds = 40) =>
  await deliver(
    {
      webhooks,
      events,
      clock: () => now,
      send: async ({ url }, body) => {
        requests.push(url);
        if (answers[url] !== undefined) return answers[url];
        const { items } = JSON.parse(body) as { items: { referralId: string }[] };
        (received[url] ??= []).push(...items.map(({ referralId }) => referralId));
        return undefined;
      },
    },
    new Date(now.getTime() + seconds * 1000),
  );

const A = 'https://a.example/';

describe('a round of deliveries', () => {
  it('sends what happened for the organisation since the webhook was made, once', async () => {
    refer('before');
    later(1);
    await webhooks.create({ ...webhook('a'), createdAt: now.toISOString() });
    later(1);
    refer('r1');
    refer('not-ours', 'moph');
    later(11);
    expect(await round()).toEqual({ taken: 1, failed: 0 });
    later(60);
    expect(await round()).toEqual({ taken: 0, failed: 0 });
    expect(received).toEqual({ [A]: ['r1'] });
  });

  it('sends page after page', async () => {
    await webhooks.create(webhook('a'));
    for (let number = 0; number < 250; number += 1) {
      later(0.01);
      refer(`r${number}`);
    }
    later(11);
    expect(await round()).toEqual({ taken: 3, failed: 0 });
    expect(received[A]).toEqual(Array.from({ length: 250 }, (_, number) => `r${number}`));
  });

  it('tries again what was not taken, with pauses, and loses nothing within 24 hours', async () => {
    await webhooks.create(webhook('a'));
    later(1);
    refer('r1');
    later(11);
    answers[A] = 'STATUS';
    for (let minute = 0; minute < 10; minute += 1) {
      await round();
      later(60);
    }
    // At once, and after 1, 2 and 4 minutes.
    expect(requests).toHaveLength(4);
    refer('r2');
    later(3600);
    answers[A] = undefined;
    await round();
    expect(received[A]).toEqual(['r1', 'r2']);
    expect((await webhooks.ofOrganisation('cdd'))[0]?.progress).toMatchObject({ failed: null });
  });

  it('sends nothing that is older than 24 hours when the receiver comes back', async () => {
    await webhooks.create(webhook('a'));
    later(1);
    refer('old');
    later(11);
    answers[A] = 'CONNECTION';
    await round();
    later(24 * 3600);
    refer('new');
    later(11);
    answers[A] = undefined;
    await round();
    expect(received[A]).toEqual(['new']);
  });

  it('holds up no receiver for another, and begins with those that answer', async () => {
    for (const id of ['a', 'b']) await webhooks.create(webhook(id));
    later(1);
    refer('r1');
    later(11);
    answers[A] = 'TIMEOUT';
    expect(await round()).toEqual({ taken: 1, failed: 1 });
    later(61);
    refer('r2');
    later(11);
    requests = [];
    await round();
    expect(requests).toEqual(['https://b.example/', A]);
    expect(received).toEqual({ 'https://b.example/': ['r1', 'r2'] });
  });

  it('serves the others when the feed of one cannot be read, and says so when all had their turn', async () => {
    const ofDay = events.ofDay.bind(events);
    events.ofDay = async (organisation, ...rest) =>
      organisation === 'broken' ? await Promise.reject(new Error('not readable')) : await ofDay(organisation, ...rest);
    // More than are sent to at once.
    for (let number = 0; number < 25; number += 1)
      await webhooks.create({ ...webhook(`0${number}`), organisation: 'broken' });
    await webhooks.create(webhook('a'));
    later(1);
    refer('r1');
    later(11);
    await expect(round()).rejects.toThrow('not readable');
    expect(received).toEqual({ [A]: ['r1'] });
  });

  it('begins nothing when its time is over, and goes on in the next round', async () => {
    await webhooks.create(webhook('a'));
    later(1);
    refer('r1');
    later(11);
    expect(await round(0)).toEqual({ taken: 0, failed: 0 });
    expect(await round()).toEqual({ taken: 1, failed: 0 });
  });

  it('sends again, and skips nothing, when it is cut off before it kept what was taken', async () => {
    await webhooks.create(webhook('a'));
    later(1);
    refer('r1');
    later(11);
    const kept = webhooks.putProgress;
    webhooks.putProgress = async () => await Promise.reject(new Error('cut off'));
    await expect(round()).rejects.toThrow('cut off');
    webhooks.putProgress = kept;
    await round();
    expect(received[A]).toEqual(['r1', 'r1']);
  });

  it('sends nothing to a webhook that was ended', async () => {
    await webhooks.create(webhook('a'));
    await webhooks.end(webhook('a'), now);
    later(1);
    refer('r1');
    later(11);
    await round();
    expect(requests).toEqual([]);
  });
});
