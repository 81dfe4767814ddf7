import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { accessDenied, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** What a verified request promised about its body, and what its signed chunks are chained to. */
export type VerifiedSignature = {
  /** A hex digest, UNSIGNED-PAYLOAD or one of the STREAMING-… words. */
  readonly payload: string;
  readonly seed: string;
  readonly signChunk: (kind: 'PAYLOAD' | 'TRAILER', before: string, hashes: readonly string[]) => string;
};

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60 * 1000;
const MAX_EXPIRES_S = 7 * 24 * 3600;

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Percent-encoding as AWS signs it: everything but letters, digits and `-_.~`. */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Compares without telling by time how much was right. */
function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `20261125T030000Z` → time; NaN when it has another form. */
function amzTime(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function signingKey(secret: string, [date = '', region = '', service = '']: readonly string[]): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request');
}

type Credential = {
  /** date, region, service, aws4_request */
  readonly scope: readonly string[];
};

function checkedCredential(text: string, date: string, credentials: Credentials): Credential {
  const parts = text.split('/');
  // An access key may itself hold a slash: the scope is the last four parts.
  const scope = parts.slice(-4);
  if (parts.length < 5 || scope[2] !== 's3' || scope[3] !== 'aws4_request' || scope[0] !== date.slice(0, 8))
    throw new S3Error(400, 'AuthorizationHeaderMalformed', 'The credential of the request is malformed.');
  if (!same(parts.slice(0, -4).join('/'), credentials.accessKeyId))
    throw new S3Error(403, 'InvalidAccessKeyId', 'The access key ID you provided does not exist in our records.');
  return { scope };
}

function mismatch(): S3Error {
  return new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  );
}

function canonicalQuery(request: S3Request): string {
  return request.queryPairs
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [awsEncode(name), awsEncode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map((pair) => pair.join('='))
    .join('&');
}

function canonicalRequest(request: S3Request, signed: readonly string[], payload: string): string {
  const headers = signed.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const path = request.path.split('/').map(awsEncode).join('/');
  return [request.method, path, canonicalQuery(request), headers.join(''), signed.join(';'), payload].join('\n');
}

/** `host` and every x-amz-… header must be signed, or a middleman could add one. */
function checkSignedHeaders(request: S3Request, signed: readonly string[], presigned: boolean): void {
  const unsigned = Object.keys(request.headers).filter(
    (name) =>
      (name === 'host' || name.startsWith('x-amz-')) &&
      !signed.includes(name) &&
      !(presigned && name === 'x-amz-content-sha256'),
  );
  if (unsigned.length > 0) throw accessDenied('There were headers present in the request which were not signed');
}

type Claim = {
  readonly credential: string;
  readonly date: string;
  readonly signed: readonly string[];
  readonly signature: string;
  readonly payload: string;
};

function verify(request: S3Request, claim: Claim, credentials: Credentials): VerifiedSignature {
  const { scope } = checkedCredential(claim.credential, claim.date, credentials);
  const key = signingKey(credentials.secretAccessKey, scope);
  const hashed = sha256Hex(canonicalRequest(request, claim.signed, claim.payload));
  const expected = hmac(key, [ALGORITHM, claim.date, scope.join('/'), hashed].join('\n')).toString('hex');
  if (!same(expected, claim.signature)) throw mismatch();
  return {
    payload: claim.payload,
    seed: claim.signature,
    signChunk: (kind, before, hashes) =>
      hmac(key, [`${ALGORITHM}-${kind}`, claim.date, scope.join('/'), before, ...hashes].join('\n')).toString('hex'),
  };
}

function verifyHeader(request: S3Request, header: string, credentials: Credentials, now: Date): VerifiedSignature {
  const fields = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/.exec(
    header,
  );
  const [, credential, signedHeaders, signature] = fields ?? [];
  const date = request.headers['x-amz-date'];
  if (credential === undefined || signedHeaders === undefined || signature === undefined || date === undefined)
    throw new S3Error(400, 'AuthorizationHeaderMalformed', 'The authorization header you provided is malformed.');
  if (!(Math.abs(amzTime(date) - now.getTime()) <= SKEW_MS))
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      "The difference between the request time and the server's time is too large.",
    );
  const payload = request.headers['x-amz-content-sha256'];
  if (payload === undefined)
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  const signed = signedHeaders.split(';');
  checkSignedHeaders(request, signed, false);
  return verify(request, { credential, date, signed, signature, payload }, credentials);
}

function verifyPresigned(request: S3Request, credentials: Credentials, now: Date): VerifiedSignature {
  const { query } = request;
  const [credential, date, signedHeaders, signature] = [
    query.get('X-Amz-Credential'),
    query.get('X-Amz-Date'),
    query.get('X-Amz-SignedHeaders'),
    query.get('X-Amz-Signature'),
  ];
  const expires = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  const start = amzTime(date ?? '');
  if (
    query.get('X-Amz-Algorithm') !== ALGORITHM ||
    credential === undefined ||
    date === undefined ||
    signedHeaders === undefined ||
    signature === undefined ||
    !Number.isInteger(expires) ||
    expires < 1 ||
    expires > MAX_EXPIRES_S ||
    Number.isNaN(start)
  )
    throw new S3Error(
      400,
      'AuthorizationQueryParametersError',
      'The query parameters of the presigned URL are not right.',
    );
  if (now.getTime() > start + expires * 1000) throw accessDenied('Request has expired');
  if (start > now.getTime() + SKEW_MS) throw accessDenied('Request is not yet valid');
  const signed = signedHeaders.split(';');
  checkSignedHeaders(request, signed, true);
  const payload = query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  return verify(request, { credential, date, signed, signature, payload }, credentials);
}

/** Verifies the Signature Version 4 of a request, from its header or its presigned URL. Errors: as S3 names them. */
export function verifySignature(request: S3Request, credentials: Credentials, now: Date): VerifiedSignature {
  const header = request.headers['authorization'];
  if (header !== undefined) return verifyHeader(request, header, credentials, now);
  if (request.query.has('X-Amz-Signature')) return verifyPresigned(request, credentials, now);
  throw accessDenied();
}

/** Verifies the signature of a POST policy (base64 text as it came). Errors: AccessDenied, SignatureDoesNotMatch. */
export function verifyPolicySignature(
  policy: string,
  fields: ReadonlyMap<string, string>,
  credentials: Credentials,
): void {
  const [credential, date, signature] = ['x-amz-credential', 'x-amz-date', 'x-amz-signature'].map((name) =>
    fields.get(name),
  );
  if (credential === undefined || date === undefined || signature === undefined) throw accessDenied();
  if (fields.get('x-amz-algorithm') !== ALGORITHM) throw accessDenied('The signing algorithm is not right.');
  const { scope } = checkedCredential(credential, date, credentials);
  const expected = hmac(signingKey(credentials.secretAccessKey, scope), policy).toString('hex');
  if (!same(expected, signature)) throw mismatch();
}
