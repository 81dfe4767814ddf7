import { S3Error } from './s3-error.ts';
import { sha256Hex, type VerifiedSignature } from './signature.ts';

const EMPTY_SHA256 = sha256Hex('');
const MAX_LINE = 16_384;
/** A signed chunk is kept in memory until its signature is checked; clients send 64 KB to 1 MB. */
const MAX_SIGNED_CHUNK = 16 * 1024 * 1024;

function malformed(): S3Error {
  return new S3Error(400, 'IncompleteBody', 'The request body is not well-formed aws-chunked data or ended too early.');
}

function badChunk(): S3Error {
  return new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The chunk signature we calculated does not match the one you provided.',
  );
}

/** Reads lines and blocks from a stream of buffers. */
class BlockReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) return false;
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return true;
  }

  /** One line without its line end, `undefined` at the end of the stream. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end !== -1) {
        const line = this.#rest.subarray(0, end).toString('latin1').replace(/\r$/, '');
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      if (this.#rest.length > MAX_LINE) throw malformed();
      if (!(await this.#more())) return this.#rest.length === 0 ? undefined : Promise.reject(malformed());
    }
  }

  /** Exactly `size` bytes, in pieces as they come. */
  async *bytes(size: number): AsyncGenerator<Buffer> {
    let left = size;
    while (left > 0) {
      if (this.#rest.length === 0 && !(await this.#more())) throw malformed();
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }
}

async function readTrailers(reader: BlockReader, trailers: Map<string, string>): Promise<string> {
  let signedText = '';
  for (let line = await reader.line(); line !== undefined && line !== ''; line = await reader.line()) {
    const colon = line.indexOf(':');
    if (colon < 1) throw malformed();
    const [name, value] = [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    trailers.set(name, value);
    if (name !== 'x-amz-trailer-signature') signedText += `${name}:${value}\n`;
  }
  return signedText;
}

/**
 * Decodes a body in the aws-chunked form and fills `trailers`. Where the chunks are signed, each is handed on only when
 * its signature is right. Errors: IncompleteBody, SignatureDoesNotMatch.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  signature: VerifiedSignature,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const signed = signature.payload.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  const reader = new BlockReader(source);
  let before = signature.seed;
  for (;;) {
    const header = await reader.line();
    const [, hex, chunkSignature] = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(header ?? '') ?? [];
    if (hex === undefined || (signed && chunkSignature === undefined)) throw malformed();
    const size = Number.parseInt(hex, 16);
    if (signed) {
      if (size > MAX_SIGNED_CHUNK) throw malformed();
      const chunk = Buffer.concat(await Array.fromAsync(reader.bytes(size)));
      const expected = signature.signChunk('PAYLOAD', before, [EMPTY_SHA256, sha256Hex(chunk)]);
      if (expected !== chunkSignature) throw badChunk();
      before = expected;
      if (size > 0) yield chunk;
    } else yield* reader.bytes(size);
    if (size === 0) break;
    if ((await reader.line()) !== '') throw malformed();
  }
  const trailerText = await readTrailers(reader, trailers);
  if (signature.payload === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER') {
    const expected = signature.signChunk('TRAILER', before, [sha256Hex(trailerText)]);
    if (trailers.get('x-amz-trailer-signature') !== expected) throw badChunk();
  }
}
