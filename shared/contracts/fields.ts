/** Fields that several calls share. */
import * as z from 'zod';

import { isMonth } from '#shared/thai/bangkok-time.ts';
import { DUPLICATE_STATES } from '../domain/duplicates/states.ts';
import { ROLES } from '../domain/access/access.ts';
import { isKnownPlace } from '../reference/area-codes.ts';

export const ID_LETTERS = 100;
/**
 * An id in a path: what does not look like one is simply not found. Its length keeps the key that is made of it within what the
 * table takes (1,024 bytes; a Thai letter has three).
 */
export const id = z.string().min(1).max(ID_LETTERS);

export const moment = z.string().meta({ id: 'Moment', example: '2026-06-10T23:59:59+07:00', format: 'date-time' });

const NOT_A_MONTH = { message: 'ต้องเป็นเดือนรูปแบบ YYYY-MM (ค.ศ.)', abort: true };

/** Months of figures: a year of the Buddhist era is a mistake, not a far future. */
export const month = z
  .string()
  .max(7, NOT_A_MONTH)
  .refine(isMonth, NOT_A_MONTH)
  .refine((text) => text >= '2000' && text < '2200', 'ปีต้องเป็น ค.ศ.')
  .meta({ id: 'Month', pattern: '^(?:20|21)\\d{2}-(?:0[1-9]|1[0-2])$', example: '2026-05' });

/** Province, district or sub-district, also one that an urban community has in place of it. */
export const areaCode = z
  .string()
  .regex(/^(?:\d{2}|\d{4}|\d{6})$/, 'รหัสพื้นที่ต้องมี 2, 4 หรือ 6 หลัก')
  .refine(isKnownPlace, 'ไม่รู้จักพื้นที่นี้')
  .meta({ id: 'AreaCode', example: '4201' });

/** An area of figures: the nation has some, too. */
export const areaOrNation = z
  .string()
  .regex(/^(?:TH|\d{2}|\d{4}|\d{6})$/, 'ต้องเป็นรหัสพื้นที่ 2, 4 หรือ 6 หลัก หรือ TH คือทั้งประเทศ')
  .refine((area) => area === 'TH' || isKnownPlace(area), 'ไม่รู้จักพื้นที่นี้')
  .meta({ id: 'AreaOrNation', example: '42' });

/** A committee unit: an area, or a municipality, which is the code of its district, a dot and a number. */
export const unit = z.string().regex(/^(?:\d{2}|\d{4}|\d{6})(?:\.\d{1,3})?$/, 'ไม่รู้จักหน่วยนี้');

export const duplicateState = z.enum(DUPLICATE_STATES).meta({ id: 'DuplicateState' });

export const role = z.enum(ROLES).meta({ id: 'Role' });

export const cursor = z.string().min(1).max(2000);

/** A whole number of a query, written in digits and nothing else: a blank, a sign or `1e1` is a mistake, not a number. */
export function queryNumber(least: number, most: number, message: string): z.ZodType<number> {
  return z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text),
    z.int(message).min(least, message).max(most, message),
  );
}

/** `limit` of a list, as the query has it. */
export function limit(most: number, usual: number): z.ZodType<number> {
  return queryNumber(1, most, `ต้องเป็นจำนวน 1 ถึง ${most}`).prefault(usual);
}

/** A page of a list. `nextCursor` is null at the end, and only there: a page may be short. */
export function page<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; nextCursor: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
