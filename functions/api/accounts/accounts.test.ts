import { beforeEach, describe, expect, it } from 'vitest';

import type { Principal, Role } from '#shared/domain/access/access.ts';
import { ACCOUNT_STATES, type AccountState } from '#shared/domain/account/account.ts';
import { account, createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const district = account('DISTRICT_OFFICER', { area: '4201' });
const sysadmin = account('SYSADMIN');
const focal = account('AGENCY_FOCAL', { agency: 'cdd' });
const from = '2026-05-01';
const mentor = (unit = '420101') => ({ role: 'MENTOR', unit, from });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

let invited = 0;
const invite = (who: Principal, grants: object[], email = `person${(invited += 1)}@example.go.th`, headers = {}) =>
  api.request(who, 'POST', '/v1/accounts', { body: { email, displayName: 'สมศรี ตัวอย่าง', grants }, headers });
const act = (who: Principal, sub: string, what: string, body?: object) =>
  api.request(who, 'POST', `/v1/accounts/${sub}/${what}`, body === undefined ? {} : { body });
const put = (who: Principal, sub: string, grants: object[], ifMatch?: string) =>
  api.request(who, 'PUT', `/v1/accounts/${sub}/grants`, {
    body: { grants },
    ...(ifMatch === undefined ? {} : { headers: { 'If-Match': ifMatch } }),
  });
const list = async (who: Principal, query = {}) => (await api.request(who, 'GET', '/v1/accounts', { query })).body;
const told = ({ status, body }: Answered) => [status, body.code];
/** The person behind an account, whose token says no role. */
const person = (sub: string): Principal => ({ sub, roles: [] });

async function activate(sub: string): Promise<void> {
  const { status } = await api.request(person(sub), 'POST', '/v1/me/terms', { body: { version: 1 } });
  expect(status).toBe(200);
}

describe('an invitation', () => {
  it('makes an account that may do nothing until the person has accepted the terms', async () => {
    const { status, body } = await invite(district, [mentor()], 'Somsri@Example.go.th');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'INVITED',
      displayName: 'สมศรี ตัวอย่าง',
      email: 'somsri@example.go.th',
      grants: [{ role: 'MENTOR', unit: '420101', agency: null, dimension: null, from, to: null }],
      invitedUntil: '2026-05-23T10:00:00+07:00',
      termsAccepted: false,
    });
    expect(api.signIns.sent).toEqual(['somsri@example.go.th']);
    expect((await api.request(person(body.sub), 'GET', '/v1/households')).body.code).toBe('terms-not-accepted');
    await activate(body.sub);
    api.clock.now = new Date(api.clock.now.getTime() + 1000);
    const me = await api.request(person(body.sub), 'GET', '/v1/me');
    expect(me.body).toMatchObject({ roles: ['MENTOR'], scope: { area: '420101' }, termsAccepted: true });
  });

  it('is of one address once, in whatever capitals, and of one key once', async () => {
    const headers = { 'Idempotency-Key': 'k1' };
    const first = await invite(district, [mentor()], 'a@example.go.th', headers);
    const again = await invite(district, [mentor()], 'a@example.go.th', headers);
    expect([again.status, again.body.sub]).toEqual([201, first.body.sub]);
    expect(told(await invite(secretariat, [mentor()], ' A@EXAMPLE.go.th '.trim()))).toEqual([409, 'account-exists']);
    expect(api.signIns.sent).toHaveLength(1);
  });

  it('goes on where it stopped between the sign-in and the record', async () => {
    const half = await api.signIns.invite('half@example.go.th');
    const { body } = await invite(district, [mentor()], 'half@example.go.th');
    expect(body.sub).toBe(half.sub);
  });

  it('takes up who signs in and has no record, with the own password and without another letter', async () => {
    const { sub } = await api.signIns.invite('legacy@example.go.th');
    api.signIns.take('legacy@example.go.th');
    const { status, body } = await invite(district, [mentor()], 'legacy@example.go.th');
    expect([status, body.sub, body.status]).toEqual([201, sub, 'INVITED']);
    expect(api.signIns.sent).toEqual(['legacy@example.go.th']);
    expect(told(await invite(district, [mentor()], 'legacy@example.go.th'))).toEqual([409, 'account-exists']);
  });

  it('is refused with the place of each grant that is not one’s own to give', async () => {
    const { status, body } = await invite(district, [mentor(), mentor('4202'), { role: 'SYSADMIN', from }]);
    expect([status, body.code, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      403,
      'grant-not-yours',
      ['/grants/1', '/grants/2'],
    ]);
    expect(api.signIns.sent).toEqual([]);
    for (const wrong of [
      [{ role: 'MENTOR', from }],
      [mentor('4299')],
      [mentor('4201.1')],
      [{ ...mentor(), to: '2026-04-30' }],
      [{ role: 'DPO_AUDITOR', from }, mentor()],
      [],
    ])
      expect((await invite(secretariat, wrong)).status).toBe(422);
  });

  it('may be to a municipality that has an order, from who answers for all that it covers', async () => {
    expect((await invite(secretariat, [mentor('4201.1')])).status).toBe(422);
    const order = { orderNo: '1', orderDate: '2026-02-04', agencies: ['cdd'], kind: 'TOWN_MUN' as const };
    const at = (version: number, covers: string[]) =>
      api.stores.committees.put({ area: '4201.1', version, covers, ...order, recordedAt: '' });
    await at(1, ['420101']);
    expect((await invite(district, [mentor('4201.1')])).status).toBe(201);
    await at(2, ['420101', '420201']);
    expect(told(await invite(district, [mentor('4201.1')]))).toEqual([403, 'grant-not-yours']);
    expect((await invite(secretariat, [mentor('4201.1')])).status).toBe(201);
  });

  it('of a secretariat is the nation’s, while the province has none that is open', async () => {
    const first = { role: 'PROVINCE_SECRETARIAT', unit: '43', from };
    const { body } = await invite(sysadmin, [first]);
    expect(told(await invite(sysadmin, [first]))).toEqual([403, 'grant-not-yours']);
    expect((await invite(sysadmin, [{ ...first, unit: '44' }])).status).toBe(201);
    expect((await act(sysadmin, body.sub, 'close')).status).toBe(200);
    expect((await invite(sysadmin, [first])).status).toBe(201);
  });

  it('of a second secretariat is refused however many accounts the province has', async () => {
    const first = { role: 'PROVINCE_SECRETARIAT', unit: '42', from };
    const { sub } = (await invite(sysadmin, [first])).body;
    const record = await api.stores.accounts.findAccount(sub);
    if (!record) throw new Error('The secretariat has no record');
    for (let number = 0; number < 250; number += 1)
      await api.stores.accounts.createAccount({
        ...record,
        sub: `a-mentor-${number}`,
        grants: [{ role: 'MENTOR', unit: '420101', from }],
      });
    expect(told(await invite(sysadmin, [first]))).toEqual([403, 'grant-not-yours']);
  });

  it('of a second focal point is the agency’s own', async () => {
    const grant = (agency: string) => [{ role: 'AGENCY_FOCAL', agency, from }];
    expect((await invite(focal, grant('cdd'))).status).toBe(201);
    expect(told(await invite(focal, grant('moph')))).toEqual([403, 'grant-not-yours']);
    expect(told(await invite(secretariat, grant('cdd')))).toEqual([403, 'grant-not-yours']);
    expect((await invite(sysadmin, grant('moph'))).status).toBe(201);
  });

  it('is sent again while nobody has taken it', async () => {
    const { body } = await invite(district, [mentor()], 'b@example.go.th');
    api.clock.now = new Date('2026-05-25T03:00:00.000Z');
    const again = await act(district, body.sub, 'reinvite');
    expect([again.status, again.body.invitedUntil, api.signIns.sent.length]).toEqual([
      200,
      '2026-05-28T10:00:00+07:00',
      2,
    ]);
    api.signIns.take('b@example.go.th');
    expect(told(await act(district, body.sub, 'reinvite'))).toEqual([409, 'transition-not-allowed']);
  });
});

