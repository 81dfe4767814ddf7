import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';

import { readState, writeState } from '#local/state-file.ts';

const $PrivateJwk = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
});

export type SigningKey = {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
};

async function imported(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'RS256');
  if (key instanceof Uint8Array) throw new Error('The key of the issuer must be an RSA key.');
  return key;
}

async function newKey(): Promise<z.infer<typeof $PrivateJwk>> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  return $PrivateJwk.parse({ ...(await exportJWK(pair.privateKey)), kid: randomUUID() });
}

/** The RSA key of the issuer, made at the first start and kept in a file that only its owner reads. Throws `StateDamaged`. */
export async function signingKey(file: string): Promise<SigningKey> {
  const jwk = readState(file, $PrivateJwk) ?? (await newKey());
  if (!existsSync(file)) writeState(file, jwk);
  const publicJwk = { kty: jwk.kty, n: jwk.n, e: jwk.e, kid: jwk.kid, alg: 'RS256', use: 'sig' };
  const [privateKey, publicKey] = await Promise.all([imported(jwk), imported(publicJwk)]);
  return { kid: jwk.kid, privateKey, publicKey, publicJwk };
}
