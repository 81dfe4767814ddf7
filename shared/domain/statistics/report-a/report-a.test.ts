import { describe, expect, it } from 'vitest';
import type { CommitteeFact, EntryFact, TargetListFact } from '../facts.ts';
import {
  help,
  list,
  listedLate,
  logbook,
  onList,
  registered,
  report,
  rowOf,
  utc,
  type Step,
} from '../test/smallest-history.ts';
import type { ReportA } from './shape.ts';

/** Each rule of domain.md §6.2 and §6.3, and each decision where they are silent, on the smallest history that shows it. May 2569 unless said. */

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
