import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const sysadmin = account('SYSADMIN');

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const enter = (catalogue: string, body: unknown, who = secretariat) =>
  api.request(who, 'POST', `/v1/${catalogue}`, { body });
const put = (catalogue: string, id: string, body: unknown, ifMatch: string, who = secretariat) =>
  api.request(who, 'PUT', `/v1/${catalogue}/${id}`, { body, headers: { 'If-Match': ifMatch } });
const list = async (catalogue: string, query: Record<string, string> = {}) =>
  (await api.request(secretariat, 'GET', `/v1/${catalogue}`, { query })).body;

const BODIES = {
  'local-authorities': {
    nameTh: 'เทศบาลเมืองตัวอย่าง',
    kind: 'TOWN_MUN',
    covers: ['420101'],
    hasKamnan: false,
    validFrom: '2020-01-01',
  },
  'menu-items': { titleTh: 'เลี้ยงไก่ไข่', dimension: 'income', stage: 'SUFFICIENT', needKinds: ['PROBLEM'] },
  projects: { name: 'โครงการตัวอย่าง', agency: 'cdd', plan: 'ANNUAL', fiscalYears: [2569], dimensions: ['income'] },
  'area-sets': { name: 'ศจพ. Model', areas: ['42', '4201'] },
  'hardship-categories': { nameTh: 'ภัยหนาว', dimension: 'living' },
} as const;

describe.each(Object.entries(BODIES))('%s', (catalogue, body) => {
  it('are entered, listed and changed by who read them last', async () => {
    const created = await enter(catalogue, body);
    expect([created.status, created.headers['etag'], created.body]).toMatchObject([
      201,
      '"1"',
      { ...body, version: 1, id: expect.stringMatching(/^42-/), active: true },
    ]);
    const { id } = created.body;
    expect((await list(catalogue)).items.find((item: { id: string }) => item.id === id)).toEqual(created.body);
    const again = await put(catalogue, id, { ...body, active: false }, '"1"');
    expect([again.status, again.body]).toMatchObject([200, { ...body, version: 2, active: false }]);
    expect((await put(catalogue, id, body, '"1"')).body).toMatchObject({
      status: 412,
      version: 2,
      changed: expect.arrayContaining(['/active']),
      changedBy: secretariat.sub,
    });
    expect((await put(catalogue, 'nobody', body, '"1"')).body.code).toBe('register-entry-not-found');
  });

  it('belong to the province of who enters them', async () => {
    const other = account('PROVINCE_SECRETARIAT', { area: '31' });
    const { id } = (await enter(catalogue, body)).body;
    const elsewhere = await put(catalogue, id, body, '"1"', other);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'outside-scope']);
    expect((await enter(catalogue, body, account('DISTRICT_OFFICER', { area: '4201' }))).status).toBe(403);
    expect((await enter(catalogue, {})).status).toBe(422);
    expect((await enter(catalogue, { ...body, extra: 1 })).body.errors).toMatchObject([{ pointer: '/extra' }]);
  });

  it('are paged to their end, and filtered by area', async () => {
    const who = account('PROVINCE_SECRETARIAT', { area: '42' });
    const covers = ['420101', '420102', '420103'];
    const entered: string[] = [];
    for (const cover of covers)
      entered.push((await enter(catalogue, 'covers' in body ? { ...body, covers: [cover] } : body, who)).body.id);
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } = await list(catalogue, {
        limit: '2',
        ...(cursor === null ? {} : { cursor }),
      });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids.filter((id) => id.startsWith('42-'))).toEqual(entered.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(ids).size).toBe(ids.length);
    const away = (await list(catalogue, { area: '31' })).items;
    expect(away.filter(({ id }: { id: string }) => id.startsWith('42-'))).toEqual([]);
  });
});

describe('local authorities', () => {
  it('share no cover on any day', async () => {
    const body = BODIES['local-authorities'];
    const { id } = (await enter('local-authorities', { ...body, validTo: '2026-05-31' })).body;
    expect((await enter('local-authorities', { ...body, nameTh: 'อื่น' })).body).toMatchObject({
      status: 409,
      code: 'covers-overlap',
      cover: '420101',
      unit: id,
    });
    // The one that takes its place, and the province's, which lies over all of them.
    expect((await enter('local-authorities', { ...body, validFrom: '2026-06-01' })).status).toBe(201);
    expect((await enter('local-authorities', { ...body, kind: 'PAO', covers: ['42'] })).status).toBe(201);
    const moved = await put('local-authorities', id, { ...body, validTo: '2026-06-01' }, '"1"');
    expect(moved.body.code).toBe('covers-overlap');
  });
});

describe('what is built in', () => {
  it('is a sample that says so, and changed by who keeps the nation', async () => {
    const [sample] = (await list('menu-items')).items;
    expect(sample).toMatchObject({ id: 'th-sample-1', version: 0, changedAt: null });
    for (const { titleTh } of (await list('menu-items')).items) expect(titleTh).toMatch(/^ตัวอย่าง: /);
    const body = { titleTh: 'ของจริง', dimension: 'income' };
    expect((await put('menu-items', 'th-sample-1', { ...body, areaCode: '42' }, '"0"')).status).toBe(403);
    const changed = await put('menu-items', 'th-sample-1', { ...body, active: false }, '*', sysadmin);
    expect(changed.status).toBe(412);
    expect((await put('menu-items', 'th-sample-1', body, '"0"', sysadmin)).body.version).toBe(1);
    const items: { id: string; titleTh: string }[] = (await list('menu-items')).items;
    expect(items.filter(({ id }) => id === 'th-sample-1').map(({ titleTh }) => titleTh)).toEqual(['ของจริง']);
    const categories = (await list('hardship-categories')).items;
    expect([categories.length, categories.some(({ nameTh }: { nameTh: string }) => nameTh.includes('ภัยพิบัติ'))]).toEqual([
      12,
      true,
    ]);
  });
});
