import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newTargetList } from '#test/api/synthetic-household.ts';

const province = account('PROVINCE_SECRETARIAT', { area: '42' });
const district = account('PROVINCE_SECRETARIAT', { area: '4201' });

const CAMPAIGN = {
  name: 'ทุกครัวเรือนของจังหวัด',
  lists: [] as string[],
  scopeArea: '42',
  milestones: [
    {
      metric: 'SURVEYED',
      pct: 75,
      dueOn: '2026-09-30',
      denominator: { households: 900, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' },
    },
  ],
};

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const put = (by: typeof province, id: string, body: object) =>
  api.request(by, 'PUT', `/v1/campaigns/${id}`, { body, headers: { 'If-Match': '*' } });

describe('A campaign', () => {
  it('is not taken over by an office of a part of its area', async () => {
    const { id } = (await api.request(province, 'POST', '/v1/campaigns', { body: CAMPAIGN })).body;
    const narrowed = { ...CAMPAIGN, scopeArea: '4201', reason: 'ของอำเภอ' };
    const { status, body } = await put(district, id, narrowed);
    expect([status, body.code]).toEqual([403, 'outside-scope']);
    expect((await api.request(province, 'GET', '/v1/campaigns')).body.items).toMatchObject([
      { id, version: 1, scopeArea: '42' },
    ]);
  });

  it('is changed for a reason once it runs, and is no draft again', async () => {
    const { id } = (await api.request(province, 'POST', '/v1/campaigns', { body: CAMPAIGN })).body;
    expect((await put(province, id, { ...CAMPAIGN, name: 'ชื่อใหม่' })).body).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/reason' }],
    });
    expect((await put(province, id, { ...CAMPAIGN, status: 'DRAFT', reason: 'ผิด' })).body.code).toBe(
      'transition-not-allowed',
    );
    expect((await put(province, id, { ...CAMPAIGN, name: 'ชื่อใหม่', reason: 'ผิด' })).body).toMatchObject({
      version: 2,
      name: 'ชื่อใหม่',
    });
  });

  it('has a status, of which an office sees the units of its own area', async () => {
    const order = { orderNo: '1', orderDate: '2026-01-05', agencies: ['cdd'] };
    for (const unit of ['4201', '4202']) await api.request(province, 'PUT', `/v1/committees/${unit}`, { body: order });
    const { id } = (await api.request(province, 'POST', '/v1/campaigns', { body: CAMPAIGN })).body;
    const status = async (who: typeof province, query: Record<string, string> = {}) =>
      (await api.request(who, 'GET', `/v1/campaigns/${id}/status`, { query })).body;
    expect(await status(province)).toMatchObject({
      campaign: id,
      day: '2026-05-20',
      total: { milestones: [{ threshold: 675, count: 0, adjusted: null }] },
      units: [{ unit: '4201' }, { unit: '4202' }],
    });
    expect(await status(district)).toMatchObject({ total: null, units: [{ unit: '4201' }] });
    expect((await status(province, { asOf: '2026-05-19' })).code).toBe('revision-not-found');
    expect((await status(account('PROVINCE_SECRETARIAT', { area: '31' }))).code).toBe('campaign-not-found');
  });

  it('runs on frozen lists only', async () => {
    const list = (await api.request(province, 'POST', '/v1/target-lists', { body: newTargetList('42') })).body.id;
    const [{ denominator: _stated, ...milestone } = {}] = CAMPAIGN.milestones;
    const create = (changes: object) =>
      api.request(province, 'POST', '/v1/campaigns', { body: { ...CAMPAIGN, milestones: [milestone], ...changes } });
    expect((await create({})).body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/lists' }] });
    expect((await create({ lists: ['none'] })).body).toMatchObject({ code: 'target-list-not-found', list: 'none' });
    expect((await create({ lists: [list] })).body).toMatchObject({ code: 'list-not-frozen', list });
    expect((await create({ lists: [list], status: 'DRAFT' })).status).toBe(201);
  });
});
