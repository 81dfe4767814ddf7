/** Deliveries to a real receiver over TLS, from the feed in the database: taken, refused, hanging, turned elsewhere. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { deliver } from '#functions/events/deliver/deliver.ts';
import type { Webhook } from '#shared/domain/event/webhook.ts';
import { createDynamoEvents, transactTelling } from '#shared/event/dynamo-events.ts';
import { createDynamoWebhooks } from '#shared/webhook/dynamo-webhook-store.ts';
import { isPublicAddress } from '#shared/webhook/public-address.ts';
import { createSender, isPublicUrl } from '#shared/webhook/send.ts';
import { signatureOf } from '#shared/webhook/signature.ts';
import { selfSigned } from '#test/webhooks/self-signed.ts';

import { ownTables } from './stores/open-stores.ts';

const HOST = 'events.receiver.example';
const { key, cert } = selfSigned(HOST);
const SECRET = 'whsec_test';
const NOW = new Date('2026-05-20T03:00:00.000Z');
/** Addresses of this machine stand for public ones; its second loopback address for a private one. */
const HERE = '127.0.0.1';
const PRIVATE = '127.0.0.2';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const ok: Answer = (_, response) => response.end('{}');

let server: Server;
let port: number;
let answer: Answer;
let received: { path: string; headers: IncomingMessage['headers']; body: string }[];
let address: string;

beforeAll(async () => {
  server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  }).listen(0, '0.0.0.0');
  await once(server, 'listening');
  const listening = server.address();
  port = typeof listening === 'object' && listening !== null ? listening.port : 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answer = ok;
  received = [];
  address = HERE;
});

const resolve = async () => [{ address, family: 4 }];
const isAllowed = (one: string) => one === HERE;
const send = createSender({ resolve, isAllowed, ca: cert, timeoutMs: 500 });
const to = (path = '/') => ({ url: `https://${HOST}:${port}${path}`, secret: SECRET });

describe('one delivery', () => {
  it('is signed over its moment and its body, and sends nothing else of ours', async () => {
    expect(await send(to('/hook?tenant=1'), '{"items":[]}', NOW)).toBeUndefined();
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = received;
    expect([path, body]).toEqual(['/hook?tenant=1', '{"items":[]}']);
    const timestamp = NOW.getTime() / 1000;
    expect(headers['webhook-timestamp']).toBe(String(timestamp));
    expect(headers['webhook-signature']).toBe(signatureOf(SECRET, timestamp, body));
    expect(Object.keys(headers).toSorted()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
      'webhook-signature',
      'webhook-timestamp',
    ]);
  });

  it.each([300, 304, 400, 410, 500, 503, 600])('is not taken by an answer of %i', async (status) => {
    answer = (_, response) => response.writeHead(status).end();
    expect(await send(to(), '{}', NOW)).toBe('STATUS');
  });

  it('follows no redirect', async () => {
    answer = (_, response) => response.writeHead(307, { location: `https://${HOST}:${port}/elsewhere` }).end();
    expect(await send(to('/first'), '{}', NOW)).toBe('STATUS');
    expect(received.map(({ path }) => path)).toEqual(['/first']);
  });

  it('waits no longer than its time for an answer that does not come, or comes drop by drop', async () => {
    answer = () => {};
    expect(await send(to(), '{}', NOW)).toBe('TIMEOUT');
    answer = (_, response) => {
      const drops = setInterval(() => response.socket?.write('x'), 50);
      response.socket?.write('HTTP/1.1 200 ');
      response.socket?.on('close', () => clearInterval(drops));
    };
    expect(await send(to(), '{}', NOW)).toBe('TIMEOUT');
  });

  it('reads nothing of a body, however long it is', async () => {
    let sent = 0;
    const ended = new Promise<void>((closed) => {
      answer = (_, response) => {
        response.on('close', closed);
        const chunk = Buffer.alloc(65_536);
        const more = () => {
          while (!response.destroyed && response.write(chunk)) sent += chunk.length;
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      };
    });
    expect(await send(to(), '{}', NOW)).toBeUndefined();
    await ended;
    // What the system's own buffers take, and no more.
    expect(sent).toBeLessThan(20_000_000);
  });

  it('takes no headers without end, and no other protocol', async () => {
    answer = (_, response) => response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(1_000_000)}`);
    expect(await send(to(), '{}', NOW)).toBe('CONNECTION');
    answer = (_, response) =>
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
    expect(await send(to(), '{}', NOW)).toMatch(/CONNECTION|STATUS/);
    answer = (_, response) => response.socket?.destroy();
    expect(await send(to(), '{}', NOW)).toBe('CONNECTION');
  });

  it('goes to a receiver alone whose certificate is trusted and of its name', async () => {
    const untrusting = createSender({ resolve, isAllowed, timeoutMs: 500 });
    expect(await untrusting(to(), '{}', NOW)).toBe('CONNECTION');
    const other = { url: `https://other.receiver.example:${port}/`, secret: SECRET };
    expect(await send(other, '{}', NOW)).toBe('CONNECTION');
    expect(received).toEqual([]);
  });

  it('goes to no address that is not public when it is sent, whatever the name led to before', async () => {
    expect(await isPublicUrl(to().url, { resolve, isAllowed })).toBe(true);
    address = PRIVATE;
    expect(await isPublicUrl(to().url, { resolve, isAllowed })).toBe(false);
    expect(await send(to(), '{}', NOW)).toBe('ADDRESS_NOT_PUBLIC');
    expect(received).toEqual([]);
  });

  it('connects to the address that was judged: a name server that changes its mind meanwhile changes nothing', async () => {
    let asked = 0;
    const turning = createSender({
      resolve: async () => [{ address: (asked += 1) === 1 ? HERE : PRIVATE, family: 4 }],
      isAllowed,
      ca: cert,
    });
    expect(await turning(to(), '{}', NOW)).toBeUndefined();
    expect(asked).toBe(1);
    expect(received[0]?.headers.host).toBe(`${HOST}:${port}`);
  });

  it('goes to a name of which every address is public', async () => {
    const both = async () => [HERE, PRIVATE].map((one) => ({ address: one, family: 4 }));
    expect(await isPublicUrl(to().url, { resolve: both, isAllowed })).toBe(false);
    expect(await createSender({ resolve: both, isAllowed, ca: cert })(to(), '{}', NOW)).toBe('ADDRESS_NOT_PUBLIC');
    const none = async () => [];
    expect(await isPublicUrl(to().url, { resolve: none, isAllowed })).toBe(false);
    expect(await createSender({ resolve: none, isAllowed, ca: cert })(to(), '{}', NOW)).toBe('ADDRESS_NOT_PUBLIC');
  });
});

