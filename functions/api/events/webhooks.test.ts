import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';

const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });
const moph = account('AGENCY_FOCAL', { agency: 'moph' });
const URL_OF_CDD = 'https://events.cdd.example/tpmap';

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi({ now: new Date('2026-05-20T03:00:00.000Z') });
});

const create = async (who: Account, body: object = { url: URL_OF_CDD }, headers: Record<string, string> = {}) =>
  await api.request(who, 'POST', '/v1/webhooks', { body, headers });
const list = async (who: Account) => (await api.request(who, 'GET', '/v1/webhooks')).body.items;

describe('webhooks of an organisation', () => {
  it('shows the secret once, also when the call is sent twice', async () => {
    const once = { 'Idempotency-Key': 'k-1' };
    const { status, body } = await create(cdd, { url: URL_OF_CDD }, once);
    expect(status).toBe(201);
    expect(body).toMatchObject({ organisation: 'cdd', url: URL_OF_CDD, takenAt: null, failed: null });
    expect(body.secret).toMatch(/^whsec_[\w-]{43}$/);
    const again = await create(cdd, { url: URL_OF_CDD }, once);
    expect(again.body).toEqual({ ...body, secret: null });
    expect(await list(cdd)).toEqual([{ ...body, secret: null }]);
  });

  it('are seen and ended by their own organisation alone', async () => {
    const { id } = (await create(cdd)).body;
    expect(await list(moph)).toEqual([]);
    expect((await api.request(moph, 'DELETE', `/v1/webhooks/${id}`)).body.code).toBe('webhook-not-found');
    expect((await api.request(cdd, 'DELETE', `/v1/webhooks/${id}`)).status).toBe(200);
    expect(await list(cdd)).toEqual([]);
    expect((await api.request(cdd, 'DELETE', `/v1/webhooks/${id}`)).status).toBe(404);
  });

  it('are not made of an address that is not public, nor for another organisation', async () => {
    const plain = await create(cdd, { url: 'http://events.cdd.example/' });
    expect([plain.status, plain.body.code]).toEqual([422, 'address-not-public']);
    const others = await create(cdd, { url: URL_OF_CDD, organisation: 'moph' });
    expect([others.status, others.body.code]).toEqual([403, 'outside-scope']);
    expect(await list(cdd)).toEqual([]);
  });

  it('name their organisation where the account has several', async () => {
    const at = api.clock.now.toISOString();
    await api.stores.accounts.createAccount({
      sub: 'both',
      version: 1,
      kind: 'PERSON',
      status: 'ACTIVE',
      grants: ['cdd', 'moph'].map((agency) => ({ role: 'AGENCY_FOCAL', agency, from: '2026-01-01' })),
      createdAt: at,
      changedBy: 'both',
      changedAt: at,
      mustAccept: false,
      ended: [],
    });
    const both = { sub: 'both', roles: [] };
    const unsaid = await create(both);
    expect([unsaid.status, unsaid.body.errors[0].pointer]).toEqual([422, '/organisation']);
    expect((await create(both, { url: URL_OF_CDD, organisation: 'moph' })).body.organisation).toBe('moph');
    expect(await list(both)).toHaveLength(1);
  });

  it('are five at most, of which an ended one is none', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 5; number += 1) ids.push((await create(cdd)).body.id);
    expect((await create(cdd)).body.code).toBe('too-many-webhooks');
    await api.request(cdd, 'DELETE', `/v1/webhooks/${ids[0]}`);
    expect((await create(cdd)).status).toBe(201);
  });
});
