import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { ROUTES } from '#shared/contracts/routes.ts';
import { RESOURCES } from '#shared/contracts/route.ts';
import { createInProcessApi } from '#test/api/in-process-api.ts';

import { openapiJson, openapiYaml } from './openapi-texts.ts';

describe('the route table', () => {
  it('names every operation and every method of a path once, and leaves no function without a route', () => {
    const once = (names: string[]) => expect(new Set(names).size).toBe(names.length);
    once(ROUTES.map(({ operationId }) => operationId));
    once(ROUTES.map(({ method, path }) => `${method} ${path}`));
    expect(new Set(ROUTES.map(({ resource }) => resource))).toEqual(new Set(RESOURCES));
  });

  it('gives every parameter of a path its schema, and only the document is public', () => {
    for (const { path, params } of ROUTES) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {})).toEqual(inPath);
    }
    expect(ROUTES.filter(({ permission }) => permission === 'public').map(({ path }) => path)).toEqual([
      '/v1/openapi.json',
    ]);
  });

  it('takes an Idempotency-Key on every POST that makes something', () => {
    const made = ROUTES.filter(({ method, status }) => method === 'POST' && status !== 200);
    expect(made.filter(({ onceForDays }) => onceForDays === undefined).map(({ operationId }) => operationId)).toEqual(
      [],
    );
  });
});

describe('the OpenAPI document', () => {
  it('is answered to everybody and may be kept', async () => {
    const api = createInProcessApi();
    const { status, body, headers } = await api.request(null, 'GET', '/v1/openapi.json');
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    expect(Object.keys(body.paths)).toEqual([...new Set(ROUTES.map(({ path }) => path))]);
    const again = await api.request(null, 'GET', '/v1/openapi.json', {
      headers: { 'If-None-Match': headers['etag'] ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it.each([
    ['../../../docs/openapi.yaml', openapiYaml],
    ['document.json', openapiJson],
  ])('lies fresh in %s (else: npm run openapi)', async (path, text) => {
    const standing = await readFile(new URL(path, import.meta.url), 'utf8');
    expect(standing === text()).toBe(true);
  });
});
