import { beforeEach, describe, expect, it } from 'vitest';

import { progressKey, selectionKey } from '#shared/statistics/selection.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { reportC } from '#test/api/report-c.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const approver = account('REPORT_APPROVER', { area: '42' });

let api: InProcessApi;
let list: string;
let households: string[];
beforeEach(async () => {
  api = createInProcessApi();
  list = (
    await api.request(secretariat, 'POST', '/v1/target-lists', {
      body: { ...newTargetList('42'), openedOn: '2026-05-01' },
    })
  ).body.id;
  households = [];
  for (const number of [1, 2, 3]) {
    const { id } = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number) })).body;
    await putOnList(api.stores.households, id, list, '420101', api.clock.now);
    households.push(id);
    if (number < 3) await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') });
  }
  await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`);
});

const read = (query: Record<string, string>) =>
  api.request(secretariat, 'GET', '/v1/statistics/agencies', { query: { month: '2026-05', area: '42', ...query } });

describe('Report A', () => {
  it('is the month to date before the close, for an area, with its lists', async () => {
    const { status, body } = await read({});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      month: '2026-05',
      area: '42',
      list: null,
      revision: null,
      asOf: '2026-05-20T10:00:00+07:00',
    });
    expect(body.total.households).toBe(2);
    expect(body.rows.find(({ agency }: { agency: string }) => agency === 'cdd')).toMatchObject({
      households: 2,
      cashBaht: 3000,
    });
    expect((await read({ list })).body.list).toBe(list);
  });

  it('is also of the community of a town, which no table of sub-districts holds', async () => {
    const body = newHousehold(9, '420199');
    const { id } = (await api.request(secretariat, 'POST', '/v1/households', { body })).body;
    await putOnList(api.stores.households, id, list, '420199', api.clock.now);
    await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') });
    expect((await read({ area: '420199' })).body).toMatchObject({ area: '420199', total: { households: 1 } });
    expect((await read({ area: '420150' })).status).toBe(422);
  });

  it('has revisions after the close, and none that nobody made', async () => {
    expect((await read({ revision: '0' })).body.code).toBe('revision-not-found');
    for (const revision of [' ', '+', '-0', '0x0', '1e1', '0.0'])
      expect([revision, (await read({ revision })).status]).toEqual([revision, 422]);
    api.clock.now = new Date('2026-06-05T17:00:00.000Z');
    expect((await read({ revision: '0' })).body).toMatchObject({ revision: 0, asOf: '2026-06-05T23:59:00+07:00' });
    expect((await read({})).body.revision).toBe(0);
    expect((await read({ revision: '7' })).body).toMatchObject({ status: 404, code: 'revision-not-found' });
  });

  it.each([
    ['a wrong month', { month: '2026-13' }, 422, 'invalid-input'],
    ['a month to come', { month: '2026-06' }, 422, 'invalid-input'],
    ['a Buddhist month', { month: '2569-5' }, 422, 'invalid-input'],
    ['an unknown area', { area: '99' }, 422, 'invalid-input'],
    ['an area of three digits', { area: '420' }, 422, 'invalid-input'],
    ['an unknown list', { list: 'none' }, 404, 'target-list-not-found'],
    ['an unknown list among known', { list: 'LIST,none' }, 404, 'target-list-not-found'],
    ['a revision that is no number', { revision: 'x' }, 422, 'invalid-input'],
    ['a negative revision', { revision: '-1' }, 422, 'invalid-input'],
    ['an unknown parameter', { province: '42' }, 400, 'unknown-filter'],
    ['another province', { area: '31' }, 403, 'outside-scope'],
  ])('refuses %s', async (_, query: Record<string, string>, status, code) => {
    const asked = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value.replace('LIST', list)]));
    const answered = await read(asked);
    expect([answered.status, answered.body.code]).toEqual([status, code]);
  });

  it('opens a figure to as many households as it counts, over pages', async () => {
    const behind = (query: Record<string, string>) =>
      api.request(secretariat, 'GET', '/v1/statistics/agencies/households', {
        query: { month: '2026-05', area: '42', ...query },
      });
    const first = await behind({ agency: 'cdd', figure: 'households', limit: '1' });
    const rest = await behind({ agency: 'cdd', figure: 'households', limit: '1', cursor: first.body.nextCursor });
    expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(households.slice(0, 2).toSorted());
    expect(rest.body.nextCursor).toBeNull();
    expect((await behind({ agency: 'none' })).body.items).toEqual([]);
    expect((await behind({ figure: 'cashBaht' })).status).toBe(422);
    expect((await behind({ agency: 'dla', cursor: first.body.nextCursor })).body.code).toBe('cursor-invalid');
  });
});

describe('Report C', () => {
  it('has rows where households of its lists are, and none for another list or a campaign over all households', async () => {
    const { id: other } = (
      await api.request(secretariat, 'POST', '/v1/target-lists', { body: { ...newTargetList('42'), source: 'THAIQM' } })
    ).body;
    const elsewhere = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(8, '420201') }))
      .body;
    await putOnList(api.stores.households, elsewhere.id, other, '420201', api.clock.now);
    await api.request(secretariat, 'POST', `/v1/target-lists/${other}/publish`);
    const onNone = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(9, '420301') })).body;
    const survey = { type: 'survey', on: '2026-05-20', needs: [] };
    await api.request(secretariat, 'POST', `/v1/households/${onNone.id}/logbook`, { body: survey });
    const denominator = { households: 900, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' };
    const milestone = { metric: 'SURVEYED', pct: 100, dueOn: '2026-09-30', denominator };
    await api.request(secretariat, 'POST', '/v1/campaigns', {
      body: { name: 'สำรวจทุกครัวเรือน', lists: [], scopeArea: '42', startsOn: '2026-05-01', milestones: [milestone] },
    });
    const query = { month: '2026-05', area: '42', list };
    const { body } = await api.request(secretariat, 'GET', '/v1/statistics/progress', { query });
    expect(body.rows.map(({ area }: { area: string }) => area)).toEqual(['4201']);
    expect(body.overlap).toMatchObject({ TPMAP: 3, THAIQM: 1 });
    expect(body.campaigns).toMatchObject([{ milestones: [{ count: 1 }] }]);
  });
});

describe('the nation', () => {
  const viewer = account('NATIONAL_VIEWER');
  const ask = (who: typeof secretariat, path: string, query: Record<string, string> = {}) =>
    api.request(who, 'GET', `/v1/statistics/${path}`, { query: { month: '2026-05', area: 'TH', ...query } });
  const of = { month: '2026-05', area: 'TH', lists: null };

  it('has the figures that a run has made of its provinces, and no month to date', async () => {
    for (const path of ['agencies', 'progress'])
      for (const now of ['2026-05-20T03:00:00.000Z', '2026-06-05T17:00:00.000Z']) {
        api.clock.now = new Date(now);
        expect((await ask(viewer, path)).body).toMatchObject({ status: 404, code: 'revision-not-found' });
      }
    const { statistics } = api.stores;
    const { body: a } = await api.request(viewer, 'GET', '/v1/statistics/agencies', {
      query: { month: of.month, area: '42' },
    });
    await statistics.putRevision(selectionKey(of), { ...a, area: 'TH', revision: 0 });
    await statistics.setEvaluatedThrough(selectionKey(of), { asOf: '2026-06-05T16:59:00.000Z', revision: 0 });
    const key = progressKey({ ...of, level: 'district' });
    await statistics.putCaseRevision(key, 0, reportC('TH', of.month, { '31': 5, '42': 3 }, 0));
    await statistics.setEvaluatedThrough(key, { asOf: '2026-06-05T16:59:00.000Z', revision: 0 });
    expect((await ask(viewer, 'agencies')).body).toMatchObject({ area: 'TH', revision: 0, total: { households: 2 } });
    for (const level of ['district', 'subdistrict'])
      expect((await ask(viewer, 'progress', { level })).body).toMatchObject({ rows: [{ area: '31' }, { area: '42' }] });
    expect((await ask(viewer, 'progress', { revision: '1' })).body.code).toBe('revision-not-found');
  });

  it('is read by who may see all of it, of all lists and by office, and opens to no household', async () => {
    for (const path of ['agencies', 'progress']) {
      expect((await ask(secretariat, path)).body.code).toBe('outside-scope');
      expect((await ask(viewer, path, { list })).body).toMatchObject({ status: 422, errors: [{ pointer: '/list' }] });
      const behind = await ask(secretariat, `${path}/households`, { figure: 'households' });
      expect(behind.body).toMatchObject({ status: 422, errors: [{ pointer: '/area' }] });
    }
    expect((await ask(viewer, 'agencies', { rollUp: 'ministry' })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/rollUp' }],
    });
    expect((await ask(viewer, 'quarterly', { quarter: '2569-Q2' })).status).not.toBe(200);
  });
});

describe('Report C of a set of areas', () => {
  const sysadmin = account('SYSADMIN');
  const newSet = async (by: typeof secretariat, areas: string[]): Promise<string> =>
    (await api.request(by, 'POST', '/v1/area-sets', { body: { name: 'ศจพ. Model', areas } })).body.id;
  const progress = (set: string, path = '', query: Record<string, string> = {}) =>
    api.request(secretariat, 'GET', `/v1/statistics/progress${path}`, {
      query: { month: '2026-05', area: `set:${set}`, ...query },
    });

  it('is the set beside the rest of its province, and opens both to their households', async () => {
    const set = await newSet(secretariat, ['4201']);
    expect((await progress(set)).body).toMatchObject({
      area: `set:${set}`,
      total: { households: 3 },
      rows: [{ area: '4201', households: 3 }],
      rest: { households: 0 },
    });
    const elsewhere = await newSet(secretariat, ['4203']);
    expect((await progress(elsewhere)).body).toMatchObject({ total: { households: 0 }, rest: { households: 3 } });
    const behind = async (figure: string) => (await progress(elsewhere, '/households', { figure })).body;
    expect((await behind('households')).items).toEqual([]);
    expect((await behind('rest.households')).items).toHaveLength(3);
    for (const figure of ['rest.nothing', 'rest.overlap.TPMAP', 'rest.rest.households'])
      expect(await behind(figure)).toMatchObject({ status: 422, errors: [{ pointer: '/figure' }] });
    const ofProvince = { month: '2026-05', area: '42', figure: 'rest.households' };
    const { status } = await api.request(secretariat, 'GET', '/v1/statistics/progress/households', {
      query: ofProvince,
    });
    expect(status).toBe(422);
  });

  it('is refused when nobody entered it, outside the scope, and of too many provinces', async () => {
    expect((await progress('none')).body).toMatchObject({ status: 404, code: 'register-entry-not-found' });
    const wide = await newSet(sysadmin, ['42', '31']);
    expect((await progress(wide)).body).toMatchObject({ status: 403, code: 'outside-scope' });
    const viewer = account('NATIONAL_VIEWER');
    const asViewer = (set: string) =>
      api.request(viewer, 'GET', '/v1/statistics/progress', { query: { month: '2026-05', area: `set:${set}` } });
    expect((await asViewer(wide)).body).toMatchObject({ total: { households: 3 }, rest: { households: 0 } });
    const nine = await newSet(sysadmin, ['10', '11', '12', '13', '14', '15', '16', '17', '42']);
    expect((await asViewer(nine)).body).toMatchObject({ status: 422, errors: [{ pointer: '/area' }] });
    const query = { month: '2026-05', area: `set:${wide}` };
    for (const path of ['agencies', 'quarterly'])
      expect((await api.request(viewer, 'GET', `/v1/statistics/${path}`, { query })).status).not.toBe(200);
  });
});

describe('households behind a figure', () => {
  const behind = (query: Record<string, string>, who = secretariat) =>
    api.request(who, 'GET', '/v1/statistics/agencies/households', {
      query: { month: '2026-05', area: '42', agency: 'cdd', ...query },
    });
  const linesOf = async (household: string) => {
    const query = { household };
    return (await api.request(account('DPO_AUDITOR'), 'GET', '/v1/access-log', { query })).body.items;
  };

  it('are in the access log, each that is on the page and no other', async () => {
    const { items } = (await behind({ limit: '1' })).body;
    for (const household of households) {
      const shown = items.some(({ id }: { id: string }) => id === household);
      expect(await linesOf(household)).toMatchObject(
        shown ? [{ action: 'LIST', sub: secretariat.sub, at: '2026-05-20T10:00:00+07:00' }] : [],
      );
    }
  });

  it('are found in the log wherever they live since', async () => {
    const [moved = ''] = households;
    const body = { type: 'move', on: '2026-05-18', toArea: '420201' };
    expect((await api.request(secretariat, 'POST', `/v1/households/${moved}/logbook`, { body })).status).toBe(201);
    expect((await behind({}, account('AGENCY_FOCAL', { agency: 'cdd' }))).body.items).toHaveLength(2);
    expect(await linesOf(moved)).toMatchObject([{ action: 'LIST', roles: ['AGENCY_FOCAL'] }]);
  });

  it('are not shown when the log cannot be written', async () => {
    api.stores.accessLog.recordPage = async () => {
      throw new Error('the table is away');
    };
    const { status, text } = await behind({});
    expect([status, households.some((id) => text.includes(id))]).toEqual([500, false]);
  });

  it('are none of a month to come', async () => {
    const { status, body } = await behind({ month: '2026-06' });
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/month', code: 'month-in-future' }]]);
    api.clock.now = new Date('2026-05-31T17:00:00.000Z');
    expect((await behind({ month: '2026-06' })).status).toBe(200);
  });
});

describe('a run on demand', () => {
  const start = (headers = {}) =>
    api.request(approver, 'POST', '/v1/statistics/runs', { body: { month: '2026-05', area: '42' }, headers });

  it('starts the machine under the name of the run, as known now', async () => {
    const { status, body } = await start();
    expect([status, body]).toMatchObject([
      202,
      { status: 'RUNNING', asOf: '2026-05-20T10:00:00+07:00', revision: null },
    ]);
    expect(api.started).toEqual([
      { kind: 'demand', run: body.id, month: '2026-05', area: '42', asOf: '2026-05-20T03:00:00.000Z' },
    ]);
    const run = await api.stores.runs.get(body.id);
    if (!run) throw new Error('no run');
    await api.stores.runs.finish({ ...run, status: 'FINISHED', finishedAt: '2026-05-20T03:01:00.000Z', revision: 2 });
    expect((await api.request(approver, 'GET', `/v1/statistics/runs/${body.id}`)).body).toMatchObject({
      status: 'FINISHED',
      revision: 2,
    });
  });

  it('is a moment of its month before anybody hears of it, once that has closed', async () => {
    await start();
    expect(await api.stores.statistics.demandRuns('2026-05')).toEqual([]);
    const { id: run } = (
      await api.request(approver, 'POST', '/v1/statistics/runs', { body: { month: '2026-04', area: '42' } })
    ).body;
    expect(await api.stores.statistics.demandRuns('2026-04')).toEqual([
      { area: '42', asOf: '2026-05-20T03:00:00.000Z', run },
    ]);
  });

  it('starts once for one Idempotency-Key', async () => {
    const [first, again] = [await start({ 'Idempotency-Key': 'k' }), await start({ 'Idempotency-Key': 'k' })];
    expect([again.body.id, api.started.length]).toEqual([first.body.id, 1]);
  });

  it('starts under its own id when the process died before its machine started', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    // All that a process leaves that dies at this point: the run, noted together with the key.
    const { push } = api.started;
    api.started.push = () => {
      throw new Error('The machine was not reached');
    };
    expect((await start(headers)).status).toBe(500);
    api.started.push = push;
    const again = await start(headers);
    expect([again.status, again.body.status]).toEqual([202, 'RUNNING']);
    expect(api.started.map(({ run }) => run)).toEqual([again.body.id]);
    expect((await start(headers)).body.id).toBe(again.body.id);
    expect(api.started).toHaveLength(1);
  });

  it('is not started again when it has ended', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    const { body } = await start(headers);
    const run = await api.stores.runs.get(body.id);
    if (!run) throw new Error('no run');
    await api.stores.runs.finish({ ...run, status: 'FINISHED', finishedAt: '2026-05-20T03:01:00.000Z', revision: 2 });
    api.started.length = 0;
    expect((await start(headers)).body).toMatchObject({ id: body.id, status: 'FINISHED', revision: 2 });
    expect(api.started).toEqual([]);
  });

  it('repeated by an account that lost the province is not found', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    await start(headers);
    const moved = { ...approver, area: '31' };
    const body = { month: '2026-05', area: '42' };
    const again = await api.request(moved, 'POST', '/v1/statistics/runs', { body, headers });
    expect([again.status, again.body.code]).toEqual([404, 'run-not-found']);
  });

  it.each([
    ['a quarter', { quarter: '2569-Q3' }, { month: '2026-06', quarter: '2569-Q3', fiscalYear: null }],
    ['a fiscal year', { fiscalYear: 2569 }, { month: '2026-09', quarter: null, fiscalYear: 2569 }],
  ])('is of %s', async (_, period, shown) => {
    const answered = await api.request(approver, 'POST', '/v1/statistics/runs', { body: { ...period, area: '42' } });
    expect([answered.status, answered.body]).toMatchObject([202, { ...shown, status: 'RUNNING' }]);
    const { month } = shown;
    expect(api.started).toEqual([
      { kind: 'demand', run: answered.body.id, month, ...period, area: '42', asOf: '2026-05-20T03:00:00.000Z' },
    ]);
    // The first two quarters of the year have closed.
    const noted = await api.stores.statistics.demandRuns('2569-Q2');
    expect(noted).toHaveLength('fiscalYear' in period ? 1 : 0);
  });

  it.each([
    ['no period', {}, '/month'],
    ['two periods', { month: '2026-05', quarter: '2569-Q3' }, '/month'],
    ['a quarter to come', { quarter: '2569-Q4' }, '/quarter'],
    ['a fiscal year to come', { fiscalYear: 2570 }, '/fiscalYear'],
    ['no quarter', { quarter: '2569-Q5' }, '/quarter'],
    ['a fiscal year C.E.', { fiscalYear: 2026 }, '/fiscalYear'],
  ])('is not started for %s', async (_, period, pointer) => {
    const body = { ...period, area: '42' };
    const answered = await api.request(approver, 'POST', '/v1/statistics/runs', { body });
    expect([answered.status, answered.body.errors]).toMatchObject([422, [{ pointer }]]);
    expect(api.started).toEqual([]);
  });

  it('is not started for a month to come', async () => {
    const body = { month: '2026-06', area: '42' };
    const { status, body: problem } = await api.request(approver, 'POST', '/v1/statistics/runs', { body });
    expect([status, problem.errors]).toMatchObject([422, [{ pointer: '/month', code: 'month-in-future' }]]);
    expect(api.started).toEqual([]);
  });

  it('of another province is not found', async () => {
    const { id } = (await start()).body;
    expect(
      (await api.request(account('REPORT_APPROVER', { area: '31' }), 'GET', `/v1/statistics/runs/${id}`)).status,
    ).toBe(404);
  });
});
