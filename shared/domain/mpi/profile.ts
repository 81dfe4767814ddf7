/** Which indicators make a household poor, and how: a profile is never changed, a new version takes its place. Source: domain.md §4.2. */
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { INDICATOR_SET, indicators } from '#shared/reference/indicators.ts';
import { fraction, type Fraction } from './fraction.ts';

export type MpiProfile = {
  /** Name and version: lists say by which profile they were made. */
  readonly id: string;
  readonly name: string;
  /** From 1. */
  readonly version: number;
  /** The set whose numbers the indicators have; answers to another set are not judged by the profile. */
  readonly framework: string;
  /** Whether an official text states the selection, or it is inferred. */
  readonly source: 'OFFICIAL' | 'INFERENCE';
  /** Numbers of indicators (1–38), each in one dimension. */
  readonly dimensions: Readonly<Record<Dimension, readonly number[]>>;
};

/** The 17 indicators of TPMAP 2561 by their names in the set of today: 16, since two of them became one. Inferred, not official. */
export const TPMAP_2561_EQUIVALENT: MpiProfile = {
  id: profileId('TPMAP-2561-equivalent', 1),
  name: 'TPMAP-2561-equivalent',
  version: 1,
  framework: INDICATOR_SET,
  source: 'INFERENCE',
  dimensions: {
    health: ofDimension('health'),
    living: ofDimension('living'),
    education: ofDimension('education'),
    income: ofDimension('income'),
    access: ofDimension('access'),
  },
};

export function profileId(name: string, version: number): string {
  return `${name}@${version}`;
}

/** Indicators that a selection names more than once: each belongs to one dimension. */
export function namedTwice(dimensions: MpiProfile['dimensions']): number[] {
  const all = DIMENSIONS.flatMap((dimension) => dimensions[dimension]);
  return [...new Set(all.filter((no, at) => all.indexOf(no) !== at))];
}

function ofDimension(dimension: Dimension): number[] {
  return indicators.filter(({ mpiDimension }) => mpiDimension === dimension).map(({ no }) => no);
}

export type WeightedIndicator = { readonly no: number; readonly dimension: Dimension; readonly weight: Fraction };

/** The weight of each indicator: dimensions that have indicators weigh the same, and so do the indicators of one dimension; all together 1. */
export function weightsOf({ dimensions }: MpiProfile): WeightedIndicator[] {
  const used = DIMENSIONS.filter((dimension) => dimensions[dimension].length > 0);
  return used.flatMap((dimension) => {
    const weight = fraction(1, used.length * dimensions[dimension].length);
    return dimensions[dimension].map((no) => ({ no, dimension, weight }));
  });
}
