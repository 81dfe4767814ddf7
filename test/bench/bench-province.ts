/** A large province in a local DynamoDB for the benchmarks of reports: its list, and as many households as are asked for. */
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';

import type { Household } from '#shared/domain/household/household.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames } from '#shared/dynamo/create-tables.ts';
import { toItem } from '#shared/household/document-codec.ts';
import { agencies } from '#shared/reference/agencies.ts';
import { areasUnder } from '#shared/reference/areas.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';

export const PROVINCE = '42';
export const LIST = 'tpmap-2569';
/** A function of 512 MB: the rest is for code, buffers and the engine itself. */
export const HEAP = '--max-old-space-size=256';
export const tables = tableNames('bench-');
export const subdistricts = areasUnder(PROVINCE).filter(({ level }) => level === 'SUBDISTRICT');
export const givers = agencies.filter(({ inSeedTable }) => inSeedTable).map(({ slug }) => slug);

export function clientAt(endpoint: string): DynamoDBClient {
  return createDynamo({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

export function pick<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

/** Makes the tables and writes the frozen list and the households, of which `householdOf` makes one by its number. */
export async function seedProvince(
  client: DynamoDBClient,
  households: number,
  householdOf: (number: number) => Household,
): Promise<void> {
  // The envelope of a real household is about as long; what is in it no figure asks.
  const seal = () => new Uint8Array(400);
  const index = createBlindIndex(Buffer.alloc(32, 8));
  await createTables(client, tables);
  const opened = '2025-09-30T17:00:00.000Z';
  await createDynamoTargetListStore({ client, tables }).create({
    id: LIST,
    version: 1,
    name: 'TPMAP 2569',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2025-09-30',
    scopeArea: PROVINCE,
    status: 'FROZEN',
    createdAt: opened,
    publishedAt: opened,
    frozenAt: '2025-10-31T10:00:00.000Z',
  });
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let first = writer * 25; first < households; first += 8 * 25) {
      const count = Math.min(25, households - first);
      let requests: WriteRequest[] = Array.from({ length: count }, (__, at) => ({
        PutRequest: { Item: toItem(householdOf(first + at), { seal, index }) },
      }));
      while (requests.length > 0) {
        const answer = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [tables.Households]: requests } }),
        );
        requests = answer.UnprocessedItems?.[tables.Households] ?? [];
      }
    }
  });
  await Promise.all(writers);
}
