import { deflateRawSync, inflateRawSync } from 'node:zlib';

import type { Item, Key } from '#shared/dynamo/attributes.ts';
import { bytesOf, itemOf, openItem } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt } from '#shared/dynamo/conditional-write.ts';

import type { ChunkProgress } from './upload-store.ts';

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
