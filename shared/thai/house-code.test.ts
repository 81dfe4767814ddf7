import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHouseCode } from './house-code.ts';
import { thaiDigits } from './thai-text.ts';

const read = (raw: string): string => {
  const reading = readHouseCode(raw);
  return reading.ok ? reading.houseCode : reading.code;
};

describe('readHouseCode', () => {
  it.each([
    ['99999000007', '99999000007'],
    ['42010123456', '42010123456'],
    ['4201-012345-6', '42010123456'],
    ['4201 012345 6', '42010123456'],
    ["'42010123456", '42010123456'],
    ['42010123456.0', '42010123456'],
    ['๔๒๐๑-๐๑๒๓๔๕-๖', '42010123456'],
    ['30990000015', '30990000015'],
    ['4.20101E+10', 'house-code-damaged'],
    ['4,20101e10', 'house-code-damaged'],
    ['4201012345', 'house-code-invalid'],
    ['04201012345', 'house-code-invalid'],
    ['420101234567', 'house-code-invalid'],
    ['00000000000', 'house-code-invalid'],
    ['99999999999', 'house-code-invalid'],
    ['4201O123456', 'house-code-invalid'],
    ['12/3', 'house-code-invalid'],
    ['', 'house-code-missing'],
    ['-', 'house-code-missing'],
    [' – ', 'house-code-missing'],
  ])('reads %j as %s', (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  it('reads every spelling of a code as the same code', () => {
    const code = fc.tuple(fc.integer({ min: 1000, max: 9998 }), fc.integer({ min: 0, max: 9_999_999 }));
    fc.assert(
      fc.property(code, ([office, number]) => {
        const digits = `${office}${String(number).padStart(7, '0')}`;
        fc.pre(!/^(\d)\1{10}$/u.test(digits));
        for (const spelling of [
          digits,
          thaiDigits(digits),
          `${digits}.0`,
          `${digits.slice(0, 4)}-${digits.slice(4, 10)}-${digits[10]}`,
        ])
          expect(readHouseCode(spelling)).toEqual({ ok: true, houseCode: digits });
      }),
    );
  });
});
