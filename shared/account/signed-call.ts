/** Signs a call of AWS's JSON protocol (Signature Version 4) with nothing but hashes: for a service of which this product makes few calls. */
import { createHash, createHmac } from 'node:crypto';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

export type Signed = {
  readonly host: string;
  readonly region: string;
  /** As it stands in signatures, such as `cognito-idp`. */
  readonly service: string;
  /** Headers to be signed beside host and date, in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credentials: Credentials;
  readonly now: Date;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The headers of a POST to `/`, with the signature among them. */
export function signedHeaders({
  host,
  region,
  service,
  headers,
  body,
  credentials,
  now,
}: Signed): Record<string, string> {
  const moment = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const all = Object.entries({
    ...headers,
    host,
    'x-amz-date': moment,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  }).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const names = all.map(([name]) => name).join(';');
  const canonical = [
    'POST',
    '/',
    '',
    ...all.map(([name, value]) => `${name}:${value.trim()}`),
    '',
    names,
    sha256(body),
  ];
  const scope = [moment.slice(0, 8), region, service, 'aws4_request'];
  const key = scope.reduce<string | Buffer>((derived, part) => hmac(derived, part), `AWS4${secretAccessKey}`);
  const toSign = ['AWS4-HMAC-SHA256', moment, scope.join('/'), sha256(canonical.join('\n'))].join('\n');
  const signature = hmac(key, toSign).toString('hex');
  return {
    ...Object.fromEntries(all),
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
