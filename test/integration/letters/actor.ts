/** A person or a system that acts out a letter: signs in once and calls the API of a platform of one machine. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { tokenOf, type Place } from '#test/examples/send-calls.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads into replies of every shape
type Reply = any;

const LONGEST_WAIT_MS = 60_000;

export type Actor = {
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  /** Puts over what is there, whichever its version; `new` where nothing is. */
  put(path: string, body: unknown, over?: 'new'): Promise<Reply>;
  /** What a call answers that is refused. */
  refused(method: string, path: string, body?: unknown): Promise<Reply>;
  /** Sends a file and waits for its receipt. */
  sendFile(source: string, name: string, text: string, more?: object): Promise<Reply>;
  /** Asks until `isDone` holds. */
  until(path: string, isDone: (reply: Reply) => boolean): Promise<Reply>;
};

export async function actor(place: Place, who: string): Promise<Actor> {
  const token = await tokenOf(place, who);
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    over = '*',
  ): Promise<{ status: number; reply: Reply }> => {
    const response = await fetch(`${place.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...(method === 'PUT' && over === '*' ? { 'if-match': '*' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, reply: isJson ? JSON.parse(text) : text };
  };
  const done = async (method: string, path: string, body?: unknown, over?: 'new'): Promise<Reply> => {
    const { status, reply } = await call(method, path, body, over);
    if (status >= 300) throw new Error(`${who}: ${method} ${path} was refused: ${status} ${JSON.stringify(reply)}`);
    return reply;
  };
  const until: Actor['until'] = async (path, isDone) => {
    const begun = Date.now();
    for (;;) {
      const reply = await done('GET', path);
      if (isDone(reply)) return reply;
      if (Date.now() - begun > LONGEST_WAIT_MS) throw new Error(`${path} does not end: ${JSON.stringify(reply)}`);
      await setTimeout(100);
    }
  };
  return {
    get: (path) => done('GET', path),
    post: (path, body) => done('POST', path, body),
    put: (path, body, over) => done('PUT', path, body, over),
    until,
    async refused(method, path, body) {
      const { status, reply } = await call(method, path, body);
      if (status < 400) throw new Error(`${who}: ${method} ${path} was not refused`);
      return reply;
    },
    async sendFile(source, name, text, more = {}) {
      const bytes = Buffer.from(text);
      const form = await done('POST', '/v1/uploads', { source, filename: name, size: bytes.length, ...more });
      const data = new FormData();
      for (const [field, value] of Object.entries(form.fields as Record<string, string>)) data.append(field, value);
      data.append('file', new Blob([bytes]));
      const posted = await fetch(form.url, { method: 'POST', body: data });
      if (!posted.ok) throw new Error(`The file ${name} was refused with ${posted.status}`);
      return until(`/v1/uploads/${form.uploadId}`, ({ status }) => ['FINISHED', 'FAILED', 'REFUSED'].includes(status));
    },
  };
}
