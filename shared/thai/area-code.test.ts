import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaLevel, isUrbanPseudoSubdistrict, isWithin, splitInto, translateRetiredArea } from './area-code.ts';

describe('isWithin', () => {
  it('compares by prefix; the nation holds everything', () => {
    expect(isWithin('420101', '42')).toBe(true);
    expect(isWithin('420101', '4201')).toBe(true);
    expect(isWithin('420101', '420101')).toBe(true);
    expect(isWithin('420101', '')).toBe(true);
    expect(isWithin('420101', 'TH')).toBe(true);
    expect(isWithin('42', '4201')).toBe(false);
    expect(isWithin('310101', '42')).toBe(false);
  });
});

describe('areaLevel', () => {
  it.each([
    ['', 'COUNTRY'],
    ['TH', 'COUNTRY'],
    ['42', 'PROVINCE'],
    ['4201', 'DISTRICT'],
    ['420101', 'SUBDISTRICT'],
    ['42010105', 'VILLAGE'],
    ['4', undefined],
    ['420', undefined],
    ['4A', undefined],
    ['5007A1A1', undefined],
    ['๔๒', undefined],
  ])('%j is %s', (code, level) => {
    expect(areaLevel(code)).toBe(level);
  });
});

describe('isUrbanPseudoSubdistrict', () => {
  it('is 51–99 in the sub-district place only', () => {
    expect(['420151', '420199', '42015103', '310190'].every((code) => isUrbanPseudoSubdistrict(code))).toBe(true);
    expect(
      ['420150', '420101', '4251', '5101', '429901', '42010151'].some((code) => isUrbanPseudoSubdistrict(code)),
    ).toBe(false);
  });
});

describe('translateRetiredArea', () => {
  it.each([
    ['4303', '3801'],
    ['4304', '3802'],
    ['4306', '3803'],
    ['4309', '3804'],
    ['4310', '3805'],
    ['4311', '3806'],
    ['4312', '3807'],
    ['4313', '3808'],
    ['430301', '380101'],
    ['430304', '380103'],
    ['430319', '380112'],
    ['430407', '380207'],
    ['430906', '380404'],
    ['430913', '380409'],
    ['431204', '380704'],
    ['431303', '380803'],
    ['430351', '380151'],
    ['43031902', '38011202'],
    ['500306', '502501'],
    ['500309', '502502'],
    ['500310', '502503'],
    ['50030604', '50250104'],
    ['530306', '530407'],
    ['53030601', '53040701'],
  ])('%s is now %s', (code, now) => {
    expect(translateRetiredArea(code)).toEqual({ code: now, translated: true });
  });

  it.each([
    '43',
    '4301',
    '430101',
    '4305',
    '4314',
    '500301',
    '500307',
    '530301',
    '104701',
    '105001',
    '420101',
    '430302',
    '',
    'TH',
    'x',
  ])('%j stays', (code) => {
    expect(translateRetiredArea(code)).toEqual({ code, translated: false });
  });

  it('is done once: a present code is never translated again', () => {
    fc.assert(
      fc.property(fc.constantFrom('43', '50', '53', '38', '10'), fc.nat(9999), (province, rest) => {
        const { code, translated } = translateRetiredArea(province + String(rest).padStart(4, '0'));
        expect(code).toHaveLength(6);
        expect(translateRetiredArea(code)).toEqual({ code, translated: false });
        expect(!translated || code.startsWith('38') || code.startsWith('5025') || code === '530407').toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('names what split codes were split into', () => {
    expect(splitInto('104701')).toEqual(['104702', '104703']);
    expect(splitInto('105001')).toHaveLength(4);
    expect(splitInto('420101')).toEqual([]);
  });
});
