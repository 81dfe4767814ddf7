import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { badDigest, invalidArgument, notImplemented } from './s3-error.ts';

/** The checksum algorithms this server computes. CRC64NVME is refused: no client of ours sends it. */
const ALGORITHMS = ['crc32', 'crc32c', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof ALGORITHMS)[number];

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(chunk: Uint8Array, before: number): number {
  let crc = ~before >>> 0;
  for (const byte of chunk) crc = (crc >>> 8) ^ (CRC32C_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

type RunningChecksum = {
  update(chunk: Uint8Array): void;
  /** Base64, as S3 writes it. */
  value(): string;
};

function base64OfUint32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.toString('base64');
}

function runningChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm === 'sha1' || algorithm === 'sha256') {
    const hash = createHash(algorithm);
    return { update: (chunk) => void hash.update(chunk), value: () => hash.digest('base64') };
  }
  const next = algorithm === 'crc32' ? crc32 : crc32c;
  let crc = 0;
  return {
    update: (chunk) => {
      crc = next(chunk, crc);
    },
    value: () => base64OfUint32(crc),
  };
}

function isAlgorithm(name: string): name is ChecksumAlgorithm {
  return ALGORITHMS.some((algorithm) => algorithm === name);
}

const CHECKSUM_HEADER = /^x-amz-checksum-(crc32c?|crc64nvme|sha1|sha256)$/;

/** The algorithm of a checksum header's name, `undefined` when it is another header. Errors: 501 for CRC64NVME. */
export function algorithmOfHeader(header: string): ChecksumAlgorithm | undefined {
  const name = CHECKSUM_HEADER.exec(header)?.[1];
  if (name === undefined) return undefined;
  if (!isAlgorithm(name)) throw notImplemented(`checksum ${name}`);
  return name;
}

/** The name as XML has it: ChecksumCRC32, ChecksumSHA256. */
export function checksumElement(algorithm: string): string {
  return `Checksum${algorithm.toUpperCase()}`;
}

/** The checksum of a multipart object: the checksum of its parts' checksums, with their count. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): string {
  const running = runningChecksum(algorithm);
  for (const part of parts) running.update(Buffer.from(part, 'base64'));
  return `${running.value()}-${parts.length}`;
}

/** What a request says about its own body, to be compared with the body that came. */
export type BodyClaims = {
  readonly contentMd5?: string;
  /** Hex, from the signed x-amz-content-sha256. */
  readonly sha256?: string;
  readonly size?: number;
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
  /** Algorithms whose value comes in a trailer behind the body. */
  readonly trailing: readonly ChecksumAlgorithm[];
  /** Filled while the body is read. */
  readonly trailers: ReadonlyMap<string, string>;
};

export type BodyFacts = {
  readonly size: number;
  /** Hex. */
  readonly md5: string;
  /** Algorithm → base64, only those the request asked for. */
  readonly checksums: Readonly<Record<string, string>>;
};

/**
 * Reads a body once, hands every chunk on, and compares size, digests and checksums with what the request claimed.
 * Errors: BadDigest, XAmzContentSHA256Mismatch, IncompleteBody; the caller throws away what it wrote.
 */
export async function readVerified(
  body: AsyncIterable<Buffer>,
  claims: BodyClaims,
  write: (chunk: Buffer) => Promise<unknown>,
): Promise<BodyFacts> {
  const md5 = createHash('md5');
  const sha256 = claims.sha256 === undefined ? undefined : createHash('sha256');
  const running = new Map(
    [...claims.checksums.keys(), ...claims.trailing].map((algorithm) => [algorithm, runningChecksum(algorithm)]),
  );
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    md5.update(chunk);
    sha256?.update(chunk);
    for (const checksum of running.values()) checksum.update(chunk);
    await write(chunk);
  }
  if (claims.size !== undefined && claims.size !== size)
    throw invalidArgument('The body does not have the length that the request announced.');
  const digest = md5.digest();
  if (claims.contentMd5 !== undefined && claims.contentMd5 !== digest.toString('base64'))
    throw badDigest('Content-MD5');
  if (sha256 !== undefined && sha256.digest('hex') !== claims.sha256) throw badDigest('x-amz-content-sha256');
  const checksums: Record<string, string> = {};
  for (const [algorithm, checksum] of running) {
    const value = checksum.value();
    const claimed = claims.checksums.get(algorithm) ?? claims.trailers.get(`x-amz-checksum-${algorithm}`);
    if (claimed !== value) throw badDigest(algorithm.toUpperCase());
    checksums[algorithm] = value;
  }
  return { size, md5: digest.toString('hex'), checksums };
}
