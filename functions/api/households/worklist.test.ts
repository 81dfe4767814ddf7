import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { officer, registerOn } from './test/register.ts';
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const agency = account('AGENCY_FOCAL', { agency: 'cdd' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const register = (number = 1, area = '420101', change = {}) => registerOn(api, number, area, change);

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

  it('is who TPMAP, ThaiQM and the vulnerable groups name together, by published lists, as Report C counts them', async () => {
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    const newList = async (source: string, publish = true): Promise<string> => {
      const body = { ...newTargetList('42'), source };
      const { id } = (await api.request(secretariat, 'POST', '/v1/target-lists', { body })).body;
      if (publish) await api.request(secretariat, 'POST', `/v1/target-lists/${id}/publish`);
      return id;
    };
    const [tpmap, thaiqm, field] = [await newList('TPMAP'), await newList('THAIQM'), await newList('FIELD_FOUND')];
    const draft = await newList('VULNERABLE', false);
    const listed = async (number: number, ...lists: string[]): Promise<string> => {
      const { id } = await register(number);
      for (const list of lists) await putOnList(api.stores.households, id, list, '420101', api.clock.now);
      return id;
    };
    const cells: Record<string, string[]> = {
      TPMAP: [await listed(1, tpmap), await listed(2, tpmap, draft)],
      'TPMAP+THAIQM': [await listed(3, tpmap, thaiqm), await listed(4, thaiqm, tpmap, field)],
      THAIQM: [],
      OTHER: [await listed(5, field)],
    };
    await listed(6);
    await listed(7, draft);
    const query = { month: '2026-05', area: '4201' };
    const { overlap } = (await api.request(secretariat, 'GET', '/v1/statistics/progress', { query })).body;
    for (const [cell, ids] of Object.entries(cells)) {
      const { items } = (await api.request(officer, 'GET', '/v1/households', { query: { overlap: cell } })).body;
      expect([cell, items.map(({ id }: { id: string }) => id).toSorted()]).toEqual([cell, ids.toSorted()]);
      expect([cell, overlap[cell]]).toEqual([cell, ids.length]);
    }
    expect((await api.request(officer, 'GET', '/v1/households', { query: { overlap: 'THAIQM+TPMAP' } })).status).toBe(
      422,
    );
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

  it('shows an agency that helps no need of a dimension in which it does not, and finds none by it', async () => {
    const { id } = await register(1);
    for (const dimension of ['income', 'health', 'education'])
      await api.request(officer, 'POST', `/v1/households/${id}/logbook`, {
        body: { type: 'need', dimension, kind: 'PROBLEM', text: '-', openedOn: '2026-05-01' },
      });
    await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body: delivered('cdd') });
    const list = async (who: typeof officer, query: object = {}) =>
      (await api.request(who, 'GET', '/v1/households', { query: { area: '4201', ...query } })).body.items;
    const file = (await api.request(agency, 'GET', `/v1/households/${id}`)).body.needs;
    expect(file).toMatchObject([{ dimension: 'income' }]);
    expect(await list(agency)).toMatchObject([{ id, dimensions: ['income'], openNeeds: 1 }]);
    expect(await list(agency, { dimension: 'income' })).toHaveLength(1);
    expect(await list(agency, { dimension: 'health' })).toEqual([]);
    expect(await list(officer, { dimension: 'health' })).toMatchObject([{ id, openNeeds: 3 }]);
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
    await post(agency, id, delivered('cdd', { dimension: 'health' }));
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
    const help = delivered('cdd', { dimension: 'health' });
    const { version } = (await post(agency, id, help)).body;
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
      entry: { ...help, status: 'CANCELLED' },
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
