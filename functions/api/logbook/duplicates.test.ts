import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  id = await register(1);
});

async function register(number: number, area = '420101'): Promise<string> {
  return (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, area) })).body.id;
}
const post = (who: Account, body: unknown, headers: Record<string, string> = {}, household = id) =>
  api.request(who, 'POST', `/v1/households/${household}/logbook`, { body, headers });
const entries = async (household = id) =>
  (await api.request(secretariat, 'GET', `/v1/households/${household}/logbook`)).body.items;

describe('duplicates', () => {
  it('tell the other household in the same step', async () => {
    const other = await register(2);
    const list = (
      await api.request(secretariat, 'POST', '/v1/target-lists', {
        body: { name: 'บัญชี', source: 'OTHER', yearBe: 2569, phase: 1, asOfDate: '2026-03-01', scopeArea: '42' },
      })
    ).body.id;
    const state = {
      type: 'target-state',
      list,
      state: 'DUPLICATE',
      on: '2026-05-01',
      reason: 'ซ้ำ',
      evidence: 'DOCUMENT',
      duplicateOf: other,
    };
    expect((await post(officer, state)).body.code).toBe('not-on-list');
    await putOnList(api.stores.households, id, list, '420101', api.clock.now);
    expect((await post(officer, { ...state, duplicateOf: 'none' })).body.errors[0].pointer).toBe('/duplicateOf');
    expect((await post(officer, { ...state, duplicateOf: id })).status).toBe(422);
    expect((await post(officer, state)).status).toBe(201);
    expect((await entries(other)).at(-1)).toMatchObject({ type: 'duplicate-named', household: id });
    expect((await api.stores.households.get(other))?.duplicates).toEqual([id]);
  });
});

describe('duplicates in a circle', () => {
  let list: string;
  let households: [string, string, string];
  beforeEach(async () => {
    list = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList() })).body.id;
    households = [id, await register(2), await register(3)];
    for (const each of households) await putOnList(api.stores.households, each, list, '420101', api.clock.now);
  });
  const duplicate = (of: string) =>
    ({
      type: 'target-state',
      list,
      state: 'DUPLICATE',
      on: '2026-05-01',
      reason: 'ซ้ำ',
      evidence: 'DOCUMENT',
      duplicateOf: of,
    }) as const;

  it('are refused, of two and of three', async () => {
    const [a, b, c] = households;
    expect((await post(officer, duplicate(b), {}, a)).status).toBe(201);
    const back = await post(officer, duplicate(a), {}, b);
    expect([back.status, back.body.errors]).toMatchObject([
      422,
      [{ pointer: '/duplicateOf', code: 'duplicate-in-circle' }],
    ]);
    expect((await post(officer, duplicate(c), {}, b)).status).toBe(201);
    expect((await post(officer, duplicate(a), {}, c)).status).toBe(422);
    expect((await post(officer, duplicate(b), {}, c)).status).toBe(422);
  });

  it('are none where the other was found to be something else since, or was corrected', async () => {
    const [a, b, c] = households;
    const first = (await post(officer, duplicate(b), {}, a)).body;
    const correction = { type: 'correction', supersedes: first.id, reason: 'ผิดหลัง', entry: duplicate(c) };
    expect((await post(officer, correction, {}, a)).status).toBe(201);
    expect((await post(officer, duplicate(a), {}, b)).status).toBe(201);
    const again = { ...correction, supersedes: `${a}.4`, entry: duplicate(b) };
    const refused = await post(officer, again, {}, a);
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/entry/duplicateOf']);
    await post(officer, { ...duplicate(a), state: 'CONFIRMED', evidence: 'DESK', duplicateOf: undefined }, {}, b);
    expect((await post(officer, again, {}, a)).status).toBe(201);
  });
});
