/** Fields that bodies of logbook entries share with other messages. Apart from the bodies: other calls do not need those. */
import * as z from 'zod';

import { mayBeAskedFor, mayBeNamed, SLUG_LETTERS } from '#shared/domain/organisation/slug.ts';
import { isDay } from '#shared/thai/bangkok-time.ts';
import { isKnownPlace } from '#shared/reference/area-codes.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { SOLVE_MODES } from '../household/household.ts';
import { clear, sealed } from './privacy.ts';

const NOT_A_DAY = { message: 'ต้องเป็นวันที่รูปแบบ YYYY-MM-DD (ค.ศ.)', abort: true };
export const day = z
  .string()
  .max(10, NOT_A_DAY)
  .refine(isDay, NOT_A_DAY)
  // A year of the Buddhist era is a mistake, not a far future.
  .refine((text) => text >= '1850' && text < '2200', 'ปีต้องเป็น ค.ศ.')
  .meta({ id: 'Day', example: '2026-05-15', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const text = z.string().trim().min(1, 'ต้องไม่ว่าง').max(2000, 'ยาวเกิน 2,000 ตัวอักษร');
export const dimension = z
  .enum(DIMENSIONS, 'มิติต้องเป็น health, living, education, income หรือ access')
  .meta({ id: 'Dimension' });
const NO_AGENCY = { message: 'ไม่รู้จักหน่วยงานนี้', abort: true };
/** An organisation of the register: what a caller names must be active there (`lookingAt`), what was stored need not be any more. */
export const agencySlug = z
  .string()
  .max(SLUG_LETTERS, NO_AGENCY)
  .refine(mayBeNamed, NO_AGENCY)
  .meta({ id: 'AgencySlug', example: 'cdd' });
/** An organisation whose figures are asked for: a closed one still has them. */
export const agencyAsked = z.string().max(SLUG_LETTERS, NO_AGENCY).refine(mayBeAskedFor, NO_AGENCY);
export const subdistrictCode = z
  .string()
  .regex(/^\d{6}$/, 'รหัสพื้นที่ตำบลต้องมี 6 หลัก')
  .refine(isKnownPlace, 'ไม่รู้จักพื้นที่นี้')
  .meta({ id: 'SubdistrictCode', example: '420101' });

/** Id of a need, a person, a list, a household or an entry. */
export const reference = z.string().min(1).max(100);
export const baht = z
  .number('ต้องเป็นจำนวนเงิน')
  .min(0, 'จำนวนเงินต้องไม่ติดลบ')
  .max(1e9, 'จำนวนเงินมากเกินไป')
  .nullable()
  .meta({ id: 'Baht', example: 1500 });
/** Where a number says an indicator of the list of 38. */
const indicator = z.int('ตัวชี้วัดต้องเป็นจำนวนเต็ม').min(1, 'ตัวชี้วัดต้องเป็น 1 ถึง 38').max(38, 'ตัวชี้วัดต้องเป็น 1 ถึง 38');
const severity = z.union([z.literal(1), z.literal(2), z.literal(3)], 'ความรุนแรงต้องเป็น 1 ถึง 3');

/** What may be said of a need beside its words. Which indicator fails and which hardship it is may tell of health: both are sealed. */
export const needDetails = {
  indicator: sealed(indicator.optional(), 'details'),
  category: sealed(z.string().trim().min(1).max(60).optional(), 'details'),
  severity: clear(severity.optional(), 'need'),
  solveMode: clear(z.enum(SOLVE_MODES).optional(), 'need'),
  wanted: clear(agencySlug.optional(), 'need'),
};

/** Who was there, when it was not who recorded it: no name. `unit`: their committee unit. */
export const seenBy = z
  .strictObject({
    kind: z.enum([
      'OFFICER',
      'MENTOR',
      'COMMUNITY_COMMITTEE',
      'VHV',
      'LOCAL_CARE',
      'LOCAL_ENV',
      'VILLAGE_HEAD',
      'OTHER',
    ]),
    unit: z.string().min(1).max(20).optional(),
  })
  .meta({ id: 'SeenBy' });

/** Field of every entry that is recorded by a call. */
export const onDevice = {
  deviceAt: clear(
    z.iso
      .datetime({ offset: true, error: 'ต้องเป็นเวลาพร้อมเขตเวลา เช่น 2026-05-15T09:30:00+07:00' })
      .max(40)
      .optional()
      .meta({ format: 'date-time' }),
  ),
};

/** Time of day in Bangkok. */
export const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'เวลาต้องเป็นรูปแบบ HH:MM')
  .meta({ example: '09:30' });

/** 4ท: what the household thinks, can do, has, and how it may get out of hardship. */
export const fourT = z
  .strictObject({
    attitude: text.optional(),
    skills: text.optional(),
    resources: text.optional(),
    wayOut: text.optional(),
  })
  .meta({ id: 'FourT' });
