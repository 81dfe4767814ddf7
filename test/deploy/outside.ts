/** The deployed platform as its users meet it: over HTTP, by its own host names, with a token or without. */
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape; a wrong path fails the test that takes it
export type Json = any;

export type Answer = {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  bytes: Buffer;
  /** Of JSON only; undefined else. */
  body: Json;
};

export type Receipt = {
  id: string;
  status: string;
  rows: { total: number; created: number; updated: number; unchanged: number; rejected: number };
  problems: { row: number; column?: string; code: string; severity: string }[];
  errorWorkbook: string | null;
};

/** Sends to the emulator whatever the host is called: it tells its services apart by the name asked for. */
export async function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request(
    new URL(url),
    {
      method,
      headers,
      agent: false,
      lookup: (_name, { all }, found) => {
        if (all === true) found(null, [{ address: '127.0.0.1', family: 4 }]);
        else found(null, '127.0.0.1', 4);
      },
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          body: isJson ? JSON.parse(bytes.toString()) : undefined,
        });
      });
    },
  );
  sent.once('error', reject);
  sent.end(body);
  return await promise;
}

/** The sign-in that Cognito offers to everybody. Undefined when it refuses. */
export async function signIn(
  emulatorUrl: string,
  client: string,
  username: string,
  password: string,
): Promise<string | undefined> {
  const answer = await fetch(emulatorUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: client,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  });
  if (!answer.ok) return undefined;
  return z.object({ AuthenticationResult: z.object({ AccessToken: z.string() }) }).parse(await answer.json())
    .AuthenticationResult.AccessToken;
}

/** The token of an agency's own system, or what it is told instead. */
export async function systemToken(
  emulatorUrl: string,
  client: { id: string; secret: string },
  scope: string,
): Promise<{ token?: string; error?: string }> {
  const answer = await fetch(`${emulatorUrl}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  const { access_token: token, error } = z
    .object({ access_token: z.string().optional(), error: z.string().optional() })
    .parse(await answer.json());
  return { ...(token !== undefined && { token }), ...(error !== undefined && { error }) };
}

/** One caller of the API. */
export class Caller {
  readonly #apiUrl: string;
  readonly token: string | undefined;

  constructor(apiUrl: string, token?: string) {
    this.#apiUrl = apiUrl;
    this.token = token;
  }

  async call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    return await send(`${this.#apiUrl}${path}`, {
      method,
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async get(path: string): Promise<Answer> {
    return await this.call('GET', path);
  }

  async post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.call('POST', path, body, headers);
  }

  /** Announces a file, posts it to the form, and waits for the receipt. */
  async upload(about: { source: string; filename: string; list?: string }, bytes: Buffer): Promise<Receipt> {
    const once = { 'idempotency-key': crypto.randomUUID() };
    const offered = await this.post('/v1/uploads', { ...about, size: bytes.length }, once);
    if (offered.status !== 201) throw new Error(`The file was not taken: ${offered.bytes.toString()}`);
    const posted = await postForm(offered.body, bytes);
    if (!posted.ok) throw new Error(`The form was refused with ${posted.status}: ${await posted.text()}`);
    return await until(60, async () => {
      const { body, status } = await this.get(`/v1/uploads/${offered.body.uploadId}`);
      if (status !== 200) throw new Error(`No receipt: ${status} ${JSON.stringify(body)}`);
      return body.status === 'FINISHED' || body.status === 'FAILED' ? body : undefined;
    });
  }
}

export async function postForm(
  form: { url: string; fields: Record<string, string> },
  bytes: Uint8Array,
): Promise<Response> {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append('file', new Blob([new Uint8Array(bytes)]));
  return await fetch(form.url, { method: 'POST', body: data });
}

/** What `ask` answers once it answers something; throws after so many seconds. */
export async function until<Value>(seconds: number, ask: () => Promise<Value | undefined>): Promise<Value> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await setTimeout(200);
  }
  throw new Error(`Nothing came of it in ${seconds} s; .emu/emulator.log may say why`);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
