import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { elsewhere, officer, registerOn } from './test/register.ts';
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const agency = account('AGENCY_FOCAL', { agency: 'cdd' });
const auditor = account('DPO_AUDITOR');

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const register = (number = 1, area = '420101', change = {}) => registerOn(api, number, area, change);

describe('reading', () => {
  it('shows the file to those whose area it is, and logs it first', async () => {
    const { id } = await register();
    const read = await api.request(officer, 'GET', `/v1/households/${id}`);
    expect(read.status).toBe(200);
    expect(read.headers).toMatchObject({ etag: '"1"', 'cache-control': 'no-store' });
    const log = await api.request(auditor, 'GET', '/v1/access-log', { query: { household: id } });
    expect(log.body.items).toMatchObject([{ action: 'READ', sub: officer.sub, at: '2026-05-20T10:00:00+07:00' }]);
  });

  it('is 304 for who has it already', async () => {
    const { id } = await register();
    const read = await api.request(officer, 'GET', `/v1/households/${id}`, { headers: { 'If-None-Match': '"1"' } });
    expect([read.status, read.text]).toEqual([304, '']);
  });

  it('is not found outside the scope, for every verb, as if it did not exist', async () => {
    const { id } = await register();
    const unknown = '00000000-0000-4000-8000-999999999999';
    for (const who of [neighbour, elsewhere, agency]) {
      const here = await api.request(who, 'GET', `/v1/households/${id}`);
      const nowhere = await api.request(who, 'GET', `/v1/households/${unknown}`);
      expect(here.status).toBe(404);
      expect(here.body).toEqual(nowhere.body);
      expect((await api.request(who, 'GET', `/v1/households/${id}/logbook`)).status).toBe(404);
    }
    const reveal = { fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์' };
    expect((await api.request(neighbour, 'POST', `/v1/households/${id}/reveal`, { body: reveal })).status).toBe(404);
    expect(
      (await api.request(elsewhere, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') })).status,
    ).toBe(404);
  });

  it('lets a neighbouring district record what it did, and read nothing', async () => {
    const { id } = await register();
    const recorded = await api.request(neighbour, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') });
    expect(recorded.status).toBe(201);
    expect(recorded.text).not.toContain('ทดสอบ1');
    expect((await api.request(neighbour, 'GET', `/v1/households/${id}`)).status).toBe(404);
  });

  it('stays open to the office on whose list it stands after it moved', async () => {
    const { id } = await register();
    await api.request(officer, 'POST', `/v1/households/${id}/logbook`, {
      body: { type: 'move', on: '2026-05-10', toArea: '420201' },
    });
    // No list entry: only where it lives now counts.
    expect((await api.request(officer, 'GET', `/v1/households/${id}`)).status).toBe(404);
    expect((await api.request(neighbour, 'GET', `/v1/households/${id}`)).status).toBe(200);
  });

  it('reveals what was asked for, with the purpose in the log', async () => {
    const { id } = await register();
    const { status, body } = await api.request(officer, 'POST', `/v1/households/${id}/reveal`, {
      body: { fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์สวัสดิการ' },
    });
    expect(status).toBe(200);
    expect(body.members[0]).toEqual({
      id: body.members[0].id,
      citizenId: syntheticCitizenId(1),
      idType: 'THAI13',
    });
    const log = await api.request(auditor, 'GET', '/v1/access-log', { query: { household: id } });
    expect(log.body.items[0]).toMatchObject({ action: 'REVEAL', fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์สวัสดิการ' });
  });

  it('reveals nothing when the log cannot be written', async () => {
    const { id } = await register();
    api.stores.accessLog.record = async () => {
      throw new Error('the table is away');
    };
    const { status, text } = await api.request(officer, 'POST', `/v1/households/${id}/reveal`, {
      body: { fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์' },
    });
    expect([status, text.includes(syntheticCitizenId(1)), text.includes('the table is away')]).toEqual([
      500,
      false,
      false,
    ]);
  });

  it('wants a purpose', async () => {
    const { id } = await register();
    const { status, body } = await api.request(officer, 'POST', `/v1/households/${id}/reveal`, {
      body: { fields: ['citizenId'], purpose: 'ดู' },
    });
    expect([status, body.errors[0].pointer]).toEqual([422, '/purpose']);
  });
});

describe('searching', () => {
  const search = (who: typeof officer, body: unknown) => api.request(who, 'POST', '/v1/households/search', { body });

  it('finds by ID however it is typed, and logs who was found', async () => {
    const { id } = await register(1);
    const digits = syntheticCitizenId(1);
    const typed = `${digits.slice(0, 1)}-${digits.slice(1, 5)} ${digits.slice(5)}`;
    const { status, body, text } = await search(officer, { citizenId: typed });
    expect(status).toBe(200);
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([id]);
    expect(text).not.toContain(digits);
    const log = await api.request(auditor, 'GET', '/v1/access-log', { query: { household: id } });
    expect(log.body.items).toMatchObject([{ action: 'SEARCH' }]);
  });

  it('finds by house code and by the beginning of a name with or without a title', async () => {
    const { id } = await register(1, '420101', { houseCode: '99999000007' });
    expect((await search(officer, { houseCode: '99999-00000-7' })).body.items).toMatchObject([
      { id, houseCode: '99999000007' },
    ]);
    for (const name of ['ทดสอบ1', 'นางทดสอบ1', 'ตัวอย่าง', 'ทดสอบ1  ตัวอย่างข้อมูล'])
      expect([name, (await search(officer, { name, area: '4201' })).body.items]).toMatchObject([name, [{ id }]]);
    for (const name of ['ไม่มีใคร', 'ข้อมูล', 'ตัวอย่าง ทดสอบ1'])
      expect([name, (await search(officer, { name, area: '4201' })).body.items]).toEqual([name, []]);
    expect((await search(officer, { name: 'ทดสอบ1', area: '4202' })).status).toBe(403);
  });

  it('gives no empty page: behind a full one somebody else is found, or there is no cursor', async () => {
    // All begin with the same six letters, by which candidates are told.
    const begin = async (at: number, firstName: string) =>
      (await register(at, '420101', { members: [{ firstName }] })).id;
    const ask = async (cursor?: string) =>
      (await search(officer, { name: 'ทดสอบกข', area: '4201', ...(cursor === undefined ? {} : { cursor }) })).body;
    const ids = await Promise.all(Array.from({ length: 50 }, (_, at) => begin(at + 1, `ทดสอบกข${at}`)));
    for (let at = 51; at < 70; at += 1) await register(at, '420102', { members: [{ firstName: 'ทดสอบกค' }] });
    const whole = await ask();
    expect([whole.items.length, whole.nextCursor]).toEqual([50, null]);
    const last = (await register(70, '420103', { members: [{ firstName: 'ทดสอบกข' }] })).id;
    const first = await ask();
    const second = await ask(first.nextCursor);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 1, null]);
    const found = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect(new Set(found)).toEqual(new Set([...ids, last]));
  });

  it('says that one letter is too few', async () => {
    for (const name of ['ก.', 'นาย ก']) {
      const { status, body } = await search(officer, { name, area: '4201' });
      expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, '/name', 'too-small']);
    }
  });

  it('finds a name that is spelled as it sounds', async () => {
    const { id } = await register(1, '420101', { members: [{ firstName: 'สมศักดิ์', lastName: 'ใจศรี' }] });
    await register(2, '420101', { members: [{ firstName: 'สมชาย', lastName: 'ใจดี' }] });
    for (const name of ['สมสัก', 'ใจษรี', 'ใจศลี', 'นายสมษักดิ ใจสี']) {
      const { items } = (await search(officer, { name, area: '4201' })).body;
      expect([name, items.map((item: { id: string }) => item.id)]).toEqual([name, [id]]);
    }
  });

  it('tells where somebody is held outside the scope, and not who', async () => {
    const { id } = await register(1, '310101');
    const { body, text } = await search(officer, { citizenId: syntheticCitizenId(1) });
    expect(body).toMatchObject({ items: [], heldElsewhere: { province: '31' } });
    expect(text).not.toContain(id);
    expect(text).not.toContain('ทดสอบ1');
    expect((await search(officer, { citizenId: syntheticCitizenId(2) })).body.heldElsewhere).toBeNull();
  });

  it('gives an agency the household of an ID without its people, until it helps', async () => {
    const { id } = await register(1);
    const before = await search(agency, { citizenId: syntheticCitizenId(1) });
    expect(before.body.items).toMatchObject([{ id, areaCode: '420101', addressNo: null, members: [] }]);
    await api.request(agency, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') });
    const after = await search(agency, { citizenId: syntheticCitizenId(1) });
    expect(after.body.items[0].members).toHaveLength(2);
  });

  it('names a wrong ID by its pointer', async () => {
    const { status, body } = await search(officer, { citizenId: '123' });
    expect([status, body.errors[0].pointer]).toEqual([422, '/citizenId']);
    expect((await search(officer, { citizenId: '1', houseCode: '2' })).status).toBe(422);
    expect((await search(officer, {})).status).toBe(422);
  });
});
