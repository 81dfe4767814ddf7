/**
 * What an append costs a household of many entries, in write units: all of them of the last two fiscal years, and only 50 of them.
 * Run: `node test/bench/appends.ts`. Envelopes have the size that KMS gives them; no two helps are equal.
 */
import { randomUUID } from 'node:crypto';

import { GetItemCommand } from '@aws-sdk/client-dynamodb';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { keyOf } from '#shared/dynamo/attributes.ts';
import { createTables } from '#shared/dynamo/create-tables.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';
import { documentKey } from '#shared/household/keys.ts';

import { openHouseholds } from './capacity/kms-sized-keys.ts';
import { createMeter } from './capacity/meter.ts';
import { typicalBeginning, typicalHelp } from './typical-household.ts';

const DAY_MS = 86_400_000;
const RECENT = 50;
/** In one transaction: quicker to write than one by one. */
const AT_ONCE = 60;

/** Days in order, spread over a stretch. */
const spread = (count: number, from: string, to: string): Date[] => {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return Array.from(
    { length: count },
    (_, at) => new Date(first + Math.floor(((last - first) * (at + 1)) / (count + 1))),
  );
};

let steps = 0;

/** Help recorded some days after it was given. */
function step(before: Household | undefined, at: Date): HouseholdChange {
  steps += 1;
  const pick = (steps * 7919) % 9973;
  const given = new Date(at.getTime() - (1 + (pick % 20)) * DAY_MS).toISOString().slice(0, 10);
  const body = {
    ...typicalHelp(given),
    personIds: pick % 3 === 0 ? [before?.members[pick % 3]?.id ?? ''] : [],
  };
  const recorded = record(before, [body], {
    householdId: before?.id ?? randomUUID(),
    recordedAt: new Date(at.getTime() + pick * 997),
    recordedBy: { sub: 'a3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', roles: ['DATA_IMPORTER'], area: '42' },
    hash: chainHash,
    source: { upload: 'c3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', row: 1234 },
  });
  return { before, after: recorded.household, entries: recorded.entries };
}

const engine = await startDynamoDB();
try {
  const meter = createMeter(engine.endpoint);
  const { client } = meter;
  const tables = await createTables(client);
  const { households } = openHouseholds(client, tables);

  const live = async (moments: Date[]): Promise<Household> => {
    const begun = typicalBeginning('420101');
    // Begun when the first of them was recorded.
    const first = moments[0]?.toISOString() ?? '';
    let household: Household = { ...begun.after, updatedAt: first };
    await households.append([begun]);
    for (let at = 0; at < moments.length; at += AT_ONCE) {
      const changes: HouseholdChange[] = [];
      for (const moment of moments.slice(at, at + AT_ONCE)) {
        changes.push(step(household, moment));
        household = changes.at(-1)?.after ?? household;
      }
      const entries = changes.flatMap((change) => change.entries);
      await households.append([{ before: changes[0]?.before, after: household, entries }]);
    }
    return household;
  };
  const bytesOf = async (id: string): Promise<number> => {
    const { Item = {} } = await client.send(
      new GetItemCommand({ TableName: tables.Households, Key: keyOf(documentKey(id)) }),
    );
    return Object.values(Item).reduce((sum, { S, B }) => sum + (B?.length ?? Buffer.byteLength(S ?? '')), 0);
  };

  for (const entries of [5, 50, 100, 300, 600, 900])
    for (const [name, moments] of [
      ['all of the last two fiscal years', spread(entries, '2025-10-05', '2026-11-01')],
      [
        `${RECENT} of the last two fiscal years`,
        [
          ...spread(Math.max(entries - RECENT, 0), '2016-10-05', '2025-09-25'),
          ...spread(Math.min(entries, RECENT), '2025-10-05', '2026-11-01'),
        ],
      ],
    ] as const) {
      const household = await live([...moments]);
      const next = step(household, new Date('2026-11-20T03:00:00.000Z'));
      const bytes = await bytesOf(household.id);
      await meter.measure(`${entries} entries, ${name}: document of ${bytes} bytes; one more help`, 'WCU', () =>
        households.append([next]),
      );
    }
  const old = await live(spread(900, '2016-10-05', '2026-09-25'));
  await meter.measureBoth('900 entries over ten years: the first help after 1 October', () =>
    households.append([step(old, new Date('2026-10-02T03:00:00.000Z'))]),
  );
  console.log(meter.rows.join('\n'));
} finally {
  await engine.stop();
}
