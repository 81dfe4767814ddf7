/** A write happens once for each `Idempotency-Key`: in memory, as the tests of the calls use it, and in DynamoDB. */
import { randomUUID } from 'node:crypto';

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import { createIdempotency, type ClaimFor } from '#functions/middleware/idempotency.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { KeyTaken, type ClaimStore } from '#shared/idempotency/claim.ts';
import { createDynamoClaims } from '#shared/idempotency/dynamo-claims.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { ownTables } from '../stores/open-stores.ts';

type World = { claims: ClaimStore; lists: TargetListStore };

const KINDS: [string, () => Promise<World>][] = [
  [
    'memory',
    async () => {
      const keys = new MemoryClaims();
      return { claims: keys, lists: createMemoryTargetListStore({ keys }) };
    },
  ],
  [
    'DynamoDB',
    async () => {
      const at = await ownTables();
      return { claims: createDynamoClaims(at), lists: createDynamoTargetListStore(at) };
    },
  ],
];

const NOW = new Date('2026-05-20T03:00:00.000Z');
const HOUR_MS = 3_600_000;

function listOf(id: string): TargetList {
  return {
    id,
    version: 1,
    name: 'บัญชีทดสอบ',
    source: 'OTHER',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-05-01',
    scopeArea: '42',
    status: 'DRAFT',
    createdAt: NOW.toISOString(),
  };
}

describe.each(KINDS)('a key, claimed in %s', (_, open) => {
  /** A call that makes a list once; `die`: the process ends before the write, or after it and before the answer. */
  const caller = async () => {
    const { claims, lists } = await open();
    const { once } = createIdempotency({ claims, secret: Buffer.alloc(32, 3) });
    const make =
      (die?: 'before' | 'after') =>
      async (claimFor: ClaimFor<{ id: string }>): Promise<{ id: string }> => {
        const id = randomUUID();
        if (die === 'before') throw new Error('died');
        await lists.create(listOf(id), claimFor({ id }));
        if (die === 'after') throw new Error('died');
        return { id };
      };
    const call = (key: string, content = 'a', { now = NOW, days = 1 } = {}) =>
      once({ key, content, days, now }, make());
    const made = async () => (await lists.all()).length;
    return { once, make, call, made, lists };
  };

  it('writes once and answers again with what was kept', async () => {
    const { call, made } = await caller();
    const first = await call('k');
    expect(first.repeated).toBe(false);
    expect(await call('k')).toEqual({ answer: first.answer, repeated: true });
    expect(await made()).toBe(1);
  });

  it('is refused for another content', async () => {
    const { call, made } = await caller();
    await call('k');
    await expect(call('k', 'b')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await made()).toBe(1);
  });

  it('gives all who come at once one answer', async () => {
    const { call, made } = await caller();
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('k')));
    expect(new Set(answers.map(({ answer }) => answer.id)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await made()).toBe(1);
  });

  it('stays free when the process died before the write', async () => {
    const { once, make, call, made } = await caller();
    await expect(once({ key: 'k', content: 'a', days: 1, now: NOW }, make('before'))).rejects.toThrow('died');
    expect((await call('k')).repeated).toBe(false);
    expect(await made()).toBe(1);
  });

  it('has its answer when the process died after the write', async () => {
    const { lists, once, make, call, made } = await caller();
    // What the caller of a dead process would have been told is told to it the next time.
    const told = await once({ key: 'k', content: 'a', days: 1, now: NOW }, make('after'));
    expect(await lists.get(told.answer.id)).toBeDefined();
    expect(await call('k')).toEqual({ answer: told.answer, repeated: true });
    expect(await made()).toBe(1);
  });

  it('is remembered for its days by the clock of the call, and free afterwards', async () => {
    const { call, made } = await caller();
    const first = await call('k', 'a', { days: 2 });
    const later = (hours: number) => call('k', 'a', { days: 2, now: new Date(NOW.getTime() + hours * HOUR_MS) });
    expect(await later(47)).toEqual({ answer: first.answer, repeated: true });
    const anew = await later(48);
    expect(anew.repeated).toBe(false);
    expect(await later(95)).toEqual({ answer: anew.answer, repeated: true });
    expect(await made()).toBe(2);
  });

  it('says busy when a claim that is in the way is gone at once', async () => {
    const { once } = await caller();
    const taken = once({ key: 'k', content: 'a', days: 1, now: NOW }, () => Promise.reject(new KeyTaken()));
    await expect(taken).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('what is kept in the table', () => {
  it('is an id, keyed hashes, and a day after which it goes', async () => {
    const at = await ownTables();
    const { once } = createIdempotency({ claims: createDynamoClaims(at), secret: Buffer.alloc(32, 3) });
    const lists = createDynamoTargetListStore(at);
    const key = '["sub","registerHousehold","k"]';
    await once({ key, content: 'ทดสอบหาได้ 3000000000013', days: 180, now: NOW }, async (claimFor) => {
      const answer = { id: 'h-1' };
      await lists.create(listOf('h-1'), claimFor(answer));
      return answer;
    });
    const { Items = [] } = await at.client.send(new ScanCommand({ TableName: at.tables.Operations }));
    const kept = Items.filter(({ pk }) => pk?.S?.startsWith('idempotency#'));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).toContain('h-1');
    expect(JSON.stringify(kept)).not.toMatch(/ทดสอบ|3000000000013|registerHousehold/);
    expect(Number(kept[0]?.['expiresAt']?.N)).toBe(NOW.getTime() / 1000 + 180 * 24 * 3600);
  });
});
