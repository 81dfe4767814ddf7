/** Sends calls to a platform of one machine, as demo accounts and systems of agencies. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { FileReply } from '#shared/contracts/file-reply.ts';
import type { RouteContract } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';

import type { ExampleCall } from './example-call.ts';

/** `call`: as it was sent, with what earlier ones saved. */
export type Exchange = { call: ExampleCall; route: RouteContract; status: number; headers: Headers; reply: unknown };

const LONGEST_WAIT_MS = 60_000;

/** Where a platform is, and where it keeps its files: letters of invitation are among them. */
export type Place = { url: string; folder: string };

const PASSWORD = 'ตัวอย่างรหัสผ่าน-2569-Ab';

/** A person who was invited sets a password by the letter, once. */
async function takeInvitation({ url, folder }: Place, email: string): Promise<void> {
  const mailbox = join(folder, 'mailbox');
  const letters = await Promise.all((await readdir(mailbox)).map((name) => readFile(join(mailbox, name), 'utf8')));
  for (const letter of letters.filter((text) => text.includes(email))) {
    const token = /token=(\S+)/.exec(letter)?.[1] ?? '';
    const form = new URLSearchParams({ token, password: PASSWORD, again: PASSWORD });
    await fetch(`${url}/oauth2/invitation`, { method: 'POST', body: form });
  }
}

/** A token of a demo account, of a system of an agency (its client id), or of a person who was invited (the address). */
export async function tokenOf(place: Place, who: string): Promise<string> {
  const { url } = place;
  const isInvited = who.includes('@');
  if (isInvited) await takeInvitation(place, who);
  const password = isInvited ? PASSWORD : 'demo';
  const isSystem = /^agency-(?!focal-)/.test(who);
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: isSystem ? { authorization: `Basic ${Buffer.from(`${who}:demo`).toString('base64')}` } : {},
    body: new URLSearchParams(
      isSystem
        ? { grant_type: 'client_credentials' }
        : { grant_type: 'password', username: who, password, scope: 'openid' },
    ),
  });
  if (!response.ok) throw new Error(`${who} cannot sign in: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Sends the calls in their order and gives each exchange. Throws at the first that is refused. `saved` is filled on the way. */
export async function sendCalls(
  place: Place,
  calls: readonly ExampleCall[],
  saved = new Map<string, string>(),
): Promise<Exchange[]> {
  const tokens = new Map<string, string>();
  const exchanges: Exchange[] = [];
  for (const call of calls) {
    const token = tokens.get(call.as) ?? (await tokenOf(place, call.as));
    tokens.set(call.as, token);
    const exchange = await sendUntil(place.url, token, call, saved);
    if (exchange.status >= 300 && exchange.status !== call.refused)
      throw new Error(`${call.operationId} was refused: ${exchange.status} ${JSON.stringify(exchange.reply)}`);
    for (const [name, path] of Object.entries(call.save ?? {})) {
      const header = /^header:(.+)$/.exec(path)?.[1];
      const value = header === undefined ? valueAt(exchange.reply, path) : exchange.headers.get(header);
      if (typeof value !== 'string') throw new Error(`The reply of ${call.operationId} has no ${path}`);
      saved.set(name, value);
    }
    if (call.file !== undefined) await post(exchange.reply as Form, call.file);
    exchanges.push(exchange);
  }
  return exchanges;
}

async function sendUntil(
  url: string,
  token: string,
  call: ExampleCall,
  saved: ReadonlyMap<string, string>,
): Promise<Exchange> {
  const begun = Date.now();
  for (;;) {
    const exchange = await send(url, token, call, saved);
    const waits = Object.entries(call.until ?? {}).some(([path, value]) => valueAt(exchange.reply, path) !== value);
    if (!waits || exchange.status >= 300) return exchange;
    if (Date.now() - begun > LONGEST_WAIT_MS) throw new Error(`${call.operationId} does not end`);
    await setTimeout(100);
  }
}

async function send(
  url: string,
  token: string,
  call: ExampleCall,
  saved: ReadonlyMap<string, string>,
): Promise<Exchange> {
  const route = ROUTES.find(({ operationId }) => operationId === call.operationId);
  if (!route) throw new Error(`No call has the operationId ${call.operationId}`);
  const sent = filled(call, saved);
  const { params = {}, query, headers, body } = sent;
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  const response = await fetch(`${url}${path}${asked}`, {
    method: route.method,
    headers: {
      authorization: `Bearer ${token}`,
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status, headers: given } = response;
  const reply = route.file !== undefined && response.ok ? await fileOf(response) : await response.json();
  return { call: sent, route, status, headers: given, reply };
}

/** A file as its contract says it. */
async function fileOf(response: Response): Promise<FileReply> {
  const name = /filename\*=UTF-8''(\S+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  return { name: decodeURIComponent(name), bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** The call with what earlier ones saved in place of `{name}`. */
export function filled(call: ExampleCall, saved: ReadonlyMap<string, string>): ExampleCall {
  const text = (said: string): string => said.replace(/\{(\w+)\}/g, (whole, name: string) => saved.get(name) ?? whole);
  return JSON.parse(JSON.stringify(call), (_, value: unknown) => {
    if (typeof value === 'string') return text(value);
    // Names too: versions are said by the ids of households.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]: [string, unknown]) => [text(name), each]));
  }) as ExampleCall;
}

export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((within, step) => (within as Record<string, unknown> | null | undefined)?.[step], value);
}

type Form = { url: string; fields: Record<string, string> };

async function post(form: Form, text: string): Promise<void> {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append('file', new Blob([text]));
  const posted = await fetch(form.url, { method: 'POST', body: data });
  if (!posted.ok) throw new Error(`The file was refused with ${posted.status}`);
}
