import { gunzipSync } from 'node:zlib';

import { contentTag } from '#functions/middleware/etag.ts';
import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { readOpenapi } from '#shared/contracts/openapi-route.ts';

import packed from './document.json' with { type: 'json' };

const text = gunzipSync(Buffer.from(packed.gzip, 'base64')).toString();
const document = readOpenapi.reply.parse(JSON.parse(text));
const etag = contentTag(text);

export const openapiCalls: readonly BoundRoute[] = [
  route(readOpenapi)(async () => ({ reply: document, etag, cacheControl: 'public, max-age=3600' })),
];
