/** Kinds that wait for an answer to a referral, or for what follows from one, and for what a meeting resolved. One item a referral or resolution. */
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';

import { isOpenReferral, type EndedReferral, type OpenReferral } from '../case/referral.ts';
import { needResults } from '../statistics/need-results.ts';
import { helpsNeed, type DueRule, type Known, type Waiting } from './known.ts';

/** An agency answers within so many days (casework E: N). */
const ANSWER_DAYS = 7;

export const referralNew: DueRule = {
  kind: 'REFERRAL_NEW',
  waiting: ({ household }) =>
    household.referrals.filter(isOpenReferral).flatMap((referral): Waiting[] => {
      if (referral.status !== 'SENT') return [];
      const since = sentOn(referral);
      const dueOn = earlier(addDays(since, ANSWER_DAYS), referral.dueAt);
      return [{ owners: [{ kind: 'agency', agency: referral.toAgency }], since, dueOn, ref: referral.id }];
    }),
};

const REFERRAL_SHOWN_DAYS = 7;

export const referralDue: DueRule = {
  kind: 'REFERRAL_DUE',
  waiting: ({ household }) =>
    household.referrals.filter(isOpenReferral).flatMap((referral): Waiting[] => {
      if (referral.status === 'SENT') return [];
      const { id, toAgency, dueAt } = referral;
      return [
        {
          owners: [{ kind: 'agency', agency: toAgency }],
          since: sentOn(referral),
          dueOn: dueAt,
          showFrom: addDays(dueAt, -REFERRAL_SHOWN_DAYS),
          ref: id,
        },
      ];
    }),
};

/** Overdue, or without an answer: the unit sees to it the day after. */
export const referralLate: DueRule = {
  kind: 'REFERRAL_LATE',
  waiting: ({ household, place }) =>
    household.referrals.filter(isOpenReferral).map((referral): Waiting => {
      const since = sentOn(referral);
      const overdue = addDays(referral.dueAt, 1);
      const dueOn = referral.status === 'SENT' ? earlier(addDays(since, ANSWER_DAYS + 1), overdue) : overdue;
      return { owners: [place], since, dueOn, showFrom: dueOn, ref: referral.id };
    }),
};

const BACK_DAYS = 3;

/** An agency did not take it: the unit looks for another one. */
export const referralBack: DueRule = {
  kind: 'REFERRAL_BACK',
  waiting(known) {
    const { household, isIn, place } = known;
    if (!isIn) return [];
    return household.referrals.flatMap((referral): Waiting[] => {
      if (isOpenReferral(referral) || (referral.status !== 'REJECTED' && referral.status !== 'RETURNED')) return [];
      const waits = openNeedsOf(known, referral).some(
        (needId) =>
          !wasMoved(known, needId, referral.endedIn) &&
          !known.facts.some((fact) => fact.version > referral.endedIn && helpsNeed(fact, needId)) &&
          !household.referrals.some(
            (other) =>
              other.id !== referral.id &&
              other.needIds.includes(needId) &&
              other.status !== 'WITHDRAWN' &&
              (other.sentIn > referral.endedIn || isOpenReferral(other)),
          ),
      );
      if (!waits) return [];
      const since = bangkokDay(new Date(referral.at));
      return [{ owners: [place], since, dueOn: addDays(since, BACK_DAYS), ref: referral.id }];
    });
  },
};

const CLOSE_DAYS = 7;

/** An agency says that it is done: the unit says what became of the needs. */
export const closeNeed: DueRule = {
  kind: 'CLOSE_NEED',
  waiting(known) {
    if (!known.isIn) return [];
    return known.household.referrals.flatMap((referral): Waiting[] => {
      if (isOpenReferral(referral) || referral.status !== 'DONE') return [];
      if (openNeedsOf(known, referral).every((needId) => wasMoved(known, needId, referral.endedIn))) return [];
      const since = bangkokDay(new Date(referral.at));
      return [{ owners: [known.place], since, dueOn: addDays(since, CLOSE_DAYS), ref: referral.id }];
    });
  },
};

const RESOLUTION_SHOWN_DAYS = 7;

/** What is said of an open resolution: the agency that is named carries it out, the unit of the meeting says that it is done. */
export function waitingForResolution(
  { id, agency, dueOn, adoptedOn }: { id: string; agency: string; dueOn: string; adoptedOn: string },
  unit: string,
): Waiting {
  return {
    owners: [
      { kind: 'unit', unit },
      { kind: 'agency', agency },
    ],
    since: adoptedOn,
    dueOn,
    showFrom: addDays(dueOn, -RESOLUTION_SHOWN_DAYS),
    ref: id,
  };
}

export const resolution: DueRule = {
  kind: 'RESOLUTION',
  waiting: ({ household }) =>
    household.resolutions.map((one) =>
      waitingForResolution(
        { ...one, adoptedOn: one.adoptedOn ?? bangkokDay(new Date(household.createdAt)) },
        // The id of a meeting begins with its unit.
        one.meeting.split('~', 1)[0] ?? one.meeting,
      ),
    ),
};

function sentOn({ sentAt }: OpenReferral): string {
  return bangkokDay(new Date(sentAt));
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function openNeedsOf({ openNeeds }: Known, { needIds }: EndedReferral): string[] {
  return openNeeds.filter(({ id }) => needIds.includes(id)).map(({ id }) => id);
}

/** Whether somebody has said anything of a need since an entry. */
function wasMoved({ facts }: Known, needId: string, since: number): boolean {
  return facts.some(
    ({ version, body }) =>
      version > since &&
      (body.type === 'need-status' ? body.needId === needId : needResults(body).some((one) => one.needId === needId)),
  );
}
