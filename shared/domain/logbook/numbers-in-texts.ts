/**
 * Numbers of persons in free text. A citizen ID belongs to the field that masks it; in words it would be read by everybody who reads
 * the words. So a text that holds thirteen digits whose check digit agrees is refused (casework: privacy by field).
 */
import { Problem, type InputError } from '#shared/problems.ts';
import { citizenIdCheckDigit } from '#shared/thai/citizen-id.ts';
import { arabicDigits } from '#shared/thai/thai-text.ts';

/** Thirteen digits together, or as a card spells them: with a blank, a hyphen or a dot between some of them. */
const THIRTEEN = /(?<!\d)\d(?:[ .-]?\d){12}(?!\d)/gu;
const TOGETHER = /(?<!\d)\d{13}(?!\d)/gu;

/** Whether a text holds a valid number of a person, in Arabic or Thai digits. */
export function holdsPersonalNumber(text: string): boolean {
  const digits = arabicDigits(text);
  return [...digits.matchAll(TOGETHER), ...digits.matchAll(THIRTEEN)].some(([found]) => {
    const number = found.replaceAll(/\D/gu, '');
    return citizenIdCheckDigit(number.slice(0, 12)) === Number(number[12]);
  });
}

/** Throws `personal-number-in-text` with every text that holds a number of a person; `texts`: by pointer. */
export function refuseTexts(texts: readonly (readonly [pointer: string, text: string])[]): void {
  const errors = texts.flatMap(([pointer, text]): InputError[] =>
    holdsPersonalNumber(text)
      ? [{ pointer, message: 'ข้อความมีเลขประจำตัว 13 หลัก กรุณาลบออก', code: 'personal-number-in-text' }]
      : [],
  );
  if (errors.length > 0) throw new Problem('personal-number-in-text', { errors });
}
