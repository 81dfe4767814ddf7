import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { beforeEach, describe, expect, it } from 'vitest';

import { createMemoryAccountStore } from '#shared/account/memory-account-store.ts';
import { createMemoryCommitteeStore } from '#shared/committee/memory-committee-store.ts';
import { contract } from '#shared/contracts/route.ts';
import { TERMS_VERSION, type Account } from '#shared/domain/account/account.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { createOrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import { account, eventOf, testContext } from '#test/api/in-process-api.ts';

import { createAccountGate, KEPT_SECONDS } from './account-gate.ts';
import { createApi } from './api.ts';
import { route } from './call.ts';

const common = { method: 'GET', resource: 'me', summary: '', status: 200 } as const;
const shown = z.object({ roles: z.array(z.string()), areas: z.array(z.string()) });
const me = contract({ ...common, operationId: 'readMe', path: '/v1/me', permission: 'me:read', reply: shown });
const list = contract({
  ...common,
  operationId: 'listHouseholds',
  path: '/v1/households',
  permission: 'households:list',
  reply: shown,
});

const officer = account('DISTRICT_OFFICER', { area: '4201', sub: 'officer' });
const START = Date.parse('2026-05-20T03:00:00.000Z');
const recordOf = (over: Partial<Account> = {}): Account => ({
  sub: 'officer',
  version: 1,
  kind: 'PERSON',
  status: 'ACTIVE',
  grants: [{ role: 'DISTRICT_OFFICER', unit: '4201', from: '2026-05-01' }],
  createdAt: '',
  changedBy: '',
  changedAt: '',
  mustAccept: true,
  terms: { version: TERMS_VERSION, at: '' },
  ended: [],
  ...over,
});

let now: number;
let store: ReturnType<typeof createMemoryAccountStore>;
let committees: ReturnType<typeof createMemoryCommitteeStore>;
let organisations: ReturnType<typeof createMemoryRegisterStore<Organisation>>;
let orderReads: string[];
let call: (path?: string, claims?: Record<string, string>) => Promise<{ status: number | undefined; body: unknown }>;
let reads: number;

beforeEach(() => {
  now = START;
  reads = 0;
  store = createMemoryAccountStore();
  committees = createMemoryCommitteeStore();
  organisations = createMemoryRegisterStore<Organisation>();
  orderReads = [];
  const gate = createAccountGate(
    {
      ...store,
      findAccount: async (sub) => {
        reads += 1;
        return await store.findAccount(sub);
      },
    },
    {
      newest: async (unit) => {
        orderReads.push(unit);
        return await committees.newest(unit);
      },
    },
    createOrganisationDirectory(organisations, () => now),
  );
  const show = async ({ principal, scopes }: { principal: { roles: string[] }; scopes: readonly object[] }) => ({
    reply: { roles: principal.roles, areas: scopes.flatMap((scope) => ('area' in scope ? [String(scope.area)] : [])) },
  });
  const handler = createApi([route(me)(show), route(list)(show)], {
    logger: new Logger({ serviceName: 'test', logLevel: 'SILENT' }),
    now: () => new Date(now),
    accounts: gate,
  });
  call = async (path = '/v1/households', claims = {}) => {
    const { statusCode, body = '' } = await handler(eventOf(officer, 'GET', path, { claims }), testContext());
    return { status: statusCode, body: JSON.parse(body) };
  };
});

async function put(over: Partial<Account>): Promise<void> {
  const before = await store.findAccount('officer');
  if (before) await store.updateAccount(before, { ...before, ...over, version: before.version + 1 });
  else await store.createAccount(recordOf(over));
}

