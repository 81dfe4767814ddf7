import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { errorCode, foreignS3, newBucket, presigningClient, s3Client } from './s3-probes.ts';

const s3 = s3Client();
const presigner = presigningClient();
let Bucket: string;

beforeAll(async () => {
  Bucket = await newBucket(s3);
});

const put = (Key: string, Body: string | Buffer, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const text = async (Key: string, more: object = {}): Promise<string> =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body!.transformToString();

describe('buckets', () => {
  it('are made, found, listed and deleted only when empty', async () => {
    const name = await newBucket(s3);
    await s3.send(new HeadBucketCommand({ Bucket: name }));
    const listed = await s3.send(new ListBucketsCommand({}));
    expect(listed.Buckets?.map((bucket) => bucket.Name)).toContain(name);
    await s3.send(new PutObjectCommand({ Bucket: name, Key: 'a', Body: 'a' }));
    expect(await errorCode(s3.send(new DeleteBucketCommand({ Bucket: name })))).toBe('BucketNotEmpty');
    await s3.send(new DeleteObjectCommand({ Bucket: name, Key: 'a' }));
    await s3.send(new DeleteBucketCommand({ Bucket: name }));
    expect(await errorCode(s3.send(new ListObjectsV2Command({ Bucket: name })))).toBe('NoSuchBucket');
  });

  it('refuse a name that exists or is not allowed', async () => {
    expect(await errorCode(s3.send(new CreateBucketCommand({ Bucket })))).toMatch(/^BucketAlready/);
    expect(await errorCode(s3.send(new CreateBucketCommand({ Bucket: 'Not_Allowed' })))).toBe('InvalidBucketName');
  });

  it('keep versions when asked to', async () => {
    const name = await newBucket(s3);
    await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }));
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket: name }))).Status).toBe('Enabled');
    const first = await s3.send(new PutObjectCommand({ Bucket: name, Key: 'k', Body: 'one' }));
    const second = await s3.send(new PutObjectCommand({ Bucket: name, Key: 'k', Body: 'two' }));
    expect(second.VersionId).not.toBe(first.VersionId);
    const old = await s3.send(new GetObjectCommand({ Bucket: name, Key: 'k', VersionId: first.VersionId! }));
    expect(await old.Body!.transformToString()).toBe('one');
    const current = await s3.send(new GetObjectCommand({ Bucket: name, Key: 'k' }));
    expect(await current.Body!.transformToString()).toBe('two');
  });

  it.runIf(!foreignS3)('say 501 to configuration that is not kept here', async () => {
    const lifecycle = { Rules: [{ Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 1 } }] };
    expect(
      await errorCode(
        s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: lifecycle })),
      ),
    ).toBe('NotImplemented');
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('ap-southeast-1');
  });
});

