import * as z from 'zod';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { detailsOf } from '../../household/with-need.ts';
import { day, dimension, needDetails, onDevice, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, sealed } from '../privacy.ts';

const { shape, privacy, told } = fields({
  type: clear(z.literal('need')),
  ...onDevice,
  dimension: clear(dimension, 'need'),
  kind: clear(z.enum(['PROBLEM', 'WANT']), 'need'),
  text: sealed(text, 'words'),
  openedOn: clear(day),
  personId: clear(reference.nullish()),
  ...needDetails,
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
  told,
  words: true,
  past: ({ openedOn }) => ({ field: 'openedOn', day: openedOn }),
  personIds: ({ personId }) => [personId],
  opens: {
    needs: (said, id) => [
      {
        id,
        personId: said.personId ?? null,
        dimension: said.dimension,
        kind: said.kind,
        text: said.text,
        openedOn: said.openedOn,
        status: 'OPEN',
        statusOn: said.openedOn,
        ...detailsOf(said),
      },
    ],
    ids: (_, root) => [root],
    kept: (_, root) => [root],
  },
  apply() {},
  fact: ({ type, dimension: of, kind, openedOn }, _recordedAt, root) => ({
    type,
    needId: root,
    dimension: of,
    kind,
    openedOn,
  }),
} as const satisfies Kind<NeedBody> & { body: typeof body };
