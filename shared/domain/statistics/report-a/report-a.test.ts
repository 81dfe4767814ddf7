import { describe, expect, it } from 'vitest';
import type {
  AgencyActivity,
  AssistanceFact,
  CommitteeFact,
  EntryFact,
  FactBody,
  HouseholdGroup,
  TargetListFact,
} from '../facts.ts';
import { householdsBehind, reportA } from '../test/report-a-of.ts';
import type { ReportAInput } from './report-a.ts';
import type { AgencyRow, ReportA } from './shape.ts';

/** Each rule of domain.md §6.2 and §6.3, and each decision where they are silent, on the smallest history that shows it. May 2569 unless said. */

const utc = (bangkok: string): string => new Date(`${bangkok}+07:00`).toISOString();

const list: TargetListFact = {
  id: 'L',
  source: 'TPMAP',
  scopeArea: '42',
  createdAt: utc('2026-03-01T08:00:00'),
  openedOn: '2026-03-20',
  publishedAt: utc('2026-03-20T08:00:00'),
  frozenAt: utc('2026-03-31T16:30:00'),
};

type Step = [recordedAt: string, body: FactBody, corrects?: number];

/** A household's entries in order of recording; `corrects` is the position of the entry whose place one takes. */
function logbook(householdId: string, ...steps: Step[]): EntryFact[] {
  return steps.map(([recordedAt, body, corrects], index) => ({
    id: `${householdId}.${index}`,
    householdId,
    version: index + 1,
    recordedAt: utc(recordedAt),
    ...(corrects === undefined ? {} : { supersedes: `${householdId}.${corrects}` }),
    body,
  }));
}

const registered: Step = ['2026-03-20T10:00:00', { type: 'registered', area: '420101' }];
const listed: Step = ['2026-03-20T10:00:00', { type: 'listed', list: 'L', area: '420101' }];
const listedLate: Step = ['2026-04-02T10:00:00', { type: 'listed', list: 'L', area: '420101' }];
const onList = [registered, listed] as const;

function help(over: Partial<AssistanceFact> = {}): AssistanceFact {
  return {
    type: 'assistance',
    agency: 'cdd',
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'TRAINING',
    status: 'DELIVERED',
    deliveredOn: '2026-05-05',
    plannedOn: null,
    personIds: [],
    needIds: [],
    cashBaht: null,
    inKindBaht: null,
    ...over,
  };
}

function state(name: string, over: object = {}): FactBody {
  return { type: 'target-state', list: 'L', state: name, on: '2026-04-20', ...over };
}

type Options = {
  month?: string;
  area?: string;
  lists?: string[] | null;
  asOf?: string;
  targetLists?: TargetListFact[];
  committees?: CommitteeFact[];
  activity?: AgencyActivity[];
};

function inputOf(options: Options): ReportAInput {
  return {
    selection: { month: options.month ?? '2026-05', area: options.area ?? '42', lists: options.lists ?? null },
    asOf: new Date(utc(options.asOf ?? '2026-06-05T23:59:00')),
    revision: 0,
    lists: options.targetLists ?? [list],
    committees: options.committees ?? [],
    defaultCommittee: [],
    activity: options.activity ?? [],
    agencyOrder: ['moi', 'cdd', 'moph', 'moe'],
    definitionsVersion: 'test',
  };
}

function report(households: EntryFact[][], options: Options = {}): ReportA {
  return reportA(
    inputOf(options),
    households.map((entries) => [entries]),
  );
}

function together(group: HouseholdGroup, options: Options = {}): ReportA {
  return reportA(inputOf(options), [group]);
}

function rowOf(made: ReportA, agency: string | null): AgencyRow | undefined {
  return made.rows.find((row) => row.agency === agency);
}

