import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpApi, type HttpApiEvent, type HttpApiRoute } from '#local/engines/http-api.ts';
import { type Served, serve } from './serve.ts';

let events: HttpApiEvent[];
let errors: string[];
let api: Served;

const echo = (result: unknown = { statusCode: 200, body: 'ok' }): HttpApiRoute['handler'] => {
  return async (event) => {
    events.push(event);
    return result;
  };
};

const routes: HttpApiRoute[] = [
  { method: 'GET', path: '/v1/households/{id}', handler: echo({ statusCode: 200, body: 'one' }), public: true },
  { method: 'GET', path: '/v1/households/mine', handler: echo({ statusCode: 200, body: 'mine' }), public: true },
  { method: 'ANY', path: '/v1/households/{id}', handler: echo({ statusCode: 200, body: 'any' }), public: true },
  { method: 'GET', path: '/v1/files/{path+}', handler: echo({ statusCode: 200, body: 'greedy' }), public: true },
  { method: 'POST', path: '/v1/entries', handler: echo(), public: true },
  { method: 'GET', path: '/v1/me', handler: echo() },
  { method: 'GET', path: '/v1/plain', handler: echo({ rows: 1, gone: undefined }), public: true },
  {
    method: 'GET',
    path: '/v1/rich',
    handler: echo({
      statusCode: 201,
      headers: { 'X-Count': 3, Connection: 'close' },
      cookies: ['a=1', 'b=2'],
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    }),
    public: true,
  },
  { method: 'GET', path: '/v1/nothing', handler: echo({ statusCode: 204 }), public: true },
  { method: 'GET', path: '/v1/throws', handler: () => Promise.reject(new Error('secret detail')), public: true },
  { method: 'GET', path: '/v1/wrong', handler: echo({ statusCode: 'what' }), public: true },
  { method: 'GET', path: '/v1/large', handler: async () => 'x'.repeat(6 * 1024 * 1024 + 1), public: true },
  { method: 'GET', path: '/v1/slow', handler: () => new Promise(() => undefined), public: true },
];

beforeEach(async () => {
  events = [];
  errors = [];
  api = await serve(
    createHttpApi({
      routes,
      authorizer: async ({ identitySource: [header] }) =>
        header === 'nobody'
          ? { isAuthorized: false, context: {} }
          : { isAuthorized: true, context: { sub: header === 'Bearer good' ? 's' : undefined } },
      fallback: (req, res) => {
        res.end(`page ${req.url}`);
      },
      timeoutMs: 200,
      now: () => new Date('2026-11-25T03:04:05Z'),
      onError: (_error, routeKey) => errors.push(routeKey),
    }),
  );
});

afterEach(() => api.stop());

const get = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(api.url + path, init);
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
};

describe('routes', () => {
  it.each([
    ['GET', '/v1/households/mine', 'mine'],
    ['GET', '/v1/households/42', 'one'],
    ['DELETE', '/v1/households/42', 'any'],
    ['GET', '/v1/files/a/b%20c', 'greedy'],
    ['GET', '/somewhere', 'page /somewhere'],
    ['GET', '/v1/households/', 'page /v1/households/'],
  ])('%s %s', async (method, path, body) => {
    expect(await get(path, { method })).toMatchObject({ status: 200, body });
  });

  it('are unknown with another method', async () => {
    expect(await get('/v1/entries')).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
  });
});

