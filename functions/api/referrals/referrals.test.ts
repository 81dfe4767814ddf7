import { beforeEach, describe, expect, it, vi } from 'vitest';

import { account, createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';
import { sealPerson } from '#shared/account/sealed-person.ts';
import type { Account as AccountRecord } from '#shared/domain/account/account.ts';
import { indicators } from '#shared/reference/indicators.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { leaveMeanwhile } from '#test/api/leave-meanwhile.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const elsewhere = account('DISTRICT_OFFICER', { area: '3101' });
const team = account('FIELD_TEAM', { area: '420101' });
const exec = account('PROVINCE_EXEC', { area: '42' });
const moph = account('AGENCY_FOCAL', { agency: 'moph' });
const dla = account('AGENCY_FOCAL', { agency: 'dla' });

/** A word for each text that an officer writes or that names somebody. */
const WORDS = {
  firstName: 'มะลิวัลย์',
  lastName: 'นามสกุลลับ',
  child: 'บุตรชื่อลับ',
  addressNo: '909/77',
  village: 'บ้านลับ',
  need: 'เบาหวานลงไต',
  note: 'บันทึกถึงรัฐ',
  partnerText: 'ข้อความถึงภาคี',
} as const;

let api: InProcessApi;
let household: string;
let need: string;
beforeEach(async () => {
  api = createInProcessApi();
  const { addressNo, village, firstName, lastName, child } = WORDS;
  const made = await api.request(officer, 'POST', '/v1/households', {
    body: newHousehold(1, '420101', {
      addressNo,
      village,
      members: [
        { citizenId: '3000000000013', firstName, lastName, relation: 'หัวหน้าครัวเรือน' },
        { firstName: child, lastName, relation: 'บุตร' },
      ],
    }),
  });
  household = made.body.id;
  need = await needing('health');
});

async function needing(dimension: string): Promise<string> {
  const body = { type: 'need', dimension, kind: 'PROBLEM', text: WORDS.need, openedOn: '2026-05-01', personId: null };
  return (await api.request(officer, 'POST', `/v1/households/${household}/logbook`, { body })).body.id;
}

const send = (toAgency: string, more: object = {}, who = officer): Promise<Answered> =>
  api.request(who, 'POST', `/v1/households/${household}/referrals`, {
    body: { toAgency, needIds: [need], dueAt: '2026-06-10', note: WORDS.note, partnerText: WORDS.partnerText, ...more },
  });
const say = (who: typeof officer, id: string, event: string, body: object = {}): Promise<Answered> =>
  api.request(who, 'POST', `/v1/referrals/${id}/${event}`, { body });
const read = (who: typeof officer, id: string): Promise<Answered> => api.request(who, 'GET', `/v1/referrals/${id}`);
const list = (who: typeof officer, query: Record<string, string> = {}): Promise<Answered> =>
  api.request(who, 'GET', '/v1/referrals', { query });
async function sent(toAgency: string): Promise<string> {
  const { status, body } = await send(toAgency);
  expect(status).toBe(201);
  return body.id;
}
const wordsIn = ({ text }: Answered): string[] =>
  Object.entries(WORDS).flatMap(([name, word]) => (text.includes(word) ? [name] : []));

describe('sending', () => {
  it('is refused with the number of a person in its words, and so is an answer', async () => {
    const number = 'เลข 3000000000013';
    const refused = await send('moph', { note: number, partnerText: number });
    expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
      422,
      'personal-number-in-text',
      [{ pointer: '/note' }, { pointer: '/partnerText' }],
    ]);
    expect((await list(officer)).body.items).toEqual([]);
    const id = await sent('moph');
    expect((await say(moph, id, 'reject', { reason: number })).body).toMatchObject({
      code: 'personal-number-in-text',
      errors: [{ pointer: '/reason' }],
    });
    const onBehalf = { how: number };
    expect((await say(officer, id, 'accept', { onBehalf })).body.errors).toMatchObject([{ pointer: '/onBehalf/how' }]);
    expect((await read(officer, id)).body.status).toBe('SENT');
  });

  it('is refused for a household that has left the scope between reading and writing', async () => {
    leaveMeanwhile(api, secretariat, '410101');
    expect((await send('moph')).body.code).toBe('household-not-found');
    expect((await list(moph)).body.items).toEqual([]);
  });

  it('asks an agency in the name of the unit', async () => {
    const { status, body } = await send('moph');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'SENT',
      toAgency: 'moph',
      from: { unit: '4201', name: 'อ.เมืองเลย จ.เลย' },
      dueAt: '2026-06-10',
      overdue: false,
      householdId: household,
      needs: [{ id: need, dimension: 'health', status: 'OPEN' }],
      note: WORDS.note,
      steps: ['accept', 'reject', 'return', 'withdraw'],
    });
    const logbook = await api.request(officer, 'GET', `/v1/households/${household}/logbook`);
    expect(logbook.body.items.at(-1)).toMatchObject({ type: 'referral', toAgency: 'moph', needIds: [need] });
  });

  it('happens once for a key', async () => {
    const body = { toAgency: 'moph', needIds: [need], dueAt: '2026-06-10' };
    const headers = { 'Idempotency-Key': 'k-1' };
    const path = `/v1/households/${household}/referrals`;
    const first = await api.request(officer, 'POST', path, { body, headers });
    const again = await api.request(officer, 'POST', path, { body, headers });
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect((await send('moph')).body).toMatchObject({ code: 'referral-open', referral: first.body.id });
  });

  it.each([
    ['2026-05-20', 422],
    ['2026-05-21', 201],
    ['2026-11-16', 201],
    ['2026-11-17', 422],
  ])('is due ahead and within 180 days: %s is %i', async (dueAt, status) => {
    const answered = await send('moph', { dueAt });
    expect([answered.status, answered.body.errors?.[0].pointer]).toEqual([
      status,
      status === 422 ? '/dueAt' : undefined,
    ]);
  });

  it('is refused for needs that are closed or not there, and for agencies that are none', async () => {
    const body = { type: 'need-status', needId: need, status: 'RESOLVED', on: '2026-05-02' };
    await api.request(officer, 'POST', `/v1/households/${household}/logbook`, { body });
    expect((await send('moph')).body).toMatchObject({ status: 409, code: 'need-closed', needIds: [need] });
    expect((await send('moph', { needIds: ['x'] })).body.code).toBe('need-not-found');
    expect((await send('nobody')).body.errors[0].pointer).toBe('/toAgency');
  });

  it('is for units, of households in their area', async () => {
    expect((await send('moph', {}, neighbour)).status).toBe(404);
    expect((await send('moph', {}, team)).status).toBe(403);
    expect((await send('moph', {}, moph)).status).toBe(403);
    expect((await send('moph', {}, secretariat)).body).toMatchObject({ from: { unit: '42' } });
  });
});

