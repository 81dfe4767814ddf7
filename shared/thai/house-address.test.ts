import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { houseNumberKey, readHouseAddress, readMoo } from './house-address.ts';

describe('readHouseAddress', () => {
  it.each([
    '10/1',
    '10/01',
    '010/1',
    '10-1',
    '10/1.',
    '๑๐/๑',
    '１０／１',
    '10 / 1',
    '10\\1',
    '10\u22151',
    '10\u20441',
    "'10/1",
    'บ้านเลขที่ 10/1',
    'บ.เลขที่ 10/1',
    'เลขที่บ้าน: 10/1',
  ])('%s is 10/1', (cell) => {
    expect(readHouseAddress(cell)).toEqual({ number: '10/1' });
  });

  it.each([
    ['10/1 ก', { number: '10/1ก' }],
    ['10/1ก.', { number: '10/1ก' }],
    ['12 A', { number: '12A' }],
    ['45.0', { number: '45' }],
    ['46093', { number: '46093' }],
    ['99/12/3', { number: '99/12/3' }],
    // Houses in a row count upwards.
    ['123-125', { number: '123-125' }],
    ['12/3-4', { number: '12/3-4' }],
    ['1,2', { number: '1,2' }],
    ['12.5', { number: '12.5' }],
    ['10/1 (ชั่วคราว)', { number: '10/1 (ชั่วคราว)' }],
    ['12/3 ถ.สายใต้ ซ.4', { number: '12/3 ถ.สายใต้ ซ.4' }],
    ['12/3 เขตเทศบาล', { number: '12/3 เขตเทศบาล' }],
    ['7 หมู่บ้านสวนสน', { number: '7 หมู่บ้านสวนสน' }],
    ['12/3 ม.5/1', { number: '12/3 ม.5/1' }],
    ['12/3 ต้นไทร', { number: '12/3 ต้นไทร' }],
    ['ไม่มีเลขที่', { number: 'ไม่มีเลขที่' }],
    ['880/4 ม.5', { number: '880/4', moo: 5 }],
    ['880/4ม.5', { number: '880/4', moo: 5 }],
    ['880/4 หมู่ที่ สิบเอ็ด', { number: '880/4', moo: 11 }],
    ['880/4 หมู่ 5 ซอย 3', { number: '880/4 ซอย 3', moo: 5 }],
    ['880/4 (ม.5)', { number: '880/4', moo: 5 }],
    ['ม.5', { moo: 5 }],
    ['เลขที่ 884/4 ม. 5 บ้านกุดป่อง', { number: '884/4', moo: 5, village: 'บ้านกุดป่อง' }],
    ['บ้านกุดป่อง ม.5', { moo: 5, village: 'บ้านกุดป่อง' }],
    [
      '885/4 ม.5 ต.กุดป่อง อ.เมือง จ.เลย',
      { number: '885/4', moo: 5, subdistrict: 'กุดป่อง', district: 'เมือง', province: 'เลย' },
    ],
    [
      '885/4ม.5ต.กุดป่องอ.เมืองจ.เลย',
      { number: '885/4', moo: 5, subdistrict: 'กุดป่อง', district: 'เมือง', province: 'เลย' },
    ],
    ['12/3 แขวงบางรัก เขตบางรัก', { number: '12/3', subdistrict: 'บางรัก', district: 'บางรัก' }],
  ])('%s is taken apart', (cell, address) => {
    expect(readHouseAddress(cell)).toEqual(address);
  });

  it('gives a number that is read as itself again, whatever it was written with', () => {
    const before = fc.constantFrom('', "'", 'บ้านเลขที่ ', 'บ.เลขที่', 'เลขที่บ้าน: ');
    const number = fc.constantFrom('10/1', '๑๐/๑', '010 / 01', '10-1', '10\\1', '10\uff0f1');
    const behind = fc.constantFrom('', '.', ' .', ',', ' ', ' (ชั่วคราว)', '(ชั่วคราว)');
    const beside = fc.constantFrom('', ' ม.5', ' หมู่ที่ ห้า', ' ม.5 บ้านนา', ' ม.5 ต.กุดป่อง อ.เมือง จ.เลย');
    fc.assert(
      fc.property(fc.tuple(before, number, behind, beside), (parts) => {
        const { number: read = '', moo } = readHouseAddress(parts.join(''));
        expect([parts, houseNumberKey(read), moo]).toEqual([parts, '10/1', parts[3] === '' ? undefined : 5]);
        expect(readHouseAddress(read).number).toBe(read);
      }),
      { numRuns: 500 },
    );
  });
});

describe('houseNumberKey', () => {
  it('is one for the spellings of a number, and for a remark in brackets behind it', () => {
    const spellings = ['10/1', ' ๑๐ / ๑', '010-1', '10/1.', "'10/1", '10/1 (ชั่วคราว)', 'บ้านเลขที่ 10/1'];
    expect(new Set(spellings.map(houseNumberKey))).toEqual(new Set(['10/1']));
    const houses = ['10/1', '10/1ก', '10/1/1', '101', '10-11', '10', '1/10'];
    expect(new Set(houses.map(houseNumberKey)).size).toBe(houses.length);
  });
});

describe('readMoo', () => {
  it.each([
    '5',
    '05',
    '5.0',
    '๕',
    'หมู่5',
    'หมู่ที่5',
    'หมู่ที่ ๕',
    'หมู่บ้านที่ 5',
    'ม. ๕',
    'ม5',
    'ที่ 5',
    'Moo 5',
    'M.5',
    'หมู่ที่ ห้า',
    'ห้า',
    'หมู่ที่ 5 ต.กุดป่อง',
  ])('%s is หมู่ 5', (cell) => {
    expect(readMoo(cell)).toEqual({ moo: 5 });
  });

  it.each([
    ['ม.5 บ้านกุดป่อง', 5, 'บ้านกุดป่อง'],
    ['5 บ้านกุดป่อง', 5, 'บ้านกุดป่อง'],
    ['5 (บ้านโนน)', 5, 'บ้านโนน'],
    ['บ้านนา ม.5', 5, 'บ้านนา'],
    ['บ้านนา (หมู่ 5)', 5, 'บ้านนา'],
    ['หมู่ที่ ยี่สิบเอ็ด บ้านนา', 21, 'บ้านนา'],
  ])('%s is a หมู่ and a village', (cell, moo, village) => {
    expect(readMoo(cell)).toEqual({ moo, village });
  });

  it.each(['ชุมชนวัดศรี', '3 แยก', 'ห้าแยก', '5,6', '5-6', '5/1', 'หมู่ 5,6', 'หมู่บ้านสวนสน', '12ก', '-'])(
    '%s is none',
    (cell) => {
      expect(readMoo(cell)).toBeUndefined();
    },
  );
});
