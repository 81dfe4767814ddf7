import * as z from 'zod';

import { contract } from './route.ts';

export const readOpenapi = contract({
  operationId: 'readOpenapi',
  method: 'GET',
  path: '/v1/openapi.json',
  resource: 'openapi',
  permission: 'public',
  summary: 'เอกสาร OpenAPI 3.1 ของบริการนี้',
  reply: z.looseObject({ openapi: z.string() }),
  status: 200,
});
