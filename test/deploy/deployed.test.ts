/**
 * The platform deployed: the real CDK app by the real `cdk` on an engine of CloudFormation that enforces IAM, then driven from
 * outside as offices, agencies and NESDC do. What a green run does not prove: docs/emulator.md.
 *
 * One story, told in order: a step that fails ends it.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { OFFICER_FOLDER, officerFiles, pageFiles } from '#infra/page-files.ts';
import { nameIn, STAGES } from '#infra/stages.ts';
import { STATISTICS_SCHEDULES } from '#infra/schedules.ts';
import { STATEFUL_TYPES } from '#infra/stateful-types.ts';
import { SYSTEM_SCOPE } from '#shared/domain/access/system-scope.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { Account, type Outputs, type StackResource } from './account.ts';
import { clientNamed, PASSWORD, type Person, setPassword, withSettings } from './accounts.ts';
import { type Emulator, ROOT, startEmulator } from './emulator.ts';
import { ranToEnd } from './executions.ts';
import { idlePermissions } from './permissions-used.ts';
import { type Job, type Rights, rightsFor } from './pipeline.ts';
import { Caller, type Json, postForm, type Receipt, send, sha256, signIn, systemToken, until } from './outside.ts';
import {
  DAY_OF_HELP,
  helpOf,
  LIST,
  MISSED,
  MONTH,
  type Name,
  once,
  PEOPLE,
  TARGET_FILE,
  TARGETS,
  TODAY,
} from './story.ts';
import { Subscriber } from './subscriber.ts';

/** Where the page is said to have moved to. */
const MOVED = 'http://localhost:3001';

/** Jobs of the pipeline, as their tokens name them. */
const REPOSITORY = `repo:${STAGES.emulator.repository}`;
const DEPLOYMENT: Job = { role: 'deploy', subject: `${REPOSITORY}:environment:emulator` };
const PULL_REQUEST: Job = { role: 'diff', subject: `${REPOSITORY}:pull_request` };

let emulator: Emulator;
let account: Account;
let outputs: Outputs;
let made: StackResource[];
let told: Subscriber;
const as: Record<Name, Caller> = Object.create(null);

let list = '';
let receipt: Receipt;
let household = '';
let needId = '';
let reportId = '';

beforeAll(async () => {
  emulator = await startEmulator();
  account = new Account(emulator);
}, 120_000);

afterAll(async () => {
  await emulator.stop();
  if (await fetch(emulator.url).catch(() => undefined)) throw new Error('The emulator still runs');
}, 30_000);

async function given(job: Job): Promise<Rights> {
  const rights = await rightsFor(emulator.url, job);
  if (rights === undefined) throw new Error(`The account gives nothing for ${job.subject}`);
  return rights;
}

async function signedIn(name: Name): Promise<Caller> {
  const token = await signIn(emulator.url, outputs.webClientId, PEOPLE[name].email, PASSWORD);
  if (token === undefined) throw new Error(`${name} cannot sign in`);
  return new Caller(outputs.apiUrl, token);
}

async function invite(by: Caller, name: Exclude<Name, 'sysadmin' | 'nobody'>): Promise<void> {
  const { email, ...grant } = PEOPLE[name];
  const body = { email, displayName: name, grants: [{ ...grant, from: TODAY }] };
  expect(await by.post('/v1/accounts', body, once()), name).toMatchObject({ status: 201, body: { status: 'INVITED' } });
}

/** Sets the password of a person who was invited, signs in, and accepts the terms. */
async function enter(name: Exclude<Name, 'nobody'>): Promise<void> {
  const { email, role, unit, agency }: Person = PEOPLE[name];
  await setPassword(account, outputs.userPoolId, email);
  as[name] = await signedIn(name);
  expect(await as[name].post('/v1/me/terms', { version: 1 }), name).toMatchObject({
    status: 200,
    body: { roles: [role], scope: { area: unit ?? null, agency: agency ?? null }, termsAccepted: true },
  });
}

it('bootstraps, and lets in jobs of this repository alone, each as what it is', { timeout: 300_000 }, async () => {
  await account.bootstrap();
  await account.deployDelivery();
  const refused: readonly Job[] = [
    { ...DEPLOYMENT, subject: `${REPOSITORY}:environment:prod` },
    { ...DEPLOYMENT, subject: `${REPOSITORY}:ref:refs/heads/main` },
    { ...DEPLOYMENT, subject: PULL_REQUEST.subject },
    { ...DEPLOYMENT, subject: 'repo:example/poverty-logbook:environment:emulator' },
    { ...DEPLOYMENT, subject: `${DEPLOYMENT.subject}-2` },
    { ...DEPLOYMENT, audience: 'https://github.com/example' },
    { ...PULL_REQUEST, subject: DEPLOYMENT.subject },
  ];
  for (const job of refused) expect(await rightsFor(emulator.url, job), job.subject).toBeUndefined();
});

it('deploys every stack and the page, by the pipeline', { timeout: 300_000 }, async () => {
  outputs = await account.deploy(await given(DEPLOYMENT));
  const expected = Object.fromEntries(account.assembledStacks().map((stack) => [stack, 'CREATE_COMPLETE']));
  expect(Object.keys(expected).length).toBeGreaterThanOrEqual(7);
  expect(await account.stacks()).toMatchObject(expected);
  made = await account.resources();
  told = await Subscriber.to(account, idOf('AWS::SNS::Topic', 'Published'));
});

it('shows the page on the content network, with what protects it', async () => {
  const { host } = new URL(outputs.pageUrl);
  const page = (path: string, protocol = 'https') =>
    send(`${emulator.url.replace('127.0.0.1', host)}${path}`, { headers: { host, 'x-forwarded-proto': protocol } });
  expect((await page('/', 'http')).status).toBe(301);
  const index = await page('/');
  expect(index.status).toBe(200);
  const files = [...(await officerFiles(OFFICER_FOLDER)), ...(await pageFiles(join(ROOT, 'web')))];
  expect(files.map(({ path }) => path)).toContain('officer/index.html');
  for (const { path, type, body, cacheControl } of files.filter((file) => file.path !== 'settings.json')) {
    const served = await page(`/${path}`);
    expect([served.status, served.headers['content-type'], served.headers['cache-control']], path).toEqual([
      200,
      type,
      cacheControl,
    ]);
    expect(served.bytes.equals(body), path).toBe(true);
  }
  expect(index.bytes.toString()).toBe(files.at(-1)?.body.toString());
  expect(index.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
  });
  expect((await page('/settings.json')).body).toEqual({
    signIn: expect.stringMatching(/^https:/),
    clientId: outputs.webClientId,
    scope: 'openid',
    demo: false,
  });
});

