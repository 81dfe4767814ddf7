import { contentTag } from '#functions/middleware/etag.ts';
import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { readOpenapi } from '#shared/contracts/openapi-route.ts';

import document from './document.json' with { type: 'json' };

const etag = contentTag(JSON.stringify(document));

export const openapiCalls: readonly BoundRoute[] = [
  route(readOpenapi)(async () => ({ reply: { ...document }, etag, cacheControl: 'public, max-age=3600' })),
];
