import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { algorithmOfHeader, checksumElement, compositeChecksum } from './checksums.ts';
import type { Bucket, WrittenBody } from './object-store.ts';
import { S3Error } from './s3-error.ts';

const MIN_PART_BYTES = 5 * 1024 * 1024;

const $Upload = z.object({
  key: z.string(),
  headers: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.string()),
});
export type Upload = z.infer<typeof $Upload>;

const $Part = z.object({
  number: z.int(),
  size: z.int(),
  etag: z.string(),
  modified: z.iso.datetime(),
  checksums: z.record(z.string(), z.string()),
});
export type Part = z.infer<typeof $Part>;

/** A part as the client names it when it completes the upload. */
export type NamedPart = {
  readonly number: number;
  readonly etag: string;
  readonly checksums: ReadonlyMap<string, string>;
};

const UPLOAD_ID = /^[0-9a-f-]{36}$/;

function noSuchUpload(): S3Error {
  return new S3Error(
    404,
    'NoSuchUpload',
    'The specified multipart upload does not exist. It may have been aborted or completed.',
  );
}

function folderOf(bucket: Bucket, uploadId: string): string {
  if (!UPLOAD_ID.test(uploadId)) throw noSuchUpload();
  return join(bucket.folder, 'uploads', uploadId);
}

export function startUpload(bucket: Bucket, upload: Upload): string {
  const uploadId = randomUUID();
  const folder = folderOf(bucket, uploadId);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'upload.json'), JSON.stringify(upload));
  return uploadId;
}

/** Errors: NoSuchUpload, also when the id belongs to another key. */
export function findUpload(bucket: Bucket, uploadId: string, key: string): Upload {
  const file = join(folderOf(bucket, uploadId), 'upload.json');
  if (!existsSync(file)) throw noSuchUpload();
  const upload = $Upload.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (upload.key !== key) throw noSuchUpload();
  return upload;
}

export function keepPart(bucket: Bucket, uploadId: string, number: number, written: WrittenBody, now: Date): void {
  const folder = folderOf(bucket, uploadId);
  if (!existsSync(join(folder, 'upload.json'))) {
    rmSync(written.file, { force: true });
    throw noSuchUpload();
  }
  const part: Part = {
    number,
    size: written.size,
    etag: written.etag,
    modified: now.toISOString(),
    checksums: { ...written.checksums },
  };
  renameSync(written.file, join(folder, `${number}.part`));
  writeFileSync(join(folder, `${number}.json`), JSON.stringify(part));
}

/** The parts received so far, in their order. */
export function partsOf(bucket: Bucket, uploadId: string): Part[] {
  return readdirSync(folderOf(bucket, uploadId))
    .filter((file) => /^\d+\.json$/.test(file))
    .map((file) => $Part.parse(JSON.parse(readFileSync(join(folderOf(bucket, uploadId), file), 'utf8'))))
    .sort((left, right) => left.number - right.number);
}

export function dropUpload(bucket: Bucket, uploadId: string): void {
  rmSync(folderOf(bucket, uploadId), { recursive: true, force: true });
}

function chosenParts(bucket: Bucket, uploadId: string, named: readonly NamedPart[]): Part[] {
  const received = new Map(partsOf(bucket, uploadId).map((part) => [part.number, part]));
  if (named.length === 0) throw new S3Error(400, 'MalformedXML', 'The XML you provided names no part.');
  if (named.some((part, index) => index > 0 && part.number <= (named[index - 1]?.number ?? 0)))
    throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  return named.map((wanted, index) => {
    const part = received.get(wanted.number);
    const wrong =
      part === undefined ||
      part.etag !== wanted.etag ||
      [...wanted.checksums].some(([algorithm, value]) => part.checksums[algorithm] !== value);
    if (wrong) throw new S3Error(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
    if (index < named.length - 1 && part.size < MIN_PART_BYTES)
      throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    return part;
  });
}

/** Joins the named parts into one body. Errors: InvalidPart, InvalidPartOrder, EntityTooSmall; the parts then stay. */
export async function joinParts(
  bucket: Bucket,
  uploadId: string,
  named: readonly NamedPart[],
  file: string,
): Promise<WrittenBody> {
  const parts = chosenParts(bucket, uploadId, named);
  try {
    writeFileSync(file, '');
    for (const part of parts) {
      const source = join(folderOf(bucket, uploadId), `${part.number}.part`);
      await pipeline(createReadStream(source), createWriteStream(file, { flags: 'a' }));
    }
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  const checksums: Record<string, string> = {};
  for (const name of Object.keys(parts[0]?.checksums ?? {})) {
    const algorithm = algorithmOfHeader(`x-amz-checksum-${name}`);
    const values = parts.map((part) => part.checksums[name]).filter((value) => value !== undefined);
    if (algorithm !== undefined && values.length === parts.length)
      checksums[name] = compositeChecksum(algorithm, values);
  }
  return {
    file,
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag: `${md5.digest('hex')}-${parts.length}`,
    checksums,
  };
}

export const checksumElementNames = ['crc32', 'crc32c', 'sha1', 'sha256'].map(
  (name) => [name, checksumElement(name)] as const,
);
