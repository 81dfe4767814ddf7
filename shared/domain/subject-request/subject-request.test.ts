import { describe, expect, it } from 'vitest';

import type { Account, Grant } from '../account/account.ts';
import { unreachableStates } from '../life-cycle.ts';
import { officesThatLooked } from './offices-that-looked.ts';
import { dueOn, isOverdue, resultsFor, SUBJECT_REQUEST_KINDS, SUBJECT_REQUEST_LIFE_CYCLE } from './subject-request.ts';

describe('a request of a data subject', () => {
  it('is due 30 days after the day of Bangkok on which it was taken', () => {
    // 00:30 of 21 May in Bangkok.
    const taken = { openedAt: '2026-05-20T17:30:00.000Z' };
    expect(dueOn(taken)).toBe('2026-06-20');
    expect([isOverdue(taken, '2026-06-20'), isOverdue(taken, '2026-06-21')]).toEqual([false, true]);
    const answer = { result: 'DONE', at: '2026-07-01T00:00:00.000Z', by: 'x' } as const;
    expect(isOverdue({ ...taken, answer }, '2026-08-01')).toBe(false);
  });

  it('to erase is answered LIMITED alone', () => {
    expect(SUBJECT_REQUEST_KINDS.map((kind) => resultsFor(kind).length)).toEqual([3, 3, 1, 3]);
    expect(resultsFor('ERASE')).toEqual(['LIMITED']);
    expect(unreachableStates(SUBJECT_REQUEST_LIFE_CYCLE, 'OPEN')).toEqual([]);
  });
});

const record = (sub: string, changedAt: string, grants: Grant[] | null): Account => ({
  sub,
  version: 1,
  kind: 'PERSON',
  status: 'ACTIVE',
  grants,
  createdAt: changedAt,
  changedBy: 'x',
  changedAt,
  mustAccept: false,
  ended: [],
});
const look = (sub: string, day: string, ...roles: string[]) => ({ sub, at: `2026-05-${day}T03:00:00.000Z`, roles });
const from = '2026-01-01';

describe('offices that looked', () => {
  it('are those where accounts belonged when they looked, not where they belong now', () => {
    const accounts = new Map([
      [
        'moved',
        [
          record('moved', '2026-01-01T00:00:00.000Z', [{ role: 'DISTRICT_OFFICER', unit: '4201', from }]),
          record('moved', '2026-05-10T00:00:00.000Z', [{ role: 'DISTRICT_OFFICER', unit: '4202', from }]),
        ],
      ],
      ['focal', [record('focal', '2026-01-01T00:00:00.000Z', [{ role: 'AGENCY_FOCAL', agency: 'cdd', from }])]],
      ['auditor', [record('auditor', '2026-01-01T00:00:00.000Z', [{ role: 'DPO_AUDITOR', from }])]],
      ['by-token', [record('by-token', '2026-01-01T00:00:00.000Z', null)]],
    ]);
    const looks = [
      look('moved', '20', 'DISTRICT_OFFICER'),
      look('moved', '02', 'DISTRICT_OFFICER'),
      look('moved', '01', 'DISTRICT_OFFICER'),
      look('focal', '03', 'AGENCY_FOCAL'),
      look('auditor', '04', 'DPO_AUDITOR'),
      look('by-token', '05', 'MENTOR'),
      look('nobody', '06', 'MENTOR'),
    ];
    expect(officesThatLooked(looks, accounts)).toEqual([
      { kind: 'UNIT', code: '4202', looks: 1, firstOn: '2026-05-20', lastOn: '2026-05-20' },
      { kind: 'UNKNOWN', code: null, looks: 2, firstOn: '2026-05-05', lastOn: '2026-05-06' },
      { kind: 'NATION', code: null, looks: 1, firstOn: '2026-05-04', lastOn: '2026-05-04' },
      { kind: 'ORGANISATION', code: 'cdd', looks: 1, firstOn: '2026-05-03', lastOn: '2026-05-03' },
      { kind: 'UNIT', code: '4201', looks: 2, firstOn: '2026-05-01', lastOn: '2026-05-02' },
    ]);
  });

  it('are not named by a grant that was over at the look, or by a role that did not look', () => {
    const grants: Grant[] = [
      { role: 'DISTRICT_OFFICER', unit: '4201', from, to: '2026-04-30' },
      { role: 'AGENCY_FOCAL', agency: 'cdd', from },
    ];
    const accounts = new Map([['two', [record('two', '2026-01-01T00:00:00.000Z', grants)]]]);
    const kinds = (...roles: string[]) =>
      officesThatLooked([look('two', '10', ...roles)], accounts).map(({ kind }) => kind);
    expect([kinds('DISTRICT_OFFICER'), kinds('AGENCY_FOCAL')]).toEqual([['UNKNOWN'], ['ORGANISATION']]);
  });
});
