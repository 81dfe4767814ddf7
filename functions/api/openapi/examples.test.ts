import { describe, expect, it } from 'vitest';

import { ROUTES } from '#shared/contracts/routes.ts';

import examples from './examples.json' with { type: 'json' };
import { openapiDocument } from './openapi-document.ts';

type Example = { query?: object; params?: object; body?: unknown; reply?: unknown };
const EXAMPLES = new Map<string, Example>(Object.entries(examples));

/** That every call has one is said by test/integration/api/examples.test.ts, which sends them. */
const SHOWN = ROUTES.filter(({ operationId }) => EXAMPLES.has(operationId));

describe('the examples of the document', () => {
  it.each(SHOWN.map((route) => [route.operationId, route] as const))('of %s are as it is declared', (name, route) => {
    const { params, query, body, reply } = EXAMPLES.get(name) ?? {};
    expect(route.params?.safeParse(params).error).toBeUndefined();
    expect(route.query?.safeParse(query ?? {}).error).toBeUndefined();
    expect(route.body?.safeParse(body).error).toBeUndefined();
    // What leaves is what was declared, so that nothing of the example may be dropped.
    expect(route.reply.parse(reply)).toEqual(reply);
  });

  it('stand at parameters, bodies and replies', () => {
    const { parameters, requestBody, responses } =
      openapiDocument().paths['/v1/households/{id}/logbook']?.['post'] ?? {};
    expect(parameters?.find((parameter) => parameter.name === 'id')?.example).toMatch(/^5b1c0000-/);
    expect(requestBody?.content?.['application/json']?.example).toMatchObject({ type: 'assistance' });
    expect(responses?.['201']?.content?.['application/json']?.example).toMatchObject({ agency: 'cdd' });
  });
});
