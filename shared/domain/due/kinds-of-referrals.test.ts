import { describe, expect, it } from 'vitest';

import { H } from '../logbook/test/file-of.ts';
import { help } from '../logbook/test/help.ts';
import { dueOfResolution } from './due-items.ts';
import {
  answer,
  followUp,
  line,
  listed,
  need,
  needStatus,
  referral,
  resolution,
  state,
  testKinds,
  urgency,
} from './test/due-cases.ts';

testKinds({
  REFERRAL_NEW: [
    [
      'waits for an answer',
      [need('2026-05-01'), referral('r1', 'moph', [2])],
      ['moph: since 06-01, due 06-08, from 06-01'],
    ],
    [
      'is due sooner when the referral is',
      [need('2026-05-01'), referral('r1', 'moph', [2], '2026-06-03')],
      ['moph: since 06-01, due 06-03, from 06-01'],
    ],
    [
      'does not say that the household is urgent',
      [need('2026-05-01'), urgency('CRITICAL', '2026-05-01'), referral('r1', 'moph', [2])],
      ['moph: since 06-01, due 06-08, from 06-01'],
    ],
    ['ends with an answer', [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED')], []],
    [
      'stays when the household is out',
      [listed(), need('2026-05-01'), referral('r1', 'moph', [3]), state('DECEASED', '2026-05-02')],
      ['moph: since 06-01, due 06-08, from 06-01'],
    ],
  ],
  REFERRAL_DUE: [
    [
      'says to an agency of the state that the household is urgent',
      [
        need('2026-05-01'),
        urgency('CRITICAL', '2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        referral('r2', 'mol', [2], '2026-08-01', false),
        answer('r2', 'ACCEPTED'),
      ],
      ['moph: since 06-01, due 07-01, from 06-24, first', 'mol: since 06-01, due 08-01, from 07-25'],
    ],
    [
      'begins with the acceptance',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED')],
      ['moph: since 06-01, due 07-01, from 06-24'],
    ],
    [
      'goes on with help that names it',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        help({ agency: 'moph', referralId: 'r1' }),
      ],
      ['moph: since 06-01, due 07-01, from 06-24'],
    ],
    ['ends', [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED'), answer('r1', 'RETURNED')], []],
  ],
  REFERRAL_LATE: [
    [
      'without an answer, a day after it was due',
      [need('2026-05-01'), referral('r1', 'moph', [2])],
      ['420101: since 06-01, due 06-09, from 06-09'],
    ],
    [
      'overdue when that is sooner',
      [need('2026-05-01'), referral('r1', 'moph', [2], '2026-06-03')],
      ['420101: since 06-01, due 06-04, from 06-04'],
    ],
    [
      'accepted, when it is overdue',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED')],
      ['420101: since 06-01, due 07-02, from 07-02'],
    ],
    ['ends', [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'WITHDRAWN')], []],
  ],
  REFERRAL_BACK: [
    [
      'of a rejection',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED')],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
    [
      'of a return',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED'), answer('r1', 'RETURNED')],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
    [
      'a withdrawal is the unit’s own',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'WITHDRAWN')],
      [],
    ],
    [
      'ends with another referral',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED'), referral('r2', 'mol', [2])],
      [],
    ],
    [
      'another one that still stands is enough',
      [need('2026-05-01'), referral('r1', 'moph', [2]), referral('r2', 'mol', [2]), answer('r1', 'REJECTED')],
      [],
    ],
    [
      'ends with help',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED'), help({ needIds: [`${H}.2`] })],
      [],
    ],
    [
      'help of before ends nothing',
      [need('2026-05-01'), help({ needIds: [`${H}.2`] }), referral('r1', 'moph', [2]), answer('r1', 'REJECTED')],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
    [
      'ends with a status',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'REJECTED'),
        needStatus(2, 'IN_PROGRESS', '2026-06-01'),
      ],
      [],
    ],
    [
      'stays for the need that is left',
      [
        need('2026-05-01'),
        need('2026-05-01'),
        referral('r1', 'moph', [2, 3]),
        answer('r1', 'REJECTED'),
        referral('r2', 'mol', [2]),
      ],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
  ],
  CLOSE_NEED: [
    [
      'follows DONE',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED'), answer('r1', 'DONE')],
      ['420101: since 06-01, due 06-08, from 06-01'],
    ],
    [
      'ends with the status',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        answer('r1', 'DONE'),
        needStatus(2, 'RESOLVED', '2026-06-01'),
      ],
      [],
    ],
    [
      'is none of a need that was closed before',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        needStatus(2, 'RESOLVED', '2026-06-01'),
        answer('r1', 'DONE'),
      ],
      [],
    ],
    [
      'ends with the result of a follow-up',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        answer('r1', 'DONE'),
        followUp('2026-06-01', 'SURVIVE', { needResults: [{ needId: `${H}.2`, result: 'RESOLVED' }] }),
      ],
      [],
    ],
  ],
  RESOLUTION: [
    [
      'waits for its day',
      [resolution('a')],
      ['moph: since 06-01, due 06-30, from 06-23', 'unit 4201: since 06-01, due 06-30, from 06-23'],
    ],
    [
      'ends',
      [resolution('a'), { type: 'resolution-step', resolution: '4201~m~a', status: 'DONE', on: '2026-06-01' }],
      [],
    ],
  ],
});

describe('a resolution of no household', () => {
  const adopted = {
    id: '4201~m~a',
    version: 1,
    meeting: '4201~m',
    unit: '4201',
    household: null,
    agency: 'moph',
    text: 'มติ',
    dueOn: '2026-06-30',
    needIds: [],
    referral: null,
    status: 'ADOPTED' as const,
    adoptedOn: '2026-05-30',
    endedOn: null,
    reason: null,
    recordedAt: '2026-06-01T03:00:00.000Z',
  };

  it('waits for the unit and the agency until it has ended', () => {
    expect(dueOfResolution(adopted).map(line)).toEqual([
      'unit 4201: since 06-01, due 06-30, from 06-23',
      'moph: since 06-01, due 06-30, from 06-23',
    ]);
    expect(dueOfResolution({ ...adopted, status: 'DONE' })).toEqual([]);
    expect(dueOfResolution({ ...adopted, household: H })).toEqual([]);
  });
});
