import { beforeEach, describe, expect, it } from 'vitest';

import type { Account as AccountRecord, Grant } from '#shared/domain/account/account.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const visit = { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' };

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  id = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1, '420101') })).body.id;
  await mentorOf('m1');
  await mentorOf('m2');
});

/** An account with a grant of MENTOR over a district. */
async function mentorOf(sub: string, grant: Partial<Grant> = {}, more: Partial<AccountRecord> = {}): Promise<void> {
  await api.stores.accounts.createAccount({
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [{ role: 'MENTOR', unit: '4201', from: '2026-01-01', ...grant }],
    createdAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'maker',
    changedAt: '2026-01-01T00:00:00.000Z',
    mustAccept: false,
    ended: [],
    ...more,
  });
}

const put = (body: object, ifMatch: string | null = '*', who: Account = officer) =>
  api.request(who, 'PUT', `/v1/households/${id}/mentor`, {
    body,
    headers: ifMatch === null ? {} : { 'If-Match': ifMatch },
  });
const post = (who: Account, body: unknown) => api.request(who, 'POST', `/v1/households/${id}/logbook`, { body });
const file = async () => (await api.request(officer, 'GET', `/v1/households/${id}`)).body;
const assign = (mentor: string | null, on = '2026-05-10', more: object = {}) => ({ mentor, on, ...more });

describe('a mentor', () => {
  it('is assigned, passed on and ended, and reads the household while it is theirs', async () => {
    const first = await put(assign('m1', '2026-05-10', { coMentors: ['m2'] }), '"1"');
    expect([first.status, first.headers['etag']]).toEqual([200, '"2"']);
    expect(first.body).toMatchObject({ mentor: 'm1', coMentors: ['m2'], mentorSince: '2026-05-10' });
    const m1 = { sub: 'm1', roles: ['MENTOR' as const], area: '4201' };
    const reads = async () => (await api.request(m1, 'GET', `/v1/households/${id}`)).status;
    expect(await reads()).toBe(200);
    expect((await post(m1, visit)).status).toBe(201);
    expect(await file()).toMatchObject({ mentor: 'm1', lastContactOn: '2026-05-02' });
    expect((await put(assign('m2', '2026-05-15'))).body).toMatchObject({ mentor: 'm2', coMentors: [] });
    expect(await reads()).toBe(404);
    expect((await put(assign(null, '2026-05-16', { reason: 'พึ่งตนเองได้' }))).body).toMatchObject({
      mentor: null,
      mentorSince: null,
    });
    const { items } = (await api.request(officer, 'GET', `/v1/households/${id}/logbook`)).body;
    expect(items.filter(({ type }: { type: string }) => type === 'mentor')).toHaveLength(3);
  });

  it('is found by the worklist, and so is who has none', async () => {
    const list = async (mentor: string) =>
      (await api.request(officer, 'GET', '/v1/households', { query: { area: '4201', mentor } })).body.items.length;
    expect([await list('none'), await list('m1')]).toEqual([1, 0]);
    await put(assign('m1'));
    expect([await list('none'), await list('m1')]).toEqual([0, 1]);
  });

  it('is assigned by an office in its own area', async () => {
    expect((await put(assign('m1'), '*', neighbour)).status).toBe(404);
    for (const role of ['FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL', 'PROVINCE_EXEC'] as const)
      expect((await put(assign('m1'), '*', account(role, { area: '4201', agency: 'cdd' }))).status).toBe(403);
  });

  it.each<[string, Partial<Grant>, Partial<AccountRecord>]>([
    ['of another district', { unit: '4202' }, {}],
    ['from tomorrow', { from: '2026-05-21' }, {}],
    ['that has ended', { to: '2026-05-09' }, {}],
    ['of another role', { role: 'FIELD_TEAM' }, {}],
    ['of a closed account', {}, { status: 'CLOSED' }],
    ['of a suspended account', {}, { status: 'SUSPENDED' }],
  ])('has a grant over the place that day, not one %s', async (_what, grant, more) => {
    await mentorOf('m9', grant, more);
    const { status, body } = await put(assign('m1', '2026-05-10', { coMentors: ['m9'] }));
    expect([status, body.code, body.errors]).toMatchObject([422, 'mentor-not-valid', [{ pointer: '/coMentors/0' }]]);
    expect((await put(assign('nobody'))).body.errors).toMatchObject([{ pointer: '/mentor' }]);
    expect((await file()).mentor).toBeNull();
  });

  it('has the grant where its municipality’s newest order says', async () => {
    await mentorOf('m7', { unit: '4201.1' });
    const order = { orderNo: '1', orderDate: '2026-02-04', agencies: ['cdd'], kind: 'TOWN_MUN' as const };
    const at = (version: number, covers: string[]) =>
      api.stores.committees.put({ area: '4201.1', version, covers, ...order, recordedAt: '' });
    expect((await put(assign('m7'))).status).toBe(422);
    await at(1, ['420102']);
    expect((await put(assign('m7'))).status).toBe(422);
    await at(2, ['420101']);
    expect((await put(assign('m7'))).status).toBe(200);
  });

  it('may be invited only', async () => {
    await mentorOf('m8', {}, { status: 'INVITED' });
    expect((await put(assign('m8'))).status).toBe(200);
  });

  it.each([
    [assign('m1', '2026-05-21'), '/on'],
    [assign(null), '/reason'],
    [assign('m1', '2026-05-10', { coMentors: ['m1'] }), '/coMentors/0'],
    [assign('m1', '2026-05-10', { coMentors: ['a', 'b', 'c', 'd'] }), '/coMentors'],
  ])('%j is refused at %s', async (body, pointer) => {
    const { status, body: said } = await put(body);
    expect([status, said.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  it('does not begin before the last one began, nor ends when there is none', async () => {
    expect((await put(assign(null, '2026-05-10', { reason: 'ก' }))).body.code).toBe('transition-not-allowed');
    await put(assign('m1', '2026-05-10'));
    expect((await put(assign('m2', '2026-05-09'))).body.errors).toMatchObject([
      { pointer: '/on', code: 'before-last-assignment' },
    ]);
    expect((await put(assign('m2', '2026-05-10'))).status).toBe(200);
  });
});

describe('the version of a part', () => {
  it('holds while others record other things, and not when another changed the mentor', async () => {
    expect((await put(assign('m1'), null)).body).toMatchObject({ code: 'precondition-required', version: 1 });
    await post(officer, visit);
    expect((await put(assign('m1'), '"1"')).status).toBe(200);
    const stale = await put(assign('m2'), '"2"', secretariat);
    expect([stale.status, stale.body]).toMatchObject([
      412,
      { code: 'version-conflict', version: 3, changed: ['/mentor'], changedBy: officer.sub },
    ]);
    expect((await put(assign('m2'), '"9"')).status).toBe(412);
    expect((await put(assign('m2'), '"3"', secretariat)).status).toBe(200);
  });
});
