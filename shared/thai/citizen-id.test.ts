import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citizenIdCheckDigit, isSyntheticCitizenId, idTypeOf, maskCitizenId, readCitizenId } from './citizen-id.ts';
import { thaiDigits } from './thai-text.ts';

const VALID = ['1234567890121', '3420100000011', '0123456789016', '8429900000074'];

const read = (raw: string): string => {
  const reading = readCitizenId(raw);
  if (!reading.ok) return reading.code;
  return `${reading.id} ${reading.idType}${reading.repaired ? ' repaired' : ''}`;
};

const twelveDigits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 12, maxLength: 12 });
const validId = twelveDigits
  .filter((body) => !/^(\d)\1{11}$/u.test(body))
  .map((body) => body + String(citizenIdCheckDigit(body)));

describe('readCitizenId', () => {
  it.each(VALID)('accepts %s of the domain document', (id) => {
    expect(readCitizenId(id)).toMatchObject({ ok: true, id, repaired: false });
  });

  it('refuses an ID with one digit changed, where the formula can see it', () => {
    // The third digit weighs 11, so the remainder by 11 never sees it; and (11 − remainder) mod 10 is 1 for remainders 0 and 10 alike.
    fc.assert(
      fc.property(validId, fc.nat(12), fc.integer({ min: 1, max: 9 }), (id, index, step) => {
        fc.pre(index === 12 || (index !== 2 && !id.endsWith('1')));
        const changed = id.slice(0, index) + String((Number(id[index]) + step) % 10) + id.slice(index + 1);
        expect(read(changed)).toBe('citizen-id-invalid');
      }),
    );
    expect(read('1234567890122')).toBe('citizen-id-invalid');
    expect(read('3420100000021')).toBe('citizen-id-invalid');
  });

  it.each([
    ['3-4201-00000-01-1', '3420100000011 THAI13'],
    ['3 4201 00000 01 1', '3420100000011 THAI13'],
    [' 3420100000011\u00a0', '3420100000011 THAI13'],
    ["'3420100000011", '3420100000011 THAI13'],
    ['3420100000011.0', '3420100000011 THAI13'],
    ['3420100000011.00', '3420100000011 THAI13'],
    ['3,420,100,000,011', '3420100000011 THAI13'],
    ['3.4201.00000.01.1', '3420100000011 THAI13'],
    ['๓๔๒๐๑๐๐๐๐๐๐๑๑', '3420100000011 THAI13'],
    ['๓-๔๒๐๑-๐๐๐๐๐-๐๑-๑', '3420100000011 THAI13'],
    ['342O1OOOOOO11', '3420100000011 THAI13 repaired'],
    ['0123456789016', '0123456789016 NON_THAI13'],
    ['123456789016', '0123456789016 NON_THAI13 repaired'],
    ['123456789016.0', '0123456789016 NON_THAI13 repaired'],
    ['123456789017', 'citizen-id-invalid'],
    ['3.4201E+12', 'citizen-id-damaged'],
    ['3.42010000001E+12', 'citizen-id-damaged'],
    ['3E12', 'citizen-id-damaged'],
    ['๓.๔๒๐๑E+๑๒', 'citizen-id-damaged'],
    ['3,4201E+12', 'citizen-id-damaged'],
    ['0000000000001', 'citizen-id-invalid'],
    ['0000000000000', 'citizen-id-invalid'],
    ['1111111111119', 'citizen-id-invalid'],
    ['9999999999994', 'citizen-id-invalid'],
    ['342010000001', 'citizen-id-invalid'],
    ['34201000000111', 'citizen-id-invalid'],
    ['G123456789012', 'G123456789012 G_CODE'],
    ['g๑๒๓๔-56789012', 'G123456789012 G_CODE'],
    ['G12345678901', 'citizen-id-invalid'],
    ['AA1234567', 'AA1234567 PASSPORT'],
    ['p 0123456', 'P0123456 PASSPORT'],
    ['Passport No. 123456789', '123456789 PASSPORT'],
    ['หนังสือเดินทาง MA123456', 'MA123456 PASSPORT'],
    ['หนังสือเดินทาง C01X00T47', 'C01X00T47 PASSPORT'],
    ['C01X00T47', 'citizen-id-invalid'],
    ['หนังสือเดินทาง', 'citizen-id-invalid'],
    ['ก1234567', 'citizen-id-invalid'],
    ['ABC1234567', 'citizen-id-invalid'],
    ['AA123456789012', 'citizen-id-invalid'],
    ['', 'citizen-id-missing'],
    ['-', 'citizen-id-missing'],
    ['  ', 'citizen-id-missing'],
  ])('reads %j as %s', (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  it('takes 0, 6 and 7 as valid numbers of people without Thai nationality, and all others as Thai', () => {
    for (let first = 0; first <= 9; first += 1) {
      const body = `${first}99990000001`;
      const expected = [0, 6, 7].includes(first) ? 'NON_THAI13' : 'THAI13';
      expect(readCitizenId(body + String(citizenIdCheckDigit(body)))).toMatchObject({ ok: true, idType: expected });
    }
  });

  it('reads every valid ID in every clean spelling', () => {
    fc.assert(
      fc.property(validId, (id) => {
        const dashed = `${id[0]}-${id.slice(1, 5)}-${id.slice(5, 10)}-${id.slice(10, 12)}-${id[12]}`;
        for (const spelling of [id, dashed, thaiDigits(id), ` ${id}`, `${id}.0`])
          expect(readCitizenId(spelling)).toMatchObject({ ok: true, id, repaired: false });
      }),
    );
  });

  it('gives a lost leading zero back only where the check digit agrees', () => {
    fc.assert(
      fc.property(twelveDigits, (digits) => {
        const fits = citizenIdCheckDigit(`0${digits.slice(0, 11)}`) === Number(digits[11]);
        const reading = readCitizenId(digits);
        fc.pre(!/^0{11}/u.test(digits));
        expect(reading.ok).toBe(fits);
      }),
    );
  });

  it('never repeats the number in its message, and throws for nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), twelveDigits, validId), (raw) => {
        const reading = readCitizenId(raw);
        fc.pre(!reading.ok && raw.length > 6);
        expect(reading).not.toMatchObject({ message: expect.stringContaining(raw) });
      }),
    );
  });
});

