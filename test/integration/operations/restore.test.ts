/** The rehearsal of docs/runbook.md, "Restore": tables copied item by item into new ones, as a restore gives them, and verified. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

import {
  DeleteItemCommand,
  paginateScan,
  PutItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, it } from 'vitest';

import { verifyTables, type FaultKind, type Verified } from '#local/operations/verify-tables.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { keyOf } from '#shared/dynamo/attributes.ts';
import { createTables, tableNames, type TableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { documentKey, entryKey, placedKey, pointerKey } from '#shared/household/keys.ts';
import { begin, citizenIdOf, goOn, listed, memberOf, visit } from '../stores/synthetic-household.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import { index, ownTables, sealerAt } from '../stores/open-stores.ts';

type Item = Record<string, AttributeValue>;

const HOUSEHOLDS = 30;

let client: DynamoDBClient;
let source: TableNames;
let ids: string[];
let entries = 0;

beforeAll(async () => {
  const own = await ownTables();
  ({ client, tables: source } = own);
  const store = createDynamoHouseholdStore({ ...own, index });
  ids = [];
  for (let number = 0; number < HOUSEHOLDS; number += 1) {
    const members = [memberOf(7_100_000 + 2 * number), memberOf(7_100_001 + 2 * number)];
    const houseCode = `42019${String(900_000 + number)}`;
    let change = begin({ members, houseCode, addressNo: `${number}/1`, moo: 3, areaCode: '420101' }, [
      listed('list-a', '420101', members[0]!.id),
    ]);
    await store.append([change]);
    entries += change.entries.length;
    const corrected = help({ cashBaht: 2000 });
    if (corrected.type !== 'assistance') throw new Error('Help is help');
    const steps: EntryBody[][] = [
      [visit],
      [help(), help({ agency: 'dla', cashBaht: null, description: 'ถุงยังชีพ' })],
      [{ type: 'move', on: '2026-05-12', toArea: '420201' }],
      [
        {
          type: 'correction',
          supersedes: `${change.after.id}.4`,
          reason: 'พิมพ์ผิด',
          entry: corrected,
        },
      ],
    ];
    for (const step of steps.slice(0, number % 5)) {
      change = goOn(change.after, step, await store.history(change.after.id));
      await store.append([change]);
      entries += change.entries.length;
    }
    ids.push(change.after.id);
  }
});

/** New tables with the same items: what a restore to a point in time gives. */
async function restored(): Promise<TableNames> {
  const target = await createTables(client, tableNames(`r${randomUUID().slice(0, 8)}-`));
  for (const name of ['Households', 'Logbook', 'Operations'] as const)
    for await (const { Items = [] } of paginateScan({ client }, { TableName: source[name] }))
      for (const Item of Items) await client.send(new PutItemCommand({ TableName: target[name], Item }));
  return target;
}

const verify = async (tables: TableNames, mend = false): Promise<Verified> =>
  await verifyTables({ client, tables, sealer: sealerAt({ client, tables }), index, mend });

const remove = async (TableName: string, Key: Item): Promise<void> => {
  await client.send(new DeleteItemCommand({ TableName, Key }));
};

async function itemOf(table: string, { pk, sk }: { pk: string; sk: string }): Promise<Item> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) {
    const found = Items.find((item) => item['pk']?.S === pk && item['sk']?.S === sk);
    if (found) return found;
  }
  throw new Error(`No item ${pk} ${sk}`);
}

/** A command of the runbook. */
const command = async (name: string, ...args: string[]) =>
  await promisify(execFile)(process.execPath, [`local/operations/${name}.ts`, ...args], {
    env: {
      ...process.env,
      AWS_REGION: 'ap-southeast-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: inject('dynamodb'),
    },
  });

const raw = (byte: number): string => `raw:${Buffer.alloc(32, byte).toString('base64')}`;

function verifying(tables: TableNames): string[] {
  return [
    `--households=${tables.Households}`,
    `--logbook=${tables.Logbook}`,
    `--operations=${tables.Operations}`,
    `--sealing-key=${raw(7)}`,
    `--index-secret=${raw(8)}`,
  ];
}

/** The household that has all steps. */
const whole = (): string => ids[4]!;

