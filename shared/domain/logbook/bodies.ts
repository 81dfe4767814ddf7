/**
 * Bodies of logbook entries: one schema each, for the API, the store and the types of the domain.
 * Days are `YYYY-MM-DD` C.E.; null baht are unknown, which is not 0. What entries must hold beside their shape is said in
 * `shared/domain/logbook/refuse-body.ts`: these schemas also show entries of the past, which no newer rule may hide.
 */
import * as z from 'zod';

import { isGiven } from '../household/given-help.ts';
import { NEED_STATUSES } from '../household/need-status.ts';
import { TARGET_STATES } from '../target-list/target-state.ts';
import { ASSISTANCE_TYPES } from '#shared/reference/assistance-types.ts';
import { agencySlug, day, dimension, subdistrictCode, text } from './fields.ts';

const baht = z
  .number('ต้องเป็นจำนวนเงิน')
  .min(0, 'จำนวนเงินต้องไม่ติดลบ')
  .max(1e9, 'จำนวนเงินมากเกินไป')
  .nullable()
  .meta({ id: 'Baht', description: 'บาท ทศนิยมไม่เกิน 2 ตำแหน่ง; null = ไม่ทราบ (ไม่ใช่ 0)', example: 1500 });
const reference = z.string().min(1).max(100);
const references = z.array(reference).max(50);

const ASSISTANCE_STATUSES = ['PLANNED', 'APPROVED', 'DELIVERED', 'VERIFIED', 'CANCELLED', 'RETURNED'] as const;

export const needBody = z
  .strictObject({
    type: z.literal('need'),
    dimension,
    kind: z.enum(['PROBLEM', 'WANT']),
    text,
    openedOn: day,
    personId: reference.nullish(),
  })
  .meta({ id: 'NeedBody', description: 'สภาพปัญหาหรือความต้องการ; id ของรายการคือ id ของสภาพปัญหา' });

export const needStatusBody = z
  .strictObject({
    type: z.literal('need-status'),
    needId: reference,
    status: z.enum(NEED_STATUSES),
    on: day,
    reason: text.optional(),
  })
  .meta({ id: 'NeedStatusBody' });

const helpSaid = z
  .strictObject({
    type: z.literal('assistance'),
    agency: agencySlug.nullish(),
    coAgencies: z.array(agencySlug).max(20).default([]),
    dimension,
    assistanceType: z.enum(ASSISTANCE_TYPES),
    status: z.enum(ASSISTANCE_STATUSES),
    deliveredOn: day.nullable().default(null),
    plannedOn: day.nullable().default(null),
    personIds: references.default([]),
    needIds: references.default([]),
    cashBaht: baht.default(null),
    inKindBaht: baht.default(null),
    description: z.string().trim().max(2000).default(''),
  })
  .refine((body) => !isGiven(body.status) || body.deliveredOn !== null, {
    path: ['deliveredOn'],
    message: 'ความช่วยเหลือที่ให้แล้วต้องมีวันที่ให้',
  })
  .meta({
    id: 'AssistanceBody',
    description:
      'การให้ความช่วยเหลือ; agency null = ไม่ระบุหน่วยงาน บัญชีที่ผูกกับหน่วยงานส่ง null หรือไม่ส่ง agency ระบบบันทึกเป็นของหน่วยงานนั้น ' +
      'บัญชีอื่นต้องส่งเสมอ',
  });

/** Help as it is recorded: whether an agency is known is always said. */
export const assistanceBody = helpSaid
  .safeExtend({ agency: agencySlug.nullable() })
  .meta({ id: 'AssistanceRecorded', description: 'การให้ความช่วยเหลือ; agency null = ไม่ระบุหน่วยงาน' });

const fourT = z
  .strictObject({
    attitude: text.optional(),
    skills: text.optional(),
    resources: text.optional(),
    wayOut: text.optional(),
  })
  .meta({ id: 'FourT', description: 'วิเคราะห์ 4ท: ทัศนคติ ทักษะ ทรัพยากร ทางออก' });

export const visitBody = z
  .strictObject({
    type: z.literal('visit'),
    on: day,
    purpose: z.enum(['SURVEY', 'ASSIST', 'FOLLOWUP', 'REXRAY']),
    outcome: z.enum(['MET', 'NOT_HOME', 'NOT_FOUND', 'MOVED', 'DECEASED', 'REFUSED']),
    notes: text.optional(),
    fourT: fourT.optional(),
    nextVisitDue: day.optional(),
  })
  .meta({ id: 'VisitBody' });

