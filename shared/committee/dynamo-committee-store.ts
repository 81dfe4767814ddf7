import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { itemOf, numberOf, openItem, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { batchGet, queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf, documentItem, getItem, newDocument } from '#shared/dynamo/versioned-documents.ts';

import { areasFromAbove } from '#shared/domain/statistics/committee.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';
import {
  unitOrderOf,
  UnitsChanged,
  type CommitteeOrder,
  type CommitteeStore,
  type UnitOrder,
} from './committee-store.ts';
import { createDynamoOrderReader, ORDER_PARTITIONS } from './dynamo-order-reader.ts';

const MARK_FORM = 1;

function orderKey(area: string, version: number): Key {
  return { pk: `${ORDER_PARTITIONS}${area}`, sk: versionText(version) };
}

function versionText(version: number): string {
  return String(version).padStart(6, '0');
}

/** The orders of a province's units together, each without its members; behind them how many were put (`!`). */
function unitsPartition(province: string): string {
  return `committee-units#${province}`;
}

function unitKey({ unit, version }: Pick<UnitOrder, 'unit' | 'version'>): Key {
  return { pk: unitsPartition(unit.slice(0, 2)), sk: `${unit}#${versionText(version)}` };
}

function markKey(province: string): Key {
  return { pk: unitsPartition(province), sk: '!' };
}

export function createDynamoCommitteeStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): CommitteeStore {
  const itemsIn = (pk: string): Promise<Item[]> =>
    queryItems(client, {
      TableName: Operations,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    });
  const orders = async (area: string): Promise<CommitteeOrder[]> =>
    (await itemsIn(orderKey(area, 0).pk)).map((item): CommitteeOrder => JSON.parse(bodyOf(item)));

  /** Orders put before the units of a province were kept together: those of areas of which the partition holds no first order. */
  async function ordersOfBefore(province: string, held: readonly UnitOrder[]): Promise<UnitOrder[]> {
    const together = new Set(held.filter(({ version }) => version === 1).map(({ unit }) => unit));
    const areas = [province, ...areaCodesUnder(province)].filter((area) => !together.has(area));
    const keys = areas.map((area) => orderKey(area, 1));
    const first = await batchGet(client, { table: Operations, consistent: true }, keys);
    const found = first.map((item): CommitteeOrder => JSON.parse(bodyOf(item)));
    const known = new Set(held.map(({ unit, version }) => `${unit} ${version}`));
    const all = await Promise.all(found.map(({ area }) => orders(area)));
    return all
      .flat()
      .map(unitOrderOf)
      .filter(({ unit, version }) => !known.has(`${unit} ${version}`));
  }

  const markOf = (item: Item | undefined): number => (item ? numberOf(openItem(item, MARK_FORM), 'count') : 0);

  return {
    ...createDynamoOrderReader({ client, tables: { Operations } }),
    async put(order, mark) {
      const unit = unitOrderOf(order);
      const province = order.area.slice(0, 2);
      const at = mark ?? markOf(await getItem(client, Operations, markKey(province)));
      const items: TransactWriteItem[] = [
        { Put: newDocument(Operations, orderKey(order.area, order.version), order) },
        { Put: { TableName: Operations, Item: documentItem(unitKey(unit), unit) } },
        {
          Put: {
            TableName: Operations,
            Item: itemOf(markKey(province), MARK_FORM, { count: { N: String(at + 1) } }),
            ...(at === 0 ? IF_ABSENT : ifStillAt('count', at)),
          },
        },
      ];
      const failed = await transact(client, items);
      if (failed.includes(0)) return false;
      if (failed.length > 0) throw new UnitsChanged();
      return true;
    },
    history: async (area) => (await Promise.all(areasFromAbove(area).map(orders))).flat(),
    async units(province) {
      const items = await itemsIn(unitsPartition(province));
      const mark = items.find((item) => item['sk']?.S === markKey(province).sk);
      const held = items.filter((item) => item !== mark).map((item): UnitOrder => JSON.parse(bodyOf(item)));
      return { orders: [...held, ...(await ordersOfBefore(province, held))], mark: markOf(mark) };
    },
  };
}
