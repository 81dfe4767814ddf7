/** What accounts of a municipality and of its district come to, before and after the order of the municipality. */
import { beforeEach, describe, expect, it } from 'vitest';

import { KEPT_SECONDS } from '#functions/middleware/account-gate.ts';
import type { Grant } from '#shared/domain/account/account.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const municipal: Principal = { sub: 'municipal', roles: [] };
const district: Principal = { sub: 'district', roles: [] };
const town = { orderNo: '1/2569', orderDate: '2026-02-04', agencies: ['cdd'], kind: 'TOWN_MUN' };

let api: InProcessApi;
let ids: Record<string, string>;
beforeEach(async () => {
  api = createInProcessApi();
  ids = {};
  for (const [index, place] of ['420101', '420102', '420103', '420201'].entries())
    ids[place] = (
      await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(index + 1, place) })
    ).body.id;
  await put('municipal', { role: 'MUNICIPAL_OFFICER', unit: '4201.1', untilOrder: '4201', from: '2026-01-01' });
  await put('district', { role: 'DISTRICT_OFFICER', unit: '4201', from: '2026-01-01' });
});

async function put(sub: string, grant: Grant): Promise<void> {
  await api.stores.accounts.createAccount({
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [grant],
    createdAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'maker',
    changedAt: '2026-01-01T00:00:00.000Z',
    mustAccept: false,
    ended: [],
  });
}

async function order(covers: string[], ifMatch?: string): Promise<void> {
  const headers = ifMatch === undefined ? {} : { 'If-Match': ifMatch };
  const { status } = await api.request(secretariat, 'PUT', '/v1/committees/4201.1', {
    body: { ...town, covers },
    headers,
  });
  expect(status).toBe(200);
}

function pass(seconds: number): void {
  api.clock.now = new Date(api.clock.now.getTime() + seconds * 1000);
}

const placesOf = ({ status, body }: { status: number; body: { items?: { areaCode: string }[] } }) =>
  status === 200 ? body.items?.map(({ areaCode }) => areaCode) : status;
const listed = async (who: Principal, area?: string) =>
  placesOf(await api.request(who, 'GET', '/v1/households', area === undefined ? {} : { query: { area } }));
const found = async (who: Principal, area: string) =>
  placesOf(await api.request(who, 'POST', '/v1/households/search', { body: { name: 'ทดสอบ', area } }));
const reads = async (who: Principal, place: string) =>
  (await api.request(who, 'GET', `/v1/households/${ids[place]}`)).status;

const DISTRICT = ['420101', '420102', '420103'];

describe('an account of a municipality', () => {
  it('has what it had before the order, and a minute after it at most what the order says', async () => {
    expect(await listed(municipal)).toEqual(DISTRICT);
    await order(['420101']);
    pass(KEPT_SECONDS - 1);
    expect(await listed(municipal)).toEqual(DISTRICT);
    pass(1);
    expect(await listed(municipal)).toEqual(['420101']);
    await order(['420102'], '"1"');
    pass(KEPT_SECONDS);
    expect(await listed(municipal)).toEqual(['420102']);
  });

  it('comes to households of its covers alone, by every call', async () => {
    await order(['420101']);
    expect(await reads(municipal, '420101')).toBe(200);
    expect(await reads(municipal, '420102')).toBe(404);
    expect(await reads(municipal, '420201')).toBe(404);
    expect([await listed(municipal, '4201'), await listed(municipal, '420102')]).toEqual([403, 403]);
    expect([await found(municipal, '420101'), await found(municipal, '420102')]).toEqual([['420101'], 403]);
    const byId = await api.request(municipal, 'POST', '/v1/households/search', {
      body: { citizenId: syntheticCitizenId(2) },
    });
    expect(byId.body).toMatchObject({ items: [], heldElsewhere: { province: '42' } });
    const register = async (number: number, place: string) =>
      (await api.request(municipal, 'POST', '/v1/households', { body: newHousehold(number, place) })).status;
    expect([await register(11, '420101'), await register(12, '420102')]).toEqual([201, 403]);
    const figures = async (area: string) =>
      (await api.request(municipal, 'GET', '/v1/statistics/agencies', { query: { month: '2026-05', area } })).status;
    expect([await figures('420101'), await figures('420102'), await figures('4201')]).toEqual([200, 403, 403]);
    const upload = await api.request(municipal, 'POST', '/v1/uploads', {
      body: { source: 'assistance', filename: 'ช่วยเหลือ.csv', size: 10 },
    });
    expect(await api.stores.uploads.get(upload.body.uploadId)).toMatchObject({
      scopeAreas: ['420101'],
      by: { unit: '4201.1' },
    });
  });

  it('with several covers lists and searches them together, and nothing between them', async () => {
    await order(['420101', '420103']);
    const both = ['420101', '420103'];
    expect(await listed(municipal)).toEqual(both);
    // The smallest area that holds them is what the account is told to be its own.
    const { area } = (await api.request(municipal, 'GET', '/v1/me')).body.scope;
    expect([area, await listed(municipal, area), await found(municipal, area)]).toEqual(['4201', both, both]);
    expect([await listed(municipal, '420102'), await reads(municipal, '420102')]).toEqual([403, 404]);
    expect([await listed(municipal, '420103'), await reads(municipal, '420103')]).toEqual([['420103'], 200]);
  });

  it('reads its own order and what it has sent, and no other municipality’s', async () => {
    await order(['420101']);
    const read = async (path: string, query = {}) => (await api.request(municipal, 'GET', path, { query })).status;
    expect([await read('/v1/committees/4201.1'), await read('/v1/committees/4201.2')]).toEqual([200, 403]);
    expect([await read('/v1/referrals', { from: '4201.1' }), await read('/v1/referrals', { from: '4202.1' })]).toEqual([
      200, 403,
    ]);
  });
});

it('leaves to a district the municipality inside it', async () => {
  await order(['420101']);
  expect(await listed(district)).toEqual(DISTRICT);
  expect(await reads(district, '420101')).toBe(200);
});

it('shows an office of a municipality the uploads of its colleagues, also when it covers several sub-districts', async () => {
  await order(['420101', '420102']);
  await put('colleague', { role: 'MUNICIPAL_OFFICER', unit: '4201.1', from: '2026-01-01' });
  await put('neighbour', { role: 'DISTRICT_OFFICER', unit: '4202', from: '2026-01-01' });
  const file = { source: 'thaiqm-survey', filename: 'สำรวจ.csv', size: 5 };
  const sent = (await api.request(municipal, 'POST', '/v1/uploads', { body: file })).body.uploadId;
  const seen = async (who: Principal) => [
    (await api.request(who, 'GET', '/v1/uploads')).body.items.map(({ id }: { id: string }) => id),
    (await api.request(who, 'GET', `/v1/uploads/${sent}`)).status,
  ];
  expect(await seen({ sub: 'colleague', roles: [] })).toEqual([[sent], 200]);
  expect(await seen(district)).toEqual([[sent], 200]);
  expect(await seen({ sub: 'neighbour', roles: [] })).toEqual([[], 404]);
});
