/** The examples of the API's document, sent to the whole platform: each call does what its example says. */
import { afterAll, beforeAll, expect, it } from 'vitest';

import examples from '#functions/api/openapi/examples.json' with { type: 'json' };
import type { Platform } from '#local/platform.ts';
import { EXAMPLE_CALLS } from '#test/examples/example-calls.ts';
import { sendCalls } from '#test/examples/send-calls.ts';
import { startTestPlatform } from '#test/integration/ingest/test-platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startTestPlatform('examples');
});
afterAll(async () => {
  await platform.stop();
});

/** Where a reply has values; of a list, where any of its items has. */
function places(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => places(item, `${path}/#`));
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => places(one, `${path}/${key}`))];
}

it('gives replies of the shape of the examples', async () => {
  const exchanges = await sendCalls(platform.url, EXAMPLE_CALLS);
  const shown = new Map<string, { reply?: unknown }>(Object.entries(examples));
  for (const { call, route, status, reply } of exchanges) {
    expect([call.operationId, status]).toEqual([call.operationId, route.status]);
    expect(route.reply.safeParse(reply).error, call.operationId).toBeUndefined();
    if (call.preparation === true || call.operationId === 'readOpenapi') continue;
    const there = new Set(places(reply));
    const missing = places(shown.get(call.operationId)?.reply).filter((place) => !there.has(place));
    expect([call.operationId, missing]).toEqual([call.operationId, []]);
  }
});
