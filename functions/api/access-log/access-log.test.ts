import { beforeEach, describe, expect, it, vi } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const auditor = account('DPO_AUDITOR');
const officer = (sub: string) => account('DISTRICT_OFFICER', { area: '4201', sub });

let api: InProcessApi;
let household: string;
beforeEach(async () => {
  api = createInProcessApi({ now: new Date('2026-05-18T03:00:00.000Z') });
  household = (await api.request(officer('a'), 'POST', '/v1/households', { body: newHousehold(1) })).body.id;
  for (const [sub, at] of [
    ['a', '2026-05-19T16:59:59.000Z'],
    ['b', '2026-05-19T17:00:00.000Z'],
    ['a', '2026-05-20T16:59:59.000Z'],
    ['b', '2026-05-20T17:00:00.000Z'],
    ['a', '2026-05-21T03:00:00.000Z'],
  ] as const) {
    api.clock.now = new Date(at);
    await api.request(officer(sub), 'GET', `/v1/households/${household}`);
  }
});

const ask = (query: Record<string, string>) =>
  api.request(auditor, 'GET', '/v1/access-log', { query: { household, ...query } });
const looksOf = async (query: Record<string, string>) =>
  (await ask(query)).body.items
    .filter(({ action }: { action: string }) => action === 'READ')
    .map(({ sub, at }: { sub: string; at: string }) => `${sub} ${at.slice(8, 10)}`);

describe('the access log', () => {
  it('is read by the data-protection officer, and by offices of the households in their area', async () => {
    const statusOf = async (who: ReturnType<typeof account>) =>
      (await api.request(who, 'GET', '/v1/access-log', { query: { household } })).status;
    const office = (area: string) => account('MUNICIPAL_OFFICER', { area });
    expect(
      await Promise.all(
        [auditor, officer('a'), office('420101'), account('PROVINCE_SECRETARIAT', { area: '42' })].map(statusOf),
      ),
    ).toEqual([200, 200, 200, 200]);
    expect(await Promise.all([office('4202'), account('PROVINCE_SECRETARIAT', { area: '31' })].map(statusOf))).toEqual([
      404, 404,
    ]);
    expect(
      await Promise.all(
        [account('FIELD_TEAM', { area: '420101' }), account('AGENCY_FOCAL', { agency: 'cdd' })].map(statusOf),
      ),
    ).toEqual([403, 403]);
    const gone = { query: { household: '00000000-0000-4000-8000-00000000ffff' } };
    const unknown = async (who: ReturnType<typeof account>) =>
      (await api.request(who, 'GET', '/v1/access-log', gone)).status;
    expect([await unknown(auditor), await unknown(officer('a'))]).toEqual([200, 404]);
  });

  it('is asked for one account, and for days of Bangkok', async () => {
    expect(await looksOf({})).toEqual(['a 21', 'b 21', 'a 20', 'b 20', 'a 19']);
    expect(await looksOf({ sub: 'b' })).toEqual(['b 21', 'b 20']);
    expect(await looksOf({ from: '2026-05-20', to: '2026-05-20' })).toEqual(['a 20', 'b 20']);
    expect(await looksOf({ from: '2026-05-21', sub: 'a' })).toEqual(['a 21']);
    expect(await looksOf({ to: '2026-05-17' })).toEqual([]);
    expect((await ask({ from: '2569-05-20' })).status).toBe(422);
  });

  it('is read in a few steps where few looks fit the filter, however short the page', async () => {
    const looks = vi.spyOn(api.stores.accessLog, 'of');
    for (let number = 0; number < 300; number += 1)
      await api.stores.accessLog.record({
        household,
        at: '2026-05-21T04:00:00.000Z',
        sub: 'b',
        roles: [],
        action: 'READ',
      });
    expect((await ask({ sub: 'a', limit: '1' })).body.items).toMatchObject([{ sub: 'a' }]);
    expect(looks.mock.calls.length).toBeLessThanOrEqual(5);
  });

  it('is walked to its end under a filter, and its cursor is for that filter alone', async () => {
    const walked: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const { body } = await ask({ sub: 'a', limit: '1', ...(cursor === null ? {} : { cursor }) });
      walked.push(...body.items.map(({ at }: { at: string }) => at.slice(8, 10)));
      ({ nextCursor: cursor } = body);
      pages += 1;
    } while (cursor !== null && pages < 20);
    expect(walked.slice(0, 3)).toEqual(['21', '20', '19']);
    const { nextCursor } = (await ask({ sub: 'a', limit: '1' })).body;
    expect((await ask({ sub: 'b', limit: '1', cursor: nextCursor })).body.code).toBe('cursor-invalid');
  });
});
