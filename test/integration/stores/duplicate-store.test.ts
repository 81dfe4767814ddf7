import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { mergeHouseholds } from '#functions/api/logbook/merge-households.ts';
import { findDuplicates } from '#functions/duplicates/find/find-duplicates.ts';
import type { Duplicate } from '#shared/domain/duplicates/duplicate.ts';
import { createDynamoDuplicateStore } from '#shared/duplicate/dynamo-duplicate-store.ts';
import { duplicateId } from '#shared/duplicate/duplicate-id.ts';
import { keepDuplicate, type DuplicateStore } from '#shared/duplicate/duplicate-store.ts';
import { MemoryDuplicates } from '#shared/duplicate/memory-duplicates.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';

import { index, ownTables } from './open-stores.ts';
import { begin, memberOf } from './synthetic-household.ts';

type Stores = { store: DuplicateStore; due: DueStore; households: HouseholdStore };

const ENGINES: Record<string, () => Promise<Stores>> = {
  memory: async () => {
    const [keys, due] = [new MemoryClaims(), new MemoryDue()];
    const store = new MemoryDuplicates(keys, due);
    return { store, due, households: createMemoryHouseholdStore({ keys, due, duplicates: store }) };
  },
  dynamodb: async () => {
    const at = await ownTables();
    const households = createDynamoHouseholdStore({ ...at, index });
    return { store: createDynamoDuplicateStore(at), due: createDynamoDueStore(at), households };
  },
};

const found = (areas = ['420101'], openedAt = '2026-05-20T03:00:00.000Z'): Duplicate => {
  const [one = '', other = ''] = [randomUUID(), randomUUID()].toSorted();
  const [place = '', second = place] = areas;
  return {
    id: duplicateId(one, other),
    version: 1,
    state: 'OPEN',
    households: [one, other],
    persons: ['p', 'q'],
    reasons: ['NAME_AND_BIRTH'],
    places: [place, second],
    areas,
    openedAt,
    since: openedAt.slice(0, 10),
  };
};
const next = (duplicate: Duplicate, more: Partial<Duplicate> = {}): Duplicate => ({
  ...duplicate,
  ...more,
  version: duplicate.version + 1,
});

describe.each(Object.entries(ENGINES))('candidates in %s', (_engine, open) => {
  it('are kept once, whoever finds them', async () => {
    const { store } = await open();
    const one = found();
    const kept = await Promise.all([1, 2, 3].map(() => keepDuplicate(store, { before: undefined, after: one })));
    expect(kept.filter(Boolean)).toEqual([true]);
    expect(await store.get(one.id)).toEqual(one);
    const moved = await Promise.all(
      ['GONE' as const, 'DISMISSED' as const].map((state) =>
        keepDuplicate(store, { before: one, after: next(one, { state }) }),
      ),
    );
    expect(moved.filter(Boolean)).toEqual([true]);
  });

  it('are on the shelf of each province of theirs, also of one that a household moved to since', async () => {
    const { store } = await open();
    const [older, newer] = [found(['420101']), found(['420201', '400101'], '2026-05-21T03:00:00.000Z')];
    for (const one of [older, newer]) await store.create(one);
    const ids = async (province: string) =>
      (await store.list(`province#${province}`, undefined, 10)).map(({ document }) => document.id);
    expect(await ids('42')).toEqual([newer.id, older.id]);
    expect(await ids('40')).toEqual([newer.id]);
    expect(await store.update(older, next(older, { areas: ['400101'], places: ['400101', '400101'] }))).toBe(true);
    expect(await ids('40')).toEqual([newer.id, older.id]);
  });

  it('wait in the queue of the unit until they are decided', async () => {
    const { store, due } = await open();
    const one = found();
    const waiting = async () =>
      (await due.shown({ kind: 'place', area: '420101' }, '2026-05-20', 10)).map(({ kind, ref }) => [kind, ref]);
    await store.create(one);
    expect(await waiting()).toEqual([['DUPLICATE', one.id]]);
    await store.update(one, next(one, { state: 'GONE' }));
    expect(await waiting()).toEqual([]);
  });

  it('are found in the households of a province, and decided in the transaction of a merge', async () => {
    const { store, due, households } = await open();
    const member = { ...memberOf(4711), birthDate: { date: '1980-03-04', year: 1980, precision: 'DAY' as const } };
    const { citizenId: _, ...unnumbered } = member;
    const twins = [1, 2].map((number) =>
      begin({ addressNo: `${number}/7`, members: [{ ...unnumbered, id: `p${number}` }] }),
    );
    for (const beginning of twins) await households.append([beginning]);
    const now = () => new Date('2026-05-20T03:00:00.000Z');
    const province = twins[0]?.after.areaCode.slice(0, 2) ?? '';
    const search = async () => await findDuplicates({ province }, { households, duplicates: store, now });
    // Many households of other tests are no neighbours of these.
    expect(await search()).toEqual({ done: true, households: 2, found: 1, written: 1 });
    expect(await search()).toMatchObject({ written: 0 });
    const stopped = { households, duplicates: store, now, isOver: () => true };
    expect(await findDuplicates({ province }, stopped)).toMatchObject({ done: true, written: 0 });

    const [keep = '', other = ''] = twins.map(({ after }) => after.id);
    const id = duplicateId(keep, other);
    const merging = async () =>
      await mergeHouseholds(
        { households, duplicates: store, hash: chainHash, pause: async () => await Promise.resolve() },
        {
          body: { keep, other, reason: 'ครัวเรือนเดียวกัน', versions: { [keep]: 1, [other]: 1 } },
          principal: { sub: 'officer', roles: ['PROVINCE_SECRETARIAT'], area: province },
          scopes: [{ kind: 'area', area: province }],
          clock: now,
        },
        () => undefined,
      );
    // Somebody dismisses it at the same moment: both are decided, and the merge is the last word.
    const before = await store.get(id);
    if (!before) throw new Error('It was found');
    await Promise.all([merging(), keepDuplicate(store, { before, after: next(before, { state: 'GONE' }) })]);
    const after = await store.get(id);
    expect([after?.state, (await households.get(other))?.mergedInto]).toEqual(['MERGED', keep]);
    const area = twins[0]?.after.areaCode ?? '';
    expect(await due.shown({ kind: 'place', area }, '2026-06-20', 10)).toEqual([]);
  });
});
