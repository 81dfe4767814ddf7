/** What leaves of a household, by the privacy table. Citizen IDs are masked here; only `reveal-household.ts` shows them. */
import type { household as householdReply } from '#shared/contracts/households.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { idTypeOf, maskCitizenId } from '#shared/thai/citizen-id.ts';
import { maskTelephone } from '#shared/thai/telephone.ts';
import { leaves, type FieldClass, type ReadAs } from '#shared/domain/access/field-privacy.ts';
import type { Reading } from '#shared/domain/access/reading.ts';
import { isOwnNeed, toldDetails, toldIndicators } from '#shared/domain/access/told-fields.ts';
import { isOpenReferral, isOpenTo } from '#shared/domain/case/referral.ts';
import { failedVisits } from '#shared/domain/household/contact.ts';
import { helpOfOthers } from '#shared/domain/household/given-help.ts';
import { headOf } from '#shared/domain/household/head.ts';
import type { BirthDate, Household, Member, Need } from '#shared/domain/household/household.ts';
import { targetNow } from '#shared/domain/target-list/target-steps.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import type * as z from 'zod';

import type { HouseholdView } from './view-of.ts';

export function showHousehold(
  household: Household,
  { listsOpened, steps, reading }: HouseholdView,
): z.input<typeof householdReply> {
  const { id, version, status, areaCode, address, agencies, mentor, verifications } = household;
  const tells = (field: FieldClass): boolean => leaves(field, reading) === 'VISIBLE';
  const course = tells('course');
  return {
    id,
    version,
    createdAt: formatBangkok(new Date(household.createdAt)),
    updatedAt: formatBangkok(new Date(household.updatedAt)),
    status,
    houseCode: leaves('identity', reading) === 'ABSENT' ? null : (household.houseCode ?? null),
    addressNo: address.addressNo ?? null,
    moo: address.moo ?? null,
    village: address.village ?? null,
    areaCode,
    areaName: areaLabel(areaCode),
    members: showMembers(household, reading),
    targets: course
      ? household.targets.map((target) => ({
          ...target,
          indicators: toldIndicators(target.indicators, reading),
          addedAt: formatBangkok(new Date(target.addedAt)),
          state: targetNow(household, target.list, listsOpened.get(target.list)),
        }))
      : [],
    verifications: course
      ? Object.fromEntries(
          Object.entries(verifications).map(([list, { state, on, entryId }]) => [list, { state, on, entryId }]),
        )
      : {},
    needs: household.needs.flatMap((need) => showNeed(need, household, reading)),
    agencies: tells('help') ? agencies : [],
    helpOfOthers: tells('helpOfOthers') ? helpOfOthers(household, reading.agencies) : null,
    mentor,
    coMentors: household.coMentors,
    mentorSince: household.mentor === null ? null : household.mentorSince,
    surveyedOn: course ? household.surveyedOn : null,
    lastVisitOn: course ? household.lastVisitOn : null,
    lastHelpOn: course ? household.lastHelpOn : null,
    lastFollowUpOn: course ? household.lastFollowUpOn : null,
    nextDue: course ? household.nextDue : null,
    lastContactOn: course ? household.lastContactOn : null,
    failedVisits: course ? failedVisits(household) : null,
    stage: course ? household.stage : null,
    urgency: course ? household.urgency : null,
    found: course && household.found !== null ? { ...household.found, round: household.found.round ?? null } : null,
    duplicates: course ? household.duplicates : [],
    mergedInto: household.mergedInto ?? null,
    merged: course ? (household.merged ?? []).map((one) => one.id) : [],
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

/** A need as it is told to a reader; none, when it does not concern an organisation that reads. */
function showNeed(
  need: Need,
  { referrals }: Pick<Household, 'referrals'>,
  reading: Reading,
): z.input<typeof householdReply>['needs'] {
  const isReferred = reading.referred.has(need.id);
  const isOwn = isOwnNeed(need, reading);
  if (leaves('need', reading, isOwn) !== 'VISIBLE') return [];
  const { indicator, category } = toldDetails(need, reading, isOwn);
  const course = leaves('course', reading) === 'VISIBLE';
  const { id, personId, dimension, kind, openedOn, status, statusOn } = need;
  return [
    {
      id,
      personId: course ? personId : null,
      dimension,
      kind,
      text: leaves('words', reading, isReferred) === 'VISIBLE' ? need.text : textForPartner(need, referrals, reading),
      openedOn,
      status,
      statusOn,
      indicator: indicator ?? null,
      category: category ?? null,
      severity: (course ? need.severity : undefined) ?? null,
      solveMode: (course ? need.solveMode : undefined) ?? null,
      wanted: (course ? need.wanted : undefined) ?? null,
    },
  ];
}

/** What the unit wrote for a partner with its referral stands for the words of the need. */
function textForPartner({ id }: Need, referrals: Household['referrals'], { partners }: Reading): string | null {
  const texts = referrals.flatMap((one) =>
    isOpenReferral(one) && isOpenTo(one) && partners.includes(one.toAgency) && one.needIds.includes(id)
      ? (one.partnerText ?? [])
      : [],
  );
  return texts.at(-1) ?? null;
}

/** A partner is told the head's first name, nothing of the others. */
function showMembers(household: Household, reading: Reading): z.input<typeof householdReply>['members'] {
  if (leaves('names', reading) === 'VISIBLE') return household.members.map((member) => showMember(member, reading));
  const head = headOf(household);
  return head ? [showMember({ id: head.id, firstName: head.firstName, ...telephoneOf(head) }, reading)] : [];
}

function telephoneOf({ telephone }: Member): Pick<Member, 'telephone'> {
  return telephone === undefined ? {} : { telephone };
}

function showMember(member: Member, reading: Reading): z.input<typeof householdReply>['members'][number] {
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
    telephone: showTelephone(member, reading),
    disability: leaves('health', reading) === 'VISIBLE' ? (member.disability ?? null) : null,
    aliases: [...(member.aliases ?? [])],
  };
}

/** A telephone as a reader is told it. */
export function showTelephone({ telephone }: Pick<Member, 'telephone'>, reader: ReadAs): string | null {
  if (telephone === undefined) return null;
  return leaves('telephone', reader) === 'VISIBLE' ? telephone : maskTelephone(telephone);
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
