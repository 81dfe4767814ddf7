import { beforeEach, describe, expect, it } from 'vitest';

import { chainHash } from '#shared/household/entry-chain.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold, newTargetList } from '#test/api/synthetic-household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';

import { goOn } from './go-on.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const call = async (
  method: string,
  path: string,
  body?: object,
  who = secretariat,
  query: Record<string, string> = {},
) => {
  const answered = await api.request(who, method, path, { query, ...(body ? { body } : {}) });
  expect(answered.status < 300, answered.text).toBe(true);
  return answered.body;
};
const draft = async (): Promise<string> => (await call('POST', '/v1/target-lists', newTargetList('42'))).id;
const household = async (number: number, area: string): Promise<string> =>
  (await call('POST', '/v1/households', newHousehold(number, area))).id;
async function list(id: string, on: string, area: string, ...dimensions: Dimension[]): Promise<void> {
  const before = await api.stores.households.get(id);
  const recording = {
    householdId: id,
    recordedAt: api.clock.now,
    recordedBy: { sub: 'file', roles: [] },
    hash: chainHash,
  };
  const body = { type: 'listed' as const, list: on, area, targets: [{ personId: null, dimensions, indicators: [] }] };
  const { household: after, entries } = record(before, [body], recording);
  await api.stores.households.append([{ before, after, entries }]);
}

describe('the change report between two lists', () => {
  it('counts who came, went, stayed and stays in other dimensions, and names them page by page', async () => {
    const [older, newer] = [await draft(), await draft()];
    const [came, went, stayed, changed, doubled, kept] = [
      await household(1, '420101'),
      await household(2, '420101'),
      await household(3, '420201'),
      await household(4, '420201'),
      await household(5, '420101'),
      await household(6, '420101'),
    ];
    await list(came, newer, '420101', 'income');
    await list(went, older, '420101', 'income');
    for (const on of [older, newer]) await list(stayed, on, '420201', 'income', 'health');
    await list(changed, older, '420201', 'income');
    await list(changed, newer, '420201', 'income', 'access');
    // The one that doubles another was on the older list, the other is on the newer: one household that stayed.
    await list(doubled, older, '420101', 'income');
    await list(kept, newer, '420101', 'income');
    const duplicate = { state: 'DUPLICATE', evidence: 'DOCUMENT', duplicateOf: kept, on: '2026-05-12', reason: 'ซ้ำ' };
    await call('POST', `/v1/households/${doubled}/logbook`, { type: 'target-state', list: older, ...duplicate });

    const { id } = await call('POST', `/v1/target-lists/${newer}/changes`, { against: older });
    await goOn(
      { run: id },
      {
        ...api.stores,
        sealer: api.sealer,
        runs: api.stores.targetRuns,
        hash: chainHash,
        now: () => api.clock.now,
        pause: async () => {},
      },
    );
    const path = `/v1/target-lists/${newer}/changes/${id}`;
    const report = await call('GET', path);
    expect(report).toMatchObject({ status: 'DONE', against: older, added: 1, gone: 1, kept: 3, dimensionsChanged: 1 });
    const changes = {
      [came]: 'ADDED',
      [went]: 'GONE',
      [stayed]: 'KEPT',
      [changed]: 'DIMENSIONS_CHANGED',
      [kept]: 'KEPT',
    };
    const named = (items: { id: string; change: string }[]) =>
      Object.fromEntries(items.map((one) => [one.id, one.change]));
    expect(named(report.items)).toEqual(changes);
    expect(report.nextCursor).toBeNull();

    const paged: { id: string; change: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: typeof paged; nextCursor: string | null } = await call('GET', path, undefined, secretariat, {
        limit: '2',
        ...(cursor === '' ? {} : { cursor }),
      });
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(report.items);
    expect((await call('GET', path, undefined, secretariat, { change: 'GONE' })).items).toEqual([
      { id: went, change: 'GONE' },
    ]);
    // A district sees the counts of the list, and its own households.
    const officer = account('DISTRICT_OFFICER', { area: '4202' });
    const own = await call('GET', path, undefined, officer);
    expect([own.kept, named(own.items)]).toEqual([3, { [stayed]: 'KEPT', [changed]: 'DIMENSIONS_CHANGED' }]);
    expect((await call('GET', path, undefined, account('NATIONAL_VIEWER'))).items).toEqual([]);
  });

  it('is of two lists that the account knows', async () => {
    const one = await draft();
    const ask = async (of: string, against: string) =>
      (await api.request(secretariat, 'POST', `/v1/target-lists/${of}/changes`, { body: { against } })).body.code;
    expect(await ask(one, 'nobody')).toBe('target-list-not-found');
    expect(await ask('nobody', one)).toBe('target-list-not-found');
    const read = await api.request(secretariat, 'GET', `/v1/target-lists/${one}/changes/nobody`);
    expect(read.body.code).toBe('target-run-not-found');
  });
});
