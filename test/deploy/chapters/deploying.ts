/** Deploys the platform, looks at its page, lets people in and keeps others out. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { OFFICER_FOLDER, officerFiles, pageFiles } from '#infra/page-files.ts';
import { nameIn, STAGES } from '#infra/stages.ts';
import { clientNamed, PASSWORD, setPassword, withSettings } from '../accounts.ts';
import { ROOT } from '../emulator.ts';
import { type Job, rightsFor } from '../pipeline.ts';
import { Caller, type Json, send, signIn } from '../outside.ts';
import { PEOPLE } from '../story.ts';
import { Subscriber } from '../subscriber.ts';
import {
  story,
  as,
  REPOSITORY,
  DEPLOYMENT,
  PULL_REQUEST,
  given,
  signedIn,
  invite,
  enter,
  idOf,
} from '../story-so-far.ts';

it('bootstraps, and lets in jobs of this repository alone, each as what it is', { timeout: 300_000 }, async () => {
  await story.account.bootstrap();
  await story.account.deployDelivery();
  const refused: readonly Job[] = [
    { ...DEPLOYMENT, subject: `${REPOSITORY}:environment:prod` },
    { ...DEPLOYMENT, subject: `${REPOSITORY}:ref:refs/heads/main` },
    { ...DEPLOYMENT, subject: PULL_REQUEST.subject },
    { ...DEPLOYMENT, subject: 'repo:example/poverty-logbook:environment:emulator' },
    { ...DEPLOYMENT, subject: `${DEPLOYMENT.subject}-2` },
    { ...DEPLOYMENT, audience: 'https://github.com/example' },
    { ...PULL_REQUEST, subject: DEPLOYMENT.subject },
  ];
  for (const job of refused) expect(await rightsFor(story.emulator.url, job), job.subject).toBeUndefined();
});

it('deploys every stack and the page, by the pipeline', { timeout: 300_000 }, async () => {
  story.outputs = await story.account.deploy(await given(DEPLOYMENT));
  const expected = Object.fromEntries(story.account.assembledStacks().map((stack) => [stack, 'CREATE_COMPLETE']));
  expect(Object.keys(expected).length).toBeGreaterThanOrEqual(7);
  expect(await story.account.stacks()).toMatchObject(expected);
  story.made = await story.account.resources();
  story.told = await Subscriber.to(story.account, idOf('AWS::SNS::Topic', 'Published'));
});

it('shows the page on the content network, with what protects it', async () => {
  const { host } = new URL(story.outputs.pageUrl);
  const page = (path: string, protocol = 'https') =>
    send(`${story.emulator.url.replace('127.0.0.1', host)}${path}`, {
      headers: { host, 'x-forwarded-proto': protocol },
    });
  expect((await page('/', 'http')).status).toBe(301);
  const index = await page('/');
  expect(index.status).toBe(200);
  const files = [...(await officerFiles(OFFICER_FOLDER)), ...(await pageFiles(join(ROOT, 'web')))];
  expect(files.map(({ path }) => path)).toContain('officer/index.html');
  for (const { path, type, body, cacheControl } of files.filter((file) => file.path !== 'settings.json')) {
    const served = await page(`/${path}`);
    expect([served.status, served.headers['content-type'], served.headers['cache-control']], path).toEqual([
      200,
      type,
      cacheControl,
    ]);
    expect(served.bytes.equals(body), path).toBe(true);
  }
  expect(index.bytes.toString()).toBe(files.at(-1)?.body.toString());
  expect(index.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
  });
  expect((await page('/settings.json')).body).toEqual({
    signIn: expect.stringMatching(/^https:/),
    clientId: story.outputs.webClientId,
    scope: 'openid',
  });
});

it(
  'begins with one account, which invites others, who set a password and accept the terms',
  { timeout: 120_000 },
  async () => {
    await story.account.makeSysadmin(story.outputs.userPoolId, PEOPLE.sysadmin.email);
    await expect(story.account.makeSysadmin(story.outputs.userPoolId, PEOPLE.sysadmin.email)).rejects.toThrow(
      'account-exists',
    );
    await enter('sysadmin');
    for (const name of ['secretariat', 'elsewhere', 'focal', 'nesdc', 'auditor'] as const) {
      await invite(as.sysadmin, name);
      await enter(name);
    }
    for (const name of ['importer', 'officer', 'approver'] as const) {
      await invite(as.secretariat, name);
      await enter(name);
    }
    expect(
      await signIn(story.emulator.url, story.outputs.webClientId, PEOPLE.officer.email, `${PASSWORD}!`),
    ).toBeUndefined();
  },
);

it('lets nobody do anything whom nobody has invited, whoever made the sign-in', async () => {
  const user = { UserPoolId: story.outputs.userPoolId, Username: PEOPLE.nobody.email, MessageAction: 'SUPPRESS' };
  await story.account.call([['cognito-idp', 'admin_create_user', user]]);
  await setPassword(story.account, story.outputs.userPoolId, PEOPLE.nobody.email);
  as.nobody = await signedIn('nobody');
  for (const path of ['/v1/me', '/v1/households'])
    expect(await as.nobody.get(path)).toMatchObject({ status: 403, body: { code: 'account-without-record' } });
  expect((await as.nobody.post('/v1/me/terms', { version: 1 })).status).toBe(403);
});

it('refuses who has no token, or one that is tampered with, forged or expired', { timeout: 60_000 }, async () => {
  const statusWith = async (token?: string): Promise<number> =>
    (await new Caller(story.outputs.apiUrl, token).get('/v1/me')).status;
  const good = as.secretariat.token ?? '';
  const [head = '', claims = '', signature = ''] = good.split('.');
  expect(await statusWith(good)).toBe(200);
  expect((await new Caller(story.outputs.apiUrl).get('/v1/openapi.json')).status).toBe(200);

  expect(await statusWith()).toBe(401);
  expect(await statusWith('nonsense')).toBe(401);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const known: Json = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const other: Json = JSON.parse(Buffer.from(as.elsewhere.token?.split('.')[1] ?? '', 'base64url').toString());
  const richer = encode({ ...known, sub: other.sub });
  // The token says who, and nothing of what they may do.
  expect([known.area, known.agency, known['cognito:groups']]).toEqual([undefined, undefined, undefined]);
  expect(await statusWith(`${head}.${richer}.${signature}`)).toBe(401);
  expect(await statusWith(`${encode({ alg: 'none', typ: 'JWT' })}.${richer}.`)).toBe(401);
  // The very claims and the very key id, signed by somebody else.
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forged = sign('sha256', Buffer.from(`${head}.${claims}`), privateKey).toString('base64url');
  expect(await statusWith(`${head}.${claims}.${forged}`)).toBe(401);

  const web = await clientNamed(story.account, story.outputs.userPoolId, nameIn(STAGES.emulator, 'web'));
  // Long enough for a busy machine to be let in once before the token ends.
  const seconds = { AccessTokenValidity: 8, TokenValidityUnits: { AccessToken: 'seconds' } };
  await withSettings(story.account, story.outputs.userPoolId, web, seconds, async () => {
    const short = await signedIn('secretariat');
    expect((await short.get('/v1/me')).status).toBe(200);
    const { exp } = JSON.parse(Buffer.from(short.token!.split('.')[1]!, 'base64url').toString());
    await setTimeout(exp * 1000 + 1000 - Date.now());
    expect((await short.get('/v1/me')).status).toBe(401);
  });
});
