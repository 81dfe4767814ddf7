import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import { dayText } from '../kit/days.ts';
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

/** A day of birth as people write it; what is hidden of it stays as the API gives it. */
export function birthText(day: string | null | undefined): string | null {
  return day === null || day === undefined ? null : /^\d{4}-\d{2}-\d{2}$/u.test(day) ? dayText(day) : day;
}

/** First and last name of the first member. */
export function headOf({ members: [head] }: Household): string | undefined {
  return head === undefined ? undefined : [head.firstName, head.lastName].filter(Boolean).join(' ');
}

/** Needs that wait for somebody. */
export function openNeedsOf({ needs }: Household): Household['needs'] {
  return needs.filter(({ status }) => isOpenNeed(status));
}
