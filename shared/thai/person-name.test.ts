import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfName, nameKey, normalizeTitle, splitTitle } from './person-name.ts';

describe('splitTitle', () => {
  it.each([
    ['นายกมล', 'นาย', 'กมล'],
    ['นาย กมล ทองทดสอบ', 'นาย', 'กมล ทองทดสอบ'],
    ['นางกมล', 'นาง', 'กมล'],
    ['นางสาวกมล', 'นางสาว', 'กมล'],
    ['นางสาว กมล', 'นางสาว', 'กมล'],
    ['นางสาวเก', 'นางสาว', 'เก'],
    ['น.ส. กมล', 'นางสาว', 'กมล'],
    ['น.ส.กมล', 'นางสาว', 'กมล'],
    ['น. ส. กมล', 'นางสาว', 'กมล'],
    ['นส.กมล', 'นางสาว', 'กมล'],
    ['นส กมล', 'นางสาว', 'กมล'],
    ['ด.ช.กมล', 'เด็กชาย', 'กมล'],
    ['ด.ญ. กมล', 'เด็กหญิง', 'กมล'],
    ['เด็กหญิงกมล', 'เด็กหญิง', 'กมล'],
    ['พล.อ.กมล', 'พลเอก', 'กมล'],
    ['พล.ต.อ. กมล', 'พลตำรวจเอก', 'กมล'],
    ['ร.ต.อ.กมล', 'ร้อยตำรวจเอก', 'กมล'],
    ['ร.ต.กมล', 'ร้อยตรี', 'กมล'],
    ['รตอ กมล', 'ร้อยตำรวจเอก', 'กมล'],
    ['จ.ส.ต. กมล', 'จ่าสิบตรี', 'กมล'],
    ['ส.อ.กมล', 'สิบเอก', 'กมล'],
    ['พลทหารกมล', 'พลทหาร', 'กมล'],
    ['ว่าที่ร้อยตรีกมล', 'ว่าที่ร้อยตรี', 'กมล'],
    ['ว่าที่ ร.ต.กมล', 'ว่าที่ร้อยตรี', 'กมล'],
    ['ว่าที่ ร.ต.หญิง กมล', 'ว่าที่ร้อยตรีหญิง', 'กมล'],
    ['ดร.กมล', 'ดอกเตอร์', 'กมล'],
    ['ผศ.ดร.กมล', 'ผู้ช่วยศาสตราจารย์ ดอกเตอร์', 'กมล'],
    ['ม.ร.ว.กมล', 'หม่อมราชวงศ์', 'กมล'],
    ['หม่อมหลวงกมล', 'หม่อมหลวง', 'กมล'],
    ['พระครูกมล', 'พระครู', 'กมล'],
    ['พระ กมล', 'พระ', 'กมล'],
    ['สามเณรกมล', 'สามเณร', 'กมล'],
    ['แม่ชีกมล', 'แม่ชี', 'กมล'],
    ['Mr. Kamon', 'Mr.', 'Kamon'],
    ['นาย ก', 'นาย', 'ก'],
    ['นางลักษณ์', 'นาง', 'ลักษณ์'],
    ['\u00a0นาง\u200bกมล ', 'นาง', 'กมล'],
  ])('%j is %s + %s', (text, title, name) => {
    expect(splitTitle(text)).toEqual({ title, name });
  });

  it.each([
    'กมล',
    'นายิกา',
    'คุณธรรม',
    'คุณากร',
    'พระพาย',
    'สามเณร',
    'นาง',
    'นาย',
    'เด่น',
    'ศรี',
    'พลอย',
    'ดรุณี',
    'มลฤดี',
    'ร่ม',
    'Missouri',
    '',
  ])('%j has no title', (text) => {
    expect(splitTitle(text)).toEqual({ title: null, name: text });
  });

  it('takes a title off a name once and for all kinds of glue', () => {
    const names = fc.constantFrom('กมล', 'ใจดี', 'สมมุติ', 'เอก', 'อำไพ');
    const titles = fc.constantFrom('นาย', 'นาง', 'นางสาว', 'น.ส.', 'ด.ช.', 'ร.ต.อ.', 'จ.ส.อ.', 'ว่าที่ร้อยตรี');
    fc.assert(
      fc.property(titles, names, fc.constantFrom('', ' ', '  ', '\u00a0'), (title, name, glue) => {
        expect(splitTitle(title + glue + name)).toEqual({ title: normalizeTitle(title), name });
      }),
    );
  });
});

describe('normalizeTitle', () => {
  it.each([
    ['นาย', 'นาย'],
    ['น.ส.', 'นางสาว'],
    ['นส', 'นางสาว'],
    ['ด.ญ.', 'เด็กหญิง'],
    ['พล.ต.อ.', 'พลตำรวจเอก'],
    ['ว่าที่ ร.ต.', 'ว่าที่ร้อยตรี'],
    ['ว่าที่ ร.ต. หญิง', 'ว่าที่ร้อยตรีหญิง'],
    ['ผศ.ดร.', 'ผู้ช่วยศาสตราจารย์ ดอกเตอร์'],
    ['พระ', 'พระ'],
    ['ผู้ใหญ่บ้าน', 'ผู้ใหญ่บ้าน'],
    ['-', null],
    ['', null],
    ['ไม่มี', null],
  ])('%j is %j', (text, title) => {
    expect(normalizeTitle(text)).toBe(title);
  });

  it('changes nothing the second time', () => {
    for (const text of ['น.ส.', 'ร.ต.อ.', 'ว่าที่ ร.ต.', 'ม.ล.', 'นาย', 'อื่น']) {
      const once = normalizeTitle(text);
      expect(normalizeTitle(once ?? '')).toBe(once);
    }
  });
});

