/** Section 3: the needs of the households, by dimension. */
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import type { ListedCase } from '../case-lists.ts';
import { isOpenOn, needStatusOn } from '../case-on-day.ts';
import type { FigureTally } from '../figure-tally.ts';
import type { ReportDays } from './days.ts';
import { recordOf } from '../record-of.ts';
import { CLOSED_AS, type NeedFigures, type QuarterFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

export function addNeeds({ known }: ListedCase, { before, day }: ReportDays, rows: readonly UnitTally[]): void {
  const { id } = known.household;
  const open = new Set<string>();
  for (const need of known.needs) {
    const wasOpen = isOpenOn(need, before);
    const status = needStatusOn(need, day);
    const nowOpen = isOpenOn(need, day);
    const counts: string[] = [];
    if (wasOpen === true) counts.push('openBefore');
    if (wasOpen === undefined && nowOpen !== undefined) counts.push('opened');
    if (wasOpen === false && nowOpen === true) counts.push('reopened');
    if (wasOpen !== false && nowOpen === false) counts.push('closed', `closedAs.${status}`);
    if (nowOpen === true) counts.push('openAfter');
    const { dimension } = need.need;
    for (const { tally } of rows)
      for (const figure of counts) for (const part of [dimension, 'total']) tally.add(`needs.${part}.${figure}`, id);
    if (nowOpen === true) open.add(dimension).add('total');
  }
  for (const { tally } of rows) for (const part of open) tally.add(`needs.${part}.households`, id);
}

export function needsOf(tally: FigureTally): QuarterFigures['needs'] {
  return {
    byDimension: recordOf(DIMENSIONS, (dimension) => partOf(tally, dimension)),
    total: partOf(tally, 'total'),
  };
}

function partOf(tally: FigureTally, of: Dimension | 'total'): NeedFigures {
  const count = (name: string): number => tally.of(`needs.${of}.${name}`);
  return {
    openBefore: count('openBefore'),
    opened: count('opened'),
    reopened: count('reopened'),
    closed: count('closed'),
    openAfter: count('openAfter'),
    closedAs: recordOf(CLOSED_AS, (status) => count(`closedAs.${status}`)),
    households: count('households'),
  };
}
