/**
 * Needs that a survey or a Re-X-ray finds (domain.md §2.4). The id of a need is `<root>.<number>`: the first entry of a chain of
 * corrections numbers its needs by position; a correction says the id of each need it keeps.
 */
import * as z from 'zod';

import { Problem, type InputError } from '#shared/problems.ts';

import type { Need } from '../household/household.ts';
import { detailsOf } from '../household/with-need.ts';
import type { OpenedNeed } from '../statistics/facts.ts';
import { twice } from './body-errors.ts';
import { dimension, needDetails, reference, text } from './fields.ts';
import type { At, NeedsOpened } from './kind.ts';
import { clear, fields, sealed } from './privacy.ts';

export const foundNeed = fields({
  id: clear(reference.optional()),
  dimension: clear(dimension, 'need'),
  kind: clear(z.enum(['PROBLEM', 'WANT']), 'need'),
  text: sealed(text, 'words'),
  personId: clear(reference.nullish()),
  ...needDetails,
});
export const foundNeedSchema = z.strictObject(foundNeed.shape);

type FoundNeed = z.infer<typeof foundNeedSchema>;

/** Corrections stored before form 2 have no ids and name needs by position. */
function needId({ id }: FoundNeed, index: number, root: string): string {
  return id ?? `${root}.${index + 1}`;
}

function needsOf(found: readonly FoundNeed[], root: string, on: string): Need[] {
  return found.map((one, index) => ({
    id: needId(one, index, root),
    personId: one.personId ?? null,
    dimension: one.dimension,
    kind: one.kind,
    text: one.text,
    openedOn: on,
    status: 'OPEN',
    statusOn: on,
    ...detailsOf(one),
  }));
}

/** The same needs as figures know them. */
export function openedNeeds(found: readonly FoundNeed[], root: string): OpenedNeed[] {
  return found.map((one, index) => ({ needId: needId(one, index, root), dimension: one.dimension, kind: one.kind }));
}

/** Ids that are said twice, and ids that are said where there is nothing to keep. `field`: the list of needs in the body. */
export function foundNeedErrors(found: readonly FoundNeed[], field: string, at: At): InputError[] {
  if (at === '/entry')
    return twice(
      found.map(({ id }) => id),
      (index) => `${at}/${field}/${index}/id`,
      { message: 'ระบุ id ของสภาพปัญหานี้แล้ว', code: 'need-twice' },
    );
  // A new entry has no needs to keep: their ids are given when it is recorded.
  const message = 'ระบบเป็นผู้ออก id ของสภาพปัญหา ระบุ id ได้เฉพาะในรายการแก้ไข';
  return found.flatMap(({ id }, index) =>
    id === undefined ? [] : [{ pointer: `/${field}/${index}/id`, message, code: 'id-outside-correction' }],
  );
}

/** How a kind whose needs are in `field` names them. */
export function opensFound<Body extends { on: string }>(
  field: string,
  list: (body: Body) => readonly FoundNeed[],
  withList: (body: Body, needs: FoundNeed[]) => Body,
): NeedsOpened<Body> {
  return {
    needs: (body, root) => needsOf(list(body), root, body.on),
    ids: (body, root) => list(body).map((one, index) => needId(one, index, root)),
    kept: (body) => list(body).flatMap(({ id }) => id ?? []),
    numbered(body, root, used) {
      let last = [...used].reduce((most, id) => Math.max(most, Number(id.slice(root.length + 1))), 0);
      return withList(
        body,
        list(body).map((one) => ({ ...one, id: one.id ?? `${root}.${(last += 1)}` })),
      );
    },
    checkKept(body, opened) {
      const errors = list(body).flatMap(({ id }, index) =>
        id === undefined || opened.has(id)
          ? []
          : [
              {
                pointer: `/entry/${field}/${index}/id`,
                message: 'ไม่ใช่สภาพปัญหาของรายการนี้',
                code: 'need-of-other-entry',
              },
            ],
      );
      if (errors.length > 0) throw new Problem('invalid-input', { errors });
    },
  };
}
