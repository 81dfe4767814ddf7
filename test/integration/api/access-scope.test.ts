/** What a call shows of a household, and what of it an account may change, by its scope: the cells that no single answer proves. */
import { beforeAll, describe, expect, it } from 'vitest';

import { ROUTES } from '#shared/contracts/routes.ts';
import { ROLES, type Principal, type Role } from '#shared/domain/access/access.ts';
import { account, type Answered } from '#test/api/in-process-api.ts';
import { delivered, syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { accountIn, RELATIONS, type Relation } from './access-matrix/relations.ts';
import { fault, readers, type Row } from './access-matrix/row.ts';
import { buildWorld, figures, type World } from './access-matrix/world.ts';

const visited = { type: 'visit', on: '2026-05-02', purpose: 'ASSIST', outcome: 'MET' };

describe('what is counted, listed and searched stays in the scope', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    await world.api.request(secretariat, 'POST', `/v1/target-lists/${world.list}/publish`);
  });
  const idsOf = ({ body }: Answered): string[] => body.items.map(({ id }: { id: string }) => id);

  it('worklists', async () => {
    const list = (who: Principal) => world.api.request(who, 'GET', '/v1/households', { query: { area: '420101' } });
    for (const role of readers)
      expect([role, ...idsOf(await list(accountIn(role, 'own')))]).toEqual([role, world.household]);
    expect(idsOf(await list(accountIn('AGENCY_FOCAL', 'other-district')))).toEqual([]);
    expect(idsOf(await list(account('MENTOR', { area: '4201', sub: 'another-mentor' })))).toEqual([]);
  });

  it('searches by name', async () => {
    const search = (who: Principal) =>
      world.api.request(who, 'POST', '/v1/households/search', { body: { name: 'ทดสอบ1', area: '420101' } });
    expect(idsOf(await search(accountIn('AGENCY_FOCAL', 'own')))).toEqual([world.household]);
    expect(idsOf(await search(accountIn('AGENCY_FOCAL', 'other-district')))).toEqual([]);
    // One who loads files finds the household and does not read of its people.
    const importer = await search(accountIn('DATA_IMPORTER', 'own'));
    expect(importer.body.items).toMatchObject([{ id: world.household, members: [] }]);
  });

  it('searches by a full ID', async () => {
    const search = (who: Principal) =>
      world.api.request(who, 'POST', '/v1/households/search', { body: { citizenId: syntheticCitizenId(1) } });
    const neighbour = await search(accountIn('DISTRICT_OFFICER', 'other-district'));
    expect(neighbour.body).toEqual({
      items: [],
      nextCursor: null,
      heldElsewhere: { province: '42', provinceName: 'เลย' },
    });
    const stranger = await search(accountIn('AGENCY_FOCAL', 'other-province'));
    expect(stranger.body.items).toMatchObject([{ id: world.household, members: [], addressNo: null, houseCode: null }]);
    expect(stranger.text).not.toContain('ทดสอบ1');
  });

  it('households behind a figure: an agency opens its own row only', async () => {
    const behind = (who: Principal, agency: string, area = '42') =>
      world.api.request(who, 'GET', '/v1/statistics/agencies/households', {
        query: { month: '2026-05', area, agency },
      });
    const cdd = accountIn('AGENCY_FOCAL', 'own');
    expect(idsOf(await behind(cdd, 'cdd'))).toEqual([world.household]);
    for (const row of ['dla', 'none', 'total']) expect([row, (await behind(cdd, row)).status]).toEqual([row, 403]);
    expect((await behind(accountIn('DISTRICT_OFFICER', 'own'), 'total')).status).toBe(403);
    expect(idsOf(await behind(accountIn('DISTRICT_OFFICER', 'own'), 'total', '4201'))).toEqual([world.household]);
  });

  it('statistics of a wider area than the account has', async () => {
    const read = (who: Principal, area: string) =>
      world.api.request(who, 'GET', '/v1/statistics/agencies', { query: { month: '2026-05', area } });
    const officer = accountIn('DISTRICT_OFFICER', 'own');
    expect([
      (await read(officer, '42')).status,
      (await read(officer, '4201')).status,
      (await read(officer, '420101')).status,
    ]).toEqual([403, 200, 200]);
  });

  it('links to files', async () => {
    const officer = accountIn('DISTRICT_OFFICER', 'other-district');
    for (const path of [`/v1/uploads/${world.upload}`, `/v1/reports/${world.report}`]) {
      const { status, text } = await world.api.request(officer, 'GET', path);
      expect([status, text.includes('https://files.example')]).toEqual([404, false]);
    }
  });
});

