/** Sends a file as an office's script does: sign in, ask for a form, post the file to it, read the receipt. */
import { setTimeout as delay } from 'node:timers/promises';

export type Receipt = {
  id: string;
  status: string;
  dryRun: boolean;
  rows: { total: number; created: number; updated: number; unchanged: number; rejected: number };
  problems: {
    sheet?: string;
    row: number;
    column?: string;
    severity: string;
    code: string;
    message: string;
    value?: string;
    rows?: number;
    first?: number;
  }[];
  problemCounts: Record<string, number> | null;
  errorWorkbook: string | null;
  errorCsv: string | null;
};

export async function signIn(url: string, username: string): Promise<string> {
  const answer = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username, password: 'demo' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  if (!answer.ok) throw new Error(`${username} cannot sign in`);
  return token;
}

export type Answer<Body> = { status: number; body: Body };

/** One call of the API. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
export async function call<Body = any>(
  url: string,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<Body>> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

/** The receipt with all its problems, each row by itself: what the receipt says once for many rows is in the list of each. */
export async function withAllProblems(url: string, token: string, receipt: Receipt): Promise<Receipt> {
  const { body } = await call(url, token, 'GET', `/v1/uploads/${receipt.id}/problems?limit=500`);
  return { ...receipt, problems: body.items };
}

/** Posts bytes to a form. */
export async function postForm(
  form: { url: string; fields: Record<string, string> },
  bytes: Uint8Array,
): Promise<Response> {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append('file', new Blob([new Uint8Array(bytes)]));
  return await fetch(form.url, { method: 'POST', body: data });
}

/** Offers and posts a file; what it gives reads its receipt. */
export async function postFile(
  url: string,
  token: string,
  offer: { source: string; filename: string; list?: string; columns?: Record<string, string>; dryRun?: boolean },
  bytes: Uint8Array,
): Promise<() => Promise<Receipt>> {
  const offered = await call(url, token, 'POST', '/v1/uploads', { ...offer, size: Math.max(1, bytes.length) });
  if (offered.status !== 201) throw new Error(`not offered: ${JSON.stringify(offered.body)}`);
  const posted = await postForm(offered.body, bytes);
  if (!posted.ok) throw new Error(`not posted: ${posted.status} ${await posted.text()}`);
  return async () => (await call<Receipt>(url, token, 'GET', `/v1/uploads/${offered.body.uploadId}`)).body;
}

/** The receipt when its import is over. */
export async function untilOver(receipt: () => Promise<Receipt>): Promise<Receipt> {
  for (;;) {
    const now = await receipt();
    if (now.status === 'FINISHED' || now.status === 'FAILED') return now;
    await delay(30);
  }
}

/** Counts of a receipt; those that are not given are 0. */
export function counts(total: number, more: Partial<Receipt['rows']> = {}): Receipt['rows'] {
  return { total, created: 0, updated: 0, unchanged: 0, rejected: 0, ...more };
}
