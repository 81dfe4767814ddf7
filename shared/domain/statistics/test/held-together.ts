/** Reports B and C beside a second, naive calculation of them: what holds of every random history. */
import { deepStrictEqual, ok } from 'node:assert/strict';

import * as fc from 'fast-check';

import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { TARGET_STATES } from '../../target-list/target-state.ts';
import { addToEach } from '../known-group.ts';
import { daysOfQuarter } from '../quarter.ts';
import type { ReportBInput } from '../report-b/input.ts';
import { createReportB } from '../report-b/report-b.ts';
import type { QuarterFigures, ReportB } from '../report-b/shape.ts';
import { createReportC, type ReportCInput } from '../report-c/report-c.ts';
import type { ProgressFigures, ReportC } from '../report-c/shape.ts';
import { naiveCaseWork } from './case-work-naive.ts';
import { caseHistories, type CaseHistory } from './random-case-work.ts';
import { moments } from './random-history.ts';

export const quarters = fc.constantFrom('2569-Q4', '2570-Q1');
export const months = fc.constantFrom('2026-08', '2026-09', '2026-10', '2026-11');
const areas = fc.constantFrom('42', '42', '4201');
const areasOfC = fc.constantFrom('42', '42', '4201', 'TH');
export const listIds = fc.constantFrom<readonly string[] | null>(null, ['L1'], ['L1', 'L2']);

type Asked = { area: string; lists: readonly string[] | null; asOf: Date };

export function inputB(history: CaseHistory, quarter: string, { area, lists, asOf }: Asked): ReportBInput {
  return {
    selection: { quarter, area, lists },
    asOf,
    revision: null,
    lists: history.lists,
    orders: history.orders,
    meetings: [],
    resolutions: [],
    remarks: [],
    campaigns: history.campaigns,
    rounds: history.rounds,
    accounts: () => ({ open: 0, signedIn: 0, agenciesWithout: 0 }),
    definitionsVersion: '',
  };
}

export function inputC(history: CaseHistory, month: string, { area, lists, asOf }: Asked): ReportCInput {
  return {
    selection: { month, area, lists, level: 'district' },
    asOf,
    revision: null,
    lists: history.lists,
    campaigns: history.campaigns,
    rounds: history.rounds,
    definitionsVersion: '',
  };
}

export function reportC(history: CaseHistory, input: ReportCInput): ReportC {
  const calculator = createReportC(input);
  for (const group of history.groups) addToEach([calculator], group);
  return calculator.finish();
}

export function reportB(history: CaseHistory, input: ReportBInput): { report: ReportB; households: string[] } {
  const calculator = createReportB(input);
  for (const group of history.groups) addToEach([calculator], group);
  return { report: calculator.finish(), households: calculator.households() };
}

/** Every count of a row by the name under which it opens to households. */
export function figuresOfB(figures: QuarterFigures): Map<string, number> {
  const named = new Map<string, number>();
  for (const part of ['opening', 'in', 'out', 'closing'] as const)
    for (const state of TARGET_STATES) named.set(`targets.${part}.${state}`, figures.targets[part][state]);
  for (const [name, count] of Object.entries(figures.targets.entered)) named.set(`targets.entered.${name}`, count);
  for (const [of, { closedAs, households: _households, ...counts }] of Object.entries({
    ...figures.needs.byDimension,
    total: figures.needs.total,
  })) {
    for (const [name, count] of Object.entries(counts)) named.set(`needs.${of}.${name}`, count);
    for (const [name, count] of Object.entries(closedAs)) named.set(`needs.${of}.closedAs.${name}`, count);
  }
  for (const [before, row] of Object.entries(figures.outcome.stages))
    for (const [now, count] of Object.entries(row)) named.set(`outcome.stages.${before}.${now}`, count);
  named.set('outcome.graduated', figures.outcome.graduated);
  named.set('outcome.relapsed', figures.outcome.relapsed);
  for (const [source, count] of Object.entries(figures.missed.bySource)) named.set(`missed.${source}`, count);
  named.set('missed.total', figures.missed.total);
  named.set('missed.listed', figures.missed.listed);
  for (const { round, ...counts } of figures.rexray)
    for (const [name, count] of Object.entries(counts)) named.set(`rexray.${round}.${name}`, count);
  for (const { campaign, milestones } of figures.campaigns)
    for (const [at, { count, countAtDue, lateAdded }] of milestones.entries()) {
      named.set(`campaign.${campaign}.${at}.count`, count);
      named.set(`campaign.${campaign}.${at}.lateAdded`, lateAdded);
      if (countAtDue !== null) named.set(`campaign.${campaign}.${at}.countAtDue`, countAtDue);
    }
  named.set('mechanism.householdsWithMentor', figures.mechanism.householdsWithMentor);
  named.set('mechanism.householdsWithoutMentor', figures.mechanism.householdsWithoutMentor);
  named.set('quality.lateEntries.entries', figures.quality.lateEntries.entries);
  named.set('quality.lateEntries.late', figures.quality.lateEntries.late);
  named.set('quality.noContact31Days', figures.quality.noContact31Days);
  return named;
}

