import * as z from 'zod';

import { Problem } from '#shared/problems.ts';
import { laterDay } from '#shared/thai/bangkok-time.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { withNeed } from '../../household/with-need.ts';
import { twice } from '../body-errors.ts';
import { day, dimension, fourT, reference, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { clear, fields, parts, sealed } from '../privacy.ts';

const need = fields({
  id: clear(reference.optional()),
  dimension: clear(dimension),
  kind: clear(z.enum(['PROBLEM', 'WANT'])),
  text: sealed(text),
  personId: clear(reference.nullish()),
});
const { shape, privacy } = fields({
  type: clear(z.literal('survey')),
  on: clear(day),
  needs: parts(need, z.array(z.strictObject(need.shape)).max(50).default([])),
  notes: sealed(text.optional()),
  fourT: sealed(fourT.optional()),
});
const body = z.strictObject(shape).meta({ id: 'SurveyBody' });

export type SurveyBody = z.infer<typeof body>;

/**
 * Id of a need of a survey (domain.md §2.4): `<root>.<number>`. The first survey of a chain numbers its needs by position; a
 * correction says the id of each need it keeps. Corrections stored before form 2 have no ids and name needs by position.
 */
function needId({ id }: SurveyBody['needs'][number], index: number, root: string): string {
  return id ?? `${root}.${index + 1}`;
}

/** A survey of the household, with the needs that it found. */
export const survey = {
  type: 'survey',
  recordedBy: FIELD_ROLES,
  shownAs: 'Survey',
  body,
  privacy,
  words: true,
  errors({ needs }, at) {
    if (at === '/entry')
      return twice(
        needs.map(({ id }) => id),
        (index) => `${at}/needs/${index}/id`,
        { message: 'ระบุ id ของสภาพปัญหานี้แล้ว', code: 'need-twice' },
      );
    // A new survey has no needs to keep: their ids are given when it is recorded.
    const message = 'ระบบเป็นผู้ออก id ของสภาพปัญหา ระบุ id ได้เฉพาะในรายการแก้ไขผลสำรวจ';
    return needs.flatMap(({ id }, index) =>
      id === undefined ? [] : [{ pointer: `/needs/${index}/id`, message, code: 'id-outside-correction' }],
    );
  },
  past: ({ on }) => ({ field: 'on', day: on }),
  personIds: ({ needs }) => needs.map(({ personId }) => personId),
  opens: {
    ids: ({ needs }, root) => needs.map((one, index) => needId(one, index, root)),
    kept: ({ needs }) => needs.flatMap(({ id }) => id ?? []),
    numbered(said, root, used) {
      let last = [...used].reduce((most, id) => Math.max(most, Number(id.slice(root.length + 1))), 0);
      return { ...said, needs: said.needs.map((one) => ({ ...one, id: one.id ?? `${root}.${(last += 1)}` })) };
    },
    checkKept({ needs }, opened) {
      const errors = needs.flatMap(({ id }, index) =>
        id === undefined || opened.has(id)
          ? []
          : [{ pointer: `/entry/needs/${index}/id`, message: 'ไม่ใช่สภาพปัญหาของผลสำรวจนี้', code: 'need-of-other-entry' }],
      );
      if (errors.length > 0) throw new Problem('invalid-input', { errors });
    },
  },
  apply(household, { on, needs }, { id }) {
    household.surveyedOn = laterDay(household.surveyedOn, on);
    for (const [index, one] of needs.entries())
      household.needs = withNeed(household.needs, {
        id: needId(one, index, id),
        personId: one.personId ?? null,
        dimension: one.dimension,
        kind: one.kind,
        text: one.text,
        openedOn: on,
        status: 'OPEN',
        statusOn: on,
      });
  },
} as const satisfies Kind<SurveyBody> & { body: typeof body };
