import { describe, expect, it, vi } from 'vitest';

import { account, type Answered } from '#test/api/in-process-api.ts';
import { sealPerson } from '#shared/account/sealed-person.ts';
import type { Account as AccountRecord } from '#shared/domain/account/account.ts';
import { indicators } from '#shared/reference/indicators.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { leaveMeanwhile } from '#test/api/leave-meanwhile.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';
import { dla, eachWithNeed, moph, officer, secretariat, WORDS } from './test/need-of-test.ts';

const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const elsewhere = account('DISTRICT_OFFICER', { area: '3101' });
const team = account('FIELD_TEAM', { area: '420101' });
const exec = account('PROVINCE_EXEC', { area: '42' });

const its = eachWithNeed();

describe('sending', () => {
  it('is refused with the number of a person in its words, and so is an answer', async () => {
    const number = 'เลข 3000000000013';
    const refused = await its.send('moph', { note: number, partnerText: number });
    expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
      422,
      'personal-number-in-text',
      [{ pointer: '/note' }, { pointer: '/partnerText' }],
    ]);
    expect((await its.list(officer)).body.items).toEqual([]);
    const id = await its.sent('moph');
    expect((await its.say(moph, id, 'reject', { reason: number })).body).toMatchObject({
      code: 'personal-number-in-text',
      errors: [{ pointer: '/reason' }],
    });
    const onBehalf = { how: number };
    expect((await its.say(officer, id, 'accept', { onBehalf })).body.errors).toMatchObject([
      { pointer: '/onBehalf/how' },
    ]);
    expect((await its.read(officer, id)).body.status).toBe('SENT');
  });

  it('is refused for a household that has left the scope between reading and writing', async () => {
    leaveMeanwhile(its.api, secretariat, '410101');
    expect((await its.send('moph')).body.code).toBe('household-not-found');
    expect((await its.list(moph)).body.items).toEqual([]);
  });

  it('asks an agency in the name of the unit', async () => {
    const { status, body } = await its.send('moph');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'SENT',
      toAgency: 'moph',
      from: { unit: '4201', name: 'อ.เมืองเลย จ.เลย' },
      dueAt: '2026-06-10',
      overdue: false,
      householdId: its.household,
      needs: [{ id: its.need, dimension: 'health', status: 'OPEN' }],
      note: WORDS.note,
      steps: ['accept', 'reject', 'return', 'withdraw'],
    });
    const logbook = await its.api.request(officer, 'GET', `/v1/households/${its.household}/logbook`);
    expect(logbook.body.items.at(-1)).toMatchObject({ type: 'referral', toAgency: 'moph', needIds: [its.need] });
  });

  it('happens once for a key', async () => {
    const body = { toAgency: 'moph', needIds: [its.need], dueAt: '2026-06-10' };
    const headers = { 'Idempotency-Key': 'k-1' };
    const path = `/v1/households/${its.household}/referrals`;
    const first = await its.api.request(officer, 'POST', path, { body, headers });
    const again = await its.api.request(officer, 'POST', path, { body, headers });
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect((await its.send('moph')).body).toMatchObject({ code: 'referral-open', referral: first.body.id });
  });

  it.each([
    ['2026-05-20', 422],
    ['2026-05-21', 201],
    ['2026-11-16', 201],
    ['2026-11-17', 422],
  ])('is due ahead and within 180 days: %s is %i', async (dueAt, status) => {
    const answered = await its.send('moph', { dueAt });
    expect([answered.status, answered.body.errors?.[0].pointer]).toEqual([
      status,
      status === 422 ? '/dueAt' : undefined,
    ]);
  });

  it('is refused for needs that are closed or not there, and for agencies that are none', async () => {
    const body = { type: 'need-status', needId: its.need, status: 'RESOLVED', on: '2026-05-02' };
    await its.api.request(officer, 'POST', `/v1/households/${its.household}/logbook`, { body });
    expect((await its.send('moph')).body).toMatchObject({ status: 409, code: 'need-closed', needIds: [its.need] });
    expect((await its.send('moph', { needIds: ['x'] })).body.code).toBe('need-not-found');
    expect((await its.send('nobody')).body.errors[0].pointer).toBe('/toAgency');
  });

  it('is for units, of households in their area', async () => {
    expect((await its.send('moph', {}, neighbour)).status).toBe(404);
    expect((await its.send('moph', {}, team)).status).toBe(403);
    expect((await its.send('moph', {}, moph)).status).toBe(403);
    expect((await its.send('moph', {}, secretariat)).body).toMatchObject({ from: { unit: '42' } });
  });
});