describe('what is known', () => {
  it('is what was recorded at the as-of moment or before, to the millisecond', () => {
    const atClose = logbook('H', ...onList, ['2026-06-05T23:59:00', help()]);
    const afterClose = logbook('H', ...onList, ['2026-06-05T23:59:00.001', help()]);
    expect(report([atClose]).total.households).toBe(1);
    expect(report([afterClose]).total.households).toBe(0);
  });

  it('takes the correction in the place of the entry, and a correction of the correction in its place', () => {
    const household = logbook(
      'H',
      ...onList,
      ['2026-05-05T10:00:00', help({ cashBaht: 100 })],
      ['2026-05-06T10:00:00', help({ cashBaht: 200 }), 2],
      ['2026-05-07T10:00:00', help({ cashBaht: 300 }), 3],
    );
    expect(report([household]).total).toMatchObject({ assistances: 1, cashBaht: 300 });
    expect(report([household], { asOf: '2026-05-06T12:00:00' }).total).toMatchObject({ assistances: 1, cashBaht: 200 });
  });

  it('withdraws help that is CANCELLED, and counts it in reports as of before', () => {
    const household = logbook(
      'H',
      ...onList,
      ['2026-05-05T10:00:00', help()],
      ['2026-06-07T10:00:00', help({ status: 'CANCELLED' }), 2],
    );
    expect(report([household]).total.assistances).toBe(1);
    expect(report([household], { asOf: '2026-06-07T23:59:59' }).total.assistances).toBe(0);
  });

  it('keeps where a household began when the entry that began it is corrected', () => {
    const entries = logbook('H', ['2026-05-01T10:00:00', { type: 'registered', area: '420101' }]);
    const shared = { ...entries[0]!, body: help() };
    const correction: EntryFact = { ...shared, id: 'H.1', version: 2, supersedes: 'H.0', body: help({ cashBaht: 5 }) };
    expect(report([[...entries, shared, correction]]).total.outsideList).toBe(1);
  });

  it('does not count help of a day that has not come', () => {
    const household = logbook('H', ...onList, ['2026-05-04T10:00:00', help({ deliveredOn: '2026-05-05' })]);
    expect(report([household], { asOf: '2026-05-04T23:59:59' }).total.households).toBe(0);
    expect(report([household], { asOf: '2026-05-05T00:00:00' }).total.households).toBe(1);
  });
});

