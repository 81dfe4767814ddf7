import { beforeEach, describe, expect, it } from 'vitest';

import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import { AppendConflict, type HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });
const dla = account('AGENCY_FOCAL', { agency: 'dla' });

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  id = await register(1);
});

async function register(number: number, area = '420101'): Promise<string> {
  return (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, area) })).body.id;
}
const post = (who: Account, body: unknown, headers: Record<string, string> = {}, household = id) =>
  api.request(who, 'POST', `/v1/households/${household}/logbook`, { body, headers });
const entries = async (household = id) =>
  (await api.request(secretariat, 'GET', `/v1/households/${household}/logbook`)).body.items;

describe('recording', () => {
  it('answers with id, the time of the server, version and body', async () => {
    const { status, body } = await post(officer, delivered('cdd', { coAgencies: ['dla'] }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...delivered('cdd', { coAgencies: ['dla'] }),
      id: `${id}.2`,
      version: 2,
      recordedAt: '2026-05-20T10:00:00+07:00',
      recordedBy: { roles: ['DISTRICT_OFFICER'], agency: null },
    });
  });

  it('takes every kind of entry, and the file shows what they made of it', async () => {
    const need = await post(officer, {
      type: 'need',
      dimension: 'income',
      kind: 'PROBLEM',
      text: 'ไม่มีรายได้',
      openedOn: '2026-05-01',
    });
    expect(need.status).toBe(201);
    const bodies = [
      { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET', nextVisitDue: '2026-06-01' },
      { type: 'survey', on: '2026-05-02', needs: [{ dimension: 'health', kind: 'WANT', text: 'รถเข็น' }] },
      { type: 'need-status', needId: need.body.id, status: 'IN_PROGRESS', on: '2026-05-03' },
      delivered('cdd', { needIds: [need.body.id] }),
      {
        type: 'follow-up',
        on: '2026-05-16',
        stage: 'SURVIVE',
        reasons: 'มีรายได้พอใช้',
        needResults: [{ needId: need.body.id, result: 'BETTER' }],
      },
      { type: 'move', on: '2026-05-17', toArea: '420102' },
    ];
    for (const body of bodies) expect([body.type, (await post(officer, body)).status]).toEqual([body.type, 201]);
    const file = (await api.request(officer, 'GET', `/v1/households/${id}`)).body;
    expect(file).toMatchObject({
      version: 8,
      areaCode: '420102',
      agencies: ['cdd'],
      surveyedOn: '2026-05-02',
      nextDue: '2026-06-01',
    });
    expect(file.needs.map(({ status }: { status: string }) => status)).toEqual(['IN_PROGRESS', 'OPEN']);
    expect((await entries()).map(({ type }: { type: string }) => type)).toEqual([
      'registered',
      'need',
      ...bodies.map(({ type }) => type),
    ]);
  });

  it('records once for one Idempotency-Key, also when sent at the same time', async () => {
    const headers = { 'Idempotency-Key': 'once' };
    const first = await post(officer, delivered('cdd'), headers);
    const again = await post(officer, delivered('cdd'), headers);
    expect(again.body).toEqual(first.body);
    expect(await entries()).toHaveLength(2);
    expect((await post(officer, delivered('dla'), headers)).body.code).toBe('idempotency-key-reused');
    const both = await Promise.all([1, 2].map(() => post(officer, delivered('cdd'), { 'Idempotency-Key': 'both' })));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[1]?.body).toEqual(both[0]?.body);
    expect(await entries()).toHaveLength(3);
  });

  it('keeps a key free when the call was refused', async () => {
    const headers = { 'Idempotency-Key': 'later' };
    const body = { type: 'need-status', needId: 'none', status: 'ACCEPTED', on: '2026-05-02' };
    expect((await post(officer, body, headers)).status).toBe(422);
    expect((await post(officer, delivered('cdd'), headers)).status).toBe(201);
  });

  it('loses no entry when many write at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(officer, delivered('cdd'))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    const history = await api.stores.households.history(id);
    expect(history).toHaveLength(9);
    expect(verifyChain(history)).toBeUndefined();
    expect(await api.stores.households.get(id)).toEqual(foldHousehold(history));
  });

  it('says busy when others are always faster', async () => {
    const real = createMemoryHouseholdStore();
    const households: HouseholdStore = {
      ...real,
      append: async (changes, together) => {
        if (changes[0]?.before) throw new AppendConflict([changes[0].after.id], [], false);
        await real.append(changes, together);
      },
    };
    api = createInProcessApi({ households });
    id = await register(1);
    const { status, body, headers } = await post(officer, delivered('cdd'));
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'busy', '1']);
  });

  it('points at what is wrong', async () => {
    const future = await post(officer, delivered('cdd', { deliveredOn: '2026-05-21' }));
    expect([future.status, future.body.errors[0].pointer]).toEqual([422, '/deliveredOn']);
    const negative = await post(officer, delivered('cdd', { cashBaht: -1 }));
    expect([negative.status, negative.body.errors[0]]).toEqual([
      422,
      { pointer: '/cashBaht', message: 'จำนวนเงินต้องไม่ติดลบ', code: 'too-small' },
    ]);
    const sums = await post(officer, delivered('cdd', { cashBaht: 1.0000001, coAgencies: ['dla', 'cdd'] }));
    expect([sums.status, sums.body.errors]).toMatchObject([
      422,
      [{ pointer: '/cashBaht' }, { pointer: '/coAgencies/1' }],
    ]);
    const kind = await post(officer, { type: 'party' });
    expect([kind.status, kind.body.errors[0].pointer]).toEqual([422, '/type']);
    const extra = await post(officer, delivered('cdd', { recordedAt: '2020-01-01' }));
    expect([extra.status, extra.body.errors[0]]).toMatchObject([
      422,
      { pointer: '/recordedAt', code: 'unknown-field' },
    ]);
  });
});

