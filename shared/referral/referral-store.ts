/**
 * Port of the store of referrals: the item of each, and of each organisation and unit the box it lies in. Appends of households
 * write them, in the transaction of the entry (`household-store.ts`); here they are read, and their first look is kept.
 */
import type { ReferralStatus } from '#shared/domain/case/referral.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';

/** What lists show and filter by: nothing personal. */
export type ReferralItem = {
  id: string;
  household: string;
  /** Where the household lived when the referral last moved: six digits. Not for the agency before it accepts. */
  areaCode: string;
  from: string;
  toAgency: string;
  ofState: boolean;
  /** What the agency is told of the place before it accepts. */
  place: string;
  dimensions: Dimension[];
  status: ReferralStatus;
  sentAt: string;
  dueAt: string;
  /** Instant of its end. */
  endedAt?: string;
  /** Instant at which an account of the agency first looked at it. */
  receivedAt?: string;
};

export type Box = { to: string } | { from: string };

/** A place in a box: behind the item with this moment and id. */
export type BoxPosition = { sentAt: string; id: string };

export type ReferralStore = {
  get(id: string): Promise<ReferralItem | undefined>;
  /** Keeps that an account of the agency looked at a referral that was SENT: once, and no later answer is undone. */
  receive(item: ReferralItem, at: string): Promise<void>;
  /** Items of a box, newest first, behind a position. */
  list(box: Box, after: BoxPosition | undefined, limit: number): Promise<ReferralItem[]>;
};