describe('the contact of the unit', () => {
  it('is who sent it, for the agency before and after it accepts, while that account is open', async () => {
    const { sealer, stores } = api;
    const sub = 'sender-with-a-name';
    const at = '2026-01-01T00:00:00.000Z';
    const record: AccountRecord = {
      sub,
      version: 1,
      kind: 'PERSON',
      status: 'ACTIVE',
      grants: [{ role: 'DISTRICT_OFFICER', unit: '4201', from: '2026-01-01' }],
      person: await sealPerson(sub, { displayName: 'ปลัด ตัวอย่าง', email: 'palad@example.go.th' }, sealer),
      createdAt: at,
      changedBy: sub,
      changedAt: at,
      mustAccept: false,
      ended: [],
    };
    await stores.accounts.createAccount(record);
    const { id } = (await send('moph', {}, { sub, roles: [] })).body;
    const contact = { name: 'ปลัด ตัวอย่าง', email: 'palad@example.go.th' };
    expect((await read(moph, id)).body).toMatchObject({ householdId: null, contact });
    expect((await say(moph, id, 'accept')).body).toMatchObject({ householdId: household, contact });
    await stores.accounts.updateAccount(record, { ...record, version: 2, status: 'CLOSED' });
    expect((await read(moph, id)).body.contact).toBeNull();
  });
});

