/** Requests of data subjects: a person asks what is held of them, or to correct, erase or limit it (domain.md §2.1). */
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { LifeCycle } from '../life-cycle.ts';

export const SUBJECT_REQUEST_KINDS = ['ACCESS', 'CORRECT', 'ERASE', 'LIMIT'] as const;
export type SubjectRequestKind = (typeof SUBJECT_REQUEST_KINDS)[number];

export const SUBJECT_REQUEST_RESULTS = ['DONE', 'LIMITED', 'REFUSED'] as const;
export type SubjectRequestResult = (typeof SUBJECT_REQUEST_RESULTS)[number];
export type SubjectRequestStatus = 'OPEN' | SubjectRequestResult;

/** A request is answered once. */
export const SUBJECT_REQUEST_LIFE_CYCLE: LifeCycle<SubjectRequestStatus> = {
  OPEN: ['DONE', 'LIMITED', 'REFUSED'],
  DONE: [],
  LIMITED: [],
  REFUSED: [],
};

/** Days from the day of the request in which it is answered. */
const DAYS_TO_ANSWER = 30;

export type SubjectRequest = {
  readonly id: string;
  readonly version: number;
  readonly household: string;
  /** Where the household lived and was listed at the request: its offices answer. */
  readonly areas: readonly string[];
  readonly person: string;
  readonly kind: SubjectRequestKind;
  /** What the person asks, in an envelope, as base64. */
  readonly text: { readonly sealed: string };
  /** ISO UTC. */
  readonly openedAt: string;
  /** Account that took the request. */
  readonly openedBy: string;
  readonly answer?: {
    readonly result: SubjectRequestResult;
    /** In an envelope, as base64. */
    readonly reason?: { readonly sealed: string };
    readonly at: string;
    readonly by: string;
  };
};

export function statusOf({ answer }: Pick<SubjectRequest, 'answer'>): SubjectRequestStatus {
  return answer?.result ?? 'OPEN';
}

/** Last day of Bangkok (`YYYY-MM-DD`) on which an answer is in time. */
export function dueOn({ openedAt }: Pick<SubjectRequest, 'openedAt'>): string {
  return addDays(bangkokDay(new Date(openedAt)), DAYS_TO_ANSWER);
}

/** Whether a request waits for its answer on a day after the last one in time (reading R12). */
export function isOverdue(request: Pick<SubjectRequest, 'openedAt' | 'answer'>, today: string): boolean {
  return request.answer === undefined && dueOn(request) < today;
}

/**
 * The answers that a kind of request may be given. During the public task nothing is erased, so an ERASE request is answered LIMITED.
 * Source: the privacy table of case work.
 */
export function resultsFor(kind: SubjectRequestKind): readonly SubjectRequestResult[] {
  return kind === 'ERASE' ? ['LIMITED'] : SUBJECT_REQUEST_RESULTS;
}
