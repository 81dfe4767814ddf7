import * as z from 'zod';

import { RECORDING_PERMISSIONS } from '../domain/access/access.ts';
import { cursor, id, limit, moment, page, role } from './fields.ts';
import { onDevice } from '#shared/domain/logbook/fields.ts';
import { correctionBody, logbookCall, type LogbookCall } from '#shared/domain/logbook/bodies.ts';
import { OWN_KINDS, RECORDED_KINDS, type RECORDED_BODIES } from '#shared/domain/logbook/kinds/all.ts';
import { PROOF_FAULTS } from '#shared/household/entry-chain.ts';
import { shownShape } from '#shared/domain/logbook/shown-shape.ts';
import { contract } from './route.ts';

/** What every entry says beside its body. */
const recorded = {
  id: z.string(),
  householdId: z.string(),
  version: z.int(),
  recordedAt: moment,
  recordedBy: z.object({ sub: z.string(), roles: z.array(role), agency: z.string().nullable() }),
  source: z.object({ upload: z.string(), row: z.int() }).nullable(),
  copiedFrom: z.string().nullable(),
};

/** `found` has a `source` of its own: where the household was found. It comes from no file. */
type Entry<Body extends z.ZodObject> = z.ZodObject<
  Body['shape'] & Omit<typeof recorded, keyof Body['shape']>,
  z.core.$strict
>;
type Bodies<Kinds extends readonly object[], Name extends string> = {
  -readonly [At in keyof Kinds]: Kinds[At] extends Record<Name, z.ZodObject> ? Entry<Kinds[At][Name]> : never;
};

// A mapped list forgets which kind is at which place, and a field that a reader may not be told is as a whole one to its type.
const entriesOfKinds = RECORDED_KINDS.map(({ body, told, shownAs }) =>
  z.strictObject({ ...recorded, ...shownShape(body.shape, told) }).meta({ id: shownAs }),
) as unknown as Bodies<typeof RECORDED_KINDS, 'body'>;

/** What a correction says in the place of an entry. */
const correctedEntries = RECORDED_KINDS.map(({ body, told, shownAs }) =>
  z.strictObject(shownShape(body.shape, told)).meta({ id: `Corrected${shownAs.replace(/Entry$/, '')}` }),
) as unknown as typeof RECORDED_BODIES;

const { kept: _kept, ...correctionShape } = correctionBody.shape;
const correction = z.strictObject({
  ...correctionShape,
  reason: correctionShape.reason.optional(),
  entry: z.discriminatedUnion('type', correctedEntries).nullable(),
  ...recorded,
});

const entries = [...entriesOfKinds, correction.meta({ id: 'Correction' })] as const;

/** Entries that no caller writes: what the platform and files record. */
const ownEntries = OWN_KINDS.map(({ shown, told, shownAs }) =>
  z.strictObject({ ...shownShape(shown.shape, told), ...recorded }).meta({ id: shownAs }),
) as unknown as Bodies<typeof OWN_KINDS, 'shown'>;

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

export const proveLogbook = contract({
  operationId: 'proveLogbook',
  method: 'GET',
  path: '/v1/households/{id}/logbook/proof',
  resource: 'logbook',
  params: common.params,
  permission: 'logbook:read',
  summary: 'ตรวจว่ารายการในแฟ้มบ้านอยู่ครบและไม่ถูกแก้ทับ',
  reply: z
    .object({
      entries: z.int(),
      intact: z.boolean(),
      firstBroken: z.object({ version: z.int(), fault: z.enum(PROOF_FAULTS).meta({ id: 'ProofFault' }) }).nullable(),
      head: z.string().nullable(),
    })
    .meta({ id: 'LogbookProof' }),
  status: 200,
});

/** Entries of one call, at most. */
const BATCH = 10;
const BATCH_TYPES = [...RECORDED_KINDS.map(({ type }) => type), 'correction'] as const;

/** An entry of a batch: what a call of one entry says, and a name by which others of the batch name what it makes (`#ref`). */
const batchEntry = z
  .looseObject({
    type: z.enum(BATCH_TYPES),
    ref: z
      .string()
      .regex(/^[\w-]{1,40}$/u, 'ref มีได้เฉพาะตัวอักษร ตัวเลข _ และ -')
      .optional(),
  })
  .transform(({ ref, ...sent }, ctx): { ref: string | undefined; body: LogbookCall } => {
    // Judged as a call of its own: each fault has the pointer of its entry.
    const inner = logbookCall._zod.run({ value: sent, issues: [] }, { async: false });
    if (inner instanceof Promise) throw new Error('Bodies are judged at once');
    for (const issue of inner.issues) ctx.issues.push(issue);
    // The schema of calls made it, or its issues refuse it.
    return { ref, body: inner.value as LogbookCall };
  });

export const recordBatch = contract({
  operationId: 'recordBatch',
  method: 'POST',
  path: '/v1/households/{id}/logbook/batch',
  resource: 'logbook',
  params: common.params,
  permission: RECORDING_PERMISSIONS,
  summary: 'บันทึกหลายรายการของการเยี่ยมครั้งเดียวพร้อมกัน ได้ทั้งหมดหรือไม่บันทึกเลย',
  body: z
    .strictObject({
      deviceAt: onDevice.deviceAt.schema,
      entries: z.array(batchEntry).min(1, 'ต้องมีอย่างน้อยหนึ่งรายการ').max(BATCH, `ไม่เกิน ${BATCH} รายการ`),
    })
    .meta({ id: 'LogbookBatch' }),
  reply: z
    .object({
      items: z.array(z.object({ ref: z.string().nullable(), id: z.string(), recordedAt: moment })),
    })
    .meta({ id: 'RecordedBatch' }),
  status: 201,
  onceForDays: 180,
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
