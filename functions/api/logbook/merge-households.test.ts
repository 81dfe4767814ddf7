import { beforeEach, describe, expect, it } from 'vitest';

import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const mentor = account('MENTOR', { area: '4201' });
const moph = account('AGENCY_FOCAL', { agency: 'moph' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });

let api: InProcessApi;
let keep: string;
let other: string;
beforeEach(async () => {
  api = createInProcessApi();
  keep = await register(1);
  other = await register(2);
});

async function register(number: number, area = '420101'): Promise<string> {
  return (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, area) })).body.id;
}
const file = async (id: string, who: Account = officer) => await api.request(who, 'GET', `/v1/households/${id}`);
function pass(ms: number): void {
  api.clock.now = new Date(api.clock.now.getTime() + ms);
}
async function post(id: string, body: unknown, who: Account = officer) {
  pass(1000);
  return await api.request(who, 'POST', `/v1/households/${id}/logbook`, { body });
}
const logbook = async (id: string, who: Account = officer) =>
  (await api.request(who, 'GET', `/v1/households/${id}/logbook`)).body.items;
const need = (text = 'หลังคารั่ว') => ({
  type: 'need',
  dimension: 'living',
  kind: 'PROBLEM',
  text,
  openedOn: '2026-05-01',
});

async function versions(...ids: string[]): Promise<Record<string, number>> {
  return Object.fromEntries(
    await Promise.all(ids.map(async (id) => [id, (await api.stores.households.get(id))?.version ?? 0])),
  );
}
async function merge(more: object = {}, who: Account = officer, [into, from] = [keep, other]) {
  pass(1000);
  const body = { keep: into, other: from, reason: 'ครัวเรือนเดียวกัน', versions: await versions(into, from), ...more };
  return await api.request(who, 'POST', '/v1/merges', { body });
}
const undo = async (id: string, more: object = {}, who: Account = officer) =>
  await api.request(who, 'POST', `/v1/merges/${id}/undo`, { body: { reason: 'คนละครัวเรือน', ...more } });

/** Both documents follow from their entries, whose chains are whole. */
async function expectWhole(): Promise<void> {
  for (const id of [keep, other]) {
    const history = await api.stores.households.history(id);
    expect(verifyChain(history)).toBeUndefined();
    expect(foldHousehold(history)).toEqual(await api.stores.households.get(id));
  }
}

