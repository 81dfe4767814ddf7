import type { JWTPayload } from 'jose';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { invitationEnded, invitationPage, invitationTaken } from './invitation-page.ts';
import { loginPage } from './login-page.ts';
import { createBrake, createSignInNames } from './oidc-accounts.ts';
import { createTokenEndpoint, grantedScope, NO_CLIENT, type PendingCode } from './oidc-grants.ts';
import { OAuthError, originsOf, readForm, redirect, refuseOtherOrigin, sendJson, sendPage } from './oidc-http.ts';
import { createTokens } from './oidc-tokens.ts';
import { signingKey } from './signing-key.ts';
import { SHORTEST_PASSWORD, type UserPool } from './user-pool.ts';

/** A person who can sign in on one machine. */
export type Account = {
  readonly username: string;
  readonly password: string;
  readonly sub: string;
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

const CODE_MS = 60_000;

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
export async function createIssuer(options: IssuerOptions): Promise<Issuer> {
  const key = await signingKey(options.keyFile);
  const listeners: ((signIn: SignIn) => void)[] = [];
  const codes = new Map<string, PendingCode>();
  const clients = new Map(options.clients.map((client) => [client.clientId, client]));
  const brake = createBrake(options.now);
  const names = createSignInNames(options, brake);
  const tokens = createTokens(
    options,
    key,
    (id) => id === NO_CLIENT || clients.has(id) || options.people?.findClient(id) !== undefined,
  );

  const signedIn = (signIn: Omit<SignIn, 'at'>): void => {
    for (const listener of listeners) listener({ ...signIn, at: options.now() });
  };

  const token = createTokenEndpoint({ options, clients, codes, names, brake, tokens, signedIn });

  const allowedRedirect = (client: Client, uri: string): boolean =>
    (client.redirectUris ?? []).some((allowed) =>
      allowed.startsWith('/')
        ? originsOf(options.issuer()).some((origin) => new URL(allowed, origin).href === uri)
        : allowed === uri,
    );

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
    const { account, wait } = posted ? names.tryAccount(username ?? '', request.get('password') ?? '') : {};
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
    verify: (bearer) => tokens.read(bearer, 'access'),
    onSignIn: (listener) => {
      listeners.push(listener);
    },
  };
}
