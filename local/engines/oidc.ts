import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { invitationEnded, invitationPage, invitationTaken } from './invitation-page.ts';
import { loginPage } from './login-page.ts';
import { signingKey } from './signing-key.ts';
import { SHORTEST_PASSWORD, type UserPool } from './user-pool.ts';

/** A person who can sign in on one machine. */
export type Account = {
  readonly username: string;
  readonly password: string;
  readonly sub: string;
  /** Roles, as Cognito groups. */
  readonly groups: readonly string[];
  /** Put into the access token as they are, such as area and agency. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Shown on the sign-in page. Absent: the username. */
  readonly title?: string;
};

/** A program that may ask for tokens. Without a secret it is a public one: a web page with PKCE. */
export type Client = {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Whole URLs, or paths on the issuer's own origin such as `/signed-in`. */
  readonly redirectUris?: readonly string[];
  readonly scopes: readonly string[];
  /** For client_credentials: who the program is. */
  readonly groups?: readonly string[];
  readonly claims?: Readonly<Record<string, unknown>>;
};

export type SignIn = {
  readonly sub: string;
  readonly username: string | undefined;
  readonly clientId: string;
  readonly grant: 'authorization_code' | 'password' | 'client_credentials';
  readonly at: Date;
};

export type IssuerOptions = {
  /** The issuer's URL, such as http://127.0.0.1:3000; read at every use because the port may come later. */
  readonly issuer: () => string;
  /** The private key is made here at the first start, so that tokens outlive a restart. */
  readonly keyFile: string;
  readonly accounts: readonly Account[];
  readonly clients: readonly Client[];
  /** People who were invited, beside the accounts. */
  readonly people?: UserPool;
  readonly now: () => Date;
};

export type Issuer = {
  /** Answers a request of sign-in; false when the path is another's. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** The claims of a good access token. Errors: throws for any other. */
  verify(token: string): Promise<JWTPayload>;
  onSignIn(listener: (signIn: SignIn) => void): void;
};

const TOKEN_SECONDS = 3600;
const REFRESH_SECONDS = 30 * 24 * 3600;
const CODE_MS = 60_000;
/** The client_id in tokens of the password grant that named no client. */
const NO_CLIENT = 'local-password';

class OAuthError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

type Session = { readonly origin_jti: string; readonly auth_time: number };

type PendingCode = {
  readonly account: Account;
  readonly client: Client;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly expires: number;
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

const sendJson = (res: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void => {
  const body = JSON.stringify(value);
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  res.end(body);
};

const sendPage = (res: ServerResponse, status: number, html: string, formTarget: string): void => {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // With no-referrer the form would come from the origin `null`, as that of any page may.
    'referrer-policy': 'same-origin',
    // The answer to the form redirects to the client: browsers hold that to form-action too.
    'content-security-policy':
      `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${formTarget}; ` +
      `frame-ancestors 'none'; base-uri 'none'`,
  });
  res.end(html);
};

const redirect = (res: ServerResponse, uri: string, parameters: Record<string, string | undefined>): void => {
  const target = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) target.searchParams.set(name, value);
  res.writeHead(302, { location: target.href, 'cache-control': 'no-store' });
  res.end();
};

const readForm = async (req: IncomingMessage): Promise<URLSearchParams> => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) {
    req.resume();
    throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 64 * 1024) throw new OAuthError('invalid_request', 'The body is too large.');
  }
  return new URLSearchParams(text);
};

const basicCredentials = (header: string | undefined): { id: string; secret: string } | undefined => {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  try {
    return { id: decodeURIComponent(text.slice(0, colon)), secret: decodeURIComponent(text.slice(colon + 1)) };
  } catch {
    throw new OAuthError('invalid_client', 'The client credentials are malformed.', 401);
  }
};

const grantedScope = (client: Client, asked: string | null): string => {
  if (asked === null || asked === '') return client.scopes.join(' ');
  const scopes = asked.split(' ').filter((scope) => scope !== '');
  if (!scopes.every((scope) => client.scopes.includes(scope)))
    throw new OAuthError('invalid_scope', 'The client may not have this scope.');
  return scopes.join(' ');
};

const TRIES_BEFORE_WAITING = 5;
const LONGEST_WAIT_MS = 15 * 60_000;

/** After five wrong passwords in a row a name waits a second, then twice as long after each further one, as Cognito does. */
const createBrake = (now: () => Date) => {
  const failed = new Map<string, { times: number; until: number }>();
  return {
    check(name: string): void {
      const wait = (failed.get(name)?.until ?? 0) - now().getTime();
      if (wait > 0)
        throw new OAuthError('slow_down', `Too many wrong passwords: wait ${Math.ceil(wait / 1000)} seconds.`, 429);
    },
    note(name: string, right: boolean): void {
      if (right) failed.delete(name);
      else {
        const times = (failed.get(name)?.times ?? 0) + 1;
        const wait =
          times < TRIES_BEFORE_WAITING ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (times - TRIES_BEFORE_WAITING));
        failed.set(name, { times, until: now().getTime() + wait });
      }
    },
  };
};

