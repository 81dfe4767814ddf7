import { beforeEach, describe, expect, it } from 'vitest';

import { pauseApart } from '#functions/ingest/pause-apart.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { newHousehold, newTargetList } from '#test/api/synthetic-household.ts';
import { districtsOf } from '#shared/statistics/household-groups.ts';
import { chainHash } from '#shared/household/entry-chain.ts';

import { goOn, type RunDependencies } from './go-on.ts';
import { killedUntilDone } from './test/killed-until-done.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const call = async (method: string, path: string, body?: object) => {
  const answered = await api.request(secretariat, method, path, body ? { body } : {});
  expect(answered.status < 300, answered.text).toBe(true);
  return answered.body;
};
const draft = async (scopeArea = '42'): Promise<string> =>
  (await call('POST', '/v1/target-lists', newTargetList(scopeArea))).id;
const household = async (number: number, area = '420101'): Promise<string> =>
  (await call('POST', '/v1/households', newHousehold(number, area))).id;
const say = async (id: string, body: object): Promise<string> =>
  (await call('POST', `/v1/households/${id}/logbook`, body)).id;
const need = (dimension: string) => ({ type: 'need', dimension, kind: 'PROBLEM', text: 'x', openedOn: '2026-05-01' });
const helped = (deliveredOn: string) => ({
  type: 'assistance',
  status: 'DELIVERED',
  agency: 'cdd',
  dimension: 'income',
  assistanceType: 'CASH',
  deliveredOn,
});
const depsOf = (more: Partial<RunDependencies> = {}): RunDependencies => ({
  ...api.stores,
  sealer: api.sealer,
  runs: api.stores.targetRuns,
  hash: chainHash,
  now: () => api.clock.now,
  pause: pauseApart,
  ...more,
});
/** What a fill comes to. */
async function fill(list: string, query: object) {
  const { id } = await call('POST', `/v1/target-lists/${list}/fill`, query);
  await goOn({ run: id }, depsOf());
  return await call('GET', `/v1/target-lists/${list}/fills/${id}`);
}
const onList = async (list: string): Promise<string[]> => {
  const ids: string[] = [];
  for (const district of ['4201', '4202'])
    for await (const { id } of api.stores.households.factsOfDistrict(district))
      if ((await api.stores.households.get(id))?.targets.some((target) => target.list === list)) ids.push(id);
  return ids.toSorted();
};

