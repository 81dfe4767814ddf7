import { describe, expect, it } from 'vitest';
import type { EntryFact, TargetListFact } from '../facts.ts';
import { householdsBehind } from '../test/report-a-of.ts';
import {
  help,
  inputOf,
  list,
  listedLate,
  logbook,
  onList,
  registered,
  report,
  rowOf,
  state,
  together,
  type Step,
} from '../test/smallest-history.ts';

/** Each rule of domain.md §6.2 and §6.3, and each decision where they are silent, on the smallest history that shows it. May 2569 unless said. */

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
