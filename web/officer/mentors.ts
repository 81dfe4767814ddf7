import { queryOptions } from '@tanstack/react-query';
import type { listMentors } from '#shared/contracts/mentors.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ask } from './calls.ts';

export type Mentor = ReplyOf<typeof listMentors>['items'][number];

/** The mentors of a unit, by name. */
export function mentorsQuery(unit: string) {
  return queryOptions({
    queryKey: ['mentors', unit],
    queryFn: async () => await ask<typeof listMentors>('GET', '/v1/mentors', { query: { unit } }),
  });
}

export function mentorName({ displayName }: Mentor): string {
  return displayName ?? 'บัญชีที่ไม่มีชื่อแล้ว';
}
