/**
 * What the queue costs, in capacity units: an append that moves no row, one that moves one, and a look of a mentor with 20 households
 * and of a unit with 2,000 rows. Run: `node test/bench/due.ts`.
 */
import { randomUUID } from 'node:crypto';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import type { DueItem } from '#shared/domain/due/due-item.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { createTables } from '#shared/dynamo/create-tables.ts';
import { createDynamoDueStore, moveDueRows } from '#shared/due/dynamo-due-store.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';

import { openHouseholds } from './capacity/kms-sized-keys.ts';
import { createMeter } from './capacity/meter.ts';
import { typicalBeginning } from './typical-household.ts';

const LIST = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
const TODAY = '2026-06-20';
const MENTOR = 'a3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11';

let moment = Date.parse('2026-06-01T03:00:00.000Z');

function step(before: Household, ...bodies: EntryBody[]): HouseholdChange {
  moment += 60_000;
  const { household, entries } = record(before, bodies, {
    householdId: before.id,
    recordedAt: new Date(moment),
    recordedBy: { sub: MENTOR, roles: ['MENTOR'], area: '4201' },
    hash: chainHash,
  });
  return { before, after: household, entries };
}

const visit = (on: string): EntryBody => ({
  type: 'visit',
  on,
  purpose: 'ASSIST',
  outcome: 'MET',
  notes: 'เยี่ยมตามรอบ',
});
const wish: EntryBody = {
  type: 'need',
  dimension: 'income',
  kind: 'WANT',
  text: 'ต้องการอาชีพเสริม',
  openedOn: '2026-05-20',
  solveMode: 'MENTOR',
};

const engine = await startDynamoDB();
try {
  const meter = createMeter(engine.endpoint);
  const { client } = meter;
  const tables = await createTables(client);
  const { households } = openHouseholds(client, tables);
  const due = createDynamoDueStore({ client, tables });
  await createDynamoTargetListStore({ client, tables }).create({
    id: LIST,
    version: 1,
    name: 'รายชื่อ',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-01-01',
    scopeArea: '42',
    status: 'PUBLISHED',
    createdAt: '2026-01-01T03:00:00.000Z',
    publishedAt: '2026-01-02T03:00:00.000Z',
  });

  const begun = async (...bodies: EntryBody[]): Promise<Household> => {
    const change = typicalBeginning('420101');
    await households.append([change]);
    const next = step(change.after, ...bodies);
    await households.append([next]);
    return next.after;
  };
  const cost = async (name: string, change: HouseholdChange): Promise<void> => {
    await meter.measure(name, 'WCU', () => households.append([change]));
  };
  const mentored = async (): Promise<Household> =>
    begun({ type: 'mentor', mentor: MENTOR, on: '2026-05-01' }, visit('2026-05-10'));

  // The process knows its list.
  await mentored();
  await cost('an entry on a household that waits for nobody', step(await begun(wish), wish));
  await cost('the same entry where one row waits: it moves none', step(await mentored(), wish));
  await cost('a first visit, which puts a row (CONTACT)', step(await begun(wish), visit('2026-05-20')));
  await cost('another visit, which moves that row', step(await mentored(), visit('2026-05-20')));

  const rows = (count: number, owner: (number: number) => DueItem['owner']): DueItem[] =>
    Array.from({ length: count }, (_, number) => {
      const ref = randomUUID();
      return {
        owner: owner(number),
        kind: number % 3 === 0 ? 'FOLLOW_UP' : 'CONTACT',
        ref,
        household: ref,
        since: '2026-05-01',
        dueOn: '2026-06-01',
        showFrom: '2026-05-29',
        priority: 1,
      };
    });
  const put = async (items: DueItem[]): Promise<void> => {
    for (let at = 0; at < items.length; at += 100)
      await transact(client, moveDueRows(tables.DueItems, { puts: items.slice(at, at + 100), deletes: [], keys: [] }));
  };
  const mentor = { kind: 'mentor', sub: randomUUID() } as const;
  await put(rows(40, () => mentor));
  await meter.measure('look of a mentor of 20 households with two rows each', 'RCU', () =>
    due.shown(mentor, TODAY, 5001),
  );
  const places = Array.from({ length: 8 }, (_, at) => ({ kind: 'place', area: `42020${at + 1}` }) as const);
  await put(rows(2000, (number) => places[number % places.length] ?? mentor));
  await meter.measure('look of a unit with 2,000 rows in 8 sub-districts', 'RCU', () =>
    Promise.all(places.map((place) => due.shown(place, TODAY, 5001))),
  );
  const shown = await Promise.all(Array.from({ length: 20 }, mentored));
  await meter.measure(
    'the names of a page: per household',
    'RCU',
    () => households.getMany(shown.map(({ id }) => id)),
    20,
  );
  console.log(meter.rows.join('\n'));
} finally {
  await engine.stop();
}
