import { createReadStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { sendEmpty, sendXml } from './answer.ts';
import {
  checksumElementNames,
  dropUpload,
  findUpload,
  joinParts,
  keepPart,
  type NamedPart,
  partsOf,
  startUpload,
} from './multipart.ts';
import type { ObjectDescription, StoredObject, WriteCondition } from './object-store.ts';
import { receiveFile, receiveText } from './receive-body.ts';
import type { S3Call } from './s3-call.ts';
import { invalidArgument, notImplemented, preconditionFailed, S3Error } from './s3-error.ts';
import { element, innerXml, parent, textOf, xmlDocument } from './xml.ts';

const KEPT_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
];

function unquoted(etag: string): string {
  return etag.trim().replace(/^"|"$/g, '');
}

/** What headers or form fields say of an object. `aws-chunked` is a matter of the transport and not kept. */
export function descriptionOf(names: Iterable<string>, value: (name: string) => string | undefined): ObjectDescription {
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const text = value(name);
    const kept = name === 'content-encoding' ? text?.replace(/\s*aws-chunked\s*,?\s*/, '') : text;
    if (kept !== undefined && kept !== '') headers[name] = kept;
  }
  const metadata: Record<string, string> = {};
  for (const name of names) {
    const text = name.startsWith('x-amz-meta-') ? value(name) : undefined;
    if (text !== undefined) metadata[name.slice('x-amz-meta-'.length)] = text;
  }
  return { headers, metadata };
}

function conditionOf({ request }: S3Call): WriteCondition {
  const [absent, match] = [request.headers['if-none-match'], request.headers['if-match']];
  if (absent !== undefined && absent !== '*') throw notImplemented('If-None-Match with an ETag on a write');
  return { onlyIfAbsent: absent === '*', ...(match !== undefined && { onlyIfEtag: unquoted(match) }) };
}

function encryptionHeaders(stored: StoredObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stored.headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')),
  );
}

function writtenHeaders(stored: StoredObject): Record<string, string> {
  return {
    etag: `"${stored.etag}"`,
    ...(stored.versionId !== 'null' && { 'x-amz-version-id': stored.versionId }),
    ...encryptionHeaders(stored),
    ...checksumHeaders(stored),
  };
}

function checksumHeaders(stored: StoredObject): Record<string, string> {
  return Object.fromEntries(Object.entries(stored.checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]));
}

async function putObject(call: S3Call): Promise<void> {
  const { req, res, request, signature, store } = call;
  const bucket = store.bucket(request.bucket);
  const condition = conditionOf(call);
  const written = await receiveFile(req, request, signature, store.incomingFile());
  const description = descriptionOf(request.fieldNames, request.field);
  const stored = bucket.commit(request.key, written, description, condition, call.now);
  call.created(bucket.name, stored);
  sendEmpty(res, 200, writtenHeaders(stored));
}

