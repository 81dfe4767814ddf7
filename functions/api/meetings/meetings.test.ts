import { createHash } from 'node:crypto';

import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';
import { leaveMeanwhile } from '#test/api/leave-meanwhile.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const moph = account('AGENCY_FOCAL', { agency: 'moph' });
const dla = account('AGENCY_FOCAL', { agency: 'dla' });

const WORDS = { name: 'มะลิวัลย์', need: 'เบาหวานลงไต', text: 'มติให้ตรวจ' };

let api: InProcessApi;
let household: string;
let need: string;
beforeEach(async () => {
  api = createInProcessApi();
  const members = [{ citizenId: '3000000000013', firstName: WORDS.name, lastName: 'ทดสอบ' }];
  const made = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1, '420101', { members }) });
  household = made.body.id;
  const body = {
    type: 'need',
    dimension: 'health',
    kind: 'PROBLEM',
    text: WORDS.need,
    openedOn: '2026-05-01',
    personId: null,
  };
  need = (await api.request(officer, 'POST', `/v1/households/${household}/logbook`, { body })).body.id;
});

const HELD = { unit: '4201', kind: 'TARGETING', heldOn: '2026-05-18' };
const meet = (body: object, who = officer): Promise<Answered> => api.request(who, 'POST', '/v1/meetings', { body });
const put = (id: string, body: object, ifMatch = '*', who = officer): Promise<Answered> =>
  api.request(who, 'PUT', `/v1/meetings/${id}`, { body, headers: { 'If-Match': ifMatch } });
const get = (path: string, who = officer, query: Record<string, string> = {}): Promise<Answered> =>
  api.request(who, 'GET', path, { query });
async function held(more: object = {}): Promise<string> {
  return (await meet({ ...HELD, cases: [household], ...more })).body.id;
}
const resolve = (meeting: string, more: object = {}, who = officer): Promise<Answered> =>
  api.request(who, 'POST', `/v1/meetings/${meeting}/resolutions`, {
    body: { householdId: household, agency: 'moph', text: WORDS.text, dueOn: '2026-06-15', ...more },
  });
const end = (id: string, how: string, body: object, who = officer): Promise<Answered> =>
  api.request(who, 'POST', `/v1/resolutions/${id}/${how}`, { body });

describe('the pack of a meeting as a page', () => {
  it('is what the account reads as JSON: in the room no name and no words, in the file both, of an agency its own', async () => {
    const id = await held();
    expect((await resolve(id)).status).toBe(201);
    const page = async (who: typeof officer, query: Record<string, string> = {}): Promise<string> => {
      const { status, headers, body } = await get(`/v1/meetings/${id}/pack/print`, who, query);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      return Buffer.from(body).toString('utf8');
    };
    const room = await page(officer);
    expect(room).toContain('กระทรวงสาธารณสุข');
    expect(room).toContain('ต้องการการดูแล');
    const file = await page(officer, { for: 'file' });
    for (const word of [WORDS.name, WORDS.need]) {
      expect(room).not.toContain(word);
      expect(file).toContain(word);
    }
    expect(await page(moph)).not.toContain(WORDS.name);
    const { headers } = await get(`/v1/meetings/${id}/pack/print`);
    const [, style = ''] = /<style>(.*?)<\/style>/su.exec(room) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-disposition']).toBe("inline; filename*=UTF-8''pack-room.html");
    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect((await get(`/v1/meetings/${id}/pack/print`, moph, { for: 'file' })).status).toBe(403);
    expect((await get(`/v1/meetings/${id}/pack/print`, dla)).status).toBe(404);
  });
});

describe('the meetings of a unit', () => {
  it('come page by page, newest first, each once, to those who may see them', async () => {
    for (const heldOn of ['2026-05-10', '2026-05-12', '2026-05-12', '2026-05-11', '2026-05-09']) await held({ heldOn });
    const pages = async (who: typeof officer): Promise<string[][]> => {
      const found: string[][] = [];
      for (let cursor: string | undefined; ;) {
        const query = { unit: '4201', limit: '2', ...(cursor === undefined ? {} : { cursor }) };
        const { body } = await get('/v1/meetings', who, query);
        found.push(body.items.map(({ heldOn }: { heldOn: string }) => heldOn));
        if (body.nextCursor === null) return found;
        cursor = body.nextCursor;
      }
    };
    const all = [['2026-05-12', '2026-05-12'], ['2026-05-11', '2026-05-10'], ['2026-05-09']];
    expect(await pages(officer)).toEqual(all);
    expect(await pages(moph)).toEqual([[]]);
    const { nextCursor } = (await get('/v1/meetings', officer, { unit: '4201', limit: '2' })).body;
    const other = await get('/v1/meetings', secretariat, { unit: '4201', cursor: nextCursor });
    expect(other.body.code).toBe('cursor-invalid');
  });
});

