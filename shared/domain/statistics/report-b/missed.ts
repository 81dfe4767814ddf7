/** Section 6: households that were found beside the lists, in the rows of where they live. */
import { FOUND_SOURCES } from '../../household/found-source.ts';
import type { ListedCase } from '../case-lists.ts';
import type { FigureTally } from '../figure-tally.ts';
import type { KnownCase } from '../known-case.ts';
import type { ReportDays } from './days.ts';
import { recordOf } from '../record-of.ts';
import type { QuarterFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

export function addFound(
  known: KnownCase,
  listed: ListedCase | undefined,
  days: ReportDays,
  rowsAt: (place: string) => readonly UnitTally[],
): void {
  const { id, residence } = known.household;
  if (residence === null || known.founds.length === 0) return;
  const found = known.founds.filter(({ on }) => days.holds(on));
  const sources = new Set(found.map(({ source }) => source));
  const isListed = listed !== undefined && listed.enteredOn <= days.day;
  for (const { tally } of rowsAt(residence)) {
    for (const source of sources) tally.add(`missed.${source}`, id);
    if (sources.size === 0) continue;
    tally.add('missed.total', id);
    if (isListed) tally.add('missed.listed', id);
  }
}

export function missedOf(tally: FigureTally): QuarterFigures['missed'] {
  return {
    bySource: recordOf(FOUND_SOURCES, (source) => tally.of(`missed.${source}`)),
    total: tally.of('missed.total'),
    listed: tally.of('missed.listed'),
  };
}
