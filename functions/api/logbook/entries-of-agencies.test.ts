import { beforeEach, describe, expect, it } from 'vitest';

import { AppendConflict, type HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
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
  id = await register(1);
});

async function register(number: number, area = '420101'): Promise<string> {
  return (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, area) })).body.id;
}
const post = (who: Account, body: unknown, headers: Record<string, string> = {}, household = id) =>
  api.request(who, 'POST', `/v1/households/${household}/logbook`, { body, headers });
const entries = async (household = id) =>
  (await api.request(secretariat, 'GET', `/v1/households/${household}/logbook`)).body.items;

describe('agencies and mentors', () => {
  it('let an agency record its own help on a household it does not help yet, and no other', async () => {
    expect((await api.request(cdd, 'GET', `/v1/households/${id}`)).status).toBe(404);
    expect((await post(cdd, delivered('dla'))).status).toBe(403);
    expect((await post(cdd, { type: 'visit', on: '2026-05-01', purpose: 'SURVEY', outcome: 'MET' })).status).toBe(403);
    expect((await post(cdd, delivered('cdd'))).status).toBe(201);
    expect((await api.request(cdd, 'GET', `/v1/households/${id}`)).status).toBe(200);
  });

  it("give help that names no agency the account's own, in the reply and in the logbook", async () => {
    const { agency: _, ...blank } = delivered(null);
    const office = account('DISTRICT_OFFICER', { area: '4201', agency: 'dla' });
    const calls = [
      { who: cdd, body: delivered(null), agency: 'cdd' },
      { who: cdd, body: blank, agency: 'cdd' },
      { who: office, body: delivered(null), agency: 'dla' },
      { who: office, body: blank, agency: 'dla' },
    ];
    for (const [at, { who, body, agency }] of calls.entries())
      // A call that is repeated shows the entry of the first.
      for (const _time of ['first', 'again']) {
        const answer = await post(who, body, { 'Idempotency-Key': `blank-${at}` });
        expect([answer.status, answer.body.agency]).toEqual([201, agency]);
      }
    const recorded = (await entries()).filter(({ type }: { type: string }) => type === 'assistance');
    expect(recorded.map(({ agency }: { agency: string }) => agency)).toEqual(['cdd', 'cdd', 'dla', 'dla']);
    expect((await api.request(cdd, 'GET', `/v1/households/${id}`)).status).toBe(200);
  });

  it('give a correction that names no agency the same', async () => {
    const { agency: _, ...blank } = delivered(null, { cashBaht: 2000 });
    const { id: supersedes } = (await post(cdd, delivered('cdd'))).body;
    const { status, body } = await post(cdd, { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry: blank });
    expect([status, body.entry.agency]).toEqual([201, 'cdd']);
    expect((await entries()).at(-1).entry).toMatchObject({ agency: 'cdd', cashBaht: 2000 });
  });

  it('leave the null of an account without an agency, which must say it', async () => {
    const { agency: _, ...blank } = delivered(null);
    const { status, body } = await post(officer, delivered(null));
    expect([status, body.agency]).toEqual([201, null]);
    const refused = await post(officer, blank);
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/agency', code: 'required' }]]);
    const correction = { type: 'correction', supersedes: body.id, reason: 'พิมพ์ผิด', entry: blank };
    expect((await post(officer, correction)).body.errors).toMatchObject([
      { pointer: '/entry/agency', code: 'required' },
    ]);
    expect((await entries()).at(-1).agency).toBeNull();
  });

  it('let a mentor write on nobody else', async () => {
    expect((await post(account('MENTOR', { area: '4201' }), delivered('cdd'))).status).toBe(404);
  });

  it('are a sign of life in the month of recording, as giver or by calling', async () => {
    await post(officer, delivered('moph', { deliveredOn: '2026-04-02' }));
    await api.request(cdd, 'GET', '/v1/me');
    const activity = await api.stores.statistics.activity('2026-05');
    expect(activity.map(({ agency }) => agency).toSorted()).toEqual(['cdd', 'moph']);
  });
});