function figuresOfC(figures: ProgressFigures): Map<string, number> {
  const named = new Map<string, number>([
    ['households', figures.households],
    ['solvedPartly', figures.solvedPartly],
    ['noMovement30Days', figures.noMovement30Days],
  ]);
  for (const { step, households, lateAdded, change } of figures.funnel) {
    named.set(`funnel.${step}`, households);
    named.set(`funnel.${step}.lateAdded`, lateAdded);
    named.set(`before.${step}`, households - change);
  }
  for (const [state, count] of Object.entries(figures.exits)) named.set(`exits.${state}`, count);
  for (const [dimension, counts] of Object.entries(figures.dimensions))
    for (const [name, count] of Object.entries(counts)) named.set(`dimensions.${dimension}.${name}`, count);
  return named;
}

/** Every row of Report B counts whom the second calculation counts, and balances. */
export const sayTheSameInB = fc.property(
  caseHistories,
  quarters,
  areas,
  listIds,
  moments,
  (history, quarter, area, lists, asOf) => {
    // A quarter to come is refused.
    fc.pre(bangkokDay(asOf) >= daysOfQuarter(quarter).from);
    const asked = { area, lists, asOf };
    const { report } = reportB(history, inputB(history, quarter, asked));
    const naive = naiveCaseWork(history, { ...asked, quarter });
    for (const [row, figures] of [
      ['total', report.total] as const,
      ...report.units.map((unit) => [unit.unit ?? 'null', unit] as const),
    ]) {
      const named = figuresOfB(figures);
      deepStrictEqual(
        [row, Object.fromEntries(named)],
        [row, Object.fromEntries([...named.keys()].map((name) => [name, naive(row, name).length]))],
      );
      const { opening, in: came, out, closing } = figures.targets;
      for (const state of TARGET_STATES) deepStrictEqual(opening[state] + came[state] - out[state], closing[state]);
      const { openBefore, opened, reopened, closed, openAfter } = figures.needs.total;
      deepStrictEqual(openBefore + opened + reopened - closed, openAfter);
    }
  },
);

/** Every row of Report C counts whom the second calculation counts, and no percent passes 100. */
export const sayTheSameInC = fc.property(
  caseHistories,
  months,
  areasOfC,
  listIds,
  moments,
  (history, month, area, lists, asOf) => {
    const asked = { area, lists, asOf };
    const report = reportC(history, inputC(history, month, asked));
    const naive = naiveCaseWork(history, { ...asked, month });
    for (const [row, figures] of [
      ['total', report.total] as const,
      ...report.rows.map((each) => [each.area, each] as const),
    ]) {
      const named = figuresOfC(figures);
      deepStrictEqual(
        [row, Object.fromEntries(named)],
        [row, Object.fromEntries([...named.keys()].map((name) => [name, naive(row, name).length]))],
      );
      for (const { percentOfFrozen, percentOfPrevious } of figures.funnel)
        for (const percent of [percentOfFrozen, percentOfPrevious]) ok((percent ?? 0) <= 100);
    }
  },
);
