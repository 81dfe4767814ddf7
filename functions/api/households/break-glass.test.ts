import { beforeEach, describe, expect, it } from 'vitest';

import type { Principal } from '#shared/domain/access/access.ts';
import { LOOKS_A_DAY } from '#shared/domain/break-glass/break-glass.ts';
import { account, createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const owner = account('DISTRICT_OFFICER', { area: '4201', sub: 'owner' });
const stranger = account('DISTRICT_OFFICER', { area: '3101', sub: 'stranger' });
const auditor = account('DPO_AUDITOR');
const purpose = 'ผู้ป่วยฉุกเฉินมาขอความช่วยเหลือที่อำเภอนี้';

let api: InProcessApi;
let household: string;
beforeEach(async () => {
  api = createInProcessApi();
  household = (await api.request(owner, 'POST', '/v1/households', { body: newHousehold(1) })).body.id;
});

const open = (who: Principal, more: object = {}, headers = {}) =>
  api.request(who, 'POST', '/v1/break-glass', {
    body: { citizenId: syntheticCitizenId(1), purpose, ...more },
    headers,
  });
const act = (who: Principal, id: string, what: string, body?: object) =>
  api.request(who, 'POST', `/v1/break-glass/${id}/${what}`, body === undefined ? {} : { body });
const list = async (who: Principal, query = {}) =>
  (await api.request(who, 'GET', '/v1/break-glass', { query })).body.items;
const told = ({ status, body }: Answered) => [status, body.code];
const reads = async (who: Principal) => [
  (await api.request(who, 'GET', `/v1/households/${household}`)).status,
  (await api.request(who, 'GET', `/v1/households/${household}/logbook`)).status,
];
const later = (minutes: number) => {
  api.clock.now = new Date(api.clock.now.getTime() + minutes * 60_000);
};

describe('a break-glass', () => {
  it('opens one household for reading, for three hours, and each look is logged', async () => {
    expect(await reads(stranger)).toEqual([404, 404]);
    const { status, body } = await open(stranger);
    expect([status, body.householdId, body.status]).toEqual([201, household, 'OPEN']);
    expect(body.until).toBe('2026-05-20T13:00:00+07:00');
    expect(await reads(stranger)).toEqual([200, 200]);
    later(179);
    expect(await reads(stranger)).toEqual([200, 200]);
    later(1);
    expect(await reads(stranger)).toEqual([404, 404]);
    expect((await list(owner))[0].status).toBe('EXPIRED');
    const looks = (await api.request(auditor, 'GET', '/v1/access-log', { query: { household } })).body.items;
    const byGlass = looks.filter(({ sub }: { sub: string }) => sub === 'stranger');
    expect(byGlass.map(({ action }: { action: string }) => action)).toEqual(Array(5).fill('BREAK_GLASS'));
    expect(byGlass.flatMap((look: { purpose: string | null }) => look.purpose ?? [])).toEqual([purpose]);
  });

  it('opens nothing for writing, revealing, listing or searching, and no other household', async () => {
    await api.request(owner, 'POST', '/v1/households', { body: newHousehold(2) });
    await open(stranger);
    const visit = { type: 'visit', on: '2026-05-02', purpose: 'ASSIST', outcome: 'MET' };
    const reveal = { fields: ['citizenId'], purpose: 'ทดสอบ' };
    for (const [path, body] of [
      ['logbook', visit],
      ['reveal', reveal],
    ] as const)
      expect((await api.request(stranger, 'POST', `/v1/households/${household}/${path}`, { body })).status).toBe(404);
    const found = await api.request(stranger, 'POST', '/v1/households/search', {
      body: { citizenId: syntheticCitizenId(1) },
    });
    expect(found.body.items).toEqual([]);
    expect(await reads(account('DISTRICT_OFFICER', { area: '3101', sub: 'colleague' }))).toEqual([404, 404]);
  });

  it('is ended by its holder alone, and revoked by the office of the household or the auditor', async () => {
    const { id } = (await open(stranger)).body;
    expect(told(await open(stranger))).toEqual([409, 'break-glass-open']);
    expect(told(await act(owner, id, 'end'))).toEqual([404, 'break-glass-not-found']);
    expect((await act(stranger, id, 'end')).body.status).toBe('ENDED');
    expect(await reads(stranger)).toEqual([404, 404]);
    expect(told(await act(owner, id, 'revoke'))).toEqual([409, 'transition-not-allowed']);
    for (const by of [owner, auditor]) {
      const again = (await open(stranger)).body.id;
      expect(told(await act(account('DISTRICT_OFFICER', { area: '4202' }), again, 'revoke'))).toEqual([
        404,
        'break-glass-not-found',
      ]);
      expect((await act(by, again, 'revoke')).body.status).toBe('REVOKED');
      expect(await reads(stranger)).toEqual([404, 404]);
    }
  });

  it('is reviewed once by the office of the household, never by its holder', async () => {
    const { id } = (await open(stranger)).body;
    expect((await act(owner, id, 'review', { result: 'NOT_JUSTIFIED' })).status).toBe(422);
    expect(told(await act(stranger, id, 'review', { result: 'JUSTIFIED' }))).toEqual([404, 'break-glass-not-found']);
    const reviewed = await act(owner, id, 'review', { result: 'NOT_JUSTIFIED', reason: 'ไม่เร่งด่วน' });
    expect(reviewed.body.review).toMatchObject({ result: 'NOT_JUSTIFIED', reason: 'ไม่เร่งด่วน', by: 'owner' });
    expect(told(await act(owner, id, 'review', { result: 'JUSTIFIED' }))).toEqual([409, 'transition-not-allowed']);
  });

  it('is looked for five times a day, hit or miss, and the auditor sees the misses', async () => {
    for (let look = 1; look <= LOOKS_A_DAY; look += 1)
      expect(told(await open(stranger, { citizenId: syntheticCitizenId(100 + look) }))).toEqual([
        404,
        'household-not-found',
      ]);
    expect(told(await open(stranger))).toEqual([429, 'break-glass-limit']);
    expect(await list(owner)).toEqual([]);
    expect(await list(auditor, { status: 'MISSED' })).toHaveLength(LOOKS_A_DAY);
    later(24 * 60);
    expect((await open(stranger)).status).toBe(201);
  });

  it('is for a household outside the own scope, with a purpose that says something', async () => {
    expect(told(await open(owner))).toEqual([409, 'break-glass-not-needed']);
    expect((await open(stranger, { purpose: 'ฉุกเฉิน' })).status).toBe(422);
    expect((await open(stranger, { citizenId: '123' })).status).toBe(422);
    for (const role of ['FIELD_TEAM', 'MENTOR', 'PROVINCE_EXEC', 'DATA_IMPORTER'] as const)
      expect((await open(account(role, { area: '3101' }))).status).toBe(403);
  });

  it('is not needed by an agency that still reads the file after its referral was done', async () => {
    const moph = account('AGENCY_FOCAL', { agency: 'moph' });
    const need = { type: 'need', dimension: 'health', kind: 'PROBLEM', text: 'ก', openedOn: '2026-05-01' };
    const path = `/v1/households/${household}`;
    const { id: needId } = (await api.request(owner, 'POST', `${path}/logbook`, { body: need })).body;
    const asked = { toAgency: 'moph', needIds: [needId], dueAt: '2026-06-10' };
    const { id: referral } = (await api.request(owner, 'POST', `${path}/referrals`, { body: asked })).body;
    await api.request(moph, 'POST', `/v1/referrals/${referral}/accept`);
    const reason = { body: { reason: 'ช่วยแล้ว' } };
    expect((await api.request(moph, 'POST', `/v1/referrals/${referral}/complete`, reason)).status).toBe(200);
    expect((await api.request(moph, 'GET', path)).status).toBe(200);
    expect(told(await open(moph))).toEqual([409, 'break-glass-not-needed']);
    later(31 * 24 * 60);
    expect((await api.request(moph, 'GET', path)).status).toBe(404);
    expect((await open(moph)).status).toBe(201);
  });

  it('is for agencies of the state, once for a key', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    const moph = account('AGENCY_FOCAL', { agency: 'moph' });
    const first = await open(moph, {}, headers);
    const again = await open(moph, {}, headers);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect(await reads(moph)).toEqual([200, 200]);
    const made = await api.request(account('SYSADMIN'), 'POST', '/v1/organisations', {
      body: { nameTh: 'มูลนิธิทดสอบระบบ', sector: 'RELIGION' },
    });
    expect((await open(account('AGENCY_FOCAL', { agency: made.body.slug }))).status).toBe(403);
  });

  it('is listed to the offices of its household, and to nobody else', async () => {
    await open(stranger);
    expect(await list(owner)).toMatchObject([{ householdId: household, sub: 'stranger', purpose }]);
    expect(await list(owner, { unit: '4202' })).toEqual([]);
    expect(await list(auditor)).toHaveLength(1);
    expect(await list(account('PROVINCE_SECRETARIAT', { area: '42' }))).toHaveLength(1);
    expect(await list(stranger)).toEqual([]);
  });
});
