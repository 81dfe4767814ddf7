import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import type { BreakGlassStore } from '#shared/break-glass/break-glass-store.ts';
import { createDynamoBreakGlassStore } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { createMemoryBreakGlassStore } from '#shared/break-glass/memory-break-glass-store.ts';
import { LOOKS_A_DAY, type BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';

import { ownTables } from './open-stores.ts';
import { describeShelf } from './shelf-contract.ts';

const ENGINES: Record<string, () => Promise<BreakGlassStore>> = {
  memory: async () => createMemoryBreakGlassStore(),
  dynamodb: async () => createDynamoBreakGlassStore(await ownTables()),
};

const DUE: Record<string, () => Promise<{ store: BreakGlassStore; due: DueStore }>> = {
  memory: async () => {
    const due = new MemoryDue();
    return { store: createMemoryBreakGlassStore({ due }), due };
  },
  dynamodb: async () => {
    const at = await ownTables();
    return { store: createDynamoBreakGlassStore(at), due: createDynamoDueStore(at) };
  },
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

describeShelf<BreakGlass>('break-glasses', ENGINES, opened, (first) =>
  (['ENDED', 'REVOKED'] as const).map((status) => ({
    ...first,
    version: 2,
    ended: { status, at: '2026-05-20T04:00:00.000Z', by: 'x' },
  })),
);

describe.each(Object.entries(ENGINES))('break-glasses of an account in %s', (_engine, open) => {
  let store: BreakGlassStore;
  beforeAll(async () => {
    store = await open();
  });

  it('are found by their household, the newest', async () => {
    const sub = randomUUID();
    const first = opened({ sub });
    expect(await store.newestOf(sub, 'h1')).toBeUndefined();
    await store.create(first);
    expect(await store.newestOf(sub, 'h1')).toEqual(first);
    expect(await store.newestOf(sub, 'h2')).toBeUndefined();
    await store.create(opened({ sub, household: null }));
    const second = opened({ sub, openedAt: '2026-05-20T07:00:00.000Z' });
    await store.create(second);
    expect((await store.newestOf(sub, 'h1'))?.id).toBe(second.id);
  });

  it('are looked for a few times a day, however many ask at once', async () => {
    const sub = randomUUID();
    const looks = await Promise.all(Array.from({ length: LOOKS_A_DAY + 3 }, () => store.takeLook(sub, '2026-05-20')));
    expect(looks.filter(Boolean)).toHaveLength(LOOKS_A_DAY);
    expect(await store.takeLook(sub, '2026-05-21')).toBe(true);
  });
});

it.each(Object.entries(DUE))('a break-glass waits for its review, in %s', async (_engine, open) => {
  const { store, due } = await open();
  const waiting = async () => await due.shown({ kind: 'place', area: '420101' }, '2026-06-20', 10);
  const first = opened();
  await store.create(first);
  await store.create(opened({ household: null, areas: [] }));
  expect(await waiting()).toMatchObject([{ kind: 'BREAK_GLASS', ref: first.id, dueOn: '2026-06-03' }]);
  const review = { result: 'JUSTIFIED', at: '2026-05-21T03:00:00.000Z', by: 'x' } as const;
  const reviewed = { ...first, version: 2, review };
  expect(await store.update(first, reviewed)).toBe(true);
  expect(await waiting()).toEqual([]);
  expect(await store.update(first, { ...first, version: 2 })).toBe(false);
  expect(await waiting()).toEqual([]);
});