describe('the baseline', () => {
  const helped: Step = ['2026-05-05T10:00:00', help()];

  it('is null before the freeze, while list households count', () => {
    const made = report([logbook('H', ...onList, ['2026-03-25T10:00:00', help({ deliveredOn: '2026-03-25' })])], {
      month: '2026-03',
      asOf: '2026-03-31T16:29:59',
    });
    expect(made.baseline).toEqual({ frozen: null, adjusted: null, lateAdded: 0 });
    expect(made.total).toMatchObject({ households: 1, outsideList: 0, percentOfFrozen: null, percentOfAdjusted: null });
  });

  it('is there from the moment of the freeze', () => {
    const made = report([logbook('H', ...onList)], { month: '2026-03', asOf: '2026-03-31T16:30:00' });
    expect(made.baseline).toEqual({ frozen: 1, adjusted: 1, lateAdded: 0 });
  });

  it('of several lists is null until each is frozen', () => {
    const open: TargetListFact = { ...list, id: 'M' };
    delete open.frozenAt;
    const made = report([logbook('H', ...onList)], { targetLists: [list, open] });
    expect(made.baseline.frozen).toBeNull();
    expect(report([logbook('H', ...onList)], { targetLists: [list, open], lists: ['L'] }).baseline.frozen).toBe(1);
  });

  it('counts those entered after the freeze apart, as list households for all their help', () => {
    const made = report([logbook('H', registered, listedLate, helped), logbook('G', ...onList)]);
    expect(made.baseline).toEqual({ frozen: 1, adjusted: 1, lateAdded: 1 });
    // In the numerator of no percent.
    expect(made.total).toMatchObject({ households: 1, sinceListHouseholds: 1, percentOfFrozen: 0 });
  });

  it('does not change by what is corrected after the freeze', () => {
    const household = logbook('H', ...onList, ['2026-04-10T10:00:00', { type: 'other' }, 1]);
    expect(report([household]).baseline).toEqual({ frozen: 1, adjusted: 1, lateAdded: 0 });
  });

  it.each([
    ['NOT_POOR', {}, 0],
    ['DUPLICATE', {}, 0],
    ['DECEASED', { allMembers: true }, 0],
    ['DECEASED', { allMembers: false }, 1],
    ['DECEASED', {}, 1],
    ['MOVED', { toArea: '410101' }, 0],
    ['MOVED', { toArea: '420301' }, 1],
    ['MOVED', { toArea: null }, 0],
    ['MOVED', {}, 0],
    ['REFUSED', {}, 1],
    ['NOT_FOUND', {}, 1],
  ])('%s %j leaves %i in B_adj, and its help counts', (name, over, adjusted) => {
    const made = report([
      logbook('H', ...onList, ['2026-04-20T10:00:00', state(name, over)], helped),
      logbook('G', ...onList),
    ]);
    expect(made.baseline).toEqual({ frozen: 2, adjusted: adjusted + 1, lateAdded: 0 });
    expect(made.total).toMatchObject({
      households: 1,
      percentOfFrozen: 50,
      percentOfAdjusted: adjusted === 1 ? 50 : 0,
    });
  });

  it('takes the verification recorded last, whatever day it names', () => {
    const household = logbook(
      'H',
      ...onList,
      ['2026-04-20T10:00:00', state('NOT_POOR', { on: '2026-04-20' })],
      ['2026-04-21T10:00:00', state('CONFIRMED', { on: '2026-04-01' })],
    );
    expect(report([household]).baseline.adjusted).toBe(1);
    expect(report([household], { asOf: '2026-04-20T23:59:59' }).baseline.adjusted).toBe(0);
  });

  it('of several lists loses who is out in each of those that have it', () => {
    const second: TargetListFact = { ...list, id: 'M' };
    const inBoth: Step[] = [...onList, ['2026-03-21T10:00:00', { type: 'listed', list: 'M', area: '420101' }]];
    const outOfOne = logbook('H', ...inBoth, ['2026-04-20T10:00:00', state('NOT_POOR')]);
    const outOfBoth = logbook(
      'H',
      ...inBoth,
      ['2026-04-20T10:00:00', state('NOT_POOR')],
      ['2026-04-20T10:00:00', state('NOT_POOR', { list: 'M' })],
    );
    const both = { targetLists: [list, second] };
    expect(report([outOfOne], both).baseline).toEqual({ frozen: 1, adjusted: 1, lateAdded: 0 });
    expect(report([outOfBoth], both).baseline).toEqual({ frozen: 1, adjusted: 0, lateAdded: 0 });
  });
});

describe('duplicates', () => {
  const itself = logbook('H1', ...onList, ['2026-05-05T10:00:00', help()]);
  const duplicate = (...more: Step[]): EntryFact[] =>
    logbook(
      'H2',
      ...more,
      ['2026-05-06T10:00:00', help({ agency: 'moph' })],
      ['2026-05-07T10:00:00', state('DUPLICATE', { duplicateOf: 'H1' })],
    );

  it('are counted as the household they are, in everything but B and B_adj', () => {
    const made = together([itself, duplicate(...onList)]);
    expect(made.baseline).toEqual({ frozen: 2, adjusted: 1, lateAdded: 0 });
    expect(made.total).toMatchObject({ households: 1, assistances: 2, integratedHouseholds: 1, percentOfFrozen: 50 });
    expect(rowOf(made, 'moph')?.integratedHouseholds).toBe(1);
  });

  it('entered late make no late-added household of one in B', () => {
    expect(together([itself, duplicate(registered, listedLate)]).baseline).toEqual({
      frozen: 1,
      adjusted: 1,
      lateAdded: 0,
    });
  });

  it('make a list household of one that is on no list', () => {
    const outside = logbook('H1', registered, ['2026-05-05T10:00:00', help()]);
    const made = together([outside, duplicate(...onList)]);
    expect(made.total).toMatchObject({ households: 1, assistances: 2, outsideList: 0, percentOfFrozen: 100 });
  });

  it('of a household that nobody has are counted as themselves', () => {
    const made = together([duplicate(...onList)]);
    expect(made.total.households).toBe(1);
    expect(made.baseline.adjusted).toBe(0);
  });

  it('naming each other in a circle are one household', () => {
    const first = logbook(
      'H1',
      ...onList,
      ['2026-05-05T10:00:00', help()],
      ['2026-05-05T11:00:00', state('DUPLICATE', { duplicateOf: 'H2' })],
    );
    expect(together([first, duplicate(...onList)]).total.households).toBe(1);
  });

  it('open a figure to the household they are counted as', () => {
    const drillDown = { agency: 'moph', figure: 'households' } as const;
    expect(householdsBehind(inputOf({}), drillDown, [[duplicate(...onList), itself]])).toEqual(['H1']);
  });
});

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