it(
  'begins with one account, which invites others, who set a password and accept the terms',
  { timeout: 120_000 },
  async () => {
    await account.makeSysadmin(outputs.userPoolId, PEOPLE.sysadmin.email);
    await expect(account.makeSysadmin(outputs.userPoolId, PEOPLE.sysadmin.email)).rejects.toThrow('account-exists');
    await enter('sysadmin');
    for (const name of ['secretariat', 'elsewhere', 'focal', 'nesdc', 'auditor'] as const) {
      await invite(as.sysadmin, name);
      await enter(name);
    }
    for (const name of ['importer', 'officer', 'approver'] as const) {
      await invite(as.secretariat, name);
      await enter(name);
    }
    expect(await signIn(emulator.url, outputs.webClientId, PEOPLE.officer.email, `${PASSWORD}!`)).toBeUndefined();
  },
);

it('lets nobody do anything whom nobody has invited, whoever made the sign-in', async () => {
  const user = { UserPoolId: outputs.userPoolId, Username: PEOPLE.nobody.email, MessageAction: 'SUPPRESS' };
  await account.call([['cognito-idp', 'admin_create_user', user]]);
  await setPassword(account, outputs.userPoolId, PEOPLE.nobody.email);
  as.nobody = await signedIn('nobody');
  for (const path of ['/v1/me', '/v1/households'])
    expect(await as.nobody.get(path)).toMatchObject({ status: 403, body: { code: 'account-without-record' } });
  expect((await as.nobody.post('/v1/me/terms', { version: 1 })).status).toBe(403);
});

it('refuses who has no token, or one that is tampered with, forged or expired', { timeout: 60_000 }, async () => {
  const statusWith = async (token?: string): Promise<number> =>
    (await new Caller(outputs.apiUrl, token).get('/v1/me')).status;
  const good = as.secretariat.token ?? '';
  const [head = '', claims = '', signature = ''] = good.split('.');
  expect(await statusWith(good)).toBe(200);
  expect((await new Caller(outputs.apiUrl).get('/v1/openapi.json')).status).toBe(200);

  expect(await statusWith()).toBe(401);
  expect(await statusWith('nonsense')).toBe(401);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const known: Json = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const other: Json = JSON.parse(Buffer.from(as.elsewhere.token?.split('.')[1] ?? '', 'base64url').toString());
  const richer = encode({ ...known, sub: other.sub });
  // The token says who, and nothing of what they may do.
  expect([known.area, known.agency, known['cognito:groups']]).toEqual([undefined, undefined, undefined]);
  expect(await statusWith(`${head}.${richer}.${signature}`)).toBe(401);
  expect(await statusWith(`${encode({ alg: 'none', typ: 'JWT' })}.${richer}.`)).toBe(401);
  // The very claims and the very key id, signed by somebody else.
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forged = sign('sha256', Buffer.from(`${head}.${claims}`), privateKey).toString('base64url');
  expect(await statusWith(`${head}.${claims}.${forged}`)).toBe(401);

  const web = await clientNamed(account, outputs.userPoolId, nameIn(STAGES.emulator, 'web'));
  // Long enough for a busy machine to be let in once before the token ends.
  const seconds = { AccessTokenValidity: 8, TokenValidityUnits: { AccessToken: 'seconds' } };
  await withSettings(account, outputs.userPoolId, web, seconds, async () => {
    const short = await signedIn('secretariat');
    expect((await short.get('/v1/me')).status).toBe(200);
    const { exp } = JSON.parse(Buffer.from(short.token!.split('.')[1]!, 'base64url').toString());
    await setTimeout(exp * 1000 + 1000 - Date.now());
    expect((await short.get('/v1/me')).status).toBe(401);
  });
});

it(
  'takes a target list and a Windows-874 file by presigned form, and gives a receipt',
  { timeout: 120_000 },
  async () => {
    expect(await as.officer.post('/v1/target-lists', LIST)).toMatchObject({
      status: 403,
      body: { code: 'not-permitted' },
    });
    const created = await as.secretariat.post('/v1/target-lists', LIST, once());
    expect(created.status).toBe(201);
    list = created.body.id;
    const lists = await as.secretariat.get('/v1/target-lists');
    expect(lists.body.items.map(({ id }: Json) => id)).toEqual([list]);

    const bytes = windows874(TARGETS);
    receipt = await as.importer.upload({ ...TARGET_FILE, list }, bytes);
    expect(receipt).toMatchObject({
      status: 'FINISHED',
      rows: { total: 7, created: 6, updated: 0, unchanged: 0, rejected: 1 },
    });
    expect(receipt.problems.map(({ row, code, severity }) => ({ row, code, severity }))).toEqual([
      { row: 8, code: 'citizen-id-invalid', severity: 'error' },
    ]);
    const workbook = await send(receipt.errorWorkbook ?? '');
    expect(workbook.status).toBe(200);
    expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK');
  },
);

it('takes into the bucket only what the form was made for', async () => {
  const bytes = windows874(TARGETS);
  const offered = await as.importer.post('/v1/uploads', { ...TARGET_FILE, list, size: bytes.length });
  const { url, fields } = offered.body;
  const elsewhere = { ...fields, key: 'incoming/elsewhere' };
  expect((await postForm({ url, fields: elsewhere }, bytes)).status).toBe(403);
  const signature = Object.keys(fields).find((name) => /signature/i.test(name)) ?? '';
  const unsigned = {
    ...fields,
    [signature]: String(fields[signature]).replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
  };
  expect((await postForm({ url, fields: unsigned }, bytes)).status).toBe(403);
  expect((await postForm({ url, fields }, bytes.subarray(0, -1))).status).toBe(400);
  const plain = await fetch(`${url.replace(/\/$/, '')}/${fields.key}`, { method: 'PUT', body: new Uint8Array(bytes) });
  expect(plain.status).toBe(403);
});

