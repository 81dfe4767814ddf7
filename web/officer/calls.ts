/** The API as this tab's account calls it, and what many views ask of it. */
import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { acceptTerms, readMe } from '#shared/contracts/me.ts';
import type { readHousehold } from '#shared/contracts/households.ts';
import type { listLogbook } from '#shared/contracts/logbook-routes.ts';
import type { listAgencies } from '#shared/contracts/reference.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { CallFailed, createAsk } from '../kit/api.ts';
import { openedVault } from './offline/device.ts';
import { forgetSession, token } from './session.ts';

export type Me = ReplyOf<typeof readMe>;
export type Household = ReplyOf<typeof readHousehold>;
export type Entry = ReplyOf<typeof listLogbook>['items'][number];
export type Permission = Me['permissions'][number];

/** Told in the document: the account of this tab has to sign in again. */
export const SIGNED_OUT = 'officer-signed-out';

export const ask = createAsk(token, () => {
  forgetSession();
  document.dispatchEvent(new Event(SIGNED_OUT));
});

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Without signal a call fails at once, and its view says so: it does not wait for the browser's word.
      networkMode: 'always',
      staleTime: 15_000,
      retry: (count, error) => count < 1 && error instanceof CallFailed && error.status >= 500,
    },
    mutations: { networkMode: 'always' },
  },
});

/** What a call gives, kept sealed on this device; without signal what it gave the last time. */
async function orKept<What>(name: string, call: () => Promise<What>): Promise<What> {
  try {
    const given = await call();
    // A device without room keeps nobody from what the API gave.
    await openedVault()
      ?.keep(name, given)
      .catch(() => {});
    return given;
  } catch (error) {
    const kept = error instanceof CallFailed && error.status === 0 ? await openedVault()?.kept(name) : undefined;
    if (kept === undefined) throw error;
    return kept as What;
  }
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => await orKept('me', async () => await ask<typeof readMe>('GET', '/v1/me')),
});

export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  staleTime: Infinity,
  queryFn: async () => await ask<typeof listAgencies>('GET', '/v1/reference/agencies'),
});

export async function sayTermsAccepted(version: number): Promise<void> {
  queries.setQueryData(meQuery.queryKey, await ask<typeof acceptTerms>('POST', '/v1/me/terms', { body: { version } }));
}

export function householdQuery(id: string) {
  return queryOptions({
    queryKey: ['household', id],
    queryFn: async () =>
      await orKept(
        `household ${id}`,
        async () => await ask<typeof readHousehold>('GET', `/v1/households/${encodeURIComponent(id)}`),
      ),
  });
}

/** Most entries of a household: the newest are the last ones, so all are read. */
const PAGE = 200;

export function logbookQuery(id: string) {
  return queryOptions({
    queryKey: ['logbook', id],
    queryFn: async () => {
      const all: Entry[] = [];
      for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
        const path = `/v1/households/${encodeURIComponent(id)}/logbook` as const;
        const { items, nextCursor } = await ask<typeof listLogbook>('GET', path, { query: { cursor, limit: PAGE } });
        all.push(...items);
        cursor = nextCursor ?? undefined;
      }
      return all.toReversed();
    },
  });
}