describe('nameKey', () => {
  it('meets over titles, spaces, silencers, doubled marks and former names', () => {
    const key = nameKey('สุรีย์', 'ทองทดสอบ');
    for (const [first, last] of [
      ['นางสุรีย์', 'ทองทดสอบ'],
      ['น.ส. สุรีย์', ' ทอง ทดสอบ '],
      ['สุรีย', 'ทองทดสอบ'],
      ['สุรี\u0e35ย์', 'ทองทดสอบ'],
      ['สุรีย์\u200b', 'ทองทดสอบ'],
      ['สุรีย์ (สุดา)', 'ทองทดสอบ'],
    ] as const)
      expect(nameKey(first, last)).toBe(key);
  });

  it('keeps apart what only sounds alike', () => {
    expect(nameKey('สุรี', 'ทองทดสอบ')).not.toBe(nameKey('สุรีย์', 'ทองทดสอบ'));
    expect(nameKey('ศักดิ์', 'จำลอง')).not.toBe(nameKey('สัก', 'จำลอง'));
    expect(nameKey('กา', 'นา')).not.toBe(nameKey('กานา', ''));
    expect(nameKey('ณ', 'ก')).not.toBe(nameKey('น', 'ก'));
  });

  it('allows people with one name', () => {
    expect(nameKey('กมล', '')).toBe('กมล|');
  });
});

describe('faultOfName', () => {
  const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

  it.each([
    ['', 'name-blank'],
    ['-', 'name-blank'],
    ['N/A', 'name-blank'],
    ['ไม่ทราบ', 'name-blank'],
    ['ไม่ทราบชื่อ', 'name-blank'],
    ['ไม่ปรากฏชื่อ-นามสกุล', 'name-blank'],
    ['ไม่ทราบชื่อ ไม่ทราบนามสกุล', 'name-blank'],
    ['xxx', 'name-blank'],
    ['XX xx', 'name-blank'],
    ['นาย', 'name-blank'],
    ['น.ส. -', 'name-blank'],
    ['ก\nข', 'name-several'],
    ['ทดสอบ\nกุล', 'name-several'],
    ['สมชาย/สมหญิง', 'name-several'],
    ['สมชาย / สมหญิง', 'name-several'],
    ['สมชาย และ สมหญิง', 'name-several'],
    ['สมชาย กับ สมหญิง', 'name-several'],
    ['สมชาย, สมหญิง', 'name-several'],
    ['สมชาย+สมหญิง', 'name-several'],
    ['สมชาย&สมหญิง', 'name-several'],
    ['1.สมชาย 2.สมหญิง', 'name-several'],
    ['3999503120884', 'name-is-number'],
    ['๑๒/๓', 'name-is-number'],
    ['???', 'name-unreadable'],
    ['สม?าย', 'name-unreadable'],
    ['สม？าย', 'name-unreadable'],
    ['#####', 'name-blank'],
    [latin1('สม'), 'name-unreadable'],
    ['ÊÁªÒÂ', 'name-unreadable'],
    ['สมชาย(เสียชีวิต)', 'name-with-remark'],
    ['สมชาย  ตัวอย่างศรี (ตาย)', 'name-with-remark'],
    ['สมชาย [ย้ายออกแล้ว]', 'name-with-remark'],
    ['สมชาย เสียชีวิตแล้ว', 'name-with-remark'],
    ['สมชาย 081-234-5678', 'name-with-remark'],
    ['สมชาย ๐๘๑ ๒๓๔ ๕๖๗๘', 'name-with-remark'],
    ['สมชาย0812345678', 'name-with-remark'],
    ['สมชาย โทร.', 'name-with-remark'],
  ])('finds in %j: %s', (text, code) => {
    expect(faultOfName(text)?.code).toBe(code);
  });

  it.each([
    'ก',
    'สมชาย',
    'ณ เชียงทดสอบ',
    'สมชาย (สมหมาย)',
    'สมชาย (ชื่อเดิม สมหมาย/สมศักดิ์)',
    'นาย/นาง สมชาย',
    'ตายี',
    'ทดสอบ1',
    '=1+1',
    '+สม',
    '@cmd',
    '-หญิง',
    'John Smith',
    "O'Neill-Smith",
    'José',
    'Kumar s/o Raj',
    'และ',
    'xx1',
  ])('takes %j', (text) => {
    expect(faultOfName(text)).toBeUndefined();
  });

  it('refuses what is no name, and takes a name with a remark', () => {
    const refused = (text: string): boolean | undefined => faultOfName(text)?.refused;
    expect(['ก\nข', '12', 'สม?าย'].map(refused)).toEqual([true, true, true]);
    expect(['-', 'สมชาย (ตาย)'].map(refused)).toEqual([false, false]);
  });

  it('answers for long texts too, in time that grows with their length', () => {
    const parts = ['(', '(ก', '0-', '0 ', 'ไม่ทราบ', 'ก/', 'ก ', '1. ', '1.ก', 'x ', ' และ '];
    expect(parts.map((part) => typeof faultOfName(`${part.repeat(50_000)}!`))).toHaveLength(parts.length);
  });
});
