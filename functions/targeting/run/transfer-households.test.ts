import { beforeEach, describe, expect, it } from 'vitest';

import type { Grant } from '#shared/domain/account/account.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

import { goOn, type RunDependencies } from './go-on.ts';
import { killedUntilDone } from './test/killed-until-done.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201', sub: 'officer' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202', sub: 'neighbour' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'secretariat' });

let api: InProcessApi;
beforeEach(async () => {
  api = createInProcessApi();
  await mentorOf('m1', { unit: '42' });
  await mentorOf('m2', { unit: '4201' });
});

async function mentorOf(sub: string, grant: Partial<Grant>): Promise<void> {
  await api.stores.accounts.createAccount({
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [{ role: 'MENTOR', from: '2026-01-01', ...grant }],
    createdAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'maker',
    changedAt: '2026-01-01T00:00:00.000Z',
    mustAccept: false,
    ended: [],
  });
}

let people = 0;
const call = async (who: Account, method: string, path: string, asked = {}) => {
  const answered = await api.request(who, method, path, asked);
  expect(answered.status < 300, answered.text).toBe(true);
  return answered.body;
};
async function assign(id: string, mentor: string, on: string, coMentors: string[] = []): Promise<void> {
  const asked = { body: { mentor, on, coMentors }, headers: { 'If-Match': '*' } };
  await call(secretariat, 'PUT', `/v1/households/${id}/mentor`, asked);
}
async function led(mentor: string, area = '420101', on = '2026-05-10', coMentors: string[] = []): Promise<string> {
  people += 1;
  const { id } = await call(secretariat, 'POST', '/v1/households', { body: newHousehold(people, area) });
  await assign(id, mentor, on, coMentors);
  return id;
}
const depsOf = (more: Partial<RunDependencies> = {}): RunDependencies => ({
  ...api.stores,
  sealer: api.sealer,
  runs: api.stores.targetRuns,
  hash: chainHash,
  now: () => api.clock.now,
  pause: async () => {},
  ...more,
});
const terms = { to: 'm2', on: '2026-05-15', reason: 'ย้ายไปรับราชการที่อื่น' };
const begin = async (body: object, who = officer): Promise<string> =>
  (await call(who, 'POST', '/v1/mentors/m1/transfer', { body: { ...terms, ...body } })).id;
const read = async (id: string, who = officer, query = {}) => await call(who, 'GET', `/v1/transfers/${id}`, { query });
async function transfer(body: object, who = officer) {
  const id = await begin(body, who);
  expect(api.targetings.get(`target-run-${id}`)).toEqual({ run: id });
  await goOn({ run: id }, depsOf());
  return await read(id, who);
}
const file = async (id: string) => await api.stores.households.get(id);
const reasons = ({ items }: { items: { id: string; reason: string }[] }) =>
  Object.fromEntries(items.map(({ id, reason }) => [id, reason]));