describe('the contact of the unit', () => {
  it('is who sent it, for the agency before and after it accepts, while that account is open', async () => {
    const { sealer, stores } = its.api;
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
    const { id } = (await its.send('moph', {}, { sub, roles: [] })).body;
    const contact = { name: 'ปลัด ตัวอย่าง', email: 'palad@example.go.th' };
    expect((await its.read(moph, id)).body).toMatchObject({ householdId: null, contact });
    expect((await its.say(moph, id, 'accept')).body).toMatchObject({ householdId: its.household, contact });
    await stores.accounts.updateAccount(record, { ...record, version: 2, status: 'CLOSED' });
    expect((await its.read(moph, id)).body.contact).toBeNull();
  });
});

describe('proposals', () => {
  it('reach an office whose department was entered for the whole nation', async () => {
    const indicator = indicators.find(({ planDimension, leadHosts }) => planDimension === 'health' && leadHosts[0]);
    if (!indicator) throw new Error('The table has hosts');
    await putOnList(its.api.stores.households, its.household, 'L1', '420101', its.api.clock.now, [indicator.no]);
    const enter = async (body: object): Promise<string> =>
      (await its.api.request(account('SYSADMIN'), 'POST', '/v1/organisations', { body })).body.slug;
    const department = await enter({ nameTh: 'กรมตัวอย่าง', sector: 'STATE', parent: indicator.leadHosts[0] });
    const office = await enter({ nameTh: 'สำนักงานตัวอย่าง', sector: 'STATE', areaCode: '42', reportsAs: department });
    const { items } = (await its.api.request(officer, 'GET', `/v1/households/${its.household}/referrals/proposals`))
      .body;
    expect(items.map(({ needId, hosts }: { needId: string; hosts: unknown[] }) => [needId, hosts[0]])).toEqual([
      [its.need, { agency: office, role: 'MAIN', indicator: indicator.no }],
    ]);
  });
});

