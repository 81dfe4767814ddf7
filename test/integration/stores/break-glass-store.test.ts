import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import type { BreakGlassStore } from '#shared/break-glass/break-glass-store.ts';
import { createDynamoBreakGlassStore } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { createMemoryBreakGlassStore } from '#shared/break-glass/memory-break-glass-store.ts';
import { LOOKS_A_DAY, type BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';

import { ownTables } from './open-stores.ts';

const ENGINES: Record<string, () => Promise<BreakGlassStore>> = {
  memory: async () => createMemoryBreakGlassStore(),
  dynamodb: async () => createDynamoBreakGlassStore(await ownTables()),
};

const opened = (over: Partial<BreakGlass> = {}): BreakGlass => ({
  id: randomUUID(),
  version: 1,
  household: 'h1',
  areas: ['420101'],
  sub: 'officer',
  roles: ['DISTRICT_OFFICER'],
  purpose: { sealed: 'AAAA' },
  openedAt: '2026-05-20T03:00:00.000Z',
  until: '2026-05-20T06:00:00.000Z',
  ...over,
});

describe.each(Object.entries(ENGINES))('break-glasses in %s', (_engine, open) => {
  let store: BreakGlassStore;
  beforeAll(async () => {
    store = await open();
  });

  it('are made once, found by account and household, and moved on by one writer', async () => {
    const sub = randomUUID();
    const first = opened({ sub });
    const claim = { key: sub, content: 'c', claimedAt: 1, expiresAt: 9_000_000, answer: { id: first.id } };
    expect(await store.newestOf(sub, 'h1')).toBeUndefined();
    await store.create(first, claim);
    await expect(store.create(opened({ sub }), claim)).rejects.toThrow(KeyTaken);
    expect([await store.get(first.id), await store.newestOf(sub, 'h1')]).toEqual([first, first]);
    expect(await store.newestOf(sub, 'h2')).toBeUndefined();
    const second = opened({ sub, openedAt: '2026-05-20T07:00:00.000Z' });
    await store.create(second);
    expect((await store.newestOf(sub, 'h1'))?.id).toBe(second.id);
    const writers = (['ENDED', 'REVOKED'] as const).map((status) => ({
      ...first,
      version: 2,
      ended: { status, at: '2026-05-20T04:00:00.000Z', by: 'x' },
    }));
    const won = await Promise.all(writers.map((after) => store.update(first, after)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.get(first.id)).toEqual(writers[won.indexOf(true)]);
  });

  it('are listed for each province of the household and for all, newest first', async () => {
    const places = ['950101', '960101'];
    const made = ['01', '02', '03'].map((hour) =>
      opened({ areas: places, openedAt: `2030-05-20T${hour}:00:00.000Z`, sub: randomUUID() }),
    );
    for (const one of made) await store.create(one);
    const ids = async (shelf: 'all' | `province#${string}`, before?: string) =>
      (await store.list(shelf, before, 2)).map(({ opened: { id } }) => id);
    const newest = made.map(({ id }) => id).toReversed();
    expect(await ids('province#95')).toEqual(newest.slice(0, 2));
    expect(await ids('all')).toEqual(newest.slice(0, 2));
    const [, last] = await store.list('province#96', undefined, 2);
    expect(await ids('province#96', last?.key)).toEqual(newest.slice(2));
    expect(await ids('province#97')).toEqual([]);
  });

  it('are looked for a few times a day, however many ask at once', async () => {
    const sub = randomUUID();
    const looks = await Promise.all(Array.from({ length: LOOKS_A_DAY + 3 }, () => store.takeLook(sub, '2026-05-20')));
    expect(looks.filter(Boolean)).toHaveLength(LOOKS_A_DAY);
    expect(await store.takeLook(sub, '2026-05-21')).toBe(true);
  });
});
