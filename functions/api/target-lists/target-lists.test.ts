import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newTargetList } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const create = (body: unknown = newTargetList('42'), headers = {}) =>
  api.request(secretariat, 'POST', '/v1/target-lists', { body, headers });
const step = (id: string, what: 'publish' | 'freeze' | 'supersede') =>
  api.request(secretariat, 'POST', `/v1/target-lists/${id}/${what}`);

describe('target lists', () => {
  it('go from draft over published to frozen, and only so', async () => {
    const created = await create();
    expect([created.status, created.body]).toMatchObject([
      201,
      { status: 'DRAFT', version: 1, openedOn: null, publishedAt: null },
    ]);
    const { id } = created.body;
    expect((await step(id, 'freeze')).body).toMatchObject({ status: 409, code: 'list-not-published' });
    expect((await step(id, 'publish')).body).toMatchObject({
      status: 'PUBLISHED',
      publishedAt: '2026-05-20T10:00:00+07:00',
      openedOn: null,
    });
    expect((await step(id, 'publish')).body).toMatchObject({ status: 409, code: 'list-not-draft' });
    expect((await step(id, 'freeze')).body).toMatchObject({
      status: 'FROZEN',
      version: 3,
      frozenAt: '2026-05-20T10:00:00+07:00',
    });
    expect((await step(id, 'freeze')).status).toBe(409);
  });

  it('say how soon households are met again and whether they get a mentor, as TPMAP lists do by themselves', async () => {
    const said = async (more: object) => {
      const { contactDays, wantsMentor } = (await create({ ...newTargetList('42'), ...more })).body;
      return [contactDays, wantsMentor];
    };
    expect(await said({ source: 'TPMAP' })).toEqual([31, true]);
    expect(await said({ source: 'THAIQM' })).toEqual([null, false]);
    expect(await said({ source: 'TPMAP', contactDays: null, wantsMentor: false })).toEqual([null, false]);
    expect(await said({ source: 'VULNERABLE', contactDays: 60, wantsMentor: true })).toEqual([60, true]);
    expect((await create({ ...newTargetList('42'), contactDays: 0 })).body.errors[0].pointer).toBe('/contactDays');
  });

  it('are superseded once they are frozen, and then for ever', async () => {
    const { id } = (await create()).body;
    await step(id, 'publish');
    expect((await step(id, 'supersede')).body).toMatchObject({
      status: 409,
      code: 'list-not-frozen',
      listStatus: 'PUBLISHED',
    });
    await step(id, 'freeze');
    expect((await step(id, 'supersede')).body).toMatchObject({
      status: 'SUPERSEDED',
      frozenAt: '2026-05-20T10:00:00+07:00',
    });
    expect((await step(id, 'supersede')).body.code).toBe('list-not-frozen');
  });

  it('are published once when two publish at the same moment', async () => {
    const { id } = (await create()).body;
    const both = await Promise.all([step(id, 'publish'), step(id, 'publish')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('are made once for one Idempotency-Key, and shown again only where they concern the account', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    const { id } = (await create(undefined, headers)).body;
    await step(id, 'publish');
    expect((await create(undefined, headers)).body).toMatchObject({ id, status: 'PUBLISHED', version: 2 });
    const moved = { ...secretariat, area: '31' };
    const again = await api.request(moved, 'POST', '/v1/target-lists', { body: newTargetList('42'), headers });
    expect([again.status, again.body.code]).toEqual([404, 'target-list-not-found']);
  });

  it('belong to an area of the account', async () => {
    expect((await create(newTargetList('31'))).status).toBe(403);
    expect((await create(newTargetList('99'))).body.errors[0].pointer).toBe('/scopeArea');
    const { id } = (await create()).body;
    const other = account('PROVINCE_SECRETARIAT', { area: '31' });
    expect((await api.request(other, 'POST', `/v1/target-lists/${id}/publish`)).status).toBe(404);
  });

  it('are listed where they concern, by area and status', async () => {
    const { id } = (await create(newTargetList('4201'))).body;
    const list = async (who: typeof secretariat, query = {}) =>
      (await api.request(who, 'GET', '/v1/target-lists', { query })).body.items.map((item: { id: string }) => item.id);
    expect(await list(secretariat)).toEqual([id]);
    expect(await list(account('DISTRICT_OFFICER', { area: '4202' }))).toEqual([]);
    expect(await list(account('FIELD_TEAM', { area: '420101' }))).toEqual([id]);
    expect(await list(secretariat, { area: '4202' })).toEqual([]);
    expect(await list(secretariat, { area: '42', status: 'DRAFT' })).toEqual([id]);
    expect(await list(secretariat, { status: 'FROZEN' })).toEqual([]);
  });

  it('say what is wrong with them', async () => {
    const { status, body } = await create({
      ...newTargetList('42'),
      yearBe: 2026,
      source: 'X',
      asOfDate: '2026-02-30',
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/asOfDate',
      '/source',
      '/yearBe',
    ]);
  });
});
