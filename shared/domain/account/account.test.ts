import { describe, expect, it } from 'vitest';

import { mayStep, unreachableStates } from '../life-cycle.ts';
import {
  ACCOUNT_LIFE_CYCLE,
  ACCOUNT_STATES,
  endOfSession,
  hasGrant,
  SESSIONS_KEPT,
  withAllEnded,
  withEnded,
  type Account,
  type AccountState,
  type Grant,
} from './account.ts';
import { principalOfRecord } from './principal-of-record.ts';

const mentor: Grant = { role: 'MENTOR', unit: '4201', from: '2026-05-01', to: '2026-05-31' };
const holder = (grants: Grant[], status: AccountState = 'ACTIVE') => ({ status, grants });

describe('the life-cycle of an account', () => {
  it('goes these steps and no other', () => {
    expect(unreachableStates(ACCOUNT_LIFE_CYCLE, 'INVITED')).toEqual([]);
    const steps = ACCOUNT_STATES.flatMap((from) =>
      ACCOUNT_STATES.filter((to) => mayStep(ACCOUNT_LIFE_CYCLE, from, to)).map((to) => `${from} → ${to}`),
    );
    expect(steps).toEqual([
      'INVITED → ACTIVE',
      'INVITED → CLOSED',
      'ACTIVE → SUSPENDED',
      'ACTIVE → CLOSED',
      'SUSPENDED → ACTIVE',
      'SUSPENDED → CLOSED',
    ]);
  });
});

describe('a grant', () => {
  it.each([
    ['2026-04-30', false],
    ['2026-05-01', true],
    ['2026-05-31', true],
    ['2026-06-01', false],
  ])('from 1 to 31 May gives on %s: %s', (day, gives) => {
    expect(hasGrant(holder([mentor]), 'MENTOR', ['420101'], day)).toBe(gives);
  });

  it('counts of an account that is invited or active', () => {
    expect(
      ACCOUNT_STATES.filter((status) => hasGrant(holder([mentor], status), 'MENTOR', ['4201'], '2026-05-02')),
    ).toEqual(['INVITED', 'ACTIVE']);
  });

  it('holds for its role, and where one of the places begins with what its unit covers', () => {
    const has = (role: 'MENTOR' | 'FIELD_TEAM', places: string[], grants = [mentor]) =>
      hasGrant(holder(grants), role, places, '2026-05-02');
    expect([
      has('MENTOR', ['310101', '42010199']),
      has('FIELD_TEAM', ['420101']),
      has('MENTOR', ['420201']),
      has('MENTOR', ['420101'], []),
      hasGrant({ status: 'ACTIVE', grants: null }, 'MENTOR', ['420101'], '2026-05-02'),
    ]).toEqual([true, false, false, false, false]);
  });

  it('of a unit covers what the order of the unit says, and nothing before it', () => {
    const grants = [{ ...mentor, unit: '4201.1' }];
    const orders = (unit: string) => (unit === '4201.1' ? ['420101', '420151'] : undefined);
    expect(hasGrant(holder(grants), 'MENTOR', ['420151'], '2026-05-02', orders)).toBe(true);
    expect(hasGrant(holder(grants), 'MENTOR', ['420102'], '2026-05-02', orders)).toBe(false);
    expect(hasGrant(holder(grants), 'MENTOR', ['420101'], '2026-05-02')).toBe(false);
  });
});