describe('answering', () => {
  it('is received by the first look of the agency, once, and in no entry', async () => {
    const id = await its.sent('moph');
    expect((await its.read(officer, id)).body.status).toBe('SENT');
    const first = await its.read(moph, id);
    expect(first.body).toMatchObject({ status: 'RECEIVED', receivedAt: '2026-05-20T10:00:00+07:00' });
    its.api.clock.now = new Date('2026-05-21T03:00:00.000Z');
    expect((await its.read(moph, id)).body).toMatchObject({ receivedAt: '2026-05-20T10:00:00+07:00' });
    expect((await its.read(officer, id)).body).toMatchObject({ status: 'RECEIVED' });
    const { body } = await its.api.request(officer, 'GET', `/v1/households/${its.household}`);
    expect(body.version).toBe(3);
  });

  it('goes from accepting over help to done', async () => {
    const id = await its.sent('moph');
    expect((await its.say(moph, id, 'complete', { reason: 'เสร็จ' })).body).toMatchObject({
      status: 409,
      code: 'transition-not-allowed',
    });
    expect((await its.say(moph, id, 'accept')).body).toMatchObject({
      status: 'ACCEPTED',
      needs: [{ status: 'ACCEPTED' }],
    });
    expect((await its.say(moph, id, 'complete')).body).toMatchObject({ status: 409, code: 'help-missing' });
    const done = await its.say(moph, id, 'complete', { reason: 'ได้ยาแล้ว' });
    expect(done.body).toMatchObject({ status: 'DONE', endedAt: '2026-05-20T10:00:00+07:00', steps: [] });
    expect((await its.say(moph, id, 'accept')).body).toMatchObject({
      status: 409,
      code: 'referral-ended',
      referralStatus: 'DONE',
      at: expect.anything(),
    });
    expect((await its.read(officer, id)).body.answers).toMatchObject([
      { status: 'ACCEPTED', reason: null },
      { status: 'DONE', reason: 'ได้ยาแล้ว' },
    ]);
  });

  it('is a sign of life of the agency', async () => {
    const id = await its.sent('moph');
    await its.say(officer, id, 'accept', { onBehalf: { how: 'โทรศัพท์' } });
    const activity = await its.api.stores.statistics.activity('2026-05');
    expect(activity.map(({ agency }) => agency)).toContain('moph');
  });

  it('is refused without a reason where one is wanted, and names whom to ask instead', async () => {
    const id = await its.sent('moph');
    expect((await its.say(moph, id, 'reject')).body.errors[0].pointer).toBe('/reason');
    const rejected = await its.say(moph, id, 'reject', { reason: 'ไม่ใช่ภารกิจ', suggestAgency: 'dla' });
    expect(rejected.body).toMatchObject({ status: 'REJECTED', answers: [{ suggestAgency: 'dla' }] });
    // Then it may be sent again, also to the same.
    expect((await its.send('moph')).status).toBe(201);
  });

  it('is in progress once delivered help names it, and then done without a reason', async () => {
    const id = await its.sent('moph');
    await its.say(moph, id, 'accept');
    expect((await its.say(moph, id, 'complete')).body).toMatchObject({ status: 409, code: 'help-missing' });
    const logbook = `/v1/households/${its.household}/logbook`;
    const record = (who: typeof officer, body: object): Promise<Answered> =>
      its.api.request(who, 'POST', logbook, { body });
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
    expect((await its.read(moph, id)).body.status).toBe('ACCEPTED');
    const delivered = { type: 'assistance-status', assistanceId: promised.id, status: 'DELIVERED', on: '2026-05-19' };
    const { body: step } = await record(officer, delivered);
    const inProgress = { status: 'IN_PROGRESS', needs: [{ id: its.need, status: 'IN_PROGRESS' }] };
    const boxes = async (): Promise<unknown[]> =>
      [await its.list(moph), await its.list(officer)].map(({ body }) => body.items[0].status);
    expect([(await its.read(moph, id)).body, await boxes()]).toMatchObject([
      inProgress,
      ['IN_PROGRESS', 'IN_PROGRESS'],
    ]);

    await record(officer, { type: 'correction', supersedes: step.id, reason: 'ยังไม่ได้ให้', entry: null });
    expect([(await its.read(moph, id)).body.status, await boxes()]).toEqual(['ACCEPTED', ['ACCEPTED', 'ACCEPTED']]);
    expect((await its.say(moph, id, 'complete')).body.code).toBe('help-missing');

    await record(moph, { ...help, status: 'DELIVERED', deliveredOn: '2026-05-20' });
    expect((await its.say(moph, id, 'complete')).body).toMatchObject({
      status: 'DONE',
      answers: [{}, { reason: null }],
    });
    expect(await boxes()).toEqual(['DONE', 'DONE']);
  });

  it('is for the agency asked, or for the sender and the secretariat on its behalf', async () => {
    const id = await its.sent('moph');
    expect((await its.say(dla, id, 'accept')).status).toBe(404);
    expect((await its.say(elsewhere, id, 'accept')).status).toBe(404);
    expect((await its.say(neighbour, id, 'accept')).status).toBe(404);
    expect((await its.say(team, id, 'accept')).status).toBe(403);
    expect((await its.say(officer, id, 'accept')).body.errors[0].pointer).toBe('/onBehalf');
    expect((await its.say(moph, id, 'accept', { onBehalf: { how: 'x' } })).body.errors[0].pointer).toBe('/onBehalf');
    const { body } = await its.say(secretariat, id, 'accept', { onBehalf: { how: 'หนังสือตอบรับ' } });
    expect(body).toMatchObject({ status: 'ACCEPTED', answers: [{ onBehalf: { how: 'หนังสือตอบรับ' } }] });
  });

  it('ends when the sender takes it back, and nobody else may', async () => {
    const id = await its.sent('moph');
    expect((await its.say(moph, id, 'withdraw', { reason: 'ก' })).status).toBe(403);
    expect((await its.say(secretariat, id, 'withdraw', { reason: 'ก' })).body.code).toBe('outside-scope');
    expect((await its.say(officer, id, 'withdraw')).body.errors[0].pointer).toBe('/reason');
    expect((await its.say(officer, id, 'withdraw', { reason: 'ส่งผิด' })).body.status).toBe('WITHDRAWN');
    const told = await its.read(moph, id);
    expect(told.body).toMatchObject({ status: 'WITHDRAWN', answers: [{ reason: null }] });
  });

  it('is late from the day after its due day until it has ended', async () => {
    const id = await its.sent('moph');
    its.api.clock.now = new Date('2026-06-10T16:59:59.000Z');
    expect((await its.read(officer, id)).body.overdue).toBe(false);
    its.api.clock.now = new Date('2026-06-10T17:00:00.000Z');
    expect((await its.read(officer, id)).body.overdue).toBe(true);
    expect((await its.list(officer, { overdue: 'true' })).body.items).toMatchObject([{ id }]);
    expect((await its.list(officer, { overdue: 'false' })).body.items).toEqual([]);
    await its.say(moph, id, 'reject', { reason: 'ก' });
    expect((await its.read(officer, id)).body.overdue).toBe(false);
  });
});

