import { beforeEach, describe, expect, it } from 'vitest';

import { sealPerson } from '#shared/account/sealed-person.ts';
import type { Account as AccountRecord, Grant } from '#shared/domain/account/account.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201', sub: 'officer' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'secretariat' });

let api: InProcessApi;
let people = 0;
beforeEach(() => {
  api = createInProcessApi();
  people = 0;
});

async function mentorOf(sub: string, displayName: string, grants: readonly Partial<Grant>[]): Promise<AccountRecord> {
  const record: AccountRecord = {
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: grants.map((grant) => ({ role: 'MENTOR', from: '2026-01-01', ...grant })),
    person: await sealPerson(sub, { displayName, email: `${sub}@example.go.th` }, api.sealer),
    createdAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'maker',
    changedAt: '2026-01-01T00:00:00.000Z',
    mustAccept: false,
    ended: [],
  };
  await api.stores.accounts.createAccount(record);
  return record;
}

async function led(mentor: string, area: string, on = '2026-05-10'): Promise<string> {
  people += 1;
  const body = newHousehold(people, area);
  const { id } = (await api.request(secretariat, 'POST', '/v1/households', { body })).body;
  const assigned = await api.request(secretariat, 'PUT', `/v1/households/${id}/mentor`, {
    body: { mentor, on },
    headers: { 'If-Match': '*' },
  });
  expect(assigned.status).toBe(200);
  return id;
}

const list = async (who: Account, unit?: string) =>
  await api.request(who, 'GET', '/v1/mentors', unit === undefined ? {} : { query: { unit } });
const told = async (who: Account, unit?: string): Promise<unknown> =>
  (await list(who, unit)).body.items.map(({ sub, households, overdue }: Record<string, unknown>) => [
    sub,
    households,
    overdue,
  ]);

describe('mentors of a unit', () => {
  it('are shown by name, with the households that live there and what is overdue of them', async () => {
    await mentorOf('m-b', 'ขวัญ ตัวอย่าง', [{ unit: '4201', agency: 'cdd' }]);
    await mentorOf('m-a', 'กล้า ตัวอย่าง', [{ unit: '420102' }]);
    await led('m-b', '420101');
    await led('m-b', '420103', '2026-05-11');
    await led('m-b', '420103', '2026-05-15');
    expect((await list(officer)).body).toEqual({
      items: [
        { sub: 'm-a', displayName: 'กล้า ตัวอย่าง', organisation: null, households: 0, overdue: 0 },
        { sub: 'm-b', displayName: 'ขวัญ ตัวอย่าง', organisation: 'cdd', households: 3, overdue: 2 },
      ],
    });
    expect(await told(secretariat, '4201')).toEqual(await told(officer));
    expect(await told(officer, '420101')).toEqual([['m-b', 1, 1]]);
  });

  it('are of units that share a place with it, whatever the names of these', async () => {
    await mentorOf('district', 'ก', [{ unit: '4201' }]);
    await mentorOf('province', 'ข', [{ unit: '42' }]);
    await mentorOf('town', 'ค', [{ unit: '4201.1' }]);
    await mentorOf('other', 'ง', [{ unit: '4202' }]);
    await mentorOf('team', 'จ', [{ unit: '4201', role: 'FIELD_TEAM' }]);
    expect(await told(officer)).toEqual([
      ['district', 0, 0],
      ['province', 0, 0],
    ]);
    const order = { orderNo: '1', orderDate: '2026-02-04', agencies: ['cdd'], kind: 'TOWN_MUN' as const };
    await api.stores.committees.put({ area: '4201.1', version: 1, covers: ['420102'], ...order, recordedAt: '' });
    const subs = async (unit: string) => ((await told(secretariat, unit)) as [string][]).map(([sub]) => sub);
    expect(await subs('4201')).toEqual(['district', 'province', 'town']);
    expect(await subs('4201.1')).toEqual(['district', 'province', 'town']);
    expect(await subs('420101')).toEqual(['district', 'province']);
    expect(await subs('42')).toEqual(['district', 'province', 'town', 'other']);
  });

  it('are also those whose grant has ended while households are left to them', async () => {
    const before = await mentorOf('m1', 'ก', [{ unit: '4201', to: '2026-05-25' }]);
    const id = await led('m1', '420101');
    await mentorOf('m2', 'ข', [{ unit: '4201', from: '2026-06-01' }]);
    api.clock.now = new Date('2026-05-26T03:00:00.000Z');
    expect(await told(officer)).toEqual([['m1', 1, 1]]);
    const closed: AccountRecord = { ...before, version: 2, status: 'CLOSED', changedAt: api.clock.now.toISOString() };
    await api.stores.accounts.updateAccount(before, closed);
    expect(await told(officer)).toEqual([['m1', 1, 1]]);
    const ending = { body: { mentor: null, on: '2026-05-26', reason: 'ปิดบัญชี' }, headers: { 'If-Match': '*' } };
    expect((await api.request(officer, 'PUT', `/v1/households/${id}/mentor`, ending)).status).toBe(200);
    expect(await told(officer)).toEqual([]);
  });

  it('are shown to offices and teams of the place alone', async () => {
    const refused = async (who: Account, unit?: string) => (await list(who, unit)).body.code;
    expect(await refused(officer, '4202')).toBe('outside-scope');
    expect(await refused(account('FIELD_TEAM', { area: '420101' }), '4201')).toBe('outside-scope');
    expect((await list(account('FIELD_TEAM', { area: '420101' }))).status).toBe(200);
    expect((await list(account('MENTOR', { area: '4201' }), '4201')).status).toBe(403);
    expect((await list(secretariat, '4201.x')).status).toBe(422);
  });
});
