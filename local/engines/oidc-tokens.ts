/** The tokens of the issuer, which look like Cognito's. */
import { randomUUID } from 'node:crypto';

import { type JWTPayload, jwtVerify, SignJWT } from 'jose';

import type { Account } from './oidc.ts';
import type { SigningKey } from './signing-key.ts';

export const TOKEN_SECONDS = 3600;
const REFRESH_SECONDS = 30 * 24 * 3600;

export type Session = { readonly origin_jti: string; readonly auth_time: number };

export type Tokens = ReturnType<typeof createTokens>;

/** `knowsClient`: whether tokens of a client are good, as the gateway's authorizer knows clients as audiences. */
export function createTokens(
  options: { readonly issuer: () => string; readonly now: () => Date },
  key: SigningKey,
  knowsClient: (clientId: string) => boolean,
) {
  const seconds = (): number => Math.floor(options.now().getTime() / 1000);

  const sign = (claims: JWTPayload, lifetime: number): Promise<string> =>
    new SignJWT({ ...claims, jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .setIssuer(options.issuer())
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + lifetime)
      .sign(key.privateKey);

  const read = async (token: string, use: string): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, key.publicKey, {
      issuer: options.issuer(),
      algorithms: ['RS256'],
      currentDate: options.now(),
      clockTolerance: 5,
      requiredClaims: ['exp', 'sub'],
    });
    if (payload['token_use'] !== use) throw new Error('The token is of another use.');
    if (!knowsClient(String(payload['client_id']))) throw new Error('The token is of a client that is not known.');
    return payload;
  };

  /** Says who, and nothing of what they may do: that is in the record of the account. */
  const identity = (account: Account, clientId: string, scope: string, session: Session): JWTPayload => ({
    ...session,
    sub: account.sub,
    username: account.username,
    client_id: clientId,
    scope,
  });

  /** A sign-in is a session: its id is in every token that comes from it, refreshed ones too, as Cognito has it. */
  const newSession = (): Session => ({ origin_jti: randomUUID(), auth_time: seconds() });

  const tokensFor = async (
    account: Account,
    clientId: string,
    scope: string,
    { session = newSession(), nonce }: { session?: Session; nonce?: string | undefined } = {},
  ) => {
    const claims = identity(account, clientId, scope, session);
    const { scope: _scope, client_id: _client, username, ...shared } = claims;
    const idClaims = { ...shared, 'cognito:username': username, aud: clientId, ...(nonce !== undefined && { nonce }) };
    const openid = scope.split(' ').includes('openid');
    return {
      access_token: await sign({ ...claims, token_use: 'access' }, TOKEN_SECONDS),
      refresh_token: await sign(
        { ...session, sub: account.sub, username: account.username, client_id: clientId, scope, token_use: 'refresh' },
        REFRESH_SECONDS,
      ),
      ...(openid && { id_token: await sign({ ...idClaims, token_use: 'id' }, TOKEN_SECONDS) }),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
    };
  };

  return { sign, read, newSession, tokensFor };
}
