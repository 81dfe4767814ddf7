import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import * as z from 'zod';

const $PrivateJwk = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
});

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

const imported = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, 'RS256');
  if (key instanceof Uint8Array) throw new Error('The key of the issuer must be an RSA key.');
  return key;
};

/** The RSA key of the issuer, made at the first start and kept in a file that only its owner reads. */
export const signingKey = async (file: string): Promise<SigningKey> => {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const pair = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(pair.privateKey)), kid: randomUUID() };
    writeFileSync(`${file}.new`, JSON.stringify(jwk), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const jwk = $PrivateJwk.parse(JSON.parse(readFileSync(file, 'utf8')));
  const publicJwk = { kty: jwk.kty, n: jwk.n, e: jwk.e, kid: jwk.kid, alg: 'RS256', use: 'sig' };
  const [privateKey, publicKey] = await Promise.all([imported(jwk), imported(publicJwk)]);
  return { kid: jwk.kid, privateKey, publicKey, publicJwk };
};
