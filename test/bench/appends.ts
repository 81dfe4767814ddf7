/**
 * What an append costs a household of many entries, in write units: all of them of the last two fiscal years, and only 50 of them; and
 * what it costs us in CPU to open the file of one.
 * Run: `node test/bench/appends.ts`. Envelopes have the size that KMS gives them; no two helps are equal.
 */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { showHousehold } from '#functions/api/households/show-household.ts';
import { viewOf } from '#functions/api/households/view-of.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { keyOf } from '#shared/dynamo/attributes.ts';
import { createTables } from '#shared/dynamo/create-tables.ts';
import { documentKey } from '#shared/household/keys.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { account } from '#test/api/in-process-api.ts';

import { openHouseholds } from './capacity/kms-sized-keys.ts';
import { createMeter } from './capacity/meter.ts';
import { helpOn, live, mostlyOld, say, spread, step } from './household-of-many-entries.ts';
import { typicalList } from './typical-household.ts';

const RECENT = 50;
const NOVEMBER = new Date('2026-11-20T03:00:00.000Z');

const engine = await startDynamoDB();
try {
  const meter = createMeter(engine.endpoint);
  const { client } = meter;
  const tables = await createTables(client);
  const { households } = openHouseholds(client, tables);
  // A process has the terms of a published list already: they do not change.
  const lists = createDynamoTargetListStore({ client, tables });
  await lists.create(typicalList);

  const bytesOf = async (id: string): Promise<number> => {
    const { Item = {} } = await client.send(
      new GetItemCommand({ TableName: tables.Households, Key: keyOf(documentKey(id)) }),
    );
    return Object.values(Item).reduce((sum, { S, B }) => sum + (B?.length ?? Buffer.byteLength(S ?? '')), 0);
  };

  for (const entries of [5, 50, 100, 300, 600, 900])
    for (const [name, moments] of [
      ['all of the last two fiscal years', spread(entries, '2025-10-05', '2026-11-01')],
      [`${RECENT} of the last two fiscal years`, mostlyOld(entries, RECENT)],
    ] as const) {
      const household = await live(households, moments);
      const next = step(household, NOVEMBER);
      const bytes = await bytesOf(household.id);
      await meter.measure(`${entries} entries, ${name}: document of ${bytes} bytes; one more help`, 'WCU', () =>
        households.append([next]),
      );
    }
  const old = await live(households, spread(900, '2016-10-05', '2026-09-25'));
  await meter.measureBoth('900 entries over ten years: the first help after 1 October', () =>
    households.append([step(old, new Date('2026-10-02T03:00:00.000Z'))]),
  );
  // What a visit on a phone makes: a promise moves a row of the queue, and ten entries are recorded together.
  for (const entries of [50, 900]) {
    const of = `${entries} entries, ${RECENT} of the last two fiscal years`;
    const promise = (nextVisitDue: string): EntryBody => ({
      type: 'visit',
      on: '2026-11-19',
      purpose: 'FOLLOWUP',
      outcome: 'MET',
      nextVisitDue,
    });
    const household = await live(households, mostlyOld(entries, RECENT));
    const promised = say(household, NOVEMBER, [promise('2026-12-01')]);
    await households.append([promised]);
    const moved = say(promised.after, NOVEMBER, [promise('2026-12-08')]);
    await meter.measure(`${of}: a visit that moves a row of the queue`, 'WCU', () => households.append([moved]));
    const batch = [promise('2026-12-15'), ...Array.from({ length: 9 }, () => helpOn(moved.after, NOVEMBER))];
    const ten = say(moved.after, NOVEMBER, batch);
    await meter.measure(`${of}: a batch of ten, a visit that moves a row among them`, 'WCU', () =>
      households.append([ten]),
    );
    await meter.measure(`${of}: its document, before an append`, 'RCU', () => households.get(household.id));
  }
  console.log(meter.rows.join('\n'));
  const officer = account('DISTRICT_OFFICER', { area: '4201' });
  for (const [name, moments] of [
    [`${RECENT} of the last two fiscal years`, mostlyOld(1500, RECENT)],
    ['all of the last two fiscal years', spread(1500, '2025-10-05', '2026-11-01')],
  ] as const) {
    const { id } = await live(households, moments);
    const times: number[] = [];
    for (let opened = 0; opened < 60; opened += 1) {
      const before = process.cpuUsage();
      const household = await households.get(id);
      if (!household) throw new Error('It was begun');
      JSON.stringify(showHousehold(household, await viewOf({ households, lists }, household, officer, NOVEMBER)));
      const { user, system } = process.cpuUsage(before);
      // The first ones are compiled as they run.
      if (opened >= 10) times.push((user + system) / 1000);
    }
    times.sort((a, b) => a - b);
    const quantile = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
    console.log(
      `a file of 1,500 entries, ${name}: ${quantile(0.5)} ms of CPU to open it (p50), ${quantile(0.95)} (p95)`,
    );
  }
} finally {
  await engine.stop();
}
