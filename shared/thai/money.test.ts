import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBaht, fromSatang, readBaht, toSatang } from './money.ts';
import { thaiDigits } from './thai-text.ts';

const read = (raw: string): number | string | null => {
  const reading = readBaht(raw);
  return reading.ok ? reading.baht : reading.code;
};

describe('readBaht', () => {
  it.each<[string, number | string | null]>([
    ['1500', 1500],
    ['1,500', 1500],
    ['1,500.50', 1500.5],
    ['1,500.50 บาท', 1500.5],
    ['1,500 บาทถ้วน', 1500],
    ['1 500', 1500],
    ['1500.-', 1500],
    ['1,500.-บาท', 1500],
    ['฿ 20', 20],
    ['๑,๕๐๐.๒๕ บาท', 1500.25],
    ['0', 0],
    ['0.00', 0],
    ['-0', 0],
    ['12.', 12],
    ['+5', 5],
    ['0.30000000000000004', 0.3],
    ['2.9999999999999996', 3],
    ['1500.000', 1500],
    ['', null],
    ['-', null],
    ['–', null],
    ['ไม่มี', null],
    ['ไม่ทราบ', null],
    ['N/A', null],
    ['-500', 'money-negative'],
    ['−500 บาท', 'money-negative'],
    ['(500)', 'money-negative'],
    ['-1,500.00', 'money-negative'],
    ['12.345', 'money-unreadable'],
    ['12.005', 'money-unreadable'],
    ['1,50', 'money-unreadable'],
    ['1,500,5', 'money-unreadable'],
    ['15,00', 'money-unreadable'],
    ['1.5E+3', 'money-unreadable'],
    ['ห้าร้อย', 'money-unreadable'],
    ['500 ต่อเดือน', 'money-unreadable'],
    ['1-2', 'money-unreadable'],
    ['99999999999999', 'money-unreadable'],
  ])('reads %j as %j', (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  it('reads every amount in every spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_00 }), (satang) => {
        const baht = fromSatang(satang);
        const grouped = baht.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
        for (const spelling of [String(baht), baht.toFixed(2), grouped, `${grouped} บาท`, thaiDigits(grouped)])
          expect(read(spelling)).toBe(baht);
        expect(read(`-${grouped}`)).toBe(satang > 0 ? 'money-negative' : 0);
      }),
    );
  });

  it('never answers with a part of a satang', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double({ noNaN: true }).map(String)), (raw) => {
        const reading = readBaht(raw);
        const baht = reading.ok ? (reading.baht ?? 0) : 0;
        expect(fromSatang(toSatang(baht))).toBe(baht);
      }),
    );
  });
});

describe('addBaht', () => {
  it('is exact to the satang', () => {
    expect(addBaht(0.1, 0.2)).toBe(0.3);
    expect(addBaht(1.005, 0)).toBe(1);
    const amounts = fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 50 });
    fc.assert(
      fc.property(amounts, (satangs) => {
        const sum = satangs.map(fromSatang).reduce(addBaht, 0);
        expect(toSatang(sum)).toBe(satangs.reduce((total, value) => total + value, 0));
      }),
    );
  });
});
