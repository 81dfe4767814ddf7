import { createRemoteJWKSet, decodeJwt, importJWK, jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIssuer, type Issuer, type SignIn } from '#local/engines/oidc.ts';
import { type Served, serve } from './serve.ts';

let dir: string;
let now: Date;
let issuer: Issuer;
let served: Served;
let signIns: SignIn[];

const makeIssuer = (): Promise<Issuer> =>
  createIssuer({
    issuer: () => served.url,
    keyFile: join(dir, 'keys', 'issuer.json'),
    accounts: [
      {
        username: 'district-officer-4201',
        password: 'demo',
        sub: 'sub-1',
        title: 'เจ้าหน้าที่ <อำเภอ>',
      },
    ],
    clients: [
      { clientId: 'web', redirectUris: ['/signed-in'], scopes: ['openid', 'logbook'] },
      {
        clientId: 'agency-health',
        clientSecret: 's3cret',
        scopes: ['referrals'],
      },
    ],
    now: () => now,
  });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'oidc-'));
  now = new Date();
  signIns = [];
  served = await serve((req, res) => {
    void (async () => {
      if (!(await issuer.handle(req, res))) res.writeHead(404).end();
    })();
  });
  issuer = await makeIssuer();
  issuer.onSignIn((signIn) => signIns.push(signIn));
});

afterEach(async () => {
  await served.stop();
  await rm(dir, { recursive: true, force: true });
});

type TokenAnswer = {
  access_token: string;
  refresh_token: string;
  id_token: string;
  error: string;
};

const token = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${served.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
  return { status: answer.status, ...((await answer.json()) as TokenAnswer) };
};

const verifier = randomBytes(32).toString('base64url');
const authorization = (change: Record<string, string> = {}): Record<string, string> => ({
  response_type: 'code',
  client_id: 'web',
  redirect_uri: `${served.url}/signed-in`,
  scope: 'openid logbook',
  state: 'st"ate',
  nonce: 'n1',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  ...change,
});

const signIn = async (change: Record<string, string> = {}): Promise<Response> =>
  fetch(`${served.url}/oauth2/authorize`, {
    method: 'POST',
    body: new URLSearchParams(authorization({ username: 'district-officer-4201', password: 'demo', ...change })),
    redirect: 'manual',
  });

const newCode = async (): Promise<string> =>
  new URL((await signIn()).headers.get('location')!).searchParams.get('code')!;

const exchange = (code: string, change: Record<string, string> = {}) =>
  token({
    grant_type: 'authorization_code',
    client_id: 'web',
    redirect_uri: `${served.url}/signed-in`,
    code,
    code_verifier: verifier,
    ...change,
  });

const passwordGrant = { grant_type: 'password', username: 'district-officer-4201', password: 'demo' };