describe('maskCitizenId', () => {
  it('shows the first five digits and the last', () => {
    expect(maskCitizenId('3420100000011')).toBe('3-4201-xxxxx-xx-1');
  });

  it('shows which kind another number is of', () => {
    expect(maskCitizenId('G123456789012')).toBe('Gxxxxxxxxxxx2');
    expect(maskCitizenId('AA1234567')).toBe('AAxxxxxxx');
    expect(maskCitizenId('123456789')).toBe('xxxxxxxxx');
    expect(maskCitizenId('C01X00T47')).toBe('Cxxxxxxxx');
  });

  it('hides anything else wholly', () => {
    expect(maskCitizenId('342010000001')).toBe('x-xxxx-xxxxx-xx-x');
    expect(maskCitizenId('สมชาย ทองทดสอบ')).toBe('x-xxxx-xxxxx-xx-x');
  });
});

describe('a number that is said to be of a passport', () => {
  it.each([
    ['123456789', '123456789'],
    ['C01X00T47', 'C01X00T47'],
    ['1E1234567', '1E1234567'],
    ['aa-123 4567', 'AA1234567'],
    ['Passport No. 123456789', '123456789'],
  ])('is read in a shape that says nothing: %j', (raw, id) => {
    expect(readCitizenId(raw, 'PASSPORT')).toEqual({ ok: true, id, idType: 'PASSPORT', repaired: false });
    expect(idTypeOf(id)).toBe('PASSPORT');
  });

  it.each(['12345', 'ABCDEF', '1234567890', 'สมชาย'])('is none: %j, and the message speaks of a passport', (raw) => {
    expect(readCitizenId(raw, 'PASSPORT')).toMatchObject({
      code: 'citizen-id-invalid',
      message: expect.stringContaining('หนังสือเดินทาง'),
    });
  });

  it('stays what it is when it is thirteen digits or a G-code', () => {
    expect(readCitizenId('3420100000011', 'PASSPORT')).toMatchObject({ ok: true, idType: 'THAI13' });
    expect(readCitizenId('3-4201-00000-01-1', 'PASSPORT')).toMatchObject({ ok: true, idType: 'THAI13' });
    expect(readCitizenId('G123456789012', 'PASSPORT')).toMatchObject({ ok: true, idType: 'G_CODE' });
  });
});

describe('idTypeOf', () => {
  it("is the kind that was read, of every number, and that of nobody's number", () => {
    for (const raw of ['3420100000011', '0123456789016', 'G123456789012', 'AA1234567', 'Passport No. 123456789']) {
      const reading = readCitizenId(raw);
      expect(reading).toMatchObject({ ok: true, idType: idTypeOf(reading.ok ? reading.id : '') });
    }
    expect(idTypeOf(undefined)).toBe('NONE_TEMP');
  });
});

describe('isSyntheticCitizenId', () => {
  it('knows our numbers by their office', () => {
    expect(isSyntheticCitizenId('3999959500019')).toBe(true);
    expect(isSyntheticCitizenId('3000059500021')).toBe(true);
    expect(isSyntheticCitizenId('3420100000011')).toBe(false);
    expect(isSyntheticCitizenId('39999')).toBe(false);
  });
});
