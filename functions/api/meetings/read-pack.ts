import { headName } from '#functions/api/households/show-household.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { readMeetingPack as contract } from '#shared/contracts/meetings.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { isOpenReferral } from '#shared/domain/case/referral.ts';
import type { Household, Need } from '#shared/domain/household/household.ts';
import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { MeetingStore } from '#shared/meeting/meeting-store.ts';
import { Problem } from '#shared/problems.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { DIMENSION_NAMES } from '#shared/reference/dimensions.ts';

import { agencyOf, seenMeeting } from './meeting-in-scope.ts';

type Pack = ReplyOf<typeof contract>;

/** What the room reads instead of a need of health. */
const CARE = 'ต้องการการดูแล';

/**
 * The pack of a meeting. `room` is for the screen: the house and what it needs, no name, no words, nothing of health. `file` is for those
 * who prepare the meeting, and one line of the access log says whom they saw. An agency has the room's pack of the cases that name it.
 */
export async function readPack(
  deps: {
    meetings: MeetingStore;
    households: Pick<HouseholdStore, 'getMany'>;
    accessLog: Pick<AccessLog, 'recordPage'>;
  },
  { params, query, principal, now }: Pick<Call<typeof contract>, 'params' | 'query' | 'principal' | 'now'>,
): Promise<Pack> {
  const { meeting, isOffice } = await seenMeeting(deps.meetings, params.id, principal);
  const isFile = query.for === 'file';
  if (isFile && !isOffice) throw new Problem('outside-scope');
  const documents = await deps.households.getMany(meeting.cases);
  const households = meeting.cases.flatMap((id) => documents.get(id) ?? []);
  const { sub, roles } = principal;
  if (isFile && households.length > 0)
    await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'LIST', households });
  return {
    meeting: meeting.id,
    for: query.for,
    cases: households.map((household) =>
      isFile ? inFile(household) : inRoom(household, isOffice, agencyOf(principal)),
    ),
  };
}

function openNeeds({ needs }: Household): Need[] {
  return needs.filter(({ status }) => isOpenNeed(status));
}

/** What is asked, of whom; an agency reads what is asked of it. */
function asked({ resolutions }: Household, reader?: string) {
  const shown = reader === undefined ? resolutions : resolutions.filter((one) => one.agency === reader);
  return shown.map(({ agency, dueOn }) => ({ agency, dueOn }));
}

function inRoom(household: Household, isOffice: boolean, agency: string | undefined): Pack['cases'][number] {
  const { address, areaCode } = household;
  return {
    householdId: null,
    headName: null,
    // Before it accepts a referral, an agency is told no address.
    addressNo: isOffice ? (address.addressNo ?? null) : null,
    moo: isOffice ? (address.moo ?? null) : null,
    village: isOffice ? (address.village ?? null) : null,
    areaName: areaLabel(areaCode),
    needs: openNeeds(household).map(({ dimension }) => ({
      id: null,
      label: dimension === 'health' ? CARE : DIMENSION_NAMES[dimension].nameTh,
      dimension: dimension === 'health' ? null : dimension,
      text: null,
      status: null,
    })),
    asked: asked(household, isOffice ? undefined : agency),
    referrals: [],
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
    asked: asked(household),
    referrals: referrals.filter(isOpenReferral).map((referral) => ({
      id: referral.id,
      toAgency: referral.toAgency,
      status: referral.status,
      dueAt: referral.dueAt,
    })),
  };
}
