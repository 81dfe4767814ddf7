import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startPlatform, type Platform } from '#local/platform.ts';

const folder = mkdtempSync(join(tmpdir(), 'invitation-'));
const EMAIL = 'somsri@example.go.th';
const PASSWORD = 'ก-password-of-her-own';

let platform: Platform;
const said: string[] = [];
beforeAll(async () => {
  platform = await startPlatform({ folder, port: 0, inMemory: true, say: (sentence) => said.push(sentence) });
});
afterAll(async () => {
  await platform.stop();
  rmSync(folder, { recursive: true });
});

const form = async (path: string, fields: Record<string, string>) =>
  await fetch(`${platform.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
const signIn = async (username: string, password: string) =>
  await form('/oauth2/token', { grant_type: 'password', username, password });
async function tokensOf(username: string, password = 'demo'): Promise<{ access_token: string; refresh_token: string }> {
  const answer = await signIn(username, password);
  expect(answer.status).toBe(200);
  return JSON.parse(await answer.text());
}
async function call(token: string, method: string, path: string, body?: object) {
  const answer = await fetch(`${platform.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}
const letters = () =>
  readdirSync(join(folder, 'mailbox')).map((name) => readFileSync(join(folder, 'mailbox', name), 'utf8'));
const linkIn = (letter: string | undefined) => /http\S+\/oauth2\/invitation\?token=\S+/.exec(letter ?? '')?.[0] ?? '';

describe('an invited person on one machine', () => {
  let officer: string;
  let sub: string;
  let link: string;
  const takeWith = async (password: string, again = password) =>
    (await form('/oauth2/invitation', { token: new URL(link).searchParams.get('token') ?? '', password, again }))
      .status;

  it('gets a letter with a link, of which the log says nothing', async () => {
    officer = (await tokensOf('district-officer-4201')).access_token;
    const grants = [{ role: 'MENTOR', unit: '420101', from: '2026-01-01' }];
    const invited = await call(officer, 'POST', '/v1/accounts', { email: EMAIL, displayName: 'สมศรี ตัวอย่าง', grants });
    expect([invited.status, invited.body.status]).toEqual([201, 'INVITED']);
    sub = invited.body.sub;
    expect(letters()).toHaveLength(1);
    link = linkIn(letters()[0]);
    expect((await fetch(link)).status).toBe(200);
    expect(said.join('\n')).toContain('mailbox');
    expect(said.join('\n')).not.toContain(EMAIL);
    expect(said.join('\n')).not.toContain('token=');
    expect((await signIn(EMAIL, PASSWORD)).status).toBe(400);
  });

  it('sets a password of her own, once', async () => {
    expect(await takeWith('short')).toBe(422);
    expect(await takeWith(PASSWORD, `${PASSWORD}x`)).toBe(422);
    expect(await takeWith(PASSWORD)).toBe(200);
    expect(await takeWith('another-password-of-hers')).toBe(410);
    expect((await fetch(link)).status).toBe(410);
    expect(readFileSync(join(folder, 'people.json'), 'utf8')).not.toContain(PASSWORD);
  });

  it('signs in with her address, accepts the terms and works', async () => {
    const { access_token: token } = await tokensOf(EMAIL, PASSWORD);
    expect((await call(token, 'GET', '/v1/households')).body.code).toBe('terms-not-accepted');
    const accepted = await call(token, 'POST', '/v1/me/terms', { version: 1 });
    expect(accepted.body).toMatchObject({ sub, roles: ['MENTOR'], scope: { area: '420101' }, termsAccepted: true });
    expect((await call(token, 'GET', '/v1/households')).status).toBe(200);
    const sessions = await call(token, 'GET', '/v1/me/sessions');
    expect(sessions.body.items).toMatchObject([{ current: true, endedAt: null }]);
  });

  it('is let in no more when her account is suspended, by password or by refresh', async () => {
    const { refresh_token: refresh } = await tokensOf(EMAIL, PASSWORD);
    const refreshed = async () =>
      (await form('/oauth2/token', { grant_type: 'refresh_token', refresh_token: refresh })).status;
    expect(await refreshed()).toBe(200);
    expect((await call(officer, 'POST', `/v1/accounts/${sub}/suspend`, { reason: 'พักงาน' })).status).toBe(200);
    expect([(await signIn(EMAIL, PASSWORD)).status, await refreshed()]).toEqual([400, 400]);
    expect((await call(officer, 'POST', `/v1/accounts/${sub}/reopen`)).status).toBe(200);
    expect((await signIn(EMAIL, PASSWORD)).status).toBe(200);
    expect((await call(officer, 'POST', `/v1/accounts/${sub}/reinvite`)).body.code).toBe('transition-not-allowed');
  });

  it('whose invitation was sent again has the newest link alone', async () => {
    const grants = [{ role: 'FIELD_TEAM', unit: '420101', from: '2026-01-01' }];
    const { body } = await call(officer, 'POST', '/v1/accounts', {
      email: 'b@example.go.th',
      displayName: 'ข',
      grants,
    });
    const first = linkIn(letters().find((letter) => letter.includes('b@example.go.th')));
    expect((await call(officer, 'POST', `/v1/accounts/${body.sub}/reinvite`)).status).toBe(200);
    expect((await fetch(first)).status).toBe(410);
    const links = letters()
      .filter((letter) => letter.includes('b@example.go.th'))
      .map(linkIn);
    const newest = links.find((one) => one !== first) ?? '';
    expect((await fetch(newest)).status).toBe(200);
  });
});

describe('a system of an organisation on one machine', () => {
  const tokenOf = async (client_id: string, client_secret: string) =>
    await form('/oauth2/token', { grant_type: 'client_credentials', client_id, client_secret });
  const accessTokenOf = async (id: string, secret: string): Promise<string> => {
    const answer = await tokenOf(id, secret);
    expect(answer.status).toBe(200);
    return (JSON.parse(await answer.text()) as { access_token: string }).access_token;
  };

  it('signs in with the secret that was shown once, is renewed and ended', async () => {
    const focal = (await tokensOf('agency-focal-cdd')).access_token;
    const made = await call(focal, 'POST', '/v1/organisations/cdd/clients', { name: 'ระบบทดสอบ' });
    expect(made.status).toBe(201);
    const { id, secret } = made.body;
    expect(readFileSync(join(folder, 'people.json'), 'utf8')).not.toContain(secret);
    expect((await tokenOf(id, `${secret}x`)).status).toBe(401);
    const token = await accessTokenOf(id, secret);
    expect((await call(token, 'GET', '/v1/me')).body).toMatchObject({
      roles: ['AGENCY_FOCAL'],
      scope: { agency: 'cdd' },
    });
    expect((await call(token, 'GET', '/v1/accounts')).status).toBe(403);

    const renewed = await call(focal, 'POST', `/v1/organisations/cdd/clients/${id}/rotate`);
    expect((await tokenOf(id, secret)).status).toBe(401);
    const second = await accessTokenOf(id, renewed.body.secret);

    expect((await call(focal, 'DELETE', `/v1/organisations/cdd/clients/${id}`)).body.status).toBe('CLOSED');
    expect((await tokenOf(id, renewed.body.secret)).status).toBe(401);
    expect((await fetch(`${platform.url}/v1/me`, { headers: { authorization: `Bearer ${second}` } })).status).toBe(401);
  });
});

it('a demo account has a record, and its address cannot be invited again', async () => {
  const { access_token: token } = await tokensOf('mentor-4201');
  const me = await call(token, 'GET', '/v1/me');
  expect(me.body).toMatchObject({ roles: ['MENTOR'], scope: { area: '4201', unit: null }, termsAccepted: true });
  const municipal = (await tokensOf('municipal-officer-4201')).access_token;
  expect((await call(municipal, 'GET', '/v1/me')).body.scope).toMatchObject({ area: '4201', unit: null });
  const invited = await call(municipal, 'POST', '/v1/accounts', {
    email: 'mentor-4201@example.go.th',
    displayName: 'ก',
    grants: [{ role: 'MENTOR', unit: '420101', from: '2026-01-01' }],
  });
  expect(invited.body.code).toBe('account-exists');
});