describe('signing in on a page', () => {
  it('shows the accounts in Thai, with every text escaped', async () => {
    const answer = await fetch(`${served.url}/oauth2/authorize?${new URLSearchParams(authorization()).toString()}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('เข้าสู่ระบบ');
    expect(html).toContain('เจ้าหน้าที่ &#60;อำเภอ&#62;');
    expect(html).toContain('value="st&#34;ate"');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('gives a code that is good once for the tokens', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(302);
    const target = new URL(answer.headers.get('location')!);
    expect(target.searchParams.get('state')).toBe('st"ate');
    const code = target.searchParams.get('code')!;
    const tokens = await exchange(code);
    expect(tokens.status).toBe(200);
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      iss: served.url,
      sub: 'sub-1',
      username: 'district-officer-4201',
      token_use: 'access',
      client_id: 'web',
      scope: 'openid logbook',
    });
    expect(decodeJwt(tokens.access_token).aud).toBeUndefined();
    expect(decodeJwt(tokens.id_token)).toMatchObject({ aud: 'web', token_use: 'id', nonce: 'n1' });
    expect(signIns).toMatchObject([{ sub: 'sub-1', clientId: 'web', grant: 'authorization_code' }]);
    expect(await exchange(code)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it.each([
    ['verifier', { code_verifier: 'x'.repeat(43) }],
    ['redirect', { redirect_uri: 'http://127.0.0.1/other' }],
  ])('refuses a code with another %s, and the code is then spent', async (_what, change) => {
    const code = await newCode();
    expect(await exchange(code, change)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await exchange(code)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('refuses a code after a minute', async () => {
    const code = await newCode();
    now = new Date(now.getTime() + 61_000);
    expect(await exchange(code)).toMatchObject({ error: 'invalid_grant' });
  });

  it('says so when the password is wrong', async () => {
    const answer = await signIn({ password: 'wrong' });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('role="alert"');
    expect(signIns).toEqual([]);
  });

  it.each([
    [{ redirect_uri: 'https://evil.example/signed-in' }, 400],
    [{ client_id: 'nobody' }, 400],
    [{ code_challenge_method: 'plain' }, 302],
    [{ scope: 'everything' }, 302],
  ])('refuses the request %j', async (change, status) => {
    const answer = await signIn(change);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('location') ?? '').not.toContain('code=');
    expect(answer.headers.get('location') ?? '').not.toContain('evil');
  });

  it('goes only to known addresses at the end', async () => {
    const out = (uri: string) =>
      fetch(`${served.url}/oauth2/logout?client_id=web&logout_uri=${encodeURIComponent(uri)}`, { redirect: 'manual' });
    expect((await out(`${served.url}/`)).status).toBe(302);
    expect((await out('https://evil.example/')).status).toBe(400);
  });
});

describe('tokens', () => {
  it('come for a password without naming a client, and are verified with the published key', async () => {
    const { access_token, status } = await token(passwordGrant);
    expect(status).toBe(200);
    const jwks = createRemoteJWKSet(new URL(`${served.url}/.well-known/jwks.json`));
    await jwtVerify(access_token, jwks, { issuer: served.url, algorithms: ['RS256'] });
    expect(await issuer.verify(access_token)).toMatchObject({ sub: 'sub-1' });
    const found = (await (await fetch(`${served.url}/.well-known/openid-configuration`)).json()) as object;
    expect(found).toMatchObject({ issuer: served.url, jwks_uri: `${served.url}/.well-known/jwks.json` });
  });

  it.each([{ password: 'x' }, { username: 'nobody' }])('are refused for %j', async (change) => {
    expect(await token({ ...passwordGrant, ...change })).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('of a program come for its secret, in the header or the body', async () => {
    const basic = { authorization: `Basic ${Buffer.from('agency-health:s3cret').toString('base64')}` };
    const inHeader = await token({ grant_type: 'client_credentials', scope: 'referrals' }, basic);
    expect(await issuer.verify(inHeader.access_token)).toMatchObject({
      sub: 'agency-health',
      client_id: 'agency-health',
    });
    const form = { grant_type: 'client_credentials', client_id: 'agency-health', client_secret: 's3cret' };
    expect((await token(form)).status).toBe(200);
    expect(await token({ ...form, client_secret: 'wrong' })).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(await token({ ...form, client_secret: '' })).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(await token({ ...form, scope: 'logbook' })).toMatchObject({ status: 400, error: 'invalid_scope' });
    expect(await token({ grant_type: 'client_credentials', client_id: 'web' })).toMatchObject({
      error: 'unauthorized_client',
    });
  });

  it('are renewed, also after a restart with the same key', async () => {
    const { access_token, refresh_token } = await token({ ...passwordGrant, client_id: 'web' });
    expect((await stat(join(dir, 'keys', 'issuer.json'))).mode & 0o077).toBe(0);
    issuer = await makeIssuer();
    expect(await issuer.verify(access_token)).toMatchObject({ sub: 'sub-1' });
    const renewed = await token({ grant_type: 'refresh_token', client_id: 'web', refresh_token });
    expect(await issuer.verify(renewed.access_token)).toMatchObject({ client_id: 'web' });
    expect(await token({ grant_type: 'refresh_token', refresh_token })).toMatchObject({ error: 'invalid_grant' });
    expect(await token({ grant_type: 'refresh_token', client_id: 'web', refresh_token: access_token })).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('end after an hour, by whatever the clock says now', async () => {
    const { access_token, refresh_token } = await token(passwordGrant);
    now = new Date(now.getTime() + 3590_000);
    await issuer.verify(access_token);
    now = new Date(now.getTime() + 20_000);
    await expect(issuer.verify(access_token)).rejects.toThrow('exp');
    await expect(issuer.verify(refresh_token)).rejects.toThrow('another use');
    now = new Date('2040-01-01T00:00:00Z');
    const later = await token(passwordGrant);
    expect(await issuer.verify(later.access_token)).toMatchObject({ sub: 'sub-1' });
  });

  it('of another key or without a signature are refused', async () => {
    const { access_token } = await token(passwordGrant);
    const [header, payload, signature] = access_token.split('.');
    const changed = Buffer.from(JSON.stringify({ ...decodeJwt(access_token), area: '10' })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    await expect(issuer.verify(`${header}.${changed}.${signature}`)).rejects.toThrow('signature');
    await expect(issuer.verify(`${none}.${payload}.`)).rejects.toThrow(/alg/);
  });
});

describe('wrong passwords', () => {
  const attempt = (password: string, username = 'district-officer-4201') =>
    token({ grant_type: 'password', username, password });

  it('make an account wait after five in a row, also for the right one, and longer each time', async () => {
    for (let time = 0; time < 5; time += 1)
      expect(await attempt('wrong')).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await attempt('demo')).toMatchObject({ status: 429, error: 'slow_down' });
    now = new Date(now.getTime() + 1100);
    expect(await attempt('wrong')).toMatchObject({ status: 400 });
    now = new Date(now.getTime() + 1100);
    expect(await attempt('demo')).toMatchObject({ status: 429 });
    now = new Date(now.getTime() + 1000);
    expect(await attempt('demo')).toMatchObject({ status: 200 });
    expect(await attempt('wrong')).toMatchObject({ status: 400 });
  });

  it('of names that do not exist hold up no account', async () => {
    for (let time = 0; time < 9; time += 1) await attempt('wrong', `nobody-${time}`);
    expect(await attempt('wrong', 'nobody')).toMatchObject({ status: 429 });
    expect(await attempt('demo')).toMatchObject({ status: 200 });
  });

  it('are told on the page, too', async () => {
    for (let time = 0; time < 5; time += 1) await attempt('wrong');
    const body = new URLSearchParams({ ...authorization(), username: 'district-officer-4201', password: 'demo' });
    const answer = await fetch(`${served.url}/oauth2/authorize`, { method: 'POST', body, redirect: 'manual' });
    expect([answer.status, await answer.text()]).toEqual([429, expect.stringContaining('กรุณารอสักครู่')]);
  });
});

describe('the form of sign-in', () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${served.url}/oauth2/authorize`, {
      method: 'POST',
      body: new URLSearchParams({ ...authorization(), username: 'district-officer-4201', password: 'demo' }),
      headers,
      redirect: 'manual',
    });

  it.each<[Record<string, string>]>([
    [{ origin: 'https://example.com' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('is not taken from a page of another origin: %j', async (headers) => {
    expect((await post(headers)).status).toBe(403);
  });

  it('is taken from its own page', async () => {
    expect((await post({ origin: served.url, 'sec-fetch-site': 'same-origin' })).status).toBe(302);
  });
});

describe('a token', () => {
  const forged = async (claims: JWTPayload, lifetime?: string): Promise<string> => {
    const key = await importJWK(JSON.parse(await readFile(join(dir, 'keys', 'issuer.json'), 'utf8')) as JWK, 'RS256');
    const jwt = new SignJWT({ sub: 'sub-1', token_use: 'access', client_id: 'web', ...claims })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(served.url)
      .setIssuedAt();
    return await (lifetime === undefined ? jwt : jwt.setExpirationTime(lifetime)).sign(key);
  };

  it('that is whole is good; one without an end or of a client that is not known is refused, as on AWS', async () => {
    expect(await issuer.verify(await forged({}, '1h'))).toMatchObject({ sub: 'sub-1' });
    await expect(issuer.verify(await forged({}))).rejects.toThrow('exp');
    await expect(issuer.verify(await forged({ client_id: 'other' }, '1h'))).rejects.toThrow('not known');
  });
});
