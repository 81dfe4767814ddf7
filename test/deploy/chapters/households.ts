/** Sends files, reads and records what is held of households, as offices and as the system of an agency. */
import { expect, it } from 'vitest';
import { SYSTEM_SCOPE } from '#shared/domain/access/system-scope.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { clientNamed, withSettings } from '../accounts.ts';
import { Caller, type Json, postForm, send, systemToken } from '../outside.ts';
import { DAY_OF_HELP, helpOf, LIST, MONTH, once, TARGET_FILE, TARGETS } from '../story.ts';
import { story, as, signedIn } from '../story-so-far.ts';

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
    story.list = created.body.id;
    const lists = await as.secretariat.get('/v1/target-lists');
    expect(lists.body.items.map(({ id }: Json) => id)).toEqual([story.list]);

    const bytes = windows874(TARGETS);
    story.receipt = await as.importer.upload({ ...TARGET_FILE, list: story.list }, bytes);
    expect(story.receipt).toMatchObject({
      status: 'FINISHED',
      rows: { total: 7, created: 6, updated: 0, unchanged: 0, rejected: 1 },
    });
    expect(story.receipt.problems.map(({ row, code, severity }) => ({ row, code, severity }))).toEqual([
      { row: 8, code: 'citizen-id-invalid', severity: 'error' },
    ]);
    const workbook = await send(story.receipt.errorWorkbook ?? '');
    expect(workbook.status).toBe(200);
    expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK');
  },
);

it('takes into the bucket only what the form was made for', async () => {
  const bytes = windows874(TARGETS);
  const offered = await as.importer.post('/v1/uploads', { ...TARGET_FILE, list: story.list, size: bytes.length });
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
  const { status, body } = await as.officer.get(`/v1/households?area=4201&list=${story.list}`);
  expect(status).toBe(200);
  expect(body.items).toHaveLength(4);
  const found = await as.officer.post('/v1/households/search', { citizenId: '3999959500019' });
  expect(found.body.items).toHaveLength(1);
  story.household = found.body.items[0].id;
  const file = await as.officer.get(`/v1/households/${story.household}`);
  expect(file.body).toMatchObject({
    areaCode: '420101',
    members: [{ firstName: 'สมใจ', lastName: 'ทองทดสอบ', citizenId: expect.stringMatching(/x/) }],
    targets: [{ list: story.list, dimensions: expect.arrayContaining(['income', 'health']) }],
  });
  const entries = await as.officer.get(`/v1/households/${story.household}/logbook`);
  expect(entries.body.items.map(({ type }: Json) => type)).toEqual(['listed']);
  expect(entries.body.items[0].source).toEqual({ upload: story.receipt.id, row: 2 });
});

it('hides a household from another province, and whole calls from roles without them', async () => {
  for (const path of ['', '/logbook'])
    expect(await as.elsewhere.get(`/v1/households/${story.household}${path}`)).toMatchObject({
      status: 404,
      body: { code: 'household-not-found' },
    });
  expect((await as.elsewhere.get(`/v1/uploads/${story.receipt.id}`)).status).toBe(404);
  for (const name of ['nesdc', 'auditor', 'approver', 'nobody'] as const)
    expect((await as[name].get(`/v1/households/${story.household}`)).status, name).toBe(403);
});

it('shows a number in full for a purpose, and who looked', async () => {
  const path = `/v1/households/${story.household}/reveal`;
  const asked = { fields: ['citizenId'], purpose: 'ตรวจสอบสิทธิ์สวัสดิการ' };
  expect((await as.importer.post(path, asked)).status).toBe(403);
  const revealed = await as.officer.post(path, asked);
  expect(revealed.body.members[0].citizenId).toBe('3999959500019');
  // A session that no other call has met.
  as.auditor = await signedIn('auditor');
  const looked = await as.auditor.get(`/v1/access-log?household=${story.household}`);
  expect(looked.body.items).toContainEqual(
    expect.objectContaining({ action: 'REVEAL', fields: ['citizenId'], purpose: asked.purpose }),
  );
});

it('records needs and help, once for one key', async () => {
  const path = `/v1/households/${story.household}/logbook`;
  const need = await as.officer.post(path, {
    type: 'need',
    dimension: 'income',
    kind: 'PROBLEM',
    text: 'ไม่มีอาชีพ',
    openedOn: DAY_OF_HELP,
  });
  expect(need.status).toBe(201);
  story.needId = need.body.id;
  const help = { ...helpOf('cdd'), needIds: [story.needId] };
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
    [as.officer, `/v1/households/${story.household}/logbook`, { type: 'correction', ...mended }, 'entry-not-found'],
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
  const path = `/v1/households/${story.household}/logbook`;
  expect(await systemToken(story.emulator.url, { ...agency, secret: 'wrong' }, SYSTEM_SCOPE)).toEqual({
    error: 'invalid_client',
  });
  expect(await systemToken(story.emulator.url, agency, 'poverty-logbook/other')).toEqual({
    error: expect.stringMatching(/^invalid_(?:grant|scope)$/),
  });
  const system = new Caller(story.outputs.apiUrl, (await systemToken(story.emulator.url, agency, SYSTEM_SCOPE)).token);
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
  await story.account.call([
    [
      'cognito-idp',
      'create_resource_server',
      {
        UserPoolId: story.outputs.userPoolId,
        Identifier: server,
        Name: server,
        Scopes: [{ ScopeName: name, ScopeDescription: 'Not of this API' }],
      },
    ],
  ]);
  const client = await clientNamed(story.account, story.outputs.userPoolId, 'system');
  expect(client).toMatchObject({ id: agency.id, scopes: [SYSTEM_SCOPE], settings: { AccessTokenValidity: 24 } });
  const both = { AllowedOAuthScopes: [...client.scopes, elsewhere], AllowedOAuthFlows: ['client_credentials'] };
  await withSettings(story.account, story.outputs.userPoolId, client, both, async () => {
    const { token } = await systemToken(story.emulator.url, agency, elsewhere);
    expect(token).toBeDefined();
    const wrong = new Caller(story.outputs.apiUrl, token);
    expect(await wrong.post(path, helpOf('dopa'))).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect((await wrong.get('/v1/me')).status).toBe(401);
  });

  expect((await as.sysadmin.get(clients)).body.items).toMatchObject([{ id: agency.id, secret: null }]);
  const ended = await as.sysadmin.call('DELETE', `${clients}/${agency.id}`);
  expect(ended).toMatchObject({ status: 200, body: { status: 'CLOSED' } });
  expect(await systemToken(story.emulator.url, agency, SYSTEM_SCOPE)).toEqual({ error: 'invalid_client' });
  // A function that has not met the client within the minute.
  expect(await system.get('/v1/reports')).toMatchObject({ status: 403, body: { code: 'account-not-active' } });
});
