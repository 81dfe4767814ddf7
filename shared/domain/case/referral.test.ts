import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import { unreachableStates } from '../life-cycle.ts';
import {
  agenciesReferred,
  bouncedNeeds,
  dueErrors,
  isOpenTo,
  isOverdue,
  judge,
  placeTold,
  REFERRAL_EVENTS,
  REFERRAL_LIFE_CYCLE,
  REFERRAL_STATUSES,
  stepsOf,
  type Referral,
  type ReferralEvent,
  type Standing,
} from './referral.ts';

const ASKED = {
  id: 'r1',
  from: '4201',
  toAgency: 'moph',
  ofState: true,
  needIds: ['n1'],
  dueAt: '2026-05-31',
  place: '420101',
  sentAt: '2026-05-01T03:00:00.000Z',
  sentIn: 3,
};

/** A referral in a status of the document, in which RECEIVED is SENT. */
function referralIn(status: Referral['status']): Referral {
  switch (status) {
    case 'SENT':
      return { ...ASKED, status };
    case 'ACCEPTED':
    case 'IN_PROGRESS':
      return { ...ASKED, status, acceptedIn: 4 };
    case 'DONE':
    case 'REJECTED':
    case 'RETURNED':
    case 'WITHDRAWN':
      return { ...ASKED, status, at: '2026-05-10T03:00:00.000Z', endedIn: 5, acceptedIn: 4 };
  }
}

function outcome(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'allowed';
}

const EVENTS = ['accept', 'reject', 'return', 'complete', 'withdraw'] as const satisfies ReferralEvent[];
const STANDINGS = ['AGENCY', 'SENDER', 'SECRETARIAT', 'READER'] as const satisfies Standing[];

/** Casework D, written down a second time: from which status an event is allowed. */
const FROM: Record<ReferralEvent, readonly string[]> = {
  accept: ['SENT', 'RECEIVED'],
  reject: ['SENT', 'RECEIVED'],
  return: ['SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS'],
  complete: ['ACCEPTED', 'IN_PROGRESS'],
  withdraw: ['SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS'],
};
const WHO: Record<ReferralEvent, readonly Standing[]> = {
  accept: ['AGENCY', 'SENDER', 'SECRETARIAT'],
  reject: ['AGENCY', 'SENDER', 'SECRETARIAT'],
  return: ['AGENCY', 'SENDER', 'SECRETARIAT'],
  complete: ['AGENCY', 'SENDER', 'SECRETARIAT'],
  withdraw: ['SENDER'],
};
const EVERY = REFERRAL_STATUSES.flatMap((status) =>
  EVENTS.flatMap((event) => STANDINGS.map((standing) => [status, event, standing] as const)),
);

describe('the life-cycle of a referral', () => {
  it('reaches every status', () => {
    expect(unreachableStates(REFERRAL_LIFE_CYCLE, 'SENT')).toEqual([]);
    expect(Object.keys(REFERRAL_EVENTS)).toEqual(EVENTS);
  });

  it.each(EVERY)('%s, %s by %s', (status, event, standing) => {
    const allowed = FROM[event].includes(status) && WHO[event].includes(standing);
    expect(stepsOf(status, standing).includes(event)).toBe(allowed);
    // The document does not know who has looked at it.
    const referral = referralIn(status === 'RECEIVED' ? 'SENT' : status);
    const onBehalf = standing === 'AGENCY' || event === 'withdraw' ? {} : { onBehalf: { how: 'โทรศัพท์' } };
    const ended = ['DONE', 'REJECTED', 'RETURNED', 'WITHDRAWN'].includes(status);
    const refusal = !WHO[event].includes(standing)
      ? 'outside-scope'
      : ended
        ? 'referral-ended'
        : 'transition-not-allowed';
    expect(outcome(() => judge(referral, event, standing, { reason: 'เหตุผล', ...onBehalf }))).toBe(
      allowed ? 'allowed' : refusal,
    );
  });

  it('says how and when it ended', () => {
    const refused = expect.objectContaining({
      code: 'referral-ended',
      extensions: { referralStatus: 'REJECTED', at: '2026-05-10T03:00:00.000Z' },
    });
    expect(() => judge(referralIn('REJECTED'), 'accept', 'AGENCY', {})).toThrow(refused);
  });

  it.each(['reject', 'return', 'withdraw'] as const)('asks for the reason to %s', (event) => {
    const standing = event === 'withdraw' ? 'SENDER' : 'AGENCY';
    expect(outcome(() => judge(referralIn('SENT'), event, standing, {}))).toBe('invalid-input');
  });

  it('is done with help that names it, or with a reason', () => {
    expect(outcome(() => judge(referralIn('ACCEPTED'), 'complete', 'AGENCY', {}))).toBe('help-missing');
    expect(outcome(() => judge(referralIn('ACCEPTED'), 'complete', 'AGENCY', { reason: 'ได้งานแล้ว' }))).toBe('allowed');
    expect(outcome(() => judge(referralIn('IN_PROGRESS'), 'complete', 'AGENCY', {}))).toBe('allowed');
  });

  it('is answered by an office only on behalf of the agency, and by the agency only for itself', () => {
    const how = { onBehalf: { how: 'หนังสือแจ้ง' } };
    expect(outcome(() => judge(referralIn('SENT'), 'accept', 'SENDER', {}))).toBe('invalid-input');
    expect(outcome(() => judge(referralIn('SENT'), 'accept', 'SECRETARIAT', how))).toBe('allowed');
    expect(outcome(() => judge(referralIn('SENT'), 'accept', 'AGENCY', how))).toBe('invalid-input');
  });
});

