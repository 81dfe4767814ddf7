/** Households that may be one: the inbox, and its decisions beside the merge (casework I). */
import type * as z from 'zod';

import { provinceOf, showFound } from '#functions/api/households/search-households.ts';
import { pageOfShelf } from '#functions/api/shelf-page.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { OrderReader } from '#shared/committee/committee-store.ts';
import { coversOfGrants } from '#shared/committee/covers-of-grants.ts';
import type {
  consentToMerge as consentContract,
  dismissDuplicate as dismissContract,
  listDuplicates as listContract,
} from '#shared/contracts/duplicates.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversHousehold, scopesFor, withRoles, type Principal } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { unitCovers } from '#shared/domain/committee/units.ts';
import { ANSWER_DAYS } from '#shared/domain/due/kinds-of-answers.ts';
import { duplicateCandidates, type DuplicateCandidate } from '#shared/domain/duplicates/candidates.ts';
import {
  compared,
  isAcrossProvinces,
  whenConsented,
  whenDismissed,
  type Duplicate,
} from '#shared/domain/duplicates/duplicate.ts';
import { DUPLICATE_LIFE_CYCLE } from '#shared/domain/duplicates/states.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { mayStep } from '#shared/domain/life-cycle.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import type { DuplicateStore } from '#shared/duplicate/duplicate-store.ts';
import { contextInDuplicate } from '#shared/duplicate/seal-context.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { openText, sealText } from '#shared/sealing/sealed-text.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { addDays, formatBangkok } from '#shared/thai/bangkok-time.ts';

export type DuplicateDeps = {
  households: Pick<HouseholdStore, 'getMany'>;
  duplicates: DuplicateStore;
  committees: OrderReader;
  accessLog: AccessLog;
  cursors: Cursors;
  sealer: Sealer;
};

type Shown = z.input<typeof dismissContract.reply>;
/** A candidate with its households as they are now, and what speaks for it today. */
type Pair = {
  duplicate: Duplicate;
  households: readonly [Household, Household];
  found: DuplicateCandidate | undefined;
};
type OneCall = Pick<Call<typeof consentContract>, 'params' | 'principal' | 'scopes' | 'now'>;

/**
 * The pairs of which a household is in the scope, those that were found last first. One that was merged or edited since it was found is
 * left out: a page may be short. Throws `outside-scope` for a unit that no scope reaches, `cursor-invalid`.
 */
