import { describe, expect, it } from 'vitest';
import type { EntryFact } from '../facts.ts';
import { help, logbook, onList, report, rowOf, utc, type Options, type Step } from '../test/smallest-history.ts';
import type { ReportA } from './shape.ts';

/** Each rule of domain.md §6.2 and §6.3, and each decision where they are silent, on the smallest history that shows it. May 2569 unless said. */

describe('a record', () => {
  it('belongs to its giver and each co-agency, once in the total', () => {
    const made = report([
      logbook('H', ...onList, [
        '2026-05-05T10:00:00',
        help({ coAgencies: ['moph', 'cdd'], cashBaht: 0.1, personIds: ['P'] }),
      ]),
    ]);
    expect(made.rows.map((row) => [row.agency, row.assistances, row.cashBaht, row.persons])).toEqual([
      ['cdd', 1, 0.1, 1],
      ['moph', 1, 0.1, 1],
    ]);
    expect(made.total).toMatchObject({ assistances: 1, cashBaht: 0.1, integratedHouseholds: 1 });
    expect(made.summedRows).toMatchObject({ assistances: 2, cashBaht: 0.2, integratedHouseholds: 2 });
  });

  it('without an agency stands in the last row and is no second agency', () => {
    const made = report([
      logbook('H', ...onList, ['2026-05-05T10:00:00', help({ agency: null })], ['2026-05-05T10:00:00', help()]),
    ]);
    expect(made.rows.map((row) => row.agency)).toEqual(['cdd', null]);
    expect(made.total.integratedHouseholds).toBe(0);
  });

  it('is new when nobody helped since the list opened and before the month, whoever it was', () => {
    const before = (deliveredOn: string): ReportA =>
      report([
        logbook(
          'H',
          ...onList,
          ['2026-05-01T10:00:00', help({ agency: 'moph', deliveredOn })],
          ['2026-05-05T10:00:00', help()],
        ),
      ]);
    expect(rowOf(before('2026-04-30'), 'cdd')?.newHouseholds).toBe(0);
    expect(rowOf(before('2026-03-01'), 'cdd')?.newHouseholds).toBe(0);
    expect(rowOf(before('2026-02-28'), 'cdd')?.newHouseholds).toBe(1);
  });

  it.each([
    ['2026-05-12T23:59:59.999', 100],
    ['2026-05-13T00:00:00', 0],
  ])('of 5 May recorded at %s is %i per cent on time', (recordedAt, onTime) => {
    expect(report([logbook('H', ...onList, [recordedAt, help()])]).total.recordedOnTime).toBe(onTime);
  });

  it('is as early as the first entry that said it was delivered', () => {
    const household = logbook(
      'H',
      ...onList,
      ['2026-05-01T10:00:00', help({ status: 'PLANNED', deliveredOn: null })],
      ['2026-05-06T10:00:00', help(), 2],
      ['2026-06-20T10:00:00', help({ status: 'VERIFIED' }), 3],
    );
    const made = report([household], { asOf: '2026-06-30T23:59:59' });
    expect(made.total).toMatchObject({ recordedOnTime: 100, extra: { recordedAfterClose: 0 } });
  });

  it('planned in time and delivered in the books after the close is late', () => {
    const household = logbook(
      'H',
      ...onList,
      ['2026-05-01T10:00:00', help({ status: 'PLANNED', deliveredOn: null })],
      ['2026-06-06T10:00:00', help(), 2],
    );
    const made = report([household], { asOf: '2026-06-30T23:59:59' });
    expect(made.total).toMatchObject({ recordedOnTime: 0, extra: { recordedAfterClose: 1 } });
  });

  it('of unknown value is counted as such; sums are null when no value is known', () => {
    const made = report([
      logbook(
        'H',
        ...onList,
        ['2026-05-05T10:00:00', help({ inKindBaht: 0 })],
        ['2026-05-05T10:00:00', help({ agency: 'moph', assistanceType: 'ADVICE' })],
      ),
    ]);
    expect(rowOf(made, 'cdd')).toMatchObject({ cashBaht: null, inKindBaht: 0, withoutValue: 0 });
    expect(rowOf(made, 'moph')).toMatchObject({
      cashBaht: null,
      inKindBaht: null,
      withoutValue: 1,
      extra: { adviceOnlyHouseholds: 1 },
    });
    expect(made.total).toMatchObject({ cashBaht: null, inKindBaht: 0, extra: { adviceOnlyHouseholds: 0 } });
    expect(made.summedRows).toMatchObject({ cashBaht: null, inKindBaht: 0 });
  });

  it('counts from 1 October in the fiscal year, before the list opened too, until the end of the month', () => {
    const on = (deliveredOn: string): ReportA =>
      report([logbook('H', ...onList, ['2026-06-02T10:00:00', help({ deliveredOn })])]);
    expect(on('2025-09-30').total).toMatchObject({ fiscalYearHouseholds: 0, sinceListHouseholds: 0 });
    expect(on('2025-10-01').total).toMatchObject({ fiscalYearHouseholds: 1, sinceListHouseholds: 0 });
    expect(on('2026-03-01').total).toMatchObject({ fiscalYearHouseholds: 1, sinceListHouseholds: 1, households: 0 });
    expect(on('2026-05-31').total).toMatchObject({ fiscalYearHouseholds: 1, sinceListHouseholds: 1, households: 1 });
    expect(on('2026-06-01').total).toMatchObject({ fiscalYearHouseholds: 0, sinceListHouseholds: 0, households: 0 });
  });
});

