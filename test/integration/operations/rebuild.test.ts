/** A rebuild compares every document with its entries, byte by byte, and writes it anew where it differs or is of an older form. */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

import {
  DeleteItemCommand,
  DeleteTableCommand,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, inject, it } from 'vitest';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { CREDENTIALS, REGION } from '#local/engines/this-machine.ts';
import { verifyTables } from '#local/operations/verify-tables.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { allFactsOf } from '#shared/domain/logbook/replay.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import { formOf, keyOf, type Item } from '#shared/dynamo/attributes.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { tableNames, type TableNames } from '#shared/dynamo/create-tables.ts';
import { toHousehold, toItem } from '#shared/household/document-codec.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { documentKey, entryKey, oldFactsKey } from '#shared/household/keys.ts';
import { createDynamoRebuildStore } from '#shared/rebuild/dynamo-rebuild-store.ts';
import { rebuildProvince } from '#shared/rebuild/rebuild-province.ts';
import { endRun, type RebuildSum } from '#shared/rebuild/rebuild-run.ts';
import type { RebuildFault } from '#shared/rebuild/rebuild-store.ts';
import { createStoredDocuments, type StoredDocuments } from '#shared/rebuild/stored-documents.ts';
import { readEverything, writeEverything } from '#test/fixtures/stored/everything.ts';

import { index, ownTables } from '../stores/open-stores.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { begin, goOn, listed, memberOf, OFFICER, registration, visit } from '../stores/synthetic-household.ts';

let client: DynamoDBClient;
let tables: TableNames;
let sealer: Sealer;
let households: HouseholdStore;
let documents: StoredDocuments;

beforeEach(async () => {
  ({ client, tables, sealer } = await ownTables());
  households = createDynamoHouseholdStore({ client, tables, sealer, index });
  documents = createStoredDocuments({ client, tables, households, sealer, index });
});

let runs = 0;

/** A run over the provinces of the tests, with its sum. */
async function rebuild(check: boolean, provinces = ['31', '42']): Promise<RebuildSum> {
  const store = createDynamoRebuildStore({ client, tables });
  const run = await store.begin({ id: `run-${(runs += 1)}`, check, provinces, startedAt: '2026-06-01T00:00:00.000Z' });
  for (const province of run.provinces) await rebuildProvince(run, province, { documents, store });
  return endRun(run, store, new Date('2026-06-01T01:00:00.000Z'));
}

const documentOf = async (id: string): Promise<Item> => {
  const key = { TableName: tables.Households, Key: keyOf(documentKey(id)), ConsistentRead: true };
  const { Item } = await client.send(new GetItemCommand(key));
  return Item!;
};
const put = async (Item: Item, table: 'Households' | 'Logbook' | 'DueItems' = 'Households'): Promise<void> => {
  await client.send(new PutItemCommand({ TableName: tables[table], Item }));
};

async function allOf(table: 'Households' | 'Logbook' | 'DueItems'): Promise<Item[]> {
  const found: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tables[table] })) found.push(...Items);
  return found;
}

/** A household with help, a correction of it, a move and a second list. */
async function someHousehold(number: number): Promise<string> {
  let change = begin({ members: [memberOf(number)], addressNo: `${number}/2`, moo: 4, houseCode: `42010${number}` }, [
    listed('list-a', '420101'),
  ]);
  await households.append([change]);
  const { id } = change.after;
  const corrected = help({ cashBaht: 700 });
  if (corrected.type !== 'assistance') throw new Error('Help is help');
  for (const bodies of [
    [visit, help(), help({ agency: 'dla', description: 'ถุงยังชีพ' })],
    [{ type: 'correction' as const, supersedes: `${id}.4`, reason: 'พิมพ์ผิด', entry: corrected }],
    [{ type: 'move' as const, on: '2026-05-12', toArea: '420201' }, listed('list-b', '420201')],
  ]) {
    change = goOn(change.after, bodies, await households.history(id));
    await households.append([change]);
  }
  return id;
}

