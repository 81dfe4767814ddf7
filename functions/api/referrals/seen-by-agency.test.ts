/** What an agency sees of a household that a need was sent of (casework G). */
import { describe, expect, it } from 'vitest';

import { account, type Answered } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';
import { dla, eachWithNeed, moph, officer, secretariat, WORDS } from './test/need-of-test.ts';

const its = eachWithNeed();
const wordsIn = ({ text }: Answered): string[] =>
  Object.entries(WORDS).flatMap(([name, word]) => (text.includes(word) ? [name] : []));

describe('what an agency sees (casework G)', () => {
  const before = { householdId: null, household: null, note: null, partnerText: null };

  it('of the state: nothing before it accepts, the file while it works, nothing when it gave it back', async () => {
    const id = await its.sent('moph');
    const first = await its.read(moph, id);
    expect(wordsIn(first)).toEqual([]);
    expect(first.text).not.toContain(its.household);
    expect(first.body).toMatchObject({
      ...before,
      // Fewer than twenty listed households live in the sub-district.
      place: { areaCode: '4201' },
      needs: [{ id: null, dimension: 'health', kind: 'PROBLEM', text: null }],
    });
    expect(wordsIn(await its.list(moph))).toEqual([]);
    expect((await its.list(moph)).text).not.toContain(its.household);
    expect((await its.api.request(moph, 'GET', `/v1/households/${its.household}`)).status).toBe(404);

    const accepted = await its.say(moph, id, 'accept');
    expect(accepted.body).toMatchObject({ householdId: its.household, place: { areaCode: '420101' } });
    expect(wordsIn(accepted)).toEqual(['firstName', 'lastName', 'addressNo', 'village', 'need', 'note', 'partnerText']);
    expect((await its.api.request(moph, 'GET', `/v1/households/${its.household}`)).status).toBe(200);
    expect((await its.api.request(moph, 'GET', '/v1/households', { query: { area: '42' } })).body.items).toMatchObject([
      { id: its.household },
    ]);

    await its.say(moph, id, 'return', { reason: 'ขอข้อมูล' });
    expect(wordsIn(await its.read(moph, id))).toEqual([]);
    expect((await its.read(moph, id)).body).toMatchObject(before);
    expect((await its.api.request(moph, 'GET', `/v1/households/${its.household}`)).status).toBe(404);
    expect((await its.api.request(moph, 'GET', '/v1/households', { query: { area: '42' } })).body.items).toEqual([]);
  });

  it('of the state: the file for thirty days after it is done', async () => {
    const id = await its.sent('moph');
    await its.say(moph, id, 'accept');
    await its.say(moph, id, 'complete', { reason: 'ได้ยาแล้ว' });
    const file = async (): Promise<number> =>
      (await its.api.request(moph, 'GET', `/v1/households/${its.household}`)).status;
    its.api.clock.now = new Date('2026-06-19T16:59:00.000Z');
    expect([await file(), wordsIn(await its.read(moph, id)).length > 0]).toEqual([200, true]);
    its.api.clock.now = new Date('2026-06-19T17:00:00.000Z');
    expect([await file(), wordsIn(await its.read(moph, id))]).toEqual([404, []]);
  });

  it('outside the state: first name, address and the text for it, after it accepts', async () => {
    const body = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug } = (await its.api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const partner = account('AGENCY_FOCAL', { agency: slug });
    const file = (await its.api.request(officer, 'GET', `/v1/households/${its.household}`)).body;
    const members = [{ id: file.members[0].id, telephone: '0812345678' }];
    const corrected = { reason: 'แจ้งหมายเลข', requestedBy: 'SUBJECT', members };
    const headers = { 'If-Match': '*' };
    await its.api.request(officer, 'PUT', `/v1/households/${its.household}/profile`, { body: corrected, headers });
    const id = await its.sent(slug);
    const told = await its.read(partner, id);
    expect([wordsIn(told), told.body.needs[0].category]).toEqual([[], 'ต้องการการดูแล']);
    expect(told.text).not.toContain('678');
    const accepted = await its.say(partner, id, 'accept');
    expect([accepted.body.household.telephone, accepted.body.needs[0].category]).toEqual([
      '0812345678',
      'ต้องการการดูแล',
    ]);
    // Those who have other ways see it masked.
    expect((await its.read(officer, id)).body.household.telephone).toMatch(/^08x.*678$/);
    expect(wordsIn(accepted)).toEqual(['firstName', 'addressNo', 'village', 'partnerText']);
    expect(accepted.text).not.toMatch(/3-?0000|3000000000013/);
    expect(accepted.body.household.headName).toBe(WORDS.firstName);
    // The file is open by the fields that the referral shows.
    const opened = await its.api.request(partner, 'GET', `/v1/households/${its.household}`);
    expect([opened.status, wordsIn(opened)]).toEqual([200, ['firstName', 'addressNo', 'village', 'partnerText']]);
    expect(opened.body).toMatchObject({
      members: [{ firstName: WORDS.firstName, lastName: null, citizenId: null, telephone: '0812345678' }],
      needs: [{ id: its.need, text: WORDS.partnerText, category: 'ต้องการการดูแล', indicator: null }],
      agencies: [],
      targets: [],
      failedVisits: null,
    });
    expect((await its.api.request(partner, 'GET', `/v1/households/${its.household}/plan`)).status).toBe(403);
    expect((await its.api.request(partner, 'GET', `/v1/households/${its.household}/logbook`)).status).toBe(403);
    const listed = async (query: object = {}): Promise<unknown[]> =>
      (await its.api.request(partner, 'GET', '/v1/households', { query: { ...query } })).body.items;
    const nothing = { lists: {}, agencies: [], surveyedOn: null, nextDue: null, urgency: null, mentor: null };
    expect(await listed()).toMatchObject([
      { id: its.household, headName: WORDS.firstName, dimensions: ['health'], openNeeds: 1, ...nothing },
    ]);
    for (const [query, found] of [
      [{ area: '42', dimension: 'health', mentor: 'none' }, 1],
      [{ area: '41' }, 0],
      [{ dimension: 'income' }, 0],
      [{ urgency: 'NORMAL' }, 0],
      [{ due: '2027-01-01' }, 0],
    ] as const)
      expect([query, await listed(query)]).toMatchObject([query, { length: found }]);
    expect((await its.api.request(partner, 'GET', '/v1/households', { query: { area: '429999' } })).status).toBe(422);
    const looks = await its.api.stores.accessLog.of(
      { household: its.household, districts: ['4201'], months: ['2026-05'] },
      undefined,
      50,
    );
    expect(looks.filter(({ sub }) => sub === partner.sub).map(({ action }) => action)).toContain('LIST');
    await its.say(partner, id, 'reject', { reason: 'ก' });
    await its.say(partner, id, 'return', { reason: 'ทำไม่ได้' });
    expect(wordsIn(await its.read(partner, id))).toEqual([]);
    expect((await its.api.request(partner, 'GET', `/v1/households/${its.household}`)).status).toBe(404);
    expect(await listed()).toEqual([]);
  });

  it('outside the state: is listed what it works on, page by page', async () => {
    const body = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug } = (await its.api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const partner = account('AGENCY_FOCAL', { agency: slug });
    const first = its.household;
    const open = [its.household];
    await its.say(partner, await its.sent(slug), 'accept');
    for (let number = 2; number <= 5; number += 1) {
      const made = await its.api.request(officer, 'POST', '/v1/households', { body: newHousehold(number) });
      its.household = made.body.id;
      its.need = await its.needing('income');
      const id = await its.sent(slug);
      // The last waits for an answer.
      if (number < 5) await its.say(partner, id, 'accept');
      if (number < 5) open.push(its.household);
    }
    its.household = first;
    const seen: string[] = [];
    let query: Record<string, string> = { limit: '3' };
    for (let more = true; more;) {
      const { items, nextCursor } = (await its.api.request(partner, 'GET', '/v1/households', { query })).body;
      seen.push(...items.map(({ id }: { id: string }) => id));
      more = nextCursor !== null;
      query = { limit: '3', cursor: nextCursor };
    }
    expect(seen).toEqual(open.toSorted());
  });

  it('outside the state: help for a referral that it accepted, and no more of the household by it', async () => {
    const body = { nameTh: 'มูลนิธิตัวอย่าง', sector: 'CIVIL_SOCIETY', areaCode: '42' };
    const { slug } = (await its.api.request(secretariat, 'POST', '/v1/organisations', { body })).body;
    const partner = account('AGENCY_FOCAL', { agency: slug });
    const rejected = await its.sent(slug);
    await its.say(partner, rejected, 'reject', { reason: 'ก' });
    const id = await its.sent(slug);
    const help = { type: 'assistance', agency: slug, dimension: 'income', assistanceType: 'CASH', status: 'DELIVERED' };
    const path = `/v1/households/${its.household}/logbook`;
    const give = (more: object, who = partner) =>
      its.api.request(who, 'POST', path, { body: { ...help, deliveredOn: '2026-05-10', description: 'ก', ...more } });
    const told = ({ status, body: { code } }: Answered) => [status, code];
    for (const referralId of [rejected, id]) expect(told(await give({ referralId }))).toEqual([403, 'outside-scope']);
    await its.say(partner, id, 'accept');
    const other = await its.sent('moph');
    await its.say(moph, other, 'accept');
    for (const more of [{}, { referralId: other }]) expect(told(await give(more))).toEqual([403, 'outside-scope']);
    const given = await give({ referralId: id });
    expect(given.status).toBe(201);
    const verified = { type: 'assistance-status', assistanceId: given.body.id, status: 'VERIFIED', on: '2026-05-11' };
    expect((await its.api.request(partner, 'POST', path, { body: verified })).status).toBe(201);
    // What the unit typed of its help opens nothing, either.
    expect((await give({}, officer)).status).toBe(201);
    const { body: file } = await its.api.request(partner, 'GET', `/v1/households/${its.household}`);
    expect(file).toMatchObject({ members: [{ lastName: null }], agencies: [], lastHelpOn: null });
    const refused: [string, string, object?][] = [
      ['GET', path],
      ['POST', '/v1/households/search', { citizenId: '3000000000013' }],
      ['POST', '/v1/uploads', {}],
      ['GET', '/v1/uploads'],
      ['POST', '/v1/uploads/u/undo', { reason: 'ก' }],
      ['POST', '/v1/uploads/u/dismiss', {}],
      ['GET', '/v1/accounts'],
      ['POST', '/v1/break-glass', {}],
    ];
    for (const [method, at, sentBody] of refused) {
      const asked = sentBody === undefined ? {} : { body: sentBody };
      expect([at, ...told(await its.api.request(partner, method, at, asked))]).toEqual([at, 403, 'not-permitted']);
    }
  });

  it('is noted, once the household is shown', async () => {
    const id = await its.sent('moph');
    await its.read(moph, id);
    const looks = async (): Promise<string[]> => {
      const whereabouts = { household: its.household, districts: ['4201'], months: ['2026-05'] };
      const all = await its.api.stores.accessLog.of(whereabouts, undefined, 50);
      return all.filter(({ sub }) => sub === moph.sub).map(({ action }) => action);
    };
    expect(await looks()).toEqual([]);
    await its.say(moph, id, 'accept');
    expect((await looks()).toSorted()).toEqual(['OPENED', 'READ']);
  });

  it('nothing of a referral to another agency', async () => {
    const id = await its.sent('moph');
    expect((await its.read(dla, id)).body.code).toBe('referral-not-found');
    expect((await its.list(dla)).body.items).toEqual([]);
    expect((await its.list(dla, { to: 'moph' })).body.code).toBe('outside-scope');
    expect((await its.list(dla, { from: '4201' })).body.items).toEqual([]);
  });
});