describe('the accounts that one answers for', () => {
  it('are listed by the places of their grants, page by page, and no other', async () => {
    const subs: string[] = [];
    for (const grants of [[mentor()], [mentor('4202')], [mentor('420102')]])
      subs.push((await invite(secretariat, grants)).body.sub);
    await invite(sysadmin, [{ role: 'NATIONAL_VIEWER', from }]);
    const subsOf = (page: { items: { sub: string }[] }) => page.items.map(({ sub }) => sub);
    expect(subsOf(await list(secretariat)).toSorted()).toEqual(subs.toSorted());
    expect(new Set(subsOf(await list(district)))).toEqual(new Set([subs[0], subs[2]]));
    expect(subsOf(await list(secretariat, { area: '4202' }))).toEqual([subs[1]]);
    expect(subsOf(await list(secretariat, { status: 'ACTIVE' }))).toEqual([]);
    expect(await list(account('PROVINCE_SECRETARIAT', { area: '31' }))).toEqual({ items: [], nextCursor: null });
    expect((await list(sysadmin)).items).toMatchObject([{ grants: [{ role: 'NATIONAL_VIEWER' }] }]);
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { sub: string }[]; nextCursor: string | null } = await list(secretariat, {
        limit: '2',
        ...(cursor === null ? {} : { cursor }),
      });
      expect(page.items.length).toBeLessThanOrEqual(2);
      walked.push(...subsOf(page));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(walked.toSorted()).toEqual(subs.toSorted());
  });

  it('are not there for others, whatever is asked of them', async () => {
    const { body } = await invite(secretariat, [mentor('4202')]);
    for (const [what, sent] of [
      ['suspend', { reason: 'x' }],
      ['reopen'],
      ['close'],
      ['reinvite'],
      ['end-sessions'],
    ] as const)
      for (const sub of [body.sub, 'nobody'])
        expect(told(await act(district, sub, what, sent))).toEqual([404, 'account-not-found']);
    expect(told(await put(district, body.sub, [mentor()], '*'))).toEqual([404, 'account-not-found']);
  });

  it('are not one’s own, and not those that hold more than one may give', async () => {
    const { body } = await invite(secretariat, [mentor(), { role: 'DISTRICT_OFFICER', unit: '4201', from }]);
    await activate(body.sub);
    for (const who of [district, person(body.sub)])
      expect(told(await act(who, body.sub, 'suspend', { reason: 'ทดสอบ' }))).toEqual([403, 'grant-not-yours']);
    expect(told(await put(person(body.sub), body.sub, [], '*'))).toEqual([403, 'grant-not-yours']);
  });
});

