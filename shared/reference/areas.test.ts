import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownArea, isKnownPlace, placeOfArea } from './area-codes.ts';
import { areaLabel } from './area-names.ts';
import { areasUnder, findArea } from './areas.ts';
import { type AreaQuery, resolveArea } from './resolve-area.ts';

const areas = areasUnder('TH');

const answer = (query: AreaQuery): string => {
  const resolution = resolveArea(query);
  if (!resolution.ok) return resolution.code;
  return resolution.translated ? `${resolution.code} translated` : resolution.code;
};

const at = (subdistrict?: string, district?: string, province?: string): AreaQuery => ({
  subdistrict,
  district,
  province,
});

const subdistricts = areas.filter((area) => area.level === 'SUBDISTRICT');

describe('findArea and areasUnder', () => {
  it('find by code and list below a code', () => {
    expect(findArea('42')).toMatchObject({ nameTh: 'เลย', level: 'PROVINCE', parentCode: 'TH' });
    expect(findArea('TH')).toMatchObject({ level: 'COUNTRY', parentCode: null });
    expect(findArea('420151')).toBeUndefined();
    expect(areasUnder('4201').every((area) => area.parentCode === '4201')).toBe(true);
    expect(areasUnder('42').filter((area) => area.level === 'DISTRICT')).toHaveLength(14);
    expect(areasUnder('TH')).toHaveLength(77 + 928 + 7436);
    expect(areasUnder('420101')).toEqual([]);
    expect(areasUnder('99')).toEqual([]);
    for (const prefix of ['1', '10', '42', '4201', '96', '9613', '961303', 'x'])
      expect(areasUnder(prefix)).toEqual(areas.filter((area) => area.code !== prefix && area.code.startsWith(prefix)));
  });
});

describe('isKnownPlace', () => {
  it.each(['42', '4201', '420101', '420151', '420199'])('knows %s', (code) => {
    expect(isKnownPlace(code)).toBe(true);
  });

  it.each(['99', '9999', '999999', '429999', '420150', '42019', '4251'])('knows nothing of %s', (code) => {
    expect(isKnownPlace(code)).toBe(false);
  });
});

describe('isKnownArea and placeOfArea', () => {
  it('know every code, in its order', () => {
    expect(areas.filter(({ code }, index) => !isKnownArea(code) || placeOfArea(code) !== index)).toEqual([]);
  });

  it.each(['', '4', '420', '42010', '4201010', '4201 1', '42010x', '420101 ', 'T', 'THA', '99', '4299', '420199'])(
    'know nothing of %j',
    (code) => {
      expect([isKnownArea(code), placeOfArea(code)]).toEqual([false, undefined]);
    },
  );
});

describe('resolveArea by names', () => {
  it.each(['กิ่ง อ.', 'กิ่ง อ. ', 'กิ่งอ.', 'กิ่ง อำเภอ', 'กิ่งอำเภอ ', 'กิ่ง '])('%s stands before a district', (word) => {
    expect(resolveArea(at('เชียงคาน', `${word}เชียงคาน`, 'เลย'))).toMatchObject({ ok: true, code: '420301' });
  });

  it.each([
    [at('กุดป่อง', 'เมืองเลย', 'เลย'), '420101'],
    [at('ต.กุดป่อง', 'อ.เมือง', 'จ.เลย'), '420101'],
    [at('ตำบลกุดป่อง', 'อำเภอเมืองเลย', 'จังหวัดเลย'), '420101'],
    [at('ต. กุดป่อง', 'อ. เมือง', 'จ. เลย'), '420101'],
    [at('ตำบล กุดป่อง', 'อำเภอ เมือง', 'จังหวัด เลย'), '420101'],
    [at('ต .กุดป่อง', 'อ .เมือง', 'จ .เลย'), '420101'],
    [at('\u00a0กุดป่อง ', 'เมือง เลย', 'เลย\u200b'), '420101'],
    [at('เมือง', 'เมือง', 'เลย'), '420102'],
    [at('เชียงคาน', 'เชียงคาน', 'เลย'), '420301'],
    [at('แขวงวังบูรพาภิรมย์', 'เขตพระนคร', 'กทม.'), '100102'],
    [at('วังบูรพาภิรมย์', 'พระนคร', 'กรุงเทพฯ'), '100102'],
    [at('วังบูรพาภิรมย์', 'พระนคร', 'กรุงเทพมหานคร'), '100102'],
    [at('สุไหงโกลก', 'สุไหงโกลก', 'นราธิวาส'), '961001'],
    [at('จ.ป.ร.', 'กระบุรี', 'ระนอง'), '850406'],
    [at('บึงกาฬ', 'บึงกาฬ', 'บึงกาฬ'), '380101'],
    [at('กุดป่อง', 'เมือง', 'เลยย'), 'area-unknown'],
    [at('กุดป่อง', 'เชียงคาน', 'เลย'), 'area-unknown'],
    [at('กุดป่องง', 'เมือง', 'เลย'), 'area-unknown'],
    [at('กุดป่อง', 'เมือง', 'ขอนแก่น'), 'area-unknown'],
    [at('กุดป่อง', 'เมือง', ''), 'area-missing'],
    [at('กุดป่อง', '', 'เลย'), 'area-missing'],
    [at('-', 'เมือง', 'เลย'), 'area-missing'],
    [at('', '', ''), 'area-missing'],
    [at(), 'area-missing'],
  ])('%j is %s', (query, expected) => {
    expect(answer(query)).toBe(expected);
  });

  it('finds every sub-district of the country by its three names, bare and with their words before them', () => {
    const wrong = subdistricts.filter((area) => {
      const district = findArea(area.code.slice(0, 4))?.nameTh ?? '';
      const province = findArea(area.code.slice(0, 2))?.nameTh ?? '';
      const bangkok = area.code.startsWith('10');
      const worded = at(
        `${bangkok ? 'แขวง' : 'ต.'}${area.nameTh}`,
        `${bangkok ? 'เขต' : 'อำเภอ'}${district}`,
        `${bangkok ? '' : 'จังหวัด'}${province}`,
      );
      return answer(at(area.nameTh, district, province)) !== area.code || answer(worded) !== area.code;
    });
    expect(wrong.map((area) => area.code)).toEqual([]);
  });
});

