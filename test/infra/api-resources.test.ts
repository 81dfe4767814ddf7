import { expect, it } from 'vitest';

import { API_RESOURCES } from '#infra/api/api-resources.ts';
import { RESOURCES } from '#shared/contracts/route.ts';

it('every resource of the route table is deployed, each once', () => {
  expect(API_RESOURCES.map(({ resource }) => resource).toSorted()).toEqual(RESOURCES.toSorted());
});
