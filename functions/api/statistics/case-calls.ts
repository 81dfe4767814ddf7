/** Reports B and C, and the households behind their figures. */
import { route, type BoundRoute, type Call } from '#functions/middleware/call.ts';
import {
  listHouseholdsOfProgress,
  listHouseholdsOfQuarterly,
  readProgress,
  readQuarterly,
} from '#shared/contracts/case-statistics.ts';
import { coversArea, scopesFor, type Scope } from '#shared/domain/access/access.ts';
import { areasOf, type CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import { MOST_PROVINCES, provincesOf, SET_PREFIX } from '#shared/domain/statistics/area-set.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { daysOfQuarter } from '#shared/domain/statistics/quarter.ts';
import { refuseFutureMonth } from '#shared/domain/statistics/refuse-future-month.ts';
import { NAMED_FIGURE, QUARTER_FIGURES } from '#shared/domain/statistics/report-b/figure-names.ts';
import { PROGRESS_FIGURES } from '#shared/domain/statistics/report-c/report-c.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { Behind, CaseFigures } from '#shared/statistics/case-figures.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { refuseUnknownLists } from '#functions/api/target-lists/list-in-scope.ts';
import { pageBehind, type BehindDeps } from './households-behind.ts';
import { chosenOf, selectionOf, type Selection } from './selection.ts';

/** Asks for the row of households that no unit covers. */
const OF_NO_UNIT = 'none';

/** Before a figure of the rest of a set's provinces; campaigns are shown of the set alone. */
const OF_REST = /^rest\.(?!campaign\.|overlap\.)/;

export type CaseCallsDeps = BehindDeps & {
  caseFigures: CaseFigures;
  lists: Pick<TargetListStore, 'get'>;
  areaSets: Pick<RegisterStore<CatalogueEntry>, 'get'>;
};

export function caseCalls(deps: CaseCallsDeps): readonly BoundRoute[] {
  return [
    route(readQuarterly)(async ({ query, scopes, now }) => ({
      reply: await deps.caseFigures.quarterly(await quarterlySelection(deps, query, scopes, now), now),
    })),
    route(readProgress)(async ({ query, scopes, now }) => ({
      reply: await deps.caseFigures.progress(
        // The nation has a row a province at either level.
        {
          ...(await progressSelection(deps, query, scopes, now)),
          level: query.area === NATION ? 'district' : query.level,
        },
        now,
      ),
    })),
    route(listHouseholdsOfQuarterly)(async (call) => {
      const { query, principal, now } = call;
      const { figure, unit } = query;
      // Agencies read Report C only.
      const scopes = scopesFor(principal, 'statistics:quarterly');
      const selection = await quarterlySelection(deps, query, scopes, now);
      refuseFigure(figure, QUARTER_FIGURES);
      const row = unit === OF_NO_UNIT ? null : unit;
      const behind = await deps.caseFigures.behindQuarterly({ ...selection, unit: row, figure }, now);
      return { reply: await pageOf(deps, call, behind, ['quarterly', selection, unit ?? null, figure]) };
    }),
    route(listHouseholdsOfProgress)(async (call) => {
      const { query, scopes, now } = call;
      const { figure, level } = query;
      const selection = { ...(await progressSelection(deps, query, scopes, now)), level };
      refuseFigure(selection.set ? figure.replace(OF_REST, '') : figure, PROGRESS_FIGURES);
      const behind = await deps.caseFigures.behindProgress({ ...selection, figure }, now);
      return { reply: await pageOf(deps, call, behind, ['progress', selection, figure]) };
    }),
  ];
}

/** Throws `outside-scope`, `invalid-input` for a quarter to come, `target-list-not-found`. */
async function quarterlySelection(
  deps: Pick<CaseCallsDeps, 'lists'>,
  query: { quarter: string; area: string; list?: string[] | undefined; revision?: number | undefined },
  scopes: readonly Scope[],
  now: Date,
): Promise<{ quarter: string; area: string; lists: string[] | null; revision: number | undefined }> {
  const { quarter, area, list, revision } = query;
  if (!coversArea(scopes, area)) throw new Problem('outside-scope');
  const { from } = daysOfQuarter(quarter);
  if (from > bangkokDay(now)) refuseFutureMonth(from.slice(0, 7), now, '/quarter');
  await refuseUnknownLists(deps.lists, list ?? []);
  return { quarter, area, lists: list ?? null, revision };
}

/**
 * As `selectionOf`, also of a set of areas all of whose provinces are in the scope. Throws `register-entry-not-found` for a set that nobody has
 * entered, `invalid-input` for one of too many provinces.
 */
async function progressSelection(
  deps: Pick<CaseCallsDeps, 'lists' | 'areaSets'>,
  query: Parameters<typeof selectionOf>[1],
  scopes: readonly Scope[],
  now: Date,
): Promise<Selection & { set?: { version: number; areas: readonly string[] } }> {
  if (!query.area.startsWith(SET_PREFIX)) return await selectionOf(deps.lists, query, scopes, now);
  const entry = await deps.areaSets.get(query.area.slice(SET_PREFIX.length));
  if (!entry) throw new Problem('register-entry-not-found');
  const areas = areasOf(entry.said);
  const provinces = provincesOf(areas);
  if (!provinces.every((province) => coversArea(scopes, province))) throw new Problem('outside-scope');
  if (provinces.length > MOST_PROVINCES)
    throw wrongInput('/area', `ชุดพื้นที่นี้มีเกิน ${MOST_PROVINCES} จังหวัด`, 'too-many-provinces');
  return { area: query.area, ...(await chosenOf(deps.lists, query, now)), set: { version: entry.version, areas } };
}

function refuseFigure(figure: string, known: ReadonlySet<string>): void {
  if (!known.has(figure) && !NAMED_FIGURE.test(figure)) throw wrongInput('/figure', 'ไม่รู้จักตัวเลขนี้', 'unknown-figure');
}

type Paged = Call<typeof listHouseholdsOfQuarterly> | Call<typeof listHouseholdsOfProgress>;

/** A page of the households that the reader may see, in order, and how many more the figure has. */
async function pageOf(
  deps: CaseCallsDeps,
  call: Pick<Paged, 'query' | 'scopes' | 'principal' | 'now'>,
  behind: Behind,
  asked: readonly unknown[],
): Promise<{ items: { id: string }[]; outside: number; nextCursor: string | null }> {
  const offices = call.scopes.filter(({ kind }) => kind !== 'agency');
  const seen = behind.filter(({ areas }) => areas.some((area) => coversArea(offices, area)));
  const page = await pageBehind(
    deps,
    call,
    seen.map(({ id }) => id),
    asked,
  );
  return { items: page.items, outside: behind.length - seen.length, nextCursor: page.nextCursor };
}