describe('areas', () => {
  it('a list household counts where its list entry is, wherever it lives', () => {
    const household = logbook(
      'H',
      ...onList,
      ['2026-04-24T10:00:00', { type: 'move', on: '2026-04-24', toArea: '420301' }],
      ['2026-05-05T10:00:00', help()],
    );
    expect(report([household], { area: '4201' }).total).toMatchObject({ households: 1, outsideList: 0 });
    expect(report([household], { area: '4203' }).total).toMatchObject({ households: 0, outsideList: 0 });
  });

  it('a household outside the lists counts where it lives by the move recorded last, and nowhere when nobody knows', () => {
    const lives = (...moves: (string | null)[]): EntryFact[] =>
      logbook(
        'H',
        registered,
        ...moves.map((toArea, index): Step => [
          `2026-04-2${index}T10:00:00`,
          { type: 'move', on: '2026-04-01', toArea },
        ]),
        ['2026-05-05T10:00:00', help()],
      );
    expect(report([lives()]).total).toMatchObject({ outsideList: 1, households: 0, assistances: 0 });
    expect(report([lives('410101')]).total.outsideList).toBe(0);
    expect(report([lives('410101', '420301')]).total.outsideList).toBe(1);
    expect(report([lives(null)]).total.outsideList).toBe(0);
  });
});

describe('lists of an area', () => {
  it('are those published by then whose scope lies in the area or around it', () => {
    const inDistrict: TargetListFact = { ...list, id: 'D', scopeArea: '4203' };
    const elsewhere: TargetListFact = { ...list, id: 'E', scopeArea: '41' };
    const draft: TargetListFact = { ...list, id: 'F', publishedAt: utc('2026-06-06T08:00:00') };
    const on = (id: string): EntryFact[] =>
      logbook('H', registered, ['2026-03-20T10:00:00', { type: 'listed', list: id, area: '420301' }]);
    const targetLists = [list, inDistrict, elsewhere, draft];
    expect(['L', 'D', 'E', 'F'].map((id) => report([on(id)], { targetLists }).baseline.frozen)).toEqual([1, 1, 0, 0]);
    expect(report([on('L')], { targetLists: [inDistrict], area: '420301' }).baseline.frozen).toBe(0);
    expect(report([on('D')], { targetLists: [inDistrict], area: '420301' }).baseline.frozen).toBe(1);
    expect(report([on('D')], { targetLists: [inDistrict], area: '4201' }).baseline.frozen).toBeNull();
  });

  it('opened on the day of publication unless they say otherwise, the earliest deciding', () => {
    const published: TargetListFact = {
      ...list,
      publishedAt: utc('2026-04-01T00:00:00'),
      frozenAt: utc('2026-04-02T00:00:00'),
    };
    delete published.openedOn;
    const household = logbook('H', ...onList, ['2026-05-05T10:00:00', help({ deliveredOn: '2026-03-31' })]);
    expect(report([household], { targetLists: [published] }).total.sinceListHouseholds).toBe(0);
    expect(report([household], { targetLists: [published, { ...list, id: 'M' }] }).total.sinceListHouseholds).toBe(1);
  });

  it('are printed as they were asked for', () => {
    expect(report([], { lists: ['M', 'L'] }).list).toBe('M,L');
    expect(report([]).list).toBeNull();
  });
});

