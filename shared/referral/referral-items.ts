/**
 * Items of referrals in Households. One under the id of the referral; one in the box of the organisation that was asked and one
 * in that of the unit that asked, in the order of sending. Each says the whole of it, so that a list is one Query. That somebody
 * looked at it lies beside its own item: an append, which knows of no look, writes over the others.
 */
import { itemOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';

import type { Box, BoxPosition, ReferralItem } from './referral-store.ts';

const FORM = 1;

const OWN = 'referral';
const RECEIVED = 'received';

export function referralPk(id: string): string {
  return `referral#${id}`;
}

export function boxPk(box: Box): string {
  return 'to' in box ? `referrals-to#${box.to}` : `referrals-from#${box.from}`;
}

export function boxSk({ sentAt, id }: BoxPosition): string {
  return `${sentAt}#${id}`;
}

/** The items of a referral, as they are put together. */
export function referralItems(referral: ReferralItem): Item[] {
  const { id, toAgency, from } = referral;
  return [
    put({ pk: referralPk(id), sk: OWN }, referral),
    put({ pk: boxPk({ to: toAgency }), sk: boxSk(referral) }, referral),
    put({ pk: boxPk({ from }), sk: boxSk(referral) }, referral),
  ];
}

function put(key: Key, { status, ...body }: ReferralItem): Item {
  return itemOf(key, FORM, { status: { S: status }, body: { S: JSON.stringify(body) } });
}

/** That an account of the agency looked at it first. */
export function receivedItem(id: string, at: string): Item {
  return itemOf({ pk: referralPk(id), sk: RECEIVED }, FORM, { at: { S: at } });
}

export function toReferralItem(item: Item): ReferralItem {
  const body: Omit<ReferralItem, 'status'> = JSON.parse(textOf(openItem(item, FORM), 'body'));
  // Written by `put`.
  return { ...body, status: textOf(item, 'status') as ReferralItem['status'] };
}

/** A referral of the items under its id: it is RECEIVED from the first look until it moves on. */
export function referralOf(items: readonly Item[]): ReferralItem | undefined {
  const own = items.find((item) => textOf(item, 'sk') === OWN);
  if (!own) return undefined;
  const received = items.find((item) => textOf(item, 'sk') === RECEIVED);
  const referral = toReferralItem(own);
  return received ? withReceived(referral, textOf(openItem(received, FORM), 'at')) : referral;
}

export function withReceived(referral: ReferralItem, receivedAt: string): ReferralItem {
  return { ...referral, status: referral.status === 'SENT' ? 'RECEIVED' : referral.status, receivedAt };
}
