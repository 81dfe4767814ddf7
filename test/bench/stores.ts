/**
 * Speed of sealing, of facts, and of appends: `node test/bench/stores.ts`. Prints JSON.
 * Appends go in groups of 19 households begun with one entry and two citizen IDs or in groups of 45 rows of help.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables } from '#shared/dynamo/create-tables.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { packFacts, unpackFacts } from '#shared/household/facts-codec.ts';
import { TRANSACTION_ITEMS, type HouseholdChange } from '#shared/household/household-store.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';
import { createMemoryDataKeyStore } from '#shared/sealing/memory-data-key-store.ts';
import { createRawDataKeys } from '#shared/sealing/raw-data-keys.ts';

import { changeOf, typicalBeginning, typicalHelp } from './typical-household.ts';

const HOUSEHOLDS = 5000;
const IN_FLIGHT = 8;
const sealer = createEnvelopeSealer({
  dataKeys: createRawDataKeys(randomBytes(32)),
  store: createMemoryDataKeyStore(),
});
const index = createBlindIndex(randomBytes(32));

async function sealing(): Promise<object> {
  const text = 'ข้อมูล'.repeat(40);
  const context = { table: 'households', id: '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11', version: '3' };
  const sealed = await sealer.seal(text, context, '42');
  const count = 20_000;
  for (let warm = 0; warm < 2000; warm += 1) await sealer.open(await sealer.seal(text, context, '42'), context);
  const start = performance.now();
  for (let at = 0; at < count; at += 1) await sealer.seal(text, context, '42');
  const middle = performance.now();
  for (let at = 0; at < count; at += 1) await sealer.open(sealed, context);
  const end = performance.now();
  const entry = { table: 'logbook', id: `${context.id}.3` };
  for (let at = 0; at < count; at += 1) {
    const seal = await sealer.begin('42');
    seal(text, context);
    seal(text, entry);
  }
  const paired = performance.now();
  return {
    textBytes: Buffer.byteLength(text),
    pairMicros: ((paired - end) / count) * 1000,
    sealMicros: ((middle - start) / count) * 1000,
    openMicros: ((end - middle) / count) * 1000,
  };
}

function facts(): object {
  const begun = typicalBeginning('420101');
  const { after } = changeOf(
    begun.after,
    Array.from({ length: 9 }, (_, day) => typicalHelp(`2026-05-0${day + 1}`)),
  );
  const packed = packFacts(after.id, after.facts);
  let count = 0;
  const start = performance.now();
  while (count < 1_000_000) count += unpackFacts(after.id, packed).length;
  return { bytesPerFact: packed.length / after.facts.length, secondsForAMillion: (performance.now() - start) / 1000 };
}

async function appends(file: string | undefined): Promise<object> {
  const engine = await startDynamoDB(file === undefined ? {} : { file });
  const client = createDynamo({
    endpoint: engine.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const households = createDynamoHouseholdStore({ client, tables: await createTables(client), sealer, index });
    const inGroups = async (changes: HouseholdChange[]): Promise<number> => {
      const groups: HouseholdChange[][] = [[]];
      let items = 1;
      for (const change of changes) {
        if (items + households.itemsOf(change) > TRANSACTION_ITEMS) {
          groups.push([]);
          items = 1;
        }
        groups.at(-1)?.push(change);
        items += households.itemsOf(change);
      }
      const start = performance.now();
      const next = groups.values();
      const worker = async (): Promise<void> => {
        for (const group of next) await households.append(group);
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
      return changes.length / ((performance.now() - start) / 1000);
    };
    const begun = Array.from({ length: HOUSEHOLDS }, () => typicalBeginning('420101'));
    const householdsPerSecond = await inGroups(begun);
    const helped = begun.map(({ after }) => changeOf(after, [typicalHelp('2026-05-12')]));
    const helpsPerSecond = await inGroups(helped);
    const start = performance.now();
    for (const { after } of begun.slice(0, 1000)) await households.get(after.id);
    const getMillis = (performance.now() - start) / 1000;
    const readStart = performance.now();
    const read = (await Array.fromAsync(households.factsOfDistrict('4201'))).length;
    return {
      engine: engine.engine,
      householdsPerSecond,
      helpsPerSecond,
      getMillis,
      factsOfDistrictPerSecond: read / ((performance.now() - readStart) / 1000),
    };
  } finally {
    client.destroy();
    await engine.stop();
  }
}

const dir = await mkdtemp(join(tmpdir(), 'bench-'));
try {
  console.log(
    JSON.stringify(
      {
        sealing: await sealing(),
        facts: facts(),
        appendInMemory: await appends(undefined),
        appendToFile: await appends(join(dir, 'households.db')),
      },
      (_name, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(2)) : value),
      2,
    ),
  );
} finally {
  await rm(dir, { recursive: true, force: true });
}