describe('rows', () => {
  const helpedBy = (...agencies: (string | null)[]): EntryFact[] =>
    logbook('H', ...onList, ...agencies.map((agency): Step => ['2026-05-05T10:00:00', help({ agency })]));
  const order = (area: string, recordedAt: string, ...agencies: string[]): CommitteeFact => ({
    area,
    agencies,
    recordedAt: utc(recordedAt),
  });

  it('are the order in its own sequence, others by the reference table, the unknown by name, the unspecified last', () => {
    const made = report([helpedBy('zzz', null, 'moe', 'aaa', 'moi')], {
      committees: [order('42', '2026-03-01T08:00:00', 'moph', 'cdd')],
    });
    expect(made.rows.map((row) => row.agency)).toEqual(['moph', 'cdd', 'moi', 'moe', 'aaa', 'zzz', null]);
  });

  it('follow the order in force then, of the area or the nearest above it', () => {
    const committees = [
      order('42', '2026-03-01T08:00:00', 'moph'),
      order('42', '2026-06-06T08:00:00', 'moe'),
      order('4201', '2026-03-01T08:00:00', 'cdd'),
    ];
    const agencies = (area: string, asOf: string): (string | null)[] =>
      report([], { committees, area, asOf }).rows.map((row) => row.agency);
    expect(agencies('42', '2026-06-05T23:59:00')).toEqual(['moph']);
    expect(agencies('42', '2026-06-06T23:59:59')).toEqual(['moe']);
    expect(agencies('420101', '2026-06-05T23:59:00')).toEqual(['cdd']);
    expect(agencies('4203', '2026-06-05T23:59:00')).toEqual(['moph']);
  });

  it('say who on the order gave no sign of life in the month', () => {
    const made = report([helpedBy('moi')], {
      committees: [order('42', '2026-03-01T08:00:00', 'moph', 'cdd', 'moe')],
      activity: [
        { agency: 'cdd', month: '2026-05', firstAt: utc('2026-05-31T23:59:59') },
        { agency: 'moph', month: '2026-06', firstAt: utc('2026-06-01T00:00:00') },
      ],
    });
    expect(made.rows.map((row) => [row.agency, row.silent])).toEqual([
      ['moph', true],
      ['cdd', false],
      ['moe', true],
      ['moi', false],
    ]);
    expect([made.total.silent, made.summedRows.silent]).toEqual([2, 2]);
  });

  it('never call an agency silent that has help of the month in its own row, however late it was recorded', () => {
    const committees = [order('42', '2026-03-01T08:00:00', 'moph', 'cdd', 'moe', 'moi')];
    const asOf = '2026-06-10T23:59:59';
    const late = logbook(
      'H',
      ...onList,
      ['2026-06-10T10:00:00', help({ agency: 'moph', coAgencies: ['cdd'] })],
      ['2026-06-10T10:00:00', help({ agency: 'moi', deliveredOn: '2026-06-01' })],
    );
    const outside = logbook('N', registered, ['2026-06-10T10:00:00', help({ agency: 'moe' })]);
    const made = report([late, outside], { committees, asOf });
    expect(made.rows.map((row) => [row.agency, row.assistances, row.outsideList, row.silent])).toEqual([
      ['moph', 1, 0, false],
      ['cdd', 1, 0, false],
      ['moe', 0, 1, false],
      ['moi', 0, 0, true],
    ]);
    expect([made.total.silent, made.summedRows.silent]).toEqual([1, 1]);
    // In the report of another area none of it is in the row.
    const elsewhere = report([late, outside], { committees, asOf, area: '4203' });
    expect(elsewhere.rows.map((row) => row.silent)).toEqual([true, true, true, true]);
  });
});

