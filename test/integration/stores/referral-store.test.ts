import { randomUUID } from 'node:crypto';

import { describe, beforeAll, expect, it } from 'vitest';

import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { createDynamoReferralStore } from '#shared/referral/dynamo-referral-store.ts';
import { MemoryReferrals } from '#shared/referral/memory-referrals.ts';
import type { ReferralStore } from '#shared/referral/referral-store.ts';

import { index, ownTables } from './open-stores.ts';
import { begin, goOn } from './synthetic-household.ts';

type Stores = { households: HouseholdStore; referrals: ReferralStore };

const ENGINES: Record<string, () => Promise<Stores>> = {
  memory: () => {
    const referrals = new MemoryReferrals();
    return Promise.resolve({ households: createMemoryHouseholdStore({ referrals }), referrals });
  },
  dynamodb: async () => {
    const { client, tables, sealer } = await ownTables();
    return {
      households: createDynamoHouseholdStore({ client, tables, sealer, index }),
      referrals: createDynamoReferralStore({ client, tables }),
    };
  },
};

const NEED: EntryBody = {
  type: 'need',
  dimension: 'health',
  kind: 'PROBLEM',
  text: 'ป่วย',
  openedOn: '2026-05-01',
  personId: null,
};

describe.each(Object.entries(ENGINES))('referrals in %s', (_engine, open) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });

  const send = (id: string, household: Household, more: object = {}): EntryBody => ({
    type: 'referral',
    referral: id,
    from: '4201',
    toAgency: 'moph',
    ofState: true,
    place: '4201',
    needIds: household.needs.map((need) => need.id),
    dueAt: '2026-05-31',
    note: 'ถึงหน่วยงาน',
    ...more,
  });
  const answer = (id: string, status: string): EntryBody =>
    ({ type: 'referral-answer', referral: id, status, reason: 'เหตุผล' }) as EntryBody;

  /** A household with a referral to an agency, as it stands. */
  async function sent(to: string): Promise<{ id: string; household: Household }> {
    const id = randomUUID();
    const begun = begin({}, [NEED]);
    await stores.households.append([begun]);
    const referred = goOn(begun.after, [send(id, begun.after, { toAgency: to })]);
    // The document, the entry, the referral, its boxes and what its agency is told, and two rows of the queue.
    expect(stores.households.itemsOf(referred)).toBe(1 + 1 + 4 + 2);
    await stores.households.append([referred]);
    return { id, household: referred.after };
  }

  const onward = async (before: Household, body: EntryBody): Promise<Household> => {
    const change = goOn(before, [body]);
    await stores.households.append([change]);
    return change.after;
  };

  it('are written with the entry, and lie in the boxes of agency and unit', async () => {
    const { id, household } = await sent('dla');
    const item = {
      id,
      household: household.id,
      areaCode: '420101',
      from: '4201',
      toAgency: 'dla',
      ofState: true,
      place: '4201',
      dimensions: ['health'],
      status: 'SENT',
      sentAt: household.referrals[0]?.sentAt,
      dueAt: '2026-05-31',
    };
    expect(await stores.referrals.get(id)).toEqual(item);
    expect(await stores.referrals.list({ to: 'dla' }, undefined, 10)).toEqual([item]);
    expect(await stores.referrals.list({ from: '4201' }, undefined, 100)).toContainEqual(item);
    expect(await stores.referrals.list({ to: 'nobody' }, undefined, 10)).toEqual([]);
    expect(await stores.referrals.get('nothing')).toBeUndefined();
    // The document says the same, words included.
    expect(await stores.households.get(household.id)).toEqual(household);
  });

  it('are received once, by the first look', async () => {
    const { id, household } = await sent('cdd');
    const item = await stores.referrals.get(id);
    if (!item) throw new Error('It was sent');
    await stores.referrals.receive(item, '2026-05-16T01:00:00.000Z');
    await stores.referrals.receive(item, '2026-05-17T01:00:00.000Z');
    const received = { ...item, status: 'RECEIVED', receivedAt: '2026-05-16T01:00:00.000Z' };
    expect(await stores.referrals.get(id)).toEqual(received);
    expect(await stores.referrals.list({ to: 'cdd' }, undefined, 10)).toEqual([received]);
    expect(await stores.households.get(household.id)).toEqual(household);
    // An answer moves on what was received, and one that was answered is not received any more.
    const accepted = await onward(household, answer(id, 'ACCEPTED'));
    await stores.referrals.receive(item, '2026-05-18T01:00:00.000Z');
    expect(await stores.referrals.get(id)).toMatchObject({
      status: 'ACCEPTED',
      receivedAt: '2026-05-16T01:00:00.000Z',
    });
    expect(await stores.referrals.list({ to: 'cdd' }, undefined, 10)).toMatchObject([{ id, status: 'ACCEPTED' }]);
    await onward(accepted, answer(id, 'DONE'));
    expect(await stores.referrals.get(id)).toMatchObject({ status: 'DONE', dueAt: '2026-05-31' });
  });

  it('that were answered before anybody looked stay answered', async () => {
    const { id, household } = await sent('doae');
    const item = await stores.referrals.get(id);
    await onward(household, answer(id, 'REJECTED'));
    if (item) await stores.referrals.receive(item, '2026-05-16T01:00:00.000Z');
    expect(await stores.referrals.get(id)).toMatchObject({ status: 'REJECTED' });
    expect(await stores.referrals.list({ to: 'doae' }, undefined, 10)).toMatchObject([{ status: 'REJECTED' }]);
  });

  it('are listed newest first, behind a position', async () => {
    const all = [await sent('moe'), await sent('moe'), await sent('moe')];
    const first = await stores.referrals.list({ to: 'moe' }, undefined, 2);
    const rest = await stores.referrals.list({ to: 'moe' }, first.at(-1), 2);
    expect(first).toHaveLength(2);
    const ids = [...first, ...rest].map(({ id }) => id);
    // Sent in the same moment by this test's clock: by id, the greatest first.
    expect(ids).toEqual(all.map(({ id }) => id).toSorted((a, b) => (a < b ? 1 : -1)));
  });

  it('cost nothing in an append that moves none', async () => {
    const { household } = await sent('moc');
    const visited = goOn(household, [{ type: 'visit', on: '2026-05-10', purpose: 'SURVEY', outcome: 'MET' }]);
    expect(stores.households.itemsOf(visited)).toBe(2);
  });
});
