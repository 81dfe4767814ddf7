import { beforeEach, describe, expect, it } from 'vitest';

import { agencies } from '#shared/reference/agencies.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const sysadmin = account('SYSADMIN');

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const foundation = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
const enter = (body: unknown, who = secretariat, headers: Record<string, string> = {}) =>
  api.request(who, 'POST', '/v1/organisations', { body, headers });
const put = (slug: string, body: unknown, ifMatch?: string, who = secretariat) =>
  api.request(who, 'PUT', `/v1/organisations/${slug}`, {
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'If-Match': ifMatch } }),
  });
const list = async (query: Record<string, string> = {}) =>
  (await api.request(secretariat, 'GET', '/v1/organisations', { query })).body;
const slugsIn = (page: { items: { slug: string }[] }) => page.items.map(({ slug }) => slug);

describe('an organisation', () => {
  it('is entered with the level of its sector or area, and a slug that tells nothing of its name', async () => {
    const created = await enter(foundation);
    expect([created.status, created.headers['etag']]).toEqual([201, '"1"']);
    expect(created.body).toEqual({
      slug: expect.stringMatching(/^42-[a-z2-9]{10}$/),
      version: 1,
      ...foundation,
      shortTh: null,
      level: 'NON_STATE',
      parent: null,
      reportsAs: null,
      active: true,
      changedAt: '2026-05-20T10:00:00+07:00',
    });
    const levels = [];
    for (const [areaCode, nameTh] of [
      ['42', 'สำนักงานสาธารณสุขจังหวัดเลย'],
      ['4201', 'สำนักงานพัฒนาชุมชนอำเภอเมืองเลย'],
      ['420101', 'โรงพยาบาลส่งเสริมสุขภาพตำบลตัวอย่าง'],
    ])
      levels.push((await enter({ nameTh, sector: 'STATE', areaCode })).body.level);
    expect(levels).toEqual(['PROVINCE', 'DISTRICT', 'TAMBON']);
    const national = await enter({ nameTh: 'กระทรวงกลาโหม', sector: 'STATE' }, sysadmin);
    expect(national.body).toMatchObject({ slug: expect.stringMatching(/^th-/), level: 'NATIONAL', areaCode: null });
    const town = { nameTh: 'เทศบาลเมืองเลย', sector: 'STATE', level: 'LAO', areaCode: '4201', reportsAs: 'dla' };
    expect((await enter(town)).body).toMatchObject({ level: 'LAO', reportsAs: 'dla' });
  });

  it.each([
    ['this name in this area, however it is written', { nameTh: ' มูลนิธิ  ตัวอย่าง ' }],
    ['a built-in name', { nameTh: 'กรมการพัฒนาชุมชน', sector: 'STATE' }],
  ])('is refused beside one of %s', async (_, other) => {
    const { slug } = (await enter(foundation)).body;
    const { status, body } = await enter({ ...foundation, ...other });
    expect([status, body.code]).toEqual([409, 'organisation-exists']);
    expect(['cdd', slug]).toContain(body.slug);
  });

  it('may have the name of one of another area', async () => {
    const slugs = [];
    for (const areaCode of ['42', '4201', '4202']) slugs.push((await enter({ ...foundation, areaCode })).body.slug);
    expect(new Set(slugs).size).toBe(3);
  });

  it('is entered once when two enter it at the same moment, and once for one Idempotency-Key', async () => {
    const both = await Promise.all([enter(foundation), enter(foundation)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const other = { ...foundation, nameTh: 'มูลนิธิอื่น' };
    const twice = [];
    for (let turn = 0; turn < 2; turn += 1) twice.push(await enter(other, secretariat, { 'Idempotency-Key': 'k' }));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(twice[0]?.body).toEqual(twice[1]?.body);
  });

  it('takes a name that another one has given up', async () => {
    const { slug } = (await enter(foundation)).body;
    expect((await put(slug, { ...foundation, nameTh: 'มูลนิธิใหม่' }, '"1"')).status).toBe(200);
    const again = await enter(foundation);
    expect([again.status, again.body.slug === slug]).toEqual([201, false]);
    expect((await put(slug, foundation, '"2"')).body).toMatchObject({ code: 'organisation-exists' });
  });

  it('is changed by who read it last, and the other is told what changed and by whom', async () => {
    const { slug } = (await enter(foundation)).body;
    expect((await put(slug, foundation)).body).toMatchObject({
      status: 428,
      code: 'precondition-required',
      version: 1,
    });
    const changed = await put(slug, { ...foundation, shortTh: 'มนต.', areaCode: '4201' }, '"1"');
    expect([changed.status, changed.headers['etag'], changed.body]).toMatchObject([
      200,
      '"2"',
      { slug, version: 2, shortTh: 'มนต.', areaCode: '4201' },
    ]);
    expect((await put(slug, foundation, '"1"')).body).toMatchObject({
      status: 412,
      code: 'version-conflict',
      version: 2,
      changed: ['/shortTh', '/areaCode'],
      changedBy: secretariat.sub,
    });
    const both = await Promise.all([1, 2].map((no) => put(slug, { ...foundation, nameTh: `มูลนิธิ ${no}` }, '"2"')));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  it('belongs to the province of who enters it, and stays there', async () => {
    const outside = { status: 403, code: 'outside-scope' };
    expect((await enter({ ...foundation, areaCode: '31' })).body).toMatchObject(outside);
    const { areaCode: _nowhere, ...national } = foundation;
    expect((await enter(national)).body).toMatchObject(outside);
    const { slug } = (await enter({ ...foundation, areaCode: '31' }, sysadmin)).body;
    expect((await put(slug, { ...foundation, areaCode: '31' }, '"1"')).body).toMatchObject(outside);
    expect((await put(slug, foundation, '"1"', sysadmin)).body.errors).toMatchObject([
      { pointer: '/areaCode', code: 'organisation-moves' },
    ]);
    for (const role of ['DISTRICT_OFFICER', 'AGENCY_FOCAL', 'PROVINCE_EXEC'] as const)
      expect((await enter(foundation, account(role, { area: '42', agency: 'cdd' }))).status).toBe(403);
  });

  it('that is built in cannot be changed, and one that nobody entered is not there', async () => {
    expect((await put('cdd', foundation, '"0"')).body).toMatchObject({ status: 409, code: 'organisation-built-in' });
    expect((await put('42-nobody', foundation, '"1"')).body).toMatchObject({
      status: 404,
      code: 'organisation-not-found',
    });
  });

  it('says what is wrong with it', async () => {
    const { status, body } = await enter({
      nameTh: '',
      sector: 'KING',
      areaCode: '99',
      parent: 'nobody',
      reportsAs: 'CDD',
      extra: 1,
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/areaCode',
      '/extra',
      '/nameTh',
      '/parent',
      '/reportsAs',
      '/sector',
    ]);
  });

  it('does not stand under itself, nor under a line without end', async () => {
    const office = (nameTh: string, parent?: string) => ({
      nameTh,
      sector: 'STATE',
      areaCode: '42',
      ...(parent === undefined ? {} : { parent }),
    });
    const slugs: string[] = [(await enter(office('สำนักงาน 0'))).body.slug];
    for (let step = 1; step <= 8; step += 1)
      slugs.push((await enter(office(`สำนักงาน ${step}`, slugs[step - 1]))).body.slug);
    const tooDeep = await enter(office('สำนักงาน 9', slugs[8]));
    expect([tooDeep.status, tooDeep.body.errors]).toMatchObject([
      422,
      [{ pointer: '/parent', code: 'organisation-too-deep' }],
    ]);
    for (const above of [slugs[0], slugs[3]])
      expect((await put(slugs[0] ?? '', office('สำนักงาน 0', above), '"1"')).body.errors).toMatchObject([
        { pointer: '/parent', code: 'organisation-in-circle' },
      ]);
    const circle = await put(slugs[0] ?? '', { ...office('สำนักงาน 0'), reportsAs: slugs[1] }, '"1"');
    expect(circle.body.errors).toMatchObject([{ pointer: '/reportsAs', code: 'organisation-in-circle' }]);
  });
});

describe('the register', () => {
  it('begins with the agencies that are built in', async () => {
    const page = await list();
    expect(slugsIn(page)).toEqual(agencies.map(({ slug }) => slug));
    expect(page.items.find(({ slug }: { slug: string }) => slug === 'cdd')).toEqual({
      slug: 'cdd',
      version: 0,
      nameTh: 'กรมการพัฒนาชุมชน',
      shortTh: 'พช.',
      sector: 'STATE',
      level: 'NATIONAL',
      areaCode: null,
      parent: 'moi',
      reportsAs: null,
      active: true,
      changedAt: null,
    });
  });

  it('is filtered by area and sector, and paged to its end', async () => {
    const entered: string[] = [];
    for (const areaCode of [undefined, '31', '42', '4201', '4202', '420101'])
      for (const sector of ['MEDIA', 'RELIGION'])
        entered.push(
          (
            await enter(
              { nameTh: `องค์กร ${sector}`, sector, ...(areaCode === undefined ? {} : { areaCode }) },
              sysadmin,
            )
          ).body.slug,
        );
    const builtIn = agencies.map(({ slug }) => slug);
    const whole = async (query: Record<string, string>, limit: string) => {
      const slugs: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: { slug: string }[]; nextCursor: string | null } = await list({
          ...query,
          limit,
          ...(cursor === null ? {} : { cursor }),
        });
        slugs.push(...slugsIn(page));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return slugs;
    };
    const everything = [...builtIn, ...entered.toSorted()];
    for (const limit of ['1', '3', '500']) {
      expect(await whole({}, limit)).toEqual(everything);
      const near = await whole({ area: '4201' }, limit);
      expect(near.slice(builtIn.length).toSorted()).toEqual(
        entered.filter((_, at) => ![2, 3, 8, 9].includes(at)).toSorted(),
      );
      expect(new Set(await whole({ area: '4201', sector: 'MEDIA' }, limit))).toEqual(
        new Set([0, 4, 6, 10].map((at) => entered[at])),
      );
    }
    expect((await list({ area: '4201', cursor: 'x' })).code).toBe('cursor-invalid');
  });
});

describe('every place that takes an agency', () => {
  const order = { orderNo: '1', orderDate: '2026-05-01' };
  const putOrder = (agency: string) =>
    api.request(secretariat, 'PUT', '/v1/committees/42', {
      body: { ...order, agencies: ['cdd', agency] },
      headers: { 'If-Match': '*' },
    });
  const firstOrder = () =>
    api.request(secretariat, 'PUT', '/v1/committees/42', { body: { ...order, agencies: ['cdd'] } });

  it('takes any active organisation of the register, and a closed one no more', async () => {
    const { slug } = (await enter(foundation)).body;
    await firstOrder();
    const { id } = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1) })).body;
    const help = (agency: string, coAgencies: string[] = []) =>
      api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: { ...delivered(agency), coAgencies } });
    const figures = () =>
      api.request(secretariat, 'GET', '/v1/statistics/agencies', { query: { month: '2026-05', area: '42' } });
    const behind = (agency: string) =>
      api.request(secretariat, 'GET', '/v1/statistics/agencies/households', {
        query: { month: '2026-05', area: '42', agency, figure: 'outsideList' },
      });
    expect((await putOrder(slug)).body.agencies).toEqual(['cdd', slug]);
    expect((await help(slug)).status).toBe(201);
    expect((await help('cdd', [slug])).status).toBe(201);
    expect((await behind(slug)).body.items).toEqual([{ id }]);
    const rows = (await figures()).body.rows.map(({ agency }: { agency: string }) => agency);
    expect(rows).toEqual(['cdd', slug]);

    expect((await put(slug, { ...foundation, active: false }, '"1"')).body.active).toBe(false);
    // A process keeps what it has read for a minute.
    api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    for (const [answered, pointer] of [
      [await putOrder(slug), '/agencies/1'],
      [await help(slug), '/agency'],
      [await help('cdd', [slug]), '/coAgencies/0'],
      [await enter({ ...foundation, nameTh: 'อื่น', parent: slug }), '/parent'],
    ] as const) {
      expect(answered.status).toBe(422);
      expect(answered.body.errors).toMatchObject([{ pointer, message: 'ไม่รู้จักหน่วยงานนี้' }]);
    }
    // What it gave stays, and can be opened.
    expect((await behind(slug)).body.items).toEqual([{ id }]);
    expect((await behind('nobody')).body.errors).toMatchObject([{ pointer: '/agency' }]);
    expect((await put(slug, foundation, '"2"')).body.active).toBe(true);
  });

  it('is rolled up in figures by who may see the area; an agency opens its own row alone', async () => {
    const office = { nameTh: 'สำนักงานสาธารณสุขจังหวัดเลย', sector: 'STATE', areaCode: '42', reportsAs: 'moph' };
    const { slug } = (await enter(office)).body;
    const { id } = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1) })).body;
    await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: delivered(slug) });
    const query = { month: '2026-05', area: '42', rollUp: 'ministry' };
    const report = await api.request(secretariat, 'GET', '/v1/statistics/agencies', { query });
    const row = report.body.rows.find(({ agency }: { agency: string }) => agency === 'moph');
    expect([row.outsideList, report.body.rows.some(({ agency }: { agency: string }) => agency === slug)]).toEqual([
      1,
      false,
    ]);
    const open = (who: typeof secretariat, asked: object) =>
      api.request(who, 'GET', '/v1/statistics/agencies/households', {
        query: { ...query, agency: 'moph', figure: 'outsideList', ...asked },
      });
    expect((await open(secretariat, {})).body.items).toEqual([{ id }]);
    const ministry = account('AGENCY_FOCAL', { agency: 'moph' });
    expect([(await open(ministry, {})).status, (await open(ministry, { rollUp: 'office' })).body.items]).toEqual([
      403,
      [],
    ]);
    expect((await open(secretariat, { rollUp: 'province' })).status).toBe(422);
  });
});