describe('a merge', () => {
  it('is read with the entries of both in the order of recording, and all that is said is said of the one that stays', async () => {
    const ofOther = (await post(other, need())).body.id;
    const ofKept = (await post(keep, { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' })).body.id;
    const merged = await merge();
    expect(merged.status).toBe(201);
    const whole = await file(keep);
    expect(whole.body.needs.map(({ id }: { id: string }) => id)).toEqual([ofOther]);
    expect(whole.body.members).toHaveLength(4);
    expect(whole.body.merged).toEqual([other]);
    const entries = await logbook(keep);
    expect(entries.map(({ type, householdId }: Record<string, string>) => [type, householdId])).toEqual([
      ['registered', keep],
      ['registered', other],
      ['need', other],
      ['visit', keep],
      ['merged', keep],
      ['merged', other],
    ]);
    expect(entries.map(({ id }: { id: string }) => id)).toContain(ofKept);
    expect((await file(other)).body).toMatchObject({ status: 'MERGED', mergedInto: keep });

    const refused = await post(other, need());
    expect([refused.status, refused.body.code, refused.body.into]).toEqual([409, 'household-merged', keep]);
    for (const [path, body] of [
      ['mentor', { mentor: 'x', on: '2026-05-02' }],
      ['plan', { status: 'DRAFT', ultimateGoal: 'พึ่งตนเอง', items: [] }],
      ['profile', { reason: 'ผิด', requestedBy: 'OFFICE', address: { village: 'บ้าน' } }],
    ] as const) {
      const put = await api.request(officer, 'PUT', `/v1/households/${other}/${path}`, {
        body,
        headers: { 'If-Match': '"1"' },
      });
      expect([put.status, put.body.code, put.body.into]).toEqual([409, 'household-merged', keep]);
    }
    // The file offers none of these.
    expect((await file(other)).body.steps).toMatchObject([{ call: 'revealHousehold' }]);
    // The need goes on with the household that stays.
    expect(
      (await post(keep, { type: 'need-status', needId: ofOther, status: 'RESOLVED', on: '2026-05-20' })).status,
    ).toBe(201);
    await expectWhole();
  });

  it('needs both versions, both households in scope, and an office', async () => {
    const read = await versions(keep, other);
    await post(keep, { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' });
    const late = await merge({ versions: read });
    expect([late.status, late.body.code, late.body.changed]).toEqual([412, 'version-conflict', [`/versions/${keep}`]]);
    expect((await merge({ versions: { [keep]: 2 } })).body.code).toBe('precondition-required');
    expect((await merge({}, neighbour)).status).toBe(404);
    expect((await merge({}, mentor)).status).toBe(403);
    const far = await register(7, '420201');
    expect((await merge({}, officer, [keep, far])).status).toBe(404);
    expect((await merge({}, secretariat, [keep, far])).status).toBe(201);
    expect((await merge({}, officer, [keep, keep])).body.errors[0].code).toBe('duplicate-of-itself');
    expect((await merge({ members: [{ from: 'nobody', to: 'nobody' }] })).status).toBe(422);
  });

  it('makes one person of two with pairs, and one need that has the status recorded last', async () => {
    const [mine, theirs] = [(await post(keep, need())).body.id, (await post(other, need())).body.id];
    await post(other, { type: 'need-status', needId: theirs, status: 'IN_PROGRESS', on: '2026-05-10' });
    const [first] = (await file(keep)).body.members;
    const [from] = (await file(other)).body.members;
    await merge({ members: [{ from: from.id, to: first.id }], needs: [{ from: theirs, to: mine }] });
    const { body } = await file(keep);
    expect(body.members).toHaveLength(3);
    expect(body.members[0]).toMatchObject({ id: first.id, aliases: [from.id], firstName: first.firstName });
    expect(body.needs).toMatchObject([{ id: mine, status: 'IN_PROGRESS' }]);
    // Help that names the person by the id of before is help for the same person.
    expect((await post(keep, delivered('cdd', { personIds: [from.id], needIds: [mine] }))).status).toBe(201);
    await expectWhole();
  });

  it('is a duplicate on the lists where both stand', async () => {
    const made = await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList() });
    for (const id of [keep, other]) await putOnList(api.stores.households, id, made.body.id, '420101', api.clock.now);
    const { body } = await merge();
    expect((await file(other)).body.targets).toMatchObject([{ state: 'DUPLICATE' }]);
    expect((await file(keep)).body.targets).toMatchObject([{ state: 'LISTED' }]);
    await undo(body.id);
    expect((await file(other)).body.targets).toMatchObject([{ state: 'LISTED' }]);
    await expectWhole();
  });

  it('is found by whatever either was known by, and nothing new is claimed for what is known', async () => {
    await merge();
    for (const number of [1, 2]) {
      const search = { body: { citizenId: syntheticCitizenId(number) } };
      const found = await api.request(officer, 'POST', '/v1/households/search', search);
      expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([keep]);
    }
    const again = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(2) });
    expect([again.status, again.body.candidates]).toEqual([409, [{ id: keep, areaCode: '420101' }]]);
    const named = await api.request(officer, 'POST', '/v1/households/search', {
      body: { name: 'ทดสอบ2', area: '4201' },
    });
    expect(named.body.items.map(({ id }: { id: string }) => id)).toEqual([keep]);
    const list = await api.request(officer, 'GET', '/v1/households', { query: { area: '4201' } });
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([keep]);
  });

  it('leaves an agency the help that it gave, and no more, and tells it', async () => {
    await post(other, need());
    await post(other, delivered('cdd'));
    expect((await file(other, cdd)).status).toBe(200);
    await merge();
    expect([(await file(other, cdd)).status, (await file(keep, cdd)).status]).toEqual([404, 404]);
    expect((await logbook(other, cdd)).map(({ type }: { type: string }) => type)).toEqual(['assistance']);
    pass(60_000);
    const feed = await api.request(cdd, 'GET', '/v1/events');
    expect(feed.body.items).toMatchObject([{ type: 'household.merged', householdId: other, into: keep }]);
  });

  it('is not told to an agency that was only asked, which knows no household yet', async () => {
    const needId = (await post(other, need())).body.id;
    const { body: referral } = await api.request(officer, 'POST', `/v1/households/${other}/referrals`, {
      body: { toAgency: 'moph', needIds: [needId], dueAt: '2026-06-10', note: 'ขอช่วยดู' },
    });
    await merge();
    pass(60_000);
    const health = account('AGENCY_FOCAL', { agency: 'moph' });
    const { body: feed } = await api.request(health, 'GET', '/v1/events');
    expect(feed.items).toMatchObject([{ type: 'referral.sent', referralId: referral.id }]);
  });

  it('goes on with referrals: answers are of the logbook in which they were sent', async () => {
    const needId = (await post(other, need())).body.id;
    const sent = await api.request(officer, 'POST', `/v1/households/${other}/referrals`, {
      body: { toAgency: 'moph', needIds: [needId], dueAt: '2026-06-10', note: 'ขอช่วยดู' },
    });
    const { body: merged } = await merge();
    const due = async (who: Account) =>
      (await api.request(who, 'GET', '/v1/me/due', { query: { kind: 'REFERRAL_NEW' } })).body.total;
    expect(await due(moph)).toBe(1);
    const say = async (event: string, body: object = {}) =>
      await api.request(moph, 'POST', `/v1/referrals/${sent.body.id}/${event}`, { body });
    expect((await say('accept')).body).toMatchObject({ status: 'ACCEPTED', householdId: keep });
    expect(await due(moph)).toBe(0);
    expect((await file(keep)).body.needs).toMatchObject([{ id: needId, status: 'ACCEPTED' }]);
    expect((await post(keep, delivered('moph', { referralId: sent.body.id }), moph)).status).toBe(201);
    expect((await say('complete')).body).toMatchObject({ status: 'DONE' });
    const answers = (await logbook(keep)).filter(({ type }: { type: string }) => type === 'referral-answer');
    expect(answers.map(({ householdId }: { householdId: string }) => householdId)).toEqual([other, other]);
    await expectWhole();

    await undo(merged.id);
    await expectWhole();
    const back = await api.request(officer, 'GET', `/v1/referrals/${sent.body.id}`);
    expect(back.body).toMatchObject({ status: 'DONE', householdId: other });
  });
});

describe('a partner of a household that was merged', () => {
  it('reads the one that stays, and is told of no other household', async () => {
    const body = { nameTh: 'มูลนิธิทดสอบ', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug: toAgency } = (await api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const partner = account('AGENCY_FOCAL', { agency: toAgency });
    const needId = (await post(other, need())).body.id;
    const { body: referral } = await api.request(officer, 'POST', `/v1/households/${other}/referrals`, {
      body: { toAgency, needIds: [needId], dueAt: '2026-06-10', partnerText: 'ขอช่วยซ่อมหลังคา' },
    });
    await merge();
    const accepted = await api.request(partner, 'POST', `/v1/referrals/${referral.id}/accept`, { body: {} });
    expect(accepted.body).toMatchObject({ status: 'ACCEPTED', householdId: keep });
    const read = await file(keep, partner);
    expect([read.status, read.body.merged, read.body.duplicates]).toEqual([200, [], []]);
  });
});

describe('a resolution of a household that was merged', () => {
  it('ends in the logbook in which it was adopted, and waits for nobody any more', async () => {
    const request = async (path: string, body: object) => (await api.request(officer, 'POST', path, { body })).body;
    const { id: meeting } = await request('/v1/meetings', { unit: '4201', kind: 'TARGETING', heldOn: '2026-05-10' });
    const { id } = await request(`/v1/meetings/${meeting}/resolutions`, {
      householdId: other,
      agency: 'moph',
      text: 'ตรวจสุขภาพ',
      dueOn: '2026-06-10',
    });
    await merge();
    expect(await api.stores.households.get(keep)).toMatchObject({ resolutions: [{ id, of: other }] });
    expect(await request(`/v1/resolutions/${id}/complete`, { on: '2026-05-15' })).toMatchObject({ status: 'DONE' });
    for (const household of [keep, other])
      expect(await api.stores.households.get(household)).toMatchObject({ resolutions: [] });
    const steps = (await logbook(keep)).filter(({ type }: { type: string }) => type === 'resolution-step');
    expect(steps).toMatchObject([{ householdId: other }]);
    await expectWhole();
  });
});

describe('the undo of a merge', () => {
  it('makes nothing late that was recorded in time on the household that stayed', async () => {
    const list = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') })).body.id;
    await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`, { body: {} });
    await putOnList(api.stores.households, other, list, '420101', api.clock.now);
    const { body: merged } = await merge();
    const visit = (await post(keep, { type: 'visit', on: '2026-05-18', purpose: 'FOLLOWUP', outcome: 'MET' })).body.id;
    const help = (await post(keep, delivered('cdd', { deliveredOn: '2026-05-18' }))).body.id;
    const lateness = async () => {
      const query = { quarter: '2569-Q3', area: '42', list };
      const { body } = await api.request(secretariat, 'GET', '/v1/statistics/quarterly', { query });
      return body.total.quality.lateEntries;
    };
    const inTime = { entries: 2, late: 0, percent: 0 };
    expect(await lateness()).toEqual(inTime);
    api.clock.now = new Date('2026-06-15T03:00:00.000Z');
    const undone = await undo(merged.id, { entries: [visit, help] });
    expect(undone.body).toMatchObject({ undone: true });
    expect(await lateness()).toEqual(inTime);
    // What is said anew of a time long ago is late.
    expect((await post(other, { type: 'visit', on: '2026-05-18', purpose: 'FOLLOWUP', outcome: 'MET' })).status).toBe(
      201,
    );
    expect(await lateness()).toMatchObject({ entries: 3, late: 1 });
    await expectWhole();
  });

  it('leaves both as if it had not been, and gives back the entries that are named', async () => {
    const needId = (await post(other, need())).body.id;
    const before = (await file(other)).body;
    const { body: merged } = await merge();
    const help = (await post(keep, delivered('cdd', { needIds: [needId] }))).body.id;
    const visit = (await post(keep, { type: 'visit', on: '2026-05-12', purpose: 'FOLLOWUP', outcome: 'MET' })).body.id;
    const undone = await undo(merged.id, { entries: [help] });
    expect(undone.status).toBe(200);
    expect(undone.body).toMatchObject({ undone: true, copied: [{ copiedFrom: help }] });
    const { status, mergedInto, needs } = (await file(other)).body;
    expect({ status, mergedInto, needs }).toEqual({ status: 'ACTIVE', mergedInto: null, needs: before.needs });
    const entries = await logbook(other);
    expect(entries.at(-1)).toMatchObject({ type: 'assistance', copiedFrom: help, needIds: [needId] });
    expect((await file(keep)).body).toMatchObject({
      needs: [],
      merged: [],
      lastHelpOn: null,
      lastContactOn: '2026-05-12',
    });
    expect((await logbook(keep)).map(({ id }: { id: string }) => id)).toContain(visit);
    expect((await post(other, need())).status).toBe(201);
    await expectWhole();

    expect((await undo(merged.id)).body.code).toBe('merge-undone');
    expect((await undo(`${keep}.1`)).body.code).toBe('merge-not-found');
    expect((await undo(merged.id, {}, neighbour)).body.code).toBe('merge-not-found');
    expect((await merge()).status).toBe(201);
  });

  it('is of the last merge of a chain alone, and a chain has eight merges at the most', async () => {
    const third = await register(3);
    const { body: first } = await merge();
    const { body: second } = await merge({}, officer, [third, keep]);
    expect((await undo(first.id)).body.code).toBe('merge-not-last');
    expect((await merge({}, officer, [keep, await register(4)])).body).toMatchObject({
      code: 'household-merged',
      into: third,
    });
    expect((await file(third)).body.merged).toEqual([other, keep]);
    expect((await undo(second.id)).status).toBe(200);
    expect((await undo(first.id)).status).toBe(200);
    await expectWhole();

    let [from, code] = [await register(20), ''];
    for (let number = 21; number <= 29; number += 1) {
      const into = await register(number);
      const { body } = await merge({}, officer, [into, from]);
      code = body.code ?? '';
      from = into;
    }
    expect(code).toBe('chain-too-long');
    const search = { body: { citizenId: syntheticCitizenId(20) } };
    const found = await api.request(officer, 'POST', '/v1/households/search', search);
    expect(found.body.items).toHaveLength(1);
  });
});
