import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type Asked, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';
import { planBody as plan, planItem as item } from './test/plan-bodies.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const visit = { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' };

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  id = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1, '420101') })).body.id;
});

const put = (body: object, ifMatch: string | null = '*', who: Account = officer, headers: Asked['headers'] = {}) =>
  api.request(who, 'PUT', `/v1/households/${id}/plan`, {
    body,
    headers: { ...(ifMatch === null ? {} : { 'If-Match': ifMatch }), ...headers },
  });
const get = (query: Record<string, string> = {}, who: Account = officer) =>
  api.request(who, 'GET', `/v1/households/${id}/plan`, { query });
const post = (body: object) => api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body });

describe('a plan', () => {
  it('is drafted, agreed, drafted anew beside the one in force, reviewed and closed', async () => {
    expect((await get()).body.code).toBe('plan-not-found');
    const draft = await put(plan('DRAFT'), '"1"');
    expect([draft.status, draft.headers['etag'], draft.body]).toMatchObject([
      200,
      '"2"',
      { householdId: id, version: 1, status: 'DRAFT', draftVersion: 1, agreedOn: null },
    ]);
    const agreed = await put(plan('AGREED', { items: [item(1, { status: 'CONTINUING' })] }), '"2"');
    expect(agreed.body).toMatchObject({ version: 1, status: 'ACTIVE', agreedBy: 'HEAD', draftVersion: null });
    const next = await put(plan('DRAFT', { items: [item(1), item(2)] }), '"3"');
    expect(next.body).toMatchObject({ version: 2, status: 'DRAFT', draftVersion: 2 });
    expect((await get()).body).toMatchObject({ version: 1, status: 'ACTIVE', draftVersion: 2, items: [{ seq: 1 }] });
    expect((await get({ version: '2' })).body).toMatchObject({ version: 2, status: 'DRAFT' });
    const begun = [item(1, { status: 'DONE' }), item(2)];
    expect((await put(plan('AGREED', { agreedOn: '2026-05-18', items: begun }))).body.version).toBe(2);
    expect((await put(plan('REVIEWED', { reviewedOn: '2026-05-19', items: begun }))).body).toMatchObject({
      version: 3,
      status: 'REVIEWED',
      agreedOn: '2026-05-18',
    });
    const closed = await put(plan('CLOSED', { closedOn: '2026-05-20', reason: 'บรรลุเป้าหมาย', items: begun }));
    expect(closed.body).toMatchObject({ version: 4, status: 'CLOSED', reason: 'บรรลุเป้าหมาย' });
    expect((await put(plan('AGREED', { agreedOn: '2026-05-20' }))).body).toMatchObject({
      version: 5,
      status: 'AGREED',
    });
    // A version that the document holds no more is read from its entry, in the status that it had.
    expect((await get({ version: '2' })).body).toMatchObject({ version: 2, status: 'ACTIVE', agreedOn: '2026-05-18' });
    expect((await get({ version: '6' })).body.code).toBe('plan-not-found');
    const { items } = (await api.request(officer, 'GET', `/v1/households/${id}/logbook`)).body;
    const said = items.flatMap((entry: { type: string; version: number; planVersion: number }) =>
      entry.type === 'plan' ? [[entry.version, entry.planVersion]] : [],
    );
    expect(said.toSorted()).toEqual([
      [2, 1],
      [3, 1],
      [4, 2],
      [5, 2],
      [6, 3],
      [7, 4],
      [8, 5],
    ]);
  });

  it('is told by its version to the second of two who read the same, with what differs and who said it', async () => {
    expect((await put(plan('DRAFT'), null)).body).toMatchObject({ code: 'precondition-required', version: 1 });
    await put(plan('AGREED', { items: [item(1), item(2)] }), '"1"');
    // A visit recorded between reading and writing closes nobody's plan.
    expect((await post(visit)).status).toBe(201);
    expect((await put(plan('AGREED', { items: [item(1, { status: 'CONTINUING' }), item(2)] }), '"2"')).status).toBe(
      200,
    );
    const second = plan('AGREED', { ultimateGoal: 'มีงานทำ', items: [item(1), item(2)] });
    const stale = await put(second, '"2"', secretariat);
    expect([stale.status, stale.body]).toMatchObject([
      412,
      { code: 'version-conflict', version: 4, changedBy: officer.sub, changedAt: '2026-05-20T10:00:00+07:00' },
    ]);
    expect(stale.body.changed).toEqual(expect.arrayContaining(['/ultimateGoal', '/items/0/status']));
    expect(stale.body.changed).not.toContain('/items/1/status');
    expect((await put(plan('AGREED', { items: [item(1)] }), '"2"')).body.changed).toContain('/items');
    expect((await get()).body).toMatchObject({ ultimateGoal: 'มีรายได้พอเพียง', version: 2 });
  });

  it('is said once for each Idempotency-Key', async () => {
    const key = { 'Idempotency-Key': 'plan-of-a-phone-1' };
    const first = await put(plan('DRAFT'), '"1"', officer, key);
    await post(visit);
    const again = await put(plan('DRAFT'), '"1"', officer, key);
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect((await put(plan('AGREED'), '"1"', officer, key)).body.code).toBe('idempotency-key-reused');
  });

  it.each([
    [plan('AGREED', { agreedOn: '2026-05-21' }), '/agreedOn', 'date-in-future'],
    [plan('AGREED', { agreedOn: undefined }), '/agreedOn', 'required'],
    [plan('AGREED', { items: [] }), '/items', 'required'],
    [plan('DRAFT', { items: [item(101)] }), '/items/0/seq', undefined],
    [plan('DRAFT', { items: [item(1, { supportAgency: 'nobody' })] }), '/items/0/supportAgency', undefined],
    [plan('DRAFT', { items: [item(1), item(2, { menuItem: 'nothing' })] }), '/items/1/menuItem', 'not-in-catalogue'],
    [plan('DRAFT', { items: [item(1, { project: 'th-sample-1' })] }), '/items/0/project', 'not-in-catalogue'],
    [
      plan('DRAFT', { items: [item(1, { selfActivity: `บัตร ${validNumber()}` })] }),
      '/items/0/selfActivity',
      'personal-number-in-text',
    ],
  ])('%j is refused at its place', async (body, pointer, code) => {
    const answered = await put(body);
    expect([answered.status, answered.body.errors?.[0]]).toMatchObject([422, { pointer }]);
    expect(code === undefined || answered.body.errors[0].code === code).toBe(true);
    expect((await get()).body.code).toBe('plan-not-found');
  });

  it('names what is in the catalogues, and keeps it when it is closed there', async () => {
    const menu = { titleTh: 'ปลูกผัก', dimension: 'income', areaCode: '42' };
    const made = (await api.request(secretariat, 'POST', '/v1/menu-items', { body: menu })).body;
    const items = [item(1, { menuItem: made.id }), item(2, { menuItem: 'th-sample-2' })];
    expect((await put(plan('DRAFT', { items }))).status).toBe(200);
    const away = await api.request(secretariat, 'PUT', `/v1/menu-items/${made.id}`, {
      body: { ...menu, active: false },
      headers: { 'If-Match': '*' },
    });
    expect(away.status).toBe(200);
    expect((await put(plan('AGREED', { items }))).status).toBe(200);
    const other = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(2, '420101') })).body
      .id;
    const named = await api.request(officer, 'PUT', `/v1/households/${other}/plan`, {
      body: plan('DRAFT', { items }),
      headers: { 'If-Match': '*' },
    });
    expect(named.body.errors).toMatchObject([{ pointer: '/items/0/menuItem', code: 'not-in-catalogue' }]);
  });

  it('takes no step that its life-cycle has not, and is not withdrawn', async () => {
    const closing = { closedOn: '2026-05-20', reason: 'ก' };
    for (const status of ['ACTIVE', 'REVIEWED', 'CLOSED'])
      expect(
        (await put(plan(status, { reviewedOn: '2026-05-20', ...(status === 'CLOSED' ? closing : {}) }))).body,
      ).toMatchObject({
        status: 409,
        code: 'transition-not-allowed',
        from: 'NONE',
        to: status,
      });
    await put(plan('AGREED', { items: [item(3, { status: 'CANCELLED' })] }));
    expect((await put(plan('AGREED', { items: [item(3)] }))).body).toMatchObject({
      code: 'transition-not-allowed',
      from: 'CANCELLED',
      to: 'NOT_STARTED',
      errors: [{ pointer: '/items/0/status' }],
    });
    const withdrawal = { type: 'correction', supersedes: `${id}.2`, reason: 'ก', entry: null };
    expect((await post(withdrawal)).body.code).toBe('not-permitted');
  });

  it('is read and written in the own scope, by those of the matrix', async () => {
    await put(plan('DRAFT'));
    expect([(await put(plan('DRAFT'), '*', neighbour)).status, (await get({}, neighbour)).status]).toEqual([404, 404]);
    for (const role of ['PROVINCE_EXEC', 'FIELD_TEAM'] as const) {
      const who = account(role, { area: role === 'FIELD_TEAM' ? '420101' : '42' });
      expect([(await put(plan('DRAFT'), '*', who)).status, (await get({}, who)).status]).toEqual([403, 200]);
    }
    const focal = account('AGENCY_FOCAL', { agency: 'cdd' });
    expect([(await put(plan('DRAFT'), '*', focal)).status, (await get({}, focal)).status]).toEqual([403, 404]);
    expect((await get({}, account('DATA_IMPORTER', { area: '42' }))).status).toBe(403);
    const dpo = account('DPO_AUDITOR');
    const log = await api.request(dpo, 'GET', '/v1/access-log', { query: { household: id } });
    expect(JSON.stringify(log.body.items)).toContain('READ');
  });
});

/** Thirteen digits whose check digit agrees. */
function validNumber(): string {
  const twelve = '100000000100';
  const sum = Array.from(twelve).reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
  return `${twelve}${(11 - (sum % 11)) % 10}`;
}
