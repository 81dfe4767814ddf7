import * as z from 'zod';

import { COLUMN_KEYS, UPLOAD_SOURCES } from '../domain/intake/cells/row.ts';
import { FILE_PROBLEM_CODES } from '../file-problems.ts';
import { STAYS_FOR, UNDO_STATUSES, UPLOAD_STATUSES } from '../domain/upload/upload-status.ts';
import { fileReply, XLSX_MEDIA_TYPE } from './file-reply.ts';
import { cursor, id, limit, moment, page } from './fields.ts';
import { text } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

/** Bytes a file may have (design of files in). */
export const LARGEST_FILE = 300 * 1024 * 1024;

export const createUpload = contract({
  operationId: 'createUpload',
  method: 'POST',
  path: '/v1/uploads',
  resource: 'uploads',
  permission: 'uploads:create',
  summary: 'ขอที่ส่งไฟล์: แล้วส่งไฟล์ (multipart/form-data) ไปที่ url พร้อม fields โดยให้ช่อง file อยู่ท้ายสุด',
  body: z
    .strictObject({
      source: z.enum(UPLOAD_SOURCES, 'ไม่รู้จักประเภทไฟล์นี้'),
      filename: z.string().trim().min(1, 'ต้องไม่ว่าง').max(255, 'ยาวเกิน 255 ตัวอักษร'),
      size: z.int('ต้องเป็นจำนวนเต็มของไบต์').min(0).meta({ minimum: 1, maximum: LARGEST_FILE }),
      list: id.optional(),
      dryRun: z.boolean().optional(),
      columns: z
        .record(z.string().min(1).max(200), z.enum(COLUMN_KEYS, 'ไม่รู้จักคอลัมน์นี้'))
        .refine((columns) => Object.keys(columns).length <= 100, 'จับคู่ได้ไม่เกิน 100 คอลัมน์')
        .optional()
        .meta({ maxProperties: 100, example: { เลขบัตร: 'citizen_id' } }),
    })
    .meta({
      id: 'NewUpload',
      'x-required-when': [{ field: 'source', is: ['tpmap-targets'], needs: ['list'] }],
    }),
  reply: z
    .object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) })
    .meta({ id: 'UploadForm' }),
  status: 201,
  onceForDays: 1,
});

const problemCode = z.enum(FILE_PROBLEM_CODES, 'ไม่รู้จักรหัสปัญหานี้');
const severity = z.enum(['error', 'warning'], 'ต้องเป็น error หรือ warning');

const rowProblem = z
  .object({
    sheet: z.string().optional(),
    row: z.int(),
    column: z.string().optional(),
    severity,
    code: problemCode,
    message: z.string(),
    value: z.string().optional(),
  })
  .meta({ id: 'RowProblem' });

/** As a receipt tells it: a warning of many rows once. */
const toldProblem = rowProblem
  .extend({ rows: z.int().optional(), first: z.int().optional() })
  .meta({ id: 'ToldProblem' });

const undoStatus = z.enum(UNDO_STATUSES).meta({ id: 'UndoStatus' });

const summary = {
  id: z.string(),
  source: z.enum(UPLOAD_SOURCES),
  size: z.int(),
  list: z.string().nullable(),
  dryRun: z.boolean(),
  status: z.enum(UPLOAD_STATUSES),
  createdAt: moment,
  finishedAt: moment.nullable(),
  rows: z.object({ total: z.int(), created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() }),
  undo: undoStatus.nullable(),
  dismissed: z.boolean(),
};

export const listUploads = contract({
  operationId: 'listUploads',
  method: 'GET',
  path: '/v1/uploads',
  resource: 'uploads',
  permission: 'uploads:read',
  summary: 'ไฟล์ที่ตนเองและสำนักงานส่ง ใหม่ที่สุดก่อน',
  query: z.strictObject({
    source: z.enum(UPLOAD_SOURCES, 'ไม่รู้จักประเภทไฟล์นี้').optional(),
    status: z.enum(UPLOAD_STATUSES, 'ไม่รู้จักสถานะนี้').optional(),
    cursor: cursor.optional(),
    limit: limit(100, 20),
  }),
  reply: page(
    z
      .object({ ...summary, mine: z.boolean(), area: z.string().nullable(), agency: z.string().nullable() })
      .meta({ id: 'ListedUpload' }),
  ),
  status: 200,
});

