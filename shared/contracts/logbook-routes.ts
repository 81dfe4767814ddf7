import * as z from 'zod';

import { RECORDING_PERMISSIONS } from '../domain/access/access.ts';
import { cursor, id, limit, moment, page, role } from './fields.ts';
import {
  assistanceBody,
  correctableBody,
  correctionBody,
  followUpBody,
  logbookCall,
  moveBody,
  needBody,
  needStatusBody,
  surveyBody,
  targetStateBody,
  visitBody,
} from '#shared/domain/logbook/bodies.ts';
import { dimension } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

/** What every entry says beside its body. */
const recorded = {
  id: z.string(),
  householdId: z.string(),
  version: z.int().meta({ description: 'เวอร์ชันของครัวเรือนที่รายการนี้สร้าง' }),
  recordedAt: moment,
  recordedBy: z.object({ sub: z.string(), roles: z.array(role), agency: z.string().nullable() }),
  source: z.object({ upload: z.string(), row: z.int() }).nullable(),
};

const entries = [
  visitBody.safeExtend(recorded).meta({ id: 'Visit' }),
  surveyBody.safeExtend(recorded).meta({ id: 'Survey' }),
  needBody.safeExtend(recorded).meta({ id: 'NeedEntry' }),
  needStatusBody.safeExtend(recorded).meta({ id: 'NeedStatusEntry' }),
  assistanceBody.safeExtend(recorded).meta({ id: 'Assistance' }),
  followUpBody.safeExtend(recorded).meta({ id: 'FollowUp' }),
  targetStateBody.safeExtend(recorded).meta({ id: 'TargetStateEntry' }),
  moveBody.safeExtend(recorded).meta({ id: 'Move' }),
  correctionBody.safeExtend({ ...recorded, entry: correctableBody }).meta({ id: 'Correction' }),
] as const;

/** Entries that no caller writes: what the platform and files record. */
const ownEntries = [
  z.strictObject({ type: z.literal('registered'), areaCode: z.string(), ...recorded }).meta({ id: 'Registered' }),
  z
    .strictObject({
      type: z.literal('listed'),
      list: z.string(),
      area: z.string(),
      targets: z.array(
        z.object({ personId: z.string().nullable(), dimensions: z.array(dimension), indicators: z.array(z.int()) }),
      ),
      ...recorded,
    })
    .meta({ id: 'Listed' }),
  z
    .strictObject({ type: z.literal('duplicate-named'), household: z.string(), ...recorded })
    .meta({ id: 'DuplicateNamed' }),
] as const;

export const logbookEntry = z.discriminatedUnion('type', [...entries, ...ownEntries]).meta({ id: 'LogbookEntry' });

const common = { path: '/v1/households/{id}/logbook', resource: 'logbook', params: z.object({ id }) } as const;

export const listLogbook = contract({
  ...common,
  operationId: 'listLogbook',
  method: 'GET',
  permission: 'logbook:read',
  summary: 'รายการในแฟ้มบ้าน เก่าที่สุดก่อน',
  query: z.strictObject({ cursor: cursor.optional(), limit: limit(200, 100) }),
  reply: page(logbookEntry),
  status: 200,
});

export const recordEntry = contract({
  ...common,
  operationId: 'recordEntry',
  method: 'POST',
  permission: RECORDING_PERMISSIONS,
  summary: 'บันทึกรายการใหม่ในแฟ้มบ้าน (สิทธิ์ตาม type)',
  body: logbookCall,
  reply: z.discriminatedUnion('type', entries).meta({ id: 'RecordedEntry' }),
  status: 201,
  onceForDays: 180,
});
