import * as z from 'zod';

import { reference, text } from '#shared/domain/logbook/fields.ts';
import { id, moment } from './fields.ts';
import { contract } from './route.ts';

const PAIRS = 200;
const pairs = z.array(z.strictObject({ from: reference, to: reference })).max(PAIRS, `ไม่เกิน ${PAIRS} คู่`);

const mergeBody = z
  .strictObject({
    keep: reference,
    other: reference,
    reason: text,
    versions: z.record(reference, z.int().min(1)).refine((said) => Object.keys(said).length <= 2, 'ระบุสองครัวเรือนเท่านั้น'),
    members: pairs.optional(),
    needs: pairs.optional(),
  })
  .meta({ id: 'MergeBody' });

const merge = z
  .object({
    id: z.string(),
    keep: z.string(),
    other: z.string(),
    keepVersion: z.int(),
    otherVersion: z.int(),
    recordedAt: moment,
    undone: z.boolean(),
    copied: z.array(z.object({ id: z.string(), copiedFrom: z.string() })),
  })
  .meta({ id: 'Merge' });

export const mergeHouseholds = contract({
  operationId: 'mergeHouseholds',
  method: 'POST',
  path: '/v1/merges',
  resource: 'logbook',
  permission: 'households:merge',
  summary: 'รวมสองครัวเรือนที่เป็นครัวเรือนเดียวกัน',
  body: mergeBody,
  reply: merge,
  status: 201,
  onceForDays: 180,
});

export const undoMerge = contract({
  operationId: 'undoMerge',
  method: 'POST',
  path: '/v1/merges/{id}/undo',
  resource: 'logbook',
  permission: 'households:merge',
  summary: 'ยกเลิกการรวมครัวเรือน รายการที่บันทึกหลังจากนั้นอยู่ที่เดิม',
  params: z.object({ id }),
  body: z
    .strictObject({ reason: text, entries: z.array(reference).max(10, 'ไม่เกิน 10 รายการ').optional() })
    .meta({ id: 'UndoMergeBody' }),
  reply: merge,
  status: 200,
  onceForDays: 180,
});