describe('what is recorded where one may not read', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });

  it('is corrected only where the own office recorded it', async () => {
    const path = `/v1/households/${world.household}/logbook`;
    const record = (who: Principal, body: unknown) => world.api.request(who, 'POST', path, { body });
    const correct = (who: Principal, supersedes: string, entry: object = delivered('cdd')) =>
      record(who, { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry });
    const theirs = (await record(accountIn('DISTRICT_OFFICER', 'own'), delivered('cdd'))).body.id;
    const never = `${world.household}.999`;
    for (const role of ['DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'] as const) {
      const neighbour = accountIn(role, 'other-district');
      const mine = (await record(neighbour, delivered('cdd'))).body.id;
      // Of another kind, of a day to come: nothing tells that the entry is there.
      for (const entry of [delivered('cdd'), delivered('cdd', { deliveredOn: '2199-01-01' }), visited]) {
        const refused = await correct(neighbour, theirs, entry);
        expect([refused.status, refused.body.code]).toEqual([404, 'entry-not-found']);
        const other = await correct(neighbour, never, entry);
        expect(JSON.stringify(other.body).replaceAll(never, theirs)).toBe(refused.text);
      }
      const colleague = account(role, { area: '4202', sub: 'colleague' });
      const municipal = role === 'DISTRICT_OFFICER' ? 'MUNICIPAL_OFFICER' : 'DISTRICT_OFFICER';
      expect((await correct(accountIn(municipal, 'other-district'), mine)).status).toBe(404);
      expect((await correct(colleague, mine)).status).toBe(201);
    }
    expect((await correct(accountIn('DISTRICT_OFFICER', 'own'), theirs)).status).toBe(201);
  });

  it('is not corrected by another district’s office of the same agency', async () => {
    const path = `/v1/households/${world.household}/logbook`;
    const officer = (area: string, sub: string, more: Partial<Principal> = {}) =>
      account('DISTRICT_OFFICER', { area, agency: 'dopa', sub, ...more });
    const record = (who: Principal, body: unknown) => world.api.request(who, 'POST', path, { body });
    const correct = (who: Principal, supersedes: string) =>
      record(who, { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry: delivered('dopa') });
    const theirs = (await record(officer('4201', 'dopa-4201'), delivered('dopa'))).body.id;
    const neighbour = officer('4205', 'dopa-4205');
    const refused = await correct(neighbour, theirs);
    expect([refused.status, refused.body.code]).toEqual([404, 'entry-not-found']);
    const mine = (await record(neighbour, delivered('dopa'))).body.id;
    for (const stranger of [
      officer('4205', 'municipal', { roles: ['MUNICIPAL_OFFICER'] }),
      officer('4205', 'other-agency', { agency: 'cdd' }),
    ])
      expect((await correct(stranger, mine)).status).toBe(404);
    expect((await correct(officer('4205', 'colleague'), mine)).status).toBe(201);
  });

  it('is not told where a need stands', async () => {
    const path = `/v1/households/${world.household}/logbook`;
    const record = (relation: Relation, body: unknown) =>
      world.api.request(accountIn('DISTRICT_OFFICER', relation), 'POST', path, { body });
    const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ก', openedOn: '2026-05-01' };
    const needId = (await record('own', need)).body.id;
    const reopened = { type: 'need-status', needId, status: 'REOPENED', on: '2026-05-02' };
    expect((await record('own', reopened)).body).toMatchObject({ code: 'transition-not-allowed', from: 'OPEN' });
    const { body } = await record('other-district', reopened);
    expect([body.code, body.from, body.to]).toEqual(['transition-not-allowed', undefined, undefined]);
  });
});

