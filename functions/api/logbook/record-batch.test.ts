import { beforeEach, describe, expect, it } from 'vitest';

import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  id = (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1, '420101') })).body.id;
});

const post = (entries: unknown, more: object = {}, who: Account = officer, headers: Record<string, string> = {}) =>
  api.request(who, 'POST', `/v1/households/${id}/logbook/batch`, { body: { entries, ...more }, headers });
const file = async () => (await api.request(officer, 'GET', `/v1/households/${id}`)).body;
const visit = { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' };
const need = { ref: 'N1', type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ว่างงาน', openedOn: '2026-05-02' };
const survey = {
  ref: 'S1',
  type: 'survey',
  on: '2026-05-02',
  needs: [
    { dimension: 'health', kind: 'WANT', text: 'รถเข็น' },
    { dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว' },
  ],
};

describe('a whole visit in one call', () => {
  it('is recorded together, and its entries name what others of it made', async () => {
    const deviceAt = '2026-05-02T09:00:00+07:00';
    const { status, body } = await post(
      [
        visit,
        need,
        survey,
        delivered('cdd', { ref: 'A1', needIds: ['#N1', '#S1.2'], status: 'PLANNED', deliveredOn: null }),
        { type: 'assistance-status', assistanceId: '#A1', status: 'DELIVERED', on: '2026-05-03' },
        { type: 'need-status', needId: '#N1', status: 'IN_PROGRESS', on: '2026-05-03' },
      ],
      { deviceAt },
    );
    expect(status).toBe(201);
    expect(body.items.map(({ ref, id: entry }: { ref: string; id: string }) => [ref, entry])).toEqual(
      [null, 'N1', 'S1', 'A1', null, null].map((ref, at) => [ref, `${id}.${at + 2}`]),
    );
    expect(await file()).toMatchObject({
      version: 7,
      lastContactOn: '2026-05-02',
      lastHelpOn: '2026-05-03',
      needs: [{ id: `${id}.3`, status: 'IN_PROGRESS' }, { id: `${id}.4.1` }, { id: `${id}.4.2` }],
    });
    const history = await api.stores.households.history(id);
    expect(history[4]?.body).toMatchObject({ needIds: [`${id}.3`, `${id}.4.2`], deviceAt });
    expect(verifyChain(history)).toBeUndefined();
    expect(await api.stores.households.get(id)).toEqual(foldHousehold(history));
  });

  it('is recorded once for each key', async () => {
    const headers = { 'Idempotency-Key': 'visit-1' };
    const first = await post([visit, need], {}, officer, headers);
    expect((await post([visit, need], {}, officer, headers)).body).toEqual(first.body);
    expect((await file()).version).toBe(3);
  });

  it.each<[string, unknown[], number, string, string]>([
    ['a wrong field', [visit, { ...need, openedOn: '2569-05-02' }], 422, 'invalid-input', '/entries/1/openedOn'],
    ['an unknown field', [visit, { ...visit, phone: '1' }], 422, 'invalid-input', '/entries/1/phone'],
    ['an unknown kind', [{ type: 'party' }], 422, 'invalid-input', '/entries/0/type'],
    ['a day to come', [visit, { ...visit, on: '2026-05-30' }], 422, 'invalid-input', '/entries/1/on'],
    [
      'a follow-up without reasons',
      [{ type: 'follow-up', on: '2026-05-02', stage: 'CRISIS' }],
      422,
      'invalid-input',
      '/entries/0/reasons',
    ],
    [
      'a name of nothing',
      [{ type: 'need-status', needId: '#N9', status: 'RESOLVED', on: '2026-05-02' }],
      422,
      'invalid-input',
      '/entries/0/needId',
    ],
    [
      'a name of a later entry',
      [delivered('cdd', { needIds: ['#N1'] }), need],
      422,
      'invalid-input',
      '/entries/0/needIds/0',
    ],
    ['a name twice', [need, need], 422, 'invalid-input', '/entries/1/ref'],
    [
      'a need that is not there',
      [visit, { type: 'need-status', needId: 'x', status: 'RESOLVED', on: '2026-05-02' }],
      422,
      'need-not-found',
      '/entries/1',
    ],
    [
      'a step that is none',
      [need, { type: 'need-status', needId: '#N1', status: 'REOPENED', on: '2026-05-02' }],
      409,
      'transition-not-allowed',
      '/entries/1',
    ],
    [
      'a number of a person',
      [visit, { ...need, text: 'เลข 3000000000013' }],
      422,
      'personal-number-in-text',
      '/entries/1/text',
    ],
    ['no entry', [], 422, 'invalid-input', '/entries'],
    ['eleven entries', Array.from({ length: 11 }, () => visit), 422, 'invalid-input', '/entries'],
  ])('is refused whole for %s', async (_what, entries, status, code, pointer) => {
    const refused = await post(entries);
    expect([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
    expect(refused.body.errors[0].message).toMatch(/[ก-๙]/);
    expect((await file()).version).toBe(1);
  });

  it('is refused at the entry that names a household which is not there', async () => {
    await putOnList(api.stores.households, id, 'l1', '420101', api.clock.now);
    const same = { type: 'target-state', list: 'l1', state: 'DUPLICATE', on: '2026-05-02', reason: 'ซ้ำ' };
    const refused = await post([visit, { ...same, evidence: 'DOCUMENT', duplicateOf: 'x' }]);
    expect([refused.status, refused.body.errors]).toMatchObject([
      422,
      [{ pointer: '/entries/1/duplicateOf', code: 'household-not-found' }],
    ]);
  });

  it('asks for the permission of each entry', async () => {
    const refused = await post([delivered('cdd'), visit], {}, cdd);
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([
      403,
      'not-permitted',
      '/entries/1',
    ]);
    expect((await file()).version).toBe(1);
    expect((await post([delivered(null)], {}, cdd)).status).toBe(201);
    expect((await file()).agencies).toEqual(['cdd']);
  });

  it('withdraws what it recorded before', async () => {
    const help = (
      await post([
        { ...delivered('cdd'), ref: 'A' },
        { type: 'correction', supersedes: '#A', reason: 'ผิด', entry: null },
      ])
    ).status;
    expect([help, (await file()).agencies]).toEqual([201, []]);
  });
});
