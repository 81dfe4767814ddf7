import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agencies, findAgency, readAgency } from './agencies.ts';
import { areasUnder, findArea } from './areas.ts';
import { ASSISTANCE_TYPES, ASSISTANCE_TYPE_NAMES, readAssistanceType } from './assistance-types.ts';
import corrections from './data/areas/corrections.json' with { type: 'json' };
import points from './data/areas/points.json' with { type: 'json' };
import provinces from './data/areas/provinces.json' with { type: 'json' };
import markedSurnames from './data/names/surnames-marked.json' with { type: 'json' };
import { DIMENSIONS, DIMENSION_NAMES, PLAN_FORM_DIMENSIONS, readDimension } from './dimensions.ts';
import { findIndicator, indicatorCategories, indicators, readIndicator } from './indicators.ts';

const areas = areasUnder('TH');
const count = (level: string): number => areas.filter((area) => area.level === level).length;

describe('areas', () => {
  it('are 77 provinces, 928 districts and 7,436 sub-districts, each under a parent that exists', () => {
    expect([count('PROVINCE'), count('DISTRICT'), count('SUBDISTRICT')]).toEqual([77, 928, 7436]);
    expect(new Set(areas.map((area) => area.code)).size).toBe(areas.length);
    for (const area of areas) {
      expect(findArea(area.parentCode ?? '')?.code).toBe(area.level === 'PROVINCE' ? 'TH' : area.code.slice(0, -2));
      expect(area.nameTh).toMatch(/^[ก-๎.-]+$/u);
      expect(area.nameEn).not.toBe('');
    }
  });

  it('have เขต and แขวง in Bangkok only: 50 and 180', () => {
    const khet = areas.filter((area) => area.kind === 'khet');
    const khwaeng = areas.filter((area) => area.kind === 'khwaeng');
    expect([khet.length, khwaeng.length]).toEqual([50, 180]);
    expect([...khet, ...khwaeng].every((area) => area.code.startsWith('10'))).toBe(true);
  });

  it('have the districts that the domain document counts', () => {
    const districtsOf = (province: string): number => areas.filter((area) => area.parentCode === province).length;
    expect([districtsOf('42'), districtsOf('31'), districtsOf('38')]).toEqual([14, 23, 8]);
  });

  it('carry every correction of the source', () => {
    expect(corrections.rows).toHaveLength(129);
    for (const [, code = '', field, upstream, corrected] of corrections.rows) {
      const area = findArea(code);
      expect([code, field === 'name_th' ? area?.nameTh : area?.nameEn]).toEqual([code, corrected]);
      expect(upstream).not.toBe(corrected);
    }
  });

  it('have a point and a postal code for every district and sub-district', () => {
    const codes = areas.filter((area) => area.level !== 'PROVINCE').map((area) => area.code);
    expect(points.rows).toHaveLength(codes.length);
    expect(new Set(points.rows.map(([code]) => code))).toEqual(new Set(codes));
    for (const [, postalCode = '', lat = '', lon = ''] of points.rows) {
      expect(postalCode).toMatch(/^\d{5}$/u);
      expect(Number(lat) > 5.5 && Number(lat) < 20.6 && Number(lon) > 97.2 && Number(lon) < 105.8).toBe(true);
    }
    expect(provinces.rows.every((row) => row.length === provinces.columns.length)).toBe(true);
  });
});