describe('proposals', () => {
  it('reach an office whose department was entered for the whole nation', async () => {
    const indicator = indicators.find(({ planDimension, leadHosts }) => planDimension === 'health' && leadHosts[0]);
    if (!indicator) throw new Error('The table has hosts');
    await putOnList(api.stores.households, household, 'L1', '420101', api.clock.now, [indicator.no]);
    const enter = async (body: object): Promise<string> =>
      (await api.request(account('SYSADMIN'), 'POST', '/v1/organisations', { body })).body.slug;
    const department = await enter({ nameTh: 'กรมตัวอย่าง', sector: 'STATE', parent: indicator.leadHosts[0] });
    const office = await enter({ nameTh: 'สำนักงานตัวอย่าง', sector: 'STATE', areaCode: '42', reportsAs: department });
    const { items } = (await api.request(officer, 'GET', `/v1/households/${household}/referrals/proposals`)).body;
    expect(items.map(({ needId, hosts }: { needId: string; hosts: unknown[] }) => [needId, hosts[0]])).toEqual([
      [need, { agency: office, role: 'MAIN', indicator: indicator.no }],
    ]);
  });
});

describe('answering', () => {
  it('is received by the first look of the agency, once, and in no entry', async () => {
    const id = await sent('moph');
    expect((await read(officer, id)).body.status).toBe('SENT');
    const first = await read(moph, id);
    expect(first.body).toMatchObject({ status: 'RECEIVED', receivedAt: '2026-05-20T10:00:00+07:00' });
    api.clock.now = new Date('2026-05-21T03:00:00.000Z');
    expect((await read(moph, id)).body).toMatchObject({ receivedAt: '2026-05-20T10:00:00+07:00' });
    expect((await read(officer, id)).body).toMatchObject({ status: 'RECEIVED' });
    const { body } = await api.request(officer, 'GET', `/v1/households/${household}`);
    expect(body.version).toBe(3);
  });

  it('goes from accepting over help to done', async () => {
    const id = await sent('moph');
    expect((await say(moph, id, 'complete', { reason: 'เสร็จ' })).body).toMatchObject({
      status: 409,
      code: 'transition-not-allowed',
    });
    expect((await say(moph, id, 'accept')).body).toMatchObject({ status: 'ACCEPTED', needs: [{ status: 'ACCEPTED' }] });
    expect((await say(moph, id, 'complete')).body).toMatchObject({ status: 409, code: 'help-missing' });
    const done = await say(moph, id, 'complete', { reason: 'ได้ยาแล้ว' });
    expect(done.body).toMatchObject({ status: 'DONE', endedAt: '2026-05-20T10:00:00+07:00', steps: [] });
    expect((await say(moph, id, 'accept')).body).toMatchObject({
      status: 409,
      code: 'referral-ended',
      referralStatus: 'DONE',
      at: expect.anything(),
    });
    expect((await read(officer, id)).body.answers).toMatchObject([
      { status: 'ACCEPTED', reason: null },
      { status: 'DONE', reason: 'ได้ยาแล้ว' },
    ]);
  });

  it('is a sign of life of the agency', async () => {
    const id = await sent('moph');
    await say(officer, id, 'accept', { onBehalf: { how: 'โทรศัพท์' } });
    const activity = await api.stores.statistics.activity('2026-05');
    expect(activity.map(({ agency }) => agency)).toContain('moph');
  });

  it('is refused without a reason where one is wanted, and names whom to ask instead', async () => {
    const id = await sent('moph');
    expect((await say(moph, id, 'reject')).body.errors[0].pointer).toBe('/reason');
    const rejected = await say(moph, id, 'reject', { reason: 'ไม่ใช่ภารกิจ', suggestAgency: 'dla' });
    expect(rejected.body).toMatchObject({ status: 'REJECTED', answers: [{ suggestAgency: 'dla' }] });
    // Then it may be sent again, also to the same.
    expect((await send('moph')).status).toBe(201);
  });

  it('is in progress once delivered help names it, and then done without a reason', async () => {
    const id = await sent('moph');
    await say(moph, id, 'accept');
    expect((await say(moph, id, 'complete')).body).toMatchObject({ status: 409, code: 'help-missing' });
    const logbook = `/v1/households/${household}/logbook`;
    const record = (who: typeof officer, body: object): Promise<Answered> =>
      api.request(who, 'POST', logbook, { body });
    const help = {
      type: 'assistance',
      agency: 'moph',
      dimension: 'health',
      assistanceType: 'CASH',
      status: 'PLANNED',
      referralId: id,
    };
    for (const wrong of [{ referralId: 'x' }, { agency: 'dla' }])
      expect((await record(officer, { ...help, ...wrong })).body).toMatchObject({
        status: 422,
        errors: [{ pointer: '/referralId' }],
      });
    const { body: promised } = await record(officer, help);
    expect((await read(moph, id)).body.status).toBe('ACCEPTED');
    const delivered = { type: 'assistance-status', assistanceId: promised.id, status: 'DELIVERED', on: '2026-05-19' };
    const { body: step } = await record(officer, delivered);
    const inProgress = { status: 'IN_PROGRESS', needs: [{ id: need, status: 'IN_PROGRESS' }] };
    const boxes = async (): Promise<unknown[]> =>
      [await list(moph), await list(officer)].map(({ body }) => body.items[0].status);
    expect([(await read(moph, id)).body, await boxes()]).toMatchObject([inProgress, ['IN_PROGRESS', 'IN_PROGRESS']]);

    await record(officer, { type: 'correction', supersedes: step.id, reason: 'ยังไม่ได้ให้', entry: null });
    expect([(await read(moph, id)).body.status, await boxes()]).toEqual(['ACCEPTED', ['ACCEPTED', 'ACCEPTED']]);
    expect((await say(moph, id, 'complete')).body.code).toBe('help-missing');

    await record(moph, { ...help, status: 'DELIVERED', deliveredOn: '2026-05-20' });
    expect((await say(moph, id, 'complete')).body).toMatchObject({ status: 'DONE', answers: [{}, { reason: null }] });
    expect(await boxes()).toEqual(['DONE', 'DONE']);
  });

  it('is for the agency asked, or for the sender and the secretariat on its behalf', async () => {
    const id = await sent('moph');
    expect((await say(dla, id, 'accept')).status).toBe(404);
    expect((await say(elsewhere, id, 'accept')).status).toBe(404);
    expect((await say(neighbour, id, 'accept')).status).toBe(404);
    expect((await say(team, id, 'accept')).status).toBe(403);
    expect((await say(officer, id, 'accept')).body.errors[0].pointer).toBe('/onBehalf');
    expect((await say(moph, id, 'accept', { onBehalf: { how: 'x' } })).body.errors[0].pointer).toBe('/onBehalf');
    const { body } = await say(secretariat, id, 'accept', { onBehalf: { how: 'หนังสือตอบรับ' } });
    expect(body).toMatchObject({ status: 'ACCEPTED', answers: [{ onBehalf: { how: 'หนังสือตอบรับ' } }] });
  });

  it('ends when the sender takes it back, and nobody else may', async () => {
    const id = await sent('moph');
    expect((await say(moph, id, 'withdraw', { reason: 'ก' })).status).toBe(403);
    expect((await say(secretariat, id, 'withdraw', { reason: 'ก' })).body.code).toBe('outside-scope');
    expect((await say(officer, id, 'withdraw')).body.errors[0].pointer).toBe('/reason');
    expect((await say(officer, id, 'withdraw', { reason: 'ส่งผิด' })).body.status).toBe('WITHDRAWN');
    const told = await read(moph, id);
    expect(told.body).toMatchObject({ status: 'WITHDRAWN', answers: [{ reason: null }] });
  });

  it('is late from the day after its due day until it has ended', async () => {
    const id = await sent('moph');
    api.clock.now = new Date('2026-06-10T16:59:59.000Z');
    expect((await read(officer, id)).body.overdue).toBe(false);
    api.clock.now = new Date('2026-06-10T17:00:00.000Z');
    expect((await read(officer, id)).body.overdue).toBe(true);
    expect((await list(officer, { overdue: 'true' })).body.items).toMatchObject([{ id }]);
    expect((await list(officer, { overdue: 'false' })).body.items).toEqual([]);
    await say(moph, id, 'reject', { reason: 'ก' });
    expect((await read(officer, id)).body.overdue).toBe(false);
  });
});

