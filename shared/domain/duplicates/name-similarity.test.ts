import { describe, expect, it } from 'vitest';

import { similarityOfNames, similarityOfWords, soundsOf } from './name-similarity.ts';

describe('the similarity of words', () => {
  // The examples of Winkler's papers on the string comparator.
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DIXON', 'DICKSONX', 0.813],
    ['DWAYNE', 'DUANE', 0.84],
    ['JELLYFISH', 'SMELLYFISH', 0.896],
    ['สมใจ', 'สมใจ', 1],
    ['กขค', 'ทนม', 0],
    ['', '', 0],
  ])('of %s and %s is %d', (a, b, expected) => {
    expect(similarityOfWords(a, b)).toBeCloseTo(expected, 3);
    expect(similarityOfWords(b, a)).toBeCloseTo(expected, 3);
  });
});

const between = (a: [string, string?], b: [string, string?]): number =>
  similarityOfNames(soundsOf({ firstName: a[0], lastName: a[1] }), soundsOf({ firstName: b[0], lastName: b[1] }));

describe('the similarity of names', () => {
  it('hears ศ ษ ส as one letter, and ร ล', () => {
    expect(between(['ศรีสุดา', 'ลือชัย'], ['สีสุดา', 'รือชัย'])).toBe(1);
  });

  it('takes the better of both orders', () => {
    expect(between(['สมใจ', 'ดีงาม'], ['ดีงาม', 'สมใจ'])).toBe(1);
  });

  it('is nothing when one of the names is another', () => {
    expect(between(['สมใจ', 'ดีงาม'], ['บุญมี', 'ดีงาม'])).toBe(0);
    expect(between(['สมใจ', 'ดีงาม'], ['', 'ดีงาม'])).toBe(0);
  });

  it('of first names alone is less sure', () => {
    expect(between(['สมใจ'], ['สมใจ', 'ดีงาม'])).toBe(0.92);
  });
});
