import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { createDynamoSubjectRequestStore } from '#shared/subject-request/dynamo-subject-request-store.ts';
import { createMemorySubjectRequestStore } from '#shared/subject-request/memory-subject-request-store.ts';
import type { SubjectRequestStore } from '#shared/subject-request/subject-request-store.ts';

import { ownTables } from './open-stores.ts';

const ENGINES: Record<string, () => Promise<SubjectRequestStore>> = {
  memory: async () => createMemorySubjectRequestStore(),
  dynamodb: async () => createDynamoSubjectRequestStore(await ownTables()),
};

const taken = (over: Partial<SubjectRequest> = {}): SubjectRequest => ({
  id: randomUUID(),
  version: 1,
  household: 'h1',
  areas: ['420101'],
  person: 'p1',
  kind: 'ACCESS',
  text: { sealed: 'AAAA' },
  openedAt: '2026-05-20T03:00:00.000Z',
  openedBy: 'officer',
  ...over,
});

describe.each(Object.entries(ENGINES))('requests of data subjects in %s', (_engine, open) => {
  let store: SubjectRequestStore;
  beforeAll(async () => {
    store = await open();
  });

  it('are made once, and answered by one of several who answer at once', async () => {
    const request = taken();
    const claim = { key: request.id, content: 'c', claimedAt: 1, expiresAt: 9_000_000, answer: { id: request.id } };
    await store.create(request, claim);
    await expect(store.create(taken(), claim)).rejects.toThrow(KeyTaken);
    await expect(store.create(request)).rejects.toThrow('exists already');
    expect(await store.get(request.id)).toEqual(request);
    expect(await store.get('nobody')).toBeUndefined();
    const answers = (['DONE', 'REFUSED'] as const).map((result) => ({
      ...request,
      version: 2,
      answer: { result, at: '2026-05-21T03:00:00.000Z', by: 'x' },
    }));
    const won = await Promise.all(answers.map((after) => store.update(request, after)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.get(request.id)).toEqual(answers[won.indexOf(true)]);
  });

  it('are listed for each province of the household and for all, newest first', async () => {
    const made = ['01', '02', '03'].map((hour) =>
      taken({ areas: ['950101', '960101'], openedAt: `2030-05-20T${hour}:00:00.000Z` }),
    );
    for (const one of made) await store.create(one);
    const ids = async (shelf: 'all' | `province#${string}`, before?: string) =>
      (await store.list(shelf, before, 2)).map(({ listed: { id } }) => id);
    const newest = made.map(({ id }) => id).toReversed();
    expect(await ids('province#95')).toEqual(newest.slice(0, 2));
    expect(await ids('all')).toEqual(newest.slice(0, 2));
    const [, last] = await store.list('province#96', undefined, 2);
    expect(await ids('province#96', last?.key)).toEqual(newest.slice(2));
    expect(await ids('province#97')).toEqual([]);
  });
});