describe('agencies', () => {
  it('are 29 with stable slugs, 26 of them in the letters’ table of hosts, and parents that exist', () => {
    expect(agencies).toHaveLength(29);
    expect(new Set(agencies.map(({ slug }) => slug)).size).toBe(29);
    expect(agencies.filter((agency) => !agency.inSeedTable).map(({ slug }) => slug)).toEqual(['nesdc', 'dopa', 'nso']);
    for (const { parent } of agencies) expect(parent === null || findAgency(parent) !== undefined).toBe(true);
  });

  it('are read by slug, short name, full Thai and English name, whatever the spaces and dots', () => {
    for (const agency of agencies) {
      const words = [agency.slug, agency.slug.toUpperCase(), agency.nameTh, ` ${agency.nameTh} `, agency.nameEn];
      if (agency.shortTh !== null) words.push(agency.shortTh, agency.shortTh.replaceAll('.', ''), ` ${agency.shortTh}`);
      for (const word of words) expect([word, readAgency(word)]).toEqual([word, agency.slug]);
    }
    expect(readAgency('กสทช.')).toBe('nbtc');
    expect(readAgency('สถาบันพัฒนาองค์กรชุมชน')).toBe('codi');
    expect(readAgency('กรม การพัฒนา ชุมชน')).toBe('cdd');
  });

  it.each(['', '-', 'ไม่มีหน่วยงานนี้', 'กระทรวง', 'พมจ.', 'สาธารณสุข'])('%j is none of them', (text) => {
    expect(readAgency(text)).toBeUndefined();
  });
});

describe('indicators', () => {
  it('are 38 by number, with hosts that exist and categories that add up', () => {
    expect(indicators.map(({ no }) => no)).toEqual(Array.from({ length: 38 }, (_, index) => index + 1));
    for (const { leadHosts, coHosts, inferredLeadHosts, inferredCoHosts } of indicators)
      for (const slug of [...leadHosts, ...coHosts, ...inferredLeadHosts, ...inferredCoHosts])
        expect(findAgency(slug)?.slug).toBe(slug);
    for (const category of indicatorCategories)
      expect(indicators.filter((indicator) => indicator.category === category.no)).toHaveLength(category.count);
    const hosts = indicators.flatMap(({ leadHosts, coHosts }) => [...leadHosts, ...coHosts]);
    expect(hosts).toHaveLength(116);
  });

  it('name a host for each but 35, where the letter is silent and our reading stands apart', () => {
    expect(indicators.filter(({ leadHosts }) => leadHosts.length === 0).map(({ no }) => no)).toEqual([35]);
    expect(findIndicator(35)).toMatchObject({ coHosts: [], inferredLeadHosts: ['msdhs', 'moph'] });
  });

  it('carry the repairs of 16, 24 and 37', () => {
    expect(findIndicator(16)).toMatchObject({ leadHosts: ['opm', 'ddpm'] });
    expect(findIndicator(16)?.nameTh).toContain('อุบัติภัย');
    expect(findIndicator(24)?.nameTh).toContain('ยังไม่มีงานทำ');
    expect(findIndicator(37)?.nameTh).toContain('อย่างน้อยสัปดาห์ละ 1 ครั้ง');
    for (const no of [16, 24, 37]) expect(findIndicator(no)?.repairNote).toBeTruthy();
  });

  it('use the dimensions of TPMAP 2561 where their predecessors were used, and no other', () => {
    const used = Object.fromEntries(
      DIMENSIONS.map((dimension) => [
        dimension,
        indicators.filter((indicator) => indicator.mpiDimension === dimension).map(({ no }) => no),
      ]),
    );
    expect(used).toEqual({
      health: [2, 6, 8, 9],
      living: [13, 14, 18],
      education: [22, 23, 24, 25],
      income: [27, 28, 29],
      access: [34, 35],
    });
  });

  it.each<[string, number | undefined]>([
    ['27', 27],
    ['๒๗', 27],
    ['27.0', 27],
    ['07', 7],
    [' 1 ', 1],
    ['38', 38],
    ['ตัวชี้วัดที่ 27', 27],
    ['ตัวชี้วัด 27', 27],
    ['ข้อ 27', 27],
    ['ข้อที่ ๒๗', 27],
    ['ตชว.27', 27],
    ['จปฐ. 27', 27],
    ['indicator_27', 27],
    ['27. คนอายุ', 27],
    ['0', undefined],
    ['39', undefined],
    ['270', undefined],
    ['27;28', undefined],
    ['2.5', undefined],
    ['', undefined],
    ['-', undefined],
    ['ไม่มี', undefined],
  ])('%j is indicator %s', (text, no) => {
    expect(readIndicator(text)).toBe(no);
  });

  it('are read by their whole name', () => {
    for (const { no, nameTh } of indicators) {
      expect([nameTh, readIndicator(nameTh)]).toEqual([nameTh, no]);
      expect(readIndicator(`${no}. ${nameTh}`)).toBe(no);
    }
  });
});

