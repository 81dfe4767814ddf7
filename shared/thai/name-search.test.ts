import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isNamed, nameMarks, nameSearch, wantedMarks } from './name-search.ts';

const finds = (typed: string, firstName: string, lastName?: string): boolean => {
  const search = nameSearch(typed);
  return search !== undefined && isNamed({ firstName, lastName }, search);
};

describe('a name that is typed', () => {
  it.each([
    'สมศักดิ์',
    'สมศัก',
    'สมสัก',
    'สมษักดิ',
    'สม',
    'ใจศรี',
    'ใจสี',
    'ใจษรี',
    'ใจศลี',
    'ใจ',
    'สมศักดิ์ ใจศรี',
    'สมสักดิ ใจ',
    'สมศักดิ์ ใ',
    'สมศักดิ์ใจ',
    'นายสมศักดิ์',
    'นาย สมศักดิ์  ใจศรี',
    'สมศักดิ์ (ชื่อเดิม สมชาย) ใจศรี',
  ])('finds สมศักดิ์ ใจศรี by %s', (typed) => {
    expect(finds(typed, 'สมศักดิ์', 'ใจศรี')).toBe(true);
  });

  it.each([
    'ศักดิ์',
    'ศรี',
    'มศักดิ์',
    'สมชัก',
    'ใจดี',
    'ศรีใจ',
    'สาม',
    'สม ใจ',
    'สมสัก ใจ',
    'สมศักดิ์ ศรี',
    'ใจศรี สมศักดิ์',
    'สมศักดิ์ ใจดี',
  ])('does not find สมศักดิ์ ใจศรี by %s', (typed) => {
    expect(finds(typed, 'สมศักดิ์', 'ใจศรี')).toBe(false);
  });

  it('takes ร for ล, on both sides and across the border of the names', () => {
    expect(finds('สิลิรักษ', 'ศิริลักษณ์', 'พลรัตน์')).toBe(true);
    expect(finds('พรลัตน', 'ศิริลักษณ์', 'พลรัตน์')).toBe(true);
    for (const typed of ['วิลาศ รัก', 'วิลาศรัก', 'วิราส ลัก', 'วิราษลัก'])
      expect([typed, finds(typed, 'วิลาศ', 'รักดี')]).toEqual([typed, true]);
  });

  it('tells the two letters ศร from all that begins with ส', () => {
    for (const typed of ['สร', 'ศร', 'ศล']) {
      expect(finds(typed, 'สราวุธ', 'ทดสอบ')).toBe(true);
      expect(finds(typed, 'ทดสอบ', 'ศรีทดสอบ')).toBe(true);
      expect(finds(typed, 'ศร')).toBe(true);
      expect(finds(typed, 'สมชาย', 'ทดสอบ')).toBe(false);
    }
    expect(finds('ศร ทด', 'ศร', 'ทดสอบ')).toBe(true);
    expect(finds('สี', 'ศรีสมร')).toBe(true);
  });

  it('finds people of one name, names of one letter with the other, and names with a space', () => {
    expect(finds('กมล', 'กมล')).toBe(true);
    expect(finds('ก ทดสอบ', 'ก', 'ทดสอบ')).toBe(true);
    for (const typed of ['ณ', 'ณ เชียง', 'ณเชียงทดสอบ', 'สมชาย ณ เชียง'])
      expect([typed, finds(typed, 'สมชาย', 'ณ เชียงทดสอบ')]).toEqual([typed, typed !== 'ณ']);
    expect(finds('นางรอง', 'สมชาย', 'นางรอง')).toBe(true);
    expect(finds('นางล', 'สมชาย', 'นางลอย')).toBe(true);
  });

  it.each(['', 'ก', 'นาย ก', '์ก', '..', '(สมชาย)'])('asks for nobody with %j', (typed) => {
    expect(nameSearch(typed)).toBeUndefined();
  });
});

describe('marks', () => {
  const letters = fc.constantFrom('ส', 'ศ', 'ษ', 'ร', 'ล', 'ม', 'า', 'ี', 'ก', '์', ' ', '.', '(', ')', 'น');
  const name = fc.array(letters, { minLength: 1, maxLength: 12 }).map((one) => one.join(''));

  it('of everybody who is found hold all of one list that is wanted', () => {
    const led = (typed: string, first: string, last: string): boolean => {
      const search = nameSearch(typed);
      const marks = new Set(nameMarks(first, last));
      return search !== undefined && wantedMarks(search).some((wanted) => wanted.every((mark) => marks.has(mark)));
    };
    // What is typed is made of the names, so that most of it finds them.
    const asked = fc
      .tuple(name, name, fc.nat(12), fc.constantFrom('first', 'last', 'both', 'glued'))
      .map(([first, last, cut, how]) => {
        const begun = (text: string): string => text.slice(0, 1 + cut);
        const typed = {
          first: begun(first),
          last: begun(last),
          both: `${first} ${begun(last)}`,
          glued: first + begun(last),
        };
        return { first, last, typed: typed[how] };
      });
    let found = 0;
    fc.assert(
      fc.property(asked, ({ first, last, typed }) => {
        if (!finds(typed, first, last)) return true;
        found += 1;
        return led(typed, first, last);
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it('find what is typed from the beginning, however it is spelled', () => {
    const plain = fc
      .array(fc.constantFrom('ส', 'ศ', 'ร', 'ล', 'ม', 'า', 'ก'), { minLength: 2, maxLength: 10 })
      .map((one) => one.join(''));
    fc.assert(
      fc.property(plain, fc.integer({ min: 2, max: 10 }), (first, cut) => {
        expect(finds(first.slice(0, cut), first)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('are few: of a name two letters twice, three, four and six, or the whole of a shorter one', () => {
    expect(nameMarks('สมชาย', 'ใจศรีทดสอบ')).toEqual([
      ...['สม', '.สม', 'สมช', 'สมชา', 'สมชาย.'],
      ...['ใจ', '.ใจ', 'ใจส', 'ใจสี', 'ใจสีทด'],
    ]);
    expect(nameMarks('น.ส. ศรี', undefined)).toEqual(['สี', '.สี', 'สี.', 'ส.ร', '.ส.ร']);
    expect(nameMarks('ก', '')).toEqual(['ก.']);
    for (const list of wantedMarks(nameSearch('ก'.repeat(200))!)) expect(list.length).toBeLessThanOrEqual(5);
    expect(wantedMarks(nameSearch('กข '.repeat(60))!)).toHaveLength(21);
  });
});
