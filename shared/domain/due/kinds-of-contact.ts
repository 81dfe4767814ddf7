/** Kinds that ask somebody to go to a household: CRISIS, FIRST_VISIT, CONTACT, PROMISED, FOLLOW_UP. */
import { addDays, daysBetween } from '#shared/thai/bangkok-time.ts';

import { listsOf } from '../household/checks.ts';
import { crisisDay } from '../household/crisis.ts';
import { targetStateOn } from '../household/household.ts';
import { lastHelpSince } from '../household/last-help.ts';
import { contactDaysOf } from '../target-list/contact-days.ts';
import type { TargetState } from '../target-list/target-state.ts';
import { openedOn, type DueRule, type Known, type Waiting } from './known.ts';

const CRISIS_DAYS = 3;
/** A household in a crisis is seen again each week. */
const CRISIS_AGAIN_DAYS = 7;

export const crisis: DueRule = {
  kind: 'CRISIS',
  waiting({ household, isIn, place }) {
    const since = crisisDay(household);
    if (since === null || !isIn) return [];
    const { lastContactOn, mentor } = household;
    const met = lastContactOn !== null && lastContactOn >= since;
    const dueOn = met ? addDays(lastContactOn, CRISIS_AGAIN_DAYS) : addDays(since, CRISIS_DAYS);
    return [{ owners: mentor === null ? [place] : [place, { kind: 'mentor', sub: mentor }], since, dueOn }];
  },
};

const FIRST_VISIT_DAYS = 7;

export const firstVisit: DueRule = {
  kind: 'FIRST_VISIT',
  waiting({ household: { mentor, mentorSince, lastContactOn }, isIn }) {
    if (!isIn || mentor === null || mentorSince === null) return [];
    if (lastContactOn !== null && lastContactOn >= mentorSince) return [];
    return [
      {
        owners: [{ kind: 'mentor', sub: mentor }],
        since: mentorSince,
        dueOn: addDays(mentorSince, FIRST_VISIT_DAYS),
      },
    ];
  },
};

const CONTACT_SHOWN_DAYS = 3;
/** A visit that met nobody asks for another one so many days later, and no more than so often. */
const AFTER_MISSED_DAYS = 7;
const MISSED_COUNTED = 2;

export const contact: DueRule = {
  kind: 'CONTACT',
  waiting(known) {
    const { lastContactOn: since, missedOn } = known.household;
    const days = contactDays(known);
    if (since === null || days === undefined) return [];
    const base = addDays(since, days);
    if ([...promised.waiting(known), ...followUp.waiting(known)].some(({ dueOn }) => dueOn <= base)) return [];
    let dueOn = base;
    let moved = 0;
    for (const missed of missedOn.toSorted()) {
      const again = addDays(missed, AFTER_MISSED_DAYS);
      if (missed <= since || again <= dueOn || moved === MISSED_COUNTED) continue;
      dueOn = again;
      moved += 1;
    }
    return [{ owners: [known.mentorOrPlace], since, dueOn, showFrom: addDays(dueOn, -CONTACT_SHOWN_DAYS) }];
  },
};

/** The smallest number of days within which a list wants the household met, while it is at work: neither out nor graduated. */
function contactDays({ household, lists, isIn, state }: Known): number | undefined {
  if (!isIn || state === 'GRADUATED') return undefined;
  const days = listsOf(household).flatMap((list) => {
    const terms = lists.get(list);
    const said = terms && contactDaysOf(terms);
    return said === undefined || said === null ? [] : [said];
  });
  return days.length === 0 ? undefined : Math.min(...days);
}

export const promised: DueRule = {
  kind: 'PROMISED',
  waiting({ household: { nextDue, lastContactOn }, isIn, mentorOrPlace }) {
    if (!isIn || nextDue === null || (lastContactOn !== null && lastContactOn >= nextDue)) return [];
    return [{ owners: [mentorOrPlace], since: nextDue, dueOn: nextDue }];
  },
};

const FIRST_FOLLOW_UP_DAYS = 30;
const FOLLOW_UP_DAYS = 90;
/** After graduation it is followed up for a year. */
const GRADUATED_TIMES = 4;
/** Shown so many days before, and a follow-up of these days answers for it. */
const FOLLOW_UP_SHOWN_DAYS = 7;

export const followUp: DueRule = {
  kind: 'FOLLOW_UP',
  waiting(known) {
    const { household, isIn, state, mentorOrPlace } = known;
    if (!isIn || (state !== 'ASSISTED' && state !== 'FOLLOWING' && state !== 'GRADUATED')) return [];
    return listsOf(household)
      .filter((list) => targetStateOn(household, list) === state)
      .flatMap((list): Waiting[] => {
        const since = followedSince(known, list, state);
        const dueOn = since === undefined ? undefined : nextFollowUp(since, state, household.lastFollowUpOn);
        if (since === undefined || dueOn === undefined) return [];
        return [{ owners: [mentorOrPlace], since, dueOn, showFrom: addDays(dueOn, -FOLLOW_UP_SHOWN_DAYS) }];
      });
  },
};

/** The day of the last help, or of graduation. */
function followedSince(known: Known, list: string, state: TargetState): string | undefined {
  const { household } = known;
  if (state === 'GRADUATED') return household.verifications[list]?.on;
  const opened = openedOn(known, list);
  return lastHelpSince([household], opened === undefined ? '' : `${opened.slice(0, 7)}-01`);
}

function nextFollowUp(since: string, state: TargetState, last: string | null): string | undefined {
  const isGraduated = state === 'GRADUATED';
  const first = addDays(since, FIRST_FOLLOW_UP_DAYS);
  if (!isGraduated && (last === null || last < addDays(first, -FOLLOW_UP_SHOWN_DAYS))) return first;
  const answered = last === null ? 0 : Math.floor((daysBetween(since, last) + FOLLOW_UP_SHOWN_DAYS) / FOLLOW_UP_DAYS);
  const time = Math.max(0, answered) + 1;
  return isGraduated && time > GRADUATED_TIMES ? undefined : addDays(since, time * FOLLOW_UP_DAYS);
}
