import { randomUUID } from 'node:crypto';

import type { DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';

import { bangkokMonth } from '#shared/thai/bangkok-time.ts';
import { itemOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { districtOf } from '#shared/household/placed-districts.ts';
import { NO_PROVINCE } from '#shared/sealing/data-key-store.ts';
import type { SealContext, Sealer } from '#shared/sealing/sealer.ts';

import type { AccessLog, Looked } from './access-log.ts';

/** Form of the items of looks, those at one household and those on pages. Since 2 a purpose is sealed; what has none is as before. */
const FORM = 2;

function householdPartition(household: string): string {
  return `household#${household}`;
}

/** Pages that showed households of a district in a month: some megabytes in a busy district. */
function pagesPartition(district: string, month: string): string {
  return `pages#${district}#${month}`;
}

function keyAt(pk: string, at: string): Key {
  return { pk, sk: `${at}#${randomUUID()}` };
}

/** A sealed purpose belongs to one look. */
function contextOf({ pk, sk }: Key): SealContext {
  return { table: 'access-log', id: pk, look: sk };
}

/**
 * A look at one household is an item of its own; a page of many is one item for each of their districts, which names them. So
 * a worklist of fifty costs two write units and not a hundred, and who asks about a household reads the pages of its
 * districts. Nothing is put in a batch: who may write batches may also delete, and nobody may delete here. A purpose is words of people
 * about people, so it is sealed: `sealer` is for those who log one, and those who read.
 */
export function createDynamoAccessLog({
  client,
  tables,
  sealer,
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'AccessLog'>;
  sealer?: Sealer;
}): AccessLog {
  const put = async (key: Key, body: object, more: Item = {}): Promise<void> => {
    const Item = itemOf(key, 'purpose' in more ? FORM : 1, { body: { S: JSON.stringify(body) }, ...more });
    if (!(await putIf(client, { TableName: tables.AccessLog, Item, ...IF_ABSENT })))
      throw new Error('An access was not recorded');
  };

  const newest = async (
    pk: string,
    before: string,
    limit: number | undefined,
    more: Partial<QueryCommandInput> = {},
  ) => {
    const items = await queryItems(
      client,
      {
        TableName: tables.AccessLog,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ScanIndexForward: false,
        ...more,
        ExpressionAttributeValues: { ':pk': { S: pk }, ':before': { S: before }, ...more.ExpressionAttributeValues },
      },
      limit,
    );
    return await Promise.all(items.map((item) => toLooked(pk, item)));
  };

  function sealing(): Sealer {
    if (!sealer) throw new Error('A purpose is logged and read by who has a sealer');
    return sealer;
  }

  async function toLooked(pk: string, item: Item): Promise<Looked> {
    const id = textOf(item, 'sk');
    const body: Looked = JSON.parse(textOf(openItem(item, FORM), 'body'));
    const purpose = item['purpose']?.B;
    if (!purpose) return { ...body, id };
    return { ...body, id, purpose: await sealing().open(purpose, contextOf({ pk, sk: id })) };
  }

  return {
    async record({ household, purpose, ...look }) {
      const key = keyAt(householdPartition(household), look.at);
      const sealed =
        purpose === undefined ? {} : { purpose: { B: await sealing().seal(purpose, contextOf(key), NO_PROVINCE) } };
      await put(key, look, sealed);
    },

    async recordPage({ households, ...page }) {
      const byDistrict = Map.groupBy(households, ({ areaCode }) => districtOf(areaCode));
      const month = bangkokMonth(new Date(page.at));
      await Promise.all(
        [...byDistrict].map(([district, shown]) =>
          // A set: while a household moves, the index may show it twice on one page.
          put(keyAt(pagesPartition(district, month), page.at), page, {
            households: { SS: [...new Set(shown.map(({ id }) => id))] },
          }),
        ),
      );
    },

    async of({ household, districts, months }, before = '~', limit) {
      const looks = await newest(householdPartition(household), before, limit);
      const onPages: Looked[] = [];
      for (const month of months) {
        // What is older cannot be among the newest any more.
        if (onPages.length >= limit) break;
        const ofMonth = districts.map((district) =>
          newest(pagesPartition(district, month), before, undefined, {
            FilterExpression: 'contains(households, :household)',
            ExpressionAttributeValues: { ':household': { S: household } },
            ProjectionExpression: 'sk, v, body',
          }),
        );
        onPages.push(...(await Promise.all(ofMonth)).flat());
      }
      return [...looks, ...onPages].sort((a, b) => (a.id > b.id ? -1 : 1)).slice(0, limit);
    },
  };
}
