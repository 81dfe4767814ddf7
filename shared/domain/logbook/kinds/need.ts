import * as z from 'zod';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { withNeed } from '../../household/with-need.ts';
import { day, dimension, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy } = fields({
  type: clear(z.literal('need')),
  dimension: clear(dimension),
  kind: clear(z.enum(['PROBLEM', 'WANT'])),
  text: sealed(text),
  openedOn: clear(day),
  personId: clear(reference.nullish()),
});
const body = z.strictObject(shape).meta({ id: 'NeedBody' });

export type NeedBody = z.infer<typeof body>;

/** A need that was found outside a survey (domain.md §2.4). Its id is that of the entry. */
export const need = {
  type: 'need',
  recordedBy: FIELD_ROLES,
  shownAs: 'NeedEntry',
  body,
  privacy,
  words: true,
  past: ({ openedOn }) => ({ field: 'openedOn', day: openedOn }),
  personIds: ({ personId }) => [personId],
  opens: { ids: (_, root) => [root], kept: (_, root) => [root] },
  apply(household, said, { id }) {
    household.needs = withNeed(household.needs, {
      id,
      personId: said.personId ?? null,
      dimension: said.dimension,
      kind: said.kind,
      text: said.text,
      openedOn: said.openedOn,
      status: 'OPEN',
      statusOn: said.openedOn,
    });
  },
} as const satisfies Kind<NeedBody> & { body: typeof body };
