import { describe, expect, it } from 'vitest';

import { ANSWERS_PATTERN, readAnswers, writeAnswers } from './stored-answers.ts';

describe('answers to the 38 indicators', () => {
  it('come back as they were, each under its number', () => {
    const answers = new Map([
      [1, 'PASS'],
      [2, 'FAIL'],
      [37, 'NOT_APPLICABLE'],
      [38, 'FAIL'],
    ] as const);
    const letters = writeAnswers(answers);
    expect(letters).toBe(`10${'.'.repeat(34)}-0`);
    expect(letters).toMatch(ANSWERS_PATTERN);
    expect(readAnswers(letters)).toEqual(answers);
  });

  it('that nobody gave are missing', () => {
    expect(writeAnswers(new Map())).toBe('.'.repeat(38));
    expect(readAnswers('.'.repeat(38)).size).toBe(0);
  });
});