it('has the households with their sealed names, and their logbook', async () => {
  const { status, body } = await as.officer.get(`/v1/households?area=4201&list=${list}`);
  expect(status).toBe(200);
  expect(body.items).toHaveLength(4);
  const found = await as.officer.post('/v1/households/search', { citizenId: '3999959500019' });
  expect(found.body.items).toHaveLength(1);
  household = found.body.items[0].id;
  const file = await as.officer.get(`/v1/households/${household}`);
  expect(file.body).toMatchObject({
    areaCode: '420101',
    members: [{ firstName: 'สมใจ', lastName: 'ทองทดสอบ', citizenId: expect.stringMatching(/x/) }],
    targets: [{ list, dimensions: expect.arrayContaining(['income', 'health']) }],
  });
  const entries = await as.officer.get(`/v1/households/${household}/logbook`);
  expect(entries.body.items.map(({ type }: Json) => type)).toEqual(['listed']);
  expect(entries.body.items[0].source).toEqual({ upload: receipt.id, row: 2 });
});

it('hides a household from another province, and whole calls from roles without them', async () => {
  for (const path of ['', '/logbook'])
    expect(await as.elsewhere.get(`/v1/households/${household}${path}`)).toMatchObject({
      status: 404,
      body: { code: 'household-not-found' },
    });
  expect((await as.elsewhere.get(`/v1/uploads/${receipt.id}`)).status).toBe(404);
  for (const name of ['nesdc', 'auditor', 'approver', 'nobody'] as const)
    expect((await as[name].get(`/v1/households/${household}`)).status, name).toBe(403);
});

