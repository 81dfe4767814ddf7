import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { MoveRequest } from '#shared/domain/move-request/move-request.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { createDynamoMoveRequestStore } from '#shared/move-request/dynamo-move-request-store.ts';
import { MemoryMoveRequests } from '#shared/move-request/memory-move-requests.ts';
import type { MoveRequestStore } from '#shared/move-request/move-request-store.ts';

import { conflictOf } from './conflict-of.ts';
import { index, ownTables } from './open-stores.ts';
import { begin, goOn } from './synthetic-household.ts';

const ENGINES: Record<string, () => Promise<{ store: MoveRequestStore; due: DueStore; households: HouseholdStore }>> = {
  memory: async () => {
    const [keys, due] = [new MemoryClaims(), new MemoryDue()];
    const store = new MemoryMoveRequests(keys, due);
    return { store, due, households: createMemoryHouseholdStore({ keys, due, moveRequests: store }) };
  },
  dynamodb: async () => {
    const at = await ownTables();
    const households = createDynamoHouseholdStore({ ...at, index });
    return { store: createDynamoMoveRequestStore(at), due: createDynamoDueStore(at), households };
  },
};

const NOW = '2026-05-21T03:00:00.000Z';

const asked = (household: string): MoveRequest => ({
  id: randomUUID(),
  version: 1,
  household,
  from: '420101',
  toArea: '310101',
  on: '2026-05-10',
  reason: { sealed: 'AAAA' },
  askedAt: '2026-05-20T03:00:00.000Z',
  askedBy: { sub: 'asker', roles: ['DISTRICT_OFFICER'] },
});
const answered = (request: MoveRequest, by: string): MoveRequest => ({
  ...request,
  version: 2,
  answer: { result: 'REJECTED', at: NOW, by },
});

describe.each(Object.entries(ENGINES))('move requests in %s', (_engine, open) => {
  it('are one at a time of a household, also when two are made at once', async () => {
    const { store } = await open();
    const household = randomUUID();
    const requests = [asked(household), asked(household)];
    const made = await Promise.all(requests.map((request) => store.create(request)));
    expect(made.filter(Boolean)).toEqual([true]);
    expect(await store.create(asked(randomUUID()))).toBe(true);
    const first = requests.find((_, at) => made[at]);
    if (!first) throw new Error('One of two is made');
    expect(await store.get(first.id)).toEqual(first);
    expect(await store.answer(first, answered(first, 'x'))).toBe(true);
    expect(await store.create(asked(household))).toBe(true);
  });

  it('are answered once', async () => {
    const { store } = await open();
    const request = asked(randomUUID());
    await store.create(request);
    const answers = [answered(request, 'one'), answered(request, 'two')];
    const put = await Promise.all(answers.map((answer) => store.answer(request, answer)));
    expect(put.filter(Boolean)).toEqual([true]);
    expect(await store.get(request.id)).toEqual(answers.find((_, at) => put[at]));
  });

  it('are made once for a key', async () => {
    const { store } = await open();
    const claim = { key: randomUUID(), content: '', claimedAt: 0, expiresAt: 9e12, answer: {} };
    await store.create(asked(randomUUID()), claim);
    await expect(store.create(asked(randomUUID()), claim)).rejects.toThrow(KeyTaken);
  });

  it('wait in the queue of the place until they are answered', async () => {
    const { store, due } = await open();
    const request = asked(randomUUID());
    const waiting = async () =>
      (await due.shown({ kind: 'place', area: '420101' }, '2026-05-20', 10)).map(({ ref }) => ref);
    await store.create(request);
    expect(await waiting()).toEqual([request.id]);
    await store.answer(request, answered(request, 'x'));
    expect(await waiting()).toEqual([]);
  });

  it('are answered with the move of the household, or neither is kept', async () => {
    const { store, due, households } = await open();
    const begun = begin();
    await households.append([begun]);
    const { id } = begun.after;
    const before = asked(id);
    await store.create(before);
    const after: MoveRequest = { ...answered(before, 'one'), answer: { result: 'ACCEPTED', at: NOW, by: 'one' } };
    const move = async () => {
      const household = await households.get(id);
      if (!household) throw new Error('It was begun');
      return goOn(household, [{ type: 'move', on: before.on, toArea: before.toArea }]);
    };
    const waiting = async () =>
      (await due.shown({ kind: 'place', area: '420101' }, '2026-05-20', 50)).filter(({ ref }) => ref === before.id);
    expect(await waiting()).toHaveLength(1);
    await households.append([await move()], { moveRequest: { before, after } });
    expect([(await households.get(id))?.areaCode, await store.get(before.id)]).toEqual(['310101', after]);
    expect(await waiting()).toEqual([]);

    const second = asked(id);
    expect(await store.create(second)).toBe(true);
    await store.answer(second, answered(second, 'two'));
    const stays = (await households.get(id))?.version;
    const late = { before: second, after: { ...after, id: second.id } };
    const conflict = await conflictOf(households.append([await move()], { moveRequest: late }));
    expect([conflict.stale, conflict.taken]).toEqual([[], []]);
    expect((await households.get(id))?.version).toBe(stays);
    expect(await store.get(second.id)).toEqual(answered(second, 'two'));
  });
});