describe('the event', () => {
  it('has decoded parameters and joined query, headers and cookies', async () => {
    await new Promise<void>((resolve) => {
      const req = request(`${api.url}/v1/households/%E0%B8%81%2F1?a=1&a=2&b=x%20y+z&c`, (res) => {
        res.resume().on('end', () => resolve());
      });
      req.setHeader('X-Two', ['1', '2']);
      req.setHeader('Cookie', 'one=1; two=2');
      req.end();
    });
    expect(events[0]).toMatchObject({
      version: '2.0',
      routeKey: 'GET /v1/households/{id}',
      rawPath: '/v1/households/%E0%B8%81%2F1',
      rawQueryString: 'a=1&a=2&b=x%20y+z&c',
      queryStringParameters: { a: '1,2', b: 'x y z', c: '' },
      pathParameters: { id: 'ก/1' },
      cookies: ['one=1', 'two=2'],
      headers: { 'x-two': '1,2', 'x-forwarded-proto': 'http' },
      requestContext: { time: '25/Nov/2026:03:04:05 +0000', http: { method: 'GET', sourceIp: '127.0.0.1' } },
      isBase64Encoded: false,
    });
    expect(events[0]!.headers['cookie']).toBeUndefined();
    expect(events[0]!.body).toBeUndefined();
  });

  it('has text as text and other bytes as base64', async () => {
    await get('/v1/entries', { method: 'POST', body: '{"ก":1}', headers: { 'content-type': 'application/json' } });
    await get('/v1/entries', {
      method: 'POST',
      body: new Uint8Array([0, 200]),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(events.map((event) => [event.body, event.isBase64Encoded])).toEqual([
      ['{"ก":1}', false],
      [Buffer.from([0, 200]).toString('base64'), true],
    ]);
  });

  it('has U+FFFD where bytes are not UTF-8, as the gateway decodes them, in a body and in a query', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xca, 0xc1, 0xaa]), Buffer.from('"}')]);
    await get('/v1/entries', { method: 'POST', body: bytes, headers: { 'content-type': 'application/json' } });
    await get('/v1/households/1?a=%CA%C1&b=%E0%B8%81%2B&c=50%&d=%E0%B8');
    expect(events.map((event) => [event.body, event.isBase64Encoded])).toEqual([
      ['{"a":"\ufffd\ufffd\ufffd"}', false],
      [undefined, false],
    ]);
    expect(events[1]?.queryStringParameters).toEqual({ a: '\ufffd\ufffd', b: 'ก+', c: '50%', d: '\ufffd' });
  });

  it('has at most 10 MB, whether announced or not', async () => {
    const large = 'x'.repeat(10 * 1024 * 1024 + 1);
    expect((await get('/v1/entries', { method: 'POST', body: large })).status).toBe(413);
    const streamed = await fetch(`${api.url}/v1/entries`, {
      method: 'POST',
      body: new Blob([large]).stream(),
      duplex: 'half',
    });
    expect(await streamed.json()).toEqual({ message: 'Request Entity Too Large' });
    expect(streamed.status).toBe(413);
    expect((await get('/v1/entries', { method: 'POST', body: large.slice(1) })).status).toBe(200);
  });
});

describe('tokens', () => {
  it.each([undefined, ''])('%j is no header, and unauthorized', async (authorization) => {
    const answer = await get('/v1/me', authorization === undefined ? {} : { headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
    expect(events).toEqual([]);
  });

  it('give what the authorizer tells of them to the function', async () => {
    await get('/v1/me', { headers: { authorization: 'Bearer good' } });
    expect(events[0]!.requestContext.authorizer).toEqual({ lambda: { sub: 's' } });
  });

  it('that the authorizer refuses are forbidden', async () => {
    const answer = await get('/v1/me', { headers: { authorization: 'nobody' } });
    expect(answer).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });
});

describe('the answer', () => {
  it('may be any value', async () => {
    const answer = await get('/v1/plain');
    expect(answer).toMatchObject({ status: 200, body: '{"rows":1}' });
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  it('has its status, headers, cookies and bytes', async () => {
    const answer = await fetch(`${api.url}/v1/rich`);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-count')).toBe('3');
    expect(answer.headers.get('connection')).not.toBe('close');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255]);
    expect((await get('/v1/nothing')).status).toBe(204);
  });

  it.each(['/v1/throws', '/v1/wrong', '/v1/large'])('of %s is 500 and says nothing more', async (path) => {
    expect(await get(path)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    expect(errors).toEqual([`GET ${path}`]);
  });

  it('that takes too long is 503', async () => {
    expect(await get('/v1/slow')).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
  });
});
