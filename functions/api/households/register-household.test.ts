import { readFileSync } from 'node:fs';

import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';

import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { looksAtHousehold, officer, registerOn } from './test/register.ts';
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const auditor = account('DPO_AUDITOR');

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const register = (number = 1, area = '420101', change = {}) => registerOn(api, number, area, change);

const looksAt = (household: string) => looksAtHousehold(api, household);

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
