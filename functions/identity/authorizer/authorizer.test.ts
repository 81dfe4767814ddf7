import { generateKeyPair, createLocalJWKSet, exportJWK, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';

import { createAuthorizer, type Authorized } from './authorizer.ts';
import { createVerifyToken } from './verify-token.ts';

const ISSUER = 'https://cognito-idp.ap-southeast-7.amazonaws.com/ap-southeast-7_Synthetic';
const NOBODY: Authorized = { isAuthorized: true, context: {} };
const person = { sub: 's', username: 'a@example.go.th', token_use: 'access', client_id: 'web', scope: 'openid' };
const system = { sub: 'c', token_use: 'access', client_id: 'c', scope: 'poverty-logbook/system' };

let own: CryptoKey;
let foreign: CryptoKey;
let authorize: (token: string) => Promise<Authorized>;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  own = pair.privateKey;
  foreign = (await generateKeyPair('RS256')).privateKey;
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256' }] });
  const ask = createAuthorizer(createVerifyToken(ISSUER, keys));
  authorize = async (token) => await ask({ identitySource: [token] });
});

const token = async (
  claims: JWTPayload,
  {
    key = own,
    issuer = ISSUER,
    kid = 'k',
    until = '1h',
  }: { key?: CryptoKey; issuer?: string; kid?: string; until?: string } = {},
): Promise<string> =>
  await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime(until)
    .sign(key);

describe('a good token', () => {
  it('names the account, the client and the session, and nothing else', async () => {
    const claims = { ...person, origin_jti: 'o', auth_time: 7, 'cognito:groups': ['SYSADMIN'], area: '42' };
    const { isAuthorized, context } = await authorize(`Bearer ${await token(claims)}`);
    expect([isAuthorized, context]).toEqual([
      true,
      {
        sub: 's',
        client_id: 'web',
        origin_jti: 'o',
        auth_time: '7',
        iat: expect.stringMatching(/^\d{10}$/),
        exp: expect.stringMatching(/^\d{10}$/),
      },
    ]);
  });

  it('is a system’s by the scope of this API, whatever client has it', async () => {
    expect((await authorize(await token(system))).context.sub).toBe('c');
    for (const scope of ['elsewhere/system', 'poverty-logbook-2/system', '', undefined])
      expect(await authorize(await token({ ...system, scope }))).toEqual(NOBODY);
  });
});

describe('nobody is named by', () => {
  it.each(['', 'Bearer ', 'Bearer nonsense', 'Basic a b', 'a.b.c'])('%j', async (header) => {
    expect(await authorize(header)).toEqual(NOBODY);
  });

  it('a token of another use, issuer, key or time', async () => {
    const { sub: _, ...nameless } = person;
    const tokens = await Promise.all([
      token({ ...person, token_use: 'id' }),
      token(nameless),
      token(person, { issuer: `${ISSUER}2` }),
      token(person, { key: foreign }),
      token(person, { kid: 'other' }),
      token(person, { until: '-1s' }),
    ]);
    for (const one of tokens) expect(await authorize(one)).toEqual(NOBODY);
    const [head = '', claims = '', signature = ''] = (await token(person)).split('.');
    const richer = Buffer.from(JSON.stringify({ ...person, iss: ISSUER, sub: 'other', exp: 9_999_999_999 })).toString(
      'base64url',
    );
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const forged of [`${head}.${richer}.${signature}`, `${none}.${richer}.`, `${head}.${claims}.`])
      expect(await authorize(forged)).toEqual(NOBODY);
  });
});

it('an accident is no word on the token', async () => {
  const unreachable = createAuthorizer(createVerifyToken(ISSUER, () => Promise.reject(new TypeError('fetch failed'))));
  await expect(unreachable({ identitySource: [await token(person)] })).rejects.toThrow('fetch failed');
});
