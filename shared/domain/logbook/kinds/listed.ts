import * as z from 'zod';

import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import type { TargetEntry } from '../../household/household.ts';
import { dimension } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, parts } from '../privacy.ts';

const target = fields({
  personId: clear(z.string().nullable()),
  dimensions: clear(z.array(dimension)),
  indicators: clear(z.array(z.int()), 'indicators'),
  /** Nobody knew the person's citizen ID when it was listed. */
  withoutCitizenId: clear(z.literal(true).optional()),
});
const { shape, privacy, told } = fields({
  type: clear(z.literal('listed')),
  list: clear(z.string()),
  area: clear(z.string()),
  targets: parts(target, z.array(z.object(target.shape))),
});
const body = z.strictObject(shape);

export type ListedBody = z.infer<typeof body>;

/** Rows of a target list file: persons of the household on the list. */
export const listed = {
  type: 'listed',
  recordedBy: [],
  shownAs: 'Listed',
  body,
  shown: body,
  privacy,
  told,
  words: true,
  apply(household, said, { recordedAt }) {
    household.targets = mergeTargets(household.targets, said, recordedAt);
  },
  // A state is said of a household that is on the list.
  bears: ({ list }, others) =>
    others.some(({ said }) => said.type === 'listed' && said.list === list)
      ? []
      : others.flatMap(({ id, said }) => (said.type === 'target-state' && said.list === list ? [id] : [])),
  fact: ({ type, list, area, targets }) => {
    const dimensions = DIMENSIONS.filter((one) => targets.some((each) => each.dimensions.includes(one)));
    const indicators = [...new Set(targets.flatMap((each) => each.indicators))].toSorted((a, b) => a - b);
    return {
      type,
      list,
      area,
      ...(dimensions.length === 0 ? {} : { dimensions }),
      ...(indicators.length === 0 ? {} : { indicators }),
      ...(targets.some((each) => each.withoutCitizenId) ? { withoutCitizenId: true as const } : {}),
    };
  },
} as const satisfies Kind<ListedBody> & { body: typeof body; shown: typeof body };

function mergeTargets(targets: readonly TargetEntry[], said: ListedBody, addedAt: string): TargetEntry[] {
  const merged = [...targets];
  for (const { withoutCitizenId: _withoutId, ...one } of said.targets) {
    const at = merged.findIndex(({ list, personId }) => list === said.list && personId === one.personId);
    const before = merged[at];
    if (before) merged[at] = { ...before, dimensions: one.dimensions, indicators: one.indicators };
    else merged.push({ list: said.list, area: said.area, addedAt, ...one });
  }
  return merged;
}
