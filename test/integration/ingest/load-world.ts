/** What the load of an import stands on, in memory or in DynamoDB, and calls that die when they are told to. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { LoadStepDependencies } from '#functions/ingest/load/load-step.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import { createMemoryAccessLog } from '#shared/access-log/memory-access-log.ts';
import type { FileRow, RowValues, UploadSource } from '#shared/domain/intake/cells/row.ts';
import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash, verifyChain } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { createMemoryStatisticsStore } from '#shared/statistics/memory-statistics-store.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import { MemoryProgress } from '#shared/upload/memory-progress.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';
import { NO_ROWS, type Upload } from '#shared/upload/upload-store.ts';

const NOW = new Date('2026-06-10T03:00:00.000Z');
export const AREA = '420101';

export type World = LoadStepDependencies & { households: HouseholdStore; accessLog: AccessLog };

export async function openWorld(engine: 'memory' | 'dynamo'): Promise<World> {
  const stores = engine === 'memory' ? memoryStores() : await dynamoStores();
  const objects = new Map<string, string>();
  return {
    ...stores,
    accessLog: createMemoryAccessLog(),
    lists: createMemoryTargetListStore(),
    statistics: createMemoryStatisticsStore(),
    objects: {
      lines: async (key) => (objects.get(key) ?? '').split('\n').filter(Boolean),
      putText: async (key, text) => void objects.set(key, text),
    },
    hash: chainHash,
    now: () => NOW,
    newId: randomUUID,
    pause: async (attempt) => await delay(Math.random() * 3 * attempt),
  };
}

function memoryStores(): Pick<World, 'households' | 'uploads'> {
  const progress = new MemoryProgress();
  return {
    households: createMemoryHouseholdStore({ progress }),
    uploads: createMemoryUploadStore({ progress }),
  };
}

async function dynamoStores(): Promise<Pick<World, 'households' | 'uploads'>> {
  // Only here: the engine is given by the set-up of the integration tests.
  const { index, ownTables } = await import('#test/integration/stores/open-stores.ts');
  const { client, tables, sealer } = await ownTables();
  return {
    households: createDynamoHouseholdStore({ client, tables, sealer, index }),
    uploads: createDynamoUploadStore({ client, tables }),
  };
}

function anUpload(change: Partial<Upload> = {}): Upload {
  const id = randomUUID();
  return {
    id,
    version: 1,
    source: 'thaiqm-survey',
    filename: 'สำรวจ.csv',
    size: 1,
    status: 'LOADING',
    createdAt: NOW.toISOString(),
    by: { sub: 'importer', roles: ['DATA_IMPORTER'], area: '42' },
    scopeAreas: ['42'],
    objectKey: `incoming/${id}`,
    sheets: [{ index: 0, name: '' }],
    fileProblems: [],
    problems: [],
    ...change,
  };
}

/** Lays down what the read step leaves: an upload in LOADING and its chunks. */
export async function layDown(
  world: World,
  chunks: readonly (readonly FileRow[])[],
  source: UploadSource = 'thaiqm-survey',
  change: Partial<Upload> = {},
): Promise<Upload> {
  const total = chunks.reduce((sum, rows) => sum + rows.length, 0);
  const upload = anUpload({ ...change, source, chunks: chunks.length, rows: { total, ...NO_ROWS } });
  await world.uploads.create(upload);
  for (const [chunk, rows] of chunks.entries())
    await world.objects.putText(uploadKeys.chunk(upload.id, chunk), rows.map((row) => JSON.stringify(row)).join('\n'));
  return upload;
}

export function fileRow(row: number, values: RowValues, wrong = false): FileRow {
  const problem = { row, severity: 'error' as const, code: 'area-unknown' as const, message: 'ไม่รู้จักพื้นที่' };
  return { sheet: 0, row, values, problems: wrong ? [problem] : [] };
}

class Killed extends Error {
  override readonly name = 'Killed';
}

/** The world, with calls of stores counted through: a call whose number is in `deaths` dies, before (even) or after (odd) its work. */
export function dying(world: World, deaths: readonly number[]): World {
  const left = new Set(deaths);
  let calls = 0;
  const wrapped = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function' || name === 'itemsOf') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          const dies = left.delete(calls);
          if (dies && calls % 2 === 0) throw new Killed();
          const result: unknown = await Reflect.apply(method, target, args);
          if (dies) throw new Killed();
          return result;
        };
      },
    });
  return {
    ...world,
    households: wrapped(world.households),
    accessLog: wrapped(world.accessLog),
    uploads: wrapped(world.uploads),
    objects: wrapped(world.objects),
    statistics: wrapped(world.statistics),
  };
}

/** Calls a step until it is not killed any more, as a state machine does. */
export async function untilDone(step: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1)
    try {
      await step();
      return;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  throw new Error('never done');
}

/** Every household there is, after proving that each is the fold of a gapless chain of entries. */
export async function soundHouseholds(world: World): Promise<{ household: Household; history: LogbookEntry[] }[]> {
  const found: { household: Household; history: LogbookEntry[] }[] = [];
  for (const { id } of await world.households.listArea(AREA, undefined, 10_000)) {
    const household = await world.households.get(id);
    const history = await world.households.history(id);
    if (!household) throw new Error('listed and not there');
    const fault = verifyChain(history);
    if (fault) throw new Error(`chain broken: ${JSON.stringify(fault)}`);
    if (history.length !== household.version) throw new Error('entries and version differ');
    const folded = foldHousehold(history);
    if (JSON.stringify(sorted(folded)) !== JSON.stringify(sorted(household)))
      throw new Error('not the fold of its entries');
    found.push({ household, history });
  }
  return found;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
