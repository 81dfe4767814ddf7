import * as z from 'zod';

import { UNIT_ROLES } from '../../access/role-groups.ts';
import { addContact } from '../../household/contact.ts';
import { closedBy, withResults } from '../../household/move-need.ts';
import { NEED_TWICE, twice } from '../body-errors.ts';
import { day, onDevice, reference, seenBy } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { foundNeed, foundNeedErrors, foundNeedSchema, openedNeeds, opensFound } from '../needs-found.ts';
import { clear, fields, parts } from '../privacy.ts';

const REXRAY_RESULTS = ['COMPLETE', 'INCOMPLETE', 'NOT_STARTED'] as const;

const result = fields({ needId: clear(reference), result: clear(z.enum(REXRAY_RESULTS)) });
const { shape, privacy, told } = fields({
  type: clear(z.literal('rexray')),
  ...onDevice,
  round: clear(reference),
  on: clear(day),
  by: clear(seenBy),
  gone: clear(z.boolean().optional()),
  results: parts(result, z.array(z.strictObject(result.shape)).max(50).default([])),
  newNeeds: parts(foundNeed, z.array(foundNeedSchema).max(50).optional()),
});
const body = z.strictObject(shape).meta({
  id: 'RexrayBody',
});

export type RexrayBody = z.infer<typeof body>;

/** A household is looked at again in a round (letters S2, S3): what became of its old needs, and which are new. */
export const rexray = {
  type: 'rexray',
  recordedBy: [...UNIT_ROLES, 'FIELD_TEAM'],
  shownAs: 'Rexray',
  body,
  privacy,
  told,
  words: true,
  errors: ({ results, newNeeds }, at) => [
    ...twice(
      results.map(({ needId }) => needId),
      (index) => `${at}/results/${index}/needId`,
      NEED_TWICE,
    ),
    ...foundNeedErrors(newNeeds ?? [], 'newNeeds', at),
  ],
  past: ({ on }) => ({ field: 'on', day: on }),
  needIds: ({ results }) => results.map(({ needId }) => needId),
  personIds: ({ newNeeds }) => (newNeeds ?? []).map(({ personId }) => personId),
  opens: opensFound<RexrayBody>(
    'newNeeds',
    ({ newNeeds }) => newNeeds ?? [],
    (said, newNeeds) => (said.newNeeds === undefined ? said : { ...said, newNeeds }),
  ),
  closes: ({ results }) => closedBy(results),
  apply(household, { on, gone, results }) {
    if (gone !== true) addContact(household, on);
    household.needs = withResults(household.needs, results, on);
  },
  fact: ({ type, round, on, gone, results, newNeeds }, _recordedAt, root) => ({
    type,
    round,
    on,
    gone: gone === true,
    results,
    needs: openedNeeds(newNeeds ?? [], root),
  }),
} as const satisfies Kind<RexrayBody> & { body: typeof body };
