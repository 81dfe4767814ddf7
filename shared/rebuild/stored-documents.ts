/** The documents of households as they lie in their table, compared with what their entries make of them. */
import { isDeepStrictEqual } from 'node:util';

import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { dueItems } from '#shared/domain/due/due-items.ts';
import { listsAsked } from '#shared/domain/due/known.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { allFactsOf, foldHousehold } from '#shared/domain/logbook/replay.ts';
import { factsWithout } from '#shared/domain/statistics/lasting-facts.ts';
import { dueKey, toDueRow } from '#shared/due/due-rows.ts';
import { moveDueRows } from '#shared/due/dynamo-due-store.ts';
import { createListReader } from '#shared/due/known-lists.ts';
import type { MovedDue } from '#shared/due/moved.ts';
import { keyOf, isOfBytes, numberOf, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { ifStillAt, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { batchGet, projectionOf, queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { compareItem, heldDueKeys, sealingProvince, toItem } from '#shared/household/document-codec.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { documentKey, oldFactsKey } from '#shared/household/keys.ts';
import { holdsOldFacts, oldFactsItem } from '#shared/household/old-facts-item.ts';
import { placeOf } from '#shared/household/summary-codec.ts';
import type { BlindIndex, Sealer } from '#shared/sealing/sealer.ts';

import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';

import type { RebuildFault } from './rebuild-store.ts';

/** Readings of a household that others write meanwhile. */
const READINGS = 8;

export type Rebuilt = { outcome: 'same' | 'older' } | { outcome: 'mended' | 'left'; fault: RebuildFault };

export type StoredDocuments = {
  /** Households that live in a district (4 digits), in key order, after a `placeSk`. Eventually consistent. */
  idsIn(district: string, after: string | undefined, limit: number): Promise<{ id: string; placeSk: string }[]>;
  /**
   * Folds all entries of a household and compares. Unless it only checks, it writes the document where a byte differs or the form
   * is older, with the facts that have left it and its rows in the queue, on condition that the household has the version that was read. Entries are never written.
   */
  rebuild(id: string, options: { check: boolean }): Promise<Rebuilt>;
};

export function createStoredDocuments({
  client,
  tables,
  households,
  sealer,
  index,
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Households' | 'Operations' | 'DueItems'>;
  households: Pick<HouseholdStore, 'history'>;
  sealer: Sealer;
  index: BlindIndex;
}): StoredDocuments {
  const { Households, DueItems } = tables;
  const readLists = createListReader(createDynamoTargetListStore({ client, tables }));
  const itemAt = async (key: Key): Promise<Item | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: Households, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item;
  };

  /** False, and nothing written, when somebody else has written the household. */
  const write = async (document: { Item: Item }, old: Item | undefined, due: MovedDue): Promise<boolean> => {
    const rows = moveDueRows(DueItems, due);
    if (!old && rows.length === 0) return putIf(client, { TableName: Households, ...document });
    const puts = [document, ...(old ? [{ Item: old }] : [])].map((put) => ({
      Put: { TableName: Households, ...put },
    }));
    return (await transact(client, [...puts, ...rows])).length === 0;
  };

  /** The rows of the queue that there should be, and which of the stored ones have to be put or deleted for it. */
  const dueOf = async (stored: Item, folded: Household): Promise<MovedDue & { holds: boolean }> => {
    const items = dueItems(folded, await readLists(listsAsked(folded)));
    // A document that cannot be read holds nothing that could be taken away.
    const held = await readOr<Key[]>([], () => heldDueKeys(stored, folded));
    const keys = new Map([...held, ...items.map(dueKey)].map((key) => [`${key.pk} ${key.sk}`, key]));
    const rows = await batchGet(client, { table: DueItems, consistent: true }, [...keys.values()]);
    const standing = rows.map((row) => ({ key: { pk: textOf(row, 'pk'), sk: textOf(row, 'sk') }, row }));
    const isSame = (key: Key, other: Key): boolean => key.pk === other.pk && key.sk === other.sk;
    const wanted = items.map((item) => ({ item, key: dueKey(item) }));
    const puts = wanted.filter(
      ({ item, key }) => !isDeepStrictEqual(standing.find((one) => isSame(one.key, key))?.row, toDueRow(item)),
    );
    const deletes = standing.filter((one) => !wanted.some(({ key }) => isSame(one.key, key)));
    const isHeld = isDeepStrictEqual(
      held,
      wanted.map(({ key }) => key),
    );
    return {
      puts: puts.map(({ item }) => item),
      deletes: deletes.map(({ key }) => key),
      keys: wanted.map(({ key }) => key),
      holds: isHeld && puts.length === 0 && deletes.length === 0,
    };
  };

  return {
    async idsIn(district, after, limit) {
      const { ExpressionAttributeNames: names, ...projection } = projectionOf(['placeSk']);
      const items = await queryItems(
        client,
        {
          TableName: Households,
          IndexName: 'by-district',
          KeyConditionExpression: '#district = :district AND #placeSk > :after',
          ExpressionAttributeNames: { ...names, '#district': 'district', '#placeSk': 'placeSk' },
          ExpressionAttributeValues: { ':district': { S: district }, ':after': { S: after ?? ' ' } },
          ...projection,
        },
        limit,
      );
      return items.map((item) => ({ id: placeOf(textOf(item, 'placeSk')).id, placeSk: textOf(item, 'placeSk') }));
    },

    async rebuild(id, { check }) {
      let before: number | undefined;
      for (let reading = 0; reading < READINGS; reading += 1) {
        const stored = await itemAt(documentKey(id));
        if (!stored) return left('document-missing');
        const version = await unless('document-unreadable', () => numberOf(stored, 'version'));
        if (typeof version === 'string') return left(version);
        // Read after the document: it has every entry of it, and more when somebody has written meanwhile.
        const history = await unless('entries-unreadable', () => households.history(id));
        if (typeof history === 'string') return left(history);
        const newest = history.at(-1)?.version;
        if (newest === undefined) return left('no-entries');
        if (newest < version) return left('document-ahead');
        if (newest > version) {
          if (before === version) return left('document-behind');
          before = version;
          continue;
        }
        if (verifyChain(history)) return left('chain-broken');
        const folded = foldHousehold(history);
        const verdict = await unless('document-unreadable', () => compareItem(stored, folded, { sealer, index }));
        if (verdict === 'document-unreadable') return left(verdict);
        const facts = allFactsOf(history);
        const old = folded.factsSince === undefined ? undefined : await itemAt(oldFactsKey(id));
        // Of an older form the document has all facts: what is to leave it leaves when it is written.
        const holds =
          (verdict === 'older' && check) ||
          (await unless('old-facts-differ', () => holdsOldFacts(old, folded.facts, facts))) === true;
        const due = await dueOf(stored, folded);
        const fault = faultOf(verdict, { holds, due: due.holds });
        if (!fault && (verdict === 'same' || check)) return { outcome: verdict === 'same' ? 'same' : 'older' };
        if (fault && check) return left(fault);
        const seal = await sealer.begin(sealingProvince(folded));
        const document = { Item: toItem(folded, { seal, index, due: due.keys }), ...ifStillAt('version', version) };
        const leaving = holds ? [] : factsWithout(facts, folded.facts);
        if (await write(document, leaving.length === 0 ? undefined : oldFactsItem(id, leaving), due))
          return fault ? { outcome: 'mended', fault } : { outcome: 'older' };
      }
      throw new Error('A household is written faster than it is rebuilt');
    },
  };
}

/** A document of an older form has all facts, and no queue that anybody relies on. */
function faultOf(
  verdict: 'same' | 'older' | 'differs',
  { holds, due }: { holds: boolean; due: boolean },
): RebuildFault | undefined {
  if (verdict === 'differs') return 'document-differs';
  if (verdict === 'older') return undefined;
  if (!holds) return 'old-facts-differ';
  return due ? undefined : 'due-differs';
}

async function readOr<T>(otherwise: T, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    return otherwise;
  }
}

function left(fault: RebuildFault): Rebuilt {
  return { outcome: 'left', fault };
}

/** What is read, or the fault that keeps it from being read. Failures of a service, and items of a newer release, are no faults. */
async function unless<T, Fault extends RebuildFault>(fault: Fault, read: () => T | Promise<T>): Promise<T | Fault> {
  try {
    return await read();
  } catch (error) {
    if (isOfBytes(error)) return fault;
    throw error;
  }
}
