import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import type { Principal } from '../access/access.ts';
import type { LogbookBody } from './bodies.ts';
import type { EntryBody } from './entry.ts';
import { refuseOutside, scopesToRecord } from './may-record.ts';
import { correct, fileOf } from './test/file-of.ts';
import { help } from './test/help.ts';

const urgency = (level: 'CRITICAL' | 'HIGH' | 'NORMAL'): LogbookBody & { type: 'urgency' } => ({
  type: 'urgency',
  level,
  on: '2026-05-01',
  reason: 'ไม่มีอาหาร',
});
const moveTo = (toArea: string): LogbookBody => ({ type: 'move', on: '2026-05-01', toArea });
const focal: Principal = { sub: 'f', roles: ['AGENCY_FOCAL'], agency: 'cdd' };
const officerOf = (area: string): Principal => ({ sub: 'o', roles: ['DISTRICT_OFFICER'], area });

/** How the account is refused when it records the body on a file of those before; `allowed` when it is not. */
function refusalAfter(before: readonly EntryBody[], principal: Principal, body: LogbookBody): string {
  const { household, history } = fileOf(...before);
  try {
    refuseOutside(principal, scopesToRecord(principal, body), household, body, history);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'allowed';
}

const refusal = (principal: Principal, body: LogbookBody): string => refusalAfter([], principal, body);

describe('who lives elsewhere', () => {
  it('is not there for an officer, and known but not theirs for who reads it by another role', () => {
    expect(refusal(officerOf('4201'), urgency('HIGH'))).toBe('allowed');
    expect(refusal(officerOf('3101'), urgency('HIGH'))).toBe('household-not-found');
    const both: Principal = {
      sub: 'o',
      roles: ['DISTRICT_OFFICER', 'PROVINCE_EXEC'],
      grants: [
        { role: 'DISTRICT_OFFICER', areas: ['3101'] },
        { role: 'PROVINCE_EXEC', areas: ['42'] },
      ],
    };
    expect(refusal(both, urgency('HIGH'))).toBe('not-permitted');
  });

  it('is there for an officer of a place whose list has it', () => {
    const targets = [{ personId: 'p1', dimensions: ['income' as const], indicators: [] }];
    const listed: EntryBody = { type: 'listed', list: 'main', area: '310101', targets };
    expect(refusalAfter([listed], officerOf('3101'), urgency('HIGH'))).toBe('allowed');
  });

  it('is moved to nobody who could not read it', () => {
    expect(refusal(officerOf('3101'), moveTo('310101'))).toBe('household-not-found');
    expect(refusal(officerOf('4201'), moveTo('310101'))).toBe('allowed');
  });
});

describe('an agency', () => {
  const helped = help();

  it('records help of its own, also on a household that it never helped, and of no other', () => {
    expect(refusal(focal, helped)).toBe('allowed');
    expect(refusal({ ...focal, agency: 'dla' }, helped)).toBe('outside-scope');
  });

  it('raises the urgency of a household that it helps, and never lowers it', () => {
    expect(refusal(focal, urgency('HIGH'))).toBe('household-not-found');
    expect(refusalAfter([helped], focal, urgency('HIGH'))).toBe('allowed');
    expect(refusalAfter([helped, urgency('CRITICAL')], focal, urgency('HIGH'))).toBe('urgency-only-raised');
  });

  it('corrects no urgency that another office said', () => {
    expect(refusalAfter([helped, urgency('HIGH')], focal, correct(3, urgency('CRITICAL')))).toBe('outside-scope');
  });

  it('corrects no entry of a household that it may not read', () => {
    const visit: LogbookBody = { type: 'visit', on: '2026-05-01', purpose: 'FOLLOWUP', outcome: 'MET' };
    expect(refusalAfter([visit], { ...focal, agency: 'dla' }, correct(2, null))).toBe('entry-not-found');
    expect(refusalAfter([helped], focal, correct(2, help({ description: 'ข้าวสาร' })))).toBe('allowed');
  });
});
