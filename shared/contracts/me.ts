import * as z from 'zod';

import { PERMISSIONS } from '../domain/access/access.ts';
import { role } from './fields.ts';
import { contract } from './route.ts';

export const readMe = contract({
  operationId: 'readMe',
  method: 'GET',
  path: '/v1/me',
  resource: 'me',
  permission: 'me:read',
  summary: 'บทบาท ขอบเขต และสิทธิ์ของบัญชีที่ลงชื่อเข้าใช้',
  reply: z
    .object({
      roles: z.array(role),
      scope: z.object({
        area: z.string().nullable(),
        areaName: z.string().nullable(),
        agency: z.string().nullable(),
        agencyName: z.string().nullable(),
      }),
      permissions: z.array(z.enum(PERMISSIONS)),
      termsAccepted: z.boolean(),
    })
    .meta({ id: 'Me' }),
  status: 200,
});