export async function listDuplicates(
  deps: DuplicateDeps,
  { query, scopes, principal, now }: Pick<Call<typeof listContract>, 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof listContract>> {
  const { cursor, limit, unit, reason } = query;
  const covers = unit === undefined ? undefined : await coversOf(deps.committees, unit);
  if (covers && !covers.some((area) => coversHousehold(scopes, { areas: [area], agencies: [], mentor: null })))
    throw new Problem('outside-scope');
  const page = await pageOfShelf(
    deps.duplicates,
    scopes,
    ({ state, areas, reasons }) =>
      state === 'OPEN' &&
      coversHousehold(scopes, { areas, agencies: [], mentor: null }) &&
      (covers === undefined || unitCovers(covers, areas)) &&
      (reason === undefined || reasons.includes(reason)),
    {
      cursor,
      limit,
      binding: ['duplicates', principal.sub, scopes, unit ?? null, reason ?? null],
      cursors: deps.cursors,
    },
  );
  const pairs = (await pairsOf(deps.households, page.items)).filter(
    (pair) =>
      isStillOne(pair) &&
      pair.households.some((household) => coversHousehold(scopes, placed(household))) &&
      (reason === undefined || reasonsOf(pair).includes(reason)),
  );
  return { items: await show(deps, pairs, { scopes, principal, now }), nextCursor: page.nextCursor };
}

/** What a unit covers by its newest order; before any order, the area that its code names. */
async function coversOf(committees: OrderReader, unit: string): Promise<readonly string[]> {
  const known = await coversOfGrants([{ unit }], committees);
  return known(unit) ?? [unit.split('.', 1)[0] ?? unit];
}

async function pairsOf(households: DuplicateDeps['households'], duplicates: readonly Duplicate[]): Promise<Pair[]> {
  const documents = await households.getMany(duplicates.flatMap((duplicate) => [...duplicate.households]));
  return duplicates.flatMap((duplicate): Pair[] => {
    const [one, other] = duplicate.households.map((id) => documents.get(id));
    if (!one || !other) return [];
    const [found] = duplicateCandidates([one, other].flatMap((household) => compared(household) ?? []));
    return [{ duplicate, households: [one, other], found }];
  });
}

/** A pair for which a secretariat asked is one for its word. */
function isStillOne({ duplicate, households, found }: Pair): boolean {
  return found !== undefined || (duplicate.asked !== undefined && households.every((household) => compared(household)));
}

function reasonsOf({ duplicate, found }: Pair): Duplicate['reasons'] {
  return found?.reasons ?? duplicate.reasons;
}

/**
 * Decides that the two are not one: an office with both in its scope, or the secretariat of either province. It is no candidate again until
 * there is a reason that is not known today. Throws `duplicate-not-found`, `outside-scope` to an office that has one of them alone,
 * `household-merged`, `transition-not-allowed`, `personal-number-in-text`.
 */
export async function dismissDuplicate(
  deps: DuplicateDeps,
  call: OneCall & Pick<Call<typeof dismissContract>, 'body'>,
): Promise<Shown> {
  refuseTexts([['/reason', call.body.reason]]);
  const { principal, now, params } = call;
  const reason = await sealText(call.body.reason, contextInDuplicate(params.id), deps.sealer);
  return await change(deps, call, (pair) => {
    if (!decides(pair.households, call)) throw new Problem('outside-scope');
    refuseMoved(pair, 'DISMISSED');
    return whenDismissed(
      pair.duplicate,
      { reason, at: now.toISOString(), by: principal.sub },
      pair.found?.reasons ?? [],
    );
  });
}

/**
 * The secretariat of one of two provinces consents to a merge by that of the other. Throws `duplicate-not-found`, `outside-scope` to other
 * offices, `consent-not-needed` within one province, `household-merged`.
 */
export async function consentToMerge(deps: DuplicateDeps, call: OneCall): Promise<Shown> {
  const { principal, now } = call;
  return await change(deps, call, ({ duplicate, households }) => {
    const places = [households[0].areaCode, households[1].areaCode] as const;
    if (!isAcrossProvinces(places)) throw new Problem('consent-not-needed');
    const own = households.find((household) => speaksFor(principal, household));
    if (!own) throw new Problem('outside-scope');
    refuseMerged(households);
    const consent = { province: own.areaCode.slice(0, 2), at: now.toISOString(), by: principal.sub };
    return whenConsented({ ...duplicate, places }, consent);
  });
}

/** Whether an account is of the secretariat of the province in which a household lives: a province that has it on a list alone reads it. */
export function speaksFor(principal: Principal, { areaCode }: Pick<Household, 'areaCode'>): boolean {
  const secretariat = withRoles(principal, (role) => role === 'PROVINCE_SECRETARIAT');
  return coversHousehold(scopesFor(secretariat, 'households:merge'), { areas: [areaCode], agencies: [], mentor: null });
}

/** Whether an account decides of a pair: it has both in its scope, or is the secretariat of one of two provinces in which they live. */
export function decides(
  households: Pair['households'],
  { scopes, principal }: Pick<OneCall, 'scopes' | 'principal'>,
): boolean {
  if (households.every((household) => coversHousehold(scopes, placed(household)))) return true;
  const isAcross = isAcrossProvinces([households[0].areaCode, households[1].areaCode]);
  return isAcross && households.some((household) => speaksFor(principal, household));
}

function refuseMoved({ duplicate: { state }, households }: Pair, to: Duplicate['state']): void {
  refuseMerged(households);
  if (!mayStep(DUPLICATE_LIFE_CYCLE, state, to)) throw new Problem('transition-not-allowed', { from: state, to });
}

function refuseMerged(households: Pair['households']): void {
  const into = households.find(({ mergedInto }) => mergedInto !== undefined)?.mergedInto;
  if (into !== undefined) throw new Problem('household-merged', { into });
}

const ATTEMPTS = 5;

/** Moves a candidate on; `make` answers undefined where nothing changes. */
async function change(deps: DuplicateDeps, call: OneCall, make: (pair: Pair) => Duplicate | undefined): Promise<Shown> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await deps.duplicates.get(call.params.id);
    const [pair] = before ? await pairsOf(deps.households, [before]) : [];
    if (!pair?.households.some((household) => coversHousehold(call.scopes, placed(household))))
      throw new Problem('duplicate-not-found');
    const after = make(pair);
    if (after && !(await deps.duplicates.update(pair.duplicate, after))) continue;
    const [shown] = await show(deps, [{ ...pair, duplicate: after ?? pair.duplicate }], call);
    if (!shown) throw new Error('One pair is shown');
    return shown;
  }
  throw new Problem('busy');
}

/** Of a household outside the scope the province is told and no name (casework I). Whose names are shown is logged. */
async function show(
  { accessLog, sealer }: Pick<DuplicateDeps, 'accessLog' | 'sealer'>,
  pairs: readonly Pair[],
  { scopes, principal, now }: Pick<OneCall, 'scopes' | 'principal' | 'now'>,
): Promise<Shown[]> {
  const isSeen = (household: Household): boolean => coversHousehold(scopes, placed(household));
  const seen = new Map(
    pairs.flatMap(({ households }) => households.filter(isSeen).map((one) => [one.id, one] as const)),
  );
  const { sub, roles } = principal;
  if (seen.size > 0)
    await accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'LIST', households: [...seen.values()] });
  return await Promise.all(
    pairs.map(async (pair): Promise<Shown> => {
      const { duplicate, households, found } = pair;
      const { id, state, since, dismissed, consents = [] } = duplicate;
      const persons = found?.persons ?? duplicate.persons;
      return {
        id,
        status: state,
        reasons: [...reasonsOf(pair)],
        since,
        dueOn: addDays(since, ANSWER_DAYS),
        households: households.map((household, at) => ({
          id: household.id,
          version: isSeen(household) ? household.version : null,
          ...provinceOf(household),
          personId: isSeen(household) && reasonsOf(pair).length > 0 ? (persons[at] ?? null) : null,
          household: isSeen(household) ? showFound(household, principal) : null,
        })),
        consents: consents.map(({ province, at }) => ({ province, at: formatBangkok(new Date(at)) })),
        dismissed: dismissed
          ? {
              reason: await openText(dismissed.reason, contextInDuplicate(id), sealer),
              at: formatBangkok(new Date(dismissed.at)),
            }
          : null,
      };
    }),
  );
}
