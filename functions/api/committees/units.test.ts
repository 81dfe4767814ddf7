/** The units of a province: its own order with all its seats, districts, municipalities and field teams. */
import { beforeEach, describe, expect, it } from 'vitest';

import { unitOfPlace, unitsKnownAt } from '#shared/domain/committee/units.ts';
import { SECTORS } from '#shared/domain/organisation/organisation.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const order = { orderNo: '1/2569', orderDate: '2026-02-04', agencies: ['cdd'] };
const town = { ...order, kind: 'TOWN_MUN', covers: ['420101'] };
const put = (unit: string, body: unknown, ifMatch?: string) =>
  api.request(secretariat, 'PUT', `/v1/committees/${unit}`, {
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'If-Match': ifMatch } }),
  });
const read = async (unit: string) => (await api.request(secretariat, 'GET', `/v1/committees/${unit}`)).body;
const list = async (area: string) =>
  (await api.request(secretariat, 'GET', '/v1/committees', { query: { area } })).body.items;
const errorsOf = async (unit: string, body: unknown) => {
  const { status, body: answer } = await put(unit, body);
  return [status, (answer.errors ?? []).map(({ pointer }: { pointer: string }) => pointer)];
};

describe('a unit', () => {
  it('is of the kind of its code and covers it; a municipality names both', async () => {
    expect((await put('4201', order)).body).toMatchObject({
      unit: '4201',
      kind: 'DISTRICT',
      covers: ['4201'],
      members: [],
    });
    expect((await put('4201.1', { ...town, name: 'เทศบาลเมืองตัวอย่าง' })).body).toMatchObject({
      unit: '4201.1',
      area: '4201.1',
      kind: 'TOWN_MUN',
      covers: ['420101'],
      name: 'เทศบาลเมืองตัวอย่าง',
    });
    expect((await put('420101', { ...order, kind: 'FIELD_TEAM', covers: ['420101'] })).body.kind).toBe('FIELD_TEAM');
    // Communities of a town have numbers that no table of sub-districts has.
    expect((await put('4201.12', { ...town, covers: ['420151'] })).status).toBe(200);
  });

  it('is read before its order with what it inherits', async () => {
    await put('4201', order);
    expect(await read('4201.1')).toMatchObject({
      version: 0,
      kind: null,
      covers: [],
      members: [],
      agencies: ['cdd'],
      inheritedFrom: '4201',
    });
    expect(await read('4202')).toMatchObject({ version: 0, kind: 'DISTRICT', covers: ['4202'], inheritedFrom: null });
  });

  it.each([
    ['4201.1', { ...order, covers: ['420101'] }, '/kind'],
    ['4201.1', { ...town, kind: 'DISTRICT' }, '/kind'],
    ['4201.1', { ...order, kind: 'TOWN_MUN' }, '/covers'],
    ['4201.1', { ...town, covers: ['310101'] }, '/covers/0'],
    ['4201.1', { ...town, covers: ['42'] }, '/covers/0'],
    ['4201.1', { ...town, covers: [] }, '/covers'],
    ['4201.1', { ...town, covers: ['420101', '420101'] }, '/covers'],
    ['4201', { ...order, kind: 'TOWN_MUN' }, '/kind'],
    ['42', { ...order, agencies: undefined }, '/agencies'],
    ['42', { ...order, agencies: undefined, members: [{ title: 'ประธาน', seat: 1 }] }, '/agencies'],
    ['42', { ...order, members: [{ title: 'ประธาน', seat: 1, organisation: 'nobody' }] }, '/members/0/organisation'],
    ['42', { ...order, members: [{ title: '', seat: 1.5 }] }, '/members/0/seat'],
  ])('%s is refused as %j at %s', async (unit, body, pointer) => {
    const [status, pointers] = await errorsOf(unit, body);
    expect([status, pointers]).toEqual([422, expect.arrayContaining([pointer])]);
  });

  it.each(['4201.0', '4299.1', '42.1', '4201.100', '4201.a'])('%s is none', async (unit) => {
    expect((await put(unit, town)).body.code).toBe('area-not-found');
  });

  it('has no cover together with another of the middle rung, also when two are put at one moment', async () => {
    await put('4201', order);
    await put('4201.1', town);
    expect((await put('4201.2', town)).body).toMatchObject({
      status: 409,
      code: 'covers-overlap',
      cover: '420101',
      unit: '4201.1',
    });
    expect((await put('4201.2', { ...town, covers: ['4201'] })).body).toMatchObject({ unit: '4201' });
    // A team is part of whatever unit covers its place; and a unit may keep what it has.
    expect((await put('420101', { ...order, covers: ['420101'] })).status).toBe(200);
    expect((await put('4201.1', town, '"1"')).status).toBe(200);
    // What was given up is free.
    expect((await put('4201.1', { ...town, covers: ['420102'] }, '"2"')).status).toBe(200);
    expect((await put('4201.2', town)).status).toBe(200);
    const both = await Promise.all(['4202.1', '4202.2'].map((unit) => put(unit, { ...town, covers: ['420201'] })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('is listed with the others of an area, by its newest order', async () => {
    for (const unit of ['42', '4201', '4202', '420101']) await put(unit, order);
    await put('4201.1', town);
    await put('4201.1', { ...town, covers: ['420101', '420102'], members: [{ title: 'นายกเทศมนตรี', seat: 1 }] }, '"1"');
    await put('4202.1', { ...town, covers: ['420103'] });
    const unitsOf = async (area: string) => (await list(area)).map(({ unit }: { unit: string }) => unit);
    expect(await unitsOf('42')).toEqual(['42', '4201', '4201.1', '420101', '4202', '4202.1']);
    expect(await unitsOf('4201')).toEqual(['4201', '4201.1', '420101', '4202.1']);
    expect(await unitsOf('4203')).toEqual([]);
    expect((await list('4201'))[1]).toEqual({
      unit: '4201.1',
      kind: 'TOWN_MUN',
      name: null,
      covers: ['420101', '420102'],
      version: 2,
      orderNo: '1/2569',
      orderDate: '2026-02-04',
      agencies: ['cdd'],
      seats: 1,
      recordedAt: '2026-05-20T10:00:00+07:00',
    });
    const outside = await api.request(account('DISTRICT_OFFICER', { area: '4202' }), 'GET', '/v1/committees', {
      query: { area: '4201' },
    });
    expect(outside.status).toBe(403);
  });
});

describe('the order of a province', () => {
  it('is entered whole, with 39 seats of all seven sectors and its municipality; who sits there may give help or be silent', async () => {
    const slugs: string[] = [];
    for (let seat = 2; seat <= 40; seat += 1) {
      const sector = SECTORS[seat % SECTORS.length];
      const body = {
        nameTh: `หน่วยงานตัวอย่าง ${seat}`,
        sector,
        areaCode: '42',
        ...(seat % 7 === 0 ? { reportsAs: 'moph' } : {}),
      };
      slugs.push((await api.request(secretariat, 'POST', '/v1/organisations', { body })).body.slug);
    }
    const members = [
      { title: 'ที่ปรึกษา', seat: 'ที่ปรึกษา' },
      ...slugs.map((organisation, index) => ({ title: `กรรมการ ${index + 2}`, organisation, seat: index + 2 })),
    ];
    const { agencies: _none, ...entered } = order;
    const whole = await put('42', { ...entered, members });
    expect([whole.status, whole.body.agencies, whole.body.members]).toEqual([200, slugs, members]);
    expect((await put('4201', order)).status).toBe(200);
    expect((await put('4201.1', { ...town, name: 'เทศบาลเมืองตัวอย่าง' })).status).toBe(200);

    const { id } = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1) })).body;
    const [first = '', second = '', ...silent] = slugs;
    for (const agency of [first, second])
      expect(
        (await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: delivered(agency) })).status,
      ).toBe(201);
    const { rows, total } = (
      await api.request(secretariat, 'GET', '/v1/statistics/agencies', { query: { month: '2026-05', area: '42' } })
    ).body;
    expect(rows.map(({ agency }: { agency: string }) => agency)).toEqual(slugs);
    expect(total.silent).toBe(silent.length);
    const { orders } = await api.stores.committees.units('42');
    const units = unitsKnownAt(orders, '2026-12-31T00:00:00.000Z');
    expect(['420101', '420102', '420201'].map((place) => unitOfPlace(units, place)?.unit)).toEqual([
      '4201.1',
      '4201',
      undefined,
    ]);
  });
});
