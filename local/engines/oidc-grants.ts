/** Requests of tokens, by grant. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { SYSTEM_SCOPE } from '#shared/domain/access/system-scope.ts';

import type { SignInNames, Brake } from './oidc-accounts.ts';
import { digest, OAuthError, readForm, same, sendJson } from './oidc-http.ts';
import { TOKEN_SECONDS, type Tokens } from './oidc-tokens.ts';
import type { Account, Client, IssuerOptions, SignIn } from './oidc.ts';

/** The client_id in tokens of the password grant that named no client. */
export const NO_CLIENT = 'local-password';

export type PendingCode = {
  readonly account: Account;
  readonly client: Client;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly expires: number;
};

function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  try {
    return { id: decodeURIComponent(text.slice(0, colon)), secret: decodeURIComponent(text.slice(colon + 1)) };
  } catch {
    throw new OAuthError('invalid_client', 'The client credentials are malformed.', 401);
  }
}

export function grantedScope(client: Client, asked: string | null): string {
  if (asked === null || asked === '') return client.scopes.join(' ');
  const scopes = asked.split(' ').filter((scope) => scope !== '');
  if (!scopes.every((scope) => client.scopes.includes(scope)))
    throw new OAuthError('invalid_scope', 'The client may not have this scope.');
  return scopes.join(' ');
}

export type GrantDeps = {
  readonly options: Pick<IssuerOptions, 'people' | 'now'>;
  readonly clients: ReadonlyMap<string, Client>;
  /** Codes that were given out and not taken yet. */
  readonly codes: Map<string, PendingCode>;
  readonly names: SignInNames;
  readonly brake: Brake;
  readonly tokens: Tokens;
  readonly signedIn: (signIn: Omit<SignIn, 'at'>) => void;
};

/** Answers a request of a token. Throws `OAuthError`. */
export function createTokenEndpoint({
  options,
  clients,
  codes,
  names: { known, accountOf },
  brake,
  tokens: { sign, read, newSession, tokensFor },
  signedIn,
}: GrantDeps): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  /** The client of a token request. Errors: invalid_client when it is unknown or its secret is wrong. */
  const authenticated = (req: IncomingMessage, form: URLSearchParams): Client => {
    const basic = basicCredentials(req.headers.authorization);
    const id = basic?.id ?? form.get('client_id') ?? '';
    const secret = basic?.secret ?? form.get('client_secret') ?? '';
    const system = clients.has(id) ? undefined : options.people?.findClient(id);
    // A system's client may ask for nothing but its own token: what it may do, its record says.
    const client = system ? { clientId: id, clientSecret: '', scopes: [SYSTEM_SCOPE] } : clients.get(id);
    const name = client?.clientSecret === undefined ? '' : `client ${client.clientId}`;
    if (name !== '') brake.check(name);
    const right = system ? system.matches(secret) : same(client?.clientSecret ?? '', secret);
    if (name !== '') brake.note(name, right);
    if (client === undefined || !right) throw new OAuthError('invalid_client', 'Unknown client or wrong secret.', 401);
    return client;
  };

  const byCode = async (client: Client, form: URLSearchParams) => {
    const code = form.get('code') ?? '';
    const pending = codes.get(code);
    // Taken out before anything is checked: a code is good for one try.
    codes.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    if (
      pending === undefined ||
      pending.client !== client ||
      pending.expires < options.now().getTime() ||
      pending.redirectUri !== form.get('redirect_uri') ||
      !same(digest(verifier).toString('base64url'), pending.challenge)
    )
      throw new OAuthError('invalid_grant', 'The code is wrong, used or expired.');
    const { account } = pending;
    const tokens = await tokensFor(account, client.clientId, pending.scope, { nonce: pending.nonce });
    signedIn({ sub: account.sub, username: account.username, clientId: client.clientId, grant: 'authorization_code' });
    return tokens;
  };

  const byRefresh = async (clientId: string, form: URLSearchParams) => {
    const claims = await read(form.get('refresh_token') ?? '', 'refresh').catch((): never => {
      throw new OAuthError('invalid_grant', 'The refresh token is wrong or expired.');
    });
    const account = known(String(claims['username']))?.account;
    const isOver = options.people?.mayRefresh(String(claims.sub), Number(claims['auth_time'] ?? 0)) === false;
    if (isOver || account === undefined || account.sub !== claims.sub || claims['client_id'] !== clientId)
      throw new OAuthError('invalid_grant', 'The refresh token is another client’s or its account is gone.');
    const { origin_jti, auth_time } = claims;
    // Refresh tokens from before sessions had ids name none: they begin one.
    const session =
      typeof origin_jti === 'string' && typeof auth_time === 'number' ? { origin_jti, auth_time } : newSession();
    const { refresh_token: _, ...tokens } = await tokensFor(account, clientId, String(claims['scope']), { session });
    return tokens;
  };

  const byPassword = async (client: Client | undefined, form: URLSearchParams) => {
    const account = accountOf(form.get('username') ?? '', form.get('password') ?? '');
    if (account === undefined) throw new OAuthError('invalid_grant', 'Wrong account or password.');
    const clientId = client?.clientId ?? NO_CLIENT;
    const scope = client === undefined ? (form.get('scope') ?? 'openid') : grantedScope(client, form.get('scope'));
    const tokens = await tokensFor(account, clientId, scope);
    signedIn({ sub: account.sub, username: account.username, clientId, grant: 'password' });
    return tokens;
  };

  const byClient = async (client: Client, form: URLSearchParams) => {
    if (client.clientSecret === undefined) throw new OAuthError('unauthorized_client', 'The client has no secret.');
    const { clientId } = client;
    const claims = {
      sub: clientId,
      client_id: clientId,
      scope: grantedScope(client, form.get('scope')),
      token_use: 'access',
    };
    const accessToken = await sign(claims, TOKEN_SECONDS);
    signedIn({ sub: clientId, username: undefined, clientId, grant: 'client_credentials' });
    return { access_token: accessToken, token_type: 'Bearer', expires_in: TOKEN_SECONDS };
  };

  const token = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const form = await readForm(req);
    const namesClient = form.has('client_id') || req.headers.authorization !== undefined;
    switch (form.get('grant_type') ?? '') {
      case 'authorization_code':
        sendJson(res, 200, await byCode(authenticated(req, form), form));
        return;
      case 'refresh_token':
        sendJson(res, 200, await byRefresh(namesClient ? authenticated(req, form).clientId : NO_CLIENT, form));
        return;
      case 'password':
        sendJson(res, 200, await byPassword(namesClient ? authenticated(req, form) : undefined, form));
        return;
      case 'client_credentials':
        sendJson(res, 200, await byClient(authenticated(req, form), form));
        return;
      default:
        throw new OAuthError('unsupported_grant_type', 'This grant type is not known.');
    }
  };

  return token;
}
