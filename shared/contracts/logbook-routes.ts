import * as z from 'zod';

import { RECORDING_PERMISSIONS } from '../domain/access/access.ts';
import { cursor, id, limit, moment, page, role } from './fields.ts';
import { correctionBody, logbookCall } from '#shared/domain/logbook/bodies.ts';
import { OWN_KINDS, RECORDED_KINDS } from '#shared/domain/logbook/kinds/all.ts';
import { contract } from './route.ts';

/** What every entry says beside its body. */
const recorded = {
  id: z.string(),
  householdId: z.string(),
  version: z.int(),
  recordedAt: moment,
  recordedBy: z.object({ sub: z.string(), roles: z.array(role), agency: z.string().nullable() }),
  source: z.object({ upload: z.string(), row: z.int() }).nullable(),
};

/** `found` has a `source` of its own: where the household was found. It comes from no file. */
type Entry<Body extends z.ZodObject> = z.ZodObject<
  Body['shape'] & Omit<typeof recorded, keyof Body['shape']>,
  z.core.$strict
>;
type Bodies<Kinds extends readonly object[], Name extends string> = {
  -readonly [At in keyof Kinds]: Kinds[At] extends Record<Name, z.ZodObject> ? Entry<Kinds[At][Name]> : never;
};

// A mapped list forgets which kind is at which place.
const entriesOfKinds = RECORDED_KINDS.map(({ body, shownAs }) =>
  z.strictObject({ ...recorded, ...body.shape }).meta({ id: shownAs }),
) as Bodies<typeof RECORDED_KINDS, 'body'>;

const entries = [...entriesOfKinds, correctionBody.safeExtend(recorded).meta({ id: 'Correction' })] as const;

/** Entries that no caller writes: what the platform and files record. */
const ownEntries = OWN_KINDS.map(({ shown, shownAs }) =>
  z.strictObject({ ...shown.shape, ...recorded }).meta({ id: shownAs }),
) as Bodies<typeof OWN_KINDS, 'shown'>;

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