describe('a full household', () => {
  const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ก'.repeat(2000), openedOn: '2026-05-01' };

  it('takes no more words, is helped and closed all the same, and takes words again when others are shorter', async () => {
    const otherId: string = (await post(officer, { ...need, text: 'สั้น' })).body.id;
    let answered = await post(officer, need);
    const needId: string = answered.body.id;
    const nextId: string = (await post(officer, need)).body.id;
    for (let more = 0; more < 80 && answered.status === 201; more += 1) answered = await post(officer, need);
    expect([answered.status, answered.body.code]).toEqual([409, 'household-full']);
    expect(answered.body.title).toContain('แฟ้มครัวเรือนนี้เต็มแล้ว');
    const survey = {
      type: 'survey',
      on: '2026-05-02',
      needs: [{ dimension: 'health', kind: 'WANT', text: need.text }],
    };
    expect((await post(officer, survey)).body.code).toBe('household-full');

    const bodies = [
      delivered('cdd', { needIds: [needId] }),
      { type: 'visit', on: '2026-05-02', purpose: 'ASSIST', outcome: 'MET', notes: need.text },
      { type: 'need-status', needId, status: 'RESOLVED', on: '2026-05-03' },
      { type: 'follow-up', on: '2026-05-16', stage: 'SURVIVE', reasons: 'มีรายได้พอใช้' },
      // A little longer is no more than what is put right.
      { type: 'correction', supersedes: otherId, reason: 'สะกดผิด', entry: { ...need, dimension: 'education' } },
      { type: 'correction', supersedes: needId, reason: 'ย่อ', entry: { ...need, text: 'ไม่มีรายได้' } },
      { type: 'correction', supersedes: nextId, reason: 'ย่อ', entry: { ...need, text: 'ไม่มีอาชีพ' } },
      need,
    ];
    for (const body of bodies) expect([body.type, (await post(officer, body)).status]).toEqual([body.type, 201]);
    expect((await post(officer, need)).body.code).toBe('household-full');
    const history = await api.stores.households.history(id);
    expect(await api.stores.households.get(id)).toEqual(foldHousehold(history));
  });
});

