/** Errors that bodies of several kinds share: what no household makes right. */
import { isWholeSatang } from '#shared/thai/money.ts';
import type { InputError } from '#shared/problems.ts';

import type { At } from './kind.ts';

/** An error for each of the fields that says a part of a satang. */
export function fractions<Field extends string>(
  body: Partial<Record<Field, number | null | undefined>>,
  names: readonly Field[],
  at: At,
): InputError[] {
  return names
    .filter((field) => !isWholeSatang(body[field] ?? 0))
    .map((field) => ({
      pointer: `${at}/${field}`,
      message: 'จำนวนเงินมีทศนิยมได้ไม่เกิน 2 ตำแหน่ง',
      code: 'too-many-decimals',
    }));
}

export const PERSON_TWICE = { message: 'ระบุบุคคลนี้แล้ว', code: 'person-twice' };
export const NEED_TWICE = { message: 'ระบุสภาพปัญหานี้แล้ว', code: 'need-twice' };

/** An error for every id that the list has given before; an entry without an id repeats nothing. */
export function twice(
  ids: readonly (string | undefined)[],
  pointerTo: (index: number) => string,
  error: Omit<InputError, 'pointer'>,
): InputError[] {
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index ? [{ pointer: pointerTo(index), ...error }] : [],
  );
}
