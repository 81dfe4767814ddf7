/** What appends make of the queue, in memory and in DynamoDB alike. */
import { beforeEach, describe, expect, it } from 'vitest';

import type { DueItem, DueOwner } from '#shared/domain/due/due-item.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdChange, HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { createDynamoMeetingStore } from '#shared/meeting/dynamo-meeting-store.ts';
import { MemoryMeetings } from '#shared/meeting/memory-meetings.ts';
import type { MeetingStore } from '#shared/meeting/meeting-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { index, ownTables } from './open-stores.ts';
import { begin, goOn, listed, memberOf, visit } from './synthetic-household.ts';

type Stores = { households: HouseholdStore; due: DueStore; lists: TargetListStore; meetings: MeetingStore };

const urgent: EntryBody = { type: 'urgency', level: 'CRITICAL', on: '2026-05-03', reason: 'ป่วย' };

const PLACE: DueOwner = { kind: 'place', area: '420101' };
const mentorOf = (sub: string): DueOwner => ({ kind: 'mentor', sub });
const LIST: TargetList = {
  id: 'list-a',
  version: 1,
  name: 'รายชื่อ',
  source: 'TPMAP',
  yearBe: 2569,
  phase: 1,
  asOfDate: '2026-01-01',
  scopeArea: '42',
  status: 'DRAFT',
  createdAt: '2026-01-01T03:00:00.000Z',
};

