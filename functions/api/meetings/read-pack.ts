import { headName } from '#functions/api/households/show-household.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { readMeetingPack as contract } from '#shared/contracts/meetings.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Meeting, Resolution } from '#shared/domain/case/meeting.ts';
import { coversHousehold, scopesFor } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { isOpenReferral } from '#shared/domain/case/referral.ts';
import { CARE } from '#shared/domain/case/told-category.ts';
import type { Household, Need } from '#shared/domain/household/household.ts';
import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { readFollowing } from '#shared/household/read-following.ts';
import type { MeetingStore } from '#shared/meeting/meeting-store.ts';
import { Problem } from '#shared/problems.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { DIMENSION_NAMES } from '#shared/reference/dimensions.ts';

import { agencyOf, seenMeeting } from './meeting-in-scope.ts';

type Pack = ReplyOf<typeof contract>;

export type PackDeps = {
  meetings: MeetingStore;
  households: Pick<HouseholdStore, 'getMany'>;
  accessLog: Pick<AccessLog, 'recordPage'>;
};

/**
 * The pack of a meeting, with the meeting. `room` is for the screen: the house and what it needs, no name, no words, nothing of health. `file` is for those
 * who prepare the meeting, and one line of the access log says whom they saw. An agency has less than the room, of the cases that name it.
 * A case that was merged into another household is that one, once, for an office that reads both.
 */
export async function readPack(
  deps: PackDeps,
  { params, query, principal, now }: Pick<Call<typeof contract>, 'params' | 'query' | 'principal' | 'now'>,
): Promise<{ meeting: Meeting; pack: Pack }> {
  const { meeting, resolutions, isOffice } = await seenMeeting(deps.meetings, params.id, principal);
  const isFile = query.for === 'file';
  if (isFile && !isOffice) throw new Problem('outside-scope');
  const documents = await readFollowing(deps.households, meeting.cases);
  const mayRead = scopesFor(principal, 'households:read');
  const found = meeting.cases.flatMap((id) => {
    const household = documents.get(id);
    const isHidden = isOffice && household?.id !== id && household && !coversHousehold(mayRead, placed(household));
    return household && !isHidden ? [household] : [];
  });
  const households = [...new Map(found.map((household) => [household.id, household])).values()];
  const { sub, roles } = principal;
  const agency = isOffice ? undefined : agencyOf(principal);
  if (isFile && households.length > 0)
    await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'LIST', households });
  const cases = households.map((household) =>
    isFile ? inFile(household) : agency === undefined ? inRoom(household) : forAgency(household, agency, resolutions),
  );
  return { meeting, pack: { meeting: meeting.id, for: query.for, cases } };
}

function openNeeds({ needs }: Household): Need[] {
  return needs.filter(({ status }) => isOpenNeed(status));
}

function asked(resolutions: Household['resolutions']) {
  return resolutions.map(({ agency, dueOn }) => ({ agency, dueOn }));
}

function inRoom(household: Household): Pack['cases'][number] {
  const { address, areaCode } = household;
  return {
    householdId: null,
    headName: null,
    addressNo: address.addressNo ?? null,
    moo: address.moo ?? null,
    village: address.village ?? null,
    areaName: areaLabel(areaCode),
    needs: openNeeds(household).map(({ dimension }) => ({
      id: null,
      label: dimension === 'health' ? CARE : DIMENSION_NAMES[dimension].nameTh,
      dimension: dimension === 'health' ? null : dimension,
      text: null,
      status: null,
    })),
    asked: asked(household.resolutions),
    referrals: [],
  };
}

/**
 * The room's, without the house and the needs of which no resolution asks the agency. Its place is the one that a referral gave to the
 * agency, else the district: a sub-district may be too small to be named before the agency accepts (casework G).
 */
function forAgency(household: Household, agency: string, resolutions: readonly Resolution[]): Pack['cases'][number] {
  // A resolution names the household for which it was adopted.
  const ids = new Set<string | null>([household.id, ...(household.merged ?? []).map(({ id }) => id)]);
  const named = new Set(resolutions.filter((one) => ids.has(one.household)).flatMap(({ needIds }) => needIds));
  const { referrals, areaCode } = household;
  const place = referrals.findLast(({ toAgency }) => toAgency === agency)?.place ?? areaCode.slice(0, 4);
  return {
    ...inRoom({ ...household, needs: household.needs.filter(({ id }) => named.has(id)) }),
    addressNo: null,
    moo: null,
    village: null,
    areaName: areaLabel(place),
    asked: asked(household.resolutions.filter((one) => one.agency === agency)),
  };
}

function inFile(household: Household): Pack['cases'][number] {
  const { id, address, areaCode, referrals } = household;
  return {
    householdId: id,
    headName: headName(household),
    addressNo: address.addressNo ?? null,
    moo: address.moo ?? null,
    village: address.village ?? null,
    areaName: areaLabel(areaCode),
    needs: openNeeds(household).map((need) => ({
      id: need.id,
      label: DIMENSION_NAMES[need.dimension].nameTh,
      dimension: need.dimension,
      text: need.text,
      status: need.status,
    })),
    asked: asked(household.resolutions),
    referrals: referrals.filter(isOpenReferral).map((referral) => ({
      id: referral.id,
      toAgency: referral.toAgency,
      status: referral.status,
      dueAt: referral.dueAt,
    })),
  };
}
