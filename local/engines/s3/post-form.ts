import busboy from 'busboy';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { algorithmOfHeader, type ChecksumAlgorithm } from './checksums.ts';
import type { WrittenBody } from './object-store.ts';
import { writeBody } from './receive-body.ts';
import { accessDenied, invalidArgument, notImplemented, S3Error } from './s3-error.ts';
import { type Credentials, verifyPolicySignature } from './signature.ts';

const $Policy = z.object({
  expiration: z.iso.datetime({ offset: true }),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.coerce.number().int(), z.coerce.number().int()]),
      z.tuple([z.string(), z.string(), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

type SizeRange = {
  readonly min: number;
  readonly max: number;
};

const MAX_POST_BYTES = 5 * 1024 ** 3;

function refused(what: string): S3Error {
  return accessDenied(`Invalid according to Policy: ${what}`);
}

function readPolicy(base64: string): z.infer<typeof $Policy> {
  try {
    return $Policy.parse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')));
  } catch {
    throw new S3Error(
      400,
      'InvalidPolicyDocument',
      'The content of the form does not meet the conditions of a policy.',
    );
  }
}

/** Checks every field against the signed policy and returns the size it allows. Errors: AccessDenied and others. */
function checkPolicy(
  fields: ReadonlyMap<string, string>,
  bucket: string,
  credentials: Credentials,
  now: Date,
): SizeRange {
  const base64 = fields.get('policy');
  if (base64 === undefined) throw accessDenied();
  verifyPolicySignature(base64, fields, credentials);
  const policy = readPolicy(base64);
  if (Date.parse(policy.expiration) < now.getTime()) throw refused('Policy expired.');
  const values = new Map([...fields, ['bucket', bucket] as const]);
  const covered = new Set(['policy', 'x-amz-signature', 'file']);
  let range: SizeRange = { min: 0, max: MAX_POST_BYTES };
  const check = (kind: string, name: string, wanted: string): void => {
    const field = name.toLowerCase();
    const value = values.get(field) ?? '';
    const holds = kind === 'eq' ? value === wanted : kind === 'starts-with' ? value.startsWith(wanted) : false;
    if (!holds) throw refused(`Policy Condition failed: ["${kind}", "$${name}", "${wanted}"]`);
    covered.add(field);
  };
  for (const condition of policy.conditions)
    if (!Array.isArray(condition)) for (const [name, wanted] of Object.entries(condition)) check('eq', name, wanted);
    else if (condition[0] === 'content-length-range') {
      const [min, max] = [Number(condition[1]), Number(condition[2])];
      range = { min: Math.max(range.min, min), max: Math.min(range.max, max) };
    } else check(condition[0], String(condition[1]).replace(/^\$/, ''), String(condition[2]));
  const extra = [...values.keys()].filter((name) => !covered.has(name) && !name.startsWith('x-ignore-'));
  if (!covered.has('bucket')) throw refused('the policy names no bucket');
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
  return range;
}

/** The file's chunks, cut off with an error as soon as there are too many. */
async function* withinRange(file: Readable, range: SizeRange): AsyncGenerator<Buffer> {
  let size = 0;
  const chunks: AsyncIterable<Buffer> = file.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > range.max)
      throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    yield chunk;
  }
  if (size < range.min)
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
}

export type PostedFile = {
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly written: WrittenBody;
};

type PostOptions = {
  readonly bucket: string;
  readonly credentials: Credentials;
  readonly now: Date;
  /** Where the file is written while it comes. */
  readonly target: string;
};

function checksumsOf(fields: ReadonlyMap<string, string>): Map<ChecksumAlgorithm, string> {
  const checksums = new Map<ChecksumAlgorithm, string>();
  for (const [name, value] of fields) {
    const algorithm = algorithmOfHeader(name);
    if (algorithm !== undefined) checksums.set(algorithm, value);
  }
  return checksums;
}

async function receiveFile(
  file: Readable,
  filename: string,
  sent: ReadonlyMap<string, string>,
  options: PostOptions,
): Promise<PostedFile> {
  const key = (sent.get('key') ?? '').replaceAll('${filename}', filename);
  if (key === '') throw invalidArgument("Bucket POST must contain a field named 'key'.");
  if (Buffer.byteLength(key) > 1024) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
  if (sent.has('tagging')) throw notImplemented('tagging');
  const fields = new Map([...sent, ['key', key] as const]);
  const range = checkPolicy(fields, options.bucket, options.credentials, options.now);
  const claims = { checksums: checksumsOf(fields), trailing: [], trailers: new Map<string, string>() };
  const written = await writeBody(withinRange(file, range), claims, options.target);
  return { key, fields, written };
}

async function dropWritten(posted: Promise<PostedFile> | undefined): Promise<void> {
  const file = await posted?.catch(() => undefined);
  if (file !== undefined) await rm(file.written.file, { force: true });
}

/**
 * Receives a browser's form upload (presigned POST): checks the policy before the first byte of the file is kept and
 * streams the file to disk. Errors: AccessDenied, EntityTooLarge, EntityTooSmall, InvalidArgument, IncompleteBody.
 */
export function receivePostForm(req: IncomingMessage, options: PostOptions): Promise<PostedFile> {
  return new Promise((resolve, reject) => {
    const parser = busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 100, fieldSize: 64 * 1024, fieldNameSize: 200 },
    });
    const fields = new Map<string, string>();
    let posted: Promise<PostedFile> | undefined;
    const fail = (error: unknown): void => {
      req.unpipe(parser);
      req.resume();
      parser.destroy();
      // The file may have come whole before the rest of the form broke off.
      void dropWritten(posted);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    parser.on('field', (name, value) => {
      // What comes behind the file is not read, as in S3.
      if (posted === undefined) fields.set(name.toLowerCase(), value);
    });
    parser.on('file', (name, file, info) => {
      // A form that breaks off fails through the parser; without a listener the file's own error would end the process.
      file.on('error', () => undefined);
      if (name !== 'file') {
        file.resume();
        fail(invalidArgument('POST requires exactly one file upload per request.'));
        return;
      }
      posted = receiveFile(file, info.filename ?? '', fields, options);
      posted.catch((error: unknown) => {
        file.resume();
        fail(error);
      });
    });
    parser.on('error', () =>
      fail(new S3Error(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed.')),
    );
    parser.on('close', () => {
      if (posted === undefined) reject(invalidArgument('POST requires exactly one file upload per request.'));
      else posted.then(resolve, reject);
    });
    req.on('aborted', () => parser.destroy(new Error('The client went away.')));
    req.pipe(parser);
  });
}
