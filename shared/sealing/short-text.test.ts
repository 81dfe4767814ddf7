import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { shortBytes, textOfShortBytes } from './short-text.ts';

const hexOf = (text: string): string => Buffer.from(shortBytes(text)).toString('hex');
const THAI = Array.from({ length: 0x5b }, (_, at) => String.fromCharCode(0x0e01 + at)).filter((letter) =>
  /\p{Assigned}/u.test(letter),
);
const ONE_BYTE = THAI.filter((letter) => !/[๏-๛]/.test(letter));

describe('the short spelling of a text', () => {
  it('takes one byte for each Thai letter, vowel, tone mark and the baht', () => {
    expect(ONE_BYTE).toHaveLength(74);
    for (const letter of ONE_BYTE) expect(shortBytes(letter), letter).toHaveLength(1);
    expect(new Set(ONE_BYTE.map(hexOf)).size).toBe(74);
    expect(shortBytes('นายสมชาย ใจดี บ้านทุ่งน้อย')).toHaveLength('นายสมชาย ใจดี บ้านทุ่งน้อย'.length);
  });

  // Frozen: envelopes of version 2 are stored with it.
  it.each([
    ['กขฺ', '8081b9'],
    ['฿เแๆ', 'babbbcc1'],
    ['็๎', 'f5fc'],
    ['"บ้าน 12/3"', '2299f7b1982031322f3322'],
    ['๑๙', 'e0b991e0b999'],
    ['é漢😀', 'c3a9e6bca2f09f9880'],
    ['\ud800x', 'eda08078'],
    ['{"a":"ข","b":{"c":1},"d":""}', '7b2261fe81fd62ff63223a317d2c2264fe227d'],
    ['"," ":" ":{" ",', 'fd20fe20ff20222c'],
    ['","," "":""', 'fd2c222022fe22'],
    ['', ''],
  ])('of %j is %s for ever', (text, hex) => {
    expect(hexOf(text)).toBe(hex);
    expect(textOfShortBytes(Buffer.from(hex, 'hex'))).toBe(text);
  });

  it('reads back to every letter of Unicode and every half of a pair', () => {
    for (let plane = 0; plane <= 16; plane += 1) {
      const points = Array.from({ length: 0x10000 }, (_, low) => plane * 0x10000 + low);
      // Apart by a letter: two halves that meet would be a pair.
      const text = points.map((point) => `${String.fromCodePoint(point)}ก`).join('');
      expect(textOfShortBytes(shortBytes(text)) === text, `plane ${plane}`).toBe(true);
    }
  });

  it('reads back to every string, and is never longer than UTF-8', () => {
    const letters = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...THAI) }),
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
      fc.string({ unit: fc.constantFrom(...'",:{ก'.split('')) }),
      fc.json(),
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 5 }), (parts) => {
        const text = parts.join('');
        const bytes = shortBytes(text);
        expect(textOfShortBytes(bytes)).toBe(text);
        expect(bytes.length).toBeLessThanOrEqual(Buffer.byteLength(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('of two strings is never the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(hexOf(one) === hexOf(other)).toBe(one === other);
      }),
    );
  });

  it.each(['41e0b9', 'c3', 'f09f98', 'e0'])('is never %s', (hex) => {
    expect(() => textOfShortBytes(Buffer.from(hex, 'hex'))).toThrow('cut off');
  });
});