describe('corrections', () => {
  it('take the place of an entry, once', async () => {
    const wrong = (await post(officer, delivered('cdd'))).body;
    const correction = { type: 'correction', supersedes: wrong.id, reason: 'พิมพ์ผิด', entry: delivered('dla') };
    expect((await post(officer, correction)).status).toBe(201);
    expect((await api.request(officer, 'GET', `/v1/households/${id}`)).body.agencies).toEqual(['dla']);
    const again = await post(officer, correction);
    expect([again.status, again.body.code]).toEqual([409, 'already-superseded']);
  });

  it('need the permission of what they correct', async () => {
    const field = account('FIELD_TEAM', { area: '420101' });
    const listed = await post(field, {
      type: 'correction',
      supersedes: `${id}.1`,
      reason: 'x',
      entry: { type: 'target-state', list: 'l', state: 'GRADUATED', on: '2026-05-01', reason: 'x' },
    });
    expect([listed.status, listed.body.code]).toEqual([403, 'not-permitted']);
  });

  it('by who is not told a code keep it, and neither the answer nor the logbook tells it', async () => {
    const said = {
      type: 'need',
      dimension: 'health',
      kind: 'PROBLEM',
      text: 'ป่วย',
      openedOn: '2026-05-01',
      indicator: 3,
      category: 'th-category-1',
    };
    const { id: need } = (await post(officer, said)).body;
    const need1 = async (who: Account) =>
      (await api.request(who, 'GET', `/v1/households/${id}`)).body.needs.find((one: { id: string }) => one.id === need);
    const seen = (await entries()).at(-1);
    expect([seen.indicator, seen.category]).toEqual([undefined, 'ต้องการการดูแล']);
    // What it was told, it may send back: the words that stand for the category.
    const { type, dimension, kind, openedOn, category } = seen;
    const entry = { type, dimension, kind, openedOn, category, text: 'ป่วยติดเตียง' };
    const correction = { type: 'correction', supersedes: need, reason: 'เขียนผิด', entry };
    const answered = await post(secretariat, correction, { 'Idempotency-Key': 'correct-1' });
    const again = await post(secretariat, correction, { 'Idempotency-Key': 'correct-1' });
    expect([answered.status, again.status, again.body]).toEqual([201, 201, answered.body]);
    const { items } = (await api.request(secretariat, 'GET', `/v1/households/${id}/logbook`)).body;
    for (const told of [answered.text, JSON.stringify(items)])
      expect(told).not.toMatch(/th-category-1|"indicator"|kept/u);
    expect(items.at(-1).entry).toMatchObject({ text: 'ป่วยติดเตียง', category: 'ต้องการการดูแล' });
    expect(await need1(officer)).toMatchObject({ text: 'ป่วยติดเตียง', indicator: 3, category: 'th-category-1' });
    expect(await need1(secretariat)).toMatchObject({ indicator: null, category: 'ต้องการการดูแล' });
    // A second one stands on the first, also in a batch.
    const body = { ...correction, supersedes: answered.body.id, entry: { ...entry, category: undefined, text: 'ป่วย' } };
    const batch = { entries: [body] };
    expect((await api.request(secretariat, 'POST', `/v1/households/${id}/logbook/batch`, { body: batch })).status).toBe(
      201,
    );
    expect(await need1(officer)).toMatchObject({ text: 'ป่วย', indicator: 3, category: 'th-category-1' });
    // No caller says what was kept.
    expect((await post(secretariat, { ...correction, kept: ['/category'] })).status).toBe(422);
  });

  it('of help of another agency are refused to an agency', async () => {
    const theirs = (await post(dla, delivered('dla'))).body;
    const grab = { type: 'correction', supersedes: theirs.id, reason: 'x', entry: delivered('cdd') };
    // What it may not read is not there.
    expect((await post(cdd, grab)).body).toEqual((await post(cdd, { ...grab, supersedes: theirs.id })).body);
    expect((await post(cdd, grab)).body.code).toBe('entry-not-found');
    const withdraw = { ...grab, entry: delivered('dla', { status: 'CANCELLED' }) };
    expect((await post(cdd, withdraw)).status).toBe(403);
    expect((await post(dla, withdraw)).status).toBe(201);
  });
});