/** The frozen bytes of items as code of an older form stored them. */
async function putFrozen(name: string): Promise<Record<string, unknown>> {
  const file = new URL(`../../fixtures/stored/${name}`, import.meta.url);
  const { items, read } = JSON.parse(readFileSync(file, 'utf8'), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'base64' in value && typeof value.base64 === 'string'
      ? Buffer.from(value.base64, 'base64')
      : value,
  ) as { items: Record<keyof TableNames, Record<string, AttributeValue>[]>; read: Record<string, unknown> };
  for (const table of Object.keys(items) as (keyof TableNames)[])
    for (const Item of items[table]) await client.send(new PutItemCommand({ TableName: tables[table], Item }));
  return read;
}

describe('a check', () => {
  it('is clean over households of every kind of entry', async () => {
    await writeEverything({ client, tables });
    for (let number = 7_300_000; number < 7_300_010; number += 1) await someHousehold(number);
    expect(await rebuild(true)).toEqual({ households: 13, older: 0, mended: 0, left: 0, faults: [], ok: true });
  });

  it.each<[string, RebuildFault, (id: string) => Promise<void>]>([
    [
      'a fact has another byte',
      'document-differs',
      async (id) => {
        const item = await documentOf(id);
        await put({ ...item, facts: { S: item['facts']!.S!.replace('1500', '1501') } });
      },
    ],
    [
      'the worklist counts another need',
      'document-differs',
      async (id) => {
        const item = await documentOf(id);
        await put({ ...item, worklist: { S: item['worklist']!.S!.replace(',0,[', ',1,[') } });
      },
    ],
    [
      'the texts are the same but for a blank',
      'document-differs',
      async (id) => {
        const item = await documentOf(id);
        await put({ ...item, worklist: { S: ` ${item['worklist']!.S!}` } });
      },
    ],
    [
      'the address is found by another key',
      'document-differs',
      async (id) => put({ ...(await documentOf(id)), addressKey: { S: 'address#other' } }),
    ],
    [
      'it says of nobody that it is tied',
      'document-differs',
      async (id) => put({ ...(await documentOf(id)), tied: { S: '' } }),
    ],
    ['an attribute was added', 'document-differs', async (id) => put({ ...(await documentOf(id)), note: { S: 'x' } })],
    [
      'the sealed part says another name',
      'document-differs',
      async (id) => {
        const known = await toHousehold(await documentOf(id), sealer);
        const members = known.members.map((member) => ({ ...member, firstName: 'สมหญิง' }));
        await put(await itemOf({ ...known, members }));
      },
    ],
    [
      'the sealed part is of another household',
      'document-unreadable',
      async (id) => {
        const other = await documentOf(await someHousehold(7_300_099));
        await put({ ...(await documentOf(id)), sealed: other['sealed']! });
      },
    ],
    [
      'the document is behind its entries',
      'document-behind',
      async (id) => {
        const before = await documentOf(id);
        const known = (await households.get(id))!;
        await households.append([goOn(known, [visit])]);
        await put(before);
      },
    ],
    [
      'the newest entry is gone',
      'document-ahead',
      async (id) => {
        await client.send(new DeleteItemCommand({ TableName: tables.Logbook, Key: keyOf(entryKey(id, 8)) }));
      },
    ],
    [
      'an entry in the middle is gone',
      'chain-broken',
      async (id) => {
        await client.send(new DeleteItemCommand({ TableName: tables.Logbook, Key: keyOf(entryKey(id, 3)) }));
      },
    ],
  ])('names the household when %s, and writes nothing', async (_, fault, harm) => {
    await someHousehold(7_300_001);
    const id = await someHousehold(7_300_002);
    await harm(id);
    const [documentsBefore, entries] = [await allOf('Households'), await allOf('Logbook')];
    const sum = await rebuild(true);
    expect(sum).toMatchObject({ left: 1, mended: 0, ok: false });
    expect(sum.faults).toEqual([{ household: id, fault, mended: false }]);
    expect(await allOf('Households')).toEqual(documentsBefore);
    expect(await allOf('Logbook')).toEqual(entries);
  });

  it('begins anew when the last one is finished', async () => {
    const id = await someHousehold(7_300_003);
    expect((await rebuild(true)).ok).toBe(true);
    await put({ ...(await documentOf(id)), note: { S: 'x' } });
    expect((await rebuild(true)).ok).toBe(false);
  });
});

