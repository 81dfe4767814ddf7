import { beforeEach, describe, expect, it } from 'vitest';

import type { Grant } from '#shared/domain/account/account.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201', sub: 'officer' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'secretariat' });
const team = account('FIELD_TEAM', { area: '420101', sub: 'team' });
const mentor = account('MENTOR', { area: '4201', sub: 'mentor' });

let api: InProcessApi;
let people = 0;
beforeEach(async () => {
  api = createInProcessApi();
  people = 0;
  await mentorOf('mentor', { unit: '42' });
});

async function mentorOf(sub: string, grant: Partial<Grant>): Promise<void> {
  await api.stores.accounts.createAccount({
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [{ role: 'MENTOR', from: '2026-01-01', ...grant }],
    createdAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'maker',
    changedAt: '2026-01-01T00:00:00.000Z',
    mustAccept: false,
    ended: [],
  });
}
const call = async (who: Account, method: string, path: string, asked = {}) => {
  const answered = await api.request(who, method, path, asked);
  expect(answered.status < 300, answered.text).toBe(true);
  return answered.body;
};
async function household(area = '420101'): Promise<string> {
  people += 1;
  return (await call(secretariat, 'POST', '/v1/households', { body: newHousehold(people, area) })).id;
}
async function led(area = '420101', on = '2026-05-19'): Promise<string> {
  const id = await household(area);
  const asked = { body: { mentor: 'mentor', on }, headers: { 'If-Match': '*' } };
  await call(secretariat, 'PUT', `/v1/households/${id}/mentor`, asked);
  return id;
}
const record = async (id: string, body: object, who = secretariat): Promise<string> =>
  (await call(who, 'POST', `/v1/households/${id}/logbook`, { body })).id;
const pack = async (who: Account) => await call(who, 'GET', '/v1/me/pack');
const ids = ({ items }: { items: { household: { id: string } }[] }) => items.map((one) => one.household.id);
const reads = async (id: string) =>
  (await api.stores.accessLog.of({ household: id, districts: [], months: [] }, undefined, 99)).filter(
    ({ sub, action }) => sub === mentor.sub && action === 'READ',
  ).length;

describe('GET /v1/me/pack', () => {
  it('tells a mentor of each household what the file, the plan and the logbook tell, and no more', async () => {
    const id = await led();
    const need = {
      type: 'need',
      dimension: 'health',
      kind: 'PROBLEM',
      text: 'ป่วย',
      openedOn: '2026-05-01',
      indicator: 2,
    };
    await record(id, need);
    const visits: string[] = [];
    for (const day of ['2026-05-01', '2026-05-12', '2026-05-03', '2026-05-05'])
      visits.push(await record(id, { type: 'visit', on: day, purpose: 'ASSIST', outcome: 'MET', notes: 'คุยกับยาย' }));
    const plan = {
      status: 'DRAFT',
      ultimateGoal: 'มีรายได้พอเพียง',
      items: [
        ...[{ seq: 1, dimension: 'income', selfActivity: 'ปลูกผัก', supportActivity: 'ให้เมล็ดพันธุ์' }].map((item) => ({
          ...item,
          periodText: 'ทันที',
          status: 'NOT_STARTED',
        })),
      ],
    };
    await call(officer, 'PUT', `/v1/households/${id}/plan`, { body: plan, headers: { 'If-Match': '*' } });
    const before = await reads(id);
    const packed = await pack(mentor);
    expect(await reads(id)).toBe(before + 1);
    const [file, told, { items }] = [
      await call(mentor, 'GET', `/v1/households/${id}`),
      await call(mentor, 'GET', `/v1/households/${id}/plan`),
      await call(mentor, 'GET', `/v1/households/${id}/logbook`),
    ];
    const byId = new Map(items.map((entry: { id: string }) => [entry.id, entry]));
    expect(packed).toMatchObject({ more: false });
    expect(packed.items).toEqual([
      { household: file, plan: told, visits: [visits[1], visits[3], visits[2]].map((one) => byId.get(one)) },
    ]);
  });

  it('has what waits first, and then the rest that the mentor leads, wherever it lives', async () => {
    const calm = await led();
    const far = await led('420201');
    const due = await led('420103', '2026-05-10');
    await record(due, {
      type: 'visit',
      on: '2026-05-19',
      purpose: 'ASSIST',
      outcome: 'MET',
      nextVisitDue: '2026-05-20',
    });
    await household();
    for (const one of [calm, far])
      await record(one, { type: 'visit', on: '2026-05-19', purpose: 'ASSIST', outcome: 'MET' });
    const packed = await pack(mentor);
    expect(ids(packed)).toEqual([due, ...ids(packed).slice(1)]);
    expect(ids(packed).toSorted()).toEqual([calm, far, due].toSorted());
    const ended = { body: { mentor: null, on: '2026-05-20', reason: 'ย้าย' }, headers: { 'If-Match': '*' } };
    await call(officer, 'PUT', `/v1/households/${calm}/mentor`, ended);
    expect(ids(await pack(mentor))).not.toContain(calm);
    // The index of mentors is behind the households by a moment: the household itself says whose it is.
    api.stores.households.listLed = async () => [{ id: calm, areaCode: '420101' }];
    expect(ids(await pack(mentor))).not.toContain(calm);
  });

  it('has for offices and teams the households of their queue, and none for others', async () => {
    const [critical, waiting] = [await household(), await household()];
    await record(critical, { type: 'urgency', level: 'CRITICAL', on: '2026-05-19', reason: 'ป่วยหนัก' });
    const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ก', openedOn: '2026-05-01' };
    await record(waiting, { ...need, solveMode: 'EXTERNAL' });
    await household();
    expect(ids(await pack(officer))).toEqual([critical, waiting]);
    expect(ids(await pack(team))).toEqual([critical]);
    for (const other of [account('PROVINCE_EXEC', { area: '42' }), account('AGENCY_FOCAL', { agency: 'moph' })])
      expect(ids(await pack(other))).toEqual([]);
    expect((await api.request(account('DATA_IMPORTER', { area: '4201' }), 'GET', '/v1/me/pack')).status).toBe(403);
    await record(critical, { type: 'move', on: '2026-05-20', toArea: '310101' });
    expect(ids(await pack(officer))).toEqual([waiting]);
  });

  it('has room for 200 households and says that there are more', async () => {
    for (let number = 0; number < 200; number += 1) await led();
    expect(await pack(mentor)).toMatchObject({ more: false });
    await led();
    const full = await pack(mentor);
    expect([full.items.length, full.more]).toEqual([200, true]);
  });

  it('has about four megabytes at the most', async () => {
    const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', openedOn: '2026-05-01' };
    const wide = [await led(), await led(), await led(), await led()];
    for (const id of wide)
      for (let number = 0; number < 20; number += 1) await record(id, { ...need, text: 'ก'.repeat(2000) });
    // Each is told by 1.2 MB: three leave room for one more, four do not.
    const { households } = api.stores;
    const real = households.getMany;
    households.getMany = async (asked) => {
      const found = await real(asked);
      for (const one of found.values()) one.needs = Array.from({ length: 10 }, () => one.needs).flat();
      return found;
    };
    const whole = await pack(mentor);
    expect([whole.items.length, whole.more]).toEqual([4, false]);
    await led();
    const full = await pack(mentor);
    expect([full.items.length, full.more]).toEqual([4, true]);
    expect(Buffer.byteLength(JSON.stringify(full))).toBeLessThan(6_000_000);
  });
});
