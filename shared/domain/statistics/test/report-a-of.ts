/** Report A of groups at hand, fed as the evaluation feeds it. */
import type { HouseholdGroup } from '../facts.ts';
import { addToEach } from '../known-group.ts';
import { createReportA } from '../report-a/report-a.ts';
import type { DrillDown, ReportACalculator, ReportAInput } from '../report-a/report-a.ts';
import type { ReportA } from '../report-a/shape.ts';

export function calculated(input: ReportAInput, groups: Iterable<HouseholdGroup>): ReportACalculator {
  const calculator = createReportA(input);
  for (const group of groups) addToEach([calculator], group);
  return calculator;
}

export function reportA(input: ReportAInput, groups: Iterable<HouseholdGroup>): ReportA {
  return calculated(input, groups).finish();
}

/** The sorted ids of the households behind one figure: as many as the figure counts (domain.md §6.2 "drill-down count = figure"). */
export function householdsBehind(
  input: ReportAInput,
  drillDown: DrillDown,
  groups: Iterable<HouseholdGroup>,
): string[] {
  return calculated({ ...input, drillDown }, groups).households();
}
