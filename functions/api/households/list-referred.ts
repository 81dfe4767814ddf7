import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { listHouseholds as contract } from '#shared/contracts/households.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { readingOf } from '#shared/domain/access/reading.ts';
import { isOpenToPartner } from '#shared/domain/case/referral.ts';
import { headOf } from '#shared/domain/household/head.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import type { ReferralStore } from '#shared/referral/referral-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

type Item = ReplyOf<typeof contract>['items'][number];
type Deps = {
  households: Pick<HouseholdStore, 'getMany'>;
  referrals: Pick<ReferralStore, 'list'>;
  accessLog: Pick<AccessLog, 'recordPage'>;
  cursors: Cursors;
};

/** Referrals of a partner that are read at once. */
const READ_AT_ONCE = 500;
/** Documents that are opened at once. */
const OPENED_AT_ONCE = 100;

/**
 * The households that accepted referrals open to partners, in the order of their ids, each by the fields that a partner is told. A filter
 * by what it is not told finds none. Who was listed is logged. Throws `cursor-invalid`.
 */
export async function listReferred(
  deps: Deps,
  partners: readonly string[],
  { query, principal, now }: Pick<Call<typeof contract>, 'query' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { cursor, limit, ...filters } = query;
  const { area, list, state, dimension, mentor, urgency, due, overlap } = filters;
  const today = bangkokDay(now);
  const binding = ['referred', principal.sub, partners, filters];
  const after = cursor === undefined ? '' : positionOf(deps.cursors.read(cursor, binding));
  if ([list, state, urgency, due, overlap].some((one) => one !== undefined)) return { items: [], nextCursor: null };

  const ids = (await referredTo(deps.referrals, partners)).filter((id) => id > after);
  const items: Item[] = [];
  for (let from = 0; from < ids.length && items.length <= limit; from += OPENED_AT_ONCE) {
    const documents = await deps.households.getMany(ids.slice(from, from + OPENED_AT_ONCE));
    for (const id of ids.slice(from, from + OPENED_AT_ONCE)) {
      const household = documents.get(id);
      if (!household || !partners.some((partner) => isOpenToPartner(household, partner, today))) continue;
      const item = show(household, readingOf(principal, household, today).referred);
      const isWanted =
        (area === undefined || isWithin(item.areaCode, area)) &&
        (dimension === undefined || item.dimensions.includes(dimension)) &&
        (mentor === undefined || item.mentor === (mentor === 'none' ? null : mentor));
      if (isWanted) items.push(item);
    }
  }
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const { sub, roles } = principal;
  await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'LIST', households: page });
  return { items: page, nextCursor: items.length > limit && last ? deps.cursors.sign([last.id], binding) : null };
}

function positionOf(keys: readonly string[]): string {
  const [id, ...rest] = keys;
  if (id === undefined || rest.length > 0) throw new Problem('cursor-invalid');
  return id;
}

/** Ids of the households of all referrals that may be open, each once. Whether one is open today, its household says. */
async function referredTo(referrals: Pick<ReferralStore, 'list'>, partners: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const to of partners) {
    let read = await referrals.list({ to }, undefined, READ_AT_ONCE);
    while (read.length > 0) {
      for (const { status, household } of read)
        if (status === 'ACCEPTED' || status === 'IN_PROGRESS' || status === 'DONE') ids.add(household);
      read = read.length < READ_AT_ONCE ? [] : await referrals.list({ to }, read.at(-1), READ_AT_ONCE);
    }
  }
  return [...ids].toSorted();
}

function show(household: Household, referred: ReadonlySet<string>): Item {
  const { id, version, status, areaCode, mentor } = household;
  const needs = household.needs.filter((need) => referred.has(need.id));
  return {
    id,
    version,
    status,
    areaCode,
    areaName: areaLabel(areaCode),
    lists: {},
    dimensions: DIMENSIONS.filter((dimension) => needs.some((need) => need.dimension === dimension)),
    openNeeds: needs.filter((need) => isOpenNeed(need.status)).length,
    agencies: [],
    mentor,
    surveyedOn: null,
    nextDue: null,
    urgency: null,
    headName: headOf(household)?.firstName ?? null,
  };
}
