/** What leaves of a referral. What an agency sees of it is decided here, field by field (casework G). */
import type * as z from 'zod';

import type { Reading } from '#shared/domain/access/reading.ts';
import { isOwnNeed, toldDetails } from '#shared/domain/access/told-fields.ts';
import { CARE, categoryName, toldCategory } from '#shared/domain/case/told-category.ts';
import { headName, showTelephone } from '#functions/api/households/show-household.ts';
import type { listReferrals, referral as referralReply } from '#shared/contracts/referrals.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import {
  isOpenReferral,
  isOpenTo,
  isOverdue,
  stepsOf,
  type Referral,
  type Standing,
} from '#shared/domain/case/referral.ts';
import { headOf } from '#shared/domain/household/head.ts';
import type { Household, Need } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import type { ReferralAnswerBody } from '#shared/domain/logbook/kinds/referral-answer.ts';
import type { ReferralBody } from '#shared/domain/logbook/kinds/referral.ts';
import type { AccountPerson } from '#shared/account/sealed-person.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import type { ReferralItem } from '#shared/referral/referral-store.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

import type { Sight } from '#shared/domain/case/standing.ts';

type Reply = z.input<typeof referralReply>;
type Item = ReplyOf<typeof listReferrals>['items'][number];

export type Shown = {
  item: ReferralItem;
  referral: Referral;
  household: Household;
  /** Entries of the referral, from its sending. */
  entries: readonly LogbookEntry[];
  standing: Standing;
  sight: Sight;
  /** As what the account reads the household. */
  reading: Reading;
  /** Of the unit that sent it. */
  contact: AccountPerson | undefined;
  today: string;
};

export function showReferral({
  item,
  referral,
  household,
  entries,
  standing,
  sight,
  reading,
  contact,
  today,
}: Shown): Reply {
  const needs = household.needs.filter(({ id }) => referral.needIds.includes(id));
  const sent = entries.map(({ body }) => body).find((body): body is ReferralBody => body.type === 'referral');
  const isOpen = sight !== 'BEFORE';
  return {
    ...showAsked(item, today, isOpen ? household.areaCode : referral.place),
    // What the item knows beside the document: that it was received.
    status: isOpenReferral(referral) ? item.status : referral.status,
    householdId: isOpen ? household.id : null,
    needs: needs.map((need) => showNeed(need, sight, reading)),
    household: isOpen ? showHousehold(household, sight, reading) : null,
    // Also before the agency accepts: it asks before it decides (casework G).
    contact: contact ? { name: contact.displayName, email: contact.email } : null,
    note: sight === 'OFFICE' || (sight === 'STATE' && isOpenTo(referral, today)) ? (sent?.note ?? null) : null,
    partnerText: isOpen ? (sent?.partnerText ?? null) : null,
    answers: entries.flatMap((entry) =>
      entry.body.type === 'referral-answer' ? [showAnswer(entry, entry.body, standing)] : [],
    ),
    steps: stepsOf(item.status, standing),
  };
}

function showNeed(need: Need, sight: Sight, reading: Reading): Reply['needs'][number] {
  const { id, dimension, kind, status, text } = need;
  switch (sight) {
    case 'OFFICE':
      return { id, dimension, kind, status, category: categoryFor(need, reading, true), text };
    case 'STATE': {
      // Its help may let it read the file after it gave the referral back.
      const isReferred = reading.referred.has(id);
      const category = categoryFor(need, reading, isOwnNeed(need, reading));
      return { id, dimension, kind, status, category, text: isReferred ? text : null };
    }
    case 'PARTNER':
      return { id, dimension, kind, status, category: toldCategory(need), text: null };
    case 'BEFORE':
      return { id: null, dimension, kind, status: null, category: toldCategory(need), text: null };
  }
}

/** The Thai name of a category as a reader of the file is told it. */
function categoryFor(need: Need, reading: Reading, own: boolean): string | null {
  const { category } = toldDetails(need, reading, own);
  if (category === undefined || category === CARE) return category ?? null;
  return categoryName(need);
}

function showHousehold(household: Household, sight: Sight, reading: Reading): NonNullable<Reply['household']> {
  const { addressNo, moo, village } = household.address;
  const head = headOf(household);
  return {
    headName: sight === 'PARTNER' ? (head?.firstName ?? null) : headName(household),
    addressNo: addressNo ?? null,
    moo: moo ?? null,
    village: village ?? null,
    telephone: head ? showTelephone(head, reading) : null,
  };
}

/** What an office wrote (to withdraw it, or how it knows an answer) is not for the agency. */
function showAnswer(
  { recordedAt }: LogbookEntry,
  { status, reason, suggestAgency, onBehalf }: ReferralAnswerBody,
  standing: Standing,
): Reply['answers'][number] {
  const ofOffice = status === 'WITHDRAWN' || onBehalf !== undefined;
  const hidden = standing === 'AGENCY' && ofOffice;
  return {
    status,
    at: formatBangkok(new Date(recordedAt)),
    reason: hidden ? null : (reason ?? null),
    suggestAgency: suggestAgency ?? null,
    onBehalf: onBehalf === undefined ? null : { how: hidden ? null : onBehalf.how },
  };
}

/** A referral in a list. `isAgency`: the list is that of an agency, which sees the place when it works on the referral. */
export function showItem(item: ReferralItem, isAgency: boolean, today: string): Item {
  const isOpen = !isAgency || item.status === 'ACCEPTED' || item.status === 'IN_PROGRESS';
  return {
    ...showAsked(item, today, isOpen ? item.areaCode : item.place),
    householdId: isOpen ? item.household : null,
    dimensions: item.dimensions,
  };
}

function showAsked(item: ReferralItem, today: string, areaCode: string): Omit<Item, 'householdId' | 'dimensions'> {
  const { id, status, toAgency, from, sentAt, dueAt, receivedAt, endedAt } = item;
  return {
    id,
    status,
    toAgency,
    from: { unit: from, name: areaLabel(from.split('.', 1)[0] ?? from) },
    sentAt: formatBangkok(new Date(sentAt)),
    dueAt,
    overdue: isLate(item, today),
    receivedAt: receivedAt === undefined ? null : formatBangkok(new Date(receivedAt)),
    endedAt: endedAt === undefined ? null : formatBangkok(new Date(endedAt)),
    place: { areaCode, areaName: areaLabel(areaCode) },
  };
}

/** Late now: a referral that ended is not, when it ended by today. */
export function isLate({ dueAt, endedAt }: Pick<ReferralItem, 'dueAt' | 'endedAt'>, today: string): boolean {
  return isOverdue({ dueAt, endedAt }, today);
}
