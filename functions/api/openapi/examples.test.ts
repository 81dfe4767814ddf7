import { describe, expect, it } from 'vitest';

import { openapiDocument } from './openapi-document.ts';

// That every call has an example which is true is said by test/integration/api/examples.test.ts, which sends them.
describe('the examples of the document', () => {
  it('stand at parameters, bodies and replies', () => {
    const { parameters, requestBody, responses } =
      openapiDocument().paths['/v1/households/{id}/logbook']?.['post'] ?? {};
    expect(parameters?.find((parameter) => parameter.name === 'id')?.example).toMatch(/^5b1c0000-/);
    expect(requestBody?.content?.['application/json']?.example).toMatchObject({ type: 'assistance' });
    expect(responses?.['201']?.content?.['application/json']?.example).toMatchObject({ agency: 'cdd' });
  });
});