describe('objects', () => {
  it('come back with their bytes, type and metadata', async () => {
    const body = randomBytes(100_000);
    const answer = await put('folder/ข้อมูล ครัวเรือน+1.csv', body, {
      ContentType: 'text/csv',
      Metadata: { upload: '42' },
      CacheControl: 'no-store',
    });
    expect(answer.ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'folder/ข้อมูล ครัวเรือน+1.csv' }));
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(body)).toBe(true);
    expect(got.ContentType).toBe('text/csv');
    expect(got.CacheControl).toBe('no-store');
    expect(got.Metadata).toEqual({ upload: '42' });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'folder/ข้อมูล ครัวเรือน+1.csv' }));
    expect(head.ContentLength).toBe(100_000);
  });

  it('may be empty', async () => {
    await put('empty', '');
    expect(await text('empty')).toBe('');
  });

  it('are not there when they are not there', async () => {
    expect(await errorCode(s3.send(new GetObjectCommand({ Bucket, Key: 'nothing' })))).toBe('NoSuchKey');
    expect(await errorCode(s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' })))).toBe('NotFound');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'nothing' }));
  });

  it('come as a stream with a checksum behind it', async () => {
    const body = randomBytes(300_000);
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'stream',
        Body: Readable.from([body.subarray(0, 1000), body.subarray(1000)]),
        ContentLength: body.length,
        ChecksumAlgorithm: 'CRC32',
      }),
    );
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'stream', ChecksumMode: 'ENABLED' }));
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(body)).toBe(true);
    expect(got.ChecksumCRC32).toMatch(/^[A-Za-z0-9+/]{6}==$/);
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)('keep the checksum %s', async (ChecksumAlgorithm) => {
    await put(`sum-${ChecksumAlgorithm}`, 'logbook', { ChecksumAlgorithm });
    const got = await s3.send(
      new HeadObjectCommand({ Bucket, Key: `sum-${ChecksumAlgorithm}`, ChecksumMode: 'ENABLED' }),
    );
    expect(got[`Checksum${ChecksumAlgorithm}`]).toBeTruthy();
  });

  it('are refused when the checksum or the digest is wrong, and nothing stays', async () => {
    expect(
      await errorCode(put('wrong', 'x', { ChecksumSHA256: createHash('sha256').update('y').digest('base64') })),
    ).toBe('BadDigest');
    expect(await errorCode(put('wrong', 'x', { ContentMD5: createHash('md5').update('y').digest('base64') }))).toBe(
      'BadDigest',
    );
    expect(await errorCode(text('wrong'))).toBe('NoSuchKey');
  });

  it('are written once with If-None-Match and compared with If-Match', async () => {
    const first = await put('once', 'one', { IfNoneMatch: '*' });
    expect(await errorCode(put('once', 'two', { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await text('once')).toBe('one');
    expect(await errorCode(put('once', 'two', { IfMatch: '"00000000000000000000000000000000"' }))).toBe(
      'PreconditionFailed',
    );
    await put('once', 'two', { IfMatch: first.ETag! });
    expect(await text('once')).toBe('two');
  });

  it('let exactly one of many writers win', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => errorCode(put('race', `${index}`, { IfNoneMatch: '*' }))),
    );
    expect(results.filter((code) => code === undefined)).toHaveLength(1);
  });

  it('answer conditional reads', async () => {
    const { ETag } = await put('read', 'abc');
    await expect(text('read', { IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    expect(await errorCode(text('read', { IfMatch: '"0"' }))).toBe('PreconditionFailed');
    expect(await text('read', { IfMatch: ETag })).toBe('abc');
  });

  it.each([
    ['bytes=0-4', '01234'],
    ['bytes=5-', '56789'],
    ['bytes=-3', '789'],
    ['bytes=8-100', '89'],
  ])('give the range %s', async (Range, expected) => {
    await put('range', '0123456789');
    expect(await text('range', { Range })).toBe(expected);
  });

  it('refuse a range behind the end', async () => {
    await put('range', '0123456789');
    expect(await errorCode(text('range', { Range: 'bytes=10-20' }))).toBe('InvalidRange');
  });

  it('are copied with their metadata or with new', async () => {
    await put('from/ก ข+ค.txt', 'copied', { Metadata: { a: '1' } });
    const CopySource = `${Bucket}/${encodeURIComponent('from/ก ข+ค.txt')}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }))).Metadata).toEqual({ a: '1' });
    await s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy2', CopySource, MetadataDirective: 'REPLACE', Metadata: { b: '2' } }),
    );
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy2' }))).Metadata).toEqual({ b: '2' });
    expect(await text('copy2')).toBe('copied');
  });

  it('are deleted many at a time', async () => {
    await Promise.all(['d/1', 'd/2', 'd/&<3>'].map((key) => put(key, key)));
    const answer = await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: ['d/1', 'd/2', 'd/&<3>', 'd/never'].map((Key) => ({ Key })) },
      }),
    );
    expect(answer.Deleted).toHaveLength(4);
    expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'd/' }))).KeyCount).toBe(0);
  });
});

describe('keys', () => {
  it.each(['../../escaped.txt', 'a/../../b', '..', './x', '/lead', 'a//b', '%2e%2e/x', 'x\u0000y', 'bucket.json'])(
    '%j stay in their bucket',
    async (Key) => {
      const name = await newBucket(s3);
      await s3.send(new PutObjectCommand({ Bucket: name, Key, Body: Key }));
      const got = await s3.send(new GetObjectCommand({ Bucket: name, Key }));
      expect(await got.Body!.transformToString()).toBe(Key);
    },
  );

  it('are listed in UTF-8 order, page by page, and by common prefix', async () => {
    const name = await newBucket(s3);
    const keys = [
      ...Array.from({ length: 25 }, (_, index) => `p/${String(index).padStart(2, '0')}/x`),
      ...Array.from({ length: 5 }, (_, index) => `p/00/${index}`),
      'p/ก',
      'p/\u{1F600}',
      'p/\uFF5E',
      'q',
    ];
    await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket: name, Key, Body: 'x' }))));
    const seen: string[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: name,
          Prefix: 'p/',
          MaxKeys: 7,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      seen.push(...(page.Contents ?? []).map((object) => object.Key!));
      token = page.NextContinuationToken;
      pages += 1;
    } while (token !== undefined);
    const expected = keys
      .filter((key) => key.startsWith('p/'))
      .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
    expect(seen).toEqual(expected);
    expect(pages).toBe(Math.ceil(expected.length / 7));

    const prefixes: string[] = [];
    const plain: string[] = [];
    token = undefined;
    do {
      const page: ListObjectsV2CommandOutput = await s3.send(
        new ListObjectsV2Command({
          Bucket: name,
          Prefix: 'p/',
          Delimiter: '/',
          MaxKeys: 4,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      prefixes.push(...(page.CommonPrefixes ?? []).map((common) => common.Prefix!));
      plain.push(...(page.Contents ?? []).map((object) => object.Key!));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    expect(prefixes).toEqual(Array.from({ length: 25 }, (_, index) => `p/${String(index).padStart(2, '0')}/`));
    expect(plain).toHaveLength(3);
    const after = await s3.send(new ListObjectsV2Command({ Bucket: name, StartAfter: 'p/24/x', MaxKeys: 1 }));
    expect(after.Contents?.map((object) => object.Key)).toEqual(['p/ก']);
    expect(after.IsTruncated).toBe(true);
  });
});

describe('multipart uploads', () => {
  const part = randomBytes(5 * 1024 * 1024);

  it('join to one object through lib-storage', async () => {
    const body = Buffer.concat([part, part, Buffer.from('end')]);
    const answer = await new Upload({
      client: s3,
      params: { Bucket, Key: 'big', Body: Readable.from([body]), ContentType: 'text/csv' },
      partSize: part.length,
    }).done();
    expect(answer.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(body)).toBe(true);
    expect(got.ContentType).toBe('text/csv');
  });

  it('refuse parts that are unknown or out of order, and list and abort', async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    const upload = { Bucket, Key: 'parts', UploadId: UploadId! };
    const one = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: part }));
    const two = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: 'tail' }));
    const listed = await s3.send(new ListPartsCommand(upload));
    expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, part.length],
      [2, 4],
    ]);
    const complete = (Parts: { PartNumber: number; ETag: string }[]) =>
      errorCode(s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })));
    expect(await complete([{ PartNumber: 1, ETag: '"bad"' }])).toBe('InvalidPart');
    expect(
      await complete([
        { PartNumber: 2, ETag: two.ETag! },
        { PartNumber: 1, ETag: one.ETag! },
      ]),
    ).toBe('InvalidPartOrder');
    expect(await errorCode(text('parts'))).toBe('NoSuchKey');
    await s3.send(new AbortMultipartUploadCommand(upload));
    expect(await errorCode(s3.send(new ListPartsCommand(upload)))).toBe('NoSuchUpload');
  });

  it.runIf(!foreignS3)('refuse small parts before the last', async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'small' }));
    const upload = { Bucket, Key: 'small', UploadId: UploadId! };
    const parts = await Promise.all(
      [1, 2].map(async (PartNumber) => ({
        PartNumber,
        ETag: (await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'small' }))).ETag!,
      })),
    );
    expect(
      await errorCode(s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }))),
    ).toBe('EntityTooSmall');
  });
});

describe('signatures', () => {
  it('are needed and must be right', async () => {
    await put('secret', 'x');
    expect((await fetch(`${inject('s3').endpoint}/${Bucket}/secret`)).status).toBe(403);
    const liar = s3Client({ secretAccessKey: 'not the secret' });
    expect(await errorCode(liar.send(new GetObjectCommand({ Bucket, Key: 'secret' })))).toBe('SignatureDoesNotMatch');
  });

  it('of a presigned GET hold until they expire and only for what was signed', async () => {
    await put('signed/ไฟล์.txt', 'for you');
    const command = new GetObjectCommand({
      Bucket,
      Key: 'signed/ไฟล์.txt',
      ResponseContentDisposition: 'attachment; filename="a.txt"',
    });
    const url = await getSignedUrl(presigner, command, { expiresIn: 60 });
    const answer = await fetch(url);
    expect(await answer.text()).toBe('for you');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.txt"');
    expect((await fetch(url.replace('signed/', 'signed2/'))).status).toBe(403);
    expect((await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'))).status).toBe(403);
    expect((await fetch(url, { method: 'PUT', body: 'mine now' })).status).toBe(403);
    const old = await getSignedUrl(presigner, command, {
      expiresIn: 60,
      signingDate: new Date(Date.now() - 120_000),
    });
    expect((await fetch(old)).status).toBe(403);
  });

  it('of a presigned PUT hold for the key and the signed headers', async () => {
    const url = await getSignedUrl(presigner, new PutObjectCommand({ Bucket, Key: 'put' }), { expiresIn: 60 });
    expect((await fetch(url, { method: 'PUT', body: 'hello' })).status).toBe(200);
    expect(await text('put')).toBe('hello');
    expect((await fetch(url.replace('/put?', '/other?'), { method: 'PUT', body: 'hello' })).status).toBe(403);
    const sized = await getSignedUrl(
      presigner,
      new PutObjectCommand({ Bucket, Key: 'sized', ContentLength: 5, ContentType: 'text/plain' }),
      { expiresIn: 60, signableHeaders: new Set(['content-length', 'content-type', 'host']) },
    );
    const headers = { 'content-type': 'text/plain' };
    expect((await fetch(sized, { method: 'PUT', body: 'longer than five', headers })).status).toBe(403);
    expect((await fetch(sized, { method: 'PUT', body: '12345', headers })).status).toBe(200);
  });
});

describe('presigned form uploads', () => {
  type FormChange = {
    key?: string;
    fields?: Record<string, string>;
    accessKey?: string;
    body?: string;
    filename?: string;
    drop?: string;
    expires?: number;
  };
  const post = async (change: FormChange = {}): Promise<Response> => {
    const { url, fields } = await createPresignedPost(presigner, {
      Bucket,
      Key: change.key ?? 'form/${filename}',
      Conditions: [
        ['content-length-range', 5, 100],
        ['starts-with', '$Content-Type', 'text/'],
        { 'x-amz-meta-upload': '7' },
      ],
      Fields: { 'x-amz-meta-upload': '7' },
      Expires: change.expires ?? 60,
    });
    if (change.accessKey !== undefined)
      fields['X-Amz-Credential'] = fields['X-Amz-Credential']!.replace(/^[^/]+/, change.accessKey);
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, 'Content-Type': 'text/csv', ...change.fields }))
      if (name !== change.drop) form.append(name, value);
    form.append('file', new Blob([change.body ?? 'id,name\n1,a']), change.filename ?? 'แบบ 1.csv');
    return fetch(url, { method: 'POST', body: form });
  };

  it('make the object with its type and metadata', async () => {
    const answer = await post();
    expect(answer.status).toBe(204);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'form/แบบ 1.csv' }));
    expect(head.ContentType).toBe('text/csv');
    expect(head.Metadata).toEqual({ upload: '7' });
  });

  it.each<[string, FormChange, number]>([
    ['too large', { body: 'x'.repeat(101) }, 400],
    ['too small', { body: 'x' }, 400],
    ['another key', { fields: { key: 'elsewhere/a' } }, 403],
    ['another type', { fields: { 'Content-Type': 'image/png' } }, 403],
    ['a field that the policy does not know', { fields: { 'x-amz-meta-more': '1' } }, 403],
    ['a changed field', { fields: { 'x-amz-meta-upload': '8' } }, 403],
    ['another credential', { accessKey: 'AKIAOTHER' }, 403],
  ])('refuse what is %s', async (_name, change, status) => {
    const answer = await post({ filename: 'refused.csv', ...change });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain('<Code>');
    expect(await errorCode(s3.send(new HeadObjectCommand({ Bucket, Key: 'form/refused.csv' })))).toBe('NotFound');
  });

  it('refuse a wrong or missing signature', async () => {
    expect((await post({ fields: { 'X-Amz-Signature': '0'.repeat(64) } })).status).toBe(403);
    expect((await post({ drop: 'X-Amz-Signature' })).status).toBeGreaterThanOrEqual(400);
    expect((await post({ drop: 'Policy' })).status).toBeGreaterThanOrEqual(400);
  });

  it('refuse an expired policy', async () => {
    expect((await post({ expires: -10 })).status).toBe(403);
  });

  it('cannot leave the prefix by the name of the file', async () => {
    const answer = await post({ filename: '../../up.csv' });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(answer.status).toBe(204);
    expect(Contents?.map((object) => object.Key)).toContain('form/up.csv');
  });
});

describe('browsers', () => {
  it('may use a bucket from the origins that its rules name', async () => {
    const name = await newBucket(s3);
    await s3.send(
      new PutBucketCorsCommand({
        Bucket: name,
        CORSConfiguration: {
          CORSRules: [
            {
              AllowedOrigins: ['https://logbook.example'],
              AllowedMethods: ['POST', 'GET'],
              AllowedHeaders: ['*'],
              ExposeHeaders: ['ETag'],
              MaxAgeSeconds: 300,
            },
          ],
        },
      }),
    );
    const preflight = (origin: string, method: string) =>
      fetch(`${inject('s3').endpoint}/${name}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'content-type',
        },
      });
    const allowed = await preflight('https://logbook.example', 'POST');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://logbook.example');
    expect((await preflight('https://evil.example', 'POST')).status).toBe(403);
    expect((await preflight('https://logbook.example', 'DELETE')).status).toBe(403);
    const refused = await fetch(`${inject('s3').endpoint}/${name}/x`, {
      headers: { origin: 'https://logbook.example' },
    });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://logbook.example');
  });
});
