/**
 * A referral: a unit asks an agency to solve needs of a household until a day, and the agency answers (domain.md §2.5).
 * The life-cycle is data; who may take which step is judged here and shown by `stepsOf`, so that both are the same.
 */
import { bangkokDay, daysBetween } from '#shared/thai/bangkok-time.ts';
import { Problem, wrongInput, type InputError } from '#shared/problems.ts';

import { mayStep, type LifeCycle } from '../life-cycle.ts';

export const REFERRAL_STATUSES = [
  'SENT',
  'RECEIVED',
  'ACCEPTED',
  'IN_PROGRESS',
  'DONE',
  'REJECTED',
  'RETURNED',
  'WITHDRAWN',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** No status says that it is late: the day that ended says so (`isOverdue`). */
export const REFERRAL_LIFE_CYCLE: LifeCycle<ReferralStatus> = {
  SENT: ['RECEIVED', 'ACCEPTED', 'REJECTED', 'RETURNED', 'WITHDRAWN'],
  RECEIVED: ['ACCEPTED', 'REJECTED', 'RETURNED', 'WITHDRAWN'],
  ACCEPTED: ['IN_PROGRESS', 'DONE', 'RETURNED', 'WITHDRAWN'],
  IN_PROGRESS: ['DONE', 'RETURNED', 'WITHDRAWN'],
  DONE: [],
  REJECTED: [],
  RETURNED: [],
  WITHDRAWN: [],
};

export const ENDINGS = ['DONE', 'REJECTED', 'RETURNED', 'WITHDRAWN'] as const;
export type Ending = (typeof ENDINGS)[number];
export const ANSWERS = ['ACCEPTED', ...ENDINGS] as const;

/** How an account stands to a referral. SECRETARIAT: that of the province, with the household in its scope. */
export type Standing = 'AGENCY' | 'SENDER' | 'SECRETARIAT' | 'READER';

/** What somebody says of a referral. Offices answer for an agency that has no account, and say how they know (`onBehalf`). */
export const REFERRAL_EVENTS = {
  accept: { to: 'ACCEPTED', by: ['AGENCY', 'SENDER', 'SECRETARIAT'], reason: false },
  reject: { to: 'REJECTED', by: ['AGENCY', 'SENDER', 'SECRETARIAT'], reason: true },
  return: { to: 'RETURNED', by: ['AGENCY', 'SENDER', 'SECRETARIAT'], reason: true },
  complete: { to: 'DONE', by: ['AGENCY', 'SENDER', 'SECRETARIAT'], reason: false },
  withdraw: { to: 'WITHDRAWN', by: ['SENDER'], reason: true },
} as const satisfies Readonly<
  Record<string, { to: (typeof ANSWERS)[number]; by: readonly Standing[]; reason: boolean }>
>;
export type ReferralEvent = keyof typeof REFERRAL_EVENTS;
// `Object.keys` forgets that the keys of the table are its events.
const EVENTS = Object.keys(REFERRAL_EVENTS) as ReferralEvent[];

/** What every referral of a document says. Entries are named by the version that they made. */
type Asked = {
  id: string;
  /** Code of the unit that sent it. */
  from: string;
  toAgency: string;
  /** The agency is an organisation of the state: while it works on the referral, it reads the file. */
  ofState: boolean;
  needIds: readonly string[];
  dueAt: string;
  /** The area that the agency is told before it accepts. */
  place: string;
  sentAt: string;
  sentIn: number;
  /** The household in whose logbook it is, when that was merged into this one: the versions are of that one. */
  of?: string;
};

/** An open one also keeps its words. */
type AskedWhole = Asked & { note?: string | undefined; partnerText?: string | undefined };

/** That the agency has looked at it (RECEIVED) is no entry, so the document does not know. */
export type OpenReferral =
  | (AskedWhole & {
      status: 'SENT';
      /** Delivered help names it already: once it is accepted, it is IN_PROGRESS. */
      helped?: true;
    })
  | (AskedWhole & { status: 'ACCEPTED' | 'IN_PROGRESS'; acceptedIn: number });
/** `acceptedIn` is absent when it was ended without being accepted. */
export type EndedReferral = Asked & { status: Ending; at: string; endedIn: number; acceptedIn?: number };
export type Referral = OpenReferral | EndedReferral;

export function isOpenReferral(referral: Referral): referral is OpenReferral {
  return !isEnding(referral.status);
}

function isEnding(status: ReferralStatus): status is Ending {
  return ENDINGS.some((ending) => ending === status);
}

/** Longest time from the day of sending to the day that it is due. */
const LONGEST_DUE_DAYS = 180;

/** Why a referral may not be due on a day: it has come already, or is too far off. `pointer`: the field that says it. */
export function dueErrors(dueAt: string, today: string, pointer = '/dueAt'): InputError[] {
  if (dueAt <= today) return [{ pointer, message: 'วันครบกำหนดต้องหลังวันนี้', code: 'due-not-ahead' }];
  if (daysBetween(today, dueAt) > LONGEST_DUE_DAYS)
    return [{ pointer, message: `วันครบกำหนดต้องไม่เกิน ${LONGEST_DUE_DAYS} วัน`, code: 'due-too-far' }];
  return [];
}

/** With fewer households on lists than this in a sub-district, its name would tell an agency too much (casework G). */
export const LISTED_TO_NAME_PLACE = 20;

/** The area that an agency is told before it accepts: the sub-district, or its district where few households are on lists (`listed`). */
export function placeTold(areaCode: string, listed: number): string {
  return listed >= LISTED_TO_NAME_PLACE ? areaCode : areaCode.slice(0, 4);
}

/**
 * Whether a referral is late on a day (`YYYY-MM-DD`): due before it, and not ended by its end (casework R12). `endedAt` is an
 * instant; undefined when it is open.
 */
export function isOverdue({ dueAt, endedAt }: { dueAt: string; endedAt: string | undefined }, on: string): boolean {
  return dueAt < on && (endedAt === undefined || bangkokDay(new Date(endedAt)) > on);
}

/** Events that an account may say now. `status` may be RECEIVED, which is as SENT. */
export function stepsOf(status: ReferralStatus, standing: Standing): ReferralEvent[] {
  return EVENTS.filter((event) => {
    const { to, by } = REFERRAL_EVENTS[event];
    return by.some((one) => one === standing) && mayStep(REFERRAL_LIFE_CYCLE, status, to);
  });
}

/** What is said beside the event itself. */
export type Saying = { reason?: string | undefined; onBehalf?: { how: string } | undefined };

/**
 * Throws unless the account may say the event of the referral: `outside-scope` when it is not its own to say, `invalid-input`
 * when it lacks a reason or how an office knows the answer, and what `refuseStep` throws.
 */
export function judge(referral: Referral, event: ReferralEvent, standing: Standing, saying: Saying): void {
  const { by, reason, to } = REFERRAL_EVENTS[event];
  if (!by.some((one) => one === standing)) throw new Problem('outside-scope');
  refuseStep(referral, to, saying.reason !== undefined);
  if (reason && saying.reason === undefined) throw wrongInput('/reason', 'ต้องระบุเหตุผล', 'required');
  if (event === 'withdraw') return;
  if (standing === 'AGENCY' && saying.onBehalf !== undefined)
    throw wrongInput('/onBehalf', 'หน่วยงานตอบด้วยตนเอง จึงไม่ต้องระบุว่าตอบแทน', 'not-on-behalf');
  if (standing !== 'AGENCY' && saying.onBehalf === undefined)
    throw wrongInput('/onBehalf', 'ต้องระบุว่าทราบคำตอบของหน่วยงานอย่างไร', 'required');
}

/**
 * Throws `referral-ended` with how and when it ended, `transition-not-allowed`, and `help-missing` for a referral that is said
 * to be done without help that names it and without a reason. IN_PROGRESS says that such help was given.
 */
export function refuseStep(referral: Referral, to: (typeof ANSWERS)[number], hasReason: boolean): void {
  if (!isOpenReferral(referral))
    throw new Problem('referral-ended', { referralStatus: referral.status, at: referral.at });
  const { status } = referral;
  if (!mayStep(REFERRAL_LIFE_CYCLE, status, to)) throw new Problem('transition-not-allowed', { from: status, to });
  if (to === 'DONE' && status === 'ACCEPTED' && !hasReason) throw new Problem('help-missing');
}

/** Days that an organisation still reads what the referral opened to it after it is done (casework G). */
const READS_AFTER_DONE_DAYS = 30;

/** Whether the agency asked reads what its acceptance opened, on a day. Without a day: only while it works on it. */
export function isOpenTo(referral: Referral, on?: string): boolean {
  if (isOpenReferral(referral)) return referral.status !== 'SENT';
  if (referral.status !== 'DONE' || referral.acceptedIn === undefined || on === undefined) return false;
  const last = new Date(Date.parse(referral.at) + READS_AFTER_DONE_DAYS * 86_400_000);
  return on <= bangkokDay(last);
}

/** Whether a referral opens a household to an organisation outside the state on a day (`YYYY-MM-DD`). */
export function isOpenToPartner(
  { referrals }: { readonly referrals: readonly Referral[] },
  partner: string,
  on: string,
): boolean {
  return referrals.some((referral) => referral.toAgency === partner && isOpenTo(referral, on));
}

/** Agencies of the state to which referrals open the file of a household on a day. */
export function agenciesReferred(referrals: readonly Referral[], on?: string): string[] {
  const open = referrals.filter((referral) => referral.ofState && isOpenTo(referral, on));
  return [...new Set(open.map(({ toAgency }) => toAgency))];
}

/** Agencies of the state to which referrals open the file now, or opened it until they were done: a worklist finds it by them. */
export function agenciesToList(referrals: readonly Referral[]): string[] {
  return referrals
    .filter((one) => one.ofState && (isOpenTo(one) || (one.status === 'DONE' && one.acceptedIn !== undefined)))
    .map(({ toAgency }) => toAgency);
}

/** A need is bounced when it went to more than so many organisations (casework R39). */
export const BOUNCED_AFTER = 2;

/** Of the open needs (`openNeedIds`), those sent to more than two organisations. Withdrawn referrals do not count. */
export function bouncedNeeds(
  referrals: readonly Pick<Referral, 'needIds' | 'toAgency' | 'status'>[],
  openNeedIds: readonly string[],
): string[] {
  const asked = new Map<string, Set<string>>();
  for (const { needIds, toAgency, status } of referrals)
    if (status !== 'WITHDRAWN')
      for (const needId of needIds) asked.set(needId, (asked.get(needId) ?? new Set()).add(toAgency));
  return openNeedIds.filter((id) => (asked.get(id)?.size ?? 0) > BOUNCED_AFTER);
}
