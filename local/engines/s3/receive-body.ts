import type { IncomingMessage } from 'node:http';
import { open, rm } from 'node:fs/promises';
import { decodeAwsChunked } from './aws-chunked.ts';
import { algorithmOfHeader, type BodyClaims, type ChecksumAlgorithm, readVerified } from './checksums.ts';
import type { WrittenBody } from './object-store.ts';
import { invalidArgument, notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import type { VerifiedSignature } from './signature.ts';

const MAX_BODY_BYTES = 5 * 1024 ** 3;
const STREAMING = new Set([
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
]);

type DecodedBody = {
  readonly chunks: AsyncIterable<Buffer>;
  readonly claims: BodyClaims;
};

function checksumsClaimed(names: readonly string[], value: (name: string) => string | undefined) {
  const checksums = new Map<ChecksumAlgorithm, string>();
  for (const name of names) {
    const algorithm = algorithmOfHeader(name);
    const claimed = value(name);
    if (algorithm !== undefined && claimed !== undefined) checksums.set(algorithm, claimed);
  }
  return checksums;
}

function announcedSize(text: string | undefined): number {
  if (text === undefined)
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  const size = Number(text);
  if (!Number.isInteger(size) || size < 0) throw invalidArgument('The content length is not a number.');
  if (size > MAX_BODY_BYTES)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  return size;
}

function decodedBody(req: IncomingMessage, request: S3Request, signature: VerifiedSignature): DecodedBody {
  const { payload } = signature;
  const streaming = STREAMING.has(payload);
  if (!streaming && payload !== 'UNSIGNED-PAYLOAD' && !/^[0-9a-f]{64}$/.test(payload))
    throw invalidArgument(
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a valid sha256 value or a known streaming word.',
    );
  const trailers = new Map<string, string>();
  const trailing = (streaming ? (request.headers['x-amz-trailer'] ?? '') : '')
    .split(',')
    .map((name) => algorithmOfHeader(name.trim().toLowerCase()))
    .filter((algorithm) => algorithm !== undefined);
  // Leaving the loop early must not cut the connection: the client still waits for the answer.
  const raw: AsyncIterable<Buffer> = req.iterator({ destroyOnReturn: false });
  const contentMd5 = request.headers['content-md5'];
  return {
    chunks: streaming ? decodeAwsChunked(raw, signature, trailers) : raw,
    claims: {
      ...(contentMd5 !== undefined && { contentMd5 }),
      ...(/^[0-9a-f]{64}$/.test(payload) && { sha256: payload }),
      size: announcedSize(request.headers[streaming ? 'x-amz-decoded-content-length' : 'content-length']),
      checksums: checksumsClaimed(request.fieldNames, request.field),
      trailing,
      trailers,
    },
  };
}

/** Writes verified chunks to a new file; nothing stays of it when the body is wrong or the client goes away. */
export async function writeBody(chunks: AsyncIterable<Buffer>, claims: BodyClaims, file: string): Promise<WrittenBody> {
  const handle = await open(file, 'wx');
  try {
    const facts = await readVerified(chunks, claims, (chunk) => handle.write(chunk));
    await handle.close();
    return { file, size: facts.size, etag: facts.md5, checksums: facts.checksums };
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
}

/** Receives the body of a PUT into a new file, straight from the socket. Errors: as S3 names a body that is wrong. */
export function receiveFile(
  req: IncomingMessage,
  request: S3Request,
  signature: VerifiedSignature,
  file: string,
): Promise<WrittenBody> {
  if (request.headers['x-amz-tagging'] !== undefined) throw notImplemented('x-amz-tagging');
  const { chunks, claims } = decodedBody(req, request, signature);
  return writeBody(chunks, claims, file);
}

/** Receives a small XML body. Errors: as above; MalformedXML above 4 MB. */
export async function receiveText(
  req: IncomingMessage,
  request: S3Request,
  signature: VerifiedSignature,
): Promise<string> {
  const { chunks, claims } = decodedBody(req, request, signature);
  const pieces: Buffer[] = [];
  let size = 0;
  await readVerified(chunks, claims, (chunk) => {
    size += chunk.length;
    if (size > 4 * 1024 * 1024) throw new S3Error(400, 'MalformedXML', 'The XML you provided is too large.');
    pieces.push(chunk);
    return Promise.resolve();
  });
  return Buffer.concat(pieces).toString('utf8');
}
