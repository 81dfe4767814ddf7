/** Sends the example calls to a platform of this machine and writes requests and replies for the API's document: `npm run examples`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPlatform } from '#local/platform.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { IN_THIRTY_DAYS } from './example-call.ts';
import { EXAMPLE_CALLS } from './example-calls.ts';
import { sendCalls, type Exchange } from './send-calls.ts';

/** Of a list of reference data three items say enough. */
const ITEMS_AT_MOST = 3;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
const TODAY = bangkokDay(new Date());
/** Of the system of an agency, as the user pool gives it. */
const CLIENT_ID = /^[0-9a-z]{26}$/;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Ids, moments and signatures are others at every run: here they are always the same, and one id is the same in all examples. */
function steadied(value: unknown, ids: Map<string, string>): unknown {
  const text = JSON.stringify(value, (key, one: unknown) => {
    if (Array.isArray(one)) return one.slice(0, ITEMS_AT_MOST);
    if (typeof one !== 'string') return one;
    if (/^https?:\/\//.test(one)) return `https://files.example/${key}`;
    if (key.toLowerCase().startsWith('x-amz-') || key.toLowerCase() === 'policy') return '…';
    // Of the client of a system: a secret in a document would be taken for one.
    if (key === 'secret') return '…';
    if (one === IN_THIRTY_DAYS) return '2026-06-30';
    if (one === TODAY) return '2026-06-10';
    if (CLIENT_ID.test(one)) return '4h1c0e8k2v9d6m3q7s5t0w1x2z';
    return MOMENT.test(one) ? '2026-06-10T09:00:00.000+07:00' : one;
  });
  const steady = text.replaceAll(ID, (id) => {
    const known = ids.get(id) ?? `5b1c0000-0000-4000-8000-${String(ids.size + 1).padStart(12, '0')}`;
    ids.set(id, known);
    return known;
  });
  return JSON.parse(steady) as unknown;
}

function exampleOf({ call, route, reply }: Exchange, ids: Map<string, string>): object {
  const { params, query, headers, body } = call;
  return {
    ...(params ? { params: steadied(params, ids) } : {}),
    ...(query ? { query: steadied(query, ids) } : {}),
    ...(headers ? { headers } : {}),
    ...(body === undefined ? {} : { body: steadied(body, ids) }),
    // The document within the document would never end.
    ...(route.file === undefined
      ? { reply: call.operationId === 'readOpenapi' ? { openapi: '3.1.0' } : steadied(reply, ids) }
      : {}),
  };
}

const folder = await mkdtemp(join(tmpdir(), 'examples-'));
const platform = await startPlatform({ folder, port: 0, inMemory: true });
try {
  const exchanges = await sendCalls({ url: platform.url, folder }, EXAMPLE_CALLS);
  const ids = new Map<string, string>();
  const examples = exchanges
    .filter(({ call }) => call.preparation !== true)
    .map((exchange) => [exchange.call.operationId, exampleOf(exchange, ids)] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const file = new URL('../../functions/api/openapi/examples.json', import.meta.url);
  await writeFile(file, `${JSON.stringify(Object.fromEntries(examples), null, 2)}\n`);
  console.log(`${examples.length} calls`);
} finally {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
