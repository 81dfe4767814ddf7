/** The API as an office's own program would use it: signed in, over HTTP, files by presigned form. */
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import * as z from 'zod';

const token = z.object({ access_token: z.string() });
const offered = z.object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) });
const receipt = z.object({
  status: z.enum(['AWAITING_FILE', 'READING', 'LOADING', 'FINISHED', 'FAILED']),
  rows: z
    .object({
      total: z.number(),
      created: z.number(),
      updated: z.number(),
      unchanged: z.number(),
      rejected: z.number(),
    })
    .nullish(),
  problems: z.array(
    z.object({
      sheet: z.string().optional(),
      row: z.number(),
      code: z.string(),
      message: z.string(),
      severity: z.string(),
    }),
  ),
  errorWorkbook: z.string().nullable(),
});
export type Receipt = z.infer<typeof receipt>;

export class ApiClient {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, accessToken: string) {
    this.#url = url;
    this.#token = accessToken;
  }

  static async signIn(url: string, username: string, password: string): Promise<ApiClient> {
    const form = new URLSearchParams({ grant_type: 'password', username, password });
    const response = await fetch(`${url}/oauth2/token`, { method: 'POST', body: form });
    if (!response.ok) throw new Error(`Sign-in of ${username} was refused with ${response.status}`);
    return new ApiClient(url, token.parse(await response.json()).access_token);
  }

  /** The reply of a call, in the shape expected; a call that was sent before under the same key changes nothing. Throws what the problem document says when it is refused. */
  async call<T>(
    reply: z.ZodType<T>,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
    { idempotencyKey, ifMatch }: { idempotencyKey?: string; ifMatch?: string } = {},
  ): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${JSON.stringify(answer)}`);
    return reply.parse(answer);
  }

  /** Sends a file and waits for its receipt. */
  async upload(path: string, source: string, list?: string): Promise<Receipt> {
    const { size } = await stat(path);
    const about = { source, filename: basename(path), size, ...(list === undefined ? {} : { list }) };
    const { uploadId, url, fields } = await this.call(offered, 'POST', '/v1/uploads', about);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', await openAsBlob(path));
    const posted = await fetch(url, { method: 'POST', body: form });
    if (!posted.ok) throw new Error(`The file was refused with ${posted.status}`);
    for (;;) {
      const state = await this.call(receipt, 'GET', `/v1/uploads/${uploadId}`);
      if (state.status === 'FINISHED' || state.status === 'FAILED') return state;
      await setTimeout(100);
    }
  }
}