/** A household whose help of 2022 has left its document, and one that is to be written in the form before any did. */
async function oldHousehold(): Promise<string> {
  let standing: Household | undefined;
  for (const day of ['2022-01-10', '2022-02-10', '2022-03-10', '2026-05-10']) {
    const body = standing ? help({ deliveredOn: day }) : registration({ areaCode: '420101' });
    const { household: after, entries } = record(standing, [body], {
      householdId: standing?.id ?? randomUUID(),
      recordedAt: new Date(`${day}T03:00:00.000Z`),
      recordedBy: OFFICER,
      hash: chainHash,
    });
    await households.append([{ before: standing, after, entries }]);
    standing = after;
  }
  return standing!.id;
}

describe('facts that have left a document', () => {
  const oldFacts = async (id: string): Promise<Item> => {
    const found = (await allOf('Households')).find(({ pk, sk }) => pk?.S === documentKey(id).pk && sk?.S === 'facts');
    if (!found) throw new Error('No facts have left');
    return found;
  };

  it.each<[string, (id: string) => Promise<void>]>([
    [
      'are gone',
      async (id) => {
        await client.send(new DeleteItemCommand({ TableName: tables.Households, Key: keyOf(oldFactsKey(id)) }));
      },
    ],
    [
      'are others',
      async (id) => {
        const item = await oldFacts(id);
        const text = inflateRawSync(item['facts']!.B!).toString().replace('1500', '1501');
        await put({ ...item, facts: { B: deflateRawSync(text) } });
      },
    ],
    [
      'cannot be read',
      async (id) => {
        await put({ ...(await oldFacts(id)), facts: { B: Buffer.from('{') } });
      },
    ],
  ])('that %s are named, and put again', async (_, harm) => {
    const id = await oldHousehold();
    const known = await households.factsOf([id], '2022-01');
    expect(known[0]?.facts).toHaveLength(4);
    expect((await rebuild(true)).ok).toBe(true);
    await harm(id);
    const fault = { household: id, fault: 'old-facts-differ', mended: false };
    expect((await verifyTables({ client, tables, sealer, index })).faults).toContainEqual(fault);
    expect((await rebuild(true)).faults).toEqual([fault]);
    expect((await rebuild(false)).faults).toEqual([{ household: id, fault: 'old-facts-differ', mended: true }]);
    expect((await rebuild(true)).ok).toBe(true);
    expect(await households.factsOf([id], '2022-01')).toEqual(known);
  });

  it('are made from entries whose document had all of them, as before', async () => {
    const id = await oldHousehold();
    const whole = await households.history(id);
    const standing = await documentOf(id);
    await client.send(new DeleteItemCommand({ TableName: tables.Households, Key: keyOf(oldFactsKey(id)) }));
    const rows = (await households.get(id))!;
    const all = allFactsOf(whole);
    const { factsSince: _since, ...before } = { ...rows, facts: all };
    // Of form 1: the text of its facts is rows, and nobody says the form of the item.
    const { v: _form, ...old } = await itemOf(before);
    await put({ ...old, facts: { S: JSON.stringify(rowsOf(all)) } });
    expect(await rebuild(true)).toMatchObject({ older: 1, left: 0, ok: true });
    expect(await rebuild(false)).toMatchObject({ older: 1, left: 0, ok: true });
    expect({ ...(await documentOf(id)), sealed: null }).toEqual({ ...standing, sealed: null });
    expect((await households.factsOf([id], '2022-01'))[0]?.facts).toEqual(all);
    expect((await rebuild(true)).older).toBe(0);
  });
});

/** Rows as code of form 1 packed them. */
function rowsOf(facts: readonly EntryFact[]): unknown[] {
  const day = (text: string | null): number | null => (text === null ? null : Date.parse(text) / 86_400_000);
  return facts.map(({ version, recordedAt, body }, at) => {
    const before = facts[at - 1];
    const since = Date.parse(recordedAt) - (before ? Date.parse(before.recordedAt) : 0);
    if (body.type === 'registered') return [0, version, since, 0, Number(body.area)];
    if (body.type !== 'assistance') throw new Error('Only help here');
    return [5, version, since, 0, body.agency, 'i', body.assistanceType, 'D', day(body.deliveredOn), null, 1500, null];
  });
}