describe('what an agency sees (casework G)', () => {
  const before = { householdId: null, household: null, note: null, partnerText: null };

  it('of the state: nothing before it accepts, the file while it works, nothing when it gave it back', async () => {
    const id = await sent('moph');
    const first = await read(moph, id);
    expect(wordsIn(first)).toEqual([]);
    expect(first.text).not.toContain(household);
    expect(first.body).toMatchObject({
      ...before,
      // Fewer than twenty listed households live in the sub-district.
      place: { areaCode: '4201' },
      needs: [{ id: null, dimension: 'health', kind: 'PROBLEM', text: null }],
    });
    expect(wordsIn(await list(moph))).toEqual([]);
    expect((await list(moph)).text).not.toContain(household);
    expect((await api.request(moph, 'GET', `/v1/households/${household}`)).status).toBe(404);

    const accepted = await say(moph, id, 'accept');
    expect(accepted.body).toMatchObject({ householdId: household, place: { areaCode: '420101' } });
    expect(wordsIn(accepted)).toEqual(['firstName', 'lastName', 'addressNo', 'village', 'need', 'note', 'partnerText']);
    expect((await api.request(moph, 'GET', `/v1/households/${household}`)).status).toBe(200);
    expect((await api.request(moph, 'GET', '/v1/households', { query: { area: '42' } })).body.items).toMatchObject([
      { id: household },
    ]);

    await say(moph, id, 'return', { reason: 'ขอข้อมูล' });
    expect(wordsIn(await read(moph, id))).toEqual([]);
    expect((await read(moph, id)).body).toMatchObject(before);
    expect((await api.request(moph, 'GET', `/v1/households/${household}`)).status).toBe(404);
    expect((await api.request(moph, 'GET', '/v1/households', { query: { area: '42' } })).body.items).toEqual([]);
  });

  it('of the state: the file for thirty days after it is done', async () => {
    const id = await sent('moph');
    await say(moph, id, 'accept');
    await say(moph, id, 'complete', { reason: 'ได้ยาแล้ว' });
    const file = async (): Promise<number> => (await api.request(moph, 'GET', `/v1/households/${household}`)).status;
    api.clock.now = new Date('2026-06-19T16:59:00.000Z');
    expect([await file(), wordsIn(await read(moph, id)).length > 0]).toEqual([200, true]);
    api.clock.now = new Date('2026-06-19T17:00:00.000Z');
    expect([await file(), wordsIn(await read(moph, id))]).toEqual([404, []]);
  });

  it('outside the state: first name, address and the text for it, after it accepts', async () => {
    const body = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug } = (await api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const partner = account('AGENCY_FOCAL', { agency: slug });
    const file = (await api.request(officer, 'GET', `/v1/households/${household}`)).body;
    const members = [{ id: file.members[0].id, telephone: '0812345678' }];
    const corrected = { reason: 'แจ้งหมายเลข', requestedBy: 'SUBJECT', members };
    const headers = { 'If-Match': '*' };
    await api.request(officer, 'PUT', `/v1/households/${household}/profile`, { body: corrected, headers });
    const id = await sent(slug);
    const told = await read(partner, id);
    expect([wordsIn(told), told.body.needs[0].category]).toEqual([[], 'ต้องการการดูแล']);
    expect(told.text).not.toContain('678');
    const accepted = await say(partner, id, 'accept');
    expect([accepted.body.household.telephone, accepted.body.needs[0].category]).toEqual([
      '0812345678',
      'ต้องการการดูแล',
    ]);
    // Those who have other ways see it masked.
    expect((await read(officer, id)).body.household.telephone).toMatch(/^08x.*678$/);
    expect(wordsIn(accepted)).toEqual(['firstName', 'addressNo', 'village', 'partnerText']);
    expect(accepted.text).not.toMatch(/3-?0000|3000000000013/);
    expect(accepted.body.household.headName).toBe(WORDS.firstName);
    // The file is open by the fields that the referral shows.
    const opened = await api.request(partner, 'GET', `/v1/households/${household}`);
    expect([opened.status, wordsIn(opened)]).toEqual([200, ['firstName', 'addressNo', 'village', 'partnerText']]);
    expect(opened.body).toMatchObject({
      members: [{ firstName: WORDS.firstName, lastName: null, citizenId: null, telephone: '0812345678' }],
      needs: [{ id: need, text: WORDS.partnerText, category: 'ต้องการการดูแล', indicator: null }],
      agencies: [],
      targets: [],
      failedVisits: null,
    });
    expect((await api.request(partner, 'GET', `/v1/households/${household}/plan`)).status).toBe(403);
    expect((await api.request(partner, 'GET', `/v1/households/${household}/logbook`)).status).toBe(403);
    const listed = async (query: object = {}): Promise<unknown[]> =>
      (await api.request(partner, 'GET', '/v1/households', { query: { ...query } })).body.items;
    const nothing = { lists: {}, agencies: [], surveyedOn: null, nextDue: null, urgency: null, mentor: null };
    expect(await listed()).toMatchObject([
      { id: household, headName: WORDS.firstName, dimensions: ['health'], openNeeds: 1, ...nothing },
    ]);
    for (const [query, found] of [
      [{ area: '42', dimension: 'health', mentor: 'none' }, 1],
      [{ area: '41' }, 0],
      [{ dimension: 'income' }, 0],
      [{ urgency: 'NORMAL' }, 0],
      [{ due: '2027-01-01' }, 0],
    ] as const)
      expect([query, await listed(query)]).toMatchObject([query, { length: found }]);
    expect((await api.request(partner, 'GET', '/v1/households', { query: { area: '429999' } })).status).toBe(422);
    const looks = await api.stores.accessLog.of({ household, districts: ['4201'], months: ['2026-05'] }, undefined, 50);
    expect(looks.filter(({ sub }) => sub === partner.sub).map(({ action }) => action)).toContain('LIST');
    await say(partner, id, 'reject', { reason: 'ก' });
    await say(partner, id, 'return', { reason: 'ทำไม่ได้' });
    expect(wordsIn(await read(partner, id))).toEqual([]);
    expect((await api.request(partner, 'GET', `/v1/households/${household}`)).status).toBe(404);
    expect(await listed()).toEqual([]);
  });

  it('outside the state: is listed what it works on, page by page', async () => {
    const body = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug } = (await api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const partner = account('AGENCY_FOCAL', { agency: slug });
    const first = household;
    const open = [household];
    await say(partner, await sent(slug), 'accept');
    for (let number = 2; number <= 5; number += 1) {
      const made = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(number) });
      household = made.body.id;
      need = await needing('income');
      const id = await sent(slug);
      // The last waits for an answer.
      if (number < 5) await say(partner, id, 'accept');
      if (number < 5) open.push(household);
    }
    household = first;
    const seen: string[] = [];
    let query: Record<string, string> = { limit: '3' };
    for (let more = true; more;) {
      const { items, nextCursor } = (await api.request(partner, 'GET', '/v1/households', { query })).body;
      seen.push(...items.map(({ id }: { id: string }) => id));
      more = nextCursor !== null;
      query = { limit: '3', cursor: nextCursor };
    }
    expect(seen).toEqual(open.toSorted());
  });

  it('outside the state: help for a referral that it accepted, and no more of the household by it', async () => {
    const body = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug } = (await api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const partner = account('AGENCY_FOCAL', { agency: slug });
    const rejected = await sent(slug);
    await say(partner, rejected, 'reject', { reason: 'ก' });
    const id = await sent(slug);
    const help = { type: 'assistance', agency: slug, dimension: 'income', assistanceType: 'CASH', status: 'DELIVERED' };
    const path = `/v1/households/${household}/logbook`;
    const give = (more: object, who = partner) =>
      api.request(who, 'POST', path, { body: { ...help, deliveredOn: '2026-05-10', description: 'ก', ...more } });
    const told = ({ status, body: { code } }: Answered) => [status, code];
    for (const referralId of [rejected, id]) expect(told(await give({ referralId }))).toEqual([403, 'outside-scope']);
    await say(partner, id, 'accept');
    const other = await sent('moph');
    await say(moph, other, 'accept');
    for (const more of [{}, { referralId: other }]) expect(told(await give(more))).toEqual([403, 'outside-scope']);
    const given = await give({ referralId: id });
    expect(given.status).toBe(201);
    const verified = { type: 'assistance-status', assistanceId: given.body.id, status: 'VERIFIED', on: '2026-05-11' };
    expect((await api.request(partner, 'POST', path, { body: verified })).status).toBe(201);
    // What the unit typed of its help opens nothing, either.
    expect((await give({}, officer)).status).toBe(201);
    const { body: file } = await api.request(partner, 'GET', `/v1/households/${household}`);
    expect(file).toMatchObject({ members: [{ lastName: null }], agencies: [], lastHelpOn: null });
    const refused: [string, string, object?][] = [
      ['GET', path],
      ['POST', '/v1/households/search', { citizenId: '3000000000013' }],
      ['POST', '/v1/uploads', {}],
      ['GET', '/v1/uploads'],
      ['POST', '/v1/uploads/u/undo', { reason: 'ก' }],
      ['POST', '/v1/uploads/u/dismiss', {}],
      ['GET', '/v1/accounts'],
      ['POST', '/v1/break-glass', {}],
    ];
    for (const [method, at, sentBody] of refused) {
      const asked = sentBody === undefined ? {} : { body: sentBody };
      expect([at, ...told(await api.request(partner, method, at, asked))]).toEqual([at, 403, 'not-permitted']);
    }
  });

  it('is noted, once the household is shown', async () => {
    const id = await sent('moph');
    await read(moph, id);
    const looks = async (): Promise<string[]> => {
      const whereabouts = { household, districts: ['4201'], months: ['2026-05'] };
      const all = await api.stores.accessLog.of(whereabouts, undefined, 50);
      return all.filter(({ sub }) => sub === moph.sub).map(({ action }) => action);
    };
    expect(await looks()).toEqual([]);
    await say(moph, id, 'accept');
    expect((await looks()).toSorted()).toEqual(['OPENED', 'READ']);
  });

  it('nothing of a referral to another agency', async () => {
    const id = await sent('moph');
    expect((await read(dla, id)).body.code).toBe('referral-not-found');
    expect((await list(dla)).body.items).toEqual([]);
    expect((await list(dla, { to: 'moph' })).body.code).toBe('outside-scope');
    expect((await list(dla, { from: '4201' })).body.items).toEqual([]);
  });
});

