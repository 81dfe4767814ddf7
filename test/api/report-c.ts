import { FUNNEL_STEPS, type ProgressFigures, type ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { OUT_STATES } from '#shared/domain/target-list/target-state.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { lastDay } from '#shared/thai/bangkok-time.ts';

/** Report C of a province and month, of districts with so many target households. */
export function reportC(
  area: string,
  month: string,
  districts: Readonly<Record<string, number>>,
  revision: number,
): ReportC {
  const codes = Object.keys(districts);
  const total = codes.reduce((sum, code) => sum + (districts[code] ?? 0), 0);
  return {
    month,
    area,
    level: 'district',
    list: null,
    revision,
    asOf: `${month}-28T23:59:59+07:00`,
    asOfDay: lastDay(month),
    definitions: 'report-b-c of a test',
    total: figuresOf(total),
    rows: codes.map((code) => ({ area: code, ...figuresOf(districts[code] ?? 0) })),
    overlap: {
      TPMAP: total,
      THAIQM: 0,
      VULNERABLE: 0,
      'TPMAP+THAIQM': 0,
      'TPMAP+VULNERABLE': 0,
      'THAIQM+VULNERABLE': 0,
      'TPMAP+THAIQM+VULNERABLE': 0,
      OTHER: 0,
    },
    campaigns: [],
  };
}

/** Every household has done every step, so that no rest of a step is small. */
function figuresOf(households: number): ProgressFigures {
  const all = { target: households, helped: households, solved: households, helpedBesides: 0 };
  return {
    baseline: { frozen: households, adjusted: households, lateAdded: 0 },
    households,
    funnel: FUNNEL_STEPS.map((step) => ({
      step,
      households,
      lateAdded: 0,
      percentOfFrozen: 100,
      percentOfPrevious: 100,
      change: 0,
    })),
    exits: Object.fromEntries(OUT_STATES.map((state) => [state, 0])) as ProgressFigures['exits'],
    dimensions: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, all])) as ProgressFigures['dimensions'],
    solvedPartly: 0,
    noMovement30Days: 0,
  };
}