const receipt = z
  .object({
    ...summary,
    filename: z.string(),
    problems: z.array(toldProblem),
    problemCounts: z
      .record(z.string(), z.int())
      .nullable()
      .meta({ example: { 'area-unknown': 3, 'agency-blank': 150 } }),
    errorWorkbook: z.string().nullable(),
    errorCsv: z.string().nullable(),
  })
  .meta({ id: 'Upload' });

export const readUpload = contract({
  operationId: 'readUpload',
  method: 'GET',
  path: '/v1/uploads/{id}',
  resource: 'uploads',
  permission: 'uploads:read',
  summary: 'ผลการนำเข้าไฟล์: จำนวนแถวแต่ละผล ปัญหา และไฟล์สำหรับแก้ไข',
  params: z.object({ id }),
  reply: receipt,
  status: 200,
});

export const listUploadProblems = contract({
  operationId: 'listUploadProblems',
  method: 'GET',
  path: '/v1/uploads/{id}/problems',
  resource: 'uploads',
  permission: 'uploads:read',
  summary: 'ปัญหาทั้งหมดของไฟล์ ทีละแถว: แถวที่ไม่ผ่านก่อน แล้วตามลำดับแถว',
  params: z.object({ id }),
  query: z.strictObject({
    severity: severity.optional(),
    code: problemCode.optional(),
    cursor: cursor.optional(),
    limit: limit(500, 100),
  }),
  reply: page(rowProblem),
  status: 200,
});

export const readUploadTemplate = contract({
  operationId: 'readUploadTemplate',
  method: 'GET',
  path: '/v1/upload-templates/{source}',
  resource: 'uploads',
  permission: 'uploads:create',
  summary: 'แบบฟอร์ม Excel ของไฟล์ชนิดหนึ่ง: หัวคอลัมน์ ค่าที่ใช้ได้ และแถวตัวอย่างซึ่งระบบไม่นำเข้า',
  params: z.object({ source: z.enum(UPLOAD_SOURCES) }),
  reply: fileReply,
  file: XLSX_MEDIA_TYPE,
  status: 200,
});

const undo = {
  path: '/v1/uploads/{id}/undo',
  resource: 'uploads',
  permission: 'uploads:undo',
  params: z.object({ id }),
  reply: page(
    z
      .object({
        row: z.int(),
        householdId: z.string(),
        entryId: z.string(),
        why: z.enum(STAYS_FOR).meta({ id: 'StaysFor' }),
        by: z.array(z.string()),
      })
      .meta({ id: 'StayedEntry' }),
  )
    .extend({
      uploadId: z.string(),
      status: undoStatus,
      reason: z.string(),
      startedAt: moment,
      finishedAt: moment.nullable(),
      withdrawn: z.int(),
      dissolved: z.int(),
      stayed: z.int(),
    })
    .meta({ id: 'UploadUndo' }),
} as const;

export const undoUpload = contract({
  ...undo,
  operationId: 'undoUpload',
  method: 'POST',
  summary: 'ยกเลิกการนำเข้าไฟล์: ถอนสิ่งที่ไฟล์บันทึกไว้ทีละแถว เว้นแต่ที่มีรายการอื่นอ้างถึงหรือบัญชีตรึงแล้ว',
  body: z.strictObject({ reason: text }).meta({ id: 'UndoOfUpload' }),
  status: 202,
  onceForDays: 1,
});

export const readUploadUndo = contract({
  ...undo,
  operationId: 'readUploadUndo',
  method: 'GET',
  summary: 'ผลการยกเลิกการนำเข้าไฟล์: จำนวนที่ถอน และรายการที่ยังอยู่พร้อมสาเหตุ',
  query: z.strictObject({ cursor: cursor.optional(), limit: limit(500, 100) }),
  status: 200,
});

export const dismissUpload = contract({
  operationId: 'dismissUpload',
  method: 'POST',
  path: '/v1/uploads/{id}/dismiss',
  resource: 'uploads',
  permission: 'uploads:undo',
  summary: 'แจ้งว่าจะไม่ส่งแถวที่ไม่ผ่านของไฟล์นี้อีก งานค้างของไฟล์จึงหมดไป',
  params: z.object({ id }),
  reply: receipt,
  status: 200,
});
