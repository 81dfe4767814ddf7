import { beforeEach, describe, expect, it } from 'vitest';

import { TERMS_VERSION, type Account } from '#shared/domain/account/account.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201', sub: 'officer' });
const START = Date.parse('2026-05-20T03:00:00.000Z');

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi({ now: new Date(START) });
});

const later = (seconds: number): void => {
  api.clock.now = new Date(api.clock.now.getTime() + seconds * 1000);
};
/** A call of a session that began so many seconds after the start. */
const by = (session: string, startedAfter = 0) => ({
  claims: { origin_jti: session, auth_time: String(START / 1000 + startedAfter) },
});
const get = (path: string, asked = {}) => api.request(officer, 'GET', path, asked);
const post = (path: string, asked = {}) => api.request(officer, 'POST', path, asked);
const accept = (version: unknown) => post('/v1/me/terms', { body: { version } });

async function putRecord(over: Partial<Account>): Promise<void> {
  await api.stores.accounts.createAccount({
    sub: 'officer',
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [{ role: 'DISTRICT_OFFICER', unit: '4202', from: '2026-01-01' }],
    createdAt: '2026-05-01T03:00:00.000Z',
    changedBy: 'secretariat',
    changedAt: '2026-05-01T03:00:00.000Z',
    mustAccept: true,
    ended: [],
    ...over,
  });
}

describe('the terms of use', () => {
  it('are accepted by their version, once and again', async () => {
    await putRecord({});
    for (const _time of [1, 2]) {
      const { status, body } = await accept(TERMS_VERSION);
      expect([status, body.termsAccepted, body.termsVersion]).toEqual([200, true, TERMS_VERSION]);
    }
    expect((await get('/v1/me')).body.termsAccepted).toBe(true);
    expect((await api.stores.accounts.findAccount('officer'))?.version).toBe(2);
    expect((await get('/v1/households')).status).toBe(200);
  });

  it('of another version are outdated', async () => {
    await putRecord({});
    const { status, body } = await accept(TERMS_VERSION + 1);
    expect([status, body.code, body.version]).toEqual([409, 'terms-outdated', TERMS_VERSION]);
    expect((await accept('ก')).status).toBe(422);
    expect((await get('/v1/me')).body.termsAccepted).toBe(false);
  });

  it('come before all else of an account that was invited, and make it active', async () => {
    await putRecord({ status: 'INVITED' });
    expect((await get('/v1/households')).body.code).toBe('terms-not-accepted');
    expect((await get('/v1/me')).body).toMatchObject({ termsAccepted: false, scope: { area: '4202' } });
    expect((await accept(TERMS_VERSION)).status).toBe(200);
    later(1);
    expect((await get('/v1/households')).status).toBe(200);
    expect(await api.stores.accounts.findAccount('officer')).toMatchObject({ status: 'ACTIVE', version: 2 });
  });
});

describe('sessions of the account', () => {
  beforeEach(async () => {
    await putRecord({ mustAccept: false });
  });

  const shown = async () =>
    (await get('/v1/me/sessions', by('a'))).body.items.map(
      ({ id, current, endedAt }: { id: string; current: boolean; endedAt: string | null }) =>
        `${id}${current ? ' now' : ''}${endedAt === null ? '' : ' ended'}`,
    );

  it('are those that calls came from, whatever they asked', async () => {
    await get('/v1/households', by('a'));
    await get('/v1/target-lists', by('b', 5));
    expect(await shown()).toEqual(['b', 'a now']);
    expect((await get('/v1/me/sessions', by('a'))).body.items[1]).toEqual({
      id: 'a',
      startedAt: '2026-05-20T10:00:00+07:00',
      firstSeenAt: '2026-05-20T10:00:00+07:00',
      endedAt: null,
      current: true,
    });
  });

  it('end one by one, within a minute for every function', async () => {
    await get('/v1/households', by('a'));
    expect((await get('/v1/households', by('b', 5))).status).toBe(200);
    expect((await post('/v1/me/sessions/b/end', by('a'))).status).toBe(200);
    expect(await shown()).toEqual(['b ended', 'a now']);
    later(59);
    // This function read the account before its session was ended.
    expect((await get('/v1/households', by('b', 5))).status).toBe(200);
    later(1);
    for (const path of ['/v1/households', '/v1/me'])
      expect((await get(path, by('b', 5))).body).toMatchObject({ status: 401, code: 'session-ended' });
    expect((await get('/v1/households', by('a'))).status).toBe(200);
    expect((await post('/v1/me/sessions/b/end', by('a'))).status).toBe(200);
    expect((await post('/v1/me/sessions/nobody/end', by('a'))).body.code).toBe('session-not-found');
  });

  it('end all at once, and a new sign-in begins anew', async () => {
    await get('/v1/me', by('a'));
    await get('/v1/me', by('b', 5));
    later(10);
    expect((await post('/v1/me/sessions/end-all', by('a'))).status).toBe(200);
    later(60);
    for (const [session, started] of [
      ['a', 0],
      ['b', 5],
      ['never-met', 9],
    ] as const)
      expect((await get('/v1/households', by(session, started))).body.code).toBe('session-ended');
    expect((await get('/v1/households', by('c', 10))).status).toBe(200);
  });
});
