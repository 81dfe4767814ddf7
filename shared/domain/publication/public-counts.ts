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

/** Households of a step that were in an earlier step by what the steps mean (`case-on-day.ts`): a survey and a follow-up are visits, too. */
const STEP_WITHIN: Readonly<Partial<Record<FunnelStep, readonly FunnelStep[]>>> = {
  SURVEYED: ['VISITED'],
  FOLLOWED: ['VISITED', 'ASSISTED'],
  SUSTAINED: ['FOLLOWED'],
};

/** What a count is a part of by its meaning, so that the rest is known wherever both are shown. */
export function wholesOf(count: PublicCount): readonly PublicCount[] {
  if (count === 'baseline') return [];
  const [first, of] = count.split('.') as [Dimension | FunnelStep, string?];
  if (of === 'target') return ['baseline'];
  if (of === undefined) return ['baseline', ...(STEP_WITHIN[first as FunnelStep] ?? [])];
  return [`${first as Dimension}.target`, ...(of === 'helped' ? (['ASSISTED'] as const) : [])];
}
