import * as z from 'zod';

import { day, text } from '../domain/logbook/fields.ts';
import { DUPLICATE_REASONS } from '../domain/duplicates/states.ts';
import { cursor, duplicateState, id, limit, moment, page, unit } from './fields.ts';
import { foundHousehold } from './households.ts';
import { contract } from './route.ts';

const reason = z.enum(DUPLICATE_REASONS).meta({ id: 'DuplicateReason' });

const duplicate = z
  .object({
    id: z.string(),
    status: duplicateState,
    reasons: z.array(reason),
    since: day,
    dueOn: day,
    households: z.array(
      z
        .object({
          id: z.string(),
          version: z.int().nullable(),
          province: z.string(),
          provinceName: z.string(),
          personId: z.string().nullable(),
          household: foundHousehold.nullable(),
        })
        .meta({ id: 'DuplicateHousehold' }),
    ),
    consents: z.array(z.object({ province: z.string(), at: moment }).meta({ id: 'DuplicateConsent' })),
    dismissed: z.object({ reason: z.string(), at: moment }).meta({ id: 'DuplicateDismissed' }).nullable(),
  })
  .meta({ id: 'Duplicate' });

const common = { resource: 'logbook', permission: 'households:merge', reply: duplicate } as const;
const one = z.object({ id });

export const listDuplicates = contract({
  ...common,
  operationId: 'listDuplicates',
  method: 'GET',
  path: '/v1/duplicates',
  summary: 'คู่ครัวเรือนในพื้นที่ที่อาจเป็นครัวเรือนเดียวกันและรอตัดสิน ที่พบใหม่สุดก่อน',
  query: z.strictObject({
    unit: unit.optional(),
    reason: reason.optional(),
    cursor: cursor.optional(),
    limit: limit(100, 20),
  }),
  reply: page(duplicate),
  status: 200,
});

export const dismissDuplicate = contract({
  ...common,
  operationId: 'dismissDuplicate',
  method: 'POST',
  path: '/v1/duplicates/{id}/dismiss',
  summary: 'ตัดสินว่าไม่ใช่ครัวเรือนเดียวกัน จะไม่เสนอคู่นี้อีกจนกว่าจะมีเหตุใหม่',
  params: one,
  body: z.strictObject({ reason: text }).meta({ id: 'DuplicateDismissal' }),
  status: 200,
});

export const consentToMerge = contract({
  ...common,
  operationId: 'consentToMerge',
  method: 'POST',
  path: '/v1/duplicates/{id}/consent',
  summary: 'จังหวัดยินยอมให้รวมครัวเรือนของตนกับครัวเรือนของอีกจังหวัด',
  params: one,
  status: 200,
});