describe('a rebuild', () => {
  it('writes what differs, names it, and touches neither the others nor any entry', async () => {
    const other = await someHousehold(7_310_001);
    const id = await someHousehold(7_310_002);
    const [untouched, entries, known] = [await documentOf(other), await allOf('Logbook'), await households.get(id)];
    const item = await documentOf(id);
    await put({ ...item, facts: { S: '[]' }, worklist: { S: '[{},"",0,[],null,"A",null,null]' } });
    const sum = await rebuild(false);
    expect(sum).toMatchObject({ households: 2, mended: 1, left: 0, ok: true });
    expect(sum.faults).toEqual([{ household: id, fault: 'document-differs', mended: true }]);
    expect(await households.get(id)).toEqual(known);
    expect({ ...(await documentOf(id)), sealed: null }).toEqual({ ...item, sealed: null });
    expect(await documentOf(other)).toEqual(untouched);
    expect(await allOf('Logbook')).toEqual(entries);
    expect((await rebuild(true)).ok).toBe(true);
  });

  it('leaves alone what entries that are broken would make', async () => {
    const id = await someHousehold(7_310_003);
    await client.send(new DeleteItemCommand({ TableName: tables.Logbook, Key: keyOf(entryKey(id, 3)) }));
    const before = await documentOf(id);
    expect(await rebuild(false)).toMatchObject({ left: 1, mended: 0, ok: false });
    expect(await documentOf(id)).toEqual(before);
  });

  /** What is read, without the facts that only form 3 has. */
  function asBeforeForm3(read: unknown): unknown {
    const facts = ['registered', 'listed', 'move', 'target-state', 'need-status', 'assistance', 'other'];
    type Fact = { version: number; body: { type: string } };
    const isFact = (value: unknown): value is Fact =>
      typeof value === 'object' && value !== null && 'householdId' in value && 'body' in value && !('hash' in value);
    return JSON.parse(
      JSON.stringify(read, (_name, value: unknown) => {
        if (!Array.isArray(value) || !value.some(isFact)) return value;
        return value
          .filter((each: Fact) => facts.includes(each.body.type))
          .map((each: Fact) =>
            each.body.type === 'listed'
              ? { ...each, body: { ...each.body, dimensions: undefined, indicators: undefined } }
              : each,
          );
      }),
    );
  }

  it.each(['form-1.json', 'form-2.json'])('writes documents of %s in the form of today', async (name) => {
    const read = await putFrozen(name);
    const entries = await allOf('Logbook');
    const old = (await allOf('Households')).filter(({ sk }) => sk?.S === 'document');
    const today = formOf(await toItemOfToday());
    const older = old.filter((item) => item['v'] === undefined || formOf(item) < today).length;
    expect(await rebuild(true)).toEqual({ households: 2, older, mended: 0, left: 0, faults: [], ok: true });
    expect((await allOf('Households')).filter(({ sk }) => sk?.S === 'document')).toEqual(old);
    expect(await rebuild(false)).toEqual({ households: 2, older, mended: 0, left: 0, faults: [], ok: true });
    const written = (await allOf('Households')).filter(({ sk }) => sk?.S === 'document');
    expect(written.map(({ v }) => v?.N)).toEqual(written.map(() => String(today)));
    expect(await allOf('Logbook')).toEqual(entries);
    expect(asBeforeForm3(await readEverything({ client, tables }))).toMatchObject(read);
    expect(await rebuild(true)).toMatchObject({ older: 0, left: 0, ok: true });
  });

  it('names a document of an older form that says something else', async () => {
    await putFrozen('form-1.json');
    const old = (await allOf('Households')).find(
      ({ sk, facts }) => sk?.S === 'document' && facts?.S?.includes('1500.5'),
    )!;
    for (const harmed of [
      { ...old, facts: { S: old['facts']!.S!.replace('1500.5', '1500') } },
      { ...old, worklist: { S: old['worklist']!.S!.replace(/,(\d),\[/, ',9,[') } },
      { ...old, addressKey: { S: 'address#other' } },
    ]) {
      expect(harmed).not.toEqual(old);
      await put(harmed);
      const household = old['pk']!.S!.slice('household#'.length);
      expect((await rebuild(true)).faults).toEqual([{ household, fault: 'document-differs', mended: false }]);
    }
  });

  it('leaves right a household that is written meanwhile', async () => {
    const id = await someHousehold(7_310_004);
    const stale = await documentOf(id);
    let writes = 0;
    const meanwhile = createStoredDocuments({
      client,
      tables,
      sealer,
      index,
      households: {
        history: async (of) => {
          const history = await households.history(of);
          // Twice between the reading and the writing, as an officer does.
          if ((writes += 1) <= 2) await households.append([goOn((await households.get(of))!, [visit])]);
          return history;
        },
      },
    });
    await put({ ...stale, facts: { S: '[]' } });
    expect(await meanwhile.rebuild(id, { check: false })).toMatchObject({ outcome: 'mended' });
    expect((await households.get(id))!.version).toBe(Number(stale['version']!.N) + 2);
    expect((await rebuild(true)).ok).toBe(true);
  });
});

/** The item of a household as it is written today. */
async function itemOf(household: Household): Promise<Item> {
  return toItem(household, { seal: await sealer.begin('42'), index });
}

async function toItemOfToday(): Promise<Item> {
  return itemOf(begin({ members: [memberOf(7_300_500)] }).after);
}

describe('rows of the queue', () => {
  const placeOf = (row: Item): string => `${row['pk']?.S} ${row['sk']?.S}`;
  const dueRows = async (): Promise<Item[]> =>
    (await allOf('DueItems')).toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));

  /** A household with an item for its unit and for its mentor. */
  async function waiting(): Promise<string> {
    const change = begin({ members: [memberOf(7_310_001)] }, [
      { type: 'mentor', mentor: 'mentor-1', on: '2026-05-01' },
      { type: 'urgency', level: 'CRITICAL', on: '2026-05-02', reason: 'ป่วยหนัก' },
    ]);
    await households.append([change]);
    return change.after.id;
  }

  it.each<[string, (id: string, rows: Item[]) => Promise<void>]>([
    [
      'are missing',
      async (_, [row]) => {
        const { pk, sk } = row!;
        await client.send(new DeleteItemCommand({ TableName: tables.DueItems, Key: { pk: pk!, sk: sk! } }));
      },
    ],
    ['say another day', async (_, [row]) => put({ ...row!, dueOn: { S: '2026-12-31' } }, 'DueItems')],
    [
      'are more than the household makes',
      async (id) => {
        const document = await documentOf(id);
        const due = JSON.stringify([...JSON.parse(document['due']!.S!), ['p', 'CO', 20_605]]);
        await put({ ...document, due: { S: due } });
        await put(
          {
            pk: { S: 'p#420101' },
            sk: { S: `2026-06-01#CONTACT#${id}` },
            v: { N: '1' },
            dueOn: { S: '2026-06-04' },
          },
          'DueItems',
        );
      },
    ],
    [
      'are not held by the document',
      async (id) => {
        const { due: _due, ...document } = await documentOf(id);
        await put(document);
      },
    ],
  ])('that %s are named, and put right', async (_, harm) => {
    const id = await waiting();
    const rows = await dueRows();
    expect(rows).toHaveLength(3);
    const document = await documentOf(id);
    expect((await rebuild(true)).ok).toBe(true);
    await harm(id, rows);
    expect((await rebuild(true)).faults).toEqual([{ household: id, fault: 'due-differs', mended: false }]);
    expect((await rebuild(false)).faults).toEqual([{ household: id, fault: 'due-differs', mended: true }]);
    expect((await rebuild(true)).ok).toBe(true);
    expect(await dueRows()).toEqual(rows);
    expect((await documentOf(id))['due']).toEqual(document['due']);
  });
});

