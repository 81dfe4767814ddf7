import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const officer = account('DISTRICT_OFFICER', { area: '4201' });
const abroad = account('PROVINCE_SECRETARIAT', { area: '31' });
const auditor = account('DPO_AUDITOR');

let api: InProcessApi;
let household: string;
let person: string;
beforeEach(async () => {
  api = createInProcessApi({ now: new Date('2026-05-20T03:00:00.000Z') });
  const { body } = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) });
  household = body.id;
  person = body.members[0].id;
});

const open = (kind: string, over: object = {}, who: Account = officer) =>
  api.request(who, 'POST', '/v1/subject-requests', {
    body: { householdId: household, personId: person, kind, text: 'ขอทราบว่าใครดูข้อมูลของฉัน', ...over },
  });
const answer = (id: string, body: object, who: Account = secretariat) =>
  api.request(who, 'POST', `/v1/subject-requests/${id}/answer`, { body });
const exported = (id: string, who: Account = secretariat) =>
  api.request(who, 'GET', `/v1/subject-requests/${id}/export`);
const listed = async (who: Account, query: Record<string, string> = {}) =>
  (await api.request(who, 'GET', '/v1/subject-requests', { query })).body.items.map(({ id }: { id: string }) => id);

describe('requests of data subjects', () => {
  it('are taken by an office of the household and answered once, within 30 days', async () => {
    const { status, body: taken } = await open('CORRECT', { text: 'ชื่อสกุลสะกดผิด' });
    expect([status, taken]).toEqual([
      201,
      {
        id: taken.id,
        version: 1,
        householdId: household,
        personId: person,
        kind: 'CORRECT',
        text: 'ชื่อสกุลสะกดผิด',
        status: 'OPEN',
        openedAt: '2026-05-20T10:00:00+07:00',
        dueOn: '2026-06-19',
        overdue: false,
        answer: null,
      },
    ]);
    expect((await answer(taken.id, { result: 'DONE' }, officer)).body.code).toBe('not-permitted');
    expect((await answer(taken.id, { result: 'DONE' }, abroad)).body.code).toBe('subject-request-not-found');
    api.clock.now = new Date('2026-06-20T03:00:00.000Z');
    const waiting = await api.request(auditor, 'GET', '/v1/subject-requests', { query: { status: 'OPEN' } });
    expect(waiting.body.items).toMatchObject([{ id: taken.id, overdue: true }]);
    const done = await answer(taken.id, { result: 'REFUSED', reason: 'หลักฐานไม่ตรง' }, auditor);
    expect(done.body).toMatchObject({
      version: 2,
      status: 'REFUSED',
      overdue: false,
      answer: { result: 'REFUSED', reason: 'หลักฐานไม่ตรง', at: '2026-06-20T10:00:00+07:00' },
    });
    expect((await answer(taken.id, { result: 'DONE' })).body).toMatchObject({
      code: 'transition-not-allowed',
      from: 'REFUSED',
      to: 'DONE',
    });
  });

  it('to erase are answered LIMITED with a reason, and nothing else', async () => {
    const { id } = (await open('ERASE')).body;
    const wrong = await answer(id, { result: 'DONE' });
    expect([wrong.status, wrong.body.errors[0].pointer, wrong.body.errors[0].code]).toEqual([
      422,
      '/result',
      'erase-limited',
    ]);
    expect((await answer(id, { result: 'LIMITED' })).body.errors[0].pointer).toBe('/reason');
    expect((await answer(id, { result: 'LIMITED', reason: 'อยู่ระหว่างการช่วยเหลือ' })).body.status).toBe('LIMITED');
  });

  it('are about a member of a household in the scope, without a number of a person in their words', async () => {
    expect((await open('ACCESS', {}, abroad)).body.code).toBe('household-not-found');
    expect((await open('ACCESS', { personId: 'nobody' })).body).toMatchObject({ code: 'person-not-found' });
    expect((await open('ACCESS', { text: `เลข ${syntheticCitizenId(7)}` })).body.errors).toMatchObject([
      { pointer: '/text', code: 'personal-number-in-text' },
    ]);
    const { id } = (await open('ACCESS')).body;
    const reason = `เลข ${syntheticCitizenId(7)}`;
    expect((await answer(id, { result: 'REFUSED', reason })).body.code).toBe('personal-number-in-text');
    expect(await listed(officer)).toEqual([id]);
  });

  it('are listed in the scope alone, by kind, status, unit and household', async () => {
    const first = (await open('ACCESS')).body.id;
    const second = (await open('LIMIT')).body.id;
    expect(await listed(officer)).toEqual(expect.arrayContaining([first, second]));
    expect(await listed(abroad)).toEqual([]);
    expect(await listed(account('DISTRICT_OFFICER', { area: '4202' }))).toEqual([]);
    expect(await listed(auditor, { kind: 'LIMIT', unit: '4201', household })).toEqual([second]);
    expect(await listed(auditor, { unit: '4202' })).toEqual([]);
    expect(await listed(auditor, { status: 'DONE' })).toEqual([]);
  });

  it('are taken once for an Idempotency-Key', async () => {
    const headers = { 'Idempotency-Key': '6f6f4ab4-1111-4222-8333-444455556666' };
    const body = { householdId: household, personId: person, kind: 'LIMIT', text: 'ขอระงับ' };
    const ask = () => api.request(officer, 'POST', '/v1/subject-requests', { body, headers });
    expect((await ask()).body.id).toBe((await ask()).body.id);
    expect(await listed(officer)).toHaveLength(1);
  });

  it('leave a line in the access log for every look: taking, listing, answering and exporting', async () => {
    const { id } = (await open('ACCESS')).body;
    await listed(officer);
    await answer(id, { result: 'DONE' });
    await exported(id);
    const log = await api.request(auditor, 'GET', '/v1/access-log', { query: { household } });
    const looks = log.body.items.filter(({ action }: { action: string }) => action === 'SUBJECT_REQUEST');
    expect(looks).toHaveLength(4);
    expect(looks.map(({ fields }: { fields: string[] }) => fields.length).toSorted()).toEqual([0, 0, 0, 3]);
  });
});

