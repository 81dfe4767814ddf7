import { PutItemCommand, type DynamoDBClient, type TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { placesOfUpload } from '#shared/domain/upload/places.ts';

import { moveDueRows } from '#shared/due/dynamo-due-store.ts';
import type { MovedDue } from '#shared/due/moved.ts';
import { itemOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { batchGet, queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf, documentItem, getItem, newDocument, updateDocument } from '#shared/dynamo/versioned-documents.ts';

import { checkNextVersion } from '#shared/next-version.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';

import {
  loadedPartition,
  PROGRESS_SHARDS,
  progressKey,
  progressPartition,
  putLoaded,
  putProgress,
  recordedKey,
  toLoaded,
  toProgress,
  toRecorded,
} from './progress-item.ts';
import {
  addCounts,
  dueMovedByUpload,
  givesUpBytes,
  listedUpload,
  NO_ROWS,
  type ListedUpload,
  type RecordedStep,
  type StayedOfStep,
  type Upload,
  type UploadStore,
} from './upload-store.ts';

function uploadKey(id: string): Key {
  return { pk: `upload#${id}`, sk: 'upload' };
}

/** Newest word of an office on its columns: not versioned, moved on only from what was read. */
function columnsKey(office: string, source: string): Key {
  return { pk: `columns#${office}`, sk: `source#${source}` };
}

/** What the partitions of the lists of uploads begin with, one a place. */
export const UPLOAD_LISTS = 'uploads-of#';

/** Where an upload is in the list of a place. */
function listedKey(place: string, at: string): Key {
  return { pk: `${UPLOAD_LISTS}${place}`, sk: at };
}

/** What of a step of its load stays, although the upload was undone. */
function stayedKey(upload: string, at: string): Key {
  return { pk: `stayed#${upload}`, sk: at };
}

function claimKey(fingerprint: string): Key {
  return { pk: `claim#${fingerprint}`, sk: 'claim' };
}

/** Form of an upload. Since 2 the name of its file is sealed. */
const UPLOAD_FORM = 2;

function formOf({ filename }: Upload): number {
  return typeof filename === 'string' ? 1 : UPLOAD_FORM;
}

/** Form of the items of one text: claims of bytes, and columns of an office. */
const TEXT_FORM = 1;

const textIn = (item: Item, name: string): string => textOf(openItem(item, TEXT_FORM), name);

/** `DueItems`: of a store by which uploads end, are undone or dismissed. The other steps of an upload move no row. */
export function createDynamoUploadStore({
  client,
  tables: { Operations, DueItems },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'> & Partial<Pick<TableNames, 'DueItems'>>;
}): UploadStore {
  const get = async (id: string): Promise<Upload | undefined> => {
    const item = await getItem(client, Operations, uploadKey(id));
    return item && JSON.parse(bodyOf(item, UPLOAD_FORM));
  };

  const rowsMoved = (due: MovedDue): TransactWriteItem[] => {
    if (due.puts.length + due.deletes.length === 0) return [];
    if (DueItems === undefined) throw new Error('This store of uploads may not move the queue');
    return moveDueRows(DueItems, due);
  };

  /** Puts an item of one text if there is none, or only one with the text `from`. */
  const putFrom = (key: Key, name: string, from: string | undefined, to: string): Promise<boolean> =>
    putIf(client, {
      TableName: Operations,
      Item: itemOf(key, TEXT_FORM, { [name]: { S: to } }),
      ...(from === undefined
        ? IF_ABSENT
        : {
            ConditionExpression: '#text = :from',
            ExpressionAttributeNames: { '#text': name },
            ExpressionAttributeValues: { ':from': { S: from } },
          }),
    });

  return {
    async create(upload, claim) {
      const listed = listedUpload(upload);
      const writes: TransactWriteItem[] = [
        { Put: newDocument(Operations, uploadKey(upload.id), upload, formOf(upload)) },
        ...placesOfUpload(upload.by).map((place) => ({
          Put: { TableName: Operations, Item: documentItem(listedKey(place, listed.at), listed) },
        })),
      ];
      const failed = await transact(client, claim ? [...writes, putClaim(Operations, claim)] : writes);
      if (failed.includes(writes.length)) throw new KeyTaken();
      if (failed.length > 0) throw new Error('An upload of this id exists already');
    },
    get,
    async getMany(ids) {
      const keys = [...new Set(ids)].map(uploadKey);
      const items = await batchGet(client, { table: Operations, consistent: false }, keys);
      const found = items.map((item): Upload => JSON.parse(bodyOf(item, UPLOAD_FORM)));
      return new Map(found.map((upload) => [upload.id, upload]));
    },
    async listed(place, before, limit) {
      const { pk } = listedKey(place, '');
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          KeyConditionExpression: 'pk = :pk AND sk < :before',
          // Places begin with a year.
          ExpressionAttributeValues: { ':pk': { S: pk }, ':before': { S: before ?? '~' } },
          ScanIndexForward: false,
        },
        limit,
      );
      return items.map((item): ListedUpload => JSON.parse(bodyOf(item)));
    },
    async update(before, after, claim) {
      const due = rowsMoved(dueMovedByUpload(before, after));
      if (!claim && due.length === 0)
        return await updateDocument(client, Operations, uploadKey(before.id), before, after, formOf(after));
      checkNextVersion(before, after);
      const Item = documentItem(uploadKey(before.id), after, formOf(after));
      const moved = { Put: { TableName: Operations, Item, ...ifStillAt('version', before.version) } };
      const failed = await transact(client, [moved, ...due, ...(claim ? [putClaim(Operations, claim)] : [])]);
      if (failed.includes(due.length + 1)) throw new KeyTaken();
      return failed.length === 0;
    },

    async claim(fingerprint, uploadId) {
      for (;;) {
        const item = await getItem(client, Operations, claimKey(fingerprint));
        const holder = item && textIn(item, 'upload');
        if (holder !== undefined) {
          const first = holder === uploadId ? undefined : await get(holder);
          if (!first || !givesUpBytes(first)) return holder;
        }
        if (await putFrom(claimKey(fingerprint), 'upload', holder, uploadId)) return uploadId;
      }
    },

    async columnsOf(office, source) {
      const item = await getItem(client, Operations, columnsKey(office, source));
      return item ? JSON.parse(textIn(item, 'columns')) : {};
    },
    async rememberColumns(office, source, change) {
      const key = columnsKey(office, source);
      for (;;) {
        const item = await getItem(client, Operations, key);
        const stands = item && textIn(item, 'columns');
        const after = change(stands === undefined ? {} : JSON.parse(stands));
        if (!after || (await putFrom(key, 'columns', stands, JSON.stringify(after)))) return;
      }
    },

    async progress(upload, chunk) {
      const item = await getItem(client, Operations, progressKey(upload, chunk));
      return item && toProgress(item);
    },

    async advance(before, after) {
      const moved = putProgress(Operations, before, after);
      if (!after.finished) return await putIf(client, moved);
      for (;;) {
        const failed = await transact(client, [{ Put: moved }, { Put: await putLoaded(client, Operations, after) }]);
        if (failed.length === 0) return true;
        // Otherwise another chunk of the shard was counted meanwhile.
        if (failed.includes(0)) return false;
      }
    },

    async loadedRows(upload) {
      const items = await queryItems(client, {
        TableName: Operations,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: loadedPartition(upload) } },
      });
      return items.map(toLoaded).reduce(addCounts, NO_ROWS);
    },

    async recorded(upload, after, limit) {
      const steps: RecordedStep[] = [];
      const shards = Array.from({ length: PROGRESS_SHARDS }, (_, shard) => String(shard).padStart(2, '0'));
      for (const shard of shards.filter((one) => one >= (after ?? '').slice(0, 2))) {
        const { pk } = recordedKey(upload, shard);
        const items = await queryItems(
          client,
          {
            TableName: Operations,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND sk > :after',
            ExpressionAttributeValues: { ':pk': { S: pk }, ':after': { S: after ?? ' ' } },
          },
          limit - steps.length,
        );
        steps.push(...items.map(toRecorded));
        if (steps.length >= limit) break;
      }
      return steps;
    },

    async putStayed(upload, stayed) {
      const Item = documentItem(stayedKey(upload, stayed.at), stayed);
      await client.send(new PutItemCommand({ TableName: Operations, Item }));
    },

    async stayed(upload, from, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          KeyConditionExpression: 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': { S: stayedKey(upload, '').pk }, ':from': { S: from ?? ' ' } },
        },
        limit,
      );
      return items.map((item): StayedOfStep => JSON.parse(bodyOf(item)));
    },

    async allProgress(upload) {
      const shards = Array.from({ length: PROGRESS_SHARDS }, (_, shard) =>
        queryItems(client, {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: progressPartition(upload, shard) } },
        }),
      );
      return (await Promise.all(shards))
        .flat()
        .map(toProgress)
        .sort((a, b) => a.chunk - b.chunk);
    },
  };
}
