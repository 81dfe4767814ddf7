import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { mergeHouseholds, undoMerge } from '#functions/api/logbook/merge-households.ts';
import { recordOn } from '#functions/api/households/record-on.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import { createDynamoDuplicateStore } from '#shared/duplicate/dynamo-duplicate-store.ts';
import type { DuplicateStore } from '#shared/duplicate/duplicate-store.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash, verifyChain } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { createStoredDocuments, type StoredDocuments } from '#shared/rebuild/stored-documents.ts';

import { index, ownTables } from './open-stores.ts';
import { begin, memberOf } from './synthetic-household.ts';

const OFFICER: Principal = { sub: 'officer', roles: ['DISTRICT_OFFICER'], area: '4201' };
const SCOPES = [{ kind: 'area' as const, area: '4201' }];
const NOW = new Date('2026-05-20T03:00:00.000Z');
const clock = () => NOW;
const unclaimed = () => undefined;

let households: HouseholdStore;
let duplicates: DuplicateStore;
let documents: StoredDocuments;
let pointers: () => Promise<unknown[]>;
beforeAll(async () => {
  const { client, tables, sealer } = await ownTables();
  households = createDynamoHouseholdStore({ client, tables, sealer, index });
  duplicates = createDynamoDuplicateStore({ client, tables });
  documents = createStoredDocuments({ client, tables, households, sealer, index });
  pointers = async () => {
    const { Items = [] } = await client.send(
      new ScanCommand({
        TableName: tables.Households,
        FilterExpression: 'sk = :sk',
        ExpressionAttributeValues: { ':sk': { S: 'pointer' } },
        ConsistentRead: true,
      }),
    );
    return Items.toSorted((a, b) => String(a['pk']?.S).localeCompare(String(b['pk']?.S)));
  };
});

let person = 900;
async function register(): Promise<Household> {
  const beginning = begin({ members: [memberOf((person += 1))] });
  await households.append([beginning]);
  return beginning.after;
}
let [kept, other]: Household[] = [];
beforeEach(async () => {
  [kept, other] = [await register(), await register()];
});
const of = (household: Household | undefined): Household => {
  if (!household) throw new Error('No household');
  return household;
};

const deps = () => ({ households, duplicates, hash: chainHash, pause: async () => await Promise.resolve() });
const merge = async (into: Household, from: Household) =>
  await mergeHouseholds(
    deps(),
    {
      body: {
        keep: into.id,
        other: from.id,
        reason: 'ครัวเรือนเดียวกัน',
        versions: { [into.id]: into.version, [from.id]: from.version },
      },
      principal: OFFICER,
      scopes: SCOPES,
      clock,
    },
    unclaimed,
  );
const visit = async (id: string) =>
  await recordOn(
    deps(),
    { id, principal: OFFICER, clock },
    () =>
      Promise.resolve({
        bodies: [{ type: 'visit', on: '2026-05-19', purpose: 'SURVEY', outcome: 'MET' }],
        answer: {},
      }),
    unclaimed,
  );

/** What a writer was answered: nothing but its own success or a problem that it can act on. */
async function outcomes(writing: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(writing);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'written';
    if (one.reason instanceof Problem) return one.reason.code;
    throw one.reason;
  });
}

async function expectWhole(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const history = await households.history(id);
    expect(verifyChain(history)).toBeUndefined();
    expect(foldHousehold(history)).toEqual(await households.get(id));
    expect(await documents.rebuild(id, { check: true })).toEqual({ outcome: 'same' });
  }
}

describe('merges at a store that others write to', () => {
  it('and their undo leave every pointer as it was, and documents that a rebuild finds the same', async () => {
    const before = await pointers();
    const { id } = await merge(of(kept), of(other));
    expect(await pointers()).toEqual(before);
    await expectWhole([of(kept).id, of(other).id]);
    await undoMerge(
      deps(),
      { params: { id }, body: { reason: 'คนละครัวเรือน' }, principal: OFFICER, scopes: SCOPES, clock },
      unclaimed,
    );
    expect(await pointers()).toEqual(before);
    await expectWhole([of(kept).id, of(other).id]);
  });

  it('of one household into two others at once come to one merge', async () => {
    const third = await register();
    const said = await outcomes([merge(of(kept), of(other)), merge(third, of(other)), merge(of(other), third)]);
    expect(said.filter((one) => one === 'written')).toHaveLength(1);
    for (const code of said) expect(['written', 'household-merged', 'version-conflict']).toContain(code);
    await expectWhole([of(kept).id, of(other).id, third.id]);
  });

  it('lose no visit that is recorded meanwhile: it is recorded, or its writer is told where', async () => {
    const said = await outcomes([
      visit(of(other).id),
      merge(of(kept), of(other)),
      visit(of(other).id),
      visit(of(kept).id),
      visit(of(other).id),
    ]);
    const [, merged] = said;
    expect(['written', 'version-conflict']).toContain(merged);
    const visits = await Promise.all([of(kept), of(other)].map(async ({ id }) => await households.history(id)));
    const recorded = visits.flat().filter(({ body }) => body.type === 'visit').length;
    expect(recorded).toBe(said.filter((one, at) => at !== 1 && one === 'written').length);
    expect(said[3]).toBe('written');
    for (const code of said.filter((_, at) => at !== 1)) expect(['written', 'household-merged']).toContain(code);
    await expectWhole([of(kept).id, of(other).id]);
  });
});
