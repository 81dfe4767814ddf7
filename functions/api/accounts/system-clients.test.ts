import { beforeEach, describe, expect, it } from 'vitest';

import type { Principal } from '#shared/domain/access/access.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';

const focal = account('AGENCY_FOCAL', { agency: 'cdd' });
const sysadmin = account('SYSADMIN');
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const create = (who: Principal, slug = 'cdd', asked: object = { body: { name: 'ระบบรายงาน' } }) =>
  api.request(who, 'POST', `/v1/organisations/${slug}/clients`, asked);
const list = (who: Principal, slug = 'cdd') => api.request(who, 'GET', `/v1/organisations/${slug}/clients`);
const rotate = (who: Principal, id: string, slug = 'cdd') =>
  api.request(who, 'POST', `/v1/organisations/${slug}/clients/${id}/rotate`);
const end = (who: Principal, id: string, slug = 'cdd') =>
  api.request(who, 'DELETE', `/v1/organisations/${slug}/clients/${id}`);
/** A call of the system: its token says who it is, and nothing else. */
const asSystem = (id: string, method: string, path: string, asked: object = {}) =>
  api.request({ sub: id, roles: [] }, method, path, asked);

describe('a client of an organisation', () => {
  it('is made with a secret that is shown once', async () => {
    const { status, body } = await create(focal);
    expect(status).toBe(201);
    expect(body).toMatchObject({ organisation: 'cdd', name: 'ระบบรายงาน', status: 'ACTIVE' });
    expect(body.secret).toBe(api.systemClients.secrets.get(body.id));
    const listed = await list(focal);
    expect(listed.body.items).toMatchObject([{ id: body.id, secret: null }]);
    expect(JSON.stringify(await api.stores.accounts.findAccount(body.id))).not.toContain(body.secret);
  });

  it('is made once for a key, without a body too', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    const first = await create(focal, 'cdd', { headers });
    const again = await create(focal, 'cdd', { headers });
    expect([first.status, again.status, again.body.id, again.body.secret]).toEqual([201, 201, first.body.id, null]);
    expect(api.systemClients.secrets.size).toBe(1);
  });

  it('works as the focal point of its organisation, and makes no accounts', async () => {
    const { id } = (await create(focal)).body;
    const me = await asSystem(id, 'GET', '/v1/me');
    expect(me.body).toMatchObject({ sub: id, roles: ['AGENCY_FOCAL'], scope: { agency: 'cdd' } });
    expect(me.body.permissions).toContain('households:read');
    for (const permission of ['accounts:manage', 'break-glass:open'])
      expect(me.body.permissions).not.toContain(permission);
    expect((await asSystem(id, 'GET', '/v1/target-lists')).status).toBe(200);
    expect((await asSystem(id, 'GET', '/v1/accounts')).status).toBe(403);
    expect((await asSystem(id, 'POST', '/v1/organisations/cdd/clients', { body: {} })).status).toBe(403);
  });

  it('gets a new secret in place of the one of before', async () => {
    const { id, secret } = (await create(focal)).body;
    const rotated = await rotate(focal, id);
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(secret);
    expect(api.systemClients.secrets.get(id)).toBe(rotated.body.secret);
  });

  it('calls no more with tokens of the secret of before, a minute later at most', async () => {
    const { id } = (await create(focal)).body;
    const issued = (secondsAfter: number) => ({
      claims: { iat: String(Date.parse('2026-05-20T03:00:00.000Z') / 1000 + secondsAfter) },
    });
    expect((await asSystem(id, 'GET', '/v1/target-lists', issued(0))).status).toBe(200);
    api.clock.now = new Date(api.clock.now.getTime() + 5000);
    expect((await rotate(focal, id)).status).toBe(200);
    expect((await asSystem(id, 'GET', '/v1/target-lists', issued(5))).status).toBe(200);
    api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    expect((await asSystem(id, 'GET', '/v1/target-lists', issued(4))).body.code).toBe('session-ended');
    expect((await asSystem(id, 'GET', '/v1/target-lists', issued(5))).status).toBe(200);
  });

  it('that is ended calls no more', async () => {
    const { id } = (await create(focal)).body;
    expect((await asSystem(id, 'GET', '/v1/target-lists')).status).toBe(200);
    for (const _time of [1, 2]) expect((await end(focal, id)).body).toMatchObject({ status: 'CLOSED', secret: null });
    expect(api.systemClients.secrets.size).toBe(0);
    api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    expect((await asSystem(id, 'GET', '/v1/target-lists')).body.code).toBe('account-not-active');
    expect((await rotate(focal, id)).body.code).toBe('client-not-found');
    expect((await list(focal)).body.items).toMatchObject([{ id, status: 'CLOSED' }]);
  });

  it('is made and ended by who may grant its organisation’s focal point, and by nobody else', async () => {
    const { id } = (await create(sysadmin)).body;
    for (const who of [secretariat, account('AGENCY_FOCAL', { agency: 'moph' })])
      for (const answered of [await create(who), await list(who), await rotate(who, id), await end(who, id)])
        expect([answered.status, answered.body.code]).toEqual([403, 'grant-not-yours']);
    expect((await create(sysadmin, 'nobody')).body.code).toBe('organisation-not-found');
    const moph = account('AGENCY_FOCAL', { agency: 'moph' });
    for (const answered of [await rotate(moph, id, 'moph'), await end(moph, id, 'moph')])
      expect(answered.body.code).toBe('client-not-found');
    expect((await end(focal, id)).status).toBe(200);
  });
});
