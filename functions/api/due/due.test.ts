import { beforeEach, describe, expect, it } from 'vitest';

import { quartersAsked } from '#shared/domain/due/computed.ts';
import type { Role } from '#shared/domain/access/access.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201', sub: 'officer' });
const municipal = account('MUNICIPAL_OFFICER', { area: '4201', sub: 'municipal' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202', sub: 'neighbour' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'secretariat' });
const team = account('FIELD_TEAM', { area: '420101', sub: 'team' });
const mentor = account('MENTOR', { area: '4201', sub: 'mentor' });
const agency = account('AGENCY_FOCAL', { agency: 'moph', sub: 'moph' });

let api: InProcessApi;
beforeEach(async () => {
  api = createInProcessApi();
  await api.stores.accounts.createAccount({
    sub: 'mentor',
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [{ role: 'MENTOR', unit: '4201', from: '2026-01-01' }],
    createdAt: '2026-01-01T03:00:00.000Z',
    changedBy: 's',
    changedAt: '2026-01-01T03:00:00.000Z',
    ended: [],
    mustAccept: false,
  });
  await writeRemarks();
});

/** Quarters that ended wait for their remarks; most tests are of what households make. */
async function writeRemarks(): Promise<void> {
  const body = { problems: 'ไม่มี', obstacles: '', suggestions: '' };
  for (const [unit, who] of [
    ['4201', officer],
    ['4202', neighbour],
    ['42', secretariat],
  ] as const)
    expect((await api.request(who, 'PUT', `/v1/quarterly-notes/${unit}/2569-Q2`, { body })).status).toBe(200);
}

let people = 810_000;
async function register(areaCode = '420101', relation = 'หัวหน้าครอบครัว'): Promise<string> {
  const members = [{ citizenId: syntheticCitizenId((people += 1)), firstName: 'ทองดี', lastName: 'เสาแก้ว', relation }];
  const { status, body } = await api.request(
    areaCode.startsWith('4202') ? neighbour : officer,
    'POST',
    '/v1/households',
    {
      body: { areaCode, addressNo: `${people}/1`, moo: 1, members },
    },
  );
  expect(status).toBe(201);
  return body.id;
}
async function record(household: string, body: object, who: Account = officer): Promise<string> {
  const answered = await api.request(who, 'POST', `/v1/households/${household}/logbook`, { body });
  expect(answered.body).toMatchObject({ id: expect.any(String) });
  return answered.body.id;
}
const urgent = (on: string): object => ({ type: 'urgency', level: 'CRITICAL', on, reason: 'ป่วยติดเตียง' });
const external = (openedOn: string): object => ({
  type: 'need',
  dimension: 'health',
  kind: 'PROBLEM',
  text: 'ต้องการเตียง',
  openedOn,
  solveMode: 'EXTERNAL',
});
const assign = async (household: string): Promise<void> => {
  const { headers } = await api.request(officer, 'GET', `/v1/households/${household}`);
  const { status } = await api.request(officer, 'PUT', `/v1/households/${household}/mentor`, {
    body: { mentor: 'mentor', on: '2026-05-20' },
    headers: { 'if-match': headers['etag'] ?? '' },
  });
  expect(status).toBe(200);
};
const due = async (who: Account, query: Record<string, string> = {}) =>
  (await api.request(who, 'GET', '/v1/me/due', { query })).body;
const kinds = async (who: Account): Promise<string[]> =>
  (await due(who)).items.map(({ kind }: { kind: string }) => kind);

describe('GET /v1/me/due', () => {
  it('shows offices what waits where, who it is and how late, crises first', async () => {
    const calm = await register();
    await record(calm, external('2026-05-01'));
    const critical = await register('420102');
    await record(critical, urgent('2026-05-19'));
    const answered = await due(officer);
    expect(answered).toMatchObject({
      today: '2026-05-20',
      total: 2,
      counts: { CRISIS: 1, EXTERNAL: 1 },
      nextCursor: null,
    });
    expect(answered.items).toEqual([
      {
        kind: 'CRISIS',
        dueOn: '2026-05-22',
        since: '2026-05-19',
        priority: 0,
        overdueDays: 0,
        household: { id: critical, areaName: expect.stringContaining('เลย'), headName: 'ทองดี เส.' },
        what: 'ครัวเรือนวิกฤต ต้องไปเยี่ยมทันที',
      },
      {
        kind: 'EXTERNAL',
        dueOn: '2026-05-08',
        since: '2026-05-01',
        priority: 1,
        overdueDays: 12,
        household: { id: calm, areaName: expect.stringContaining('เลย'), headName: 'ทองดี เส.' },
        what: 'ปัญหาที่ต้องหาหน่วยงานช่วย',
      },
    ]);
  });

  it('is of the place: its office, its team and its mentor, and nobody else', async () => {
    const household = await register();
    await record(household, urgent('2026-05-19'));
    await record(household, external('2026-05-19'));
    await assign(household);
    expect(await kinds(officer)).toEqual(['CRISIS', 'EXTERNAL']);
    expect(await kinds(municipal)).toEqual(['CRISIS', 'EXTERNAL']);
    expect(await kinds(team)).toEqual(['CRISIS']);
    expect(await kinds(mentor)).toEqual(['CRISIS', 'FIRST_VISIT']);
    for (const other of [neighbour, secretariat, agency]) expect(await kinds(other)).toEqual([]);
  });

  it.each<Role>(['NATIONAL_VIEWER', 'PROVINCE_EXEC', 'REPORT_APPROVER', 'DPO_AUDITOR', 'SYSADMIN'])(
    'is refused to %s',
    async (role) => {
      expect((await api.request(account(role, { area: '42' }), 'GET', '/v1/me/due')).status).toBe(403);
    },
  );

  it('moves from the district to a municipality with its first order, and no row with it', async () => {
    const inside = await register('420101');
    const outside = await register('420102');
    for (const id of [inside, outside]) await record(id, urgent('2026-05-19'));
    expect((await due(officer)).total).toBe(2);
    await api.stores.committees.put({
      area: '4201.1',
      version: 1,
      kind: 'TOWN_MUN',
      name: 'เทศบาลเมือง',
      covers: ['420101'],
      orderNo: '1',
      orderDate: '2026-05-20',
      agencies: [],
      recordedAt: '2026-05-20T03:00:30.000Z',
    });
    // Units are kept for a minute.
    api.clock.now = new Date('2026-05-20T03:02:00.000Z');
    const ids = async (who: Account) =>
      (await due(who)).items.map((one: { household: { id: string } }) => one.household.id);
    expect(await ids(officer)).toEqual([outside]);
    await api.stores.accounts.createAccount({
      sub: 'town',
      version: 1,
      kind: 'PERSON',
      status: 'ACTIVE',
      grants: [{ role: 'MUNICIPAL_OFFICER', unit: '4201.1', from: '2026-01-01' }],
      createdAt: '2026-01-01T03:00:00.000Z',
      changedBy: 's',
      changedAt: '2026-01-01T03:00:00.000Z',
      ended: [],
      mustAccept: false,
    });
    expect(await ids({ sub: 'town', roles: [] })).toEqual([inside]);
  });

  it('gives the province what no unit covers', async () => {
    await api.stores.committees.put({
      area: '4202',
      version: 1,
      covers: ['420201'],
      orderNo: '1',
      orderDate: '2026-05-01',
      agencies: [],
      recordedAt: '2026-05-01T03:00:00.000Z',
    });
    const household = await register('420202');
    await record(household, urgent('2026-05-19'), neighbour);
    expect(await kinds(secretariat)).toEqual(['CRISIS']);
    expect(await kinds(neighbour)).toEqual([]);
  });

  it('finds households of urban communities, which are in no table of areas', async () => {
    const household = await register('420151');
    await record(household, urgent('2026-05-19'));
    expect(await kinds(officer)).toEqual(['CRISIS']);
  });

  it('pages to its end, each item once, and counts what it lists', async () => {
    for (let number = 0; number < 7; number += 1) await record(await register(), external('2026-05-10'));
    await record(await register(), urgent('2026-05-19'));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { total: number; items: { household: { id: string } }[]; nextCursor: string | null } = await due(
        officer,
        {
          limit: '3',
          ...(cursor === null ? {} : { cursor }),
        },
      );
      expect(page.total).toBe(8);
      seen.push(...page.items.map(({ household }) => household.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
    expect(await due(officer, { kind: 'EXTERNAL', limit: '1' })).toMatchObject({ total: 7, counts: { EXTERNAL: 7 } });
  });

  it('a cursor is of one account and one question', async () => {
    for (let number = 0; number < 2; number += 1) await record(await register(), external('2026-05-10'));
    const { nextCursor } = await due(officer, { limit: '1' });
    const status = async (who: Account, query: Record<string, string>) =>
      (await api.request(who, 'GET', '/v1/me/due', { query: { ...query, cursor: nextCursor } })).status;
    expect(await status(officer, {})).toBe(200);
    expect(await status(officer, { kind: 'EXTERNAL' })).toBe(400);
    expect(await status(neighbour, {})).toBe(400);
  });

  it('with limit 0 counts, opens no household and logs nothing', async () => {
    const household = await register();
    await record(household, urgent('2026-05-19'));
    const looks = async () =>
      (await api.stores.accessLog.of({ household, districts: ['4201'], months: ['2026-05'] }, undefined, 20)).filter(
        ({ action }) => action === 'LIST',
      ).length;
    const before = await looks();
    expect(await due(officer, { limit: '0' })).toMatchObject({
      total: 1,
      counts: { CRISIS: 1 },
      items: [],
      nextCursor: null,
    });
    expect(await looks()).toBe(before);
    await due(officer);
    expect(await looks()).toBe(before + 1);
  });

  it('shows an agency no name and no place before it accepts', async () => {
    const household = await register();
    const need = await record(household, external('2026-05-10'));
    const sent = await api.request(officer, 'POST', `/v1/households/${household}/referrals`, {
      body: { toAgency: 'moph', needIds: [need], dueAt: '2026-06-20' },
    });
    expect(sent.status).toBe(201);
    const [fresh] = (await due(agency)).items;
    expect(fresh).toMatchObject({
      kind: 'REFERRAL_NEW',
      dueOn: '2026-05-27',
      ref: sent.body.id,
      household: { id: null, headName: null },
    });
    expect(JSON.stringify(fresh)).not.toMatch(/ทองดี|เสาแก้ว/u);
    expect(fresh.household.areaName).not.toContain('ต.');
    await api.request(agency, 'POST', `/v1/referrals/${sent.body.id}/accept`, { body: {} });
    expect(await kinds(agency)).toEqual([]);
    api.clock.now = new Date('2026-06-13T03:00:00.000Z');
    const [taken] = (await due(agency)).items;
    expect(taken).toMatchObject({
      kind: 'REFERRAL_DUE',
      dueOn: '2026-06-20',
      household: { id: household, headName: 'ทองดี เส.' },
    });
  });

  it('tells an agency before it accepts no urgency, neither by a word nor by the order', async () => {
    const send = async (household: string): Promise<string> => {
      const need = await record(household, external('2026-05-10'));
      const body = { toAgency: 'moph', needIds: [need], dueAt: '2026-05-25' };
      return (await api.request(officer, 'POST', `/v1/households/${household}/referrals`, { body })).body.id;
    };
    const sent = [await send(await register()), await send(await register())];
    // Of one day by id: were it urgent for the agency, the last would come first.
    const [first = '', critical = ''] = sent.toSorted();
    const { householdId } = (await api.request(officer, 'GET', `/v1/referrals/${critical}`)).body;
    await record(householdId, urgent('2026-05-19'));
    const told = async () =>
      (await due(agency)).items.map(({ ref, priority }: { ref: string; priority: number }) => [ref, priority]);
    expect(await told()).toEqual([
      [first, 1],
      [critical, 1],
    ]);
    await api.request(agency, 'POST', `/v1/referrals/${critical}/accept`, { body: {} });
    expect(await told()).toEqual([
      [critical, 0],
      [first, 1],
    ]);
  });

  it('tells a partner that gave help outside a referral nothing of the household of its resolution', async () => {
    const body = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug } = (await api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const household = await register();
    const help = { type: 'assistance', dimension: 'income', assistanceType: 'CASH', status: 'DELIVERED' };
    for (const giver of [slug, 'moph']) await record(household, { ...help, agency: giver, deliveredOn: '2026-05-10' });
    const meeting = await api.request(officer, 'POST', '/v1/meetings', {
      body: { unit: '4201', kind: 'TARGETING', heldOn: '2026-05-18', cases: [household] },
    });
    for (const named of [slug, 'moph'])
      await api.request(officer, 'POST', `/v1/meetings/${meeting.body.id}/resolutions`, {
        body: { householdId: household, agency: named, text: 'ให้ไปช่วย', dueOn: '2026-05-22' },
      });
    const [told] = (await due(account('AGENCY_FOCAL', { agency: slug }))).items;
    expect(told).toMatchObject({ kind: 'RESOLUTION', household: { id: null, headName: null } });
    expect(told.household.areaName).not.toContain('ต.');
    expect((await due(agency)).items).toMatchObject([{ kind: 'RESOLUTION', household: { id: household } }]);
  });

  it('asks the unit of a household to review who opened it, until it did', async () => {
    const household = await register();
    const purpose = 'ผู้ป่วยฉุกเฉินมาขอความช่วยเหลือที่อำเภออื่น';
    const stranger = account('DISTRICT_OFFICER', { area: '3101', sub: 'stranger' });
    const opened = await api.request(stranger, 'POST', '/v1/break-glass', {
      body: { citizenId: syntheticCitizenId(people), purpose },
    });
    expect((await due(officer)).items).toMatchObject([
      { kind: 'BREAK_GLASS', dueOn: '2026-06-03', ref: opened.body.id, household: { id: household } },
    ]);
    for (const other of [neighbour, team, secretariat, stranger])
      expect(await kinds(other)).not.toContain('BREAK_GLASS');
    await api.request(stranger, 'POST', `/v1/break-glass/${opened.body.id}/end`);
    await record(household, { type: 'move', on: '2026-05-20', toArea: '310101' });
    const [left] = (await due(officer, { kind: 'BREAK_GLASS' })).items;
    expect(left.household).toMatchObject({ id: null, headName: null });
    await api.request(officer, 'POST', `/v1/break-glass/${opened.body.id}/review`, { body: { result: 'JUSTIFIED' } });
    expect(await kinds(officer)).toEqual([]);
  });

  it('asks an office for the rejected rows of its files, until it lets them go', async () => {
    const importer = account('DATA_IMPORTER', { area: '4201', sub: 'importer' });
    const body = { source: 'thaiqm-survey', filename: 'ก.csv', size: 10 };
    const { uploadId } = (await api.request(importer, 'POST', '/v1/uploads', { body })).body;
    expect(await kinds(importer)).toEqual([]);
    const counts = { total: 3, created: 2, updated: 0, unchanged: 0, rejected: 1 };
    for (const step of [{ status: 'LOADING' }, { status: 'FINISHED', rows: counts }] as const) {
      const before = await api.stores.uploads.get(uploadId);
      if (!before) throw new Error('It was announced');
      const after = { ...before, ...step, version: before.version + 1, finishedAt: '2026-05-20T03:00:00.000Z' };
      expect(await api.stores.uploads.update(before, after)).toBe(true);
    }
    await record(await register(), urgent('2026-05-19'));
    expect((await due(importer)).items).toMatchObject([
      { kind: 'UPLOAD_REJECTS', dueOn: '2026-06-03', ref: uploadId, overdueDays: 0 },
    ]);
    expect(await kinds(officer)).toEqual(['CRISIS', 'UPLOAD_REJECTS']);
    for (const other of [team, secretariat, neighbour]) expect(await kinds(other)).not.toContain('UPLOAD_REJECTS');
    expect((await api.request(importer, 'POST', `/v1/uploads/${uploadId}/dismiss`)).status).toBe(200);
    expect(await kinds(importer)).toEqual([]);
    expect(await kinds(officer)).toEqual(['CRISIS']);
  });

  it('comes by the clock alone, without any job', async () => {
    const household = await register();
    await record(household, {
      type: 'visit',
      on: '2026-05-19',
      purpose: 'ASSIST',
      outcome: 'MET',
      nextVisitDue: '2026-06-20',
    });
    expect(await kinds(officer)).toEqual([]);
    api.clock.now = new Date('2026-06-19T16:59:59.000Z');
    expect(await kinds(officer)).toEqual([]);
    api.clock.now = new Date('2026-06-19T17:00:00.000Z');
    expect(await kinds(officer)).toEqual(['PROMISED']);
    api.clock.now = new Date('2026-06-29T03:00:00.000Z');
    expect((await due(officer)).items[0].overdueDays).toBe(9);
    await record(household, { type: 'visit', on: '2026-06-29', purpose: 'ASSIST', outcome: 'MET' });
    expect(await kinds(officer)).toEqual([]);
  });

  it('counts to five thousand, and then says that there are more', async () => {
    const rows = Array.from({ length: 5001 }, (_, number) => ({
      owner: { kind: 'place' as const, area: '420101' },
      kind: 'EXTERNAL' as const,
      ref: `household-${number}`,
      household: `household-${number}`,
      since: '2026-05-01',
      dueOn: '2026-05-08',
      showFrom: '2026-05-01',
      priority: 1 as const,
    }));
    api.stores.due.move({ puts: rows.slice(1), deletes: [], keys: [] });
    expect(await due(officer, { limit: '0' })).toMatchObject({ total: 5000 });
    api.stores.due.move({ puts: rows.slice(0, 1), deletes: [], keys: [] });
    expect(await due(officer, { limit: '0' })).toMatchObject({ total: null, atLeast: 5000 });
  });
});

describe('what comes by time, or for whole lists', () => {
  const list = { name: 'บัญชี', source: 'TPMAP', yearBe: 2569, phase: 1, asOfDate: '2026-01-01', scopeArea: '42' };
  const told = async (who: Account, kind: string): Promise<unknown[]> =>
    (await due(who, { kind })).items.map(({ since, dueOn, ref }: Record<string, string>) => [since, dueOn, ref]);
  const published = async (more = {}): Promise<string> => {
    const { id } = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: { ...list, ...more } })).body;
    await api.request(secretariat, 'POST', `/v1/target-lists/${id}/publish`, { body: {} });
    return id;
  };

  it('is a list whose households are to have mentors, for each unit that it reaches', async () => {
    await api.request(secretariat, 'POST', '/v1/target-lists', { body: list });
    await published({ source: 'VULNERABLE' });
    await published({ scopeArea: '4202' });
    const id = await published();
    expect(await told(officer, 'UNASSIGNED')).toEqual([['2026-05-20', '2026-06-03', id]]);
    expect(await told(neighbour, 'UNASSIGNED')).toHaveLength(2);
    for (const other of [team, mentor, agency, secretariat]) expect(await told(other, 'UNASSIGNED')).toEqual([]);
    await api.request(secretariat, 'POST', `/v1/target-lists/${id}/freeze`, { body: {} });
    expect(await told(officer, 'UNASSIGNED')).toHaveLength(1);
    await api.request(secretariat, 'POST', `/v1/target-lists/${id}/supersede`, { body: {} });
    expect(await told(officer, 'UNASSIGNED')).toEqual([]);
  });

  it('is a round of Re-X-ray, for units and teams, until it is closed', async () => {
    const body = { name: 'รอบ', list: await published(), scopeArea: '4201', dueOn: '2026-05-31' };
    const { id } = (await api.request(secretariat, 'POST', '/v1/rexray-rounds', { body })).body;
    for (const who of [officer, team]) expect(await told(who, 'REXRAY')).toEqual([['2026-05-20', '2026-05-31', id]]);
    for (const other of [neighbour, secretariat, mentor]) expect(await told(other, 'REXRAY')).toEqual([]);
    api.clock.now = new Date('2026-05-31T16:59:59.000Z');
    expect(await told(officer, 'REXRAY')).toHaveLength(1);
    api.clock.now = new Date('2026-05-31T17:00:00.000Z');
    expect(await told(officer, 'REXRAY')).toEqual([]);
  });

  it('is the remarks of a quarter that has ended', async () => {
    expect(await told(officer, 'REMARKS')).toEqual([]);
    api.clock.now = new Date('2026-06-30T16:59:59.000Z');
    expect(await told(officer, 'REMARKS')).toEqual([]);
    api.clock.now = new Date('2026-06-30T17:00:00.000Z');
    const waiting = [['2026-07-01', '2026-07-05', '2569-Q3']];
    for (const who of [officer, secretariat]) expect(await told(who, 'REMARKS')).toEqual(waiting);
    for (const other of [team, mentor, agency]) expect(await told(other, 'REMARKS')).toEqual([]);
    const body = { problems: 'ถนนขาด', obstacles: '', suggestions: '' };
    await api.request(officer, 'PUT', '/v1/quarterly-notes/4201/2569-Q3', { body });
    expect(await told(officer, 'REMARKS')).toEqual([]);
    expect(await told(secretariat, 'REMARKS')).toEqual(waiting);
  });

  it('is a mentor who has left households behind, one item each, until others lead them', async () => {
    const mentorOf = async (sub: string, grants: object) => {
      const made = {
        sub,
        version: 1,
        kind: 'PERSON' as const,
        status: 'ACTIVE' as const,
        grants: [{ role: 'MENTOR' as const, unit: '4201', from: '2026-01-01', ...grants }],
        createdAt: '2026-01-01T03:00:00.000Z',
        changedBy: 's',
        changedAt: '2026-01-01T03:00:00.000Z',
        ended: [],
        mustAccept: false,
      };
      await api.stores.accounts.createAccount(made);
      return made;
    };
    const give = async (household: string, sub: string | null, on: string) => {
      const asked = { body: { mentor: sub, on, reason: 'ย้าย' }, headers: { 'If-Match': '*' } };
      expect((await api.request(officer, 'PUT', `/v1/households/${household}/mentor`, asked)).status).toBe(200);
    };
    await mentorOf('ends', { to: '2026-05-25' });
    const stays = await mentorOf('closed', {});
    const [one, two, three] = [await register(), await register(), await register()];
    for (const household of [one, two]) await give(household, 'ends', '2026-05-10');
    await give(three, 'closed', '2026-05-10');
    api.clock.now = new Date('2026-05-25T16:59:59.000Z');
    expect(await told(officer, 'REASSIGN')).toEqual([]);
    api.clock.now = new Date('2026-05-25T17:00:00.000Z');
    expect(await told(officer, 'REASSIGN')).toEqual([['2026-05-25', '2026-06-08', 'ends']]);
    for (const other of [neighbour, secretariat, team, mentor, agency])
      expect(await told(other, 'REASSIGN')).toEqual([]);
    const closed = { ...stays, version: 2, status: 'CLOSED' as const, changedAt: '2026-05-26T03:00:00.000Z' };
    await api.stores.accounts.updateAccount(stays, closed);
    expect(await told(officer, 'REASSIGN')).toEqual([
      ['2026-05-25', '2026-06-08', 'ends'],
      ['2026-05-26', '2026-06-09', 'closed'],
    ]);
    expect((await due(officer, { limit: '0' })).counts).toMatchObject({ REASSIGN: 2 });
    await give(one, 'mentor', '2026-05-26');
    expect(await told(officer, 'REASSIGN')).toHaveLength(2);
    await give(two, null, '2026-05-26');
    expect(await told(officer, 'REASSIGN')).toEqual([['2026-05-26', '2026-06-09', 'closed']]);
    // A household that is gone is led by nobody, whatever its file says.
    await record(three, { type: 'move', on: '2026-05-26', toArea: '420201' });
    expect([await told(officer, 'REASSIGN'), await told(neighbour, 'REASSIGN')]).toEqual([[], []]);
  });

  it('is of the place: while another grant covers it, and where a grant of elsewhere ended, nobody is left behind', async () => {
    const at = (unit: string, to?: string) => ({
      role: 'MENTOR' as const,
      unit,
      from: '2026-01-01',
      ...(to === undefined ? {} : { to }),
    });
    const made = {
      sub: 'twice',
      version: 1,
      kind: 'PERSON' as const,
      status: 'ACTIVE' as const,
      grants: [at('420101', '2026-05-19'), at('420102'), at('4202', '2026-05-19')],
      createdAt: '2026-01-01T03:00:00.000Z',
      changedBy: 's',
      changedAt: '2026-01-01T03:00:00.000Z',
      ended: [],
      mustAccept: false,
    };
    await api.stores.accounts.createAccount(made);
    const household = await register();
    const asked = { body: { mentor: 'twice', on: '2026-05-10' }, headers: { 'If-Match': '*' } };
    await api.request(officer, 'PUT', `/v1/households/${household}/mentor`, asked);
    expect(await told(officer, 'REASSIGN')).toEqual([['2026-05-19', '2026-06-02', 'twice']]);
    expect(await told(neighbour, 'REASSIGN')).toEqual([]);
    const again = { ...made, version: 2, grants: [...made.grants, at('4201')] };
    await api.stores.accounts.updateAccount(made, again);
    expect(await told(officer, 'REASSIGN')).toEqual([]);
    // Who is suspended may come back.
    await api.stores.accounts.updateAccount(again, { ...again, version: 3, status: 'SUSPENDED' });
    expect(await told(officer, 'REASSIGN')).toEqual([]);
  });

  it('is an agency on the order for which nobody works', async () => {
    const focal = (status: 'ACTIVE' | 'INVITED', version: number) => ({
      sub: 'focal',
      version,
      kind: 'PERSON' as const,
      status,
      grants: [{ role: 'AGENCY_FOCAL' as const, agency: 'moph', from: '2026-01-01', to: '2026-06-30' }],
      createdAt: '2026-01-01T03:00:00.000Z',
      changedBy: 's',
      changedAt: '2026-01-01T03:00:00.000Z',
      ended: [],
      mustAccept: false,
    });
    await api.stores.accounts.createAccount(focal('INVITED', 1));
    await api.stores.committees.put({
      area: '42',
      version: 1,
      orderNo: '1',
      orderDate: '2026-05-01',
      agencies: ['moph', 'cdd'],
      recordedAt: '2026-05-01T03:00:00.000Z',
    });
    expect(await told(secretariat, 'NO_FOCAL')).toEqual([
      ['2026-05-01', '2026-05-15', 'cdd'],
      ['2026-05-01', '2026-05-15', 'moph'],
    ]);
    await api.stores.accounts.updateAccount(focal('INVITED', 1), focal('ACTIVE', 2));
    expect(await told(secretariat, 'NO_FOCAL')).toEqual([['2026-05-01', '2026-05-15', 'cdd']]);
    expect(await told(officer, 'NO_FOCAL')).toEqual([]);
    // The grant ends by time alone.
    api.clock.now = new Date('2026-06-30T17:00:00.000Z');
    expect(await told(secretariat, 'NO_FOCAL')).toHaveLength(2);
  });

  it('is a month in which an agency recorded nothing, though somebody of it looks every day', async () => {
    const cdd = account('AGENCY_FOCAL', { agency: 'cdd', sub: 'cdd' });
    api.clock.now = new Date('2026-05-24T03:00:00.000Z');
    expect(await told(cdd, 'CLOSE_MONTH')).toEqual([]);
    api.clock.now = new Date('2026-05-25T03:00:00.000Z');
    const waiting = [['2026-05-01', '2026-05-31', '2026-05']];
    for (const who of [cdd, cdd, agency]) expect(await told(who, 'CLOSE_MONTH')).toEqual(waiting);
    const help = { type: 'assistance', dimension: 'income', assistanceType: 'CASH', status: 'DELIVERED' };
    await record(await register(), { ...help, agency: 'cdd', deliveredOn: '2026-04-10' });
    expect(await told(cdd, 'CLOSE_MONTH')).toEqual([]);
    // What a department does is work of its ministry, and of no other.
    expect(await told(account('AGENCY_FOCAL', { agency: 'moi', sub: 'moi' }), 'CLOSE_MONTH')).toEqual([]);
    expect(await told(agency, 'CLOSE_MONTH')).toEqual(waiting);
    api.clock.now = new Date('2026-06-25T03:00:00.000Z');
    expect(await told(cdd, 'CLOSE_MONTH')).toEqual([['2026-06-01', '2026-06-30', '2026-06']]);
  });

  it('is counted and paged with the rest', async () => {
    await published();
    await record(await register(), urgent('2026-05-19'));
    const first = await due(officer, { limit: '1' });
    expect(first).toMatchObject({ total: 2, counts: { CRISIS: 1, UNASSIGNED: 1 }, items: [{ kind: 'CRISIS' }] });
    const second = await due(officer, { limit: '1', cursor: first.nextCursor });
    expect(second).toMatchObject({ total: 2, items: [{ kind: 'UNASSIGNED' }], nextCursor: null });
  });
});

describe('quarters whose remarks are asked', () => {
  it.each([
    ['the one that ended last, without an order', '2026-05-20', undefined, ['2569-Q2']],
    ['not today’s last day', '2026-06-30', undefined, ['2569-Q2']],
    ['those since the first order', '2026-05-20', '2025-12-31', ['2569-Q1', '2569-Q2']],
    ['of two fiscal years at most', '2026-10-01', '2020-01-01', ['2569-Q1', '2569-Q2', '2569-Q3', '2569-Q4']],
    ['none before the order', '2026-05-20', '2026-04-01', []],
  ])('%s', (_what, today, firstOrderOn, quarters) => {
    expect(quartersAsked(today, firstOrderOn)).toEqual(quarters);
  });
});