describe('a need', () => {
  const resolved = (on: string, status = 'RESOLVED'): Step => [
    '2026-05-25T10:00:00',
    { type: 'need-status', needId: 'N', status, on },
  ];
  const naming = (agency: string, deliveredOn: string): Step => [
    '2026-05-22T10:00:00',
    help({ agency, deliveredOn, needIds: ['N'] }),
  ];
  const creditOf = (...steps: Step[]): (string | null)[] =>
    report([logbook('H', ...onList, ...steps)])
      .rows.filter((row) => row.needsResolved > 0)
      .map((row) => row.agency);

  it('resolved in the month is credited to the last help that names it until that day, that day included', () => {
    expect(creditOf(naming('cdd', '2026-05-10'), naming('moph', '2026-05-20'), resolved('2026-05-20'))).toEqual([
      'moph',
    ]);
    expect(creditOf(naming('cdd', '2026-05-10'), naming('moph', '2026-05-21'), resolved('2026-05-20'))).toEqual([
      'cdd',
    ]);
    expect(creditOf(naming('cdd', '2025-01-10'), resolved('2026-05-01'))).toEqual(['cdd']);
    expect(creditOf(naming('cdd', '2026-05-31'), resolved('2026-05-31'))).toEqual(['cdd']);
  });

  it('helped twice on one day is credited to the help recorded last', () => {
    expect(creditOf(naming('moph', '2026-05-10'), naming('cdd', '2026-05-10'), resolved('2026-05-20'))).toEqual([
      'cdd',
    ]);
    expect(creditOf(naming('cdd', '2026-05-10'), naming('moph', '2026-05-10'), resolved('2026-05-20'))).toEqual([
      'moph',
    ]);
  });

  it('resolved by the household itself, in another month, reopened, or without help is in no row', () => {
    expect(creditOf(naming('cdd', '2026-05-10'), resolved('2026-05-20', 'SELF_RESOLVED'))).toEqual([]);
    expect(creditOf(naming('cdd', '2026-04-10'), resolved('2026-04-30'))).toEqual([]);
    expect(creditOf(naming('cdd', '2026-05-10'), resolved('2026-05-20'), resolved('2026-05-21', 'REOPENED'))).toEqual(
      [],
    );
    const alone = report([logbook('H', ...onList, resolved('2026-05-20'))]);
    expect(alone.total.needsResolved).toBe(0);
  });
});

describe('referrals', () => {
  const sent = (dueAt: string, at = '2026-05-10T10:00:00'): Step => [
    at,
    { type: 'referral-sent', referralId: 'R', toAgency: 'moph', needIds: [], sentAt: utc(at), dueAt },
  ];
  const answered = (status: string, at: string): Step => [
    at,
    { type: 'referral-answered', referralId: 'R', status, at: utc(at) },
  ];
  const referralsOf = (options: Options, ...steps: Step[]): unknown =>
    rowOf(report([logbook('H', ...onList, ...steps)], options), 'moph')?.referrals;

  it('count by the month of each event, in calendar days from sent to done', () => {
    expect(
      referralsOf(
        {},
        sent('2026-06-30', '2026-05-10T23:59:00'),
        answered('ACCEPTED', '2026-05-11T00:00:00'),
        answered('DONE', '2026-05-14T00:00:00'),
      ),
    ).toEqual({ received: 1, accepted: 1, completed: 1, rejected: 0, overdue: 0, medianDays: 4 });
  });

  it('are overdue at the close whatever comes after it; a day that is due lasts until its end', () => {
    const late = { asOf: '2026-07-31T23:59:59' };
    const done = answered('DONE', '2026-06-06T10:00:00');
    expect(referralsOf(late, sent('2026-06-04'), done)).toMatchObject({ overdue: 1, completed: 0, medianDays: null });
    expect(referralsOf(late, sent('2026-06-05'), done)).toMatchObject({ overdue: 0 });
    expect(referralsOf(late, sent('2026-06-05T23:58:59+07:00'), done)).toMatchObject({ overdue: 1 });
    expect(referralsOf(late, sent('2026-06-04'), answered('RETURNED', '2026-06-05T23:59:00'))).toMatchObject({
      overdue: 0,
      rejected: 0,
    });
    expect(referralsOf(late, sent('2026-06-04'), answered('WITHDRAWN', '2026-06-05T23:59:00'))).toMatchObject({
      overdue: 0,
      rejected: 0,
    });
  });

  it('are not overdue in the month to date before they are due', () => {
    expect(referralsOf({ asOf: '2026-05-20T12:00:00' }, sent('2026-05-25'))).toMatchObject({ overdue: 0 });
    expect(referralsOf({ asOf: '2026-05-26T12:00:00' }, sent('2026-05-25'))).toMatchObject({ overdue: 1 });
  });

  it('of two have the mean as their median', () => {
    const one = (id: string, done: string): EntryFact[] =>
      logbook(
        id,
        ...onList,
        ...[sent('2026-06-30'), answered('DONE', done)].map(([at, body]): Step => [
          at,
          'referralId' in body ? { ...body, referralId: `${id}-R` } : body,
        ]),
      );
    const made = report([one('G', '2026-05-12T10:00:00'), one('H', '2026-05-13T10:00:00')]);
    expect(made.total.referrals.medianDays).toBe(2.5);
  });
});
