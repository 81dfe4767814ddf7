/** What leaves of a household. Citizen IDs are masked here; only `reveal-household.ts` shows them. */
import type { household as householdReply } from '#shared/contracts/households.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { idTypeOf, maskCitizenId } from '#shared/thai/citizen-id.ts';
import { maskTelephone } from '#shared/thai/telephone.ts';
import { failedVisits } from '#shared/domain/household/contact.ts';
import { headOf } from '#shared/domain/household/head.ts';
import type { BirthDate, Household, Member, Need } from '#shared/domain/household/household.ts';
import { targetNow } from '#shared/domain/target-list/target-steps.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import type * as z from 'zod';

import type { HouseholdView } from './view-of.ts';

export function showHousehold(
  household: Household,
  { listsOpened, steps }: HouseholdView,
): z.input<typeof householdReply> {
  const { id, version, status, areaCode, address, agencies, mentor, verifications } = household;
  return {
    id,
    version,
    createdAt: formatBangkok(new Date(household.createdAt)),
    updatedAt: formatBangkok(new Date(household.updatedAt)),
    status,
    houseCode: household.houseCode ?? null,
    addressNo: address.addressNo ?? null,
    moo: address.moo ?? null,
    village: address.village ?? null,
    areaCode,
    areaName: areaLabel(areaCode),
    members: household.members.map(showMember),
    targets: household.targets.map((target) => ({
      ...target,
      addedAt: formatBangkok(new Date(target.addedAt)),
      state: targetNow(household, target.list, listsOpened.get(target.list)),
    })),
    verifications: Object.fromEntries(
      Object.entries(verifications).map(([list, { state, on, entryId }]) => [list, { state, on, entryId }]),
    ),
    needs: household.needs.map(showNeed),
    agencies,
    mentor,
    coMentors: household.coMentors,
    mentorSince: household.mentor === null ? null : household.mentorSince,
    surveyedOn: household.surveyedOn,
    lastVisitOn: household.lastVisitOn,
    lastHelpOn: household.lastHelpOn,
    lastFollowUpOn: household.lastFollowUpOn,
    nextDue: household.nextDue,
    lastContactOn: household.lastContactOn,
    failedVisits: failedVisits(household),
    stage: household.stage,
    urgency: household.urgency,
    found: household.found === null ? null : { ...household.found, round: household.found.round ?? null },
    duplicates: household.duplicates,
    mergedInto: household.mergedInto ?? null,
    merged: (household.merged ?? []).map((one) => one.id),
    steps: steps.map(({ call, type, list, needId, to, evidence }) => ({
      call,
      type: type ?? null,
      list: list ?? null,
      needId: needId ?? null,
      to: to ?? null,
      evidence: evidence ?? null,
    })),
  };
}

function showNeed(need: Need): z.input<typeof householdReply>['needs'][number] {
  return {
    ...need,
    indicator: need.indicator ?? null,
    category: need.category ?? null,
    severity: need.severity ?? null,
    solveMode: need.solveMode ?? null,
    wanted: need.wanted ?? null,
  };
}

function showMember(member: Member): z.input<typeof householdReply>['members'][number] {
  return {
    id: member.id,
    citizenId: member.citizenId === undefined ? null : maskCitizenId(member.citizenId),
    idType: idTypeOf(member.citizenId),
    title: member.title ?? null,
    firstName: member.firstName,
    lastName: member.lastName ?? null,
    birthDate: birthDateText(member.birthDate),
    relation: member.relation ?? null,
    welfareCard: member.welfareCard ?? null,
    welfareCardYear: member.welfareCardYear ?? null,
    telephone: member.telephone === undefined ? null : maskTelephone(member.telephone),
    aliases: [...(member.aliases ?? [])],
  };
}

/** As much of a birth date as is known: a day, or only the year (C.E.). */
export function birthDateText(birthDate: BirthDate | undefined): string | null {
  return birthDate === undefined ? null : (birthDate.date ?? String(birthDate.year).padStart(4, '0'));
}

/** The whole name of the head of a household. */
export function headName(household: Pick<Household, 'members'>): string | null {
  const head = headOf(household);
  return head ? [head.firstName, head.lastName].filter((part) => part !== undefined && part !== '').join(' ') : null;
}