describe('resolveArea by code', () => {
  it.each<[AreaQuery, string]>([
    [{ areaCode: '420101' }, '420101'],
    [{ areaCode: '๔๒๐๑๐๑' }, '420101'],
    [{ areaCode: "'420101" }, '420101'],
    [{ areaCode: '420101.0' }, '420101'],
    [{ areaCode: '42-01-01' }, '420101'],
    [{ areaCode: '42010105' }, '420101'],
    [{ areaCode: '4201010501' }, '420101'],
    [{ areaCode: '420151' }, '420151'],
    [{ areaCode: '42015103', subdistrict: 'ชุมชนตัวอย่าง', district: 'เมือง', province: 'เลย' }, '420151'],
    [{ areaCode: '420101', subdistrict: 'กุดป่อง', district: 'เมือง', province: 'เลย' }, '420101'],
    [{ areaCode: '420101', subdistrict: 'ไม่มีตำบลนี้', district: 'xx', province: 'yy' }, '420101'],
    [{ areaCode: '4201', subdistrict: 'กุดป่อง' }, '420101'],
    [{ areaCode: '42', subdistrict: 'กุดป่อง', district: 'เมือง' }, '420101'],
    [{ areaCode: '430301' }, '380101 translated'],
    [{ areaCode: '430301', subdistrict: 'บึงกาฬ', district: 'บึงกาฬ', province: 'หนองคาย' }, '380101 translated'],
    [{ areaCode: '4303', subdistrict: 'วิศิษฐ์' }, '380110 translated'],
    [{ areaCode: '500309' }, '502502 translated'],
    [{ areaCode: '53030601' }, '530407 translated'],
    [{ areaCode: '104701', subdistrict: 'บางนาใต้' }, '104703 translated'],
    [{ areaCode: '104701' }, 'area-unknown'],
    [{ areaCode: '420199' }, '420199'],
    [{ areaCode: '429951' }, 'area-unknown'],
    [{ areaCode: '420150' }, 'area-unknown'],
    [{ areaCode: '999999' }, 'area-unknown'],
    [{ areaCode: '42010' }, 'area-unknown'],
    [{ areaCode: '5007A1A1' }, 'area-unknown'],
    [{ areaCode: '4201' }, 'area-missing'],
    [{ areaCode: '42' }, 'area-missing'],
    [{ areaCode: '99', subdistrict: 'กุดป่อง' }, 'area-unknown'],
    [{ areaCode: '420101', province: 'ขอนแก่น' }, 'area-conflict'],
    [{ areaCode: '420101', district: 'เชียงคาน' }, 'area-conflict'],
    [{ areaCode: '420101', subdistrict: 'นาอ้อ' }, 'area-conflict'],
    [{ areaCode: '420151', district: 'เชียงคาน' }, 'area-conflict'],
    [{ areaCode: '-', subdistrict: 'กุดป่อง', district: 'เมือง', province: 'เลย' }, '420101'],
  ])('%j is %s', (query, expected) => {
    expect(answer(query)).toBe(expected);
  });

  it('names the parts of a split sub-district to the officer', () => {
    expect(resolveArea({ areaCode: '104701' })).toMatchObject({ message: expect.stringContaining('104703 บางนาใต้') });
  });

  it('keeps every present code, and answers always with six digits of a district that exists', () => {
    expect(subdistricts.filter((area) => answer({ areaCode: area.code }) !== area.code)).toEqual([]);
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('42', '4201', '420101', 'เลย', 'เมือง', 'อ.', 'กุดป่อง', '4303', '104701', '-'),
    );
    fc.assert(
      fc.property(cell, cell, cell, cell, (areaCode, province, district, subdistrict) => {
        const first = resolveArea({ areaCode, province, district, subdistrict });
        expect(resolveArea({ areaCode, province, district, subdistrict })).toEqual(first);
        fc.pre(first.ok);
        expect(first.code).toMatch(/^\d{6}$/u);
        expect(findArea(first.code.slice(0, 4))).toBeDefined();
      }),
    );
  });
});

describe('areaLabel', () => {
  it.each([
    ['420101', 'ต.กุดป่อง อ.เมืองเลย จ.เลย'],
    ['42010105', 'ต.กุดป่อง อ.เมืองเลย จ.เลย'],
    ['4201', 'อ.เมืองเลย จ.เลย'],
    ['42', 'จ.เลย'],
    ['100102', 'แขวงวังบูรพาภิรมย์ เขตพระนคร กรุงเทพมหานคร'],
    ['1001', 'เขตพระนคร กรุงเทพมหานคร'],
    ['10', 'กรุงเทพมหานคร'],
    ['420151', 'พื้นที่ชุมชนเมือง 51 อ.เมืองเลย จ.เลย'],
    ['TH', 'ประเทศไทย'],
    ['', 'ประเทศไทย'],
    ['999999', '999999'],
    ['x', 'x'],
  ])('%j is %s', (code, label) => {
    expect(areaLabel(code)).toBe(label);
  });
});
