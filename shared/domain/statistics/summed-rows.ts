import { addBaht } from '#shared/thai/money.ts';
import type { AgencyRow, SummedRows } from './report-a-shape.ts';

/**
 * The plain sums of rows ("นับซ้ำ", domain.md §6.2 rule 1): counts, baht and silent agencies. Baht follow the rule of a row: null when rows
 * have records and none of those has a value; a row without records says nothing about it.
 */
export function summedRows(rows: readonly AgencyRow[]): SummedRows {
  const sum = (figure: (row: AgencyRow) => number): number => rows.reduce((total, row) => total + figure(row), 0);
  return {
    households: sum((row) => row.households),
    newHouseholds: sum((row) => row.newHouseholds),
    persons: sum((row) => row.persons),
    assistances: sum((row) => row.assistances),
    byDimension: {
      health: sum((row) => row.byDimension.health),
      living: sum((row) => row.byDimension.living),
      education: sum((row) => row.byDimension.education),
      income: sum((row) => row.byDimension.income),
      access: sum((row) => row.byDimension.access),
    },
    needsTouched: sum((row) => row.needsTouched),
    needsResolved: sum((row) => row.needsResolved),
    integratedHouseholds: sum((row) => row.integratedHouseholds),
    withoutValue: sum((row) => row.withoutValue),
    referrals: {
      received: sum((row) => row.referrals.received),
      accepted: sum((row) => row.referrals.accepted),
      completed: sum((row) => row.referrals.completed),
      rejected: sum((row) => row.referrals.rejected),
      overdue: sum((row) => row.referrals.overdue),
    },
    fiscalYearHouseholds: sum((row) => row.fiscalYearHouseholds),
    sinceListHouseholds: sum((row) => row.sinceListHouseholds),
    outsideList: sum((row) => row.outsideList),
    cashBaht: summedBaht(rows, (row) => row.cashBaht),
    inKindBaht: summedBaht(rows, (row) => row.inKindBaht),
    silent: sum((row) => (row.silent ? 1 : 0)),
  };
}

function summedBaht(rows: readonly AgencyRow[], baht: (row: AgencyRow) => number | null): number | null {
  const withRecords = rows.filter((row) => row.assistances > 0);
  const known = withRecords.map((row) => baht(row)).filter((value) => value !== null);
  if (withRecords.length > 0 && known.length === 0) {
    return null;
  }
  return known.reduce((total, value) => addBaht(total, value), 0);
}