it.each([
  ['2026-05-31', undefined, '2026-05-31', false],
  ['2026-05-31', undefined, '2026-06-01', true],
  // Ended on 1 June in Bangkok, while it was still 31 May in Greenwich.
  ['2026-05-30', '2026-05-31T18:00:00.000Z', '2026-05-31', true],
  ['2026-05-30', '2026-05-31T16:59:59.999Z', '2026-05-31', false],
])('due %s and ended %s it is late on %s: %s', (dueAt, endedAt, on, late) => {
  expect(isOverdue({ dueAt, endedAt }, on)).toBe(late);
});

describe('what a referral opens', () => {
  it.each([
    ['SENT', false],
    ['ACCEPTED', true],
    ['IN_PROGRESS', true],
    ['REJECTED', false],
    ['RETURNED', false],
    ['WITHDRAWN', false],
  ] as const)('%s: %s', (status, open) => {
    expect(isOpenTo(referralIn(status), '2026-05-10')).toBe(open);
  });

  it('stays open for thirty days when it is done', () => {
    expect(isOpenTo(referralIn('DONE'), '2026-06-09')).toBe(true);
    expect(isOpenTo(referralIn('DONE'), '2026-06-10')).toBe(false);
    expect(isOpenTo(referralIn('DONE'))).toBe(false);
  });

  it('is the file for organisations of the state only', () => {
    const referrals = [referralIn('ACCEPTED'), { ...referralIn('ACCEPTED'), toAgency: 'temple', ofState: false }];
    expect(agenciesReferred(referrals, '2026-05-10')).toEqual(['moph']);
  });
});

describe('a bounced need', () => {
  const to = (toAgency: string, status: Referral['status'], needIds = ['n1']) => ({
    ...referralIn(status),
    toAgency,
    needIds,
  });
  it('is open and went to more than two organisations', () => {
    const two = [to('moph', 'REJECTED'), to('dla', 'RETURNED'), to('dla', 'SENT')];
    expect(bouncedNeeds(two, ['n1'])).toEqual([]);
    expect(bouncedNeeds([...two, to('cdd', 'SENT')], ['n1'])).toEqual(['n1']);
    expect(bouncedNeeds([...two, to('cdd', 'SENT')], [])).toEqual([]);
  });
  it('is not one by referrals that were withdrawn', () => {
    expect(bouncedNeeds([to('moph', 'REJECTED'), to('dla', 'RETURNED'), to('cdd', 'WITHDRAWN')], ['n1'])).toEqual([]);
  });
});

describe('sending', () => {
  it.each([
    ['2026-05-20', ['due-not-ahead']],
    ['2026-05-21', []],
    ['2026-11-16', []],
    ['2026-11-17', ['due-too-far']],
  ])('on 20 May with the due day %s has the errors %j', (dueAt, codes) => {
    expect(dueErrors(dueAt, '2026-05-20').map(({ code }) => code)).toEqual(codes);
  });

  it('tells the sub-district when twenty households of it are on lists, else the district', () => {
    expect([19, 20].map((listed) => placeTold('420101', listed))).toEqual(['4201', '420101']);
  });
});
