import * as z from 'zod';

import { COLUMN_KEYS, isReceived, RECEIVED_SOURCES, UPLOAD_SOURCES } from '../domain/intake/cells/row.ts';
import { UPLOAD_STATUSES } from '../domain/upload/upload-status.ts';
import { id, moment } from './fields.ts';
import { contract } from './route.ts';

/** Bytes a file may have (design of files in). */
export const LARGEST_FILE = 300 * 1024 * 1024;

const NOT_RECEIVED = UPLOAD_SOURCES.filter((source) => !isReceived(source));

export const createUpload = contract({
  operationId: 'createUpload',
  method: 'POST',
  path: '/v1/uploads',
  resource: 'uploads',
  permission: 'uploads:create',
  summary: 'ขอที่ส่งไฟล์: แล้วส่งไฟล์ (multipart/form-data) ไปที่ url พร้อม fields โดยให้ช่อง file อยู่ท้ายสุด',
  body: z
    .strictObject({
      source: z.enum(UPLOAD_SOURCES, 'ไม่รู้จักประเภทไฟล์นี้').meta({
        description: `ขณะนี้รับ ${RECEIVED_SOURCES.join(', ')}; ยังไม่เปิดรับ ${NOT_RECEIVED.join(', ')} (ตอบ 422 source-not-received)`,
      }),
      filename: z.string().trim().min(1, 'ต้องไม่ว่าง').max(255, 'ยาวเกิน 255 ตัวอักษร'),
      size: z.int('ต้องเป็นจำนวนเต็มของไบต์').min(0).meta({ description: 'ไบต์' }),
      list: id.optional().meta({ description: 'บัญชีเป้าหมายที่ไฟล์นี้เติม; จำเป็นสำหรับ tpmap-targets' }),
      columns: z
        .record(z.string().min(1).max(200), z.enum(COLUMN_KEYS, 'ไม่รู้จักคอลัมน์นี้'))
        .refine((columns) => Object.keys(columns).length <= 100, 'จับคู่ได้ไม่เกิน 100 คอลัมน์')
        .optional()
        .meta({
          description:
            'หัวคอลัมน์ของสำนักงาน → คอลัมน์มาตรฐาน เมื่อระบบไม่รู้จักเอง (หัวที่ระบบรู้จักเองแล้ว จับคู่เป็นอย่างอื่นไม่ได้ และจับคู่ได้เฉพาะคอลัมน์ของไฟล์ชนิดนั้น); เมื่อนำเข้าได้อย่างน้อยหนึ่งแถว ระบบจำหัวที่ใช้อ่านไฟล์ไว้ใช้กับไฟล์ชนิดเดียวกันของสำนักงานครั้งต่อไป และผลการนำเข้าบอกหัวที่ใช้ (columns-mapped)',
          example: { เลขบัตร: 'citizen_id' },
        }),
    })
    .meta({ id: 'NewUpload' }),
  reply: z
    .object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) })
    .meta({ id: 'UploadForm' }),
  status: 201,
  onceForDays: 1,
});

const rowProblem = z
  .object({
    sheet: z.string().optional(),
    row: z.int().meta({ description: 'แถวตามที่เห็นใน Excel; 0 = ทั้งไฟล์' }),
    column: z.string().optional(),
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    message: z.string(),
    value: z.string().optional(),
  })
  .meta({ id: 'RowProblem' });

export const readUpload = contract({
  operationId: 'readUpload',
  method: 'GET',
  path: '/v1/uploads/{id}',
  resource: 'uploads',
  permission: 'uploads:read',
  summary: 'ผลการนำเข้าไฟล์: จำนวนแถวแต่ละผล ปัญหา และไฟล์สำหรับแก้ไข',
  params: z.object({ id }),
  reply: z
    .object({
      id: z.string(),
      source: z.enum(UPLOAD_SOURCES),
      filename: z.string(),
      size: z.int(),
      list: z.string().nullable(),
      status: z.enum(UPLOAD_STATUSES),
      createdAt: moment,
      finishedAt: moment.nullable(),
      rows: z.object({ total: z.int(), created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() }),
      problems: z.array(rowProblem),
      errorWorkbook: z.string().nullable().meta({ description: 'ลิงก์ไฟล์เดิมพร้อมคอลัมน์ข้อผิดพลาด ใช้ได้ 15 นาที' }),
    })
    .meta({ id: 'Upload' }),
  status: 200,
});