describe.each<[string, () => Promise<Stores>]>([
  [
    'in memory',
    () => {
      const due = new MemoryDue();
      const lists = createMemoryTargetListStore();
      const meetings = new MemoryMeetings(new MemoryClaims(), due);
      return Promise.resolve({
        households: createMemoryHouseholdStore({ due, lists, meetings }),
        due,
        lists,
        meetings,
      });
    },
  ],
  [
    'in DynamoDB',
    async () => {
      const { client, tables, sealer } = await ownTables();
      return {
        households: createDynamoHouseholdStore({ client, tables, sealer, index }),
        due: createDynamoDueStore({ client, tables }),
        lists: createDynamoTargetListStore({ client, tables }),
        meetings: createDynamoMeetingStore({ client, tables, sealer }),
      };
    },
  ],
])('the queue %s', (_, open) => {
  let stores: Stores;
  let people = 7_400_000;
  beforeEach(async () => {
    stores = await open();
    await stores.lists.create(LIST);
  });

  const all = (owner: DueOwner, by = '9999-12-31'): Promise<DueItem[]> => stores.due.shown(owner, by, 100);
  const lines = async (owner: DueOwner, by?: string): Promise<string[]> =>
    (await all(owner, by)).map(({ kind, showFrom, dueOn, priority }) => `${kind} ${showFrom} ${dueOn} ${priority}`);
  const put = async (...bodies: EntryBody[]): Promise<HouseholdChange> => {
    const change = begin({ members: [memberOf((people += 1))] }, bodies);
    await stores.households.append([change]);
    return change;
  };
  /** Goes on with what the store gives, as calls do, or with what was appended, as imports do. */
  const on = async (change: HouseholdChange, read: boolean, ...bodies: EntryBody[]): Promise<HouseholdChange> => {
    const before = read ? await stores.households.get(change.after.id) : change.after;
    if (!before) throw new Error('The household is there');
    const history = await stores.households.history(before.id);
    const next = goOn(before, bodies, history);
    await stores.households.append([next]);
    return next;
  };
  const mentor = (sub: string | null, day: string): EntryBody => ({
    type: 'mentor',
    mentor: sub,
    on: day,
    ...(sub === null ? { reason: 'ครบ' } : {}),
  });

  it.each([true, false])('moves with the entries (read anew: %s)', async (read) => {
    let change = await put(listed('list-a', '420101'), mentor('m1', '2026-05-01'));
    expect(await lines(mentorOf('m1'))).toEqual(['FIRST_VISIT 2026-05-01 2026-05-08 1']);
    change = await on(change, read, visit);
    expect(await lines(mentorOf('m1'))).toEqual([`CONTACT 2026-06-07 2026-06-10 1`]);
    change = await on(change, read, mentor('m2', '2026-05-11'));
    expect(await lines(mentorOf('m1'))).toEqual([]);
    expect(await lines(mentorOf('m2'))).toEqual([
      'FIRST_VISIT 2026-05-11 2026-05-18 1',
      'CONTACT 2026-06-07 2026-06-10 1',
    ]);
    change = await on(change, read, mentor(null, '2026-05-11'), { type: 'move', on: '2026-05-11', toArea: '420201' });
    expect(await lines(mentorOf('m2'))).toEqual([]);
    expect(await lines(PLACE)).toEqual([]);
    expect(await lines({ kind: 'place', area: '420201' })).toEqual(['CONTACT 2026-06-07 2026-06-10 1']);
    expect((await all({ kind: 'place', area: '420201' }))[0]?.household).toBe(change.after.id);
  });

  it('is shown from its day on, and counts to a limit', async () => {
    await put(listed('list-a', '420101'), visit);
    await put(listed('list-a', '420101'), visit);
    expect(await lines(PLACE, '2026-06-06')).toEqual([]);
    expect(await lines(PLACE, '2026-06-07')).toHaveLength(2);
    expect(await stores.due.shown(PLACE, '2026-06-07', 1)).toHaveLength(1);
  });

  it('puts rows anew whose order has changed, under the key that they have', async () => {
    const change = await put(mentor('m1', '2026-05-01'));
    await on(change, true, { type: 'urgency', level: 'CRITICAL', on: '2026-05-03', reason: 'ป่วย' });
    expect(await lines(mentorOf('m1'))).toEqual([
      'FIRST_VISIT 2026-05-01 2026-05-08 0',
      'CRISIS 2026-05-03 2026-05-06 0',
    ]);
    await on(change, true, { type: 'urgency', level: 'NORMAL', on: '2026-05-04', reason: 'ดีขึ้น' });
    expect(await lines(mentorOf('m1'))).toEqual([
      'FIRST_VISIT 2026-05-01 2026-05-08 1',
      'CRISIS 2026-05-03 2026-05-06 0',
    ]);
  });

  it('takes several households of one urban community in one append', async () => {
    const changes = [1, 2].map(() =>
      begin({ areaCode: '420151', members: [memberOf((people += 1))] }, [mentor('m3', '2026-05-01'), urgent]),
    );
    await stores.households.append(changes);
    expect(await all({ kind: 'place', area: '420151' })).toHaveLength(2);
    expect(await stores.due.urbanPlaces('4201')).toEqual(['420151']);
  });

  it('is taken back by a correction', async () => {
    const change = await put(mentor('m1', '2026-05-01'), visit);
    expect(await lines(mentorOf('m1'))).toEqual([]);
    await on(change, true, { type: 'correction', supersedes: `${change.after.id}.3`, reason: 'ผิดบ้าน', entry: null });
    expect(await lines(mentorOf('m1'))).toEqual(['FIRST_VISIT 2026-05-01 2026-05-08 1']);
  });

  it('holds the resolution of no household until it ends', async () => {
    const adopted = {
      id: '4201~m~a',
      version: 1,
      meeting: '4201~m',
      unit: '4201',
      household: null,
      agency: 'moph',
      text: 'มติ',
      dueOn: '2026-06-30',
      needIds: [],
      referral: null,
      status: 'ADOPTED' as const,
      adoptedOn: '2026-05-30',
      endedOn: null,
      reason: null,
      recordedAt: '2026-06-01T03:00:00.000Z',
    };
    expect(await stores.meetings.putResolution({ before: undefined, after: adopted })).toBe(true);
    for (const owner of [
      { kind: 'unit', unit: '4201' },
      { kind: 'agency', agency: 'moph' },
    ] as const) {
      expect(await lines(owner)).toEqual(['RESOLUTION 2026-06-23 2026-06-30 1']);
      expect((await all(owner))[0]).toMatchObject({ household: null, ref: adopted.id, since: '2026-06-01' });
    }
    const done = { ...adopted, version: 2, status: 'DONE' as const, endedOn: '2026-06-02' };
    expect(await stores.meetings.putResolution({ before: adopted, after: done })).toBe(true);
    expect(await lines({ kind: 'unit', unit: '4201' })).toEqual([]);
    expect(await lines({ kind: 'agency', agency: 'moph' })).toEqual([]);
  });
});

it('an append reads a list that is not published once for all its households', async () => {
  const { client, tables, sealer } = await ownTables();
  await createDynamoTargetListStore({ client, tables }).create(LIST);
  const households = createDynamoHouseholdStore({ client, tables, sealer, index });
  let readings = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const asked = JSON.stringify(args.input);
      if (asked.includes(tables.Operations) && asked.includes('"Key":') && asked.includes(LIST.id)) readings += 1;
      return await next(args);
    },
    { step: 'initialize', name: 'countReadings' },
  );
  const changes = [7_499_001, 7_499_002, 7_499_003].map((person) =>
    begin({ areaCode: '420101', members: [memberOf(person)] }, [listed('list-a', '420101'), visit]),
  );
  await households.append(changes).finally(() => client.middlewareStack.remove('countReadings'));
  expect(readings).toBe(1);
});
