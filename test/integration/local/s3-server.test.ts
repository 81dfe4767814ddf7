import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ObjectCreated, type S3Engine, startS3 } from '#local/engines/s3/server.ts';
import { errorCode } from './s3-probes.ts';

const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
const Bucket = 'uploads';
let dir: string;
let s3: S3Engine;
let client: S3Client;

const start = async (): Promise<void> => {
  s3 = await startS3({ dir, credentials, buckets: [Bucket] });
  client = new S3Client({ endpoint: s3.endpoint, region: 'ap-southeast-1', forcePathStyle: true, credentials });
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 's3-server-'));
  await start();
});

afterEach(async () => {
  client.destroy();
  await s3.stop();
  await rm(dir, { recursive: true, force: true });
});

const read = async (Key: string): Promise<string> =>
  (await client.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();

const leftovers = (): string[] => [
  ...readdirSync(join(dir, '.incoming')),
  ...readdirSync(join(dir, Bucket, 'objects')),
];

const untilEmpty = async (): Promise<string[]> => {
  for (let tries = 0; tries < 100 && leftovers().length > 0; tries += 1) await delay(10);
  return leftovers();
};

/** Sends part of a body and cuts the connection. */
const sendAndCut = (url: string, method: string, headers: Record<string, string>, start_: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const req = request(url, { method, headers });
    req.on('error', () => resolve());
    req.write(start_);
    setTimeout(() => req.destroy(new Error('cut')), 50);
  });

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** Signs a PUT by hand, because the SDK never signs its chunks. */
const signedPut = (key: string, payload: string, more: Record<string, string>) => {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${date.slice(0, 8)}/ap-southeast-1/s3/aws4_request`;
  const headers: Record<string, string> = {
    host: new URL(s3.endpoint).host,
    'x-amz-content-sha256': payload,
    'x-amz-date': date,
    ...more,
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonical = ['PUT', `/${Bucket}/${key}`, '', lines, names.join(';'), payload].join('\n');
  const signing = ['ap-southeast-1', 's3', 'aws4_request'].reduce(
    (previous, text) => hmac(previous, text),
    hmac('AWS4secret', date.slice(0, 8)),
  );
  const sign = (kind: string, ...rest: string[]): string =>
    hmac(signing, [`AWS4-HMAC-SHA256${kind}`, date, scope, ...rest].join('\n')).toString('hex');
  const seed = sign('', sha(canonical));
  const authorization = `AWS4-HMAC-SHA256 Credential=key/${scope}, SignedHeaders=${names.join(';')}, Signature=${seed}`;
  return { headers: { ...headers, authorization }, seed, sign };
};

const chunkedBody = (
  chunks: string[],
  seed: string,
  sign: (kind: string, ...rest: string[]) => string,
  trailer?: string,
): string => {
  let before = seed;
  let body = '';
  for (const chunk of [...chunks, '']) {
    before = sign('-PAYLOAD', before, sha(''), sha(chunk));
    body += `${Buffer.byteLength(chunk).toString(16)};chunk-signature=${before}\r\n${chunk}${chunk === '' ? '' : '\r\n'}`;
  }
  if (trailer === undefined) return `${body}\r\n`;
  return `${body}${trailer}\r\nx-amz-trailer-signature:${sign('-TRAILER', before, sha(`${trailer}\n`))}\r\n\r\n`;
};

const sendPut = async (key: string, headers: Record<string, string>, body: string): Promise<number> => {
  const answer = await fetch(`${s3.endpoint}/${Bucket}/${key}`, { method: 'PUT', headers, body });
  await answer.arrayBuffer();
  return answer.status;
};

describe('the S3 server of one machine', () => {
  it('tells of every object after it is there', async () => {
    const events: ObjectCreated[] = [];
    s3.on('object-created', (event) => events.push(event));
    await client.send(new PutObjectCommand({ Bucket, Key: 'a b/ก.csv', Body: 'abc' }));
    await delay(5);
    expect(events).toEqual([
      { bucket: Bucket, key: 'a b/ก.csv', size: 3, etag: createHash('md5').update('abc').digest('hex') },
    ]);
  });

  it('keeps its objects, types and conditions through a restart', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'still here', ContentType: 'text/csv' }));
    await s3.stop();
    await start();
    expect(await read('kept')).toBe('still here');
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'kept' }))).ContentType).toBe('text/csv');
    expect(
      await errorCode(client.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'x', IfNoneMatch: '*' }))),
    ).toBe('PreconditionFailed');
  });

  it('names no file by a key and deletes the body that was replaced', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: '../../../escape', Body: '1' }));
    await client.send(new PutObjectCommand({ Bucket, Key: '../../../escape', Body: '2' }));
    expect(existsSync(join(dir, '..', 'escape'))).toBe(false);
    const files = readdirSync(join(dir, Bucket, 'objects'));
    expect(files).toHaveLength(2);
    expect(files.every((file) => /^[0-9a-f]{64}\.[0-9a-z.-]+$/.test(file))).toBe(true);
  });

  it('cannot be walked out of its folder by a bucket name', async () => {
    const answers = await Promise.all(
      ['/%2e%2e/x', '/..%2fx/y', '/.incoming/x'].map(async (path) => {
        const { hostname, port } = new URL(s3.endpoint);
        return new Promise<number | undefined>((resolve) => {
          request({ hostname, port, path, method: 'GET' }, (res) => resolve(res.resume().statusCode)).end();
        });
      }),
    );
    expect(answers).toEqual([403, 403, 403]);
  });

  it('keeps nothing of a PUT that breaks off', async () => {
    const { headers } = signedPut('broken', 'UNSIGNED-PAYLOAD', { 'content-length': '1000000' });
    await sendAndCut(`${s3.endpoint}/${Bucket}/broken`, 'PUT', headers, randomBytes(200_000));
    expect(await untilEmpty()).toEqual([]);
    expect(await errorCode(read('broken'))).toBe('NoSuchKey');
  });

  it.each([0, 60])('keeps nothing of a form upload that breaks off %i bytes before its end', async (missing) => {
    const { url, fields } = await createPresignedPost(client, { Bucket, Key: 'broken' });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([randomBytes(200_000)]), 'a.csv');
    const whole = new Response(form);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const cut = missing === 0 ? bytes.subarray(0, 100_000) : bytes.subarray(0, bytes.length - missing);
    const headers = {
      'content-type': whole.headers.get('content-type')!,
      'content-length': String(bytes.length),
    };
    await sendAndCut(url, 'POST', headers, cut);
    expect(await untilEmpty()).toEqual([]);
    expect(await errorCode(read('broken'))).toBe('NoSuchKey');
  });

  it('reads signed chunks and their signed trailer', async () => {
    const words = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '11' };
    const plain = signedPut('chunks', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', words);
    expect(await sendPut('chunks', plain.headers, chunkedBody(['hello ', 'world'], plain.seed, plain.sign))).toBe(200);
    expect(await read('chunks')).toBe('hello world');

    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32('hello world'));
    const trailer = `x-amz-checksum-crc32:${checksum.toString('base64')}`;
    const kind = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
    const trailed = signedPut('trailed', kind, { ...words, 'x-amz-trailer': 'x-amz-checksum-crc32' });
    const body = chunkedBody(['hello world'], trailed.seed, trailed.sign, trailer);
    expect(await sendPut('trailed', trailed.headers, body)).toBe(200);
    expect(await sendPut('trailed', trailed.headers, body.replace('hello', 'jello'))).toBe(403);
    // Another digit, whatever the signature began with: it is made from the time, so it may begin with any.
    const otherDigit = body.replace(/(?<=trailer-signature:)./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await sendPut('trailed', trailed.headers, otherDigit)).toBe(403);
    expect(await read('trailed')).toBe('hello world');
  });

  it('refuses a trailer whose checksum is wrong, a missing chunk end and a wrong length', async () => {
    const words = { 'x-amz-decoded-content-length': '5', 'x-amz-trailer': 'x-amz-checksum-crc32' };
    const put = (body: string): Promise<number> => {
      const { headers } = signedPut('t', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', words);
      return sendPut('t', headers, body);
    };
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32('hello'));
    const good = `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${checksum.toString('base64')}\r\n\r\n`;
    expect(await put(good)).toBe(200);
    expect(await put(good.replace('hello', 'hallo'))).toBe(400);
    expect(await put('5\r\nhello\r\n0\r\n\r\n')).toBe(400);
    expect(await put('5\r\nhel')).toBe(400);
    expect(await put(good.replace('5\r\nhello', '4\r\nhell'))).toBe(400);
  });

  it('wants every x-amz header signed', async () => {
    const { headers } = signedPut('meta', 'UNSIGNED-PAYLOAD', {});
    expect(await sendPut('meta', { ...headers, 'x-amz-meta-added': 'by someone' }, 'x')).toBe(403);
    expect(await sendPut('meta', headers, 'x')).toBe(200);
  });

  it('refuses a clock that is far off', async () => {
    const late = new S3Client({
      endpoint: s3.endpoint,
      region: 'ap-southeast-1',
      forcePathStyle: true,
      credentials,
      systemClockOffset: 3_600_000,
      maxAttempts: 1,
    });
    expect(await errorCode(late.send(new PutObjectCommand({ Bucket, Key: 'late', Body: 'x' })))).toBe(
      'RequestTimeTooSkewed',
    );
  });
});
