/** What an append costs a household of few and of many entries, in the units that DynamoDB charges: counted by the engine, not timed. */
import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, inject, it } from 'vitest';

import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames } from '#shared/dynamo/create-tables.ts';
import type { HouseholdChange, HouseholdStore } from '#shared/household/household-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { openHouseholds } from '#test/bench/capacity/kms-sized-keys.ts';
import { helpOn, live, mostlyOld, say } from '#test/bench/household-of-many-entries.ts';
import { typicalList } from '#test/bench/typical-household.ts';

const NOVEMBER = new Date('2026-11-20T03:00:00.000Z');
/** Entries of this and the last fiscal year, which figures can still ask for. */
const RECENT = 50;

let units = 0;
let households: HouseholdStore;
beforeAll(async () => {
  const client = createDynamo({
    endpoint: inject('dynamodb'),
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    onCapacity: (_, tables) => {
      for (const { CapacityUnits = 0 } of tables) units += CapacityUnits;
    },
  });
  const tables = await createTables(client, tableNames(`t${randomUUID().slice(0, 8)}-`));
  households = openHouseholds(client, tables).households;
  await createDynamoTargetListStore({ client, tables }).create(typicalList);
});

async function charged(access: () => Promise<unknown>): Promise<number> {
  units = 0;
  await access();
  return units;
}

const promise = (nextVisitDue: string): EntryBody => ({
  type: 'visit',
  on: '2026-11-19',
  purpose: 'FOLLOWUP',
  outcome: 'MET',
  nextVisitDue,
});

/** Each stands on the one before. */
const APPENDS: Record<string, (household: Household) => HouseholdChange> = {
  help: (household) => say(household, NOVEMBER, [helpOn(household, NOVEMBER)]),
  'a visit that puts a row of the queue': (household) => say(household, NOVEMBER, [promise('2026-12-01')]),
  'a visit that moves it': (household) => say(household, NOVEMBER, [promise('2026-12-08')]),
  'a batch of ten that moves it': (household) =>
    say(household, NOVEMBER, [promise('2026-12-15'), ...Array.from({ length: 9 }, () => helpOn(household, NOVEMBER))]),
};

async function costs(entries: number): Promise<Record<string, number>> {
  let household = await live(households, mostlyOld(entries, RECENT));
  const found: Record<string, number> = { read: await charged(async () => await households.get(household.id)) };
  for (const [name, appended] of Object.entries(APPENDS)) {
    const change = appended(household);
    household = change.after;
    found[name] = await charged(async () => await households.append([change]));
  }
  return found;
}

describe('an append', () => {
  it('costs a household of 900 entries what it costs one of 50, a fifth more or less', async () => {
    const [few, many] = [await costs(RECENT), await costs(900)];
    for (const [name, cost] of Object.entries(few)) {
      expect(cost, name).toBeGreaterThan(0);
      expect((many[name] ?? 0) / cost, `${name}: ${cost}, then ${many[name]}`).toBeLessThanOrEqual(1.2);
    }
  });
});
