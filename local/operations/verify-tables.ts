/**
 * Whether two tables, Households and Logbook, are what functions wrote: after a restore, or at any time. Reads every item once;
 * says of a fault which household and what kind, and nothing personal.
 */
import { isDeepStrictEqual } from 'node:util';

import {
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

import type { Household } from '#shared/domain/household/household.ts';
import { allFactsOf, foldHousehold } from '#shared/domain/logbook/replay.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { factsWithout } from '#shared/domain/statistics/lasting-facts.ts';
import { keyOf, textOf, type Item } from '#shared/dynamo/attributes.ts';
import { batchGet } from '#shared/dynamo/paging.ts';
import { sealingProvince, toItem } from '#shared/household/document-codec.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import { identityKey } from '#shared/household/household-store.ts';
import { newIdentities } from '#shared/household/identities.ts';
import { documentKey, oldFactsKey, placedKey, placeSk } from '#shared/household/keys.ts';
import { holdsOldFacts, oldFactsItem } from '#shared/household/old-facts-item.ts';
import { placedItem, pointerItem } from '#shared/household/pointer-items.ts';
import { districtOf, newlyPlacedDistricts } from '#shared/household/placed-districts.ts';
import { SealBroken } from '#shared/sealing/envelope-format.ts';
import type { BlindIndex, Sealer } from '#shared/sealing/sealer.ts';

export type FaultKind =
  /** The chain: evidence, mended by nobody. */
  | 'no-entries'
  | 'entries-unreadable'
  /** Operations lacks the key that the household is sealed with: docs/runbook.md, "Restore". */
  | 'data-key-missing'
  | 'chain-gap'
  | 'chain-other-household'
  | 'chain-previous-hash'
  | 'chain-hash'
  /** The document against the fold of its entries. */
  | 'document-missing'
  | 'document-behind'
  | 'document-ahead'
  | 'document-differs'
  | 'document-unreadable'
  /** Facts that have left the document are missing, or are not those of the entries. */
  | 'old-facts-differ'
  /** What leads to the household. */
  | 'pointer-missing'
  | 'pointer-elsewhere'
  | 'pointer-to-nobody'
  | 'place-missing'
  | 'index-missing';

export type Fault = { household: string; fault: FaultKind; mended: boolean };
export type Verified = { households: number; entries: number; faults: Fault[] };

export type VerifyOptions = {
  client: DynamoDBClient;
  tables: { Households: string; Logbook: string };
  sealer: Sealer;
  index: BlindIndex;
  /** Puts what follows from an unbroken chain: documents, missing pointers and places. Nobody else may write meanwhile. */
  mend?: boolean;
};

/** Verifies every household that either table knows. Holds their ids in memory: 100 bytes each. */
export async function verifyTables(options: VerifyOptions): Promise<Verified> {
  const { client, tables } = options;
  const known = await householdsOf(client, tables);
  const verified: Verified = { households: known.ids.size, entries: 0, faults: [] };
  for (const id of known.ids) {
    const { entries, faults } = await verifyHousehold(id, options);
    verified.entries += entries;
    verified.faults.push(...faults);
  }
  for (const household of known.pointed)
    if (!known.ids.has(household)) verified.faults.push({ household, fault: 'pointer-to-nobody', mended: false });
  return verified;
}

/** Households that have a document or an entry, and those that a pointer names. */
async function householdsOf(
  client: DynamoDBClient,
  { Households, Logbook }: VerifyOptions['tables'],
): Promise<{ ids: Set<string>; pointed: Set<string> }> {
  const ids = new Set<string>();
  const pointed = new Set<string>();
  const idIn = (pk: string): string => pk.slice('household#'.length);
  const scan = (TableName: string) =>
    paginateScan({ client }, { TableName, ProjectionExpression: 'pk, sk, household', ConsistentRead: true });
  for await (const { Items = [] } of scan(Households))
    for (const item of Items) {
      if (textOf(item, 'sk') === 'document') ids.add(idIn(textOf(item, 'pk')));
      const named = item['household']?.S;
      if (named !== undefined) pointed.add(named);
    }
  for await (const { Items = [] } of scan(Logbook)) for (const item of Items) ids.add(idIn(textOf(item, 'pk')));
  return { ids, pointed };
}

async function verifyHousehold(id: string, options: VerifyOptions): Promise<{ entries: number; faults: Fault[] }> {
  const { client, tables, sealer, index, mend = false } = options;
  const store = createDynamoHouseholdStore({
    client,
    tables: { ...tables, Operations: '', DueItems: '' },
    sealer,
    index,
  });
  const found = (fault: FaultKind, mended = false): Fault => ({ household: id, fault, mended });

  const history = await store.history(id).catch((failure: unknown) => faultOf(failure, 'entries-unreadable'));
  if (typeof history === 'string') return { entries: 0, faults: [found(history)] };
  if (history.length === 0) return { entries: 0, faults: [found('no-entries')] };
  const broken = verifyChain(history);
  // What follows from a broken chain says nothing more.
  if (broken) return { entries: history.length, faults: [found(`chain-${broken.fault}`)] };

  const faults: Fault[] = [];
  const put = async (make: () => Item | Promise<Item>): Promise<boolean> => {
    if (mend) await client.send(new PutItemCommand({ TableName: tables.Households, Item: await make() }));
    return mend;
  };
  const folded = foldHousehold(history);
  const fault = await documentFault(folded, () => store.get(id));
  if (fault)
    faults.push(
      found(fault, await put(async () => toItem(folded, { seal: await sealer.begin(sealingProvince(folded)), index }))),
    );

  const facts = allFactsOf(history);
  if (folded.factsSince !== undefined && !(await holdsItsOldFacts(folded, facts, options))) {
    const old = oldFactsItem(id, factsWithout(facts, folded.facts));
    faults.push(found('old-facts-differ', await put(() => old)));
  }

  const identities = newIdentities({ before: undefined, after: folded });
  const holders = await store.find(identities);
  for (const identity of identities) {
    const holder = holders.get(identityKey(identity));
    if (holder === undefined) faults.push(found('pointer-missing', await put(() => pointerItem(identity, id, index))));
    else if (holder !== id) faults.push(found('pointer-elsewhere'));
  }

  const districts = newlyPlacedDistricts({ before: undefined, after: folded });
  for (const district of await notPlaced(districts, id, options))
    faults.push(found('place-missing', await put(() => placedItem(district, id))));

  if (!fault && !(await isIndexed(folded, options))) faults.push(found('index-missing'));
  return { entries: history.length, faults };
}

/** Whether the data key is gone, which a copy of it from a backup mends, or something else is wrong. */
function faultOf(failure: unknown, otherwise: FaultKind): FaultKind {
  return failure instanceof SealBroken && failure.reason === 'unknown-key' ? 'data-key-missing' : otherwise;
}

async function documentFault(
  folded: Household,
  read: () => Promise<Household | undefined>,
): Promise<FaultKind | undefined> {
  let document: Household | undefined;
  try {
    document = await read();
  } catch (failure) {
    return faultOf(failure, 'document-unreadable');
  }
  if (!document) return 'document-missing';
  if (document.version < folded.version) return 'document-behind';
  if (document.version > folded.version) return 'document-ahead';
  // As JSON: a field that is undefined is not there.
  const plain = (household: Household): unknown => JSON.parse(JSON.stringify(household));
  return isDeepStrictEqual(plain(document), plain(folded)) ? undefined : 'document-differs';
}

async function holdsItsOldFacts(
  { id, facts }: Household,
  all: readonly EntryFact[],
  { client, tables }: VerifyOptions,
): Promise<boolean> {
  const key = { TableName: tables.Households, Key: keyOf(oldFactsKey(id)), ConsistentRead: true };
  const { Item } = await client.send(new GetItemCommand(key));
  try {
    return holdsOldFacts(Item, facts, all);
  } catch {
    return false;
  }
}

/** Districts that do not lead to the household. */
async function notPlaced(
  districts: readonly string[],
  id: string,
  { client, tables }: VerifyOptions,
): Promise<string[]> {
  const from = { table: tables.Households, consistent: true, attributes: ['pk', 'sk'] };
  const items = await batchGet(
    client,
    from,
    districts.map((district) => placedKey(district, id)),
  );
  const there = new Set(items.map((item) => textOf(item, 'pk')));
  return districts.filter((district) => !there.has(placedKey(district, id).pk));
}

/** Whether the index of districts shows the household where it lives, at its version. */
async function isIndexed({ id, areaCode, version }: Household, { client, tables }: VerifyOptions): Promise<boolean> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables.Households,
      IndexName: 'by-district',
      KeyConditionExpression: 'district = :district AND placeSk = :place',
      ExpressionAttributeValues: { ':district': { S: districtOf(areaCode) }, ':place': { S: placeSk(areaCode, id) } },
    }),
  );
  return Items.length === 1 && Items[0]?.['pk']?.S === documentKey(id).pk && Items[0]['version']?.N === String(version);
}