describe('the export of a request', () => {
  it('has what is held of the person, and which organisations looked, but nobody of them', async () => {
    const at = '2026-01-01T00:00:00.000Z';
    const made = {
      version: 1,
      kind: 'PERSON',
      status: 'ACTIVE',
      createdAt: at,
      changedBy: 'x',
      changedAt: at,
    } as const;
    const known = { ...made, mustAccept: false, ended: [] };
    const focal = { sub: 'focal-of-cdd', roles: [] };
    await api.stores.accounts.createAccount({
      ...known,
      sub: focal.sub,
      grants: [{ role: 'AGENCY_FOCAL', agency: 'cdd', from: '2026-01-01' }],
    });
    await api.stores.accounts.createAccount({
      ...known,
      sub: 'officer-by-record',
      grants: [{ role: 'DISTRICT_OFFICER', unit: '4201', from: '2026-01-01' }],
    });
    await api.request(officer, 'POST', `/v1/households/${household}/logbook`, { body: delivered('cdd') });
    await api.request(focal, 'GET', `/v1/households/${household}`);
    await api.request({ sub: 'officer-by-record', roles: [] }, 'GET', `/v1/households/${household}`);
    const { id } = (await open('ACCESS')).body;
    const { status, body, text } = await exported(id);
    expect(status).toBe(200);
    expect(body.person).toMatchObject({ id: person, citizenId: syntheticCitizenId(1) });
    expect(body.help).toMatchObject([{ agency: 'cdd', status: 'DELIVERED' }]);
    expect(body.address).toMatchObject({ areaCode: '420101' });
    expect(body.organisations).toEqual(
      expect.arrayContaining([
        {
          kind: 'ORGANISATION',
          code: 'cdd',
          name: 'กรมการพัฒนาชุมชน',
          looks: 1,
          firstOn: '2026-05-20',
          lastOn: '2026-05-20',
        },
        expect.objectContaining({ kind: 'UNIT', code: '4201', looks: 1 }),
      ]),
    );
    expect(text).not.toMatch(/focal-of-cdd|officer-by-record|DISTRICT_OFFICER/u);
  });

  it('has nothing that another member alone is spoken of', async () => {
    const two = newHousehold(3);
    const [first] = two['members'] as [object];
    const members = [first, { ...first, citizenId: syntheticCitizenId(4), firstName: 'คนที่สอง' }];
    const { body } = await api.request(officer, 'POST', '/v1/households', { body: { ...two, members } });
    const [one, other] = body.members.map((member: { id: string }) => member.id);
    const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', openedOn: '2026-05-01' };
    for (const [personId, words] of [
      [one, 'ของคนแรก'],
      [other, 'ของคนที่สอง'],
      [null, 'ของทั้งบ้าน'],
    ])
      await api.request(officer, 'POST', `/v1/households/${body.id}/logbook`, {
        body: { ...need, personId, text: words },
      });
    await api.request(officer, 'POST', `/v1/households/${body.id}/logbook`, {
      body: { ...delivered('cdd'), personIds: [other] },
    });
    const { id } = (await open('ACCESS', { householdId: body.id, personId: one })).body;
    const reply = await exported(id);
    expect(reply.body.needs.map(({ text }: { text: string }) => text)).toEqual(['ของคนแรก', 'ของทั้งบ้าน']);
    expect(reply.body.help).toEqual([]);
    expect(reply.text).not.toMatch(/คนที่สอง/u);
    expect(reply.text).not.toContain(syntheticCitizenId(4));
  });

  it('has what is held in the household that its own was merged into, and in its own, for who has both in scope', async () => {
    const register = async (number: number, area: string, who: Account) =>
      (await api.request(who, 'POST', '/v1/households', { body: newHousehold(number, area) })).body;
    const { id } = (await open('ACCESS')).body;
    const kept = await register(2, '420101', officer);
    const post = (to: string, body: object) => api.request(officer, 'POST', `/v1/households/${to}/logbook`, { body });
    const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', openedOn: '2026-05-01' };
    await post(household, { ...need, personId: person, text: 'ก่อนรวม' });
    await post(household, delivered('cdd', { personIds: [person] }));
    const merging = {
      keep: kept.id,
      other: household,
      reason: 'ครัวเรือนเดียวกัน',
      versions: { [kept.id]: 1, [household]: 3 },
      members: [{ from: person, to: kept.members[0].id }],
    };
    expect((await api.request(officer, 'POST', '/v1/merges', { body: merging })).status).toBe(201);
    await post(kept.id, { ...need, personId: kept.members[0].id, text: 'หลังรวม' });
    await post(kept.id, delivered('moph', { personIds: [kept.members[0].id] }));

    const later = (await open('ACCESS', { householdId: kept.id, personId: kept.members[0].id })).body.id;
    for (const request of [id, later]) {
      const { status, body } = await exported(request);
      expect([status, body.householdId]).toEqual([200, kept.id]);
      expect(body.needs.map(({ text }: { text: string }) => text).toSorted()).toEqual(['ก่อนรวม', 'หลังรวม'].toSorted());
      expect(body.help.map(({ agency }: { agency: string }) => agency).toSorted()).toEqual(['cdd', 'moph']);
    }

    const move = { type: 'move', on: '2026-05-20', toArea: '310101' };
    expect((await post(kept.id, move)).status).toBe(201);
    expect((await exported(id)).body.code).toBe('no-export');
    expect((await exported(id, auditor)).body.help).toHaveLength(2);
  });

  it('is for requests of the kind ACCESS: before the answer for who may answer, after it for the office, and for nobody when refused', async () => {
    const { id } = (await open('ACCESS')).body;
    expect([(await exported(id, officer)).body.code, (await exported(id)).status]).toEqual(['no-export', 200]);
    await answer(id, { result: 'DONE' });
    expect((await exported(id, officer)).status).toBe(200);
    expect((await exported(id, abroad)).body.code).toBe('subject-request-not-found');
    const refused = (await open('ACCESS')).body.id;
    await answer(refused, { result: 'REFUSED', reason: 'ไม่พบหลักฐาน' });
    expect((await exported(refused)).body.code).toBe('no-export');
    const limit = (await open('LIMIT')).body.id;
    expect((await exported(limit)).body.code).toBe('no-export');
  });

  it('counts every look, however many there are', async () => {
    for (let number = 0; number < 2100; number += 1)
      await api.stores.accessLog.record({
        household,
        at: '2026-05-10T03:00:00.000Z',
        sub: 'x',
        roles: [],
        action: 'READ',
      });
    const { id } = (await open('ACCESS')).body;
    const { body } = await exported(id);
    expect(body.organisations).toMatchObject([{ kind: 'UNKNOWN', firstOn: '2026-05-10' }]);
    expect(body.organisations[0].looks).toBeGreaterThanOrEqual(2102);
  });
});
