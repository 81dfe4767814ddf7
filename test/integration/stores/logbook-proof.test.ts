/** The proof of a logbook whose items somebody changed in the table, beside the platform. */
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, it } from 'vitest';

import { keyOf, type Item } from '#shared/dynamo/attributes.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { entryKey } from '#shared/household/keys.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';

import { index, ownTables } from './open-stores.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const ENTRIES = 6;

let own: Awaited<ReturnType<typeof ownTables>>;
let api: InProcessApi;
let number = 0;
beforeAll(async () => {
  own = await ownTables();
  api = createInProcessApi({ households: createDynamoHouseholdStore({ ...own, index }) });
});

async function written(): Promise<string> {
  const asked = { body: newHousehold((number += 1)) };
  const { id } = (await api.request(officer, 'POST', '/v1/households', asked)).body;
  for (let entry = 1; entry < ENTRIES; entry += 1)
    await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') });
  return id;
}
const keyOfEntry = (id: string, version: number) => ({
  TableName: own.tables.Logbook,
  Key: keyOf(entryKey(id, version)),
});
const itemAt = async (id: string, version: number): Promise<Item> =>
  (await own.client.send(new GetItemCommand(keyOfEntry(id, version)))).Item ?? {};
const put = (item: Item) => own.client.send(new PutItemCommand({ TableName: own.tables.Logbook, Item: item }));
const lose = (id: string, version: number) => own.client.send(new DeleteItemCommand(keyOfEntry(id, version)));
const proof = async (id: string) => (await api.request(officer, 'GET', `/v1/households/${id}/logbook/proof`)).body;

it.each<[string, number, string, (id: string) => Promise<unknown>]>([
  ['lost', 3, 'gap', (id) => lose(id, 3)],
  ['lost at the end', ENTRIES, 'gap', (id) => lose(id, ENTRIES)],
  [
    'changed',
    4,
    'hash',
    async (id) => {
      const item = await itemAt(id, 4);
      await put({ ...item, body: { S: (item['body']?.S ?? '').replace('cdd', 'dla') } });
    },
  ],
  [
    'cut off from the one before it',
    5,
    'previous-hash',
    async (id) => await put({ ...(await itemAt(id, 5)), previous: { S: 'another' } }),
  ],
  ['made unreadable', 2, 'unreadable', async (id) => await put({ ...(await itemAt(id, 2)), body: { S: '{"type"' } })],
  [
    'given the sealed part of another',
    1,
    'unreadable',
    async (id) => {
      const { sealed } = await itemAt(await written(), 1);
      if (!sealed) throw new Error('A registered household has persons');
      await put({ ...(await itemAt(id, 1)), sealed });
    },
  ],
])('names an entry that was %s', async (_what, version, fault, plant) => {
  const id = await written();
  const before = await proof(id);
  expect(before).toMatchObject({ entries: ENTRIES, intact: true, firstBroken: null });
  await plant(id);
  const after = await proof(id);
  expect(after).toMatchObject({ entries: ENTRIES, intact: false, firstBroken: { version, fault } });
  expect(after.head === null).toBe(version === 1);
  expect(after.head).not.toBe(before.head);
});