const surveyNeed = z.strictObject({
  id: reference
    .optional()
    .meta({ description: 'เฉพาะในการแก้ไขผลสำรวจ: id ของสภาพปัญหาเดิมที่คงไว้; ไม่ระบุ = สภาพปัญหาใหม่ ระบบออก id ให้' }),
  dimension,
  kind: z.enum(['PROBLEM', 'WANT']),
  text,
  personId: reference.nullish(),
});

export const surveyBody = z
  .strictObject({
    type: z.literal('survey'),
    on: day,
    needs: z.array(surveyNeed).max(50).default([]),
    notes: text.optional(),
    fourT: fourT.optional(),
  })
  .meta({
    id: 'SurveyBody',
    description:
      'ผลสำรวจ; สภาพปัญหาที่พบได้ id เป็น <id>.1, <id>.2, … การแก้ไขผลสำรวจต้องระบุ id ของสภาพปัญหาทุกข้อที่คงไว้ ' +
      'ข้อที่ไม่มี id เป็นสภาพปัญหาใหม่ ข้อที่ไม่ได้ส่งมาถูกตัดออก ยกเว้นข้อที่มีรายการอื่นอ้างถึงจะตัดออกไม่ได้ (need-in-use)',
  });

export const followUpBody = z
  .strictObject({
    type: z.literal('follow-up'),
    on: day,
    stage: z.enum(['SURVIVE', 'SUFFICIENT', 'SUSTAIN', 'CRISIS']),
    needResults: z
      .array(z.strictObject({ needId: reference, result: z.enum(['BETTER', 'SAME', 'WORSE', 'RESOLVED']) }))
      .max(50)
      .default([]),
    incomeNow: baht.optional(),
    expenseNow: baht.optional(),
    debtNow: baht.optional(),
    nextDue: day.optional(),
    notes: text.optional(),
  })
  .meta({ id: 'FollowUpBody' });

export const targetStateBody = z
  .strictObject({
    type: z.literal('target-state'),
    list: reference,
    state: z.enum(TARGET_STATES),
    on: day,
    reason: text,
    toArea: subdistrictCode.nullish(),
    allMembers: z.boolean().optional(),
    duplicateOf: reference.optional(),
  })
  .meta({ id: 'TargetStateBody', description: 'ผลการตรวจสอบเป้าหมาย; reason คือหลักฐานการตรวจสอบ' });

export const moveBody = z
  .strictObject({ type: z.literal('move'), on: day, toArea: subdistrictCode.nullable(), reason: text.optional() })
  .meta({ id: 'MoveBody', description: 'ย้ายที่อยู่จริง; toArea null = ไม่ทราบปลายทาง' });

/** The kinds of entries that may be corrected, with help as it is said or as it is recorded. */
function correctableWith<Help extends typeof helpSaid | typeof assistanceBody>(help: Help) {
  return [visitBody, surveyBody, needBody, needStatusBody, help, followUpBody, targetStateBody, moveBody] as const;
}

export const correctableBody = z.discriminatedUnion('type', correctableWith(assistanceBody));

const correctionSaid = z
  .strictObject({
    type: z.literal('correction'),
    supersedes: reference,
    reason: text,
    entry: z.discriminatedUnion('type', correctableWith(helpSaid)),
  })
  .meta({ id: 'CorrectionBody', description: 'แก้ไขรายการเดิม: entry คือเนื้อหาทั้งรายการที่มาแทน' });

export const correctionBody = correctionSaid.safeExtend({ entry: correctableBody });

/** What `POST /v1/households/{id}/logbook` takes. */
export const logbookCall = z
  .discriminatedUnion('type', [...correctableWith(helpSaid), correctionSaid])
  .meta({ id: 'LogbookBody' });

export type NeedBody = z.infer<typeof needBody>;
export type NeedStatusBody = z.infer<typeof needStatusBody>;
export type AssistanceBody = z.infer<typeof assistanceBody>;
export type VisitBody = z.infer<typeof visitBody>;
export type SurveyBody = z.infer<typeof surveyBody>;
export type FollowUpBody = z.infer<typeof followUpBody>;
export type TargetStateBody = z.infer<typeof targetStateBody>;
export type MoveBody = z.infer<typeof moveBody>;
export type CorrectableBody = z.infer<typeof correctableBody>;
export type CorrectionBody = z.infer<typeof correctionBody>;
/** Help as a call says it: whose it is may be left to the account (shared/domain/access/own-agency.ts). */
export type HelpSaid = z.infer<typeof helpSaid>;
export type LogbookCall = z.infer<typeof logbookCall>;
/** What a call comes to, and is recorded. */
export type LogbookBody = CorrectableBody | CorrectionBody;
