import { env } from 'node:process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RollUp } from '#shared/domain/organisation/organisation.ts';
import { previousMonth } from '#shared/thai/bangkok-time.ts';
import { closeOf } from '../close.ts';
import { addToEach } from '../known-group.ts';
import { createReportA } from './report-a.ts';
import type { HouseholdFigure } from './columns.ts';
import type { ReportAInput, ReportASelection } from './report-a.ts';
import { asOfTimes, nextRevision, nightsWorthComputing } from '../revisions.ts';
import type { ReportA } from './shape.ts';
import {
  AGENCIES,
  DISTRICTS,
  findOrganisation,
  histories,
  moments,
  months,
  selections,
} from '../test/random-history.ts';
import type { History } from '../test/random-history.ts';
import { calculated, householdsBehind, reportA } from '../test/report-a-of.ts';
import { naiveReportA } from '../test/report-a-naive.ts';

/** More for a long night: REPORT_A_RUNS=20000. */
const RUNS = Number(env['REPORT_A_RUNS'] ?? 300);

function inputOf(history: History, selection: ReportASelection, asOf: Date, rollUp: RollUp = 'office'): ReportAInput {
  return {
    selection,
    asOf,
    revision: null,
    lists: history.lists,
    committees: history.committees,
    defaultCommittee: ['moph', 'cdd'],
    activity: history.activity,
    agencyOrder: AGENCIES,
    definitionsVersion: 'test',
    organisations: findOrganisation,
    rollUp,
  };
}

const rollUps = fc.constantFrom('office' as const, 'department' as const, 'ministry' as const);

const figures: HouseholdFigure[] = [
  'households',
  'newHouseholds',
  'byDimension.health',
  'byDimension.income',
  'integratedHouseholds',
  'fiscalYearHouseholds',
  'sinceListHouseholds',
  'outsideList',
  'extra.adviceOnlyHouseholds',
  'extra.integratedSinceList',
];