describe('a restore', () => {
  it('of both tables to one moment is whole: chains, documents, pointers, places, indexes', async () => {
    expect(await verify(await restored())).toEqual({ households: HOUSEHOLDS, entries, faults: [] });
    expect(entries).toBeGreaterThan(3 * HOUSEHOLDS);
  });

  it.each<[string, FaultKind[], (tables: TableNames) => Promise<void>]>([
    ['an entry in the middle is gone', ['chain-gap'], (t) => remove(t.Logbook, keyOf(entryKey(whole(), 3)))],
    [
      'an entry was written again with another sum',
      ['chain-hash'],
      async (t) => {
        const item = await itemOf(t.Logbook, entryKey(whole(), 4));
        const body = { S: item['body']!.S!.replace('1500', '9500') };
        expect(body.S).not.toBe(item['body']!.S);
        await client.send(new PutItemCommand({ TableName: t.Logbook, Item: { ...item, body } }));
      },
    ],
    [
      'the sealed part of an entry is of another',
      ['entries-unreadable'],
      async (t) => {
        const [item, other] = [
          await itemOf(t.Logbook, entryKey(whole(), 1)),
          await itemOf(t.Logbook, entryKey(ids[0]!, 1)),
        ];
        await client.send(new PutItemCommand({ TableName: t.Logbook, Item: { ...item, sealed: other['sealed']! } }));
      },
    ],
    ['a document is gone', ['document-missing'], (t) => remove(t.Households, keyOf(documentKey(whole())))],
    [
      'all entries of a household are gone',
      ['no-entries'],
      async (t) => {
        for (const version of [1, 2]) await remove(t.Logbook, keyOf(entryKey(ids[0]!, version)));
      },
    ],
    [
      'a document says another thing than its entries',
      ['document-differs'],
      async (t) => {
        const item = await itemOf(t.Households, documentKey(whole()));
        const facts = { S: item['facts']!.S!.replace('cdd', 'dla') };
        expect(facts.S).not.toBe(item['facts']!.S);
        await client.send(new PutItemCommand({ TableName: t.Households, Item: { ...item, facts } }));
      },
    ],
    [
      'a document cannot be read',
      ['document-unreadable'],
      async (t) => {
        const item = await itemOf(t.Households, documentKey(whole()));
        await client.send(new PutItemCommand({ TableName: t.Households, Item: { ...item, version: { N: '8' } } }));
      },
    ],
    [
      'the pointer of a citizen ID is gone',
      ['pointer-missing'],
      (t) => remove(t.Households, keyOf(pointerKey({ kind: 'person', citizenId: citizenIdOf(7_100_008) }, index))),
    ],
    [
      'the pointer of a citizen ID leads to a household that nobody knows',
      ['pointer-elsewhere', 'pointer-to-nobody'],
      async (t) => {
        const key = keyOf(pointerKey({ kind: 'person', citizenId: citizenIdOf(7_100_008) }, index));
        await client.send(
          new PutItemCommand({ TableName: t.Households, Item: { ...key, household: { S: 'nobody' } } }),
        );
      },
    ],
    [
      'the place of a household that moved is gone',
      ['place-missing'],
      (t) => remove(t.Households, keyOf(placedKey('4201', whole()))),
    ],
  ])('finds that %s', async (_, kinds, harm) => {
    const tables = await restored();
    await harm(tables);
    const { faults } = await verify(tables);
    expect(faults.map(({ fault }) => fault)).toEqual(kinds);
    // Of the household and its kind alone: faults go into tickets.
    for (const fault of faults) expect(Object.keys(fault)).toEqual(['household', 'fault', 'mended']);
  });

  it('of the two tables to moments a second apart is torn, and is mended from the logbook', async () => {
    const tables = await restored();
    // The logbook is a second behind for one household, ahead for another; a third lost its document and its pointers.
    await remove(tables.Logbook, keyOf(entryKey(whole(), 7)));
    const older = await itemOf(source.Households, documentKey(ids[3]!));
    const store = createDynamoHouseholdStore({ client, tables, sealer: sealerAt({ client, tables }), index });
    const before = (await store.get(ids[3]!))!;
    await store.append([goOn(before, [visit], await store.history(before.id))]);
    await client.send(new PutItemCommand({ TableName: tables.Households, Item: older }));
    await remove(tables.Households, keyOf(documentKey(ids[2]!)));
    await remove(tables.Households, keyOf(pointerKey({ kind: 'person', citizenId: citizenIdOf(7_100_004) }, index)));

    const found = (verified: Verified): string[] =>
      verified.faults.map(({ household, fault, mended }) => `${ids.indexOf(household)} ${fault} ${mended}`).toSorted();
    const faults = ['2 document-missing', '2 pointer-missing', '3 document-behind', '4 document-ahead'];
    expect(found(await verify(tables))).toEqual(faults.map((fault) => `${fault} false`));
    expect(found(await verify(tables, true))).toEqual(faults.map((fault) => `${fault} true`));
    expect((await verify(tables)).faults).toEqual([]);
    // It can be gone on with: the next entry stands on the mended document.
    const after = (await store.get(whole()))!;
    expect(after.version).toBe(6);
    await store.append([goOn(after, [visit], await store.history(after.id))]);
    expect((await verify(tables)).faults).toEqual([]);
  });

  it('with a broken chain is never mended', async () => {
    const tables = await restored();
    await remove(tables.Logbook, keyOf(entryKey(whole(), 3)));
    const { faults } = await verify(tables, true);
    expect(faults).toEqual([{ household: whole(), fault: 'chain-gap', mended: false }]);
  });

  it('of Operations to an earlier second has lost data keys, and has them again when they were copied', async () => {
    const tables = await restored();
    let keys = 0;
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.Operations }))
      for (const { pk, sk } of Items) {
        if (!pk?.S?.startsWith('data-key#')) continue;
        await remove(tables.Operations, { pk, sk: sk! });
        keys += 1;
      }
    expect(keys).toBeGreaterThanOrEqual(2);
    const { faults } = await verify(tables);
    expect(new Set(faults.map(({ fault }) => fault))).toEqual(new Set(['data-key-missing']));
    expect(faults.map(({ household }) => household).toSorted()).toEqual(ids.toSorted());
    // Nothing is mended without them, and no new key takes the place of one that may come back.
    expect((await verify(tables, true)).faults.map(({ mended }) => mended)).not.toContain(true);
    const copy = ['copy-data-keys', `--from=${source.Operations}`, `--to=${tables.Operations}`] as const;
    expect(JSON.parse((await command(...copy)).stdout)).toEqual({ items: keys, copied: keys });
    expect(JSON.parse((await command(...copy)).stdout)).toEqual({ items: keys, copied: 0 });
    expect((await verify(tables)).faults).toEqual([]);
  });

  it('is verified by the command of the runbook, which ends with 1 when a fault stays', async () => {
    const tables = await restored();
    const run = async (...more: string[]) => await command('verify-restored', ...verifying(tables), ...more);
    expect(JSON.parse((await run()).stdout)).toEqual({ households: HOUSEHOLDS, entries, faults: 0, left: 0 });
    await remove(tables.Households, keyOf(documentKey(whole())));
    await expect(run()).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('document-missing') });
    expect((await run('--mend')).stdout).toContain('"faults":1,"left":0');
  });
});
