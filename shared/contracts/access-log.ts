import * as z from 'zod';

import { day } from '#shared/domain/logbook/fields.ts';

import { cursor, id, limit, moment, page, role } from './fields.ts';
import { contract } from './route.ts';

export const listAccess = contract({
  operationId: 'listAccess',
  method: 'GET',
  path: '/v1/access-log',
  resource: 'access-log',
  permission: 'access-log:read',
  summary: 'ใครดูแฟ้มบ้านใด เมื่อใด เพื่ออะไร',
  query: z.strictObject({
    household: id,
    sub: id.optional(),
    from: day.optional(),
    to: day.optional(),
    cursor: cursor.optional(),
    limit: limit(200, 100),
  }),
  reply: page(
    z
      .object({
        at: moment,
        sub: z.string(),
        roles: z.array(role),
        action: z.enum(['READ', 'SEARCH', 'REVEAL', 'LIST', 'LOGBOOK', 'OPENED', 'BREAK_GLASS', 'SUBJECT_REQUEST']),
        fields: z.array(z.string()),
        purpose: z.string().nullable(),
      })
      .meta({ id: 'AccessRecord' }),
  ),
  status: 200,
});
