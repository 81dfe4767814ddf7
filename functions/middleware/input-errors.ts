/** From what zod found to the `errors[]` of a problem document. */
import type * as z from 'zod';

import type { InputError } from '#shared/problems.ts';

/** More are of no use to anybody. */
export const MOST_ERRORS = 100;

/** One error of one place, the first: a text without letters is also too short and of another form, and one answer is enough to mend it. */
export function inputErrors(error: z.ZodError): InputError[] {
  const errors = error.issues.flatMap((issue): InputError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          pointer: pointerTo([...issue.path, key]),
          message: issue.message,
          code: 'unknown-field',
        }))
      : [{ pointer: pointerTo(issue.path), message: issue.message, code: codeOf(issue) }],
  );
  const said = new Set<string>();
  return errors.filter(({ pointer }) => !said.has(pointer) && said.add(pointer)).slice(0, MOST_ERRORS);
}

/** An RFC 6901 pointer. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Of text that cannot be stored, at `pointer`. Never holds the text. */
export function unstorableAt(pointer: string): InputError {
  return { pointer, message: 'มีอักขระที่เสียหายหรือบันทึกไม่ได้ กรุณาพิมพ์ใหม่', code: 'unstorable-text' };
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required';
  return issue.code.replaceAll('_', '-');
}
