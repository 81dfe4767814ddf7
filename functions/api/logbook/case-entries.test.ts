/** Entries of case work through the API: who says what, and what the file shows of it. The rules themselves are in the tests of the kinds. */
import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';

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
    const details = { indicator: 24, category: 'หนี้สิน', severity: 3, solveMode: 'EXTERNAL', wanted: 'cdd' };
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
