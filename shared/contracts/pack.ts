import * as z from 'zod';

import { moment } from './fields.ts';
import { household } from './households.ts';
import { logbookEntry } from './logbook-routes.ts';
import { plan } from './plans.ts';
import { contract } from './route.ts';

const packed = z
  .object({ household, plan: plan.nullable(), visits: z.array(logbookEntry) })
  .meta({ id: 'PackedHousehold' });

export const readPack = contract({
  operationId: 'readPack',
  method: 'GET',
  path: '/v1/me/pack',
  resource: 'due',
  permission: 'households:read',
  summary: 'ครัวเรือนของฉันสำหรับทำงานโดยไม่มีสัญญาณ ไม่เกิน 200 ครัวเรือน พร้อมแผนและการเยี่ยมสามครั้งล่าสุด',
  reply: z.object({ asOf: moment, items: z.array(packed), more: z.boolean() }).meta({ id: 'Pack' }),
  status: 200,
});
