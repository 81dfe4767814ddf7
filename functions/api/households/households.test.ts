import { readFileSync } from 'node:fs';

import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';

import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const elsewhere = account('PROVINCE_SECRETARIAT', { area: '31' });
const agency = account('AGENCY_FOCAL', { agency: 'cdd' });
const auditor = account('DPO_AUDITOR');

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

async function register(number = 1, area = '420101', change: Record<string, unknown> = {}) {
  const answered = await api.request(area.startsWith('31') ? elsewhere : officer, 'POST', '/v1/households', {
    body: newHousehold(number, area, change),
  });
  if (answered.status !== 201) throw new Error(answered.text);
  return answered.body;
}

/** What the access log says was done with a household, oldest first. */
async function looksAt(household: string): Promise<string[]> {
  const looks = await api.stores.accessLog.of({ household, districts: ['4201'], months: ['2026-05'] }, undefined, 50);
  return looks.map(({ action }) => action).toReversed();
}

/** The names of a file that went wrong, `test/fixtures/cases/c30-names-odd.csv`, by Thai column. */
function oddNames(): Record<string, string>[] {
  const file = new URL('../../../test/fixtures/cases/c30-names-odd.csv', import.meta.url);
  return parse(readFileSync(file), { bom: true, columns: true });
}

describe('registering', () => {
  it('answers with the household, IDs masked, and an ETag of its version', async () => {
    const answered = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) });
    expect(answered.status).toBe(201);
    expect(answered.headers['etag']).toBe('"1"');
    expect(answered.body).toMatchObject({ version: 1, areaCode: '420101', addressNo: '1/1', moo: 3, status: 'ACTIVE' });
    expect(answered.body.members[0]).toMatchObject({ firstName: 'ทดสอบ1', title: 'นาง', birthDate: '1960-05-01' });
    expect(answered.body.members[0].citizenId).toMatch(/^3-0000-xxxxx-xx-\d$/);
    expect(answered.text).not.toContain(syntheticCitizenId(1));
  });

  it('names every wrong field at once, and no value', async () => {
    const body = newHousehold(1, '420101', {
      houseCode: '12',
      members: [
        { citizenId: '3000000000001', firstName: 'ก', birthDate: '2030-01-01' },
        { citizenId: syntheticCitizenId(5), firstName: 'ข' },
        { citizenId: syntheticCitizenId(5), firstName: 'ค' },
      ],
    });
    const { status, body: problem, text } = await api.request(officer, 'POST', '/v1/households', { body });
    expect(status).toBe(422);
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/houseCode',
      '/members/0/citizenId',
      '/members/0/birthDate',
      '/members/2/citizenId',
    ]);
    expect(text).not.toContain('3000000000001');
  });

  it('refuses a known ID with the candidate, also when confirmed', async () => {
    const known = await register(1);
    for (const change of [{}, { confirmNew: true }]) {
      const { status, body } = await api.request(officer, 'POST', '/v1/households', {
        body: newHousehold(1, '420102', { addressNo: '99', ...change }),
      });
      expect(status).toBe(409);
      expect(body).toMatchObject({
        code: 'household-exists',
        candidates: [{ id: known.id, areaCode: '420101' }],
        heldElsewhere: null,
        confirmable: false,
      });
    }
  });

  it('takes every kind of number, says which it is, and finds it again', async () => {
    const { members: _, ...house } = newHousehold(1);
    const numbers = [
      { citizenId: syntheticCitizenId(1), idType: 'THAI13' },
      { citizenId: '0-0000-00000-02-7' },
      { citizenId: 'G000099990121', idType: 'G_CODE' },
      { citizenId: 'ma 0123456' },
      { citizenId: '123456789', idType: 'PASSPORT' },
      {},
      { idType: 'NONE_TEMP' },
    ];
    const members = numbers.map((number, index) => ({ ...number, firstName: `ตัวอย่าง${'กขคงจฉช'[index]}` }));
    const made = await api.request(officer, 'POST', '/v1/households', { body: { ...house, members } });
    expect([made.status, made.body.errors]).toEqual([201, undefined]);
    const types = ['THAI13', 'NON_THAI13', 'G_CODE', 'PASSPORT', 'PASSPORT', 'NONE_TEMP', 'NONE_TEMP'];
    const typesIn = (list: { idType: string }[]) => list.map(({ idType }) => idType);
    expect(typesIn(made.body.members)).toEqual(types);
    expect(made.text).not.toMatch(/123456|00009999012/);
    const { id } = made.body;
    for (const asked of [numbers[2], { citizenId: 'MA0123456' }, numbers[4]]) {
      const found = await api.request(officer, 'POST', '/v1/households/search', { body: asked });
      expect(found.body.items).toMatchObject([{ id }]);
      expect(typesIn(found.body.items[0].members)).toEqual(types);
    }
    const shown = await api.request(officer, 'POST', `/v1/households/${id}/reveal`, {
      body: { fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์สวัสดิการ' },
    });
    expect(shown.body.members.slice(3)).toMatchObject([
      { citizenId: 'MA0123456', idType: 'PASSPORT' },
      { citizenId: '123456789', idType: 'PASSPORT' },
      { citizenId: null, idType: 'NONE_TEMP' },
      { citizenId: null, idType: 'NONE_TEMP' },
    ]);
  });

  it('refuses a number that is not of the kind said, where it is said', async () => {
    const wrong = [
      [{ citizenId: syntheticCitizenId(1), idType: 'PASSPORT' }, '/idType', 'id-type-differs'],
      [{ citizenId: 'G000099990121', idType: 'THAI13' }, '/idType', 'id-type-differs'],
      [{ citizenId: syntheticCitizenId(1), idType: 'NONE_TEMP' }, '/idType', 'id-type-differs'],
      [{ citizenId: '12345', idType: 'PASSPORT' }, '/citizenId', 'citizen-id-invalid'],
      [{ idType: 'G_CODE' }, '/citizenId', 'citizen-id-missing'],
      [{ citizenId: '123456789' }, '/citizenId', 'citizen-id-invalid'],
    ] as const;
    const { members: _, ...house } = newHousehold(1);
    const members = wrong.map(([number], index) => ({ ...number, firstName: `ตัวอย่าง${'กขคงจฉ'[index]}` }));
    const { status, body } = await api.request(officer, 'POST', '/v1/households', { body: { ...house, members } });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual(
      wrong.map(([, place, code], index) => [`/members/${index}${place}`, code]),
    );
    const search = await api.request(officer, 'POST', '/v1/households/search', { body: wrong[0][0] });
    expect([search.status, search.body.errors]).toMatchObject([422, [{ pointer: '/idType', code: 'id-type-differs' }]]);
  });

  it('takes no number for a name, and does not say it', async () => {
    const body = newHousehold(1, '420101', {
      members: [
        { firstName: '3000000000001', lastName: 'ตัวอย่างข้อมูล' },
        { firstName: 'ทดสอบ', lastName: '๑๒/๓' },
      ],
    });
    const { status, body: problem, text } = await api.request(officer, 'POST', '/v1/households', { body });
    expect(status).toBe(422);
    expect(problem.errors).toMatchObject([
      { pointer: '/members/0/firstName', code: 'name-is-number' },
      { pointer: '/members/1/lastName', code: 'name-is-number' },
    ]);
    expect(text).not.toMatch(/3000000000001|๑๒/);
  });

  it('takes no date for a house number or a village, as a file does not', async () => {
    const file = new URL('../../../test/fixtures/cases/c03-address-dates.csv', import.meta.url);
    const rows: Record<string, string>[] = parse(readFileSync(file), { bom: true, columns: true });
    for (const [at, { บ้านเลขที่: addressNo = '' }] of rows.entries()) {
      const body = newHousehold(at + 1, '420101', { addressNo });
      const { status, body: answered } = await api.request(officer, 'POST', '/v1/households', { body });
      const refused = [
        422,
        [{ pointer: '/addressNo', code: 'address-is-date', message: expect.stringMatching(/วันที่/) }],
      ];
      expect([addressNo, status, answered.errors]).toEqual([
        addressNo,
        ...(addressNo === '46093' ? [201, undefined] : refused),
      ]);
    }
    const body = newHousehold(60, '420101', { village: '5-ม.ค.' });
    const { body: answered } = await api.request(officer, 'POST', '/v1/households', { body });
    expect(answered.errors).toMatchObject([{ pointer: '/village', code: 'address-is-date' }]);
  });

  it('reads a house number as a file does, and what else was typed into its field', async () => {
    const { moo: _moo, ...nowhere } = newHousehold(61, '420101', {
      addressNo: 'เลขที่ 880-4 ม.5 บ้านกุดป่อง ต.กุดป่อง',
      members: [{ firstName: 'ทดสอบ', lastName: 'ตัวอย่าง' }],
    });
    const registered = await api.request(officer, 'POST', '/v1/households', { body: nowhere });
    expect(registered.body).toMatchObject({ addressNo: '880/4', moo: 5, village: 'บ้านกุดป่อง' });
    const again = { ...nowhere, addressNo: '880/04', moo: 5 };
    const { status, body } = await api.request(officer, 'POST', '/v1/households', { body: again });
    expect([status, body.candidates]).toEqual([409, [{ id: registered.body.id, areaCode: '420101' }]]);
  });

  it('refuses a house number beside which another หมู่ or sub-district stands', async () => {
    const body = newHousehold(62, '420101', { addressNo: '880/4 ม.6 ต.นาอาน', moo: 5 });
    const { status, body: answered } = await api.request(officer, 'POST', '/v1/households', { body });
    expect([status, answered.errors]).toMatchObject([
      422,
      [
        { pointer: '/addressNo', code: 'address-moo-differs' },
        { pointer: '/addressNo', code: 'area-conflict' },
      ],
    ]);
  });

  it('judges names as a file does: what a file warns of, its sender corrects at once', async () => {
    const names = oddNames().map(({ ชื่อ: firstName = '', นามสกุล: lastName = '' }) => ({
      firstName,
      ...(lastName === '' ? {} : { lastName }),
    }));
    const told: (string | number)[][] = [];
    for (const [at, member] of names.entries()) {
      const body = newHousehold(at + 1, '420101', { members: [member] });
      const { status, body: answered } = await api.request(officer, 'POST', '/v1/households', { body });
      told.push([
        status,
        ...(answered.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`),
      ]);
    }
    const [first, last] = ['/members/0/firstName', '/members/0/lastName'];
    expect(told).toEqual([
      [400, `${first} unstorable-text`],
      [422, `${first} name-unreadable`],
      [422, `${first} name-blank`],
      [422, `${first} name-several`],
      [201],
      [422, `${first} name-unreadable`, `${last} name-unreadable`],
      [422, `${first} name-unreadable`],
      [422, `${first} name-blank`, `${last} name-blank`],
      [422, `${first} name-blank`],
      [422, `${first} name-blank`],
      [201],
      [201],
      [422, `${first} name-several`],
      [422, `${first} name-several`],
      [422, `${first} name-with-remark`],
      [422, `${first} name-with-remark`],
      [422, `${first} name-with-remark`],
    ]);
  });

  it('knows a last name that says there is none', async () => {
    const { members } = await register(1, '420101', { members: [{ firstName: 'ทดสอบ', lastName: '-' }] });
    expect(members[0]).toMatchObject({ firstName: 'ทดสอบ', lastName: null });
  });

  it('of a household outside the scope says only which province holds it', async () => {
    const known = await register(1, '310101');
    const { status, body, text } = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) });
    expect(status).toBe(409);
    expect(body).toMatchObject({ candidates: [], heldElsewhere: { province: '31' } });
    expect(text).not.toContain(known.id);
    expect(text).not.toContain('310101');
  });

  it('logs every household that it finds before it answers, in the scope or not', async () => {
    const searches = async (id: string): Promise<object[]> => {
      const log = await api.request(auditor, 'GET', '/v1/access-log', { query: { household: id } });
      return log.body.items.filter(({ action }: { action: string }) => action === 'SEARCH');
    };
    const [here, there] = [await register(1), await register(2, '310101')];
    const unnumbered = { firstName: 'ทดสอบ3', lastName: 'ตัวอย่างข้อมูล' };
    const alike = await register(3, '420101', { members: [unnumbered] });
    for (const { id } of [here, there, alike]) expect(await searches(id)).toEqual([]);
    const members = [1, 2].map((number) => ({ citizenId: syntheticCitizenId(number), firstName: `ทดสอบ${number}` }));
    const known = await api.request(officer, 'POST', '/v1/households', {
      body: newHousehold(9, '420101', { members }),
    });
    expect(known.status).toBe(409);
    const similar = await api.request(officer, 'POST', '/v1/households', {
      body: newHousehold(3, '420101', { members: [unnumbered] }),
    });
    expect(similar.status).toBe(409);
    for (const { id } of [here, there, alike]) expect(await searches(id)).toMatchObject([{ sub: officer.sub }]);
  });

  it('says nothing when the log cannot be written', async () => {
    await register(1, '310101');
    api.stores.accessLog.recordPage = async () => {
      throw new Error('the table is away');
    };
    const answered = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) });
    expect([answered.status, answered.text.includes('31')]).toEqual([500, false]);
  });

  it('finds swapped names at the same address, unless it is confirmed to be another', async () => {
    const known = await register(1, '420101', { members: [{ firstName: 'ทองดี', lastName: 'แบบฝึกดี' }] });
    const swapped = newHousehold(1, '420101', { members: [{ firstName: 'แบบฝึกดี', lastName: 'ทองดี' }] });
    const refused = await api.request(officer, 'POST', '/v1/households', { body: swapped });
    expect([refused.status, refused.body.candidates, refused.body.confirmable]).toEqual([
      409,
      [{ id: known.id, areaCode: '420101' }],
      true,
    ]);
    const confirmed = await api.request(officer, 'POST', '/v1/households', { body: { ...swapped, confirmNew: true } });
    expect(confirmed.status).toBe(201);
  });

  it('finds the same name at the same address, unless it is confirmed to be another', async () => {
    const known = await register(1);
    const twin = newHousehold(1, '420101', { members: [{ firstName: 'ทดสอบ1', lastName: 'ตัวอย่างข้อมูล' }] });
    const refused = await api.request(officer, 'POST', '/v1/households', { body: twin });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ candidates: [{ id: known.id }], confirmable: true });
    const confirmed = await api.request(officer, 'POST', '/v1/households', { body: { ...twin, confirmNew: true } });
    expect(confirmed.status).toBe(201);
  });

  it('finds who began a household at the same place, however late the index of addresses is', async () => {
    const households = { ...createMemoryHouseholdStore(), findByAddress: () => Promise.resolve([]) };
    api = createInProcessApi({ households });
    const unnumbered = { members: [{ firstName: 'ทดสอบ', lastName: 'ตัวอย่างข้อมูล' }] };
    const known = await register(1, '420101', unnumbered);
    const refused = await api.request(officer, 'POST', '/v1/households', {
      body: newHousehold(1, '420101', unnumbered),
    });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ candidates: [{ id: known.id }], confirmable: true });
    const confirmed = await register(1, '420101', { ...unnumbered, confirmNew: true });
    expect(confirmed.id).not.toBe(known.id);
  });

  it('finds who began a household there under that name, whatever the people are called now', async () => {
    const store = createMemoryHouseholdStore();
    const getMany: typeof store.getMany = async (ids) =>
      new Map(
        [...(await store.getMany(ids))].map(([id, household]) => [
          id,
          { ...household, members: household.members.map((member) => ({ ...member, firstName: 'อื่น' })) },
        ]),
      );
    api = createInProcessApi({ households: { ...store, getMany } });
    const unnumbered = { members: [{ firstName: 'ทดสอบ', lastName: 'ตัวอย่างข้อมูล' }] };
    const { id } = await register(1, '420101', unnumbered);
    const again = newHousehold(1, '420101', unnumbered);
    const refused = await api.request(officer, 'POST', '/v1/households', { body: again });
    expect(refused.body).toMatchObject({ code: 'household-exists', candidates: [{ id }], confirmable: true });
  });

  it('takes another name at the same address', async () => {
    const first = await register(1);
    const second = await register(1, '420101', { members: [{ firstName: 'อื่น', lastName: 'ตัวอย่างข้อมูล' }] });
    expect(second.id).not.toBe(first.id);
  });

  it('refuses an area outside the scope', async () => {
    expect((await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1, '420201') })).status).toBe(
      403,
    );
  });

  it('happens once for one Idempotency-Key', async () => {
    const headers = { 'Idempotency-Key': 'k1' };
    const first = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1), headers });
    const again = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1), headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await looksAt(first.body.id), 'the repetition shows the file, and is logged').toEqual(['READ']);
    const other = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(2), headers });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    // Another account's key is another key.
    const theirs = await api.request(neighbour, 'POST', '/v1/households', { body: newHousehold(3, '420201'), headers });
    expect(theirs.status).toBe(201);
  });

  it('is answered again as a reader would be: with the file as it is now, or not at all', async () => {
    const headers = { 'Idempotency-Key': 'k2' };
    const body = newHousehold(5);
    const { id } = (await api.request(officer, 'POST', '/v1/households', { body, headers })).body;
    const visit = { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' };
    await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body: visit });
    expect((await api.request(officer, 'POST', '/v1/households', { body, headers })).body.version).toBe(2);
    const away = { type: 'move', on: '2026-05-03', toArea: '310101' };
    await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body: away });
    const later = await api.request(officer, 'POST', '/v1/households', { body, headers });
    expect([later.status, later.body.code]).toEqual([404, 'household-not-found']);
    expect(later.text).not.toContain(id);
    expect(await looksAt(id)).toEqual(['READ']);
  });

  it('sent twice at once under one key is registered once, also without an ID or a house code', async () => {
    const unnumbered = newHousehold(7, '420101', { members: [{ firstName: 'ทดสอบ', lastName: 'สองครั้ง' }] });
    const headers = { 'Idempotency-Key': 'both' };
    const answers = await Promise.all(
      [1, 2].map(() => api.request(officer, 'POST', '/v1/households', { body: unnumbered, headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.body.id).toBe(answers[0]?.body.id);
  });

  it('registers one household when two offices send the same people at once', async () => {
    const answers = await Promise.all(
      [1, 2].map(() => api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });
});

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

describe('listing', () => {
  it('gives every household of the area once, over pages, and ends', async () => {
    const expected: string[] = [];
    for (const [index, area] of ['420101', '420102', '420101', '420103', '420102'].entries())
      expected.push((await register(index + 1, area)).id);
    await api.request(neighbour, 'POST', '/v1/households', { body: newHousehold(50, '420201') });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    let pages = 0;
    do {
      const { status, body } = await api.request(officer, 'GET', '/v1/households', {
        query: { limit: '2', ...(cursor ? { cursor } : {}) },
      });
      expect(status).toBe(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
      pages += 1;
    } while (cursor);
    expect(seen.toSorted()).toEqual(expected.toSorted());
    expect(pages).toBe(3);
  });

  it('walks a province district by district', async () => {
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    for (const [index, area] of ['421001', '420101', '420201'].entries())
      await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(index + 1, area) });
    const first = await api.request(secretariat, 'GET', '/v1/households', { query: { limit: '1' } });
    const rest = await api.request(secretariat, 'GET', '/v1/households', {
      query: { limit: '5', cursor: first.body.nextCursor },
    });
    expect([...first.body.items, ...rest.body.items].map(({ areaCode }) => areaCode)).toEqual([
      '420101',
      '420201',
      '421001',
    ]);
    expect(rest.body.nextCursor).toBeNull();
    expect(first.body.items[0]).toMatchObject({ headName: 'ทดสอบ2 ตัวอย่างข้อมูล', lists: {}, openNeeds: 0 });
  });

  it('refuses an area outside the scope, a wider one too, and an unknown filter', async () => {
    const list = (query: Record<string, string>) => api.request(officer, 'GET', '/v1/households', { query });
    expect((await list({ area: '42' })).status).toBe(403);
    expect((await list({ area: '4202' })).status).toBe(403);
    expect((await list({ area: '420199' })).status).toBe(200);
    expect((await list({ area: '420149' })).status).toBe(422);
    expect((await list({ province: '42' })).body).toMatchObject({ code: 'unknown-filter', status: 400 });
    expect((await list({ list: '' })).status).toBe(422);
    expect((await list({ list: 'nope' })).body).toMatchObject({ status: 404, code: 'target-list-not-found' });
    const query = { area: '42', list: 'nope' };
    expect((await api.request(agency, 'GET', '/v1/households', { query })).status).toBe(404);
    for (const limit of ['201', '0', '-1', '+5', '0x10', '1e1', ' 10', '10 ', '1.0', '٣', '99999999999']) {
      const { status, body } = await list({ limit });
      expect([limit, status, body.errors?.[0]]).toMatchObject([limit, 422, { pointer: '/limit' }]);
    }
  });

  describe('with urgent cases', () => {
    const urgent = async (id: string, level: string) => {
      const body = { type: 'urgency', level, on: '2026-05-20', reason: 'ผู้สูงอายุอยู่ลำพัง' };
      const { status } = await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body });
      if (status !== 201) throw new Error(`urgency is ${status}`);
    };
    const pages = async (query: Record<string, string>, limit: number): Promise<string[][]> => {
      const walked: string[][] = [];
      let cursor: string | null = null;
      do {
        const asked: Record<string, string> = {
          ...query,
          limit: String(limit),
          ...(cursor === null ? {} : { cursor }),
        };
        const { body } = await api.request(officer, 'GET', '/v1/households', { query: asked });
        walked.push(body.items.map((item: { id: string }) => item.id));
        cursor = body.nextCursor;
      } while (cursor !== null);
      return walked;
    };

    /** The households by name: the letter is the level, the number the order of the places. */
    async function six(): Promise<Record<string, string>> {
      const made: Record<string, string> = {};
      for (const [at, name] of ['n1', 'h2', 'c3', 'n4', 'c5', 'h6'].entries())
        made[name] = (await register(at + 1, `42010${at + 1}`)).id;
      for (const name of ['h6', 'c5', 'h2', 'c3'])
        await urgent(made[name] ?? '', name.startsWith('c') ? 'CRITICAL' : 'HIGH');
      return made;
    }

    it.each([1, 2, 4, 6, 50])('lists CRITICAL ones first, then HIGH ones, over pages of %i', async (limit) => {
      const { n1, h2, c3, n4, c5, h6 } = await six();
      const walked = await pages({}, limit);
      expect(walked.flat()).toEqual([c3, c5, h2, h6, n1, n4]);
      // None comes short but the last.
      expect(walked.map((page) => page.length).filter((length) => length < limit).length).toBeLessThan(2);
    });

    it('keeps the order within a sub-district and a filter, and lists one level alone', async () => {
      const { n1, h2, c3, n4, c5, h6 } = await six();
      expect(await pages({ area: '420103' }, 1)).toEqual([[c3]]);
      expect((await pages({ mentor: 'none' }, 4)).flat()).toEqual([c3, c5, h2, h6, n1, n4]);
      expect((await pages({ urgency: 'CRITICAL' }, 1)).flat()).toEqual([c3, c5]);
      expect((await pages({ urgency: 'HIGH' }, 50)).flat()).toEqual([h2, h6]);
      expect((await pages({ urgency: 'NORMAL' }, 1)).flat()).toEqual([n1, n4]);
    });

    it('lists one that is no longer urgent in its place among the others', async () => {
      const { n1, h2, c3, n4, c5, h6 } = await six();
      await urgent(c3 ?? '', 'NORMAL');
      await urgent(h2 ?? '', 'CRITICAL');
      expect((await pages({}, 2)).flat()).toEqual([h2, c5, h6, n1, c3, n4]);
    });

    it('tells an agency that only plans help nothing by the place', async () => {
      const { n1, c3 } = await six();
      const plan = { status: 'PLANNED', deliveredOn: null, plannedOn: '2026-06-01' };
      for (const id of [c3, n1])
        await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd', plan) });
      const { items } = (await api.request(agency, 'GET', '/v1/households', { query: { area: '42' } })).body;
      expect(items.map((item: { id: string }) => item.id)).toEqual([n1, c3]);
    });
  });

  it('refuses a cursor of another account, another question, or another hand', async () => {
    await register(1);
    await register(2);
    const { body } = await api.request(officer, 'GET', '/v1/households', { query: { limit: '1' } });
    const cursor: string = body.nextCursor;
    const ask = (who: typeof officer, query: Record<string, string>) =>
      api.request(who, 'GET', '/v1/households', { query });
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    for (const answered of [
      await ask(secretariat, { area: '4201', cursor }),
      await ask(officer, { cursor, dimension: 'income' }),
      await ask(officer, { cursor: `x${cursor}` }),
      await ask(officer, { cursor: 'e30.AAAA' }),
    ])
      expect([answered.status, answered.body.code]).toEqual([400, 'cursor-invalid']);
    expect((await ask(officer, { cursor, limit: '7' })).status).toBe(200);
  });

  it('shows an agency its own households of an area', async () => {
    const { id } = await register(1);
    await register(2);
    const list = (query: Record<string, string>) => api.request(agency, 'GET', '/v1/households', { query });
    expect((await list({})).status).toBe(422);
    expect((await list({ area: '42' })).body.items).toEqual([]);
    await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') });
    expect((await list({ area: '42' })).body.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });
});

describe('an agency that only plans help', () => {
  const plan = { status: 'PLANNED', deliveredOn: null, plannedOn: '2026-06-01' };
  const post = (who: typeof officer, id: string, body: unknown) =>
    api.request(who, 'POST', `/v1/households/${id}/logbook`, { body });
  const list = (query: Record<string, string> = {}) =>
    api.request(agency, 'GET', '/v1/households', { query: { area: '42', ...query } });
  /** A household on a list, with an open need, a mentor's day and the help of others: all that a row could tell. */
  async function planned(body: Record<string, unknown> = delivered('cdd', plan)) {
    const { id } = await register(1);
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    const onList = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') })).body.id;
    await putOnList(api.stores.households, id, onList, '420101', api.clock.now);
    await post(officer, id, {
      type: 'visit',
      on: '2026-05-02',
      purpose: 'SURVEY',
      outcome: 'MET',
      nextVisitDue: '2026-06-01',
    });
    await post(officer, id, {
      type: 'survey',
      on: '2026-05-02',
      needs: [{ dimension: 'health', kind: 'WANT', text: 'รถเข็น' }],
    });
    await post(officer, id, delivered('moph'));
    expect((await post(agency, id, body)).status).toBe(201);
    return { id, list: onList };
  }

  it.each([
    ['its own', delivered('cdd', plan)],
    ['its own, approved', delivered('cdd', { ...plan, status: 'APPROVED' })],
    ['its own, given and returned', delivered('cdd', { status: 'RETURNED' })],
  ])('lists id and area, by help that is %s', async (_, body) => {
    const { id } = await planned(body);
    const { items } = (await list()).body;
    expect(items).toEqual([
      {
        id,
        areaCode: '420101',
        areaName: items[0].areaName,
        agencies: ['cdd'],
        version: null,
        status: null,
        lists: {},
        dimensions: [],
        openNeeds: null,
        mentor: null,
        surveyedOn: null,
        nextDue: null,
        urgency: null,
        headName: null,
      },
    ]);
  });

  it('learns nothing by a filter', async () => {
    const { list: onList } = await planned();
    for (const query of [
      { list: onList },
      { state: 'LISTED' },
      { dimension: 'health' },
      { mentor: 'm' },
      { due: '2026-12-31' },
    ] as Record<string, string>[])
      expect([query, (await list(query)).body.items]).toEqual([query, []]);
  });

  it('learns nothing by where a page of a filter ends', async () => {
    const { list: onList } = await planned();
    const ends = async (query: Record<string, string>) =>
      (await list({ ...query, limit: '1' })).body.nextCursor === null;
    // Behind it lives a household that the agency plans nothing for.
    await register(2, '420102');
    for (const [fitting, other] of [
      [{ list: onList }, { list: onList, state: 'CONFIRMED' }],
      [{ state: 'LISTED' }, { state: 'CONFIRMED' }],
      [{ dimension: 'health' }, { dimension: 'income' }],
      [{ due: '2026-12-31' }, { due: '2026-05-03' }],
    ] as Record<string, string>[][])
      expect([fitting, await ends(fitting ?? {})]).toEqual([fitting, await ends(other ?? {})]);
  });

  it('is given a full page of those that it helped, past those that it plans to help', async () => {
    await planned();
    const { id } = await register(2, '420102');
    await post(officer, id, {
      type: 'need',
      openedOn: '2026-05-02',
      dimension: 'health',
      kind: 'WANT',
      text: 'รถเข็น',
    });
    await post(agency, id, delivered('cdd'));
    const { body } = await list({ dimension: 'health', limit: '1' });
    expect([body.items.map((item: { id: string }) => item.id), body.nextCursor]).toEqual([[id], null]);
  });

  it('opens no file and finds no name, and the number shows no people', async () => {
    const { id } = await planned();
    expect((await api.request(agency, 'GET', `/v1/households/${id}`)).status).toBe(404);
    const search = (body: unknown) => api.request(agency, 'POST', '/v1/households/search', { body });
    expect((await search({ name: 'ทดสอบ1', area: '42' })).body.items).toEqual([]);
    const byNumber = await search({ citizenId: syntheticCitizenId(1) });
    expect(byNumber.body.items).toMatchObject([{ id, areaCode: '420101', addressNo: null, members: [] }]);
  });

  it('opens it by help that was given, and no longer when that was withdrawn', async () => {
    const { id } = await planned();
    const { version } = (await post(agency, id, delivered('cdd'))).body;
    expect((await api.request(agency, 'GET', `/v1/households/${id}`)).body).toMatchObject({
      agencies: ['moph', 'cdd'],
    });
    expect((await list({ dimension: 'health' })).body.items).toMatchObject([
      { id, headName: 'ทดสอบ1 ตัวอย่างข้อมูล', openNeeds: 1, agencies: ['moph', 'cdd'] },
    ]);
    await post(agency, id, {
      type: 'correction',
      supersedes: `${id}.${version}`,
      reason: 'ผิดครัวเรือน',
      entry: delivered('cdd', { status: 'CANCELLED' }),
    });
    expect((await api.request(agency, 'GET', `/v1/households/${id}`)).status).toBe(404);
    expect((await list()).body.items).toMatchObject([{ id, headName: null }]);
  });

  it('is opened to co-agencies as to the giver', async () => {
    const { id } = await register(1);
    await post(officer, id, delivered('moph', { ...plan, coAgencies: ['cdd'] }));
    expect((await list()).body.items).toMatchObject([{ id, headName: null, agencies: ['cdd'] }]);
    await post(officer, id, delivered('moph', { coAgencies: ['cdd'] }));
    expect((await api.request(agency, 'GET', `/v1/households/${id}`)).status).toBe(200);
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
