/** Catalogues: one way to list, enter and change the entries of each. */
import { route, type BoundRoute, type Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import type { CATALOGUES, CatalogueName } from '#shared/contracts/catalogues.ts';
import type { RouteContract } from '#shared/contracts/route.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import { manages } from '#shared/domain/access/manages.ts';
import {
  areasOf,
  BUILT_IN_ENTRIES,
  coverOfTwo,
  inArea,
  type CatalogueEntry,
  type Said,
} from '#shared/domain/catalogue/catalogue.ts';
import { slugPrefix } from '#shared/domain/organisation/organisation.ts';
import { Problem } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

import { refuseStale, stale } from './refuse-stale.ts';

export type CatalogueDeps = {
  catalogue: (name: CatalogueName) => RegisterStore<CatalogueEntry>;
  cursors: Cursors;
  newId: () => string;
};

type Contracts = (typeof CATALOGUES)[number];
type Writing = Pick<Call<RouteContract>, 'scopes' | 'principal' | 'now'>;

/** The calls of one catalogue. */
export function catalogueCalls(deps: CatalogueDeps, { catalogue, list, create, put }: Contracts): BoundRoute[] {
  const store = deps.catalogue(catalogue);
  const builtIn = BUILT_IN_ENTRIES[catalogue] ?? [];
  const find = async (id: string): Promise<CatalogueEntry | undefined> =>
    (await store.get(id)) ?? builtIn.find((entry) => entry.id === id);
  const unchanged = async (): Promise<CatalogueEntry[]> => {
    const changed = new Set((await store.getMany(builtIn.map(({ id }) => id))).map(({ id }) => id));
    return builtIn.filter(({ id }) => !changed.has(id));
  };
  return [
    route(list)(async ({ query: { area, cursor, limit }, principal }) => {
      const binding = [catalogue, principal.sub, area ?? null];
      const [after] = cursor === undefined ? [] : deps.cursors.read(cursor, binding);
      const found = await store.list('', after, limit);
      const first = after === undefined ? await unchanged() : [];
      const last = found.at(-1);
      return {
        reply: {
          items: [...first, ...found].filter(({ said }) => concerns(said, area)).map(show),
          nextCursor: found.length < limit || !last ? null : deps.cursors.sign([last.id], binding),
        },
      };
    }),
    route(create)(async (call) => {
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        const said = owned(call.body, call.scopes);
        await refuseSharedCover(store, catalogue, said, undefined);
        const id = slugPrefix(areasOf(said)[0] ?? null) + deps.newId();
        await store.create({ id, version: 1, said, ...made(call) }, claimFor({ id }));
        return { id };
      });
      const entry = await find(answer.id);
      if (!entry) throw new Problem('register-entry-not-found');
      return { reply: show(entry), etag: versionTag(entry.version) };
    }),
    route(put)(async (call) => {
      const { id } = call.params;
      const before = await find(id);
      if (!before) throw new Problem('register-entry-not-found');
      const said = owned(call.body, call.scopes);
      refuseOthers(before.said, call.scopes);
      refuseStale(call.ifMatch, before, before.said, said);
      await refuseSharedCover(store, catalogue, said, id);
      const after: CatalogueEntry = { id, version: before.version + 1, said, ...made(call) };
      const stored = before.version === 0 ? await store.create(after) : await store.update(before, after);
      if (!stored) {
        const newest = (await find(id)) ?? before;
        throw stale(newest, newest.said, said);
      }
      return { reply: show(after), etag: versionTag(after.version) };
    }),
  ];
}

function made({ principal, now }: Writing): Pick<CatalogueEntry, 'changedAt' | 'changedBy'> {
  return { changedAt: now.toISOString(), changedBy: principal.sub };
}

/** What is said, of the account's own area when it names none. Throws `outside-scope`. */
function owned(said: Said, scopes: readonly Scope[]): Said {
  const [scope] = scopes;
  const own = areasOf(said).length === 0 && scope?.kind === 'area' ? inArea(said, scope.area) : said;
  refuseOthers(own, scopes);
  return own;
}

function refuseOthers(said: Said, scopes: readonly Scope[]): void {
  const areas = areasOf(said);
  if (!(areas.length === 0 ? [null] : areas).every((area) => manages(scopes, area))) throw new Problem('outside-scope');
}

function concerns(said: Said, area: string | undefined): boolean {
  const areas = areasOf(said);
  return area === undefined || areas.length === 0 || areas.some((one) => isWithin(one, area) || isWithin(area, one));
}

async function refuseSharedCover(
  store: RegisterStore<CatalogueEntry>,
  catalogue: CatalogueName,
  said: Said,
  own: string | undefined,
): Promise<void> {
  if (catalogue !== 'local-authorities') return;
  const others = await store.list(slugPrefix(areasOf(said)[0] ?? null), undefined, Infinity);
  const shared = coverOfTwo(
    said,
    others.filter(({ id }) => id !== own),
  );
  if (shared) throw new Problem('covers-overlap', shared);
}

function show({ id, version, said, changedAt }: CatalogueEntry) {
  return { ...said, id, version, changedAt: version === 0 ? null : formatBangkok(new Date(changedAt)) };
}
