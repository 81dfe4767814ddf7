/**
 * Area codes of the Department of Provincial Administration: province 2 digits, district 4, sub-district 6, village 8.
 * A code begins with its parent's code, so areas are compared by prefix and never by name. Source: domain.md §7.4.
 */

export type AreaLevel = 'COUNTRY' | 'PROVINCE' | 'DISTRICT' | 'SUBDISTRICT' | 'VILLAGE';

/** Whether an area is inside a scope (or is it): by prefix; scope `''` or `'TH'` is the nation. */
export function isWithin(area: string, scope: string): boolean {
  return scope === '' || scope === 'TH' || area.startsWith(scope);
}

/** Whether two areas share any place. */
export function overlaps(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** The level a code has by its length; undefined when no area can have such a code. */
export function areaLevel(code: string): AreaLevel | undefined {
  if (code === '' || code === 'TH') return 'COUNTRY';
  if (!/^\d+$/u.test(code)) return undefined;
  switch (code.length) {
    case 2:
      return 'PROVINCE';
    case 4:
      return 'DISTRICT';
    case 6:
      return 'SUBDISTRICT';
    case 8:
      return 'VILLAGE';
    default:
      return undefined;
  }
}

/**
 * Whether the sub-district part of a code is one of the numbers 51–99 that จปฐ. and TPMAP give to urban communities.
 * No table of sub-districts holds them: they are kept, never corrected. Source: domain.md §7.4.
 */
export function isUrbanPseudoSubdistrict(code: string): boolean {
  return /^\d{4}(?:5[1-9]|[6-9]\d)(?:\d{2})?$/u.test(code);
}

/**
 * Districts of Nong Khai (43) that became Bueng Kan (38) in B.E. 2554, old code to new. Their sub-districts keep their last two
 * digits, but for the two districts in `RENUMBERED`, where older splits had left gaps that the new numbers closed.
 */
const BUENG_KAN_DISTRICTS = new Map([
  ['4303', '3801'],
  ['4304', '3802'],
  ['4306', '3803'],
  ['4309', '3804'],
  ['4310', '3805'],
  ['4311', '3806'],
  ['4312', '3807'],
  ['4313', '3808'],
]);

/** Old sub-district numbers, in the order of the new numbers 01, 02, 03 … */
const RENUMBERED = new Map([
  ['4303', ['01', '03', '04', '05', '06', '07', '10', '11', '14', '16', '18', '19']],
  ['4309', ['01', '02', '03', '06', '07', '08', '09', '12', '13']],
]);

/** Sub-districts that moved to another district: Mae Chaem to Galyani Vadhana (B.E. 2552), Tha Pla to Nam Pat (B.E. 2558). */
const MOVED_SUBDISTRICTS = new Map([
  ['500306', '502501'],
  ['500309', '502502'],
  ['500310', '502503'],
  ['530306', '530407'],
]);

/** Sub-districts that were split, and into which: nobody can tell from the code which part is meant, so it is never translated. */
const SPLIT_SUBDISTRICTS = new Map<string, readonly string[]>([
  ['104701', ['104702', '104703']],
  ['105001', ['105002', '105003', '105004', '105005']],
]);

/**
 * The present code of a code that was retired, with 4, 6 or 8 digits (a village keeps its number); any other code comes back as it is.
 * Numbers of urban communities (51–99) keep their last two digits in the new district. Split codes stay. Source: domain.md §7.4.
 */
export function translateRetiredArea(code: string): { code: string; translated: boolean } {
  const moved = MOVED_SUBDISTRICTS.get(code.slice(0, 6));
  if (moved !== undefined) return { code: moved + code.slice(6), translated: true };
  const oldDistrict = code.slice(0, 4);
  const district = BUENG_KAN_DISTRICTS.get(oldDistrict);
  if (district === undefined) return { code, translated: false };
  const subdistrict = code.slice(4, 6);
  const order = RENUMBERED.get(oldDistrict);
  if (order === undefined || subdistrict === '' || isUrbanPseudoSubdistrict(code))
    return { code: district + code.slice(4), translated: true };
  const place = order.indexOf(subdistrict);
  if (place === -1) return { code, translated: false };
  return { code: `${district}${String(place + 1).padStart(2, '0')}${code.slice(6)}`, translated: true };
}

/** The sub-districts into which a code was split, to name them to the officer; empty when it was not split. */
export function splitInto(code: string): readonly string[] {
  return SPLIT_SUBDISTRICTS.get(code.slice(0, 6)) ?? [];
}
