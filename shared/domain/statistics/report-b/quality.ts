/** Section 9: how complete and how fresh what was recorded is, and the indicators in which households of the lists fail. */
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { CaseLists, ListedCase } from '../case-lists.ts';
import { endOf, isWithoutContact } from '../case-on-day.ts';
import type { FigureTally } from '../figure-tally.ts';
import { percentOf } from '../percent.ts';
import type { ReportDays } from './days.ts';
import type { QuarterFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

/** Bangkok days after which an entry is late (R16). */
const DAYS_TO_RECORD = 7;

export function addQuality(listed: ListedCase, lists: CaseLists, days: ReportDays, rows: readonly UnitTally[]): void {
  const { known, standing } = listed;
  const { id } = known.household;
  const indicators = new Set<number>();
  let unidentified = false;
  for (const { entry } of standing.members.flatMap(({ listings }) => listings)) {
    if (entry.body.type !== 'listed') continue;
    for (const indicator of entry.body.indicators ?? []) indicators.add(indicator);
    unidentified ||= entry.body.withoutCitizenId === true;
  }
  const dated = [
    ...known.dated,
    ...known.household.helps.map(({ deliveredOn, firstDeliveredAt }) => ({
      on: deliveredOn,
      firstAt: firstDeliveredAt,
    })),
  ].filter(({ on }) => days.holds(on));
  const late = dated.filter(({ on, firstAt }) => firstAt >= endOf(addDays(on, DAYS_TO_RECORD)));
  const noContact = isWithoutContact(listed, lists, days.day);
  for (const row of rows) {
    const { tally } = row;
    for (const indicator of indicators) {
      row.indicators.add(indicator);
      tally.add(`indicators.${indicator}`, id);
    }
    if (unidentified) tally.add('quality.withoutCitizenId', id);
    for (const _ of dated) tally.add('quality.lateEntries.entries', id);
    for (const _ of late) tally.add('quality.lateEntries.late', id);
    if (noContact) tally.add('quality.noContact31Days', id);
  }
}

export function indicatorsOf({ tally, indicators }: UnitTally): QuarterFigures['indicators'] {
  return [...indicators]
    .map((indicator) => ({ indicator, households: tally.of(`indicators.${indicator}`) }))
    .toSorted((a, b) => b.households - a.households || a.indicator - b.indicator);
}

export function qualityOf(tally: FigureTally): QuarterFigures['quality'] {
  const entries = tally.of('quality.lateEntries.entries');
  const late = tally.of('quality.lateEntries.late');
  return {
    withoutCitizenId: tally.of('quality.withoutCitizenId'),
    lateEntries: { entries, late, percent: percentOf(late, entries) },
    noContact31Days: tally.of('quality.noContact31Days'),
  };
}