describe('Report A and a second, naive calculation of it', () => {
  it('say the same in every cell, for the month to date and at any later moment', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(histories, selections, moments, rollUps, (history, selection, moment, rollUp) => {
        for (const asOf of [moment, closeOf(selection.month)]) {
          const input = inputOf(history, selection, asOf, rollUp);
          expect(reportA(input, history.groups)).toEqual(naiveReportA(input, history.entries).report);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('open a figure to the same households, as many as it counts', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        histories,
        selections,
        moments,
        fc.constantFrom(...AGENCIES, 'none', 'total'),
        rollUps,
        (history, selection, asOf, agency, rollUp) => {
          const input = inputOf(history, selection, asOf, rollUp);
          const naive = naiveReportA(input, history.entries);
          const row =
            agency === 'total'
              ? naive.report.total
              : naive.report.rows.find((some) => (some.agency ?? 'none') === agency);
          for (const figure of figures) {
            const behind = householdsBehind(input, { agency, figure }, history.groups);
            expect(behind).toEqual(naive.behind(agency, figure));
            const count = figure.split('.').reduce<unknown>((value, key) => Object(value)[key], row);
            expect(behind.length).toBe(count ?? 0);
          }
          for (const figure of ['frozen', 'adjusted', 'lateAdded'] as const) {
            const behind = householdsBehind(input, { agency: 'total', figure: `baseline.${figure}` }, history.groups);
            const count = naive.report.baseline[figure];
            expect(behind).toEqual(count === null ? [] : naive.behind('total', `baseline.${figure}`));
            expect(behind.length).toBe(count ?? 0);
          }
        },
      ),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});

describe('the invariants of domain.md §6.2', () => {
  it('hold in every report', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(histories, selections, moments, (history, selection, asOf) => {
        const report = reportA(inputOf(history, selection, asOf), history.groups);
        const { total, summedRows, baseline } = report;
        expect(total.households).toBeLessThanOrEqual(summedRows.households);
        expect(total.integratedHouseholds).toBeLessThanOrEqual(total.households);
        expect(total.newHouseholds).toBeLessThanOrEqual(total.households);
        expect(total.outsideList).toBeLessThanOrEqual(summedRows.outsideList);
        // Without a baseline there is nothing to compare with.
        const frozen = baseline.frozen ?? Number.POSITIVE_INFINITY;
        expect(baseline.adjusted ?? 0).toBeLessThanOrEqual(frozen);
        expect(total.fiscalYearHouseholds).toBeLessThanOrEqual(frozen + baseline.lateAdded);
        expect(total.sinceListHouseholds).toBeLessThanOrEqual(frozen + baseline.lateAdded);
        for (const row of [...report.rows, total]) {
          for (const percent of [row.percentOfFrozen, row.percentOfAdjusted, row.recordedOnTime]) {
            expect(percent ?? 0).toBeGreaterThanOrEqual(0);
            expect(percent ?? 0).toBeLessThanOrEqual(100);
          }
          expect(row.households).toBeLessThanOrEqual(row.fiscalYearHouseholds);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('new households are what the cumulative figure grew by, and it never shrinks', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(histories, selections, moments, (history, selection, asOf) => {
        const { total } = reportA(inputOf(history, selection, asOf), history.groups);
        const before = reportA(
          inputOf(history, { ...selection, month: previousMonth(selection.month) }, asOf),
          history.groups,
        ).total;
        expect(total.sinceListHouseholds).toBeGreaterThanOrEqual(before.sinceListHouseholds);
        // Before the lists opened nothing is since then, and help in such a month is new but not cumulative.
        fc.pre(total.sinceListHouseholds > 0);
        expect(total.newHouseholds).toBe(total.sinceListHouseholds - before.sinceListHouseholds);
        expect(total.households).toBeLessThanOrEqual(total.sinceListHouseholds);
      }),
      { numRuns: RUNS },
    );
  });

  it('districts are a partition of their province', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        histories,
        months,
        moments,
        fc.constantFrom(['L1'], ['L1', 'L2', 'L3']),
        (history, month, asOf, lists) => {
          const of = (area: string): ReportA => reportA(inputOf(history, { month, area, lists }, asOf), history.groups);
          const province = of('42');
          const districts = DISTRICTS.map(of);
          const sum = (figure: (report: ReportA) => number | null): number =>
            districts.reduce((total, report) => total + (figure(report) ?? 0), 0);
          const figuresOf: ((report: ReportA) => number | null)[] = [
            (report) => report.baseline.frozen ?? 0,
            (report) => report.baseline.adjusted ?? 0,
            (report) => report.baseline.lateAdded,
            (report) => report.total.households,
            (report) => report.total.newHouseholds,
            (report) => report.total.assistances,
            (report) => report.total.fiscalYearHouseholds,
            (report) => report.total.sinceListHouseholds,
            (report) => report.total.outsideList,
            (report) => report.total.needsResolved,
            (report) => report.total.referrals.overdue,
          ];
          for (const figure of figuresOf) expect(sum(figure)).toBe(figure(province));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('the matrices agree with the report', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(histories, selections, moments, (history, selection, asOf) => {
        const calculator = calculated({ ...inputOf(history, selection, asOf), districts: DISTRICTS }, history.groups);
        const report = calculator.finish();
        const { agencyByDimension, agencyByDistrict } = calculator.matrices();
        const dimensions = Object.keys(report.total.byDimension);
        expect(agencyByDimension.columns).toEqual(dimensions);
        expect(agencyByDimension.rows.map((row) => row.cells)).toEqual(
          report.rows.map((row) => Object.values(row.byDimension)),
        );
        expect(agencyByDimension.distinct.cells).toEqual(Object.values(report.total.byDimension));
        expect(agencyByDimension.summedRows.cells).toEqual(Object.values(report.summedRows.byDimension));
        for (const table of [agencyByDimension, agencyByDistrict]) {
          expect(table.rows.map((row) => [row.agency, row.distinct])).toEqual(
            report.rows.map((row) => [row.agency, row.households]),
          );
          expect(table.distinct.distinct).toBe(report.total.households);
          expect(table.summedRows.distinct).toBe(report.summedRows.households);
        }
        // A household stands in one district.
        expect(agencyByDistrict.distinct.summed).toBe(report.total.households);
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

describe('revisions', () => {
  it('are the same when nights in which nothing was recorded are left out', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        histories,
        selections,
        moments,
        fc.array(moments, { maxLength: 2 }),
        (history, selection, now, runs) => {
          const times = asOfTimes(selection.month, now, runs);
          const recordedAts = [
            ...history.entries.map((entry) => entry.recordedAt),
            ...history.committees.map((committee) => committee.recordedAt),
            ...history.activity.map((sign) => sign.firstAt),
            ...history.lists.flatMap((list) => [list.createdAt, list.publishedAt ?? [], list.frozenAt ?? []].flat()),
          ];
          const worth = nightsWorthComputing(times, recordedAts);
          // Every seventh night stands for all of them, or the test would take the night itself.
          const some = times.filter((time, index) => index % 7 === 0 || worth.includes(time));
          expect(revisionsAt(history, selection, worth)).toEqual(revisionsAt(history, selection, some));
        },
      ),
      { numRuns: Math.ceil(RUNS / 6) },
    );
  });
});

function revisionsAt(history: History, selection: ReportASelection, times: readonly Date[]): ReportA[] {
  const calculators = times.map((asOf) => createReportA(inputOf(history, selection, asOf)));
  for (const group of history.groups) addToEach(calculators, group);
  const revisions: ReportA[] = [];
  for (const calculator of calculators) {
    const revision = nextRevision(revisions.at(-1), calculator.finish());
    if (revision) revisions.push(revision);
  }
  return revisions;
}
