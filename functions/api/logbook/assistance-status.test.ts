/** Who moves help on, and what the API answers: the steps themselves are in the tests of the kind. */
import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const field = account('FIELD_TEAM', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });
const dla = account('AGENCY_FOCAL', { agency: 'dla' });
const viewer = account('NATIONAL_VIEWER');

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  id = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1, '420101') })).body.id;
});

const post = (who: Account, body: unknown) => api.request(who, 'POST', `/v1/households/${id}/logbook`, { body });
const planned = (agency: string) => delivered(agency, { status: 'PLANNED', deliveredOn: null });
const step = (assistanceId: string, status = 'DELIVERED', more: object = {}) => ({
  type: 'assistance-status',
  assistanceId,
  status,
  on: '2026-05-15',
  ...more,
});
const answer = async (who: Account, body: unknown) => {
  const { status, body: said } = await post(who, body);
  return status === 201 ? 201 : [status, said.code];
};

describe('a step of help', () => {
  it('is recorded, shown in the logbook, and delivers', async () => {
    const help = await post(officer, planned('cdd'));
    const stepped = await post(officer, step(help.body.id, 'DELIVERED', { cashBaht: 900 }));
    expect(stepped).toMatchObject({ status: 201, body: { ...step(help.body.id), cashBaht: 900, version: 3 } });
    const logbook = await api.request(officer, 'GET', `/v1/households/${id}/logbook`);
    expect(logbook.body.items.at(-1)).toEqual(stepped.body);
    const file = await api.request(cdd, 'GET', `/v1/households/${id}`);
    expect([file.status, file.body.agencies]).toEqual([200, ['cdd']]);
  });

  it('is a sign of life of the agency', async () => {
    const help = await post(officer, planned('cdd'));
    const signs = async () => (await api.stores.statistics.activity('2026-06')).map(({ agency }) => agency);
    api.clock.now = new Date('2026-06-02T03:00:00.000Z');
    expect(await signs()).toEqual([]);
    await post(officer, step(help.body.id));
    expect(await signs()).toEqual(['cdd']);
  });

  it('of its own help is recorded by an agency, also before it may read the file', async () => {
    const own = await post(cdd, planned('cdd'));
    expect((await api.request(cdd, 'GET', `/v1/households/${id}`)).status).toBe(404);
    expect(await answer(cdd, step(own.body.id, 'VERIFIED'))).toBe(201);
    expect((await api.request(cdd, 'GET', `/v1/households/${id}`)).status).toBe(200);
  });

  it('of the help of others is not, and an agency does not learn which entries there are', async () => {
    const other = await post(cdd, planned('cdd'));
    for (const entry of [other.body.id, `${id}.9`, `${id}.1`])
      expect(await answer(dla, step(entry))).toEqual([403, 'outside-scope']);
  });

  it('is corrected by whom it belongs to', async () => {
    const own = await post(cdd, planned('cdd'));
    const stepped = await post(cdd, step(own.body.id));
    const correction = {
      type: 'correction',
      supersedes: stepped.body.id,
      reason: 'พิมพ์ผิด',
      entry: step(own.body.id, 'APPROVED'),
    };
    expect(await answer(dla, correction)).toEqual([403, 'outside-scope']);
    expect(await answer(cdd, correction)).toBe(201);
  });

  it('of a household that an office does not read is recorded for the own help of the office alone', async () => {
    const others = await post(officer, planned('cdd'));
    const own = await post(neighbour, planned('cdd'));
    expect(await answer(neighbour, step(others.body.id))).toEqual([404, 'entry-not-found']);
    expect(await answer(neighbour, step(own.body.id))).toBe(201);
    // What it may not read, it is not told: neither the status nor whether there is a step.
    const again = await post(neighbour, step(own.body.id));
    expect([again.status, again.body.code, again.body.from]).toEqual([409, 'transition-not-allowed', undefined]);
  });

  it('verifies only when a unit or the agency says it', async () => {
    const help = await post(officer, delivered('cdd'));
    expect(await answer(field, step(help.body.id, 'VERIFIED'))).toEqual([403, 'not-permitted']);
    expect(await answer(viewer, step(help.body.id, 'VERIFIED'))).toEqual([403, 'not-permitted']);
    expect(await answer(officer, step(help.body.id, 'VERIFIED'))).toBe(201);
  });

  it('tells an officer of the unit from where it may not step', async () => {
    const help = await post(officer, delivered('cdd'));
    const refused = await post(officer, step(help.body.id, 'CANCELLED'));
    expect(refused.body).toMatchObject({ code: 'transition-not-allowed', from: 'DELIVERED', to: 'CANCELLED' });
    expect(await answer(officer, step(help.body.id, 'RETURNED'))).toEqual([422, 'invalid-input']);
    expect(await answer(officer, step(help.body.id, 'PLANNED'))).toEqual([422, 'invalid-input']);
  });
});
