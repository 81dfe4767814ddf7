import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { ROUTES } from '#shared/contracts/routes.ts';
import { RESOURCES } from '#shared/contracts/route.ts';
import { createInProcessApi } from '#test/api/in-process-api.ts';

import { OWN_PROBLEMS, TAGGED } from './call-answers.ts';
import { openapiDocument } from './openapi-document.ts';
import { openapiJson, openapiYaml } from './openapi-texts.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads into a document of every shape
type Json = any;
const document: Json = openapiDocument();

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

  it('says how every call may fail (functions/api/openapi/call-answers.ts)', () => {
    const called = ROUTES.map(({ operationId }) => operationId);
    expect(called.filter((name) => !(name in OWN_PROBLEMS))).toEqual([]);
    expect([...Object.keys(OWN_PROBLEMS), ...TAGGED].filter((name) => !called.includes(name))).toEqual([]);
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

  it('has a title for tools, the way to sign in, and says what each group of calls is', () => {
    const { info, tags, components } = document;
    expect(info.title).toMatch(/^[ -~]+$/);
    expect(info['x-title-th']).toMatch(/[ก-๛]/);
    expect(info.description).toContain('grant_type=client_credentials');
    const { clientCredentials, authorizationCode } = components.securitySchemes.oauth2.flows;
    expect(clientCredentials.tokenUrl).toBe('/oauth2/token');
    expect(Object.keys(clientCredentials.scopes)).toEqual(['poverty-logbook/system']);
    expect(Object.keys(authorizationCode.scopes)).toEqual(['openid']);
    expect(new Set(tags.map(({ name }: { name: string }) => name))).toEqual(new Set(RESOURCES));
    for (const { description } of tags) expect(description).toMatch(/[ก-๛].*\n[A-Z]/);
  });

  it('says of every call each status, its codes and headers, and none by default', () => {
    const { responses } = document.paths['/v1/households'].post;
    const statusOf = ({ $ref, ...own }: Json) => ($ref ? document.components.responses[$ref.split('/').at(-1)] : own);
    expect(Object.keys(responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(responses[201].headers).toHaveProperty('ETag');
    expect(statusOf(responses[503]).headers).toHaveProperty('Retry-After');
    expect(statusOf(responses[409]).description).toContain('`household-exists`');
    expect(statusOf(responses[409]).description).toContain('candidates, heldElsewhere, confirmable');
    expect(document.components.schemas.Problem.properties).toHaveProperty('candidates');
    expect(document.paths['/v1/households/{id}'].get.responses).toHaveProperty('304');
  });

  it('says what one field asks of another', () => {
    const { AssistanceBody, AssistanceStatusBody, NewUpload } = document.components.schemas;
    const given = new RegExp(AssistanceBody.if.properties.status.pattern);
    expect(['PLANNED', 'DELIVERED', 'VERIFIED', 'RETURNED'].filter((status) => given.test(status))).toEqual([
      'DELIVERED',
      'VERIFIED',
    ]);
    expect(AssistanceBody.then.required).toEqual(['deliveredOn']);
    expect(AssistanceStatusBody.then.required).toEqual(['reason']);
    expect(NewUpload.then.required).toEqual(['list']);
  });

  it.each([
    ['../../../docs/openapi.yaml', openapiYaml],
    ['document.json', openapiJson],
  ])('lies fresh in %s (else: npm run openapi)', async (path, text) => {
    const standing = await readFile(new URL(path, import.meta.url), 'utf8');
    expect(standing === text()).toBe(true);
  });
});