describe('the address of a webhook as deployed', () => {
  it.each([
    'http://8.8.8.8/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://169.254.169.254/latest/meta-data',
    'https://user:pass@8.8.8.8/',
    'ftp://8.8.8.8/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//8.8.8.8/',
    '',
  ])('is not %s', async (url) => {
    expect(await isPublicUrl(url)).toBe(false);
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/',
    'https://localhost/',
    'http://8.8.8.8/',
  ])('is not sent to at %s either, if it was kept', async (url) => {
    expect(await isPublicUrl(url)).toBe(false);
    expect(await createSender()({ url, secret: SECRET }, '{}', NOW)).toBe('ADDRESS_NOT_PUBLIC');
  });

  it('may be one of the public internet, over https', async () => {
    expect(await isPublicUrl('https://8.8.8.8/hook')).toBe(true);
    expect(isPublicAddress(HERE)).toBe(false);
  });
});

describe('deliveries from the database', () => {
  it('reach the receiver when it is well again, and are kept as taken', async () => {
    const at = await ownTables();
    const { client, tables } = at;
    const webhooks = createDynamoWebhooks(at);
    const clock = { now: new Date() };
    const webhook: Webhook = {
      id: randomUUID(),
      organisation: 'cdd',
      url: to().url,
      secret: SECRET,
      createdAt: new Date(clock.now.getTime() - 1000).toISOString(),
      createdBy: 'a',
    };
    await webhooks.create(webhook);
    for (const organisation of ['cdd', 'cdd-2'])
      await transactTelling(
        client,
        tables.Operations,
        [],
        [{ type: 'grant.changed', organisation, account: 'someone' }],
      );
    const deps = { webhooks, events: createDynamoEvents(at), send, clock: () => clock.now };
    const later = (seconds: number) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    };
    const round = async () => await deliver(deps, new Date(clock.now.getTime() + 40_000));

    later(15);
    answer = (_, response) => response.writeHead(500).end();
    expect(await round()).toEqual({ taken: 0, failed: 1 });
    expect((await webhooks.ofOrganisation('cdd'))[0]?.progress?.failed).toMatchObject({ reason: 'STATUS', tries: 1 });
    expect(await webhooks.ofOrganisation('cdd-2')).toEqual([]);
    answer = ok;
    later(61);
    expect(await round()).toEqual({ taken: 1, failed: 0 });
    later(61);
    expect(await round()).toEqual({ taken: 0, failed: 0 });
    expect(received).toHaveLength(2);
    expect(received[0]?.body).toContain('"type":"grant.changed"');
    expect((JSON.parse(received[1]?.body ?? '') as { items: unknown[] }).items).toHaveLength(1);

    const [known] = await webhooks.all();
    expect(known?.progress).toMatchObject({ version: 2, failed: null });
    // A round that began before this one ended.
    const late = { version: 2, after: '', takenAt: null, failed: null };
    expect(await webhooks.putProgress(webhook, late, clock.now)).toBe(false);
    await webhooks.end(webhook, clock.now);
    expect(await webhooks.all()).toEqual([]);
  });
});
