import * as z from 'zod';

import { day, subdistrictCode, text } from '../domain/logbook/fields.ts';
import { MOVE_REQUEST_STATES } from '../domain/move-request/move-request.ts';
import { id, moment } from './fields.ts';
import { contract } from './route.ts';

const moveRequest = z
  .object({
    id: z.string(),
    householdId: z.string(),
    on: day,
    toArea: z.string(),
    reason: z.string(),
    status: z.enum(MOVE_REQUEST_STATES).meta({ 'x-codes': 'MoveRequestState' }),
    askedAt: moment,
    answer: z.object({ at: moment, reason: z.string().nullable() }).meta({ id: 'MoveRequestAnswer' }).nullable(),
  })
  .meta({ id: 'MoveRequest' });

const common = { resource: 'logbook', permission: 'logbook:move', reply: moveRequest } as const;
const one = z.object({ id });

export const askForMove = contract({
  ...common,
  operationId: 'askForMove',
  method: 'POST',
  path: '/v1/households/{id}/move-requests',
  summary: 'ขอให้หน่วยเดิมบันทึกการย้ายของครัวเรือนที่ท่านอ่านแฟ้มไม่ได้ ผู้ขอไม่เห็นข้อมูลใดของครัวเรือน',
  params: one,
  body: z.strictObject({ on: day, toArea: subdistrictCode, reason: text }).meta({ id: 'NewMoveRequest' }),
  status: 201,
  onceForDays: 1,
});

export const readMoveRequest = contract({
  ...common,
  operationId: 'readMoveRequest',
  method: 'GET',
  path: '/v1/move-requests/{id}',
  summary: 'คำขอย้ายครัวเรือนและคำตอบ สำหรับผู้ขอ หน่วยเดิม และฝ่ายเลขานุการ ศจพ. จังหวัด',
  params: one,
  status: 200,
});

export const acceptMoveRequest = contract({
  ...common,
  operationId: 'acceptMoveRequest',
  method: 'POST',
  path: '/v1/move-requests/{id}/accept',
  summary: 'รับคำขอย้าย ระบบบันทึกการย้ายในแฟ้มบ้านทันที',
  params: one,
  status: 200,
});

export const rejectMoveRequest = contract({
  ...common,
  operationId: 'rejectMoveRequest',
  method: 'POST',
  path: '/v1/move-requests/{id}/reject',
  summary: 'ไม่รับคำขอย้าย พร้อมเหตุผลที่ผู้ขอจะเห็น',
  params: one,
  body: z.strictObject({ reason: text }).meta({ id: 'MoveRequestRejection' }),
  status: 200,
});