describe('npm run rebuild', () => {
  const script = fileURLToPath(new URL('../../../local/operations/rebuild.ts', import.meta.url));
  const raw = (byte: number): string => `raw:${Buffer.alloc(32, byte).toString('base64')}`;
  const args = (...more: string[]): string[] => [
    ...[script, '--households', tables.Households, '--logbook', tables.Logbook, '--operations', tables.Operations],
    ...['--due-items', tables.DueItems],
    ...['--sealing-key', raw(7), '--index-secret', raw(8), ...more],
  ];
  const env = () => ({
    ...process.env,
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamodb'),
  });
  const run = async (...more: string[]) =>
    promisify(execFile)(process.execPath, args(...more), { env: env() }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  const linesOf = (stdout: string): object[] =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('checks, ends with 1 and names the household when a byte differs, and mends', async () => {
    const id = await someHousehold(7_320_001);
    expect((await run('--check', '--province', '42')).code).toBe(0);
    await put({ ...(await documentOf(id)), addressKey: { S: 'address#other' } });
    const checked = await run('--check', '--province', '42');
    expect(checked.code).toBe(1);
    expect(linesOf(checked.stdout)).toContainEqual({ household: id, fault: 'document-differs', mended: false });
    expect((await run('--province', '42')).code).toBe(0);
    expect((await run('--check', '--province', '42')).code).toBe(0);
  });

  it(
    'is clean over the sample, as `npm start` leaves it, and makes the table that an older database lacks',
    { timeout: 240_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sample-'));
      try {
        const start = fileURLToPath(new URL('../../../local/start.ts', import.meta.url));
        const options = { cwd: folder, env: { ...process.env, PORT: '0' } };
        const platform = spawn(process.execPath, [start], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
        let printed = '';
        for await (const text of platform.stdout) {
          printed += String(text);
          // What it prints last, when the sample is loaded.
          if (printed.includes('Authorization: Bearer')) break;
        }
        platform.kill('SIGTERM');
        if (platform.exitCode === null && platform.signalCode === null) await once(platform, 'exit');
        const rebuilt = async (...more: string[]): Promise<object | undefined> =>
          linesOf((await promisify(execFile)(process.execPath, [script, ...more], { cwd: folder })).stdout).at(-1);
        const sum = await rebuilt('--check');
        expect(sum).toMatchObject({ older: 0, mended: 0, left: 0, ok: true });
        expect(sum).toMatchObject({ households: expect.any(Number) });
        expect(Object(sum).households).toBeGreaterThan(900);

        // A database of a release that did not know the table yet.
        const database = await startDynamoDB({ file: join(folder, '.local', 'dynamodb.sqlite') });
        const dynamo = createDynamo({ endpoint: database.endpoint, region: REGION, credentials: CREDENTIALS });
        await dynamo.send(new DeleteTableCommand({ TableName: tableNames().DueItems }));
        dynamo.destroy();
        await database.stop();
        const mended = await rebuilt();
        expect(mended).toMatchObject({ left: 0, ok: true });
        expect(Object(mended).mended).toBeGreaterThan(100);
        expect(await rebuilt('--check')).toMatchObject({ faults: 0, ok: true });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

  it('goes on where it was killed', async () => {
    const begun = Array.from({ length: 340 }, (_, number) => begin({ members: [memberOf(7_330_000 + number)] }));
    for (let at = 0; at < begun.length; at += 20) await households.append(begun.slice(at, at + 20));
    for (const { after } of begun) await put({ ...(await documentOf(after.id)), note: { S: 'x' } });
    const killed = spawn(process.execPath, args('--province', '42'), {
      env: env(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(killed.stdout, 'data');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const store = createDynamoRebuildStore({ client, tables });
    const standing = await store.begin({ id: 'none', check: false, provinces: ['42'], startedAt: '' });
    const reached = (await store.progressOf(standing.id, '42'))!;
    expect(reached).toMatchObject({ done: false });
    expect(reached.households).toBeLessThan(340);
    const { code, stdout } = await run('--province', '42');
    expect(code).toBe(0);
    // The sum is of the whole run. Households that were written but not counted yet are met again, and are right.
    expect(linesOf(stdout).at(-1)).toMatchObject({ run: standing.id, households: 340, left: 0, ok: true });
    expect(linesOf(stdout)[0]).not.toMatchObject({ step: 1 });
    expect(linesOf((await run('--check', '--province', '42')).stdout).at(-1)).toMatchObject({
      households: 340,
      ok: true,
    });
  });
});
