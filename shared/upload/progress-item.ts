import { deflateRawSync, inflateRawSync } from 'node:zlib';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Item, Key } from '#shared/dynamo/attributes.ts';
import { bytesOf, itemOf, numberOf, openItem, textOf } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt } from '#shared/dynamo/conditional-write.ts';

import { getItem } from '#shared/dynamo/versioned-documents.ts';

import {
  addCounts,
  NO_ROWS,
  type ChunkProgress,
  type RecordedIn,
  type RecordedStep,
  type RowCounts,
} from './upload-store.ts';

/** Form of the item of a chunk's progress. */
const FORM = 1;

/** Partitions over which the chunks of one upload are spread: each step of each chunk writes here. */
export const PROGRESS_SHARDS = 16;

export function progressPartition(upload: string, shard: number): string {
  return `progress#${upload}#${shard}`;
}

export function progressKey(upload: string, chunk: number): Key {
  return { pk: progressPartition(upload, chunk % PROGRESS_SHARDS), sk: `chunk#${String(chunk).padStart(7, '0')}` };
}

/** The conditional put that moves a chunk's progress from `before` (undefined: it begins) to `after`. */
export function putProgress(tableName: string, before: ChunkProgress | undefined, after: ChunkProgress) {
  return {
    TableName: tableName,
    Item: itemOf(progressKey(after.upload, after.chunk), FORM, {
      step: { N: String(after.step) },
      // Deflated: problems repeat one another, and those of a thousand rows would pass the limit of an item (400 KB).
      body: { B: deflateRawSync(JSON.stringify(after)) },
    }),
    ...(before ? ifStillAt('step', before.step) : IF_ABSENT),
  };
}

export function toProgress(item: Item): ChunkProgress {
  return JSON.parse(inflateRawSync(bytesOf(openItem(item, FORM), 'body')).toString('utf8'));
}

/** Form of the item that counts the rows of the loaded chunks of a shard. */
const LOADED_FORM = 1;

export function loadedPartition(upload: string): string {
  return `loaded#${upload}`;
}

/**
 * The put that counts a finished chunk among those of its shard, conditioned on what stands there now. It goes into the transaction of the
 * chunk's last step, so that a chunk counts once however often it is delivered. Sixteen small items are read at once, where the progress
 * of all chunks would be megabytes.
 */
export async function putLoaded(client: DynamoDBClient, tableName: string, { upload, chunk, counts }: ChunkProgress) {
  const shard = String(chunk % PROGRESS_SHARDS).padStart(2, '0');
  const key: Key = { pk: loadedPartition(upload), sk: `shard#${shard}` };
  const stands = await getItem(client, tableName, key);
  const chunks = stands ? numberOf(openItem(stands, LOADED_FORM), 'chunks') : 0;
  return {
    TableName: tableName,
    Item: itemOf(key, LOADED_FORM, {
      chunks: { N: String(chunks + 1) },
      body: { S: JSON.stringify(addCounts(stands ? toLoaded(stands) : NO_ROWS, counts)) },
    }),
    ...(stands ? ifStillAt('chunks', chunks) : IF_ABSENT),
  };
}

export function toLoaded(item: Item): RowCounts {
  return JSON.parse(textOf(openItem(item, LOADED_FORM), 'body'));
}

/** Form of the item of what a step recorded. */
const RECORDED_FORM = 1;

/** Place of a step in the order of all steps of its upload: what one undo has worked off is one place. */
export function placeOfStep({ chunk, step }: Pick<ChunkProgress, 'chunk' | 'step'>): string {
  const shard = String(chunk % PROGRESS_SHARDS).padStart(2, '0');
  return `${shard}#${String(chunk).padStart(7, '0')}#${String(step).padStart(5, '0')}`;
}

export function recordedKey(upload: string, at: string): Key {
  return { pk: `recorded#${upload}#${at.slice(0, 2)}`, sk: at };
}

/** The put of what a step of a load recorded, in the transaction that records it: an undo finds it there. */
export function putRecorded(tableName: string, progress: ChunkProgress, households: readonly RecordedIn[]) {
  const lines = households.map(({ id, from, to }) => `${id} ${from} ${to}`);
  const key = recordedKey(progress.upload, placeOfStep(progress));
  return { TableName: tableName, Item: itemOf(key, RECORDED_FORM, { body: { S: lines.join('\n') } }) };
}

export function toRecorded(item: Item): RecordedStep {
  const lines = textOf(openItem(item, RECORDED_FORM), 'body').split('\n');
  return {
    at: textOf(item, 'sk'),
    households: lines.map((line) => {
      const [id = '', from, to] = line.split(' ');
      return { id, from: Number(from), to: Number(to) };
    }),
  };
}