describe('lists', () => {
  it('are those of the account', async () => {
    const id = await its.sent('moph');
    for (const who of [officer, moph, team])
      expect((await its.list(who)).body.items).toMatchObject([{ id, status: 'SENT' }]);
    expect((await its.list(secretariat)).body.items).toEqual([]);
    for (const who of [secretariat, exec])
      expect((await its.list(who, { from: '4201' })).body.items).toMatchObject([{ id, householdId: its.household }]);
    expect((await its.list(secretariat, { to: 'moph' })).body.items).toMatchObject([{ id }]);
    expect((await its.list(neighbour, { to: 'moph' })).body.items).toEqual([]);
    expect((await its.list(neighbour, { from: '4201' })).body.code).toBe('outside-scope');
    expect((await its.list(officer, { status: 'ACCEPTED' })).body.items).toEqual([]);
    expect((await its.list(officer, { status: 'SENT' })).body.items).toHaveLength(1);
  });

  it('name the sub-district when twenty households of it are on lists', async () => {
    const listed = async (number: number): Promise<void> => {
      const made = await its.api.request(officer, 'POST', '/v1/households', { body: newHousehold(number) });
      await putOnList(its.api.stores.households, made.body.id, 'L1', '420101', its.api.clock.now);
    };
    for (let number = 2; number <= 20; number += 1) await listed(number);
    expect((await its.read(moph, await its.sent('moph'))).body.place.areaCode).toBe('4201');
    await listed(21);
    expect((await its.read(dla, await its.sent('dla'))).body.place.areaCode).toBe('420101');
  });

  it('of a filter that few fit are few reads', async () => {
    const id = await its.sent('moph');
    await its.say(moph, id, 'accept');
    const accepted = await its.api.stores.referrals.get(id);
    if (!accepted) throw new Error('It was sent');
    for (let number = 0; number < 600; number += 1)
      its.api.stores.referrals.put({
        ...accepted,
        id: `other-${number}`,
        status: 'SENT',
        sentAt: new Date(its.api.clock.now.getTime() + number).toISOString(),
      });
    const reads = vi.spyOn(its.api.stores.referrals, 'list');
    const first = await its.list(moph, { status: 'ACCEPTED', limit: '1' });
    expect(first.body).toMatchObject({ items: [{ id }] });
    expect(reads.mock.calls.length).toBeLessThanOrEqual(12);
  });

  it('come in pages, the newest first', async () => {
    const ids: string[] = [];
    for (const toAgency of ['moph', 'dla', 'cdd', 'moac', 'msdhs']) {
      ids.push(await its.sent(toAgency));
      its.api.clock.now = new Date(its.api.clock.now.getTime() + 60_000);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Answered = await its.list(officer, { limit: '2', ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.body.items.map((item: { id: string }) => item.id));
      cursor = page.body.nextCursor;
      pages += 1;
    } while (cursor !== null && pages < 10);
    expect(seen).toEqual(ids.toReversed());
    const other = await its.list(officer, { limit: '2' });
    expect((await its.list(secretariat, { from: '4201', cursor: other.body.nextCursor })).body.code).toBe(
      'cursor-invalid',
    );
  });
});