describe('filling a list by a query', () => {
  it('makes the list of phase 2: those of the survey list that nobody has helped yet', async () => {
    const source = await draft();
    const [helpless, late, early, elsewhere] = [
      await household(1),
      await household(2),
      await household(3),
      await household(4, '420201'),
    ];
    for (const id of [helpless, late, early])
      await putOnList(api.stores.households, id, source, '420101', api.clock.now);
    await say(late, helped('2026-04-30'));
    await say(early, helped('2026-03-31'));
    const list = await draft();
    const query = { sourceList: source, notHelpedSince: '2026-04-01' };
    expect(await fill(list, { ...query, dryRun: true })).toMatchObject({ status: 'DONE', wouldAdd: 2, added: 0 });
    expect(await onList(list)).toEqual([]);
    expect(await fill(list, query)).toMatchObject({ status: 'DONE', wouldAdd: 2, added: 2, skipped: 0 });
    expect(await onList(list)).toEqual([helpless, early].toSorted());
    expect(await onList(list)).not.toContain(elsewhere);
    const [entry] = (await api.stores.households.get(helpless))?.targets.filter((one) => one.list === list) ?? [];
    const [taken] = (await api.stores.households.get(helpless))?.targets.filter((one) => one.list === source) ?? [];
    expect(entry).toMatchObject({ area: '420101', personId: taken?.personId, dimensions: taken?.dimensions });
    // Who is there is counted no more.
    expect(await fill(list, query)).toMatchObject({ wouldAdd: 0, added: 0 });
  });

  it('asks for each condition that is said', async () => {
    const vulnerable = (await call('POST', '/v1/target-lists', { ...newTargetList('42'), source: 'VULNERABLE' })).id;
    const [income, health, none, group, found] = [
      await household(1),
      await household(2),
      await household(3),
      await household(4),
      await household(5, '420201'),
    ];
    await say(income, need('income'));
    const needId = await say(health, need('health'));
    await putOnList(api.stores.households, group, vulnerable, '420101', api.clock.now);
    await say(found, { type: 'found', source: 'VULNERABLE', on: '2026-05-02', evidence: 'อสม. แจ้ง' });
    await say(none, { type: 'survey', on: '2026-05-10', needs: [] });
    const list = await draft();
    const counted = async (query: object) => (await fill(list, { ...query, dryRun: true })).wouldAdd;
    expect(await counted({ hasOpenNeed: true })).toBe(2);
    expect(await counted({ hasOpenNeed: false })).toBe(3);
    expect(await counted({ hasOpenNeed: true, dimension: 'income' })).toBe(1);
    expect(await counted({ dimension: 'health' })).toBe(1);
    expect(await counted({ vulnerable: true })).toBe(2);
    expect(await counted({ vulnerable: false })).toBe(3);
    expect(await counted({ surveyedSince: '2026-05-10' })).toBe(1);
    expect(await counted({ surveyedSince: '2026-05-11' })).toBe(0);
    await say(health, { type: 'need-status', needId, status: 'RESOLVED', on: '2026-05-12' });
    expect(await counted({ hasOpenNeed: true })).toBe(1);
    expect(await fill(list, { vulnerable: true })).toMatchObject({ added: 2 });
    expect(await onList(list)).toEqual([group, found].toSorted());
  });

  it('passes over who is out of the source list, and counts a duplicate as whom it doubles', async () => {
    const source = await draft();
    const [out, doubled, kept] = [await household(1), await household(2), await household(3)];
    for (const id of [out, doubled]) await putOnList(api.stores.households, id, source, '420101', api.clock.now);
    const state = (body: object) => ({
      type: 'target-state',
      list: source,
      on: '2026-05-12',
      reason: 'ตรวจแล้ว',
      ...body,
    });
    await say(out, state({ state: 'MOVED', evidence: 'REGISTRY', toArea: '420201' }));
    await say(doubled, state({ state: 'DUPLICATE', evidence: 'DOCUMENT', duplicateOf: kept }));
    const list = await draft();
    expect(await fill(list, { sourceList: source })).toMatchObject({ wouldAdd: 1, added: 1 });
    expect(await onList(list)).toEqual([kept]);
  });

  it('adds and counts each once when it is killed at any write', async () => {
    for (let number = 1; number <= 3; number += 1) await say(await household(number), need('income'));
    await say(await household(4, '420201'), need('income'));
    const list = await draft();
    const { id } = await call('POST', `/v1/target-lists/${list}/fill`, { hasOpenNeed: true });
    const { households, targetRuns } = api.stores;
    await killedUntilDone(
      { households, runs: targetRuns },
      4,
      async (stores) => await goOn({ run: id }, depsOf(stores)),
    );
    expect(await call('GET', `/v1/target-lists/${list}/fills/${id}`)).toMatchObject({
      status: 'DONE',
      wouldAdd: 4,
      added: 4,
    });
    expect(await onList(list)).toHaveLength(4);
  });

  it('passes over who was merged into another between the count and the writing', async () => {
    const [kept, other] = [await household(1), await household(2)];
    for (const id of [kept, other]) await say(id, need('income'));
    const list = await draft();
    const { id } = await call('POST', `/v1/target-lists/${list}/fill`, { hasOpenNeed: true });
    let unread = districtsOf('42').length;
    const isOver = (): boolean => {
      unread -= 1;
      return unread < 0;
    };
    await goOn({ run: id }, depsOf({ isOver }));
    const versions = Object.fromEntries(
      await Promise.all(
        [kept, other].map(async (one) => [one, (await api.stores.households.get(one))?.version] as const),
      ),
    );
    await call('POST', '/v1/merges', { keep: kept, other, reason: 'บ้านเดียวกัน', versions });
    await goOn({ run: id }, depsOf());
    expect(await call('GET', `/v1/target-lists/${list}/fills/${id}`)).toMatchObject({
      status: 'DONE',
      wouldAdd: 2,
      added: 1,
      skipped: 1,
    });
    expect(await onList(list)).toEqual([kept]);
  });

  it('stops when the list is published meanwhile', async () => {
    await say(await household(1), need('income'));
    const list = await draft();
    const { id } = await call('POST', `/v1/target-lists/${list}/fill`, { hasOpenNeed: true });
    await call('POST', `/v1/target-lists/${list}/publish`);
    await goOn({ run: id }, depsOf());
    expect(await call('GET', `/v1/target-lists/${list}/fills/${id}`)).toMatchObject({ status: 'STOPPED', added: 0 });
  });

  it('is refused for a list that is no draft, for a query without conditions, and for what nobody knows', async () => {
    const list = await draft();
    const ask = async (of: string, body: object) =>
      (await api.request(secretariat, 'POST', `/v1/target-lists/${of}/fill`, { body })).body;
    expect(await ask(list, { dryRun: true })).toMatchObject({ status: 422, code: 'invalid-input' });
    expect(await ask(list, { sourceList: 'nobody' })).toMatchObject({ status: 404, list: 'nobody' });
    expect(await ask('nobody', { vulnerable: true })).toMatchObject({ status: 404, code: 'target-list-not-found' });
    const read = await api.request(secretariat, 'GET', `/v1/target-lists/${list}/fills/nobody`);
    expect([read.status, read.body.code]).toEqual([404, 'target-run-not-found']);
    await call('POST', `/v1/target-lists/${list}/publish`);
    expect(await ask(list, { vulnerable: true })).toMatchObject({
      status: 409,
      code: 'list-not-draft',
      listStatus: 'PUBLISHED',
    });
  });

  it('begins once for one Idempotency-Key', async () => {
    const list = await draft();
    const headers = { 'Idempotency-Key': 'fill-1' };
    const ask = async () =>
      (await api.request(secretariat, 'POST', `/v1/target-lists/${list}/fill`, { body: { vulnerable: true }, headers }))
        .body;
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect([...api.targetings.values()]).toEqual([{ run: first.id }]);
  });
});
