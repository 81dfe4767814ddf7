import { describe, expect, it } from 'vitest';

import type { Account, Grant } from '../../account/account.ts';
import { accountFigures, type AccountFact } from './accounts.ts';
import type { OrderFact } from './input.ts';

const QUARTER = '2569-Q3';
const NOW = new Date('2026-07-05T16:59:59.999Z');

const order = (unit: string, more: Partial<OrderFact> = {}): OrderFact => ({
  unit,
  kind: unit.length === 2 ? 'PROVINCE' : 'DISTRICT',
  covers: [unit],
  name: null,
  version: 1,
  agencies: ['cdd', 'moph'],
  orderDate: '2026-01-05',
  recordedAt: '2026-01-05T03:00:00.000Z',
  ...more,
});
const ORDERS = [
  order('42'),
  order('4201'),
  order('4201.1', { kind: 'TOWN_MUN', covers: ['420101'] }),
  order('420102', { kind: 'FIELD_TEAM', covers: ['420102'] }),
];

const grantIn = (unit: string, more: Partial<Grant> = {}): Grant => ({
  role: 'DISTRICT_OFFICER',
  unit,
  from: '2026-01-01',
  ...more,
});
type Version = Partial<Pick<Account, 'kind' | 'status' | 'grants' | 'changedAt'>>;
const account = (versions: readonly Version[], quarters: readonly string[] = [], from?: string): AccountFact => ({
  versions: versions.map((version) => ({
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [],
    changedAt: '2026-01-01T03:00:00.000Z',
    ...version,
  })),
  signIns: { quarters, ...(from === undefined ? {} : { from }) },
});
const figures = (accounts: readonly AccountFact[], unit: string, { asOf = NOW, orders = ORDERS } = {}) =>
  accountFigures({ accounts, orders, selection: { quarter: QUARTER, area: '42', lists: null }, asOf })(unit);

describe('accounts of the units (R43)', () => {
  it('counts the accounts of persons that are open with a grant of the last day, and those that signed in', () => {
    const accounts = [
      account([{ grants: [grantIn('4201')] }], [QUARTER]),
      account([{ grants: [grantIn('4201')] }], ['2569-Q2']),
      account([{ grants: [grantIn('4201', { to: '2026-06-29' })] }], [QUARTER]),
      account([{ grants: [grantIn('4201', { from: '2026-07-01' })] }], [QUARTER]),
      account([{ grants: [grantIn('4201', { to: '2026-06-30' })] }], [QUARTER]),
      account([{ grants: [grantIn('4201')], status: 'INVITED' }]),
      account([{ grants: [grantIn('4201')], status: 'SUSPENDED' }], [QUARTER]),
      account([{ grants: [grantIn('4201')], kind: 'CLIENT' }], [QUARTER]),
      account([{ grants: null }]),
    ];
    expect(figures(accounts, '4201')).toEqual({ open: 3, signedIn: 2, agenciesWithout: 2 });
    expect(figures(accounts, '42')).toEqual({ open: 3, signedIn: 2, agenciesWithout: 2 });
  });

  it('goes by the record as it stood when the quarter ended, whatever was changed since', () => {
    const later = { grants: [grantIn('4201')], status: 'CLOSED' as const, changedAt: '2026-06-30T17:00:00.000Z' };
    const opened = { grants: [grantIn('4201')], changedAt: '2026-06-30T16:59:59.999Z' };
    expect(figures([account([opened, later], [QUARTER])], '4201')).toMatchObject({ open: 1, signedIn: 1 });
    expect(figures([account([{ ...later, status: 'ACTIVE' }], [QUARTER])], '4201')).toMatchObject({ open: 0 });
    const before = { asOf: new Date('2026-06-01T03:00:00.000Z') };
    expect(figures([account([opened], [QUARTER])], '4201', before)).toMatchObject({ open: 0 });
  });

  it('counts an account in its unit, in that of its place, and of a team also where the team works', () => {
    const of = (unit: string) => [account([{ grants: [grantIn(unit)] }])];
    const open = (unit: string, row: string) => figures(of(unit), row)?.open;
    expect([open('4201.1', '4201.1'), open('4201.1', '4201'), open('4201.1', '42')]).toEqual([1, 0, 1]);
    expect([open('420101', '4201.1'), open('420101', '4201'), open('420101', '42')]).toEqual([1, 0, 1]);
    expect([open('420102', '420102'), open('420102', '4201'), open('420102', '42')]).toEqual([1, 1, 1]);
    expect([open('42', '42'), open('42', '4201')]).toEqual([1, 0]);
    expect(open('3101', '42')).toBe(0);
    const twice = [account([{ grants: [grantIn('4201'), grantIn('420102')] }])];
    expect([figures(twice, '42')?.open, figures(twice, '4201')?.open]).toEqual([1, 1]);
  });

  it('counts the agencies on the order of a unit for which nobody works, wherever the account is', () => {
    const focal = account([{ grants: [{ role: 'AGENCY_FOCAL', agency: 'moph', from: '2026-01-01' }] }]);
    expect(figures([focal], '42')).toEqual({ open: 0, signedIn: 0, agenciesWithout: 1 });
    expect(figures([focal], '4201')).toMatchObject({ agenciesWithout: 1 });
    expect(figures([focal], '4202')).toMatchObject({ agenciesWithout: 0 });
    const newer = order('42', {
      version: 2,
      agencies: ['moph'],
      orderDate: '2026-07-01',
      recordedAt: '2026-06-20T03:00:00.000Z',
    });
    expect(figures([focal], '42', { orders: [...ORDERS, newer] })).toMatchObject({ agenciesWithout: 1 });
  });

  it('says nothing of a unit where it was not kept who signed in', () => {
    const unknown = account([{ grants: [grantIn('4201')] }], ['2569-Q4'], '2569-Q4');
    expect([figures([unknown], '4201'), figures([unknown], '42')]).toEqual([null, null]);
    expect(figures([unknown], '4201.1')).toMatchObject({ open: 0 });
  });
});
