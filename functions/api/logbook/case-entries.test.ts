/** Entries of case work through the API: who says what, and what the file shows of it. The rules themselves are in the tests of the kinds. */
import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });
const dla = account('AGENCY_FOCAL', { agency: 'dla' });

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  id = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1, '420101') })).body.id;
});

const post = (who: Account, body: unknown) => api.request(who, 'POST', `/v1/households/${id}/logbook`, { body });
const answer = async (who: Account, body: unknown) => {
  const { status, body: said } = await post(who, body);
  return status === 201 ? 201 : [status, said.code];
};
const file = async () => (await api.request(officer, 'GET', `/v1/households/${id}`)).body;
const urgency = (level: string) => ({ type: 'urgency', level, on: '2026-05-10', reason: 'บ้านใกล้พัง' });

describe('the file of a household', () => {
  it('shows contact, failed visits, stage, urgency and the details of needs', async () => {
    const details = { indicator: 24, category: 'th-category-4', severity: 3, solveMode: 'EXTERNAL', wanted: 'cdd' };
    const bodies = [
      { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ว่างงาน', openedOn: '2026-05-01', ...details },
      { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET', at: '09:30', by: { kind: 'VHV' } },
      {
        type: 'visit',
        on: '2026-05-05',
        purpose: 'FOLLOWUP',
        outcome: 'NOT_HOME',
        deviceAt: '2026-05-05T10:00:00+07:00',
      },
      { type: 'follow-up', on: '2026-05-04', stage: 'CRISIS', reasons: 'ไม่มีรายได้' },
      urgency('CRITICAL'),
    ];
    for (const body of bodies) expect([body, (await post(officer, body)).status]).toEqual([body, 201]);
    expect(await file()).toMatchObject({
      lastContactOn: '2026-05-04',
      failedVisits: 1,
      stage: { stage: 'CRISIS', on: '2026-05-04' },
      urgency: { level: 'CRITICAL', on: '2026-05-10' },
      found: null,
      needs: [details],
    });
    const { items } = (await api.request(officer, 'GET', `/v1/households/${id}/logbook`)).body;
    expect(items[3].deviceAt).toBe('2026-05-05T10:00:00+07:00');
    const list = (await api.request(officer, 'GET', '/v1/households', { query: { area: '4201' } })).body;
    expect(list.items).toMatchObject([{ id, urgency: 'CRITICAL' }]);
    const urgent = async (level: string) =>
      (await api.request(officer, 'GET', '/v1/households', { query: { area: '4201', urgency: level } })).body.items
        .length;
    expect([await urgent('CRITICAL'), await urgent('HIGH'), await urgent('NORMAL')]).toEqual([1, 0, 0]);
  });

  it('says from its registration where it was found', async () => {
    const found = { source: 'THAIQM', on: '2026-05-15', evidence: 'ผลสำรวจ ThaiQM' };
    const register = (more: object) =>
      api.request(secretariat, 'POST', '/v1/households', {
        body: { ...newHousehold(2, '420102'), found: { ...found, ...more } },
      });
    const future = await register({ on: '2026-05-30' });
    expect([future.status, future.body.errors]).toMatchObject([
      422,
      [{ pointer: '/found/on', code: 'date-in-future' }],
    ]);
    const number = await register({ evidence: 'เลข 3000000000013' });
    expect([number.status, number.body.code]).toEqual([422, 'personal-number-in-text']);
    const { status, body } = await register({});
    expect([status, body.found]).toEqual([201, { source: 'THAIQM', on: '2026-05-15', round: null }]);
    const { items } = (await api.request(secretariat, 'GET', `/v1/households/${body.id}/logbook`)).body;
    expect(items[1]).toMatchObject({ type: 'found', ...found });
  });
});

describe('what a call may not say', () => {
  it.each([
    [{ type: 'follow-up', on: '2026-05-04', stage: 'CRISIS' }, '/reasons'],
    [{ ...urgency('URGENT') }, '/level'],
    [{ ...urgency('HIGH'), on: '2026-05-30' }, '/on'],
    [{ type: 'visit', on: '2026-05-04', purpose: 'SURVEY', outcome: 'MET', at: '25:00' }, '/at'],
    [{ type: 'visit', on: '2026-05-04', purpose: 'SURVEY', outcome: 'MET', by: { kind: 'NEIGHBOUR' } }, '/by/kind'],
    [{ type: 'checked', kind: 'CRISIS', on: '2026-05-04', reason: 'ก' }, '/kind'],
    [{ type: 'rexray', round: 'x', on: '2026-05-04', results: [] }, '/by'],
    [{ type: 'visit', on: '2026-05-04', purpose: 'SURVEY', outcome: 'MET', deviceAt: 'yesterday' }, '/deviceAt'],
  ])('%j', async (body, pointer) => {
    const { status, body: said } = await post(officer, body);
    expect([status, said.errors?.[0]?.pointer]).toEqual([422, pointer]);
    expect(said.errors[0].message).toMatch(/[ก-๙]/);
  });

  it('is a number of a person in its words, and nothing is recorded', async () => {
    const { status, body } = await post(officer, { ...urgency('HIGH'), reason: 'เลข ๓๐๐๐๐๐๐๐๐๐๐๑๓' });
    expect([status, body.code, body.errors]).toMatchObject([422, 'personal-number-in-text', [{ pointer: '/reason' }]]);
    expect((await file()).version).toBe(1);
  });
});

describe('an agency', () => {
  it('raises the urgency of a household that it helps, and lowers none', async () => {
    expect(await answer(cdd, urgency('HIGH'))).toEqual([404, 'household-not-found']);
    await post(cdd, delivered('cdd'));
    await post(officer, urgency('HIGH'));
    for (const level of ['NORMAL', 'HIGH'])
      expect(await answer(cdd, urgency(level))).toEqual([403, 'urgency-only-raised']);
    const raised = await post(cdd, urgency('CRITICAL'));
    expect(raised.status).toBe(201);
    await post(dla, delivered('dla'));
    const correction = { type: 'correction', supersedes: raised.body.id, reason: 'ผิด', entry: urgency('HIGH') };
    expect(await answer(dla, correction)).toEqual([403, 'outside-scope']);
    // It was HIGH before.
    expect(await answer(cdd, correction)).toEqual([403, 'urgency-only-raised']);
    expect(await answer(dla, { ...correction, entry: null })).toEqual([403, 'outside-scope']);
    expect(await answer(cdd, { ...correction, entry: null })).toBe(201);
    expect((await file()).urgency.level).toBe('HIGH');
  });
});

describe('a withdrawal', () => {
  const withdraw = (supersedes: string) => ({ type: 'correction', supersedes, reason: 'บันทึกผิดครัวเรือน', entry: null });

  it('is shown, and what was withdrawn is as if it had not been recorded', async () => {
    const help = await post(cdd, delivered('cdd'));
    expect((await file()).agencies).toEqual(['cdd']);
    const { status, body } = await post(cdd, withdraw(help.body.id));
    expect([status, body.entry]).toEqual([201, null]);
    expect(await file()).toMatchObject({ agencies: [], lastHelpOn: null });
    expect((await api.request(cdd, 'GET', `/v1/households/${id}`)).status).toBe(404);
    const { items } = (await api.request(officer, 'GET', `/v1/households/${id}/logbook`)).body;
    expect(items.at(-1)).toEqual(body);
  });

  it('is made by who may record what is withdrawn', async () => {
    const visit = await post(officer, { type: 'visit', on: '2026-05-04', purpose: 'SURVEY', outcome: 'MET' });
    await post(cdd, delivered('cdd'));
    expect(await answer(cdd, withdraw(visit.body.id))).toEqual([403, 'outside-scope']);
    expect(await answer(account('PROVINCE_EXEC', { area: '42' }), withdraw(visit.body.id))).toEqual([
      403,
      'not-permitted',
    ]);
    const state = account('FIELD_TEAM', { area: '420101' });
    const looked = await post(officer, { type: 'checked', kind: 'ARRIVED', on: '2026-05-04', reason: 'ก' });
    expect(await answer(state, withdraw(looked.body.id))).toEqual([403, 'not-permitted']);
    // Registrations and rows of lists are withdrawn by the undo of their upload alone.
    expect(await answer(officer, withdraw(`${id}.1`))).toEqual([403, 'not-permitted']);
    expect(await answer(officer, withdraw(visit.body.id))).toBe(201);
  });

  it('names what stands on an entry', async () => {
    const need = await post(officer, {
      type: 'need',
      dimension: 'income',
      kind: 'PROBLEM',
      text: 'ว่างงาน',
      openedOn: '2026-05-01',
    });
    const help = await post(officer, delivered('cdd', { needIds: [need.body.id] }));
    const { status, body } = await post(officer, withdraw(need.body.id));
    expect([status, body.code, body.by]).toEqual([409, 'built-upon', [help.body.id]]);
  });
});

describe('a target', () => {
  const visit = (on: string) => ({ type: 'visit', on, purpose: 'SURVEY', outcome: 'MET' });
  const field = account('FIELD_TEAM', { area: '420101' });
  let list: string;
  beforeEach(async () => {
    list = (
      await api.request(secretariat, 'POST', '/v1/target-lists', {
        body: { ...newTargetList(), openedOn: '2026-05-10' },
      })
    ).body.id;
    await putOnList(api.stores.households, id, list, '420101', api.clock.now);
  });
  const say = (state: string, more: object = {}) => ({
    type: 'target-state',
    list,
    state,
    on: '2026-05-15',
    reason: 'ก',
    ...more,
  });
  const states = async () => {
    const { items } = (await api.request(officer, 'GET', '/v1/households', { query: { area: '4201', list } })).body;
    return [(await file()).targets[0].state, items[0].lists[list]];
  };

  it('is moved on by what was recorded since its list opened, in the file and in the worklist', async () => {
    expect(await states()).toEqual(['LISTED', 'LISTED']);
    await post(officer, visit('2026-04-30'));
    expect(await states()).toEqual(['LISTED', 'LISTED']);
    const met = await post(officer, visit('2026-05-02'));
    expect(await states()).toEqual(['VISITED', 'VISITED']);
    const query = { area: '4201', list, state: 'VISITED' };
    expect((await api.request(officer, 'GET', '/v1/households', { query })).body.items).toHaveLength(1);
    await post(officer, { type: 'correction', supersedes: met.body.id, reason: 'ผิด', entry: null });
    expect(await states()).toEqual(['LISTED', 'LISTED']);
    // The logbook holds what people said.
    const { items } = (await api.request(officer, 'GET', `/v1/households/${id}/logbook`)).body;
    expect(items.map(({ type }: { type: string }) => type)).not.toContain('target-state');
  });

  it('needs evidence for a finding, and says which', async () => {
    const { status, body } = await post(officer, say('NOT_POOR'));
    expect([status, body.code, body.to, body.missing]).toEqual([409, 'evidence-needed', 'NOT_POOR', 'contact']);
    expect((await post(officer, say('ASSISTING'))).body).toMatchObject({
      code: 'transition-not-allowed',
      from: 'LISTED',
      to: 'ASSISTING',
    });
    expect(await answer(officer, say('NOT_POOR', { evidence: 'DESK' }))).toBe(201);
    expect(await states()).toEqual(['NOT_POOR', 'NOT_POOR']);
  });

  it('is said by whom its life-cycle names', async () => {
    const theirs = account('FIELD_TEAM', { area: '420102' });
    expect(await answer(field, say('MOVED', { evidence: 'DOCUMENT' }))).toEqual([403, 'not-permitted']);
    expect(await answer(theirs, say('CONFIRMED', { evidence: 'DESK' }))).toEqual([404, 'household-not-found']);
    expect(await answer(account('MENTOR', { area: '4201' }), say('CONFIRMED', { evidence: 'DESK' }))).toEqual([
      403,
      'not-permitted',
    ]);
    const confirmed = await post(field, say('CONFIRMED', { evidence: 'DESK' }));
    expect(confirmed.status).toBe(201);
    const moved = await post(officer, say('MOVED', { evidence: 'DOCUMENT' }));
    // What it may not say it does not correct either.
    const correction = {
      type: 'correction',
      supersedes: moved.body.id,
      reason: 'ผิด',
      entry: say('CONFIRMED', { evidence: 'DESK' }),
    };
    expect(await answer(field, correction)).toEqual([403, 'not-permitted']);
    expect(await answer(field, { ...correction, entry: null })).toEqual([403, 'not-permitted']);
    expect(await answer(officer, correction)).toBe(201);
  });
});

describe('what help and needs name of catalogues', () => {
  const need = { dimension: 'income', kind: 'PROBLEM', text: 'มีหนี้' };
  const help = delivered('cdd');
  const on = '2026-05-01';
  const by = { kind: 'OFFICER' };

  it.each([
    [{ ...help, menuItem: 'nothing' }, '/menuItem'],
    [{ ...help, project: 'th-sample-1' }, '/project'],
    [{ type: 'need', ...need, openedOn: on, category: 'หนี้สิน' }, '/category'],
    [{ type: 'survey', on, needs: [need, { ...need, category: 'ต้องการการดูแล' }] }, '/needs/1/category'],
    [{ type: 'rexray', round: 'r', on, by, newNeeds: [{ ...need, category: 'th-sample-1' }] }, '/newNeeds/0/category'],
  ])('is refused when none has it: %j', async (body, pointer) => {
    const { status, body: said } = await post(officer, body);
    expect([status, said.errors]).toMatchObject([422, [{ pointer, code: 'not-in-catalogue' }]]);
    const batch = await api.request(officer, 'POST', `/v1/households/${id}/logbook/batch`, {
      body: { entries: [{ type: 'visit', on, purpose: 'ASSIST', outcome: 'MET' }, body] },
    });
    expect([batch.status, batch.body.errors]).toMatchObject([422, [{ pointer: `/entries/1${pointer}` }]]);
    expect((await file()).version).toBe(1);
  });

  it('is taken from the built-in entries and those of offices, and kept by a correction when it is closed since', async () => {
    const said = { titleTh: 'เลี้ยงไก่ไข่', dimension: 'income', areaCode: '42' };
    const item = (await api.request(secretariat, 'POST', '/v1/menu-items', { body: said })).body;
    const given = await post(officer, { ...help, menuItem: item.id });
    expect(given.status).toBe(201);
    expect((await post(officer, { ...help, menuItem: 'th-sample-2' })).status).toBe(201);
    const closed = await api.request(secretariat, 'PUT', `/v1/menu-items/${item.id}`, {
      body: { ...said, active: false },
      headers: { 'If-Match': '*' },
    });
    expect(closed.status).toBe(200);
    expect((await post(officer, { ...help, menuItem: item.id })).body.errors).toMatchObject([{ pointer: '/menuItem' }]);
    const correct = (entry: object) =>
      post(officer, { type: 'correction', supersedes: given.body.id, reason: 'ยอดผิด', entry });
    expect((await correct({ ...help, menuItem: item.id, cashBaht: 2 })).status).toBe(201);
    expect((await correct({ ...help, menuItem: 'nothing' })).body.code).toBe('already-superseded');
    const newest = (await api.request(officer, 'GET', `/v1/households/${id}/logbook`)).body.items.at(-1).id;
    const wrong = { type: 'correction', supersedes: newest, reason: 'ก', entry: { ...help, menuItem: 'nothing' } };
    expect((await post(officer, wrong)).body.errors).toMatchObject([{ pointer: '/entry/menuItem' }]);
  });
});
