/** What was stored once opens for ever: the frozen bytes of every form, read through the stores of today. */
import { readdirSync, readFileSync } from 'node:fs';

import { paginateScan, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import { OWN_KINDS, RECORDED_KINDS } from '#shared/domain/logbook/kinds/all.ts';
import type { TableName } from '#shared/tables.ts';
import type { Item } from '#shared/dynamo/attributes.ts';
import { readers, readEverything, writeEverything, type At } from '#test/fixtures/stored/everything.ts';

import { ownTables } from './open-stores.ts';

const FOLDER = new URL('../../fixtures/stored/', import.meta.url);

type Frozen = { items: Record<TableName, Record<string, unknown>[]>; read: Record<string, unknown> };

const forms = readdirSync(FOLDER).filter((name) => /^form-\d+\.json$/.test(name));

/** Bytes are written as `{base64}`. */
function frozen(name: string): Frozen {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'base64' in value && typeof value.base64 === 'string'
      ? Buffer.from(value.base64, 'base64')
      : value,
  );
}

describe('items of every form that was ever stored', () => {
  it('are kept frozen here', () => {
    expect(forms).toContain('form-1.json');
  });

  it.each(forms)('open: %s', async (name) => {
    const { items, read } = frozen(name);
    const at = await ownTables();
    for (const [table, rows] of Object.entries(items))
      for (const row of rows)
        await at.client.send(
          new PutItemCommand({
            TableName: at.tables[table as TableName],
            Item: row as Record<string, AttributeValue>,
          }),
        );
    // As JSON: what is undefined says nothing. Later code may know more of a thing, never something else.
    // People stored before names had tags are found by name, too.
    expect(JSON.parse(JSON.stringify(await readEverything(at)))).toMatchObject({ ...read, named: read['summaries'] });
  });
});

describe('what is stored today', () => {
  const itemsIn = async ({ client, tables }: At): Promise<[table: string, item: Item][]> => {
    const found: [string, Item][] = [];
    for (const table of Object.values(tables))
      for await (const { Items = [] } of paginateScan({ client }, { TableName: table }))
        found.push(...Items.map((item): [string, Item] => [table, item]));
    return found;
  };

  it('says of every item by which form it was written', async () => {
    const at = await ownTables();
    await writeEverything(at);
    const items = await itemsIn(at);
    expect(items.length).toBeGreaterThan(30);
    expect(items.filter(([, { v }]) => v?.N === undefined)).toEqual([]);
  });

  it('is an entry of every kind, so that the next form freezes all of them', async () => {
    const at = await ownTables();
    await writeEverything(at);
    const types = new Set(
      (await itemsIn(at))
        .filter(([table]) => table === at.tables.Logbook)
        .map(([, { body }]) => JSON.parse(body?.S ?? '{}') as { type?: string; entry?: { type: string } | null })
        .map(({ type, entry }) => entry?.type ?? type),
    );
    for (const { type } of [...RECORDED_KINDS, ...OWN_KINDS]) expect(types).toContain(type);
  });

  it('shows no person, no word about one and no name of a file to who cannot open it', async () => {
    const at = await ownTables();
    await writeEverything(at);
    const texts = (await itemsIn(at)).map(([, item]) => JSON.stringify(item));
    for (const hidden of [
      'สมชาย',
      'ทดสอบระบบ',
      'สมหญิง',
      '3000000000013',
      'ยืนยันตัวตน',
      'สำรวจ เม.ย.',
      'หลังคารั่ว',
      'ฝึกงาน',
      'ผู้ใหญ่ใจดี',
      'มติ',
      'พี่เลี้ยง',
      'philiang',
      'ผู้ป่วยฉุกเฉิน',
      'เทศบาล',
      'พบครัวเรือน',
      'ยังอยู่ที่เดิม',
    ])
      expect([hidden, texts.filter((text) => text.includes(hidden))]).toEqual([hidden, []]);
  });

  it('is refused by code that knows only older forms, for another try', async () => {
    const at = await ownTables();
    await writeEverything(at);
    for (const [table, item] of await itemsIn(at))
      await at.client.send(new PutItemCommand({ TableName: table, Item: { ...item, v: { N: '99' } } }));
    for (const [name, read] of Object.entries(readers(at)))
      await expect(read(), name).rejects.toMatchObject({ name: 'NewerForm' });
  });
});
