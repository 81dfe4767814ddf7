/** The API as this tab's account calls it, and what many views ask of it. */
import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { acceptTerms, readMe } from '#shared/contracts/me.ts';
import type { readHousehold } from '#shared/contracts/households.ts';
import type { listLogbook } from '#shared/contracts/logbook-routes.ts';
import type { readPack } from '#shared/contracts/pack.ts';
import type { listAgencies } from '#shared/contracts/reference.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { CallFailed, createAsk } from '../kit/api.ts';
import { openedVault } from './offline/device.ts';
import { PACK } from './offline/vault.ts';
import { forgetSession, token } from './session.ts';

export type Me = ReplyOf<typeof readMe>;
/** `packedAt`: it is what this device kept then; without signal nobody knows what became of it since. */
export type Household = ReplyOf<typeof readHousehold> & { packedAt?: string };
export type Pack = ReplyOf<typeof readPack>;
export type Packed = Pack['items'][number];
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

/** What the account may do, kept sealed on this device; without signal what it might do the last time. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    try {
      const me = await ask<typeof readMe>('GET', '/v1/me');
      // A device without room keeps nobody from what the API gave.
      await openedVault()
        ?.keep('me', me)
        .catch(() => {});
      return me;
    } catch (error) {
      const kept = error instanceof CallFailed && error.status === 0 ? await openedVault()?.kept('me') : undefined;
      if (kept === undefined) throw error;
      return kept as Me;
    }
  },
});

/** Whether a call failed in a way that what this device keeps helps: there is no signal, or no sign-in. */
export function isWithoutSignal(error: unknown): boolean {
  return error instanceof CallFailed && (error.status === 0 || error.status === 401);
}

/** The households that this device keeps; null when it keeps none. */
export const packQuery = queryOptions({
  queryKey: ['pack'],
  queryFn: async () => ((await openedVault()?.kept(PACK)) as Pack | undefined) ?? null,
  gcTime: 0,
  staleTime: 0,
});

/** One of them, with the moment at which it was kept. */
export async function packedHousehold(id: string): Promise<(Packed & { asOf: string }) | undefined> {
  const pack = await queries.fetchQuery(packQuery);
  const packed = pack?.items.find(({ household }) => household.id === id);
  return pack === null || packed === undefined ? undefined : { ...packed, asOf: pack.asOf };
}

export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  staleTime: Infinity,
  queryFn: async () => await ask<typeof listAgencies>('GET', '/v1/reference/agencies'),
});

export async function sayTermsAccepted(version: number): Promise<void> {
  queries.setQueryData(meQuery.queryKey, await ask<typeof acceptTerms>('POST', '/v1/me/terms', { body: { version } }));
}

/** What this device keeps in place of what a call did not give. Throws what failed when that helps nobody. */
async function packedInstead(id: string, failure: unknown, shown: { packedAt?: string } | undefined) {
  // What this tab read itself is newer than what was kept before.
  const isRead = shown !== undefined && shown.packedAt === undefined;
  const packed = isRead || !isWithoutSignal(failure) ? undefined : await packedHousehold(id);
  if (packed === undefined) throw failure;
  return packed;
}

export function householdQuery(id: string) {
  const queryKey = ['household', id] as const;
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<Household> => {
      try {
        return await ask<typeof readHousehold>('GET', `/v1/households/${encodeURIComponent(id)}`);
      } catch (error) {
        const packed = await packedInstead(id, error, queries.getQueryData<Household>(queryKey));
        return { ...packed.household, packedAt: packed.asOf };
      }
    },
  });
}

/** Most entries of a household: the newest are the last ones, so all are read. */
const PAGE = 200;

/** Newest first. `packedAt`: they are the last visits alone, as this device keeps them. */
export type Logbook = { entries: readonly Entry[]; packedAt?: string };

export function logbookQuery(id: string) {
  const queryKey = ['logbook', id] as const;
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<Logbook> => {
      try {
        return { entries: await readEntries(id) };
      } catch (error) {
        const packed = await packedInstead(id, error, queries.getQueryData<Logbook>(queryKey));
        return { entries: packed.visits, packedAt: packed.asOf };
      }
    },
  });
}

async function readEntries(id: string): Promise<Entry[]> {
  const all: Entry[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const path = `/v1/households/${encodeURIComponent(id)}/logbook` as const;
    const { items, nextCursor } = await ask<typeof listLogbook>('GET', path, { query: { cursor, limit: PAGE } });
    all.push(...items);
    cursor = nextCursor ?? undefined;
  }
  return all.toReversed();
}