describe('an agency that only plans help', () => {
  const plan = { status: 'PLANNED', deliveredOn: null, plannedOn: '2026-06-01' };
  const logbook = (who: Account, query: Record<string, string> = {}) =>
    api.request(who, 'GET', `/v1/households/${id}/logbook`, { query });
  const looks = async () =>
    (await api.request(account('DPO_AUDITOR'), 'GET', '/v1/access-log', { query: { household: id } })).body.items;
  const correction = (supersedes: string, entry: unknown) => ({
    type: 'correction',
    supersedes,
    reason: 'พิมพ์ผิด',
    entry,
  });

  it('sees the entries of its own help, and that it looked is logged', async () => {
    await post(officer, {
      type: 'survey',
      on: '2026-05-02',
      needs: [{ dimension: 'health', kind: 'WANT', text: 'รถเข็น' }],
    });
    await post(officer, delivered('moph'));
    const own = [
      (await post(cdd, delivered('cdd', plan))).body.id,
      (await post(officer, delivered('moph', { ...plan, coAgencies: ['cdd'] }))).body.id,
    ];
    await post(officer, { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' });
    const { id: corrected } = (await post(cdd, correction(own[0], delivered('cdd', { ...plan, cashBaht: 9 })))).body;
    const ids = ({ body }: { body: { items: { id: string }[] } }) => body.items.map((entry) => entry.id);
    expect(ids(await logbook(cdd))).toEqual([...own, corrected]);
    expect(await looks()).toMatchObject([{ action: 'LOGBOOK', roles: ['AGENCY_FOCAL'] }]);
    const first = await logbook(cdd, { limit: '2' });
    const rest = await logbook(cdd, { limit: '2', cursor: first.body.nextCursor });
    expect([ids(first), ids(rest), rest.body.nextCursor]).toEqual([own, [corrected], null]);
    expect((await logbook(dla)).status).toBe(404);
  });

  it('sees nothing when its plan is cancelled', async () => {
    const { id: planned } = (await post(cdd, delivered('cdd', plan))).body;
    expect((await logbook(cdd)).status).toBe(200);
    expect((await post(cdd, correction(planned, delivered('cdd', { status: 'CANCELLED' })))).status).toBe(201);
    expect((await logbook(cdd)).status).toBe(404);
  });

  it('corrects help in its name, whoever typed it, and nothing else', async () => {
    const plans = (await post(officer, delivered('cdd', { ...plan, coAgencies: ['dla'] }))).body.id;
    const others = (await post(officer, delivered('moph', plan))).body.id;
    const refused = await post(cdd, correction(others, delivered('cdd')));
    expect([refused.status, refused.body.code]).toEqual([404, 'entry-not-found']);
    const ofGiver = await post(dla, correction(plans, delivered('dla')));
    expect([ofGiver.status, ofGiver.body.code]).toEqual([403, 'outside-scope']);
    expect((await post(cdd, correction(plans, delivered('cdd')))).status).toBe(201);
    expect((await logbook(cdd)).body.items).toHaveLength(4);
  });

  it('is noted in the access log when it opens the file, once, and the line stays after a withdrawal', async () => {
    const opened = async () => (await looks()).filter(({ action }: { action: string }) => action === 'OPENED');
    const { id: planned } = (await post(cdd, delivered('cdd', plan))).body;
    expect(await opened()).toEqual([]);
    const { id: given } = (await post(cdd, correction(planned, delivered('cdd')))).body;
    const line = { action: 'OPENED', sub: cdd.sub, roles: ['AGENCY_FOCAL'], at: '2026-05-20T10:00:00+07:00' };
    expect(await opened()).toMatchObject([line]);
    await post(cdd, delivered('cdd', { status: 'VERIFIED' }));
    await post(dla, delivered('dla'));
    expect((await opened()).map(({ sub }: { sub: string }) => sub).toSorted()).toEqual([cdd.sub, dla.sub]);
    await post(cdd, correction(given, delivered('cdd', { status: 'CANCELLED' })));
    await post(cdd, correction(`${id}.4`, delivered('cdd', { status: 'CANCELLED' })));
    expect((await logbook(cdd)).status).toBe(404);
    expect(await opened()).toHaveLength(2);
  });

  it('is not noted where others say that it helped, nor for a request that is sent again', async () => {
    await post(officer, delivered('cdd'));
    await post(account('DISTRICT_OFFICER', { area: '4201', agency: 'dopa' }), delivered('moph'));
    expect(await looks()).toEqual([]);
    const headers = { 'Idempotency-Key': 'again' };
    for (let sent = 0; sent < 2; sent += 1) await post(dla, delivered('dla', { agency: 'dla' }), headers);
    expect(await looks()).toHaveLength(1);
  });

  it('is noted for an office that records the help of its own agency, also as co-agency', async () => {
    const dopa = account('DISTRICT_OFFICER', { area: '4202', agency: 'dopa' });
    await post(dopa, delivered('moph', { coAgencies: ['dopa'] }));
    expect(await looks()).toMatchObject([{ action: 'OPENED', sub: dopa.sub }]);
  });

  it('opens no file when the log cannot be written', async () => {
    api.stores.accessLog.record = async () => {
      throw new Error('the table is away');
    };
    expect((await post(cdd, delivered('cdd'))).status).toBe(500);
    expect(await api.stores.households.history(id)).toHaveLength(1);
  });

  it('is noted once when others write at the same time', async () => {
    const real = createMemoryHouseholdStore();
    let conflicts = 3;
    const households: HouseholdStore = {
      ...real,
      append: async (changes, progress) => {
        if (changes[0]?.before && conflicts > 0) {
          conflicts -= 1;
          throw new AppendConflict([changes[0].after.id], [], false);
        }
        await real.append(changes, progress);
      },
    };
    api = createInProcessApi({ households });
    id = await register(1);
    expect((await post(cdd, delivered('cdd'))).status).toBe(201);
    expect(await looks()).toMatchObject([{ action: 'OPENED' }]);
  });
});
