/** The deployed platform, who is signed in, and what the chapters of its story hand on to those after them. */
import { expect } from 'vitest';
import { STAGES } from '#infra/stages.ts';
import type { Account, Outputs, StackResource } from './account.ts';
import { PASSWORD, type Person, setPassword } from './accounts.ts';
import type { Emulator } from './emulator.ts';
import { type Job, type Rights, rightsFor } from './pipeline.ts';
import { Caller, type Json, type Receipt, send, sha256, signIn } from './outside.ts';
import { MONTH, type Name, once, PEOPLE, TODAY } from './story.ts';
import type { Subscriber } from './subscriber.ts';

/** Where the page is said to have moved to. */
export const MOVED = 'http://localhost:3001';

/** Jobs of the pipeline, as their tokens name them. */
export const REPOSITORY = `repo:${STAGES.emulator.repository}`;
export const DEPLOYMENT: Job = { role: 'deploy', subject: `${REPOSITORY}:environment:emulator` };
export const PULL_REQUEST: Job = { role: 'diff', subject: `${REPOSITORY}:pull_request` };

export type Story = {
  emulator: Emulator;
  account: Account;
  outputs: Outputs;
  /** Every resource of the stacks. */
  made: StackResource[];
  /** Receives what is published. */
  told: Subscriber;
  list: string;
  receipt: Receipt;
  household: string;
  needId: string;
  reportId: string;
};

/** What a chapter leaves for those after it. */
export const story: Story = Object.create(null);

export const as: Record<Name, Caller> = Object.create(null);

export async function given(job: Job): Promise<Rights> {
  const rights = await rightsFor(story.emulator.url, job);
  if (rights === undefined) throw new Error(`The account gives nothing for ${job.subject}`);
  return rights;
}

export async function signedIn(name: Name): Promise<Caller> {
  const token = await signIn(story.emulator.url, story.outputs.webClientId, PEOPLE[name].email, PASSWORD);
  if (token === undefined) throw new Error(`${name} cannot sign in`);
  return new Caller(story.outputs.apiUrl, token);
}

export async function invite(by: Caller, name: Exclude<Name, 'sysadmin' | 'nobody'>): Promise<void> {
  const { email, ...grant } = PEOPLE[name];
  const body = { email, displayName: name, grants: [{ ...grant, from: TODAY }] };
  expect(await by.post('/v1/accounts', body, once()), name).toMatchObject({ status: 201, body: { status: 'INVITED' } });
}

/** Sets the password of a person who was invited, signs in, and accepts the terms. */
export async function enter(name: Exclude<Name, 'nobody'>): Promise<void> {
  const { email, role, unit, agency }: Person = PEOPLE[name];
  await setPassword(story.account, story.outputs.userPoolId, email);
  as[name] = await signedIn(name);
  expect(await as[name].post('/v1/me/terms', { version: 1 }), name).toMatchObject({
    status: 200,
    body: { roles: [role], scope: { area: unit ?? null, agency: agency ?? null }, termsAccepted: true },
  });
}

/** Whom the bucket of uploads lets post from a browser, when it is this page that asks. */
export async function allowedOrigin(origin: string): Promise<string | string[] | undefined> {
  const { headers } = await send(`${story.emulator.url}/${idOf('AWS::S3::Bucket', 'Uploads')}`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  return headers['access-control-allow-origin'];
}

/** What a resource of the stacks is called here, by the beginning of its logical ID. */
export function idOf(type: string, id: string): string {
  const found = story.made.find((resource) => resource.type === type && resource.id.startsWith(id));
  if (!found) throw new Error(`No ${type} is called ${id}`);
  return found.physicalId;
}

/** Fetches a package by its links; every file must be the bytes that the manifest names. */
export async function expectWholePackage(id: string): Promise<void> {
  const { status, body } = await as.nesdc.get(`/v1/reports/${encodeURIComponent(id)}`);
  expect(status).toBe(200);
  const manifest: Json = JSON.parse((await send(body.manifest.url)).bytes.toString());
  expect(manifest).toMatchObject({ month: MONTH, area: '42', revision: body.revision });
  expect(manifest.files.map(({ name }: Json) => name)).toEqual(body.files.map(({ name }: Json) => name));
  expect(manifest.files.length).toBeGreaterThan(2);
  for (const { name, size, sha256: digest } of manifest.files) {
    const fetched = await send(body.files.find((file: Json) => file.name === name).url);
    expect(fetched.status, name).toBe(200);
    expect({ size: fetched.bytes.length, sha256: sha256(fetched.bytes) }, name).toEqual({ size, sha256: digest });
  }
}
