import { contentTag } from '#functions/middleware/etag.ts';
import { route, type BoundRoute } from '#functions/middleware/call.ts';
import {
  listAgencies,
  listAreas,
  listAssistanceTypes,
  listCodes,
  listDimensions,
  listIndicators,
} from '#shared/contracts/reference.ts';
import { agencies } from '#shared/reference/agencies.ts';
import { INDICATOR_SET, indicators } from '#shared/reference/indicators.ts';

import { areasOf, assistanceTypeNames, codeLists, dimensionNames } from './list-reference.ts';

const AN_HOUR = 'private, max-age=3600';

export const referenceCalls: readonly BoundRoute[] = [
  route(listAreas)(async ({ query }) => cacheable(areasOf(query))),
  route(listAgencies)(async () => cacheable({ items: [...agencies], nextCursor: null })),
  route(listIndicators)(async () =>
    cacheable({
      items: indicators.map((indicator) => ({
        set: INDICATOR_SET,
        ...indicator,
        leadHosts: [...indicator.leadHosts],
        coHosts: [...indicator.coHosts],
        inferredLeadHosts: [...indicator.inferredLeadHosts],
        inferredCoHosts: [...indicator.inferredCoHosts],
      })),
      nextCursor: null,
    }),
  ),
  route(listDimensions)(async () => cacheable(dimensionNames())),
  route(listAssistanceTypes)(async () => cacheable(assistanceTypeNames())),
  route(listCodes)(async () => cacheable(codeLists())),
];

function cacheable<Reply>(reply: Reply): { reply: Reply; etag: string; cacheControl: string } {
  return { reply, etag: contentTag(JSON.stringify(reply)), cacheControl: AN_HOUR };
}