describe('a corrected survey', () => {
  const found = (text: string, needId?: string) => ({ id: needId, dimension: 'health', kind: 'PROBLEM', text });
  const correct = (supersedes: string, ...needs: object[]) => ({
    type: 'correction',
    supersedes,
    reason: 'พิมพ์ผิด',
    entry: { type: 'survey', on: '2026-05-02', needs },
  });
  const needsOfFile = async () => (await api.request(officer, 'GET', `/v1/households/${id}`)).body.needs;

  /** A survey that found two needs: the first was helped by `cdd` and is solved. */
  async function helped(who = officer): Promise<string> {
    const survey = { type: 'survey', on: '2026-05-02', needs: [found('ปวดหลัง'), found('ไม่มีบัตร')] };
    const surveyId: string = (await post(who, survey)).body.id;
    const needId = `${surveyId}.1`;
    for (const body of [
      delivered('cdd', { needIds: [needId] }),
      { type: 'need-status', needId, status: 'RESOLVED', on: '2026-05-16' },
    ])
      expect((await post(officer, body)).status).toBe(201);
    return surveyId;
  }

  it('drops no need that help or a status names, and gives its place to no other', async () => {
    const survey = await helped();
    const before = await needsOfFile();
    for (const needs of [[found('ไม่มีบัตร')], [found('ไม่มีบัตร', `${survey}.2`)], []]) {
      const { status, body } = await post(officer, correct(survey, ...needs));
      expect([status, body.code, body.needIds]).toEqual([409, 'need-in-use', [`${survey}.1`]]);
      expect(body.title).toContain('"ยกเลิก"');
      expect(body.detail).toContain('WITHDRAWN');
    }
    expect(await needsOfFile()).toEqual(before);
    expect(await entries()).toHaveLength(4);
  });

  it('keeps the needs that it names, and answers with the ids of new ones', async () => {
    const survey = await helped();
    const correction = correct(survey, found('ไม่มีรถเข็น'), found('ปวดหลังมาก', `${survey}.1`));
    const { status, body } = await post(officer, correction);
    expect(status).toBe(201);
    expect(body.entry.needs).toMatchObject([
      { id: `${survey}.3`, text: 'ไม่มีรถเข็น' },
      { id: `${survey}.1`, text: 'ปวดหลังมาก' },
    ]);
    expect((await entries()).at(-1).entry).toEqual(body.entry);
    expect(await needsOfFile()).toMatchObject([
      { id: `${survey}.3`, text: 'ไม่มีรถเข็น', status: 'OPEN' },
      { id: `${survey}.1`, text: 'ปวดหลังมาก', status: 'RESOLVED' },
    ]);
    expect(verifyChain(await api.stores.households.history(id))).toBeUndefined();
  });

  it('leaves Report A no need that the file does not hold', async () => {
    const list = (
      await api.request(secretariat, 'POST', '/v1/target-lists', {
        body: { ...newTargetList(), openedOn: '2026-05-01' },
      })
    ).body.id;
    await putOnList(api.stores.households, id, list, '420101', api.clock.now);
    await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`);
    const survey = await helped();
    expect((await post(officer, correct(survey))).status).toBe(409);
    const query = { month: '2026-05', area: '42' };
    const { rows } = (await api.request(secretariat, 'GET', '/v1/statistics/agencies', { query })).body;
    expect(rows.find(({ agency }: { agency: string }) => agency === 'cdd')).toMatchObject({
      needsTouched: 1,
      needsResolved: 1,
    });
    expect(await needsOfFile()).toMatchObject([{ id: `${survey}.1`, status: 'RESOLVED' }, { id: `${survey}.2` }]);
  });

  it('points at ids that are none of its own, and a new survey has none to give', async () => {
    const survey = await helped();
    const other = await post(officer, correct(survey, found('ก', `${survey}.1`), found('ข', `${survey}.9`)));
    expect([other.status, other.body.errors]).toMatchObject([
      422,
      [{ pointer: '/entry/needs/1/id', code: 'need-of-other-entry' }],
    ]);
    const twice = await post(officer, correct(survey, found('ก', `${survey}.1`), found('ข', `${survey}.1`)));
    expect([twice.status, twice.body.errors]).toMatchObject([
      422,
      [{ pointer: '/entry/needs/1/id', code: 'need-twice' }],
    ]);
    const plain = await post(officer, { type: 'survey', on: '2026-05-02', needs: [found('ก', `${survey}.1`)] });
    expect([plain.status, plain.body.errors]).toMatchObject([
      422,
      [{ pointer: '/needs/0/id', code: 'id-outside-correction' }],
    ]);
    expect(plain.body.errors[0].message).toMatch(/[ก-๙]/);
  });

  it('does not tell an office that may not read the household which needs others name', async () => {
    const neighbour = account('DISTRICT_OFFICER', { area: '4205' });
    const survey = await helped(neighbour);
    const { status, body } = await post(neighbour, correct(survey));
    expect([status, body.code, body.needIds]).toEqual([409, 'need-in-use', undefined]);
    expect((await post(neighbour, correct(survey, found('ปวดหลัง', `${survey}.1`)))).status).toBe(201);
  });
});

describe('a move', () => {
  const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
  const move = (toArea: string | null) => ({ type: 'move', on: '2026-05-17', toArea });
  const read = (who: Account) => api.request(who, 'GET', `/v1/households/${id}`);
  const correction = (supersedes: string, toArea: string | null) => ({
    type: 'correction',
    supersedes,
    reason: 'พิมพ์ผิด',
    entry: move(toArea),
  });

  it.each(['420201', '420102', '420301'])('to %s is recorded only by who may read the file', async (toArea) => {
    const { status, body } = await post(neighbour, move(toArea));
    expect([status, body.code]).toEqual([403, 'move-not-yours']);
    expect(body.title).toMatch(/สำนักงาน.*ฝ่ายเลขานุการ/);
    expect((await read(neighbour)).status).toBe(404);
    expect(await entries()).toHaveLength(1);
    expect((await post(account('DISTRICT_OFFICER', { area: '3101' }), move(toArea))).status).toBe(404);
    expect((await post(officer, move(toArea))).status).toBe(201);
  });

  it.each(['310101', null])('to %s, away from the province, is recorded by any office of it', async (toArea) => {
    expect((await post(neighbour, move(toArea))).status).toBe(201);
    expect((await read(neighbour)).status).toBe(404);
    expect((await post(neighbour, move('420201'))).status).not.toBe(201);
    expect((await read(neighbour)).status).toBe(404);
  });

  it('is recorded by the secretariat for both offices', async () => {
    expect((await post(secretariat, move('420201'))).status).toBe(201);
    expect([(await read(officer)).status, (await read(neighbour)).status]).toEqual([404, 200]);
  });

  it('is recorded by the office on whose list the household is, wherever it lives', async () => {
    await post(officer, move('420201'));
    await putOnList(api.stores.households, id, 'list', '420101', api.clock.now);
    expect((await post(officer, move('420102'))).status).toBe(201);
  });

  it('is not corrected back by the office that gave the household away', async () => {
    const { id: moved } = (await post(officer, move('420201'))).body;
    for (const supersedes of [moved, `${id}.999`]) {
      const { status, body, text } = await post(officer, correction(supersedes, '420101'));
      expect([status, body.code, text.includes(supersedes)]).toEqual([403, 'move-not-yours', false]);
    }
    expect((await post(neighbour, correction(moved, '420202'))).status).toBe(201);
    expect((await read(officer)).status).toBe(404);
  });

  it('is not taken back as one to nowhere: the household would be again where it lived before', async () => {
    const { id: moved } = (await post(officer, move('420201'))).body;
    const { status, body } = await post(officer, correction(moved, null));
    expect([status, body.code]).toEqual([403, 'move-not-yours']);
    expect([(await read(officer)).status, (await read(neighbour)).status]).toEqual([404, 200]);
    expect((await post(neighbour, correction(moved, null))).status).toBe(201);
  });

  it('does not leave another entry open to those who do not read the file', async () => {
    expect((await post(neighbour, delivered('cdd'))).status).toBe(201);
    expect((await read(neighbour)).status).toBe(404);
  });
});

describe('reading', () => {
  it('shows what was recorded before a rule was made', async () => {
    await post(officer, delivered('cdd'));
    const [, help] = await api.stores.households.history(id);
    const before = await api.stores.households.get(id);
    if (!before || help?.body.type !== 'assistance') throw new Error('not recorded');
    const body = {
      ...help.body,
      cashBaht: 1.0000001,
      coAgencies: ['cdd' as const, 'dla' as const, 'dla' as const],
      personIds: ['p', 'p'],
    };
    const entry = { ...help, id: `${id}.3`, version: 3, body };
    await api.stores.households.append([{ before, after: { ...before, version: 3 }, entries: [entry] }]);
    expect((await entries()).at(-1)).toMatchObject({
      cashBaht: 1.0000001,
      coAgencies: ['cdd', 'dla', 'dla'],
      personIds: ['p', 'p'],
    });
  });

  it('pages through the entries, oldest first', async () => {
    for (let index = 0; index < 3; index += 1) await post(officer, delivered('cdd'));
    const first = await api.request(officer, 'GET', `/v1/households/${id}/logbook`, { query: { limit: '3' } });
    const rest = await api.request(officer, 'GET', `/v1/households/${id}/logbook`, {
      query: { limit: '3', cursor: first.body.nextCursor },
    });
    expect([...first.body.items, ...rest.body.items].map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(rest.body.nextCursor).toBeNull();
  });

  it('shows no profile in an entry', async () => {
    const [first] = await entries();
    expect(Object.keys(first).toSorted()).toEqual([
      'areaCode',
      'copiedFrom',
      'householdId',
      'id',
      'recordedAt',
      'recordedBy',
      'source',
      'type',
      'version',
    ]);
  });
});