/** A page of another origin may not post the form: it would sign people in under an account of its own. */
const refuseOtherOrigin = (req: IncomingMessage, issuer: string): void => {
  const { origin } = req.headers;
  const site = req.headers['sec-fetch-site'];
  const foreign = origin !== undefined && origin !== new URL(issuer).origin;
  if (foreign || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new OAuthError('invalid_request', 'The form was posted from a page of another origin.', 403);
};

const AUTHORIZATION_FIELDS = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
] as const;

/**
 * A small OpenID Connect issuer for one machine whose access tokens look like Cognito's. It knows the accounts and
 * clients that it is given and nothing else; no session is kept, so every sign-in asks for the password.
 */
export const createIssuer = async (options: IssuerOptions): Promise<Issuer> => {
  const key = await signingKey(options.keyFile);
  const listeners: ((signIn: SignIn) => void)[] = [];
  const codes = new Map<string, PendingCode>();
  const clients = new Map(options.clients.map((client) => [client.clientId, client]));
  const accounts = new Map(options.accounts.map((account) => [account.username, account]));
  const brake = createBrake(options.now);
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
    const clientId = String(payload['client_id']);
    // As the gateway's authorizer, which knows the clients as audiences.
    if (clientId !== NO_CLIENT && !clients.has(clientId) && !options.people?.findClient(clientId))
      throw new Error('The token is of a client that is not known.');
    return payload;
  };

  const identity = (account: Account, clientId: string, scope: string, session: Session): JWTPayload => ({
    ...account.claims,
    ...session,
    sub: account.sub,
    username: account.username,
    'cognito:groups': [...account.groups],
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

  const signedIn = (signIn: Omit<SignIn, 'at'>): void => {
    for (const listener of listeners) listener({ ...signIn, at: options.now() });
  };

  /** Of a person who was invited the token says who, and nothing of what they may do. */
  const known = (username: string): { account: Account; matches: (password: string) => boolean } | undefined => {
    const account = accounts.get(username);
    if (account !== undefined) return { account, matches: (password) => same(account.password, password) };
    const person = options.people?.find(username);
    if (person === undefined) return undefined;
    const invited = { username: person.email, password: '', sub: person.sub, groups: [], claims: {} };
    return { account: invited, matches: (password) => person.matches(password) };
  };

  /** Throws `slow_down` while a name waits after wrong passwords, also for the right one. */
  const accountOf = (username: string, password: string): Account | undefined => {
    const found = known(username);
    const account = found?.account;
    // All unknown names wait together: there are too many to keep.
    const name = account === undefined ? '' : `account ${account.username}`;
    brake.check(name);
    // An unknown name costs the same time as a wrong password.
    const right = found ? found.matches(password) : same(randomUUID(), password);
    brake.note(name, right);
    return right && account !== undefined && options.people?.isLetIn(account.sub) !== false ? account : undefined;
  };

  /** The account, or the sentence with which the page says that it must wait. */
  const tryAccount = (username: string, password: string): { account?: Account | undefined; wait?: true } => {
    try {
      return { account: accountOf(username, password) };
    } catch (error) {
      if (error instanceof OAuthError && error.code === 'slow_down') return { wait: true };
      throw error;
    }
  };

  const allowedRedirect = (client: Client, uri: string): boolean =>
    (client.redirectUris ?? []).some(
      (allowed) => (allowed.startsWith('/') ? new URL(allowed, options.issuer()).href : allowed) === uri,
    );

  /** The client of a token request. Errors: invalid_client when it is unknown or its secret is wrong. */
  const authenticated = (req: IncomingMessage, form: URLSearchParams): Client => {
    const basic = basicCredentials(req.headers.authorization);
    const id = basic?.id ?? form.get('client_id') ?? '';
    const secret = basic?.secret ?? form.get('client_secret') ?? '';
    const system = clients.has(id) ? undefined : options.people?.findClient(id);
    // A system's client may ask for nothing but its own token: what it may do, its record says.
    const client = system ? { clientId: id, clientSecret: '', scopes: [] } : clients.get(id);
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
      ...client.claims,
      sub: clientId,
      client_id: clientId,
      scope: grantedScope(client, form.get('scope')),
      token_use: 'access',
      ...(client.groups !== undefined && { 'cognito:groups': [...client.groups] }),
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

  /** Client and redirect first: an error in these is shown to the person, never sent to an unchecked address. */
  const authorize = async (req: IncomingMessage, res: ServerResponse, query: URLSearchParams): Promise<void> => {
    const posted = req.method === 'POST';
    if (posted) refuseOtherOrigin(req, options.issuer());
    const request = posted ? await readForm(req) : query;
    const client = clients.get(request.get('client_id') ?? '');
    const redirectUri = request.get('redirect_uri') ?? '';
    if (client === undefined || !allowedRedirect(client, redirectUri))
      throw new OAuthError('invalid_request', 'Unknown client or redirect address.');
    const state = request.get('state') ?? undefined;
    const refuse = (error: string): void => redirect(res, redirectUri, { error, state });
    const challenge = request.get('code_challenge') ?? '';
    if (request.get('response_type') !== 'code') return refuse('unsupported_response_type');
    if (request.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge))
      return refuse('invalid_request');
    let scope: string;
    try {
      scope = grantedScope(client, request.get('scope'));
    } catch {
      return refuse('invalid_scope');
    }
    // Who was invited types an address; the demo accounts are chosen.
    const email = request.get('email')?.trim() ?? '';
    const username = email === '' ? (request.get('username') ?? undefined) : email;
    const { account, wait } = posted ? tryAccount(username ?? '', request.get('password') ?? '') : {};
    if (account === undefined) {
      const hidden = AUTHORIZATION_FIELDS.flatMap((name) => {
        const value = request.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      const page = loginPage({
        accounts: options.accounts.map((each) => ({ username: each.username, title: each.title ?? each.username })),
        hidden: Object.fromEntries(hidden),
        ...(username !== undefined && { username }),
        ...(options.people !== undefined && { email }),
        failed: posted,
        ...(wait !== undefined && { wait }),
      });
      return sendPage(res, wait !== undefined ? 429 : posted ? 401 : 200, page, new URL(redirectUri).origin);
    }
    const expires = options.now().getTime() + CODE_MS;
    for (const [old, pending] of codes) if (pending.expires < options.now().getTime()) codes.delete(old);
    const code = randomBytes(32).toString('base64url');
    codes.set(code, {
      account,
      client,
      redirectUri,
      challenge,
      scope,
      nonce: request.get('nonce') ?? undefined,
      expires,
    });
    return redirect(res, redirectUri, { code, state });
  };

  const logout = (res: ServerResponse, query: URLSearchParams): void => {
    const client = clients.get(query.get('client_id') ?? '');
    const target = query.get('logout_uri') ?? query.get('redirect_uri') ?? new URL('/', options.issuer()).href;
    const home = new URL('/', options.issuer()).href;
    if (target !== home && (client === undefined || !allowedRedirect(client, target)))
      throw new OAuthError('invalid_request', 'Unknown client or address to go to.');
    redirect(res, target, {});
  };

  /** An invited person sets a password: the link is good once, so it is taken with the password that it sets. */
  const invitation = async (req: IncomingMessage, res: ServerResponse, query: URLSearchParams): Promise<void> => {
    const posted = req.method === 'POST';
    if (posted) refuseOtherOrigin(req, options.issuer());
    const form = posted ? await readForm(req) : query;
    const link = form.get('token') ?? '';
    const password = form.get('password') ?? '';
    const page = (status: number, html: string): void => sendPage(res, status, html, '');
    if (options.people?.isInvited(link) !== true) return page(410, invitationEnded());
    if (!posted) return page(200, invitationPage(link));
    if (password.length < SHORTEST_PASSWORD) return page(422, invitationPage(link, 'short'));
    if (password !== form.get('again')) return page(422, invitationPage(link, 'different'));
    if (!options.people.takeInvitation(link, password)) return page(410, invitationEnded());
    return page(200, invitationTaken());
  };

  const discovery = () => {
    const issuer = options.issuer();
    return {
      issuer,
      authorization_endpoint: `${issuer}/oauth2/authorize`,
      token_endpoint: `${issuer}/oauth2/token`,
      end_session_endpoint: `${issuer}/oauth2/logout`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'password', 'client_credentials'],
      code_challenge_methods_supported: ['S256'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
      scopes_supported: [...new Set(options.clients.flatMap((client) => client.scopes))],
    };
  };

  const answer = async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean> => {
    switch (`${req.method === 'HEAD' ? 'GET' : req.method} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        sendJson(res, 200, discovery());
        return true;
      case 'GET /.well-known/jwks.json':
        sendJson(res, 200, { keys: [key.publicJwk] });
        return true;
      case 'GET /oauth2/authorize':
      case 'POST /oauth2/authorize':
        await authorize(req, res, url.searchParams);
        return true;
      case 'GET /oauth2/invitation':
      case 'POST /oauth2/invitation':
        await invitation(req, res, url.searchParams);
        return true;
      case 'POST /oauth2/token':
        await token(req, res);
        return true;
      case 'GET /oauth2/logout':
        logout(res, url.searchParams);
        return true;
      default:
        return false;
    }
  };

  return {
    handle: async (req, res) => {
      const url = URL.parse(req.url ?? '/', 'http://localhost');
      if (url === null) return false;
      try {
        return await answer(req, res, url);
      } catch (error) {
        if (!(error instanceof OAuthError)) throw error;
        sendJson(res, error.status, { error: error.code, error_description: error.message });
        return true;
      }
    },
    verify: (bearer) => read(bearer, 'access'),
    onSignIn: (listener) => {
      listeners.push(listener);
    },
  };
};
