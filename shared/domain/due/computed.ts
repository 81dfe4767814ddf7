/**
 * Kinds that come by time, by what did not happen or for whole lists: no entry makes their row, so they are made at the look and never
 * stored (casework E). Each is one item a list, round, quarter, mentor or agency.
 */
import { addDays, bangkokDay, fiscalYear, firstDay, lastDay } from '#shared/thai/bangkok-time.ts';

import { endOfMentorship, type Mentorship } from '../account/mentorship.ts';
import { roundStatus, type RexrayRound } from '../campaign/rexray-round.ts';
import { unitCovers } from '../committee/units.ts';
import { closeOf } from '../statistics/close.ts';
import { daysOfQuarter, monthsOfQuarter } from '../statistics/quarter.ts';
import { wantsMentorOf } from '../target-list/contact-days.ts';
import type { TargetList } from '../target-list/target-list.ts';
import type { DueItem, DueKind, DueOwner } from './due-item.ts';
import type { Desk } from './queues.ts';

type ComputedKind = Extract<DueKind, 'UNASSIGNED' | 'REXRAY' | 'REASSIGN' | 'CLOSE_MONTH' | 'REMARKS' | 'NO_FOCAL'>;

const ASSIGN_DAYS = 14;

/** A list whose households are to have mentors, at each unit that its area reaches, until another takes its place. */
export function unassigned(desk: Desk, lists: readonly TargetList[]): DueItem[] {
  if (desk.level === 'TEAM') return [];
  return lists.flatMap((list) => {
    const { id, status, publishedAt, scopeArea } = list;
    if (publishedAt === undefined || status === 'SUPERSEDED' || !wantsMentorOf(list) || !reaches(scopeArea, desk))
      return [];
    const since = bangkokDay(new Date(publishedAt));
    return [computed('UNASSIGNED', ofUnit(desk), id, { since, dueOn: addDays(since, ASSIGN_DAYS) })];
  });
}

/** A round of Re-X-ray while it is open, at each unit and team that its area reaches. */
export function rexray(desk: Desk, rounds: readonly RexrayRound[], today: string): DueItem[] {
  return rounds
    .filter((round) => roundStatus(round, today) === 'OPEN' && reaches(round.scopeArea, desk))
    .map(({ id, createdAt, dueOn }) =>
      computed('REXRAY', ofUnit(desk), id, { since: bangkokDay(new Date(createdAt)), dueOn }),
    );
}

/** Whether an area has places of a unit, or lies in one of them. */
function reaches(area: string, { places }: Desk): boolean {
  return places.some((place) => place.startsWith(area) || area.startsWith(place));
}

/**
 * Quarters of which remarks are asked on a day: those of this fiscal year and the last one, whose figures are still made anew, that ended
 * since the first order of the unit; of a unit without an order the one that ended last. Oldest first.
 */
export function quartersAsked(today: string, firstOrderOn: string | undefined): string[] {
  const year = fiscalYear(today);
  const ended = [year - 1, year]
    .flatMap((one) => [1, 2, 3, 4].map((number) => `${one}-Q${number}`))
    .filter((quarter) => daysOfQuarter(quarter).to < today);
  return firstOrderOn === undefined
    ? ended.slice(-1)
    : ended.filter((quarter) => daysOfQuarter(quarter).to >= firstOrderOn);
}

/** A quarter has ended and nothing was written of it. */
export function remarks(desk: Desk, quarters: readonly string[]): DueItem[] {
  return quarters.map((quarter) => {
    const since = addDays(daysOfQuarter(quarter).to, 1);
    const [, , last] = monthsOfQuarter(quarter);
    return computed('REMARKS', ofUnit(desk), quarter, { since, dueOn: bangkokDay(closeOf(last)) });
  });
}

/** An account as mentor: where it is or was one, and where the households live that it leads. */
export type KnownMentor = {
  readonly sub: string;
  readonly mentorships: readonly (Mentorship & { readonly areas: readonly string[] })[];
  readonly led: readonly string[];
};

/** The mentors who may have left households of a desk: something of theirs is over that covered a place of it. */
export function mayHaveLeft(desk: Desk, { mentorships }: Pick<KnownMentor, 'mentorships'>, today: string): boolean {
  return mentorships.some(
    (one) => endOfMentorship(one, today) !== undefined && desk.places.some((place) => unitCovers(one.areas, [place])),
  );
}

/**
 * Mentors who lead households of a unit although what made them mentors there is over: the grant has ended, or the account is closed. One
 * item a mentor, since the first of these ends, until all are led by others or by nobody. A household that moved to where its mentor never
 * was one is no case of it: END_MENTOR asks for that.
 */
export function reassign(desk: Desk, mentors: readonly KnownMentor[], today: string): DueItem[] {
  if (desk.level === 'TEAM') return [];
  const places = new Set(desk.places);
  return mentors.flatMap((mentor) => {
    const ends = mentor.led.filter((place) => places.has(place)).flatMap((place) => endAt(mentor, place, today) ?? []);
    const [since] = ends.toSorted();
    return since === undefined
      ? []
      : [computed('REASSIGN', ofUnit(desk), mentor.sub, { since, dueOn: addDays(since, ASSIGN_DAYS) })];
  });
}

/** The day with which an account was mentor of a place for the last time; undefined while it is one, and where it never was. */
function endAt({ mentorships }: KnownMentor, place: string, today: string): string | undefined {
  const there = mentorships.filter(({ areas }) => unitCovers(areas, [place]));
  const ends = there.map((one) => endOfMentorship(one, today));
  return ends.includes(undefined)
    ? undefined
    : ends
        .flatMap((end) => end ?? [])
        .toSorted()
        .at(-1);
}

const FOCAL_DAYS = 14;

/** Agencies on the order of a province for which nobody may work in the system. */
export function noFocal(desk: Desk, orderDate: string, agencies: readonly string[]): DueItem[] {
  return agencies.map((agency) =>
    computed('NO_FOCAL', ofUnit(desk), agency, { since: orderDate, dueOn: addDays(orderDate, FOCAL_DAYS) }),
  );
}

const CLOSING_FROM = '25';

/** Whether the end of a month is near enough to ask an agency for what it did. */
export function isMonthClosing(today: string): boolean {
  return today.slice(8) >= CLOSING_FROM;
}

/** An agency that has recorded or answered nothing in this month. */
export function closeMonth(agency: string, today: string): DueItem {
  const month = today.slice(0, 7);
  return computed(
    'CLOSE_MONTH',
    { kind: 'agency', agency },
    month,
    { since: firstDay(month), dueOn: lastDay(month) },
    `${month}-${CLOSING_FROM}`,
  );
}

function ofUnit({ unit }: Desk): DueOwner {
  return { kind: 'unit', unit };
}

function computed(
  kind: ComputedKind,
  owner: DueOwner,
  ref: string,
  days: Pick<DueItem, 'since' | 'dueOn'>,
  showFrom = days.since,
): DueItem {
  return { owner, kind, ref, household: null, ...days, showFrom, priority: 1 };
}