describe('the grants of an account', () => {
  it('are put anew by the version that was read', async () => {
    const { body } = await invite(district, [mentor()]);
    expect(told(await put(district, body.sub, []))).toEqual([428, 'precondition-required']);
    const second = await put(district, body.sub, [mentor(), mentor('420102')], '"1"');
    expect([second.status, second.headers['etag'], second.body.grants.length]).toEqual([200, '"2"', 2]);
    expect(told(await put(district, body.sub, [], '"1"'))).toEqual([412, 'version-conflict']);
    expect((await put(district, body.sub, [], '"2"')).body.grants).toEqual([]);
  });

  it('of others stay as they are, and are taken by nobody else', async () => {
    const officer = { role: 'DISTRICT_OFFICER', unit: '4201', from };
    const { body } = await invite(secretariat, [officer, mentor()]);
    expect((await put(district, body.sub, [officer], '*')).status).toBe(200);
    expect(told(await put(district, body.sub, [], '*'))).toEqual([404, 'account-not-found']);
    expect((await put(secretariat, body.sub, [officer, mentor()], '*')).status).toBe(200);
    for (const grants of [[mentor()], [{ ...officer, to: '2026-12-31' }, mentor()]])
      expect(told(await put(district, body.sub, grants, '*'))).toEqual([403, 'grant-not-yours']);
  });

  it('that are withdrawn give nothing a minute later at most', async () => {
    const { body } = await invite(district, [mentor()]);
    await activate(body.sub);
    api.clock.now = new Date(api.clock.now.getTime() + 1000);
    const asks = async () => (await api.request(person(body.sub), 'GET', '/v1/households')).status;
    expect(await asks()).toBe(200);
    await put(district, body.sub, [], '*');
    api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    expect(await asks()).toBe(403);
  });

  it('do not open a suspended account', async () => {
    const { body } = await invite(district, [mentor()]);
    await activate(body.sub);
    await act(district, body.sub, 'suspend', { reason: 'ลาออก' });
    expect((await put(district, body.sub, [mentor('420102')], '*')).body.status).toBe('SUSPENDED');
  });
});

