/** Where accounts are mentors, and until when: what is asked of all mentors of a place at once (domain.md §2.1, casework E REASSIGN). */
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { isInForce, type Account, type Grant } from './account.ts';

/**
 * An account as mentor in a unit. `from` and `to`: the first and the last day of its grants there. `ended`: the day on which the last
 * of them was taken back, or the account closed.
 */
export type Mentorship = Readonly<
  Pick<Grant, 'untilOrder'> & { sub: string; unit: string; from: string; to?: string; ended?: string }
>;

/** What a change of a person's account makes of where it is a mentor: one for each unit that its record names or named. */
export function mentorshipsAfter(before: Account | undefined, after: Account): Mentorship[] {
  // What closed it has ended all of them.
  if (after.kind !== 'PERSON' || (before?.status === 'CLOSED' && after.status === 'CLOSED')) return [];
  const had = mentorGrants(before);
  const has = after.status === 'CLOSED' ? [] : mentorGrants(after);
  const units = new Set([...had, ...mentorGrants(after)].flatMap(({ unit }) => unit ?? []));
  return [...units].map((unit) => {
    const standing = has.filter((grant) => grant.unit === unit);
    if (standing.length > 0) return mentorshipBy(after.sub, unit, standing);
    const gone = mentorshipBy(
      after.sub,
      unit,
      [...had, ...mentorGrants(after)].filter((grant) => grant.unit === unit),
    );
    const day = bangkokDay(new Date(after.changedAt));
    // What had ended by its own day before is not ended later.
    return gone.to !== undefined && gone.to < day ? gone : { ...gone, ended: day };
  });
}

function mentorGrants(account: Pick<Account, 'grants'> | undefined): Grant[] {
  return (account?.grants ?? []).filter(({ role }) => role === 'MENTOR');
}

function mentorshipBy(sub: string, unit: string, grants: readonly Grant[]): Mentorship {
  const from = grants.map((grant) => grant.from).toSorted()[0] ?? '';
  const ends = grants.map(({ to }) => to);
  const untilOrder = grants.find((grant) => grant.untilOrder !== undefined)?.untilOrder;
  const last = ends.includes(undefined)
    ? undefined
    : ends
        .flatMap((to) => to ?? [])
        .toSorted()
        .at(-1);
  return {
    sub,
    unit,
    from,
    ...(last === undefined ? {} : { to: last }),
    ...(untilOrder === undefined ? {} : { untilOrder }),
  };
}

/** The day with which it ended, when it is over on a day of Bangkok; undefined while it is not. */
export function endOfMentorship({ to, ended }: Mentorship, today: string): string | undefined {
  if (ended !== undefined) return ended;
  return to !== undefined && to < today ? to : undefined;
}

/** Whether it holds on a day of Bangkok. */
export function isMentorOn(mentorship: Mentorship, day: string): boolean {
  return mentorship.ended === undefined && isInForce(mentorship, day);
}

/** Where mentorships of a unit are found: its district (4 digits), or its province when it is one (2 digits). */
export function placeOfMentorship(unit: string): string {
  return unit.slice(0, 4);
}
