import type { NationPlan, ProvinceItem, StatisticsRequest } from '#shared/contracts/statistics-run.ts';
import { addDays, bangkokDay, bangkokMonth, fiscalYear, previousMonth } from '#shared/thai/bangkok-time.ts';
import { monthsOfQuarter, quarterOfMonth, quartersOfFiscalYear } from '#shared/domain/statistics/quarter.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { provincesOfNation } from '#shared/statistics/household-groups.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';

/**
 * Which provinces evaluate which months. All 77, since one without households costs a query for each of its districts and leaves nothing behind.
 *
 * - `close`: every closed month that a night still looks at. A province evaluates those without any revision, which is the month that just
 *   closed, and more when the clock jumped over closes.
 * - `nightly`: the same months, each through all nights not evaluated yet. The month to date is always computed live.
 * - `demand`: the one period and area; of the nation every province.
 *
 * Quarters are looked at with the months with which they close.
 */
export function planProvinces(request: StatisticsRequest, now: Date): { items: ProvinceItem[]; nation: NationPlan } {
  if (request.kind === 'demand') {
    const { area, asOf, run } = request;
    const demand = { area, asOf, run };
    const periods = periodsOf(request);
    if (area === NATION)
      return {
        items: provincesOfNation().map((province) => ({ province, ...periods, unevaluatedOnly: false, demand })),
        nation: { months: periods.months, demand },
      };
    return {
      nation: null,
      items: [{ province: area.slice(0, 2), ...periods, unevaluatedOnly: false, demand }],
    };
  }
  const months = monthsOfNight(now);
  // A quarter closes with its last month.
  const quarters = months.map(quarterOfMonth).filter((quarter, at) => monthsOfQuarter(quarter)[2] === months[at]);
  const unevaluatedOnly = request.kind === 'close';
  return {
    items: provincesOfNation().map((province) => ({ province, months, quarters, unevaluatedOnly })),
    nation: { months },
  };
}

/** What a run on demand is of: a month, a quarter, or the quarters of a fiscal year. */
function periodsOf({
  month,
  quarter,
  fiscalYear: year,
}: Extract<StatisticsRequest, { kind: 'demand' }>): Pick<ProvinceItem, 'months' | 'quarters' | 'fiscalYear'> {
  if (quarter !== undefined) return { months: [], quarters: [quarter] };
  if (year !== undefined) return { months: [], quarters: quartersOfFiscalYear(year), fiscalYear: year };
  return { months: [month], quarters: [] };
}

/**
 * The closed months, oldest first, of the fiscal year of the last night and the one before: those whose figures that night may revise. The
 * night of 30 September still looks at a fiscal year that from the next day on nobody looks at.
 */
function monthsOfNight(now: Date): string[] {
  const lastNight = addDays(bangkokDay(now), -1);
  const months: string[] = [];
  for (
    let month = previousMonth(bangkokMonth(now));
    fiscalYear(month) >= fiscalYear(lastNight) - 1;
    month = previousMonth(month)
  )
    if (closeOf(month).getTime() + SETTLING_MS <= now.getTime()) months.unshift(month);
  return months;
}
