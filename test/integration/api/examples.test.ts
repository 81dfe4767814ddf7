/** The examples of the API's document, sent to the whole platform: each call does what its example says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import examples from '#functions/api/openapi/examples.json' with { type: 'json' };
import { startPlatform, type Platform } from '#local/platform.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { EXAMPLE_CALLS } from '#test/examples/example-calls.ts';
import { sendCalls } from '#test/examples/send-calls.ts';

type Example = { params?: object; query?: object; body?: unknown; reply?: unknown };

let platform: Platform;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'examples-'));
  platform = await startPlatform({ folder, port: 0, inMemory: true });
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Where a reply has values; of a list, where any of its items has. */
function places(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => places(item, `${path}/#`));
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => places(one, `${path}/${key}`))];
}

it('exist for every call (else: a step in test/examples/calls, then npm run examples)', () => {
  const called = ROUTES.map(({ operationId }) => operationId);
  expect(called.filter((name) => !(name in examples))).toEqual([]);
  expect(Object.keys(examples).filter((name) => !called.includes(name))).toEqual([]);
});

it.each(Object.entries<Example>(examples))('of %s are as it is declared (else: npm run examples)', (name, shown) => {
  const route = ROUTES.find(({ operationId }) => operationId === name);
  const { params, query = {}, body, reply } = shown;
  expect(route?.params?.safeParse(params).error).toBeUndefined();
  expect(route?.query?.safeParse(query).error).toBeUndefined();
  expect(route?.body?.safeParse(body).error).toBeUndefined();
  if (route?.file !== undefined) return;
  // What leaves is what was declared, so that nothing of the example may be dropped.
  expect(route?.reply.parse(reply)).toEqual(reply);
});

it('gives replies of the shape of the examples', async () => {
  const exchanges = await sendCalls({ url: platform.url, folder }, EXAMPLE_CALLS);
  const shown = new Map(Object.entries<Example>(examples));
  for (const { call, route, status, reply } of exchanges) {
    expect([call.operationId, status]).toEqual([call.operationId, call.refused ?? route.status]);
    if (call.refused !== undefined) continue;
    expect(route.reply.safeParse(reply).error, call.operationId).toBeUndefined();
    if (call.preparation === true) continue;
    const there = new Set(places(reply));
    const missing = places(shown.get(call.operationId)?.reply).filter((place) => !there.has(place));
    expect([call.operationId, missing]).toEqual([call.operationId, []]);
  }
});
