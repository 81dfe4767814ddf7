import { randomUUID } from 'node:crypto';

import type { DynamoDBClient, PutItemCommandInput, QueryCommandInput } from '@aws-sdk/client-dynamodb';

import { bangkokMonth } from '#shared/thai/bangkok-time.ts';
import { itemOf, openItem, textOf, type Item } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { districtOf } from '#shared/household/placed-districts.ts';

import type { AccessLog, Looked } from './access-log.ts';

/** Form of the items of looks, those at one household and those on pages. */
const FORM = 1;

function householdPartition(household: string): string {
  return `household#${household}`;
}

/** Pages that showed households of a district in a month: some megabytes in a busy district. */
function pagesPartition(district: string, month: string): string {
  return `pages#${district}#${month}`;
}

/**
 * A look at one household is an item of its own; a page of many is one item for each of their districts, which names them. So
 * a worklist of fifty costs two write units and not a hundred, and who asks about a household reads the pages of its
 * districts. Nothing is put in a batch: who may write batches may also delete, and nobody may delete here.
 */
export function createDynamoAccessLog({
  client,
  tables,
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'AccessLog'>;
}): AccessLog {
  const put = async (pk: string, at: string, body: object, more: PutItemCommandInput['Item'] = {}): Promise<void> => {
    const key = { pk, sk: `${at}#${randomUUID()}` };
    const Item = itemOf(key, FORM, { body: { S: JSON.stringify(body) }, ...more });
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
    return items.map(toLooked);
  };

  return {
    async record({ household, ...look }) {
      await put(householdPartition(household), look.at, look);
    },

    async recordPage({ households, ...page }) {
      const byDistrict = Map.groupBy(households, ({ areaCode }) => districtOf(areaCode));
      const month = bangkokMonth(new Date(page.at));
      await Promise.all(
        [...byDistrict].map(([district, shown]) =>
          // A set: while a household moves, the index may show it twice on one page.
          put(pagesPartition(district, month), page.at, page, {
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

function toLooked(item: Item): Looked {
  return { ...JSON.parse(textOf(openItem(item, FORM), 'body')), id: textOf(item, 'sk') };
}
