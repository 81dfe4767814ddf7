import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'secretariat' });
const officer = account('DISTRICT_OFFICER', { area: '4201', sub: 'officer' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202', sub: 'neighbour' });
const team = account('FIELD_TEAM', { area: '420102', sub: 'team' });
const mentor = account('MENTOR', { area: '4201', sub: 'mentor' });
const elsewhere = account('DISTRICT_OFFICER', { area: '3101', sub: 'elsewhere' });
const TODAY = '2026-05-20';

let api: InProcessApi;
let list = '';
let round = '';
/** By sub-district, in the order of registration. */
let ids: Record<string, string[]>;

const made = async (path: string, body: object, who: Account = secretariat) => {
  const answer = await api.request(who, 'POST', path, { body });
  expect(answer.body).toMatchObject({ id: expect.any(String) });
  return answer.body.id;
};
const look = async (household: string, more: object) =>
  await made(`/v1/households/${household}/logbook`, {
    type: 'rexray',
    round,
    on: TODAY,
    by: { kind: 'VHV' },
    results: [],
    ...more,
  });
const need = { type: 'need', dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว', openedOn: '2026-05-10' };

beforeEach(async () => {
  api = createInProcessApi();
  list = await made('/v1/target-lists', newTargetList('42'));
  await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`, { body: {} });
  ids = {};
  for (const [index, place] of ['420101', '420101', '420102', '420201'].entries()) {
    const id = await made('/v1/households', newHousehold(index + 1, place));
    await putOnList(api.stores.households, id, list, place, api.clock.now);
    (ids[place] ??= []).push(id);
  }
  round = await made('/v1/rexray-rounds', { name: 'รอบ', list, scopeArea: '42', dueOn: '2026-06-30' });
});

const idAt = (place: string, at = 0) => ids[place]?.[at] ?? '';
const cases = async (who: Account, query: Record<string, string> = {}, of = round) =>
  await api.request(who, 'GET', `/v1/rexray-rounds/${of}/cases`, { query });
const listed = async (who: Account, query: Record<string, string> = {}) => {
  const { status, body } = await cases(who, query);
  return status === 200 ? body.items.map(({ id }: { id: string }) => id) : `${status} ${body.code}`;
};
const sorted = (place: string) => ids[place]?.toSorted() ?? [];

describe('GET /v1/rexray-rounds/{id}/cases', () => {
  it('lists the households of the round with what came of them, and those that nobody has looked at', async () => {
    const [solved, half] = [idAt('420101', 0), idAt('420101', 1)];
    const needs = [
      await made(`/v1/households/${half}/logbook`, need),
      await made(`/v1/households/${half}/logbook`, need),
    ];
    await look(solved, { newNeeds: [{ dimension: 'living', kind: 'PROBLEM', text: 'ส้วมชำรุด' }] });
    await look(half, {
      results: [
        { needId: needs[0], result: 'COMPLETE' },
        { needId: needs[1], result: 'NOT_STARTED' },
      ],
    });
    await look(idAt('420102'), { gone: true });
    const { body } = await cases(officer);
    expect(Object.fromEntries(body.items.map((item: { id: string }) => [item.id, item]))).toEqual({
      [solved]: expect.objectContaining({
        result: 'COMPLETE',
        on: TODAY,
        newNeeds: 1,
        openNeeds: 1,
        areaCode: '420101',
      }),
      [half]: expect.objectContaining({
        result: 'INCOMPLETE',
        newNeeds: 0,
        openNeeds: 1,
        headName: expect.any(String),
      }),
      [idAt('420102')]: expect.objectContaining({ result: 'HOUSEHOLD_GONE', newNeeds: 0 }),
    });
    expect(await listed(secretariat, { result: 'none' })).toEqual([idAt('420201')]);
    expect((await cases(secretariat, { result: 'none' })).body.items).toMatchObject([
      { result: null, on: null, newNeeds: 0 },
    ]);
    expect(await listed(officer, { result: 'INCOMPLETE' })).toEqual([half]);
    expect(await listed(officer, { result: 'NOT_STARTED' })).toEqual([]);
    expect(await listed(officer, { result: 'HOUSEHOLD_GONE' })).toEqual([idAt('420102')]);
  });

  it('follows a result that is corrected, and one that comes after the round is closed', async () => {
    const entry = await look(idAt('420101'), { gone: true });
    await made(`/v1/households/${idAt('420101')}/logbook`, {
      type: 'correction',
      supersedes: entry,
      reason: 'ผิดบ้าน',
      entry: null,
    });
    expect(await listed(officer, { result: 'none' })).toEqual([...sorted('420101'), ...sorted('420102')]);
    await api.request(secretariat, 'POST', `/v1/rexray-rounds/${round}/close`, { body: {} });
    await look(idAt('420102'), { gone: true });
    expect(await listed(officer, { result: 'none' })).toEqual(sorted('420101'));
  });

  it('shows an account its own scope, by unit, and no account a unit beside it', async () => {
    const ofDistrict = [...sorted('420101'), ...sorted('420102')];
    expect(await listed(secretariat)).toEqual([...ofDistrict, ...sorted('420201')]);
    expect(await listed(officer)).toEqual(ofDistrict);
    expect(await listed(neighbour)).toEqual(sorted('420201'));
    expect(await listed(team)).toEqual(sorted('420102'));
    expect(await listed(secretariat, { unit: '42' })).toHaveLength(4);
    expect(await listed(secretariat, { unit: '4202' })).toEqual(sorted('420201'));
    expect(await listed(officer, { unit: '4202' })).toBe('403 outside-scope');
    expect(await listed(elsewhere)).toBe('404 round-not-found');
    expect((await cases(officer, {}, 'nobodys')).body.code).toBe('round-not-found');
    expect(await listed(mentor)).toBe('403 not-permitted');
    expect((await cases(officer, { result: 'PENDING' })).status).toBe(422);
  });

  it('leaves to a municipality its own cases, as its row of Report B', async () => {
    const order = { orderNo: '1/2569', orderDate: '2026-02-04', agencies: ['cdd'] };
    const town = { ...order, kind: 'TOWN_MUN', covers: ['420102'] };
    for (const [unit, body] of [
      ['4201', order],
      ['4201.1', town],
    ] as const)
      expect((await api.request(secretariat, 'PUT', `/v1/committees/${unit}`, { body })).status).toBe(200);
    expect(await listed(officer, { unit: '4201' })).toEqual(sorted('420101'));
    expect(await listed(officer, { unit: '4201.1' })).toEqual(sorted('420102'));
    expect(await listed(officer)).toHaveLength(3);
    const report = await api.request(secretariat, 'GET', '/v1/statistics/quarterly', {
      query: { quarter: '2569-Q3', area: '42' },
    });
    const rows = report.body.units.map(({ unit, rexray }: { unit: string; rexray: { cases: number }[] }) => [
      unit,
      rexray[0]?.cases,
    ]);
    expect(rows).toEqual([
      ['4201', 2],
      ['4201.1', 1],
      [null, 1],
    ]);
  });

  it('keeps a household where it is listed when it moves, and tells where it lives', async () => {
    const id = idAt('420201');
    await made(`/v1/households/${id}/logbook`, { type: 'move', on: TODAY, toArea: '420101', reason: 'ย้ายบ้าน' });
    const { body } = await cases(neighbour);
    expect(body.items).toMatchObject([{ id, areaCode: '420101' }]);
    expect(await listed(secretariat, { unit: '4201' })).not.toContain(id);
    expect(await listed(secretariat, { unit: '4202' })).toEqual([id]);
  });

  it('counts a household and its duplicate once, under the one that stays', async () => {
    const [keep, other] = [idAt('420101', 0), idAt('420201')];
    const versions: Record<string, number> = {};
    for (const id of [keep, other])
      versions[id] = (await api.request(secretariat, 'GET', `/v1/households/${id}`)).body.version;
    await look(other, { gone: true });
    versions[other] = (versions[other] ?? 0) + 1;
    await made('/v1/merges', { keep, other, reason: 'ครัวเรือนเดียวกัน', versions });
    expect(await listed(secretariat)).toEqual([...sorted('420101'), ...sorted('420102')]);
    expect(await listed(secretariat, { result: 'HOUSEHOLD_GONE' })).toEqual([keep]);
  });

  it('pages to its end, each case once, with a line of the access log for those of the page', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await cases(secretariat, { limit: '1', ...(cursor === null ? {} : { cursor }) });
      expect(body.items).toHaveLength(1);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      ({ nextCursor: cursor } = body);
    } while (cursor !== null);
    expect(seen).toEqual([...sorted('420101'), ...sorted('420102'), ...sorted('420201')]);
    const looks = async (household: string) =>
      (
        await api.stores.accessLog.of({ household, districts: ['4201', '4202'], months: ['2026-05'] }, undefined, 20)
      ).filter(({ sub, action }) => sub === 'secretariat' && action === 'LIST');
    for (const id of seen) expect(await looks(id)).toHaveLength(1);
    const first = (await cases(officer, { limit: '1' })).body.nextCursor;
    expect((await cases(officer, { limit: '1', cursor: first, result: 'none' })).body.code).toBe('cursor-invalid');
    expect((await cases(neighbour, { limit: '1', cursor: first })).body.code).toBe('cursor-invalid');
  });
});