describe('at the edge', () => {
  const asOf = '2026-06-05T23:59:00';

  it('what happens at the as-of moment is known: a list, its publication and freeze, an order, a correction', () => {
    const atOnce: TargetListFact = { ...list, createdAt: utc(asOf), publishedAt: utc(asOf), frozenAt: utc(asOf) };
    const entered = logbook('H', [asOf, { type: 'listed', list: 'L', area: '420101' }]);
    expect(report([entered], { targetLists: [atOnce] }).baseline).toEqual({ frozen: 1, adjusted: 1, lateAdded: 0 });
    expect(report([entered], { targetLists: [atOnce], lists: ['L'] }).baseline.frozen).toBe(1);
    const committees = [{ area: '42', agencies: ['moe'], recordedAt: utc(asOf) }];
    expect(report([], { committees }).rows.map((row) => row.agency)).toEqual(['moe']);
    const corrected = logbook(
      'H',
      ...onList,
      ['2026-05-05T10:00:00', help()],
      [asOf, help({ status: 'CANCELLED' }), 2],
    );
    expect(report([corrected]).total.assistances).toBe(0);
  });

  it('an entry of the moment of the freeze is in B, and one withdrawn at that moment is not', () => {
    const freeze = '2026-03-31T16:30:00';
    const entered = logbook('H', [freeze, { type: 'listed', list: 'L', area: '420101' }]);
    const withdrawn = logbook('G', ...onList, [freeze, { type: 'other' }, 1]);
    expect(report([entered, withdrawn]).baseline).toEqual({ frozen: 1, adjusted: 1, lateAdded: 0 });
  });

  it('a late entry that was withdrawn is none', () => {
    const household = logbook('H', registered, listedLate, ['2026-04-03T10:00:00', { type: 'other' }, 1]);
    expect(report([household, logbook('G', ...onList)]).baseline.lateAdded).toBe(0);
  });

  it('the first day of a month is in it and not before it', () => {
    const on = (deliveredOn: string): ReportA =>
      report([logbook('H', ...onList, ['2026-05-31T10:00:00', help({ deliveredOn })])]);
    expect(on('2026-05-01').total).toMatchObject({ households: 1, newHouseholds: 1 });
    expect(on('2026-04-30').total).toMatchObject({ households: 0, newHouseholds: 0, sinceListHouseholds: 1 });
  });

  it('one help of a period is enough to be helped in it', () => {
    const made = report([
      logbook(
        'H',
        ...onList,
        ['2026-05-05T10:00:00', help({ deliveredOn: '2025-12-01' })],
        ['2026-05-05T10:00:00', help({ deliveredOn: '2026-04-10' })],
        ['2026-05-05T10:00:00', help({ agency: 'moph', deliveredOn: '2026-04-11' })],
      ),
    ]);
    expect(rowOf(made, 'cdd')).toMatchObject({
      households: 0,
      fiscalYearHouseholds: 1,
      sinceListHouseholds: 1,
      extra: { integratedSinceList: 1 },
    });
  });

  it('recorded at the close is not recorded after it', () => {
    const made = report([logbook('H', ...onList, [asOf, help()])]);
    expect(made.total.extra.recordedAfterClose).toBe(0);
  });

  it('a referral due at the close is not overdue, one sent and due before it is', () => {
    const due = (dueAt: string): number =>
      report([
        logbook('H', ...onList, [
          '2026-05-10T10:00:00',
          {
            type: 'referral-sent',
            referralId: 'R',
            toAgency: 'moph',
            needIds: [],
            sentAt: utc('2026-05-10T10:00:00'),
            dueAt,
          },
        ]),
      ]).total.referrals.overdue;
    expect(due('2026-06-05T23:59:00+07:00')).toBe(0);
    expect(due('2026-06-05T16:58:59.999Z')).toBe(1);
  });
});
