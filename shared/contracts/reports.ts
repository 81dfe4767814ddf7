import * as z from 'zod';

import { PACKAGED_REPORTS } from '../report/report-store.ts';
import { areaCode, cursor, id, limit, moment, month, page } from './fields.ts';
import { contract } from './route.ts';

const published = {
  id: z.string(),
  report: z.enum(PACKAGED_REPORTS).meta({ 'x-codes': 'PackagedReport' }),
  month: z.string(),
  quarter: z.string().nullable(),
  fiscalYear: z.int().nullable(),
  area: z.string(),
  revision: z.int(),
  asOf: moment,
  definitions: z.string(),
  publishedAt: moment,
  /** Beside the package, whose bytes stay. */
  approval: z
    .object({ at: moment, by: z.string(), note: z.string().nullable() })
    .meta({ id: 'ReportApproval' })
    .nullable(),
};

const file = z
  .object({ name: z.string(), size: z.int(), sha256: z.string(), contentType: z.string(), url: z.string() })
  .meta({ id: 'ReportFile' });

const publishedReport = z.object(published).meta({ id: 'PublishedReport' });

export const listReports = contract({
  operationId: 'listReports',
  method: 'GET',
  path: '/v1/reports',
  resource: 'reports',
  permission: 'reports:read',
  summary: 'ชุดรายงานที่เผยแพร่ให้ สศช.',
  query: z.strictObject({
    month: month.optional(),
    area: areaCode.optional(),
    report: z.enum(PACKAGED_REPORTS).meta({ 'x-codes': 'PackagedReport' }).optional(),
    cursor: cursor.optional(),
    limit: limit(100, 50),
  }),
  reply: page(publishedReport),
  status: 200,
});

export const readReport = contract({
  operationId: 'readReport',
  method: 'GET',
  path: '/v1/reports/{id}',
  resource: 'reports',
  permission: 'reports:read',
  summary: 'ชุดรายงานหนึ่งชุด: manifest และลิงก์ดาวน์โหลด',
  params: z.object({ id }),
  reply: z
    .object({ ...published, manifest: z.object({ url: z.string() }), files: z.array(file), archive: file.nullable() })
    .meta({ id: 'ReportPackage' }),
  status: 200,
});

const note = z.string().trim().min(1, 'ต้องไม่ว่าง').max(2000, 'ยาวเกิน 2,000 ตัวอักษร');

export const approveReport = contract({
  operationId: 'approveReport',
  method: 'POST',
  path: '/v1/reports/{id}/approve',
  resource: 'reports',
  permission: 'reports:approve',
  summary: 'รับรองชุดรายงาน โดยผู้ที่ไม่ได้สั่งประมวลผลเอง; ไฟล์ในชุดไม่เปลี่ยน',
  params: z.object({ id }),
  body: z.strictObject({ note: note.optional() }).meta({ id: 'NewReportApproval' }),
  reply: publishedReport,
  status: 200,
});
