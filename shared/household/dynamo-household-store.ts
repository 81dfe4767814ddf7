import { GetItemCommand, type DynamoDBClient, type TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { Problem } from '#shared/problems.ts';
import type { KnownLists } from '#shared/domain/due/known.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { withOldFacts } from '#shared/domain/statistics/lasting-facts.ts';
import { createListReader } from '#shared/due/known-lists.ts';
import { moveDueRows } from '#shared/due/dynamo-due-store.ts';
import { listsOfChanges, movedDue } from '#shared/due/moved-due.ts';
import { keyOf, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { putDuplicate } from '#shared/duplicate/dynamo-duplicate-store.ts';
import { putMoveRequest } from '#shared/move-request/dynamo-move-request-store.ts';
import { batchGet, projectionOf, queryItems, queryPages } from '#shared/dynamo/paging.ts';
import { transact, TransactionLate } from '#shared/dynamo/transaction.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';
import { putEvents } from '#shared/event/dynamo-events.ts';
import { toldOfMerge, toldOfReferral, toldOfResolution } from '#shared/event/told.ts';
import { putResolution } from '#shared/meeting/meeting-items.ts';
import { movedReferrals, toldReferrals } from '#shared/referral/moved-referrals.ts';
import { referralItems } from '#shared/referral/referral-items.ts';
import { onceFor } from '#shared/once-for.ts';
import type { BlindIndex, Sealer } from '#shared/sealing/sealer.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { putLoaded, putProgress, putRecorded } from '#shared/upload/progress-item.ts';
import type { ChunkProgress } from '#shared/upload/upload-store.ts';

import { checkChanges, itemsOf, recordedAt, recordedIn } from './check-changes.ts';
import { heldDueKeys, sealingProvince, SUMMARY_ATTRIBUTES, toHousehold, toItem, toSummary } from './document-codec.ts';
import { createDynamoHouseholdFacts } from './dynamo-household-facts.ts';
import { toEntry, toEntryItem } from './entry-codec.ts';
import {
  AppendConflict,
  identityKey,
  TRANSACTION_ITEMS,
  type HouseholdChange,
  type HouseholdStore,
  type HouseholdSummary,
  type Identity,
} from './household-store.ts';
import { newIdentities } from './identities.ts';
import { addressKeys, documentKey, entryKey, oldFactsKey, placeSk, pointerKey, urgentKey } from './keys.ts';
import { TAGGED, wantedTags } from './name-tags.ts';
import { leavingFacts } from './leaving-facts.ts';
import { oldFactsItem, toOldFacts } from './old-facts-item.ts';
import { newlyPlacedDistricts } from './placed-districts.ts';
import { placedItem, pointedAt, pointerItem } from './pointer-items.ts';
import { placeOf } from './summary-codec.ts';

export type DynamoHouseholds = {
  client: DynamoDBClient;
  /** Operations holds the progress of chunks, which moves with their rows, the keys of callers, and the terms of target lists. */
  tables: Pick<TableNames, 'Households' | 'Logbook' | 'Operations' | 'DueItems'>;
  sealer: Sealer;
  index: BlindIndex;
};

/** A put of a transaction, and what it means when its condition does not hold. */
type Step = {
  write: TransactWriteItem;
  conflict:
    | { stale: string }
    | { taken: Identity }
    | 'progress'
    | 'resolution'
    | 'duplicate'
    | 'moveRequest'
    | 'key'
    | undefined;
};

export function createDynamoHouseholdStore({ client, tables, sealer, index }: DynamoHouseholds): HouseholdStore {
  const { Households, Logbook, Operations, DueItems } = tables;
  const readLists = createListReader(createDynamoTargetListStore({ client, tables }));
  /** Of documents that were read the keys of their rows in the queue: they are beside the household, no part of what its entries say. */
  const heldDue = new WeakMap<Household, readonly Key[]>();
  const opened = async (item: Item): Promise<Household> => {
    const household = await toHousehold(item, sealer);
    heldDue.set(household, heldDueKeys(item, household));
    return household;
  };
  const heldBy = (household: Household | undefined): readonly Key[] | undefined => household && heldDue.get(household);
  const itemsOfChange = onceFor((change: HouseholdChange) => itemsOf(change, heldBy(change.before)));

  const readEntries = async (householdId: string, after: number, limit?: number): Promise<LogbookEntry[]> => {
    const items = await queryItems(
      client,
      {
        TableName: Logbook,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk > :sk',
        ExpressionAttributeValues: {
          ':pk': { S: entryKey(householdId, 0).pk },
          ':sk': { S: entryKey(householdId, after).sk },
        },
      },
      limit,
    );
    return Promise.all(items.map((item) => toEntry(item, sealer)));
  };

  /** Writes all steps or none, and counts the chunk that they finish. Returns the places of the steps whose condition did not hold. */
  const commit = async (
    steps: readonly Step[],
    chunk: ChunkProgress | undefined,
    commitBy: number | undefined,
  ): Promise<number[]> => {
    const writes = steps.map(({ write }) => write);
    if (!chunk?.finished) return await transact(client, writes, commitBy);
    for (;;) {
      const counted = { Put: await putLoaded(client, Operations, chunk) };
      const failed = await transact(client, [...writes, counted], commitBy);
      const own = failed.filter((at) => at < writes.length);
      // Otherwise another chunk of the shard was counted meanwhile.
      if (failed.length === 0 || own.length > 0) return own;
    }
  };

  return {
    async get(id) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: Households, Key: keyOf(documentKey(id)), ConsistentRead: true }),
      );
      return Item && (await opened(Item));
    },

    async getMany(ids) {
      const items = await batchGet(client, { table: Households, consistent: true }, [...new Set(ids)].map(documentKey));
      const households = await Promise.all(items.map(opened));
      return new Map<string, Household>(households.map((household) => [household.id, household]));
    },

    async append(changes, { progress, resolution, duplicate, moveRequest, claim, commitBy } = {}) {
      checkChanges(changes);
      const decided = duplicate ? putDuplicate(tables, duplicate) : [];
      const answered = moveRequest ? putMoveRequest(tables, moveRequest) : [];
      const besides =
        (progress ? (progress.after.finished ? 3 : 2) : 0) +
        (resolution ? 2 : 0) +
        decided.length +
        answered.length +
        (claim ? 1 : 0);
      const items = changes.reduce((sum, change) => sum + itemsOfChange(change), besides);
      if (items > TRANSACTION_ITEMS) throw new Problem('household-full');
      // Read once for all changes: until a list is published, each reading asks for it anew.
      const lists = readLists(listsOfChanges(changes));
      const steps = eachRowOnce((await Promise.all(changes.map((change) => stepsOf(change, lists)))).flat());
      for (const [at, write] of decided.entries()) steps.push({ write, conflict: at === 0 ? 'duplicate' : undefined });
      for (const [at, write] of answered.entries())
        steps.push({ write, conflict: at === 0 ? 'moveRequest' : undefined });
      if (progress)
        steps.push(
          { write: { Put: putProgress(Operations, progress.before, progress.after) }, conflict: 'progress' },
          { write: { Put: putRecorded(Operations, progress.after, recordedIn(changes)) }, conflict: undefined },
        );
      if (resolution) {
        steps.push({ write: { Put: await putResolution(Operations, resolution, sealer) }, conflict: 'resolution' });
        for (const write of putEvents(Operations, recordedAt(changes[0]), toldOfResolution(resolution)))
          steps.push({ write, conflict: undefined });
      }
      if (claim) steps.push({ write: putClaim(Operations, claim), conflict: 'key' });
      let failed: number[];
      try {
        failed = await commit(steps, progress?.after, commitBy);
      } catch (late) {
        if (!(late instanceof TransactionLate)) throw late;
        if (late.mayBeDone && (await isCommitted(changes))) return;
        throw new AppendConflict(
          changes.map(({ after }) => after.id),
          [],
          false,
        );
      }
      if (failed.some((at) => steps[at]?.conflict === 'key')) throw new KeyTaken();
      if (failed.length > 0) throw conflictOf(failed.map((at) => steps[at]?.conflict));
    },

    itemsOf: itemsOfChange,
    entries: readEntries,
    history: (householdId) => readEntries(householdId, 0),

    async find(identities) {
      const byPointer = new Map(identities.map((identity) => [pointerKey(identity, index).pk, identity]));
      const keys = [...byPointer.keys()].map((pk) => ({ pk, sk: 'pointer' }));
      const items = await batchGet(client, { table: Households, consistent: true }, keys);
      const found = new Map<string, string>();
      for (const item of items) {
        const identity = byPointer.get(textOf(item, 'pk'));
        if (identity) found.set(identityKey(identity), pointedAt(item));
      }
      return found;
    },

    async findByAddress(address) {
      const found = await Promise.all(
        addressKeys(address, index).map((key) =>
          queryItems(client, {
            TableName: Households,
            IndexName: 'by-address',
            KeyConditionExpression: 'addressKey = :key',
            ExpressionAttributeValues: { ':key': { S: key } },
          }),
        ),
      );
      return found.flat().map((item) => placeOf(textOf(item, 'placeSk')).id);
    },

    async listArea(area, after, limit) {
      return (await queryItems(client, areaQuery(area, after), limit)).map(toSummary);
    },

    async listUrgent(level, area, after, limit) {
      const { urgentIn, urgentSk: begun } = urgentKey(level, area);
      const behind = after ? `${urgentKey(level, placeSk(after.areaCode, after.id)).urgentSk}!` : begun;
      const { ExpressionAttributeNames: names, ...projection } = projectionOf(SUMMARY_ATTRIBUTES);
      const items = await queryItems(
        client,
        {
          TableName: Households,
          IndexName: 'by-urgency',
          KeyConditionExpression: '#urgentIn = :urgentIn AND #urgentSk BETWEEN :from AND :to',
          ExpressionAttributeNames: { ...names, '#urgentIn': 'urgentIn', '#urgentSk': 'urgentSk' },
          ExpressionAttributeValues: {
            ':urgentIn': { S: urgentIn },
            ':from': { S: behind > begun ? behind : begun },
            ':to': { S: `${begun}~` },
          },
          ...projection,
        },
        limit,
      );
      return items.map(toSummary);
    },

    async listLed(mentor) {
      const items = await queryItems(client, {
        TableName: Households,
        IndexName: 'by-mentor',
        KeyConditionExpression: 'mentor = :mentor',
        ExpressionAttributeValues: { ':mentor': { S: mentor } },
      });
      return items.map((item) => placeOf(textOf(item, 'placeSk')));
    },

    async listNamed(area, name, after, limit) {
      const query = areaQuery(area, after);
      const named = namedFilter(wantedTags(name, index));
      const found: Item[] = [];
      // No limit: it would count households before they are filtered.
      const pages = queryPages(client, {
        ...query,
        FilterExpression: named.expression,
        ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#names': 'worklist' },
        ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ...named.values },
      });
      for await (const page of pages) {
        found.push(...page);
        if (found.length >= limit) break;
      }
      return found.slice(0, limit).map(toSummary);
    },

    async allFacts({ id, facts, factsSince }) {
      if (factsSince === undefined) return facts;
      const item = await readOldFacts(id);
      return withOldFacts(facts, item ? toOldFacts(item).facts : []);
    },

    ...createDynamoHouseholdFacts({ client, tables }),
  };

  /** The summaries of an area in key order, behind a household. */
  function areaQuery(area: string, after: Pick<HouseholdSummary, 'id' | 'areaCode'> | undefined) {
    const { ExpressionAttributeNames: names, ...projection } = projectionOf(SUMMARY_ATTRIBUTES);
    // Sorts just behind the household, whatever has become of it since.
    const from = after ? `${placeSk(after.areaCode, after.id)}!` : area;
    return {
      TableName: Households,
      IndexName: 'by-district',
      KeyConditionExpression: '#district = :district AND #placeSk BETWEEN :from AND :to',
      ExpressionAttributeNames: { ...names, '#district': 'district', '#placeSk': 'placeSk' },
      ExpressionAttributeValues: {
        ':district': { S: area.slice(0, 4) },
        ':from': { S: from > area ? from : area },
        ':to': { S: `${area}~` },
      },
      ...projection,
    };
  }

  /** Whether an append whose answer was lost was committed. An append is written whole or not at all, so its first entry tells. */
  async function isCommitted([change]: readonly HouseholdChange[]): Promise<boolean> {
    const [entry] = change?.entries ?? [];
    if (!entry) return false;
    const [standing] = await readEntries(entry.householdId, entry.version - 1, 1);
    return standing?.hash === entry.hash;
  }

  async function readOldFacts(id: string): Promise<Item | undefined> {
    const key = { TableName: Households, Key: keyOf(oldFactsKey(id)), ConsistentRead: true };
    return (await client.send(new GetItemCommand(key))).Item;
  }

  /** The item of old facts when facts leave the document, once a year. It moves with the document, whose condition guards both. */
  async function oldFactsAfter(change: HouseholdChange): Promise<Item[]> {
    const leaving = leavingFacts(change);
    if (leaving.length === 0) return [];
    const { id } = change.after;
    return [oldFactsItem(id, leaving, await readOldFacts(id))];
  }

  async function stepsOf(change: HouseholdChange, reading: Promise<KnownLists>): Promise<Step[]> {
    const { before, after, entries } = change;
    const stale = { stale: after.id };
    const [old, seal, lists] = await Promise.all([
      oldFactsAfter(change),
      sealer.begin(sealingProvince(after)),
      reading,
    ]);
    const due = movedDue(change, lists, heldBy(before));
    const document = toItem(after, { seal, index, due: due.keys });
    const logbook = entries.map((entry) => toEntryItem(entry, seal));
    return [
      put(Households, document, before ? ifStillAt('version', before.version) : IF_ABSENT, stale),
      ...old.map((item) => put(Households, item, {}, undefined)),
      ...logbook.map((item) => put(Logbook, item, IF_ABSENT, stale)),
      ...newIdentities(change).map((identity) => hold(identity, after.id, before === undefined)),
      ...newlyPlacedDistricts(change).map((district) => put(Households, placedItem(district, after.id), {}, undefined)),
      ...movedReferrals(change)
        .flatMap(referralItems)
        .map((item) => put(Households, item, {}, undefined)),
      ...moveDueRows(DueItems, due).map((write): Step => ({ write, conflict: undefined })),
      ...putEvents(Operations, recordedAt(change), [
        ...toldReferrals(change).map(toldOfReferral),
        ...toldOfMerge(change),
      ]).map((write): Step => ({ write, conflict: undefined })),
    ];
  }

  /**
   * A transaction takes each item once: several households of one urban community name it in the queue, and by a merge a row of one becomes
   * the other's.
   */
  function eachRowOnce(steps: readonly Step[]): Step[] {
    const keyIn = (item: Item | undefined): string => `${item?.['pk']?.S} ${item?.['sk']?.S}`;
    const puts = new Set(steps.flatMap(({ write: { Put } }) => (Put?.TableName === DueItems ? [keyIn(Put.Item)] : [])));
    const seen = new Set<string>();
    return steps.filter(({ write: { Put, Delete } }) => {
      if (Delete?.TableName === DueItems) return !puts.has(keyIn(Delete.Key));
      if (Put?.TableName !== DueItems) return true;
      const key = keyIn(Put.Item);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  function put(table: string, item: Item, condition: object, conflict: Step['conflict']): Step {
    return { write: { Put: { TableName: table, Item: item, ...condition } }, conflict };
  }

  /** The pointer of an identity, if no other household holds it. One that begins holds nothing yet. */
  function hold(identity: Identity, household: string, begins: boolean): Step {
    const condition = begins
      ? IF_ABSENT
      : {
          ConditionExpression: 'attribute_not_exists(pk) OR household = :household',
          ExpressionAttributeValues: { ':household': { S: household } },
        };
    return put(Households, pointerItem(identity, household, index), condition, { taken: identity });
  }
}

/** Holds for households that have all tags of one of the lists, and for those that were written before names had tags. */
function namedFilter(wanted: readonly (readonly string[])[]): { expression: string; values: Item } {
  const letters = [...new Set(wanted.flat())];
  const has = (letter: string): string => `contains(#names, :t${letters.indexOf(letter)})`;
  const lists = wanted.map((list) => `(${list.map(has).join(' AND ')})`);
  return {
    expression: [...lists, 'NOT contains(#names, :tagged)'].join(' OR '),
    values: {
      ...Object.fromEntries(letters.map((letter, at) => [`:t${at}`, { S: letter }])),
      ':tagged': { S: TAGGED },
    },
  };
}

function conflictOf(conflicts: readonly Step['conflict'][]): AppendConflict {
  const stale = new Set<string>();
  const taken: Identity[] = [];
  let progressMoved = false;
  for (const conflict of conflicts)
    if (conflict === 'progress') progressMoved = true;
    else if (typeof conflict !== 'object') continue;
    else if ('stale' in conflict) stale.add(conflict.stale);
    else taken.push(conflict.taken);
  return new AppendConflict([...stale], taken, progressMoved);
}
