import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import type { Household } from './calls.ts';

/** The address in one line. */
export function addressOf({ addressNo, moo, village, areaName }: Household): string {
  return [
    addressNo === null ? 'ไม่ทราบบ้านเลขที่' : `บ้านเลขที่ ${addressNo}`,
    moo === null || moo === 0 ? '' : `หมู่ ${moo}`,
    village ?? '',
    areaName,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** First and last name of the first member. */
export function headOf({ members: [head] }: Household): string | undefined {
  return head === undefined ? undefined : [head.firstName, head.lastName].filter(Boolean).join(' ');
}

/** Needs that wait for somebody. */
export function openNeedsOf({ needs }: Household): Household['needs'] {
  return needs.filter(({ status }) => isOpenNeed(status));
}
