/** The counts of Report C that everybody may see (issue of the public face; web page of figures). Each is a number of households of the list. */
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';

import { FUNNEL_STEPS, type FunnelStep } from '../statistics/report-c/shape.ts';

const DIMENSION_COUNTS = ['target', 'helped', 'solved'] as const;

/** `target`: households of the frozen list. A step of the funnel by its name; of a dimension its name, a dot and the count. */
export type PublicCount = 'baseline' | FunnelStep | `${Dimension}.${(typeof DIMENSION_COUNTS)[number]}`;

export const PUBLIC_COUNTS: readonly PublicCount[] = [
  'baseline',
  ...FUNNEL_STEPS,
  ...DIMENSIONS.flatMap((dimension) => DIMENSION_COUNTS.map((count) => `${dimension}.${count}` as const)),
];

/** What a count is a part of, so that the rest is known wherever both are shown. */
export function wholeOf(count: PublicCount): PublicCount | undefined {
  if (count === 'baseline') return undefined;
  const [dimension, of] = count.split('.') as [Dimension, string?];
  return of === undefined || of === 'target' ? 'baseline' : `${dimension}.target`;
}