it('shows a number in full for a purpose, and who looked', async () => {
  const path = `/v1/households/${household}/reveal`;
  const asked = { fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์สวัสดิการ' };
  expect((await as.importer.post(path, asked)).status).toBe(403);
  const revealed = await as.officer.post(path, asked);
  expect(revealed.body.members[0].citizenId).toBe('3999959500019');
  // A session that no other call has met.
  as.auditor = await signedIn('auditor');
  const looked = await as.auditor.get(`/v1/access-log?household=${household}`);
  expect(looked.body.items).toContainEqual(
    expect.objectContaining({ action: 'REVEAL', fields: ['citizenId'], purpose: asked.purpose }),
  );
});

it('records needs and help, once for one key', async () => {
  const path = `/v1/households/${household}/logbook`;
  const need = await as.officer.post(path, {
    type: 'need',
    dimension: 'income',
    kind: 'PROBLEM',
    text: 'ไม่มีอาชีพ',
    openedOn: DAY_OF_HELP,
  });
  expect(need.status).toBe(201);
  needId = need.body.id;
  const help = { ...helpOf('cdd'), needIds: [needId] };
  const key = once();
  const first = await as.secretariat.post(path, help, key);
  const again = await as.secretariat.post(path, help, key);
  expect(first.status).toBe(201);
  expect(again.body).toEqual(first.body);
  const entries = await as.secretariat.get(path);
  expect(entries.body.items.map(({ type }: Json) => type)).toEqual(['listed', 'need', 'assistance']);
});

it('registers a household once, names who is alike, and finds it by its house and by its name', async () => {
  const family = {
    houseCode: '99999000777',
    addressNo: '77/7',
    moo: 1,
    village: 'บ้านตัวอย่าง',
    areaCode: '420101',
    members: [{ firstName: 'มานะ', lastName: 'ทองทดสอบ', relation: 'หัวหน้าครัวเรือน' }],
  };
  const key = once();
  const registered = await as.officer.post('/v1/households', family, key);
  expect(registered).toMatchObject({ status: 201, body: { version: 1 } });
  expect((await as.officer.post('/v1/households', family, key)).body).toEqual(registered.body);
  const again = await as.secretariat.post('/v1/households', family, once());
  expect(again.status).toBe(409);
  expect(JSON.stringify(again.body)).toContain(registered.body.id);
  for (const asked of [{ houseCode: family.houseCode }, { name: 'มานะ ทองทดสอบ', area: '420101' }]) {
    const found = await as.officer.post('/v1/households/search', asked);
    expect(found.body.items.map(({ id }: Json) => id)).toEqual([registered.body.id]);
  }
});

it('frees the key of a call that it refused', async () => {
  const unknown = '00000000-0000-4000-8000-000000000000';
  const mended = { supersedes: unknown, reason: 'ตัวอย่างสังเคราะห์', entry: helpOf('cdd') };
  const refusals: [Caller, string, object, string][] = [
    [as.importer, '/v1/uploads', { ...TARGET_FILE, list: unknown, size: 1 }, 'target-list-not-found'],
    [as.elsewhere, '/v1/target-lists', { ...LIST, scopeArea: '42' }, 'outside-scope'],
    [as.approver, '/v1/statistics/runs', { month: MONTH, area: '31' }, 'outside-scope'],
    [as.officer, `/v1/households/${household}/logbook`, { type: 'correction', ...mended }, 'entry-not-found'],
  ];
  for (const [caller, path, body, code] of refusals) {
    const key = once();
    for (const attempt of [1, 2]) {
      const answer = await caller.post(path, body, key);
      expect(answer.body.code, `${path}, attempt ${attempt}`).toBe(code);
    }
  }
});

it("lets an agency's own system record help as its agency alone", { timeout: 60_000 }, async () => {
  const clients = '/v1/organisations/dopa/clients';
  expect((await as.focal.post(clients, {}, once())).body.code).toBe('grant-not-yours');
  const begun = await as.sysadmin.post(clients, { name: 'ระบบตัวอย่าง' }, once());
  expect(begun).toMatchObject({ status: 201, body: { organisation: 'dopa', status: 'ACTIVE' } });
  const agency = { id: String(begun.body.id), secret: String(begun.body.secret) };
  const path = `/v1/households/${household}/logbook`;
  expect(await systemToken(emulator.url, { ...agency, secret: 'wrong' }, SYSTEM_SCOPE)).toEqual({
    error: 'invalid_client',
  });
  expect(await systemToken(emulator.url, agency, 'poverty-logbook/other')).toEqual({
    error: expect.stringMatching(/^invalid_(?:grant|scope)$/),
  });
  const system = new Caller(outputs.apiUrl, (await systemToken(emulator.url, agency, SYSTEM_SCOPE)).token);
  const recorded = await system.post(path, helpOf('dopa'));
  expect(recorded).toMatchObject({
    status: 201,
    body: { agency: 'dopa', recordedBy: { agency: 'dopa', roles: ['AGENCY_FOCAL'] } },
  });
  expect((await system.post('/v1/uploads', { source: 'assistance', filename: 'help.csv', size: 1 })).status).toBe(201);
  expect(await system.post(path, helpOf('cdd'))).toMatchObject({ status: 403, body: { code: 'outside-scope' } });
  expect((await system.post('/v1/target-lists', {})).status).toBe(403);

  // A token of the very client, for a scope that is none of ours.
  const elsewhere = 'elsewhere/system';
  const [server = '', name = ''] = elsewhere.split('/');
  await account.call([
    [
      'cognito-idp',
      'create_resource_server',
      {
        UserPoolId: outputs.userPoolId,
        Identifier: server,
        Name: server,
        Scopes: [{ ScopeName: name, ScopeDescription: 'Not of this API' }],
      },
    ],
  ]);
  const client = await clientNamed(account, outputs.userPoolId, 'system');
  expect(client).toMatchObject({ id: agency.id, scopes: [SYSTEM_SCOPE], settings: { AccessTokenValidity: 24 } });
  const both = { AllowedOAuthScopes: [...client.scopes, elsewhere], AllowedOAuthFlows: ['client_credentials'] };
  await withSettings(account, outputs.userPoolId, client, both, async () => {
    const { token } = await systemToken(emulator.url, agency, elsewhere);
    expect(token).toBeDefined();
    const wrong = new Caller(outputs.apiUrl, token);
    expect(await wrong.post(path, helpOf('dopa'))).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect((await wrong.get('/v1/me')).status).toBe(401);
  });

  expect((await as.sysadmin.get(clients)).body.items).toMatchObject([{ id: agency.id, secret: null }]);
  const ended = await as.sysadmin.call('DELETE', `${clients}/${agency.id}`);
  expect(ended).toMatchObject({ status: 200, body: { status: 'CLOSED' } });
  expect(await systemToken(emulator.url, agency, SYSTEM_SCOPE)).toEqual({ error: 'invalid_client' });
  // A function that has not met the client within the minute.
  expect(await system.get('/v1/reports')).toMatchObject({ status: 403, body: { code: 'account-not-active' } });
});

it('refers a need to an agency, which learns who it is when it accepts', async () => {
  const path = `/v1/households/${household}/referrals`;
  const proposed = await as.officer.get(`${path}/proposals`);
  expect(proposed.body.items).toMatchObject([{ needId }]);
  const asked = { toAgency: 'moph', needIds: [needId], dueAt: addDays(TODAY, 30) };
  expect((await as.focal.post(path, asked)).status).toBe(403);
  const key = once();
  const sent = await as.officer.post(path, asked, key);
  expect(sent).toMatchObject({ status: 201, body: { status: 'SENT', from: { unit: '4201' }, householdId: household } });
  expect((await as.officer.post(path, asked, key)).body.id).toBe(sent.body.id);

  const referral = `/v1/referrals/${sent.body.id}`;
  expect((await as.focal.get('/v1/referrals')).body.items).toMatchObject([{ id: sent.body.id, status: 'SENT' }]);
  expect((await as.focal.get(referral)).body).toMatchObject({ status: 'RECEIVED', householdId: null, household: null });
  expect((await as.elsewhere.get(referral)).body.code).toBe('referral-not-found');
  expect((await as.focal.post(`${referral}/accept`, {}, once())).body).toMatchObject({
    status: 'ACCEPTED',
    householdId: household,
    household: { headName: 'สมใจ ทองทดสอบ' },
  });
  expect((await as.officer.get(referral)).body).toMatchObject({ status: 'ACCEPTED', needs: [{ status: 'ACCEPTED' }] });
});

it('holds a meeting over its pack, and resolves, refers and carries out', async () => {
  const planned = { unit: '4201', kind: 'TARGETING', plannedOn: TODAY, cases: [household] };
  expect((await as.elsewhere.post('/v1/meetings', planned)).body.code).toBe('outside-scope');
  const begun = await as.officer.post('/v1/meetings', planned, once());
  expect(begun).toMatchObject({ status: 201, body: { status: 'PLANNED', version: 1 } });
  const meeting = `/v1/meetings/${begun.body.id}`;
  const room = await as.officer.get(`${meeting}/pack`);
  expect(room.body.cases).toMatchObject([{ householdId: null, headName: null }]);
  const file = await as.officer.get(`${meeting}/pack?for=file`);
  expect(file.body.cases).toMatchObject([
    { householdId: household, headName: 'สมใจ ทองทดสอบ', needs: [{ id: needId }], referrals: [{ toAgency: 'moph' }] },
  ]);
  const held = await as.officer.call('PUT', meeting, { ...planned, heldOn: TODAY }, { 'If-Match': '"1"' });
  expect(held.body).toMatchObject({ status: 'HELD', version: 2 });
  expect((await as.officer.get('/v1/meetings')).body.items.map(({ id }: Json) => id)).toEqual([begun.body.id]);

  const resolution = {
    householdId: household,
    agency: 'cdd',
    text: 'ให้ฝึกอาชีพ',
    dueOn: addDays(TODAY, 30),
    needIds: [needId],
    refer: true,
  };
  const adopted = await as.officer.post(`${meeting}/resolutions`, resolution, once());
  expect(adopted).toMatchObject({ status: 201, body: { status: 'ADOPTED', referral: expect.any(String) } });
  expect((await as.officer.get(`/v1/referrals/${adopted.body.referral}`)).body).toMatchObject({ toAgency: 'cdd' });
  const completion = `/v1/resolutions/${adopted.body.id}/complete`;
  expect((await as.focal.post(completion, { on: TODAY })).body.code).toBe('resolution-not-found');
  expect((await as.officer.post(completion, { on: TODAY }, once())).body).toMatchObject({ status: 'DONE' });
  const { body } = await as.officer.get(`${meeting}/resolutions`);
  expect(body.items).toMatchObject([{ id: adopted.body.id, status: 'DONE', text: resolution.text }]);
});

it('invites a person, where an invitation stopped half-way too, and takes the access away', async () => {
  const invitation = {
    email: 'mentor@example.go.th',
    displayName: 'สมศรี ตัวอย่าง',
    grants: [{ role: 'MENTOR', unit: '420101', from: TODAY }],
  };
  expect((await as.elsewhere.post('/v1/accounts', invitation)).body.code).toBe('grant-not-yours');
  // The sign-in is there, and no record: what is left of a call that broke between the two.
  await account.call([
    ['cognito-idp', 'admin_create_user', { UserPoolId: outputs.userPoolId, Username: 'half@example.go.th' }],
  ]);
  const half = await as.officer.post('/v1/accounts', { ...invitation, email: 'half@example.go.th' }, once());
  expect(half).toMatchObject({ status: 201, body: { status: 'INVITED' } });
  const invited = await as.officer.post('/v1/accounts', invitation, once());
  expect(invited).toMatchObject({
    status: 201,
    body: { status: 'INVITED', email: invitation.email, displayName: invitation.displayName },
  });
  expect((await as.officer.post('/v1/accounts', invitation, once())).body.code).toBe('account-exists');
  const listed = await as.secretariat.get('/v1/accounts?role=MENTOR');
  expect(listed.body.items.map(({ email }: Json) => email).toSorted()).toEqual([
    'half@example.go.th',
    'mentor@example.go.th',
  ]);

  const user = { UserPoolId: outputs.userPoolId, Username: invitation.email };
  await account.call([['cognito-idp', 'admin_set_user_password', { ...user, Password: PASSWORD, Permanent: true }]]);
  const entering = async (): Promise<string | undefined> =>
    await signIn(emulator.url, outputs.webClientId, invitation.email, PASSWORD);
  const mentor = new Caller(outputs.apiUrl, await entering());
  expect((await mentor.get('/v1/households')).body.code).toBe('terms-not-accepted');
  expect((await mentor.post('/v1/me/terms', { version: 1 })).status).toBe(200);
  // Of the referrals of the district those of households that have this mentor.
  expect(await mentor.get('/v1/referrals')).toMatchObject({ status: 200, body: { items: [] } });
  const { sub } = invited.body;
  const reason = 'ตัวอย่างสังเคราะห์';
  const suspended = await as.officer.post(`/v1/accounts/${sub}/suspend`, { reason });
  expect(suspended).toMatchObject({ status: 200, body: { status: 'SUSPENDED', reason, termsAccepted: true } });
  expect(await entering()).toBeUndefined();
  expect((await as.officer.post(`/v1/accounts/${sub}/reopen`)).body).toMatchObject({ status: 'ACTIVE' });
  expect(await entering()).toBeDefined();
});

it('runs the figures on demand, and NESDC fetches a package whose manifest holds', { timeout: 120_000 }, async () => {
  for (const step of ['publish', 'freeze'])
    expect((await as.secretariat.post(`/v1/target-lists/${list}/${step}`)).status, step).toBe(200);
  expect((await as.officer.post('/v1/statistics/runs', { month: MONTH, area: '42' })).status).toBe(403);
  const started = await as.approver.post('/v1/statistics/runs', { month: MONTH, area: '42' }, once());
  expect(started.status).toBe(202);
  const ended = await until(60, async () => {
    const { body } = await as.approver.get(`/v1/statistics/runs/${started.body.id}`);
    return body.status === 'RUNNING' ? undefined : body;
  });
  expect(ended).toMatchObject({ status: 'FINISHED', revision: expect.any(Number) });

  // A session that no other call has met.
  as.nesdc = await signedIn('nesdc');
  const reports = await as.nesdc.get(`/v1/reports?month=${MONTH}&area=42&report=A`);
  const newest = reports.body.items.find(({ revision }: Json) => revision === ended.revision);
  expect(newest).toBeDefined();
  reportId = newest.id;
  await expectWholePackage(reportId);
  const figures = await as.nesdc.get(`/v1/statistics/agencies?month=${MONTH}&area=42`);
  expect(figures.body).toMatchObject({
    revision: ended.revision,
    total: { households: 1, assistances: 2, integratedHouseholds: 1 },
  });
  const helping = figures.body.rows.filter(({ assistances }: Json) => assistances > 0);
  expect(helping.map(({ agency: slug }: Json) => slug).toSorted()).toEqual(['cdd', 'dopa']);
  // A selection that no night has evaluated: its revisions are made when they are asked for.
  const district = await as.nesdc.get(`/v1/statistics/agencies?month=${MONTH}&area=4201&list=${list}`);
  expect(district.body).toMatchObject({ revision: expect.any(Number), total: { households: 1, assistances: 2 } });
  const behind = await as.officer.get(`/v1/statistics/agencies/households?month=${MONTH}&area=4201&list=${list}`);
  expect(behind.body.items).toEqual([{ id: household }]);
});

it('runs the figures of the nation by what the schedules would send', { timeout: 180_000 }, async () => {
  for (const { name, kind } of STATISTICS_SCHEDULES) {
    const [schedule] = await account.call([['scheduler', 'get_schedule', { Name: nameIn(STAGES.emulator, name) }]]);
    const { Target: target } = z.object({ Target: z.object({ Arn: z.string(), Input: z.string() }) }).parse(schedule);
    // The scheduler itself fills in the time.
    const input = target.Input.replace('<aws.scheduler.scheduled-time>', new Date().toISOString());
    expect(JSON.parse(input).kind).toBe(kind);
    const ended = await ranToEnd(account, target.Arn, input);
    expect(ended.status, name).toBe('SUCCEEDED');
    expect(ended.output.provinces, name).toHaveLength(77);
    expect(
      ended.output.provinces.every(({ ok }: Json) => ok === true),
      name,
    ).toBe(true);
  }
});

it('tells NESDC of each package, once and when it is whole', { timeout: 120_000 }, async () => {
  const Bucket = idOf('AWS::S3::Bucket', 'Reports');
  const page = z.object({
    Contents: z.array(z.object({ Key: z.string() })).default([]),
    NextContinuationToken: z.string().optional(),
  });
  const keys: string[] = [];
  for (let ContinuationToken: string | undefined; ;) {
    const parameters = { Bucket, Prefix: 'packages/', ...(ContinuationToken !== undefined && { ContinuationToken }) };
    const [answer] = await account.call([['s3', 'list_objects_v2', parameters]]);
    const { Contents, NextContinuationToken } = page.parse(answer);
    keys.push(...Contents.map(({ Key }) => Key));
    if (NextContinuationToken === undefined) break;
    ContinuationToken = NextContinuationToken;
  }
  // Of the files of a package the manifest alone is told of, which is put last.
  const manifests = keys.filter((key) => key.endsWith('/manifest.json'));
  expect(keys.length).toBeGreaterThan(2 * manifests.length);
  expect(manifests).toContainEqual(expect.stringContaining(`packages/${MONTH}/42/`));
  // Each line in the quotes of the rule's template.
  const expected = manifests.map(
    (key) => `"มีชุดรายงานสถิติใหม่: ${key}"\n"ดูและดาวน์โหลด: ${STAGES.emulator.webOrigin}/#packages"`,
  );
  const heard: string[] = [];
  await until(60, async () => {
    heard.push(...(await told.take()));
    return heard.length >= expected.length ? true : undefined;
  });
  expect(heard.toSorted()).toEqual(expected.toSorted());
});

it('names a document that differs from its entries, and writes it anew', { timeout: 240_000 }, async () => {
  const stateMachineArn = idOf('AWS::StepFunctions::StateMachine', 'RebuildDocuments');
  const rebuild = async (request: object) => await ranToEnd(account, stateMachineArn, JSON.stringify(request));
  expect(await rebuild({ check: true })).toMatchObject({
    status: 'SUCCEEDED',
    output: { finish: { answer: { ok: true, left: 0 } } },
  });
  await account.call([
    [
      'dynamodb',
      'update_item',
      {
        TableName: idOf('AWS::DynamoDB::GlobalTable', 'Households'),
        Key: { pk: { S: `household#${household}` }, sk: { S: 'document' } },
        UpdateExpression: 'SET note = :note',
        ExpressionAttributeValues: { ':note': { S: 'x' } },
      },
    ],
  ]);
  expect((await rebuild({ check: true, provinces: ['42'] })).status).toBe('FAILED');
  const { status, output } = await rebuild({ check: false, provinces: ['42'] });
  expect(status).toBe('SUCCEEDED');
  expect(output.finish.answer.faults).toEqual([{ household, fault: 'document-differs', mended: true }]);
  expect((await rebuild({ check: true, provinces: ['42'] })).status).toBe('SUCCEEDED');
});

it('refuses a file that is none, and says so to the office', { timeout: 120_000 }, async () => {
  const refused = await as.importer.upload({ source: 'thaiqm-survey', filename: 'survey.xlsx' }, Buffer.alloc(4096, 7));
  expect(refused).toMatchObject({ status: 'FAILED', rows: { total: 0 }, problems: [{ row: 0, severity: 'error' }] });
});

it('keeps the order of a committee, and reads out the tables of reference', async () => {
  const order = { orderNo: 'ตัวอย่าง 1', orderDate: DAY_OF_HELP, agencies: ['cdd', 'dopa'] };
  expect((await as.officer.call('PUT', '/v1/committees/42', order)).status).toBe(403);
  // An organisation that the secretariat enters and puts under another one may stand on the order.
  const office = { nameTh: 'สำนักงานจังหวัดตัวอย่าง', sector: 'STATE', areaCode: '42', reportsAs: 'moph' };
  const { slug: parent } = (await as.secretariat.call('POST', '/v1/organisations', office)).body;
  const station = { nameTh: 'สถานีอนามัยตัวอย่าง', sector: 'STATE', areaCode: '420101', parent };
  const { slug } = (await as.secretariat.call('POST', '/v1/organisations', station)).body;
  const changed = { ...station, shortTh: 'สอ.' };
  expect(
    (await as.secretariat.call('PUT', `/v1/organisations/${slug}`, changed, { 'If-Match': '"1"' })).body,
  ).toMatchObject({ ...changed, version: 2 });
  order.agencies.push(slug);
  expect((await as.secretariat.call('PUT', '/v1/committees/42', order)).status).toBe(200);
  expect((await as.nesdc.get('/v1/committees/42')).body).toMatchObject(order);
  expect((await as.officer.get('/v1/reference/dimensions')).body.items).toHaveLength(5);
});

it('gives the first receipt for the same bytes, and changes nothing', { timeout: 120_000 }, async () => {
  const before = await as.officer.get(`/v1/households/${household}`);
  const again = await as.importer.upload({ ...TARGET_FILE, list }, windows874(TARGETS));
  expect(again.id).not.toBe(receipt.id);
  expect(again).toMatchObject({ status: 'FINISHED', rows: receipt.rows, problems: receipt.problems });
  expect((await as.officer.get(`/v1/households/${household}`)).body).toEqual(before.body);
});

it('undoes what a file recorded, and takes the same file again', { timeout: 120_000 }, async () => {
  const file = { source: 'missed-households', filename: 'missed.csv' };
  const bytes = Buffer.from(MISSED);
  const sent = await as.importer.upload(file, bytes);
  expect(sent).toMatchObject({ status: 'FINISHED', rows: { total: 1, created: 1 } });
  const path = `/v1/uploads/${sent.id}/undo`;
  expect((await as.importer.post(path, { reason: 'ส่งไฟล์ผิดอำเภอ' }, once())).status).toBe(202);
  const done = await until(60, async () => {
    const { body } = await as.importer.get(path);
    return body.status === 'DONE' ? body : undefined;
  });
  expect(done).toMatchObject({ dissolved: 1, stayed: 0, items: [] });
  expect((await as.importer.post(path, { reason: 'อีกครั้ง' }, once())).body.code).toBe('upload-undone');
  expect(await as.importer.upload(file, bytes)).toMatchObject({ status: 'FINISHED', rows: { total: 1 } });
});

it('fills a list by a query, as many as a dry run counted', { timeout: 120_000 }, async () => {
  const draft = {
    name: 'ตัวอย่างระยะที่ 2',
    source: 'OTHER',
    yearBe: 2569,
    phase: 2,
    asOfDate: '2026-03-01',
    scopeArea: '42',
  };
  const { body: second } = await as.secretariat.post('/v1/target-lists', draft, once());
  const filled = async (dryRun: boolean) => {
    const path = `/v1/target-lists/${second.id}/fill`;
    const begun = await as.secretariat.post(path, { sourceList: list, dryRun }, once());
    expect(begun.status).toBe(202);
    return await until(60, async () => {
      const { body } = await as.secretariat.get(`${path}s/${begun.body.id}`);
      return body.status === 'RUNNING' ? undefined : body;
    });
  };
  const counted = await filled(true);
  expect(counted).toMatchObject({ added: 0, skipped: 0 });
  expect(counted.wouldAdd).toBeGreaterThan(0);
  expect(await filled(false)).toMatchObject({ wouldAdd: counted.wouldAdd, added: counted.wouldAdd, skipped: 0 });
});

it('keeps the plan of a household, prints it, and shows an office what waits for it', async () => {
  const path = `/v1/households/${household}/plan`;
  const plan = {
    ultimateGoal: 'มีรายได้พอใช้ทุกเดือน',
    status: 'DRAFT',
    items: [
      {
        seq: 1,
        dimension: 'income',
        selfActivity: 'ปลูกผักสวนครัว',
        supportActivity: 'ประสานเมล็ดพันธุ์',
        periodText: 'เม.ย. - พ.ค.',
        status: 'NOT_STARTED',
        needIds: [needId],
      },
    ],
  };
  const { version } = (await as.officer.get(`/v1/households/${household}`)).body;
  const kept = await as.officer.call('PUT', path, plan, { 'If-Match': `"${version}"` });
  expect([kept.status, kept.body.code, kept.body.version]).toEqual([200, undefined, 1]);
  expect((await as.officer.get(path)).body).toMatchObject({ ultimateGoal: plan.ultimateGoal, status: 'DRAFT' });
  const printed = await as.officer.get(`${path}/print`);
  expect(printed.status).toBe(200);
  expect(printed.bytes.toString()).toContain('ปลูกผักสวนครัว');
  const file = await as.officer.get(`${path}/print?format=pdf`);
  expect([file.status, file.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);

  const due = await as.officer.get('/v1/me/due');
  expect(due.status).toBe(200);
  expect(due.body.total).toBe(due.body.items.length);
  expect((await as.officer.get('/v1/me/due?limit=0')).body).toMatchObject({ total: due.body.total, items: [] });
});

it('tells the systems of an agency what was sent to it', async () => {
  const { status, body } = await as.focal.get('/v1/events');
  expect(status).toBe(200);
  expect(body.items.map(({ type, organisation }: Json) => [type, organisation])).toContainEqual([
    'referral.sent',
    'moph',
  ]);
});

it('takes the request of a data subject, answers it and exports what is held', async () => {
  const { members } = (await as.officer.get(`/v1/households/${household}`)).body;
  const request = { householdId: household, personId: members[0].id, kind: 'ACCESS', text: 'ขอทราบข้อมูลของตน' };
  const opened = await as.officer.post('/v1/subject-requests', request, once());
  expect(opened).toMatchObject({ status: 201, body: { status: 'OPEN', kind: 'ACCESS' } });
  const { id } = opened.body;
  expect((await as.secretariat.get('/v1/subject-requests')).body.items).toMatchObject([{ id, text: request.text }]);
  const held = await as.secretariat.get(`/v1/subject-requests/${id}/export`);
  expect(held.body.person).toMatchObject({ firstName: 'สมใจ', lastName: 'ทองทดสอบ' });
  const answered = await as.secretariat.post(`/v1/subject-requests/${id}/answer`, { result: 'DONE' });
  expect([answered.status, answered.body.code]).toEqual([200, undefined]);
});

it('shows a pull request what would change, and lets it do and read nothing else', { timeout: 300_000 }, async () => {
  const rights = await given(PULL_REQUEST);
  const page = await account.diff(rights, { webOrigin: MOVED });
  expect(page).toMatch(/^## `emulator`: 4 of \d+ stacks change\n\nNothing is removed or made anew\.\n/);
  expect(page).toContain(MOVED);
  expect(page).not.toMatch(/\d{12}|not assumed/);
  const bootstrapRole = (purpose: string) => ({
    RoleArn: `arn:aws:iam::000000000000:role/cdk-hnb659fds-${purpose}-role-000000000000-${STAGES.emulator.region}`,
    RoleSessionName: 'pipeline',
  });
  for (const call of [
    ['sts', 'assume_role', bootstrapRole('lookup')],
    ['sts', 'assume_role', bootstrapRole('deploy')],
    ['cloudformation', 'get_template', { StackName: 'CDKToolkit' }],
    ['cognito-idp', 'describe_user_pool', { UserPoolId: outputs.userPoolId }],
    ['dynamodb', 'scan', { TableName: nameIn(STAGES.emulator, 'households') }],
  ] as const)
    await expect(account.call([call], rights), call[1]).rejects.toThrow(/AccessDenied/);
});

it('is deployed again with a change, keeps what it holds, and goes on', { timeout: 300_000 }, async () => {
  const before = await as.officer.get(`/v1/households/${household}/logbook`);
  expect(await allowedOrigin(MOVED)).toBeUndefined();
  const again = await account.deploy(await given(DEPLOYMENT), { logLevel: 'INFO', webOrigin: MOVED });
  expect(again).toEqual(outputs);
  const [changed] = await account.call([
    ['lambda', 'get_function_configuration', { FunctionName: nameIn(STAGES.emulator, 'api-logbook') }],
  ]);
  expect(changed).toMatchObject({ Environment: { Variables: { LOG_LEVEL: 'INFO' } } });
  expect(await allowedOrigin(MOVED)).toBe(MOVED);

  const stateful = (resources: StackResource[]): StackResource[] =>
    resources.filter(({ type }) => STATEFUL_TYPES.includes(type));
  expect(stateful(made).length).toBeGreaterThan(40);
  expect(stateful(await account.resources())).toEqual(stateful(made));

  expect((await as.officer.get(`/v1/households/${household}/logbook`)).body).toEqual(before.body);
  const found = await as.officer.post('/v1/households/search', { citizenId: '3999959500019' });
  expect(found.body.items.map(({ id }: Json) => id)).toEqual([household]);
  await expectWholePackage(reportId);
  // The name was sealed by a function that runs no more.
  expect((await as.importer.get(`/v1/uploads/${receipt.id}`)).body.filename).toBe(TARGET_FILE.filename);
  const visit = { type: 'visit', on: TODAY, purpose: 'FOLLOWUP', outcome: 'MET' };
  expect((await as.officer.post(`/v1/households/${household}/logbook`, visit)).status).toBe(201);
  // By house code; by address and name; of somebody who lives there unknown; what is in the logbook already; and the ID of another.
  const help = await as.importer.upload(
    { source: 'assistance', filename: 'help.csv' },
    windows874(
      [
        'house_code,first_name,last_name,address_no,moo,area_code,agency,dimension,assistance_type,delivered_on,description,citizen_id',
        `99999000003,,,,,,ศธ.,ด้านการศึกษา,อื่นๆ,${DAY_OF_HELP},,`,
        `,มานะ,ทองทดสอบ,77/7,1,420101,ศธ.,ด้านการศึกษา,อื่นๆ,${DAY_OF_HELP},,`,
        `,ใครไม่รู้,ทองทดสอบ,77/7,1,420101,ศธ.,ด้านการศึกษา,อื่นๆ,${DAY_OF_HELP},,`,
        `99999000001,,,,,,cdd,income,TRAINING,${DAY_OF_HELP},ตัวอย่างสังเคราะห์,`,
        `,ใครไม่รู้,สมมุติทดสอบ,,,,cdd,income,TRAINING,${DAY_OF_HELP},,3999959500019`,
      ].join('\n'),
    ),
  );
  expect(help).toMatchObject({ status: 'FINISHED', rows: { total: 5, created: 2, unchanged: 1, rejected: 2 } });
});

it(
  'finds two households that may be one, and shows them to an office until it says that they are not',
  { timeout: 120_000 },
  async () => {
    const family = {
      addressNo: '88/1',
      moo: 1,
      village: 'บ้านตัวอย่าง',
      areaCode: '420101',
      members: [{ firstName: 'มานี', lastName: 'ทองทดสอบ', relation: 'หัวหน้าครัวเรือน' }],
      confirmNew: true,
    };
    for (const body of [family, family])
      expect((await as.officer.post('/v1/households', body, once())).status).toBe(201);
    const search = idOf('AWS::StepFunctions::StateMachine', 'FindDuplicates');
    expect((await ranToEnd(account, search, JSON.stringify({ provinces: [{ province: '42' }] }))).status).toBe(
      'SUCCEEDED',
    );
    const inbox = async () => (await as.officer.get('/v1/duplicates?unit=4201')).body.items;
    const [pair, ...others] = await inbox();
    expect([pair.households.length, others]).toEqual([2, []]);
    const dismissed = await as.officer.post(`/v1/duplicates/${pair.id}/dismiss`, { reason: 'ตรวจแล้วเป็นคนละครัวเรือน' });
    expect([dismissed.status, dismissed.body.code]).toEqual([200, undefined]);
    expect(await inbox()).toEqual([]);
  },
);

it('has called every function that is deployed', async () => {
  const functions = made.filter(({ type }) => type === 'AWS::Lambda::Function').map(({ physicalId }) => physicalId);
  const streams = await account.call(
    functions.map((name) => ['logs', 'describe_log_streams', { logGroupName: `/aws/lambda/${name}` }]),
  );
  const called = functions.filter((_, index) => (streams[index] as Json).logStreams.length > 0);
  expect(functions.length).toBeGreaterThan(15);
  expect(called).toEqual(functions);
});

it('uses every permission that its functions have, but for those with a reason', () => {
  expect(idlePermissions(made)).toEqual({ idle: [], reasonsForNothing: [] });
});

it('is destroyed, and leaves nothing behind', { timeout: 300_000 }, async () => {
  await account.destroy();
  expect(Object.keys(await account.stacks())).toEqual(['CDKToolkit']);
  expect(await signIn(emulator.url, outputs.webClientId, PEOPLE.officer.email, PASSWORD)).toBeUndefined();
});

/** Whom the bucket of uploads lets post from a browser, when it is this page that asks. */
async function allowedOrigin(origin: string): Promise<string | string[] | undefined> {
  const { headers } = await send(`${emulator.url}/${idOf('AWS::S3::Bucket', 'Uploads')}`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  return headers['access-control-allow-origin'];
}

/** What a resource of the stacks is called here, by the beginning of its logical ID. */
function idOf(type: string, id: string): string {
  const found = made.find((resource) => resource.type === type && resource.id.startsWith(id));
  if (!found) throw new Error(`No ${type} is called ${id}`);
  return found.physicalId;
}

/** Fetches a package by its links; every file must be the bytes that the manifest names. */
async function expectWholePackage(id: string): Promise<void> {
  const { status, body } = await as.nesdc.get(`/v1/reports/${encodeURIComponent(id)}`);
  expect(status).toBe(200);
  const manifest: Json = JSON.parse((await send(body.manifest.url)).bytes.toString());
  expect(manifest).toMatchObject({ month: MONTH, area: '42', revision: body.revision });
  expect(manifest.files.map(({ name }: Json) => name)).toEqual(body.files.map(({ name }: Json) => name));
  expect(manifest.files.length).toBeGreaterThan(2);
  for (const { name, size, sha256: digest } of manifest.files) {
    const fetched = await send(body.files.find((file: Json) => file.name === name).url);
    expect(fetched.status, name).toBe(200);
    expect({ size: fetched.bytes.length, sha256: sha256(fetched.bytes) }, name).toEqual({ size, sha256: digest });
  }
}
