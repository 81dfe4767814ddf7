/** The feed on its engines: causes and what they tell are written together, and a reader that follows the cursor skips nothing. */
import { randomUUID } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import type { Account } from '#shared/domain/account/account.ts';
import { behind, READABLE_AFTER_MS, type Told } from '#shared/domain/event/event.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { createDynamoEvents, putEvents } from '#shared/event/dynamo-events.ts';
import type { EventReader } from '#shared/event/event-store.ts';
import { MemoryEvents } from '#shared/event/memory-events.ts';
import { readFeed } from '#shared/event/read-feed.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';

import { ownTables } from './open-stores.ts';

type Feed = { reader: EventReader; put: (at: string, told: Told[]) => Promise<void> };

const ENGINES: Record<string, () => Promise<Feed>> = {
  memory: async () => {
    const reader = new MemoryEvents();
    return { reader, put: async (at, told) => reader.put(at, told) };
  },
  dynamodb: async () => {
    const { client, tables } = await ownTables();
    return {
      reader: createDynamoEvents({ client, tables }),
      put: async (at, told) => {
        await client.send(new TransactWriteItemsCommand({ TransactItems: putEvents(tables.Operations, at, told) }));
      },
    };
  },
};

const START = Date.parse('2026-05-20T23:59:40.000Z');
/** What clocks of functions may differ by, beside the time of a commit. */
const CLOCKS_MS = 5_000;

/** Writers: when each stamps its event (before midnight and after), and how much later it is committed. */
const writers = fc.array(
  fc.record({
    stampedAt: fc.integer({ min: 0, max: 40_000 }),
    late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: COMMIT_WITHIN_MS + CLOCKS_MS })),
    own: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);
const polls = fc.array(fc.record({ at: fc.integer({ min: 0, max: 60_000 }), limit: fc.integer({ min: 1, max: 5 }) }), {
  maxLength: 25,
});

type Happening = { at: number; write?: { told: Told; stampedAt: string }; poll?: number };

describe.each(Object.entries(ENGINES))('the feed in %s', (engine, open) => {
  let feed: Feed;
  beforeAll(async () => {
    feed = await open();
  });

  it('skips nothing and repeats nothing, however late and in whatever order events are committed and read', async () => {
    let naiveSkipped = 0;
    await fc.assert(
      fc.asyncProperty(writers, polls, async (written, polled) => {
        const organisations = [`a${randomUUID()}`, `b${randomUUID()}`];
        const happenings: Happening[] = [
          ...written.map(({ stampedAt, late, own }, index): Happening => ({
            at: stampedAt + late,
            write: {
              told: { type: 'referral.sent', organisation: organisations[own ? 0 : 1] ?? '', referralId: `r${index}` },
              stampedAt: new Date(START + stampedAt).toISOString(),
            },
          })),
          ...polled.map(({ at, limit }): Happening => ({ at, poll: limit })),
          { at: 70_000, poll: 100 },
        ].toSorted((a, b) => a.at - b.at);
        const seen: string[] = [];
        const naive: string[] = [];
        // Followed from before the first: a walk over all days that are kept takes several pages.
        let after = behind(new Date(START - 1).toISOString());
        let naiveAfter = after;
        for (const { at, write, poll } of happenings) {
          if (write) await feed.put(write.stampedAt, [write.told]);
          if (poll === undefined) continue;
          const now = new Date(START + at);
          const page = await readFeed(feed.reader, organisations, { after, now, limit: poll });
          seen.push(...page.items.map(({ id }) => id));
          after = page.next;
          // A reader that does not wait.
          const early = new Date(now.getTime() + READABLE_AFTER_MS);
          const hasty = await readFeed(feed.reader, organisations, { after: naiveAfter, now: early, limit: 100 });
          naive.push(...hasty.items.map(({ id }) => id));
          naiveAfter = hasty.next;
        }
        naiveSkipped += written.length - naive.length;
        expect(seen).toHaveLength(written.length);
        expect(seen).toEqual([...new Set(seen)].toSorted());
      }),
      { numRuns: engine === 'memory' ? 200 : 25, seed: 7 },
    );
    // The interleavings are worth something: without the wait some would be skipped.
    expect(naiveSkipped).toBeGreaterThan(0);
  });

  it('is read from the oldest that is kept in pages of whole partitions, for many organisations too', async () => {
    const now = new Date('2026-05-20T00:00:00.000Z');
    const organisations = Array.from({ length: 7 }, () => `o${randomUUID()}`);
    const days = [89, 60, 30, 2];
    for (const [index, ago] of days.entries())
      await feed.put(new Date(now.getTime() - ago * 86_400_000 + 1000).toISOString(), [
        { type: 'grant.changed', organisation: organisations[index] ?? '', account: 'x' },
      ]);
    let pages = 0;
    let after: string | undefined;
    const seen: string[] = [];
    for (let more = true; more; pages += 1) {
      const page = await readFeed(feed.reader, organisations, { after, now, limit: 10 });
      seen.push(...page.items.map(({ organisation }) => organisation));
      ({ next: after, more } = page);
    }
    expect(seen).toEqual(organisations.slice(0, 4));
    expect(pages).toBe(7);
  });
});

describe('a cause and what it tells', () => {
  let client: DynamoDBClient;
  let tables: TableNames;
  beforeAll(async () => {
    ({ client, tables } = await ownTables());
  });

  const record = (version: number, over: Partial<Account> = {}): Account => ({
    sub: 'focal',
    version,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [{ role: 'AGENCY_FOCAL', agency: 'cdd', from: '2026-01-01' }],
    createdAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'x',
    changedAt: '2026-01-01T00:00:00.000Z',
    mustAccept: false,
    ended: [],
    ...over,
  });

  it('are written together or not at all', async () => {
    const accounts = createDynamoAccountStore({ client, tables });
    const events = createDynamoEvents({ client, tables });
    const told = async (organisation: string) => {
      const now = new Date(Date.now() + READABLE_AFTER_MS + 1000);
      return (await readFeed(events, [organisation], { after: undefined, now, limit: 100 })).items.length;
    };
    const first = record(1);
    expect(await accounts.createAccount(first)).toBe(true);
    expect(await told('cdd')).toBe(1);
    // Another writer was faster: nothing is told.
    expect(await accounts.createAccount(first)).toBe(false);
    const moved = record(2, { grants: [{ role: 'AGENCY_FOCAL', agency: 'dla', from: '2026-01-01' }] });
    const won = await Promise.all([accounts.updateAccount(first, moved), accounts.updateAccount(first, moved)]);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect([await told('cdd'), await told('dla')]).toEqual([2, 1]);
    // Nothing of what it may do changes.
    await accounts.updateAccount(moved, { ...moved, version: 3, mustAccept: true });
    expect([await told('cdd'), await told('dla')]).toEqual([2, 1]);
  });
});