async function copyObject(call: S3Call, source: string): Promise<void> {
  const { res, request, store } = call;
  const bucket = store.bucket(request.bucket);
  const [path = '', versionQuery] = source.replace(/^\//, '').split('?versionId=', 2);
  let decoded: string;
  try {
    decoded = decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    throw invalidArgument('Invalid copy source encoding');
  }
  const slash = decoded.indexOf('/');
  if (slash < 1) throw invalidArgument('Invalid copy source object key');
  const from = store.bucket(decoded.slice(0, slash));
  const original = from.get(decoded.slice(slash + 1), versionQuery);
  const [match, noneMatch] = ['x-amz-copy-source-if-match', 'x-amz-copy-source-if-none-match'].map(
    (name) => request.headers[name],
  );
  if (match !== undefined && unquoted(match) !== original.etag) throw preconditionFailed();
  if (noneMatch !== undefined && unquoted(noneMatch) === original.etag) throw preconditionFailed();
  const replace = request.headers['x-amz-metadata-directive'] === 'REPLACE';
  if (!replace && from === bucket && original.key === request.key && versionQuery === undefined)
    throw new S3Error(
      400,
      'InvalidRequest',
      'This copy request is illegal because it copies an object to itself unchanged.',
    );
  const description = replace
    ? descriptionOf(request.fieldNames, request.field)
    : { headers: original.headers, metadata: original.metadata };
  const file = store.incomingFile();
  await copyFile(from.bodyFile(original), file);
  const written = { file, size: original.size, etag: original.etag, checksums: original.checksums };
  const stored = bucket.commit(request.key, written, description, conditionOf(call), call.now);
  call.created(bucket.name, stored);
  const answer = [element('LastModified', stored.modified), element('ETag', `"${stored.etag}"`)];
  sendXml(res, 200, xmlDocument('CopyObjectResult', answer));
}

/** A range of bytes, both ends included. `undefined`: the header has no form we know and is ignored, as HTTP asks. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= size || (first === '' && Number(last) === 0))
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { start, end };
}

function isUnchanged(headers: Readonly<Record<string, string>>, stored: StoredObject): boolean {
  const modified = Math.floor(Date.parse(stored.modified) / 1000) * 1000;
  const listed = (text: string): boolean =>
    text === '*' || text.split(',').some((etag) => unquoted(etag) === stored.etag);
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !listed(match)) throw preconditionFailed();
  const unmodifiedSince = Date.parse(headers['if-unmodified-since'] ?? '');
  if (match === undefined && modified > unmodifiedSince) throw preconditionFailed();
  if (noneMatch !== undefined) return listed(noneMatch);
  return modified <= Date.parse(headers['if-modified-since'] ?? '');
}

const RESPONSE_OVERRIDE =
  /^response-(content-type|content-language|expires|cache-control|content-disposition|content-encoding)$/;

function objectHeaders({ request }: S3Call, stored: StoredObject): Record<string, string> {
  const overrides = [...request.query].flatMap(([name, value]) => {
    const header = RESPONSE_OVERRIDE.exec(name)?.[1];
    return header === undefined ? [] : [[header, value] as const];
  });
  const metadata = Object.entries(stored.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value] as const);
  return {
    'content-type': 'binary/octet-stream',
    ...stored.headers,
    ...Object.fromEntries(metadata),
    ...Object.fromEntries(overrides),
    'accept-ranges': 'bytes',
    etag: `"${stored.etag}"`,
    'last-modified': new Date(stored.modified).toUTCString(),
    ...(stored.versionId !== 'null' && { 'x-amz-version-id': stored.versionId }),
  };
}

async function getObject(call: S3Call): Promise<void> {
  const { res, request, store } = call;
  const bucket = store.bucket(request.bucket);
  const stored = bucket.get(request.key, request.query.get('versionId'));
  const headers = objectHeaders(call, stored);
  if (isUnchanged(request.headers, stored)) {
    sendEmpty(res, 304, headers);
    return;
  }
  const range = rangeOf(request.headers['range'], stored.size);
  const wanted = request.field('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  res.writeHead(range === undefined ? 200 : 206, {
    ...headers,
    // The checksum is of the whole object: with a part of it a client would compare apples with pears.
    ...(wanted && range === undefined && checksumHeaders(stored)),
    'content-length': range === undefined ? stored.size : range.end - range.start + 1,
    ...(range !== undefined && { 'content-range': `bytes ${range.start}-${range.end}/${stored.size}` }),
  });
  if (request.method === 'HEAD') {
    res.end();
    return;
  }
  await pipeline(createReadStream(bucket.bodyFile(stored), { ...range, highWaterMark: 256 * 1024 }), res);
}

function deleteObject(call: S3Call): void {
  const { res, request, store } = call;
  if (request.query.has('versionId')) throw notImplemented('deleting a version');
  if (store.bucket(request.bucket).remove(request.key)) call.removed(request.bucket, request.key);
  sendEmpty(res, 204);
}

function partNumberOf(text: string | undefined): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive');
  return number;
}

async function putPart(call: S3Call, uploadId: string): Promise<void> {
  const { req, res, request, signature, store } = call;
  if (request.headers['x-amz-copy-source'] !== undefined) throw notImplemented('UploadPartCopy');
  const bucket = store.bucket(request.bucket);
  findUpload(bucket, uploadId, request.key);
  const number = partNumberOf(request.query.get('partNumber'));
  const written = await receiveFile(req, request, signature, store.incomingFile());
  keepPart(bucket, uploadId, number, written, call.now);
  const checksums = Object.entries(written.checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]);
  sendEmpty(res, 200, { etag: `"${written.etag}"`, ...Object.fromEntries(checksums) });
}

function createUpload(call: S3Call): void {
  const { res, request, store } = call;
  const description = descriptionOf(request.fieldNames, request.field);
  const uploadId = startUpload(store.bucket(request.bucket), { key: request.key, ...description });
  const answer = [element('Bucket', request.bucket), element('Key', request.key), element('UploadId', uploadId)];
  sendXml(res, 200, xmlDocument('InitiateMultipartUploadResult', answer));
}

function namedParts(xml: string): NamedPart[] {
  return innerXml(xml, 'Part').map((inner) => ({
    number: partNumberOf(textOf(inner, 'PartNumber')),
    etag: unquoted(textOf(inner, 'ETag') ?? ''),
    checksums: new Map(
      checksumElementNames.flatMap(([name, tag]) => {
        const value = textOf(inner, tag);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  }));
}

async function completeUpload(call: S3Call, uploadId: string): Promise<void> {
  const { req, res, request, signature, store } = call;
  const bucket = store.bucket(request.bucket);
  const upload = findUpload(bucket, uploadId, request.key);
  const xml = await receiveText(req, { ...request, fieldNames: [] }, signature);
  const condition = conditionOf(call);
  const written = await joinParts(bucket, uploadId, namedParts(xml), store.incomingFile());
  // Two completions at once: the second finds the upload gone.
  findUpload(bucket, uploadId, request.key);
  const { key, ...description } = upload;
  const stored = bucket.commit(key, written, description, condition, call.now);
  dropUpload(bucket, uploadId);
  call.created(bucket.name, stored);
  sendXml(
    res,
    200,
    xmlDocument('CompleteMultipartUploadResult', [
      element('Location', request.path),
      element('Bucket', bucket.name),
      element('Key', key),
      element('ETag', `"${stored.etag}"`),
      ...checksumElementNames.map(([name, tag]) => element(tag, stored.checksums[name])),
    ]),
    stored.versionId === 'null' ? {} : { 'x-amz-version-id': stored.versionId },
  );
}

function listParts({ res, request, store }: S3Call, uploadId: string): void {
  const bucket = store.bucket(request.bucket);
  findUpload(bucket, uploadId, request.key);
  const parts = partsOf(bucket, uploadId).map((part) =>
    parent('Part', [
      element('PartNumber', part.number),
      element('LastModified', part.modified),
      element('ETag', `"${part.etag}"`),
      element('Size', part.size),
      ...checksumElementNames.map(([name, tag]) => element(tag, part.checksums[name])),
    ]),
  );
  const head = [element('Bucket', bucket.name), element('Key', request.key), element('UploadId', uploadId)];
  sendXml(res, 200, xmlDocument('ListPartsResult', [...head, element('IsTruncated', false), ...parts]));
}

function abortUpload({ res, request, store }: S3Call, uploadId: string): void {
  const bucket = store.bucket(request.bucket);
  findUpload(bucket, uploadId, request.key);
  dropUpload(bucket, uploadId);
  sendEmpty(res, 204);
}

/** Sub-resources of an object that are not kept here. */
const OTHER = ['acl', 'tagging', 'retention', 'legal-hold', 'torrent', 'restore', 'select', 'attributes'];

/** Every call on an object. Errors: as S3 names them; 501 for what is not kept here. */
export async function objectOperation(call: S3Call): Promise<void> {
  const { request } = call;
  const other = OTHER.find((name) => request.query.has(name));
  if (other !== undefined) throw notImplemented(other);
  const uploadId = request.query.get('uploadId');
  const source = request.headers['x-amz-copy-source'];
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return uploadId === undefined ? getObject(call) : listParts(call, uploadId);
    case 'PUT':
      if (uploadId !== undefined) return putPart(call, uploadId);
      return source === undefined ? putObject(call) : copyObject(call, source);
    case 'POST':
      if (uploadId !== undefined) return completeUpload(call, uploadId);
      if (request.query.has('uploads')) return createUpload(call);
      throw notImplemented('POST on an object');
    case 'DELETE':
      return uploadId === undefined ? deleteObject(call) : abortUpload(call, uploadId);
    default:
      throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
}