describe('what a record gives', () => {
  const given = (grants: Grant[], orders: Record<string, string[]> = {}, kind: 'PERSON' | 'CLIENT' = 'PERSON') =>
    principalOfRecord({ sub: 's', kind, grants }, '2026-05-02', {
      coversOf: (unit) => orders[unit],
      isOfState: (agency) => agency !== 'temple',
    });

  it('is a partner’s as the focal point of an organisation outside the state, and for no other role', () => {
    const focal = (agency: string): Grant => ({ role: 'AGENCY_FOCAL', agency, from: '2026-01-01' });
    const office: Grant = { role: 'DISTRICT_OFFICER', unit: '4201', agency: 'temple', from: '2026-01-01' };
    const partners = given([focal('cdd'), focal('temple'), office]).grants?.map(({ partner = false }) => partner);
    expect(partners).toEqual([false, false, true]);
  });

  it('is of a system when the record is a client’s', () => {
    expect(given([], {}, 'CLIENT')).toEqual({ sub: 's', system: true, roles: [], grants: [] });
  });

  it('is each role with its own place and organisation', () => {
    const grants: Grant[] = [
      { role: 'AGENCY_FOCAL', agency: 'cdd', from: '2026-01-01' },
      { role: 'MENTOR', unit: '420201', from: '2026-01-01' },
      { role: 'DISTRICT_OFFICER', unit: '4201', from: '2026-01-01' },
      { role: 'REPORT_APPROVER', unit: '42', from: '2026-06-01' },
    ];
    expect(given(grants)).toEqual({
      sub: 's',
      roles: ['DISTRICT_OFFICER', 'MENTOR', 'AGENCY_FOCAL'],
      area: '4201',
      agency: 'cdd',
      grants: [
        { role: 'DISTRICT_OFFICER', areas: ['4201'] },
        { role: 'MENTOR', areas: ['420201'] },
        { role: 'AGENCY_FOCAL', areas: [], agency: 'cdd' },
      ],
    });
    expect(given([])).toEqual({ sub: 's', roles: [], grants: [] });
  });

  it('names the office by the grant whose role works there, and by no place of another grant', () => {
    const grant = (role: Grant['role'], unit: string): Grant => ({ role, unit, from: '2026-01-01' });
    const orders = { '4201.1': ['420101'] };
    const both = given([grant('MENTOR', '4201.1'), grant('DISTRICT_OFFICER', '4202')], orders);
    expect([both.area, both.unit]).toEqual(['4202', undefined]);
    expect(given([grant('PROVINCE_EXEC', '42'), grant('DISTRICT_OFFICER', '4201')]).area).toBe('4201');
    expect(given([grant('PROVINCE_EXEC', '42'), grant('REPORT_APPROVER', '42')]).area).toBe('42');
  });

  it('of a municipality is the area from before until it has an order, then its covers under its own name', () => {
    const grants: Grant[] = [{ role: 'MUNICIPAL_OFFICER', unit: '4201.1', untilOrder: '4201', from: '2026-01-01' }];
    expect(given(grants)).toMatchObject({ area: '4201', grants: [{ areas: ['4201'] }] });
    expect(given(grants)).not.toHaveProperty('unit');
    expect(given(grants, { '4201.1': ['420101', '420151'] })).toMatchObject({
      area: '4201',
      unit: '4201.1',
      grants: [{ areas: ['420101', '420151'] }],
    });
  });
});

describe('sessions', () => {
  const record: Pick<Account, 'notBefore' | 'ended'> = { ended: [] };
  const now = new Date('2026-05-20T03:00:00.500Z');
  const second = Math.floor(now.getTime() / 1000);

  it('end one by one, for good', () => {
    let account = record;
    const ids = Array.from({ length: SESSIONS_KEPT + 5 }, (_, at) => ({ id: `s${at}`, startedAt: 1000 + at }));
    for (const session of ids) account = withEnded(account, session, now.toISOString());
    expect(account.ended).toHaveLength(SESSIONS_KEPT);
    for (const session of ids) expect(endOfSession(account, session)).toBe('ended');
    expect(endOfSession(account, { id: 'new', startedAt: 1004 })).toBe('ended');
    expect(endOfSession(account, { id: 'new', startedAt: 1005 })).toBeUndefined();
  });

  it('end all at once: every sign-in of before, and none of the next moment', () => {
    const seen = [{ id: 'young', startedAt: second, firstSeenAt: now.toISOString() }];
    const account = withAllEnded(record, seen, now);
    expect([
      endOfSession(account, { id: 'old', startedAt: second - 1 }),
      endOfSession(account, { startedAt: 0 }),
      endOfSession(account, { id: 'young', startedAt: second }),
      endOfSession(account, { id: 'next', startedAt: second }),
    ]).toEqual(['ended', 'ended', 'ended', undefined]);
  });
});
