/**
 * A month of the system of an agency with the generated client (docs/first-month.md): compiled strictly, without a cast. Not part of the
 * project's own compilation, because `npm run test:clients` generates what it imports. Arguments: address, path of the file to send.
 */
import { readFile } from 'node:fs/promises';

import createClient from 'openapi-fetch';

import type { components, paths } from './api.js';

const [url = '', file = ''] = process.argv.slice(2);

async function signIn(): Promise<string> {
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('agency-cdd:demo').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const reply: unknown = await response.json();
  if (typeof reply === 'object' && reply !== null && 'access_token' in reply && typeof reply.access_token === 'string')
    return reply.access_token;
  throw new Error('No token');
}

type Failed = components['schemas']['Problem'] | components['schemas']['GatewayAnswer'];

/** The reply, or an end with what the problem says. */
function got<Reply>({ data, error }: { data?: Reply; error?: Failed }): Reply {
  if (data !== undefined) return data;
  throw new Error(error && 'code' in error ? `${error.code}: ${error.detail}` : JSON.stringify(error));
}

function expected(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Not as expected: ${what}`);
}

const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${await signIn()}` } });

const me = got(await client.GET('/v1/me'));
expected(me.scope.agency === 'cdd', 'the agency of the scope');

const types = got(await client.GET('/v1/reference/assistance-types'));
expected(
  types.items.some(({ code }) => code === 'CAPITAL'),
  'kinds of help',
);

const found = got(await client.POST('/v1/households/search', { body: { citizenId: '3000009000016' } }));
const household = found.items[0]?.id ?? '';
const path = { id: household };

const help = got(
  await client.POST('/v1/households/{id}/logbook', {
    params: { path, header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: {
      type: 'assistance',
      dimension: 'income',
      assistanceType: 'CAPITAL',
      status: 'PLANNED',
      plannedOn: '2026-05-20',
      cashBaht: 5000,
    },
  }),
);
if (help.type !== 'assistance') throw new Error('Another kind of entry');
expected(help.agency === 'cdd' && help.cashBaht === 5000, 'the help that was promised');

const given = got(
  await client.POST('/v1/households/{id}/logbook', {
    params: { path, header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { type: 'assistance-status', assistanceId: help.id, status: 'DELIVERED', on: '2026-05-20' },
  }),
);
expected(given.type === 'assistance-status', 'the step of the help');

const whole = got(await client.GET('/v1/households/{id}', { params: { path } }));
expected(whole.agencies.includes('cdd') && whole.lastHelpOn === '2026-05-20', 'the file of the household');

const entries = got(await client.GET('/v1/households/{id}/logbook', { params: { path, query: { limit: 20 } } }));
for (const entry of entries.items) if (entry.type === 'assistance') expected(entry.dimension === 'income', 'its entry');

const refused = await client.POST('/v1/households/{id}/logbook', {
  params: { path },
  body: { type: 'assistance-status', assistanceId: help.id, status: 'APPROVED', on: '2026-05-20' },
});
if (refused.error === undefined || !('code' in refused.error)) throw new Error('A step back was taken');
expected(refused.error.code === 'transition-not-allowed' && refused.error.from === 'DELIVERED', 'the refusal');

const bytes = await readFile(file);
const form = got(
  await client.POST('/v1/uploads', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { source: 'assistance', filename: 'help.csv', size: bytes.length },
  }),
);
const data = new FormData();
for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
data.append('file', new Blob([new Uint8Array(bytes)]));
expected((await fetch(form.url, { method: 'POST', body: data })).ok, 'the file');
const deadline = Date.now() + 60_000;
for (;;) {
  const receipt = got(await client.GET('/v1/uploads/{id}', { params: { path: { id: form.uploadId } } }));
  if (receipt.status === 'FINISHED') break;
  expected(receipt.status !== 'FAILED' && Date.now() < deadline, 'the upload');
  await new Promise((resolve) => setTimeout(resolve, 200));
}

const report = got(
  await client.GET('/v1/statistics/agencies', { params: { query: { month: '2026-05', area: '42' } } }),
);
expected(report.month === '2026-05' && report.total.outsideList >= 0, 'the figures of the month');
const published = got(await client.GET('/v1/reports', { params: { query: { month: '2026-05' } } }));
expected(Array.isArray(published.items), 'the packages');
process.stdout.write('TypeScript: the month is done\n');