describe('dimensions', () => {
  it('are five, and the plan form has all of them in its own order', () => {
    expect(DIMENSIONS).toEqual(['health', 'living', 'education', 'income', 'access']);
    expect(PLAN_FORM_DIMENSIONS.map((dimension) => DIMENSION_NAMES[dimension].planFormTh)).toEqual([
      'ด้านรายได้/รายจ่าย',
      'ด้านความเป็นอยู่',
      'ด้านสุขภาพ',
      'ด้านการศึกษา',
      'ด้านการเข้าถึงรัฐ',
    ]);
  });

  it.each([
    ['ด้านรายได้', 'income'],
    ['รายได้', 'income'],
    ['มิติด้านรายได้', 'income'],
    ['มิติรายได้', 'income'],
    ['ด้านรายได้/รายจ่าย', 'income'],
    ['INCOME', 'income'],
    ['income', 'income'],
    ['สุขภาพ', 'health'],
    [' ด้าน สุขภาพ', 'health'],
    ['ความเป็นอยู่', 'living'],
    ['มาตรฐานความเป็นอยู่', 'living'],
    ['การศึกษา', 'education'],
    ['ด้านการศึกษา', 'education'],
    ['ด้านการเข้าถึงบริการรัฐ', 'access'],
    ['การเข้าถึงบริการภาครัฐ', 'access'],
    ['ด้านการเข้าถึงรัฐ', 'access'],
    ['เข้าถึงบริการรัฐ', 'access'],
    ['', undefined],
    ['ด้าน', undefined],
    ['อื่น ๆ', undefined],
  ])('%j is %s', (text, dimension) => {
    expect(readDimension(text)).toBe(dimension);
  });
});

describe('kinds of help', () => {
  it('are read by code and by Thai and English name', () => {
    expect(ASSISTANCE_TYPES).toHaveLength(15);
    for (const type of ASSISTANCE_TYPES) {
      const { nameTh, nameEn } = ASSISTANCE_TYPE_NAMES[type];
      for (const word of [type, type.toLowerCase(), nameTh, ` ${nameTh.replaceAll('/', ' / ')}`, nameEn])
        expect([word, readAssistanceType(word)]).toEqual([word, type]);
    }
  });

  it.each([
    ['รักษา/ตรวจ/กายอุปกรณ์', 'HEALTH'],
    ['ซ่อมบ้าน', 'HOUSING'],
    ['เงินสด', 'CASH'],
    ['ทุนการศึกษา', 'EDUCATION'],
    ['อื่นๆ', 'OTHER'],
    ['LEGAL/REGISTRATION', 'REGISTRATION'],
    ['การฝึกอาชีพ', 'TRAINING'],
    ['ช่วยเหลือ', undefined],
    ['', undefined],
  ])('%j is %s', (text, type) => {
    expect(readAssistanceType(text)).toBe(type);
  });
});

describe('readers of names', () => {
  it('throw for nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const read of [readAgency, readDimension, readIndicator, readAssistanceType])
          expect(() => read(text)).not.toThrow();
      }),
    );
  });
});

describe('names of synthetic people', () => {
  it('say by themselves that they are made up', () => {
    expect(markedSurnames.length).toBeGreaterThan(50);
    expect(markedSurnames.every((name) => /^[ก-๎]+$/u.test(name) && /จำลอง|ตัวอย่าง|ทดสอบ|สมมุติ|สมมติ/u.test(name))).toBe(
      true,
    );
  });
});