describe('the life-cycle of an account', () => {
  const wanted: Record<AccountState, Record<string, number>> = {
    INVITED: { suspend: 409, reopen: 409, close: 200, reinvite: 200, 'end-sessions': 200 },
    ACTIVE: { suspend: 200, reopen: 409, close: 200, reinvite: 409, 'end-sessions': 200 },
    SUSPENDED: { suspend: 200, reopen: 200, close: 200, reinvite: 409, 'end-sessions': 200 },
    CLOSED: { suspend: 409, reopen: 409, close: 200, reinvite: 409, 'end-sessions': 200 },
  };
  const roles: [Role, Principal, boolean][] = [
    ['PROVINCE_SECRETARIAT', secretariat, true],
    ['DISTRICT_OFFICER', district, true],
    ['MUNICIPAL_OFFICER', account('MUNICIPAL_OFFICER', { area: '4201' }), true],
    ['AGENCY_FOCAL', focal, false],
    ['SYSADMIN', sysadmin, false],
  ];
  const steps = ACCOUNT_STATES.flatMap((state) => Object.keys(wanted[state]).map((what) => [state, what] as const));

  it.each(steps)('from %s: %s', async (state, what) => {
    for (const [role, who, may] of roles) {
      const email = `${role}@example.go.th`;
      const sub = (await invite(secretariat, [mentor()], email)).body.sub;
      const before = await api.stores.accounts.findAccount(sub);
      if (!before) throw new Error('The account is there');
      await api.stores.accounts.updateAccount(before, { ...before, status: state, version: 2 });
      const { status } = await act(who, sub, what, what === 'suspend' ? { reason: 'ทดสอบ' } : undefined);
      expect([role, status]).toEqual([role, may ? wanted[state][what] : 404]);
    }
  });

  it('lets nobody in whose account is suspended, and lets them in again', async () => {
    const { body } = await invite(district, [mentor()]);
    await activate(body.sub);
    const suspended = await act(district, body.sub, 'suspend', { reason: 'พักงาน' });
    expect(suspended.body).toMatchObject({ status: 'SUSPENDED', reason: 'พักงาน' });
    expect(api.signIns.disabled).toEqual(new Set([body.sub]));
    expect((await api.request(person(body.sub), 'GET', '/v1/households')).body.code).toBe('account-not-active');
    const reopened = await act(district, body.sub, 'reopen');
    expect(reopened.body).toMatchObject({ status: 'ACTIVE', reason: null });
    expect(api.signIns.disabled).toEqual(new Set());
    api.clock.now = new Date(api.clock.now.getTime() + 1000);
    expect((await api.request(person(body.sub), 'GET', '/v1/households')).status).toBe(200);
  });

  it('ends all sessions of an account', async () => {
    const { body } = await invite(district, [mentor()]);
    await activate(body.sub);
    const asks = async (startedAt: number) =>
      (
        await api.request(person(body.sub), 'GET', '/v1/households', {
          claims: { origin_jti: `s${startedAt}`, auth_time: String(startedAt) },
        })
      ).status;
    const second = api.clock.now.getTime() / 1000;
    expect(await asks(second - 10)).toBe(200);
    await act(district, body.sub, 'end-sessions');
    api.clock.now = new Date(api.clock.now.getTime() + 60_000);
    expect([await asks(second - 10), await asks(second + 1)]).toEqual([401, 200]);
  });
});
