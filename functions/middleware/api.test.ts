import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { describe, expect, it, vi } from 'vitest';

import { contract } from '#shared/contracts/route.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { agencySlug } from '#shared/domain/logbook/fields.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { NewerForm } from '#shared/dynamo/attributes.ts';
import { SealBroken } from '#shared/sealing/envelope-format.ts';
import { createOrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { Problem } from '#shared/problems.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import { account, eventOf, gateOf, testContext, type Account, type Asked } from '#test/api/in-process-api.ts';

import { createApi } from './api.ts';
import { route, type Answer } from './call.ts';

const upload = contract({
  operationId: 'createUpload',
  method: 'POST',
  path: '/v1/uploads',
  resource: 'uploads',
  permission: 'uploads:create',
  summary: '',
  body: z.strictObject({ 'a/b~c': z.array(z.strictObject({ name: z.string().min(2) })), size: z.number().optional() }),
  reply: z.object({ shown: z.string() }),
  status: 201,
});
const read = contract({
  operationId: 'readUpload',
  method: 'GET',
  path: '/v1/uploads/{id}',
  resource: 'uploads',
  permission: 'uploads:read',
  summary: '',
  params: z.object({ id: z.string().max(50) }),
  query: z.strictObject({ list: z.string().optional() }),
  reply: z.object({ shown: z.string() }),
  status: 200,
});

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const answered = { reply: { shown: 'yes', hidden: 'no' } };

function apiOf(run: () => Promise<Answer<typeof upload>> = async () => answered, recorded: string[] = []) {
  const callers: Principal[] = [];
  const handler = createApi([route(upload)(run), route(read)(async () => ({ ...answered, etag: '"7"' }))], {
    accounts: gateOf(callers),
    logger: new Logger({ serviceName: 'test', logLevel: 'SILENT' }),
    now: () => new Date('2026-05-31T18:00:00.000Z'),
    recordActivity: async ({ agency, month }) => void recorded.push(`${agency} ${month}`),
  });
  return async (who: Account, method: string, path: string, asked?: Asked) => {
    if (who) callers.push(who);
    const { statusCode, body, headers } = await handler(eventOf(who, method, path, asked), testContext());
    return { status: statusCode, headers, body: body ? JSON.parse(body) : null };
  };
}

const right = { 'a/b~c': [{ name: 'กข' }] };

describe('a call', () => {
  it('leaves with nothing that was not declared', async () => {
    const { status, body, headers } = await apiOf()(officer, 'POST', '/v1/uploads', { body: right });
    expect([status, body]).toEqual([201, { shown: 'yes' }]);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  });

  it('that meets what a newer release wrote is to be tried again', async () => {
    const { status, body, headers } = await apiOf(() => Promise.reject(new NewerForm()))(
      officer,
      'POST',
      '/v1/uploads',
      {
        body: right,
      },
    );
    expect([status, body.code, headers?.['retry-after']]).toEqual([503, 'busy', '1']);
  });

  it('that meets a record whose seal does not open says so without a detail, and is not to be tried again', async () => {
    const { status, body, headers } = await apiOf(() => Promise.reject(new SealBroken('wrong-key')))(
      officer,
      'POST',
      '/v1/uploads',
      { body: right },
    );
    expect([status, body.code, headers?.['retry-after']]).toEqual([503, 'record-unreadable', undefined]);
    expect(JSON.stringify(body)).not.toMatch(/wrong-key|SealBroken/);
  });

  it('that meets a record whose seal does not open is logged by a code of its own, with the reason', async () => {
    const logger = new Logger({ serviceName: 'test', logLevel: 'SILENT' });
    const logged = vi.spyOn(logger, 'error');
    const broken = createApi([route(upload)(() => Promise.reject(new SealBroken('unknown-key')))], {
      accounts: gateOf([officer]),
      logger,
      now: () => new Date('2026-05-31T18:00:00.000Z'),
    });
    await broken(eventOf(officer, 'POST', '/v1/uploads', { body: right }), testContext());
    expect(logged.mock.calls).toEqual([
      [
        'Sealed record not opened',
        expect.objectContaining({ messageCode: 'API-520', failure: 'SealBroken', fields: { seal: 'unknown-key' } }),
      ],
    ]);
  });

  it('points at every wrong field, escaped, in Thai', async () => {
    const { status, body } = await apiOf()(officer, 'POST', '/v1/uploads', {
      body: { 'a/b~c': [{ name: 'ก', x: 1 }], size: 'ใหญ่' },
    });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { pointer: '/a~1b~0c/0/name', message: 'ต้องไม่น้อยกว่า 2 ตัวอักษร', code: 'too-small' },
      { pointer: '/a~1b~0c/0/x', message: 'ไม่รู้จักช่องข้อมูลนี้', code: 'unknown-field' },
      { pointer: '/size', message: 'ต้องเป็นตัวเลข', code: 'invalid-type' },
    ]);
    const missing = await apiOf()(officer, 'POST', '/v1/uploads', { body: {} });
    expect(missing.body.errors).toEqual([{ pointer: '/a~1b~0c', message: 'ต้องระบุ', code: 'required' }]);
  });

  it.each([
    ['no JSON', { text: '{' }, 400, 'bad-json'],
    ['an empty body', { text: '' }, 400, 'bad-json'],
    ['a form', { body: right, headers: { 'Content-Type': 'multipart/form-data' } }, 415, 'unsupported-media-type'],
    ['a body over a megabyte', { text: `"${'x'.repeat(1_000_001)}"` }, 413, 'too-large'],
    ['a nest without end', { text: `${'['.repeat(100)}${']'.repeat(100)}` }, 400, 'bad-json'],
    ['half a character', { text: '{"a/b~c":[{"name":"\\ud800x"}]}' }, 422, 'invalid-input'],
    ['a NUL', { text: '{"a/b~c":[{"name":"\\u0000x"}]}' }, 422, 'invalid-input'],
    ['U+FFFD as an escape', { text: '{"a/b~c":[{"name":"ก\\ufffdข"}]}' }, 422, 'invalid-input'],
    ['U+FFFD in a name of a field', { text: '{"a/b~c":[],"\\ufffd":1}' }, 422, 'invalid-input'],
    ['half a character in a name of a field', { text: '{"a/b~c":[],"\\ud800":1}' }, 422, 'invalid-input'],
    [
      'a body that is not UTF-8, as a gateway decodes it',
      { text: '{"a/b~c":[{"name":"\ufffd\ufffd"}]}' },
      400,
      'bad-encoding',
    ],
    [
      'another charset',
      { body: right, headers: { 'Content-Type': 'application/json; charset=tis-620' } },
      415,
      'unsupported-media-type',
    ],
    [
      'two charsets',
      { body: right, headers: { 'Content-Type': 'application/json; charset=utf-8; charset="windows-874"' } },
      415,
      'unsupported-media-type',
    ],
  ])('refuses %s', async (_, asked: Asked, status, code) => {
    const refused = await apiOf()(officer, 'POST', '/v1/uploads', asked);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it.each(['application/json;charset=UTF-8', 'Application/JSON; Charset="utf-8"', 'application/json; version=1'])(
    'reads a body of %s',
    async (type) => {
      const asked = { body: right, headers: { 'Content-Type': type } };
      expect((await apiOf()(officer, 'POST', '/v1/uploads', asked)).status).toBe(201);
    },
  );

  it('points at every text that is damaged', async () => {
    const text = '{"a/b~c":[{"name":"ดี"},{"name":"ก\ufffd"},{"name":"ข\ufffd"}]}';
    const { body } = await apiOf()(officer, 'POST', '/v1/uploads', { text });
    const error = { message: expect.any(String), code: 'unstorable-text' };
    expect(body.errors).toEqual([
      { pointer: '/a~1b~0c/1/name', ...error },
      { pointer: '/a~1b~0c/2/name', ...error },
    ]);
  });

  it('refuses damaged text in a query, a path and a header that is compared', async () => {
    const ask = (path: string, asked: Asked) => apiOf()(officer, 'GET', path, asked);
    for (const list of ['\ufffd', 'ก\ud800', 'a\u0000b']) {
      const { status, body } = await ask('/v1/uploads/1', { query: { list } });
      expect([status, body.errors]).toEqual([
        422,
        [{ pointer: '/list', message: expect.any(String), code: 'unstorable-text' }],
      ]);
    }
    expect((await ask('/v1/uploads/1', { headers: { 'If-Match': '"\ufffd"' } })).status).toBe(422);
    const unknown = await ask('/v1/uploads/1', { query: { '\ud800': 'x' } });
    expect([unknown.status, JSON.stringify(unknown.body).isWellFormed()]).toEqual([400, true]);
    expect((await ask('/v1/uploads/%EF%BF%BD', {})).status).toBe(404);
  });

  it('reads a body in base64', async () => {
    const event = eventOf(officer, 'POST', '/v1/uploads', { body: right });
    const handler = createApi([route(upload)(async () => answered)], {
      accounts: gateOf([officer]),
      logger: new Logger({ serviceName: 'test', logLevel: 'SILENT' }),
      now: () => new Date(),
    });
    const encoded = { ...event, body: Buffer.from(event.body ?? '').toString('base64'), isBase64Encoded: true };
    expect((await handler(encoded, testContext())).statusCode).toBe(201);
    const damaged = { ...event, body: Buffer.from([0x22, 0xff, 0x22]).toString('base64'), isBase64Encoded: true };
    const refused = await handler(damaged, testContext());
    expect([refused.statusCode, JSON.parse(refused.body ?? '').code]).toEqual([400, 'bad-encoding']);
  });

  it('refuses filters that nobody knows, whatever they are named', async () => {
    const ask = (query: Record<string, string>) => apiOf()(officer, 'GET', '/v1/uploads/1', { query });
    for (const name of ['province', 'toString', 'constructor', 'List'])
      expect((await ask({ [name]: 'x' })).body.code).toBe('unknown-filter');
    expect((await ask({ list: 'x' })).status).toBe(200);
    expect((await ask({ list: '' })).status).toBe(422);
  });

  it('tells a problem as it was thrown, and an accident as nothing but one', async () => {
    const problem = await apiOf(async () => {
      throw new Problem('household-exists', { candidates: [] });
    })(officer, 'POST', '/v1/uploads', { body: right });
    expect([problem.status, problem.headers?.['content-type']]).toEqual([
      409,
      'application/problem+json; charset=utf-8',
    ]);
    expect(problem.body).toMatchObject({
      type: 'urn:problem:household-exists',
      code: 'household-exists',
      candidates: [],
      requestId: 'request-1',
    });
    const accident = await apiOf(async () => {
      throw new TypeError('นายตัวอย่าง is not a function');
    })(officer, 'POST', '/v1/uploads', { body: right });
    expect(accident.status).toBe(500);
    expect(Object.keys(accident.body).toSorted()).toEqual(['code', 'detail', 'requestId', 'status', 'title', 'type']);
  });

  it('does not let a reply out that is not as declared', async () => {
    const wrong: Answer<typeof upload> = { reply: { shown: '7' } };
    // What a use case gets past the compiler.
    Object.assign(wrong.reply, { shown: 7 });
    expect((await apiOf(async () => wrong)(officer, 'POST', '/v1/uploads', { body: right })).status).toBe(500);
  });

  it('is 304 for who has it, by any of several tags', async () => {
    const ask = (tag: string) => apiOf()(officer, 'GET', '/v1/uploads/1', { headers: { 'If-None-Match': tag } });
    expect([(await ask('"7"')).status, (await ask('"1", W/"7"')).status, (await ask('"8"')).status]).toEqual([
      304, 304, 200,
    ]);
  });

  it('of another path or method says so', async () => {
    expect((await apiOf()(officer, 'GET', '/v1/nothing')).body.code).toBe('route-not-found');
    expect((await apiOf()(officer, 'PUT', '/v1/uploads')).body.code).toBe('method-not-allowed');
    expect((await apiOf()(officer, 'GET', `/v1/uploads/${'x'.repeat(60)}`)).body.code).toBe('route-not-found');
  });
});

describe('the caller', () => {
  it('must be signed in, in a role that may, with a scope to do it in', async () => {
    const api = apiOf();
    expect((await api(null, 'POST', '/v1/uploads', { body: right })).status).toBe(401);
    expect((await api(account('MENTOR', { area: '4201' }), 'POST', '/v1/uploads', { body: right })).status).toBe(403);
    expect((await api(account('DISTRICT_OFFICER'), 'POST', '/v1/uploads', { body: right })).status).toBe(403);
    // A refusal comes before the body is looked at.
    expect((await api(account('MENTOR', { area: '4201' }), 'POST', '/v1/uploads', { text: '{' })).status).toBe(403);
  });

  it('of an agency gives a sign of its life, once a month and process, even when refused', async () => {
    const recorded: string[] = [];
    const api = apiOf(undefined, recorded);
    await api(account('AGENCY_FOCAL', { agency: 'cdd' }), 'POST', '/v1/uploads', { body: right });
    await api(account('AGENCY_FOCAL', { agency: 'cdd' }), 'GET', '/v1/uploads/1');
    await api(officer, 'GET', '/v1/uploads/1');
    // 18:00 UTC on 31 May is June in Bangkok.
    expect(recorded).toEqual(['cdd 2026-06']);
  });
});

describe('an organisation that a call names', () => {
  const named = contract({
    operationId: 'createUpload',
    method: 'POST',
    path: '/v1/uploads',
    resource: 'uploads',
    permission: 'uploads:create',
    summary: '',
    body: z.strictObject({ helpers: z.array(z.union([z.literal('none'), agencySlug])) }),
    reply: z.object({}),
    status: 201,
  });

  function namingApi() {
    const store = createMemoryRegisterStore<Organisation>();
    const reads: (readonly string[])[] = [];
    const clock = { ms: 0 };
    const directory = createOrganisationDirectory(
      {
        getMany: async (slugs) => {
          reads.push(slugs);
          return await store.getMany(slugs);
        },
      },
      () => clock.ms,
    );
    const handler = createApi([route(named)(async () => ({ reply: {} }))], {
      accounts: gateOf([officer]),
      logger: new Logger({ serviceName: 'test', logLevel: 'SILENT' }),
      now: () => new Date('2026-05-31T18:00:00.000Z'),
      organisations: directory,
    });
    const name = async (...helpers: string[]) => {
      const event = eventOf(officer, 'POST', '/v1/uploads', { body: { helpers } });
      const { statusCode, body = '' } = await handler(event, testContext());
      const { errors = [] } = JSON.parse(body) as { errors?: { pointer: string }[] };
      return [statusCode, ...errors.map(({ pointer }) => pointer)];
    };
    return { store, reads, clock, name };
  }

  const organisation = (id: string, version = 1, active = true): Organisation => ({
    id,
    version,
    nameTh: id,
    shortTh: null,
    sector: 'MEDIA',
    level: 'NON_STATE',
    areaCode: '42',
    parent: null,
    reportsAs: null,
    active,
    changedAt: '2026-05-01T00:00:00.000Z',
    changedBy: 's',
    before: [],
  });

  it('is asked for once a minute, and not at all when it is built in or no slug', async () => {
    const { store, reads, clock, name } = namingApi();
    await store.create(organisation('42-a'));
    expect(await name('cdd', 'none', 'moph')).toEqual([201]);
    expect(await name('CDD', 'ก')).toEqual([422, '/helpers/0', '/helpers/1']);
    expect(reads).toEqual([]);
    for (let turn = 0; turn < 3; turn += 1) expect(await name('cdd', '42-a', '42-a')).toEqual([201]);
    expect(reads).toEqual([['42-a']]);
    clock.ms += 59_999;
    await name('42-a');
    expect(reads).toHaveLength(1);
    clock.ms += 1;
    await name('42-a');
    expect(reads).toHaveLength(2);
  });

  it('may be named by everybody as soon as it is entered, and within a minute by nobody when it is closed', async () => {
    const { store, clock, name } = namingApi();
    expect(await name('cdd', '42-a')).toEqual([422, '/helpers/1']);
    await store.create(organisation('42-a'));
    expect(await name('cdd', '42-a')).toEqual([201]);
    await store.update(organisation('42-a'), organisation('42-a', 2, false));
    clock.ms += 60_000;
    expect(await name('cdd', '42-a')).toEqual([422, '/helpers/1']);
  });

  it('is not asked for among more names than any body has', async () => {
    const { reads, name } = namingApi();
    const [status] = await name(...Array.from({ length: 501 }, (_, number) => `42-${number}`));
    expect([status, reads]).toEqual([422, []]);
  });
});