describe('an account that calls', () => {
  it.each<[string, Partial<Account> | undefined]>([
    ['has no record', undefined],
    ['has one from when tokens said what it may do', { grants: null }],
  ])('that %s is refused, whatever its token says', async (_which, record) => {
    if (record) await put(record);
    const claims = {
      'cognito:groups': '[DISTRICT_OFFICER]',
      'custom:area': '4201',
      scope: 'poverty-logbook/agency.cdd',
    };
    for (const path of ['/v1/households', '/v1/me'])
      expect(await call(path, claims)).toMatchObject({ status: 403, body: { code: 'account-without-record' } });
  });

  it('is what its record says', async () => {
    await put({ grants: [{ role: 'MENTOR', unit: '4202', from: '2026-05-01' }] });
    expect((await call()).body).toEqual({ roles: ['MENTOR'], areas: ['4202'] });
  });

  it('is let in no longer than its token is good, though the gateway keeps what it verified', async () => {
    await put({});
    const exp = String(START / 1000 + 30);
    now += 29_999;
    expect((await call('/v1/households', { exp })).status).toBe(200);
    now += 1;
    expect(await call('/v1/households', { exp })).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  it('is read once a minute', async () => {
    await put({});
    for (let second = 0; second <= KEPT_SECONDS * 2; second += 1, now += 1000) await call();
    expect(reads).toBe(3);
  });

  it('loses a withdrawn grant a minute later at most', async () => {
    await put({});
    expect((await call()).status).toBe(200);
    await put({ grants: [] });
    now += (KEPT_SECONDS - 1) * 1000;
    expect((await call()).status).toBe(200);
    now += 1000;
    expect(await call()).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });

  it('is given a new grant at once', async () => {
    await put({ grants: [] });
    expect((await call()).status).toBe(403);
    await put({ grants: recordOf().grants });
    now += 1000;
    expect((await call()).status).toBe(200);
  });

  it('holds a grant on its days alone, by the clock of Bangkok', async () => {
    await put({ grants: [{ role: 'DISTRICT_OFFICER', unit: '4201', from: '2026-05-21', to: '2026-05-21' }] });
    const at = async (moment: string) => {
      now = Date.parse(moment);
      return (await call()).status;
    };
    expect([
      await at('2026-05-20T16:59:59.999Z'),
      await at('2026-05-20T17:00:00.000Z'),
      await at('2026-05-21T16:59:59.999Z'),
      await at('2026-05-21T17:00:00.000Z'),
    ]).toEqual([403, 200, 200, 403]);
    expect((await call('/v1/me')).status).toBe(200);
  });

  it.each(['SUSPENDED', 'CLOSED'] as const)('is refused while it is %s, its own account too', async (status) => {
    await put({ status });
    for (const path of ['/v1/households', '/v1/me'])
      expect(await call(path)).toMatchObject({ status: 403, body: { code: 'account-not-active', account: status } });
  });

  it.each<[string, Partial<Account>]>([
    ['was invited', { status: 'INVITED' }],
    ['accepted older terms', { terms: { version: TERMS_VERSION - 1, at: '' } }],
  ])('that %s accepts the terms first', async (_which, over) => {
    await put(over);
    expect(await call()).toMatchObject({ status: 403, body: { code: 'terms-not-accepted', version: TERMS_VERSION } });
    expect((await call('/v1/me')).status).toBe(200);
    await put({ status: 'ACTIVE', terms: { version: TERMS_VERSION, at: '' } });
    now += 1;
    expect((await call()).status).toBe(200);
  });

  it('is refused with an ended session, and not with another', async () => {
    await put({ ended: [{ id: 'a', startedAt: 1, endedAt: '' }], notBefore: 5 });
    const by = async (claims: Record<string, string>) => (await call('/v1/households', claims)).status;
    expect([
      await by({ origin_jti: 'a', auth_time: '9' }),
      await by({ origin_jti: 'b', auth_time: '4' }),
      await by({ origin_jti: 'b', auth_time: '5' }),
      await by({}),
    ]).toEqual([401, 401, 200, 401]);
  });

  it('works where its municipality’s newest order says, a minute after the order at most', async () => {
    const order = (version: number, covers: string[]) =>
      committees.put({
        area: '4201.1',
        version,
        kind: 'TOWN_MUN',
        covers,
        orderNo: '1',
        orderDate: '2026-02-04',
        agencies: ['cdd'],
        recordedAt: '',
      });
    const areas = async () => (await call()).body;
    const grant = { role: 'MUNICIPAL_OFFICER' as const, unit: '4201.1', from: '2026-05-01' };
    await put({ grants: [{ ...grant, untilOrder: '4201' }] });
    expect(await areas()).toEqual({ roles: ['MUNICIPAL_OFFICER'], areas: ['4201'] });
    await order(1, ['420101', '420151']);
    now += (KEPT_SECONDS - 1) * 1000;
    expect(await areas()).toMatchObject({ areas: ['4201'] });
    now += 1000;
    expect(await areas()).toMatchObject({ areas: ['420101', '420151'] });
    await order(2, ['420102']);
    now += KEPT_SECONDS * 1000;
    expect(await areas()).toMatchObject({ areas: ['420102'] });
  });

  it('has no place by a municipality without an order, and has it with the order at once', async () => {
    await put({ grants: [{ role: 'MUNICIPAL_OFFICER', unit: '4201.2', from: '2026-05-01' }] });
    expect((await call()).status).toBe(403);
    const order = { orderNo: '1', orderDate: '2026-02-04', agencies: ['cdd'], recordedAt: '' };
    await committees.put({ area: '4201.2', version: 1, kind: 'TOWN_MUN', covers: ['420103'], ...order });
    now += 1000;
    expect((await call()).body).toMatchObject({ areas: ['420103'] });
  });

  it('has the orders of its municipalities read with its record, each once', async () => {
    const grant = { role: 'MUNICIPAL_OFFICER' as const, from: '2026-05-01', untilOrder: '4201' };
    const units = ['4201.1', '4201.1', '4201.2', '4201'];
    await put({ grants: units.map((unit) => ({ ...grant, unit })) });
    for (let second = 0; second < KEPT_SECONDS; second += 1, now += 1000) await call();
    expect(orderReads).toEqual(['4201.1', '4201.2']);
  });

  it('has its sessions kept, each once', async () => {
    await put({});
    for (const id of ['a', 'a', 'b']) {
      await call('/v1/households', { origin_jti: id, auth_time: '9' });
      now += 1000;
    }
    expect(await store.seenSessions('officer')).toEqual([
      { id: 'b', startedAt: 9, firstSeenAt: '2026-05-20T03:00:02.000Z' },
      { id: 'a', startedAt: 9, firstSeenAt: '2026-05-20T03:00:00.000Z' },
    ]);
  });
});