describe('lists', () => {
  it('are those of the account', async () => {
    const id = await sent('moph');
    for (const who of [officer, moph, team])
      expect((await list(who)).body.items).toMatchObject([{ id, status: 'SENT' }]);
    expect((await list(secretariat)).body.items).toEqual([]);
    for (const who of [secretariat, exec])
      expect((await list(who, { from: '4201' })).body.items).toMatchObject([{ id, householdId: household }]);
    expect((await list(secretariat, { to: 'moph' })).body.items).toMatchObject([{ id }]);
    expect((await list(neighbour, { to: 'moph' })).body.items).toEqual([]);
    expect((await list(neighbour, { from: '4201' })).body.code).toBe('outside-scope');
    expect((await list(officer, { status: 'ACCEPTED' })).body.items).toEqual([]);
    expect((await list(officer, { status: 'SENT' })).body.items).toHaveLength(1);
  });

  it('name the sub-district when twenty households of it are on lists', async () => {
    const listed = async (number: number): Promise<void> => {
      const made = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(number) });
      await putOnList(api.stores.households, made.body.id, 'L1', '420101', api.clock.now);
    };
    for (let number = 2; number <= 20; number += 1) await listed(number);
    expect((await read(moph, await sent('moph'))).body.place.areaCode).toBe('4201');
    await listed(21);
    expect((await read(dla, await sent('dla'))).body.place.areaCode).toBe('420101');
  });

  it('of a filter that few fit are few reads', async () => {
    const id = await sent('moph');
    await say(moph, id, 'accept');
    const accepted = await api.stores.referrals.get(id);
    if (!accepted) throw new Error('It was sent');
    for (let number = 0; number < 600; number += 1)
      api.stores.referrals.put({
        ...accepted,
        id: `other-${number}`,
        status: 'SENT',
        sentAt: new Date(api.clock.now.getTime() + number).toISOString(),
      });
    const reads = vi.spyOn(api.stores.referrals, 'list');
    const first = await list(moph, { status: 'ACCEPTED', limit: '1' });
    expect(first.body).toMatchObject({ items: [{ id }] });
    expect(reads.mock.calls.length).toBeLessThanOrEqual(12);
  });

  it('come in pages, the newest first', async () => {
    const ids: string[] = [];
    for (const toAgency of ['moph', 'dla', 'cdd', 'moac', 'msdhs']) {
      ids.push(await sent(toAgency));
      api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Answered = await list(officer, { limit: '2', ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.body.items.map((item: { id: string }) => item.id));
      cursor = page.body.nextCursor;
      pages += 1;
    } while (cursor !== null && pages < 10);
    expect(seen).toEqual(ids.toReversed());
    const other = await list(officer, { limit: '2' });
    expect((await list(secretariat, { from: '4201', cursor: other.body.nextCursor })).body.code).toBe('cursor-invalid');
  });
});
