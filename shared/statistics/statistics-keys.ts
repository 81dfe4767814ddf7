import { createHash } from 'node:crypto';

import type { Key } from '#shared/dynamo/attributes.ts';

import type { SelectionKey } from './statistics-store.ts';

/** Where the signs of life of agencies lie in Statistics; permissions to note them are limited to it. */
export const ACTIVITY_PARTITIONS = 'activity#';

/** Begins the period under which snapshots of an area's figures of a month are kept. */
export const SNAPSHOTS = 'snapshot-';

/** Where snapshots lie in Statistics; permission to read figures for the public is limited to it. */
export const SNAPSHOT_PARTITIONS = `figures#${SNAPSHOTS}`;

/** Unions of many lists are named by a hash: a key has an end. */
const LONGEST_LIST = 200;

function selectionPartition({ month, area, list }: SelectionKey): string {
  const named = list.length <= LONGEST_LIST ? list : `sha256-${createHash('sha256').update(list).digest('base64url')}`;
  return `figures#${month}#${area}#${named}`;
}

export function revisionKey(selection: SelectionKey, revision: number): Key {
  return { pk: selectionPartition(selection), sk: `revision#${String(revision).padStart(6, '0')}` };
}

export function throughKey(selection: SelectionKey): Key {
  return { pk: selectionPartition(selection), sk: 'through' };
}

export function demandKey(month: string, run: { area: string; asOf: string }): Key {
  return { pk: `demand#${month}`, sk: `${run.asOf}#${run.area}` };
}

export function activityKey(month: string, agency: string): Key {
  return { pk: `${ACTIVITY_PARTITIONS}${month}`, sk: agency };
}

/** Signs of life that are work, apart from all signs. */
export function workKey(month: string, agency: string): Key {
  return { pk: `${ACTIVITY_PARTITIONS}${month}#work`, sk: agency };
}