describe('a meeting', () => {
  it('is planned, changed, held, and then no more', async () => {
    const planned = await meet({ unit: '4201', kind: 'TARGETING', plannedOn: '2026-05-25' });
    expect([planned.status, planned.body]).toMatchObject([201, { status: 'PLANNED', version: 1, heldOn: null }]);
    const { id } = planned.body;
    expect((await resolve(id)).body.code).toBe('transition-not-allowed');
    const invited = [{ organisation: 'moph' }, { name: 'หอการค้า', sector: 'PRIVATE' }];
    const more = { unit: '4201', kind: 'TARGETING', plannedOn: '2026-05-19', invited, cases: [household] };
    expect((await put(id, more, '"7"')).body.code).toBe('version-conflict');
    expect((await put(id, more, '"1"')).body).toMatchObject({
      version: 2,
      invited: [
        { organisation: 'moph', name: null },
        { organisation: null, name: 'หอการค้า', sector: 'PRIVATE' },
      ],
    });
    expect((await put(id, { ...more, heldOn: '2026-05-19' })).body.status).toBe('HELD');
    expect((await put(id, more)).body).toMatchObject({ code: 'meeting-held', meetingStatus: 'HELD' });
    expect((await get(`/v1/meetings/${id}`)).body).toMatchObject({ status: 'HELD', cases: [household] });
  });

  it('is cancelled with a reason', async () => {
    const { id } = (await meet({ unit: '4201', kind: 'OTHER', plannedOn: '2026-05-25' })).body;
    const body = { unit: '4201', kind: 'OTHER', plannedOn: '2026-05-25', cancelled: { reason: 'น้ำท่วม' } };
    expect((await put(id, body)).body).toMatchObject({ status: 'CANCELLED', reason: 'น้ำท่วม' });
  });

  it.each([
    [{ unit: '4201', kind: 'OTHER' }, '/heldOn'],
    [{ ...HELD, heldOn: '2026-05-21' }, '/heldOn'],
    [{ ...HELD, cases: ['x'] }, '/cases/0'],
    [{ ...HELD, invited: [{ organisation: 'nobody' }] }, '/invited/0'],
  ])('is refused at its place: %j', async (body, pointer) => {
    const { status, body: problem } = await meet(body);
    expect(status).toBe(422);
    expect(problem.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('is made once for a key, and listed for its unit and for those above', async () => {
    const headers = { 'Idempotency-Key': 'k' };
    const first = await api.request(officer, 'POST', '/v1/meetings', { body: HELD, headers });
    const again = await api.request(officer, 'POST', '/v1/meetings', { body: HELD, headers });
    expect(again.body).toEqual(first.body);
    expect((await get('/v1/meetings')).body.items).toHaveLength(1);
    expect((await get('/v1/meetings', secretariat)).body.items).toEqual([]);
    expect((await get('/v1/meetings', secretariat, { unit: '4201' })).body.items).toHaveLength(1);
    expect((await get('/v1/meetings', neighbour, { unit: '4201' })).body.code).toBe('outside-scope');
    expect((await meet({ ...HELD, unit: '4201.1' }, secretariat)).body).toMatchObject({ unit: '4201.1' });
    expect((await meet({ ...HELD, unit: '4202' })).body.code).toBe('outside-scope');
  });
});

describe('a resolution', () => {
  it.each([
    ['of a household', {}],
    ['of none', { householdId: undefined }],
  ])('%s is refused with the number of a person in its words, and so is its end', async (_what, more) => {
    const number = 'เลข 3000000000013';
    const meeting = await held();
    const refused = await resolve(meeting, { ...more, text: number });
    expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
      422,
      'personal-number-in-text',
      [{ pointer: '/text' }],
    ]);
    const { id } = (await resolve(meeting, more)).body;
    expect((await end(id, 'cancel', { on: '2026-05-19', reason: number })).body).toMatchObject({
      code: 'personal-number-in-text',
      errors: [{ pointer: '/reason' }],
    });
  });

  it('of a household stands in its logbook, and is carried out', async () => {
    const adopted = await resolve(await held());
    expect([adopted.status, adopted.body]).toMatchObject([
      201,
      { status: 'ADOPTED', householdId: household, agency: 'moph', adoptedOn: '2026-05-18', overdue: false },
    ]);
    const { id } = adopted.body;
    expect((await end(id, 'complete', { on: '2026-05-21' })).status).toBe(422);
    expect((await end(id, 'complete', { on: '2026-05-17' })).status).toBe(422);
    expect((await end(id, 'complete', { on: '2026-05-20' }, dla)).status).toBe(404);
    expect((await end(id, 'complete', { on: '2026-05-20' }, moph)).body).toMatchObject({
      status: 'DONE',
      endedOn: '2026-05-20',
    });
    expect((await end(id, 'cancel', { on: '2026-05-20', reason: 'ก' })).body).toMatchObject({
      code: 'resolution-ended',
      resolutionStatus: 'DONE',
      at: '2026-05-20',
    });
    const { items } = (await get(`/v1/households/${household}/logbook`)).body;
    expect(items.slice(-2)).toMatchObject([
      { type: 'resolution', text: WORDS.text, agency: 'moph' },
      { type: 'resolution-step', status: 'DONE', on: '2026-05-20' },
    ]);
  });

  it('of no household is kept at the meeting', async () => {
    const meeting = await held();
    const { body } = await resolve(meeting, { householdId: undefined });
    expect(body).toMatchObject({ householdId: null });
    expect((await end(body.id, 'cancel', { on: '2026-05-20', reason: 'ซ้ำ' })).body.status).toBe('CANCELLED');
    expect((await get(`/v1/meetings/${meeting}/resolutions`)).body.items).toMatchObject([{ reason: 'ซ้ำ' }]);
  });

  it('is refused for a household that has left the scope between reading and writing', async () => {
    const id = await held();
    leaveMeanwhile(api, secretariat, '410101');
    expect((await resolve(id, { needIds: [need], refer: true })).body.code).toBe('household-not-found');
    expect((await get(`/v1/meetings/${id}/resolutions`)).body.items).toEqual([]);
  });

  it('sends the referral in the same transaction', async () => {
    const meeting = await held();
    expect((await resolve(meeting, { refer: true })).body.errors[0].pointer).toBe('/needIds');
    const { body } = await resolve(meeting, { refer: true, needIds: [need] });
    expect((await get(`/v1/referrals/${body.referral}`)).body).toMatchObject({
      status: 'SENT',
      toAgency: 'moph',
      dueAt: '2026-06-15',
      needs: [{ id: need }],
    });
    // The referral is open: neither it nor the resolution is recorded again.
    expect((await resolve(meeting, { refer: true, needIds: [need] })).body.code).toBe('referral-open');
    expect((await get(`/v1/meetings/${meeting}/resolutions`)).body.items).toHaveLength(1);
  });

  it('is ended once when two end it at the same moment', async () => {
    const { id } = (await resolve(await held())).body;
    const both = await Promise.all([
      end(id, 'complete', { on: '2026-05-20' }),
      end(id, 'cancel', { on: '2026-05-20', reason: 'ก' }, secretariat),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('is late from the day after its due day', async () => {
    const meeting = await held();
    await resolve(meeting, { dueOn: '2026-05-19' });
    expect((await get(`/v1/meetings/${meeting}/resolutions`)).body.items).toMatchObject([{ overdue: true }]);
  });
});

describe('the pack', () => {
  it('of the room names nobody, says nothing of health, and opens no line of the access log', async () => {
    const meeting = await held();
    await resolve(meeting);
    const pack = await get(`/v1/meetings/${meeting}/pack`);
    expect(pack.body.cases).toMatchObject([
      { addressNo: '1/1', headName: null, householdId: null, needs: [{ label: 'ต้องการการดูแล', dimension: null }] },
    ]);
    expect(pack.body.cases[0].asked).toEqual([{ agency: 'moph', dueOn: '2026-06-15' }]);
    for (const word of [...Object.values(WORDS), 'health', household]) expect(pack.text).not.toContain(word);
  });

  it('of the file has names, needs and referrals, and is logged', async () => {
    const meeting = await held();
    await resolve(meeting, { refer: true, needIds: [need] });
    const pack = await get(`/v1/meetings/${meeting}/pack`, officer, { for: 'file' });
    expect(pack.body.cases).toMatchObject([
      {
        householdId: household,
        headName: `${WORDS.name} ทดสอบ`,
        needs: [{ text: WORDS.need }],
        referrals: [{ toAgency: 'moph' }],
      },
    ]);
    const looks = await api.stores.accessLog.of({ household, districts: ['4201'], months: ['2026-05'] }, undefined, 10);
    expect(looks.filter(({ action }) => action === 'LIST')).toHaveLength(1);
  });

  it('of an agency has the needs that are asked of it, and no place smaller than a referral says', async () => {
    const meeting = await held();
    await resolve(meeting);
    const before = (await get(`/v1/meetings/${meeting}/pack`, moph)).body.cases[0];
    expect(before).toMatchObject({ needs: [], areaName: 'อ.เมืองเลย จ.เลย' });
    await resolve(meeting, { refer: true, needIds: [need] });
    const asked = (await get(`/v1/meetings/${meeting}/pack`, moph)).body.cases[0];
    expect(asked).toMatchObject({ needs: [{ label: 'ต้องการการดูแล' }], areaName: before.areaName });
    expect((await get(`/v1/meetings/${meeting}/pack`)).body.cases[0].areaName).not.toBe(before.areaName);
  });

  it('has a case that was merged as the household that it is now, once, for who may read it', async () => {
    const register = async (number: number, area: string): Promise<string> =>
      (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, area) })).body.id;
    const merge = async (keep: string, other: string): Promise<void> => {
      const documents = await api.stores.households.getMany([keep, other]);
      const versions = Object.fromEntries([...documents].map(([id, { version }]) => [id, version]));
      const body = { keep, other, reason: 'ครัวเรือนเดียวกัน', versions };
      expect((await api.request(secretariat, 'POST', '/v1/merges', { body })).status).toBe(201);
    };
    const [keep, far] = [await register(2, '420101'), await register(3, '420201')];
    const meeting = await held({ cases: [household, keep] });
    await resolve(meeting, { needIds: [need] });
    await merge(keep, household);
    const file = await get(`/v1/meetings/${meeting}/pack`, officer, { for: 'file' });
    expect(file.body.cases).toMatchObject([{ householdId: keep, needs: [{ id: need }], asked: [{ agency: 'moph' }] }]);
    expect((await get(`/v1/meetings/${meeting}/pack`, moph)).body.cases).toMatchObject([
      { needs: [{ label: 'ต้องการการดูแล' }], asked: [{ agency: 'moph' }] },
    ]);
    await merge(far, keep);
    expect((await get(`/v1/meetings/${meeting}/pack`, officer)).body.cases).toEqual([]);
    expect((await get(`/v1/meetings/${meeting}/pack`, secretariat)).body.cases).toHaveLength(1);
  });

  it('of an agency has the cases that name it, without a house', async () => {
    const meeting = await held();
    expect((await get(`/v1/meetings/${meeting}/pack`, moph)).status).toBe(404);
    await resolve(meeting);
    const pack = await get(`/v1/meetings/${meeting}/pack`, moph);
    expect(pack.body.cases).toMatchObject([{ addressNo: null, asked: [{ agency: 'moph' }] }]);
    expect((await get(`/v1/meetings/${meeting}/pack`, moph, { for: 'file' })).status).toBe(403);
    expect((await get(`/v1/meetings/${meeting}/pack`, dla)).status).toBe(404);
    for (const path of ['', '/resolutions', '/pack']) {
      const { text } = await get(`/v1/meetings/${meeting}${path}`, moph);
      for (const word of [WORDS.name, household, need]) expect(text).not.toContain(word);
    }
    expect((await get('/v1/meetings', moph, { unit: '4201' })).text).not.toContain(household);
  });
});