describe('a transfer of households', () => {
  it('gives all in the scope to another mentor, each by an entry of the caller', async () => {
    const mine = [await led('m1'), await led('m1', '420102', '2026-05-10', ['m2'])];
    const [elsewhere, others] = [await led('m1', '420201'), await led('m2')];
    expect(await transfer({ all: true })).toMatchObject({
      status: 'DONE',
      from: 'm1',
      to: 'm2',
      on: '2026-05-15',
      transferred: 2,
      stayed: 1,
      // Of all households, those of other offices are counted alone.
      items: [],
      nextCursor: null,
    });
    for (const id of mine) {
      expect(await file(id)).toMatchObject({ mentor: 'm2', mentorSince: '2026-05-15', coMentors: [] });
      const last = (await api.stores.households.history(id)).at(-1);
      expect(last).toMatchObject({ recordedBy: { sub: 'officer' }, body: { type: 'mentor', reason: terms.reason } });
    }
    expect((await file(elsewhere))?.mentor).toBe('m1');
    expect((await file(others))?.mentorSince).toBe('2026-05-10');
  });

  it('names each household that stays, with the reason', async () => {
    await mentorOf('m3', { unit: '42' });
    const [goes, outside, other] = [
      await led('m1', '420101', '2026-05-10', ['m3']),
      await led('m1', '420201'),
      await led('m3'),
    ];
    const late = await led('m1', '420101', '2026-05-18');
    const ids = [goes, outside, other, late, 'nobody', goes];
    const done = await transfer({ householdIds: ids });
    expect([done.transferred, done.stayed]).toEqual([1, 4]);
    expect(reasons(done)).toEqual({
      [outside]: 'OUTSIDE',
      nobody: 'OUTSIDE',
      [other]: 'OTHER_MENTOR',
      [late]: 'BEFORE_LAST_ASSIGNMENT',
    });
    expect(await file(goes)).toMatchObject({ mentor: 'm2', coMentors: ['m3'] });
    // The secretariat reaches all of the province, but the mentor does not.
    expect(reasons(await transfer({ householdIds: [outside] }, secretariat))).toEqual({
      [outside]: 'MENTOR_NOT_VALID',
    });
  });

  it('leaves a household alone that was merged into another', async () => {
    const [keep, other] = [await led('m1'), await led('m1')];
    const versions = Object.fromEntries([keep, other].map((id) => [id, 2]));
    await call(secretariat, 'POST', '/v1/merges', { body: { keep, other, reason: 'บ้านเดียวกัน', versions } });
    expect(reasons(await transfer({ householdIds: [keep, other] }))).toEqual({ [other]: 'MERGED' });
    expect((await file(keep))?.mentor).toBe('m2');
  });

  it('pages what stays', async () => {
    const ids = Array.from({ length: 230 }, (_, at) => `nobody-${String(at).padStart(3, '0')}`);
    const { id } = await transfer({ householdIds: ids });
    const first = await read(id, officer, { limit: '150' });
    const second = await read(id, officer, { limit: '150', cursor: first.nextCursor });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([150, 80, null]);
    expect([...first.items, ...second.items].map((item: { id: string }) => item.id)).toEqual(ids);
  });

  it('gives and counts each once when it is killed at any write', async () => {
    const ids = [await led('m1'), await led('m1'), await led('m1'), await led('m1', '420201')];
    // One that the other mentor had before is none of this run.
    const had = await led('m1', '420101', '2026-05-10');
    await assign(had, 'm2', '2026-05-15');
    api.clock.now = new Date(api.clock.now.getTime() + 1000);
    const id = await begin({ householdIds: [...ids, had] });
    const { households, targetRuns } = api.stores;
    await killedUntilDone(
      { households, runs: targetRuns },
      5,
      async (stores) => await goOn({ run: id }, depsOf(stores)),
    );
    const done = await read(id);
    expect([done.status, done.transferred, done.stayed]).toEqual(['DONE', 3, 2]);
    expect(reasons(done)).toEqual({ [ids[3] ?? '']: 'OUTSIDE', [had]: 'OTHER_MENTOR' });
    for (const one of ids.slice(0, 3)) {
      const entries = await households.history(one);
      expect(entries.filter(({ body }) => body.type === 'mentor')).toHaveLength(2);
    }
  });

  it('begins once for a key, and is seen by offices that hold its whole scope', async () => {
    await led('m1');
    const asked = { body: { ...terms, all: true }, headers: { 'Idempotency-Key': 'a-transfer-of-all-households' } };
    const [one, two] = [
      await call(officer, 'POST', '/v1/mentors/m1/transfer', asked),
      await call(officer, 'POST', '/v1/mentors/m1/transfer', asked),
    ];
    expect(two.id).toBe(one.id);
    const codeOf = async (who: Account) => (await api.request(who, 'GET', `/v1/transfers/${one.id}`)).body.code;
    expect((await read(one.id, secretariat)).status).toBe('RUNNING');
    expect(await codeOf(neighbour)).toBe('transfer-not-found');
    expect((await api.request(officer, 'GET', '/v1/transfers/nobody')).body.code).toBe('transfer-not-found');
    expect(JSON.stringify(await api.stores.targetRuns.get(one.id))).not.toContain(terms.reason);
  });

  it.each([
    [{ all: true, to: 'm1' }, 'invalid-input', '/to'],
    [{ all: true, to: 'nobody' }, 'mentor-not-valid', '/to'],
    [{ all: true, on: '2026-05-21' }, 'invalid-input', '/on'],
    [{ all: true, reason: '' }, 'invalid-input', '/reason'],
    [{ all: true, householdIds: ['a'] }, 'invalid-input', ''],
    [{}, 'invalid-input', ''],
    [{ householdIds: [] }, 'invalid-input', '/householdIds'],
  ])('is refused with %j', async (body, code, pointer) => {
    const { status, body: said } = await api.request(officer, 'POST', '/v1/mentors/m1/transfer', {
      body: { ...terms, ...body },
    });
    expect([status, said.code, said.errors?.[0]?.pointer]).toEqual([422, code, pointer]);
  });

  it('is refused of nobody, to a mentor of another time, and to who assigns none', async () => {
    await mentorOf('late', { unit: '4201', from: '2026-05-16' });
    const ask = async (who: Account, sub: string, to: string) =>
      (await api.request(who, 'POST', `/v1/mentors/${sub}/transfer`, { body: { ...terms, to, all: true } })).body.code;
    expect(await ask(officer, 'nobody', 'm2')).toBe('account-not-found');
    expect(await ask(officer, 'm1', 'late')).toBe('mentor-not-valid');
    expect(await ask(account('FIELD_TEAM', { area: '420101' }), 'm1', 'm2')).toBe('not-permitted');
  });
});