describe('an agency that only plans help', () => {
  let world: World;
  const moph = account('AGENCY_FOCAL', { agency: 'moph' });
  beforeAll(async () => {
    world = await buildWorld();
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    await world.api.request(secretariat, 'POST', `/v1/target-lists/${world.list}/publish`);
    const planned = delivered('moph', { status: 'PLANNED', deliveredOn: null, plannedOn: '2026-06-01' });
    const path = `/v1/households/${world.household}/logbook`;
    const { status } = await world.api.request(moph, 'POST', path, { body: planned });
    if (status !== 201) throw new Error('The plan of the matrix was not recorded');
  });

  const search = (body: unknown): ReturnType<Row['ask']> => ['/v1/households/search', { body }];
  const behind = { ...figures, area: '42', agency: 'moph' };
  it.each<[operationId: string, ask: (world: World) => ReturnType<Row['ask']>, wanted: number | object[]]>([
    ['listHouseholds', () => ['/v1/households', { query: { area: '42' } }], [{ areaCode: '420101', headName: null }]],
    ['listHouseholds', ({ list }) => ['/v1/households', { query: { area: '42', list } }], []],
    ['searchHouseholds', () => search({ citizenId: syntheticCitizenId(1) }), [{ areaCode: '420101', members: [] }]],
    ['searchHouseholds', () => search({ name: 'ทดสอบ1', area: '420101' }), []],
    ['readHousehold', ({ household }) => [`/v1/households/${household}`], 404],
    [
      'revealHousehold',
      ({ household }) => [
        `/v1/households/${household}/reveal`,
        { body: { fields: ['citizenId'], purpose: 'ทดสอบสิทธิ์' } },
      ],
      403,
    ],
    [
      'listLogbook',
      ({ household }) => [`/v1/households/${household}/logbook`],
      [{ status: 'PLANNED', agency: 'moph' }],
    ],
    ['proveLogbook', ({ household }) => [`/v1/households/${household}/logbook/proof`], 404],
    ['listHouseholdsBehind', () => ['/v1/statistics/agencies/households', { query: behind }], []],
  ])('%s', async (operationId, ask, wanted) => {
    const route = ROUTES.find((one) => one.operationId === operationId);
    const [path, asked] = ask(world);
    const { status, body, text } = await world.api.request(moph, route?.method ?? '', path, asked);
    const expected = typeof wanted === 'number' ? { status: wanted, items: undefined } : { status: 200, items: wanted };
    expect({ status, items: body.items }).toMatchObject(expected);
    expect(['ทดสอบ1', 'ตัวอย่างข้อมูล', 'cdd'].filter((other) => text.includes(other))).toEqual([]);
  });
});

describe('a move', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });

  const wanted: Partial<Record<Role, Record<Relation, number | string>>> = {
    PROVINCE_SECRETARIAT: { own: 201, 'other-district': 201, 'other-province': 404, 'no-scope': 403 },
    DISTRICT_OFFICER: { own: 201, 'other-district': 'move-not-yours', 'other-province': 404, 'no-scope': 403 },
    MUNICIPAL_OFFICER: { own: 201, 'other-district': 'move-not-yours', 'other-province': 404, 'no-scope': 403 },
    FIELD_TEAM: { own: 201, 'other-district': 404, 'other-province': 404, 'no-scope': 403 },
  };
  it.each(ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const)))(
    '%s, %s',
    async (role, relation) => {
      const path = `/v1/households/${world.household}/logbook`;
      const body = { type: 'move', on: '2026-05-10', toArea: '420101' };
      const answered = await world.api.request(accountIn(role, relation), 'POST', path, { body });
      const expected = wanted[role]?.[relation] ?? 403;
      expect(typeof expected === 'number' ? answered.status : answered.body.code).toBe(expected);
      expect(fault(answered, answered.status, world)).toBeUndefined();
    },
  );
});
