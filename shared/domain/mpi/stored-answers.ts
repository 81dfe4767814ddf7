/**
 * The answers of a household to the 38 จปฐ. indicators as they are stored and sent: one letter for each number, `1` pass, `0` fail, `-`
 * not applicable, `.` no answer. The name of the set that numbers them is kept beside them. Source: domain.md §3.
 */
import type { Answer, Answers } from './union-rule.ts';

/** Answers of one day (`YYYY-MM-DD`). */
export type StoredAnswers = { framework: string; on: string; answers: string };

export const INDICATOR_COUNT = 38;
export const NO_ANSWER = '.';
export const ANSWERS_PATTERN = /^[01.-]{38}$/u;

const LETTERS: Readonly<Record<Answer, string>> = { PASS: '1', FAIL: '0', NOT_APPLICABLE: '-' };
const ANSWERS = new Map<string, Answer>([
  ['1', 'PASS'],
  ['0', 'FAIL'],
  ['-', 'NOT_APPLICABLE'],
]);

export function writeAnswers(answers: Answers): string {
  return Array.from({ length: INDICATOR_COUNT }, (_, at) => {
    const answer = answers.get(at + 1);
    return answer === undefined ? NO_ANSWER : LETTERS[answer];
  }).join('');
}

export function readAnswers(letters: string): Answers {
  return new Map(
    Array.from(letters).flatMap((letter, at): [number, Answer][] => {
      const answer = ANSWERS.get(letter);
      return answer === undefined ? [] : [[at + 1, answer]];
    }),
  );
}
