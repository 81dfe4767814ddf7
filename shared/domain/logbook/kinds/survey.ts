import * as z from 'zod';

import { INDICATOR_SET } from '#shared/reference/indicators.ts';
import { laterDay } from '#shared/thai/bangkok-time.ts';

import { FIELD_ROLES } from '../../access/role-groups.ts';
import { addContact } from '../../household/contact.ts';
import { ANSWERS_PATTERN } from '../../mpi/stored-answers.ts';
import { day, fourT, onDevice, reference, seenBy, text } from '../fields.ts';
import type { Kind } from '../kind.ts';
import { foundNeed, foundNeedErrors, foundNeedSchema, openedNeeds, opensFound } from '../needs-found.ts';
import { clear, fields, parts, sealed } from '../privacy.ts';

/** Answers to the จปฐ. indicators. They tell of health and religion. */
const bmn = z
  .strictObject({
    framework: z.literal(INDICATOR_SET, 'ไม่รู้จักชุดตัวชี้วัดนี้'),
    answers: z.string().regex(ANSWERS_PATTERN, 'ต้องมีคำตอบครบ 38 ตัวชี้วัด: 1 ผ่าน 0 ไม่ผ่าน - ไม่มีผู้เข้าเกณฑ์ . ไม่มีคำตอบ'),
  })
  .meta({ id: 'BmnAnswers', example: { framework: INDICATOR_SET, answers: `0${'1'.repeat(36)}-` } });

const { shape, privacy, told } = fields({
  type: clear(z.literal('survey')),
  ...onDevice,
  on: clear(day),
  by: clear(seenBy.optional()),
  round: clear(reference.optional()),
  needs: parts(foundNeed, z.array(foundNeedSchema).max(50).default([])),
  notes: sealed(text.optional(), 'words'),
  fourT: sealed(fourT.optional(), 'words'),
  bmn: sealed(bmn.optional(), 'answers'),
});
const body = z.strictObject(shape).meta({ id: 'SurveyBody' });

export type SurveyBody = z.infer<typeof body>;

/** A survey of the household, with the needs that it found. */
export const survey = {
  type: 'survey',
  recordedBy: FIELD_ROLES,
  shownAs: 'Survey',
  body,
  privacy,
  told,
  words: true,
  errors: ({ needs }, at) => foundNeedErrors(needs, 'needs', at),
  past: ({ on }) => ({ field: 'on', day: on }),
  personIds: ({ needs }) => needs.map(({ personId }) => personId),
  opens: opensFound<SurveyBody>(
    'needs',
    ({ needs }) => needs,
    (said, needs) => ({ ...said, needs }),
  ),
  apply(household, { on, bmn: said }) {
    household.surveyedOn = laterDay(household.surveyedOn, on);
    if (said && (household.bmn === null || on >= household.bmn.on)) household.bmn = { ...said, on };
    addContact(household, on);
  },
  fact: ({ type, on, round, needs }, _recordedAt, root) => ({
    type,
    on,
    ...(round === undefined ? {} : { round }),
    needs: openedNeeds(needs, root),
  }),
} as const satisfies Kind<SurveyBody> & { body: typeof body };
