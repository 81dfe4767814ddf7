/**
 * Numbers of persons in free text. A citizen ID belongs to the field that masks it; in words it would be read by everybody who reads
 * the words. So a text that holds thirteen digits whose check digit agrees is refused (casework: privacy by field).
 */
import { Problem, type InputError } from '#shared/problems.ts';
import { citizenIdCheckDigit } from '#shared/thai/citizen-id.ts';
import { arabicDigits } from '#shared/thai/thai-text.ts';

import type { EntryBody } from './entry.ts';
import { privacyOf } from './kind-of.ts';
import type { Privacy } from './privacy.ts';

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

/** Throws `personal-number-in-text` with every place of a body whose words hold a number of a person. */
export function refusePersonalNumbers(body: EntryBody, at = ''): void {
  refuseTexts(wordsIn(body, privacyOf(body), at));
}

/** The same of other messages: `texts` are their words by pointer. */
export function refuseTexts(texts: readonly (readonly [pointer: string, text: string])[]): void {
  const errors = texts.flatMap(([pointer, text]): InputError[] =>
    holdsPersonalNumber(text)
      ? [{ pointer, message: 'ข้อความมีเลขประจำตัว 13 หลัก กรุณาลบออก', code: 'personal-number-in-text' }]
      : [],
  );
  if (errors.length > 0) throw new Problem('personal-number-in-text', { errors });
}

/** Words are what is sealed: ids and codes of the clear fields are no text that anybody wrote. */
function wordsIn(part: object, privacy: Privacy | 'sealed', at: string): [pointer: string, text: string][] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) => {
    const said = privacy === 'sealed' || !Object.hasOwn(privacy, name) ? 'sealed' : (privacy[name] ?? 'sealed');
    if (said === 'clear') return [];
    const pointer = `${at}/${name}`;
    if (typeof value === 'string') return said === 'sealed' ? [[pointer, value]] : [];
    return typeof value === 'object' && value !== null
      ? wordsIn(value, Array.isArray(value) ? byIndex(value, said) : said, pointer)
      : [];
  });
}

/** Every part of a list has the privacy that the list says. */
function byIndex(list: readonly unknown[], said: Privacy | 'sealed'): Privacy {
  return Object.fromEntries(list.map((_, index) => [String(index), said]));
}
