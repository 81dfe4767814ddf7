import { describe, expect, it } from 'vitest';

import { account, createInProcessApi } from '#test/api/in-process-api.ts';

const api = createInProcessApi();
const anybody = account('SYSADMIN');
const read = (table: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  api.request(anybody, 'GET', `/v1/reference/${table}`, { query, headers });

describe('reference tables', () => {
  it.each([
    ['agencies', 29],
    ['indicators', 38],
    ['dimensions', 5],
    ['assistance-types', 15],
    ['areas', 77 + 928 + 7436],
  ])('%s has %i rows, may be kept for an hour and is not sent again', async (table, rows) => {
    const first = await read(table);
    expect([first.status, first.body.items.length, first.body.nextCursor]).toEqual([200, rows, null]);
    expect(first.headers).toMatchObject({ 'cache-control': 'private, max-age=3600' });
    const again = await read(table, {}, { 'If-None-Match': first.headers['etag'] ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('areas can be asked for by what holds them and by level, each answer under its own tag', async () => {
    const province = await read('areas', { under: '42' });
    const districts = await read('areas', { under: '42', level: 'DISTRICT' });
    expect(districts.body.items).toHaveLength(14);
    expect(districts.body.items[0]).toMatchObject({
      code: '4201',
      nameTh: 'เมืองเลย',
      kind: 'amphoe',
      parentCode: '42',
    });
    expect(province.headers['etag']).not.toBe(districts.headers['etag']);
    expect((await read('areas', { under: '4' })).status).toBe(422);
  });
});

it('every list of codes of the contract has Thai and English words for each code', async () => {
  const { status, body, headers } = await read('codes');
  expect([status, headers['cache-control']]).toEqual([200, 'private, max-age=3600']);
  type List = { list: string; nameTh: string; codes: { code: string; nameTh: string; nameEn: string }[] };
  const lists = new Map(body.items.map((one: List) => [one.list, one] as const)) as Map<string, List>;
  expect(lists.get('Sector')?.codes.map(({ code }) => code)).toEqual([
    'STATE',
    'ACADEMIC',
    'RELIGION',
    'PRIVATE',
    'PEOPLE',
    'CIVIL_SOCIETY',
    'MEDIA',
  ]);
  expect(lists.get('UnitKind')?.codes[0]).toEqual({ code: 'PROVINCE', nameTh: 'ศจพ. จังหวัด', nameEn: 'Of a province' });
  for (const { list, nameTh, codes } of lists.values()) {
    expect([list, /[ก-๙]/u.test(nameTh) || /^[A-Z]/u.test(nameTh), codes.length > 0]).toEqual([list, true, true]);
    for (const { code, nameTh: th, nameEn } of codes)
      expect([list, code, th !== '', nameEn !== '']).toEqual([list, code, true, true]);
  }
});

describe('the account', () => {
  it('is told its roles, scope and permissions', async () => {
    const { body } = await api.request(account('DISTRICT_OFFICER', { area: '4201' }), 'GET', '/v1/me');
    expect(body).toMatchObject({
      roles: ['DISTRICT_OFFICER'],
      scope: { area: '4201', areaName: 'อ.เมืองเลย จ.เลย', agency: null },
      termsAccepted: false,
    });
    expect(body.permissions).toContain('households:reveal');
    expect(body.permissions).not.toContain('target-lists:manage');
  });

  it('is told so also while it has no area yet', async () => {
    expect((await api.request(account('DISTRICT_OFFICER'), 'GET', '/v1/me')).status).toBe(200);
  });
});
