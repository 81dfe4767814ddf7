/** Which sub-district the cells of a row mean. Thai names only: files of offices have no others. */
import { isUrbanPseudoSubdistrict, splitInto, translateRetiredArea } from '#shared/thai/area-code.ts';
import { arabicDigits, isBlankWord, normalizeThai } from '#shared/thai/thai-text.ts';
import { areaCodesUnder, isKnownArea, isKnownPlace } from './area-codes.ts';
import { areaLabel, areaNameTh } from './area-names.ts';

export type AreaQuery = {
  readonly areaCode?: string | undefined;
  readonly province?: string | undefined;
  readonly district?: string | undefined;
  readonly subdistrict?: string | undefined;
};

export type AreaResolution =
  | { readonly ok: true; readonly code: string; readonly translated: boolean }
  | { readonly ok: false; readonly code: AreaProblem; readonly message: string };

export type AreaProblem = 'area-unknown' | 'area-missing' | 'area-conflict';

const BANGKOK = '10';

/** Names compare without spaces, dots, hyphens and the silencer: จ.ป.ร. = จปร, สุไหงโก-ลก = สุไหงโกลก. */
function nameKey(name: string): string {
  return name.replace(/\u0e4c|[\s.\-–ฯ]/gu, '');
}

const BEFORE_PROVINCE = /^(?:จังหวัด|จ\s*\.|จ\s)\s*/u;
const BEFORE_DISTRICT = /^(?:(?:กิ่ง\s*)?(?:อำเภอ|อ\s*\.|อ\s)|กิ่ง\s|เขต)\s*/u;
const BEFORE_SUBDISTRICT = /^(?:ตำบล|ต\s*\.|ต\s|แขวง)\s*/u;

type NameIndex = {
  readonly provinces: Map<string, string>;
  /** Province code + name. */
  readonly districts: Map<string, string>;
  /** District code + name. */
  readonly subdistricts: Map<string, string>;
};

function indexNames(): NameIndex {
  const index: NameIndex = { provinces: new Map(), districts: new Map(), subdistricts: new Map() };
  for (const code of areaCodesUnder('TH')) {
    const key = nameKey(areaNameTh(code) ?? '');
    if (code.length === 2) index.provinces.set(key, code);
    else if (code.length === 4) index.districts.set(code.slice(0, 2) + key, code);
    else index.subdistricts.set(code.slice(0, 4) + key, code);
  }
  // Names that no table has and every office writes.
  index.provinces.set('กทม', BANGKOK).set('กรุงเทพ', BANGKOK).set('อยุธยา', '14');
  return index;
}

let nameIndex: NameIndex | undefined;

/** Made at the first name that is asked for: most functions only ask for codes, and start sooner without it. */
function names(): NameIndex {
  nameIndex ??= indexNames();
  return nameIndex;
}

function provinceByName(name: string): string | undefined {
  return names().provinces.get(nameKey(name.replace(BEFORE_PROVINCE, '')));
}

function districtByName(province: string, name: string): string | undefined {
  const key = nameKey(name.replace(BEFORE_DISTRICT, ''));
  const found = names().districts.get(province + key);
  if (found !== undefined) return found;
  const capital = nameKey(areaNameTh(province) ?? '');
  // "เมือง" alone, and the capital's district called by the province's name only.
  return key === 'เมือง' || key === capital ? names().districts.get(`${province}เมือง${capital}`) : undefined;
}

function subdistrictByName(district: string, name: string): string | undefined {
  return names().subdistricts.get(district + nameKey(name.replace(BEFORE_SUBDISTRICT, '')));
}

const unknown = (message: string): AreaResolution => ({ ok: false, code: 'area-unknown', message });
const missing = (message: string): AreaResolution => ({ ok: false, code: 'area-missing', message });
const conflict = (message: string): AreaResolution => ({ ok: false, code: 'area-conflict', message });

type TidyQuery = { code: string; province: string; district: string; subdistrict: string };

function tidyCell(text: string | undefined): string {
  return text === undefined || isBlankWord(text) ? '' : normalizeThai(text);
}

function tidyCode(text: string | undefined): string {
  if (text === undefined || isBlankWord(text)) return '';
  return arabicDigits(normalizeThai(text))
    .replace(/\.0+$/u, '')
    .replace(/[\s'’-]/gu, '');
}

function resolveByNames(query: TidyQuery, parent: string): AreaResolution {
  const province = parent === '' ? resolveProvince(query) : parent.slice(0, 2);
  if (typeof province !== 'string') return province;
  const provinceName = areaNameTh(province) ?? province;
  if (parent.length < 4 && query.district === '') return missing('ไม่ได้ระบุอำเภอ');
  const district = parent.length >= 4 ? parent.slice(0, 4) : districtByName(province, query.district);
  if (district === undefined) return unknown(`ไม่พบอำเภอนี้ในจังหวัด${provinceName} กรุณาตรวจชื่ออำเภอ`);
  if (query.subdistrict === '') return missing('ไม่ได้ระบุตำบล');
  const code = subdistrictByName(district, query.subdistrict);
  if (code === undefined) return unknown(`ไม่พบตำบลนี้ใน ${areaLabel(district)} กรุณาตรวจชื่อตำบลหรือกรอกรหัสพื้นที่ 6 หลัก`);
  return { ok: true, code, translated: false };
}

function resolveProvince(query: TidyQuery): string | AreaResolution {
  if (query.province === '') return missing('ไม่ได้ระบุจังหวัด (หรือรหัสพื้นที่ 6 หลัก)');
  return provinceByName(query.province) ?? unknown('ไม่พบจังหวัดนี้ กรุณาตรวจชื่อจังหวัด');
}

/** Whether names that are known say another place than the code; names that are not known leave the code its right. */
function namesDisagree(code: string, query: TidyQuery): boolean {
  const province = query.province === '' ? undefined : provinceByName(query.province);
  if (province !== undefined && province !== code.slice(0, 2)) return true;
  const district = query.district === '' ? undefined : districtByName(code.slice(0, 2), query.district);
  if (district !== undefined && district !== code.slice(0, 4)) return true;
  // Communities of towns carry names and numbers of their own.
  if (query.subdistrict === '' || isUrbanPseudoSubdistrict(code)) return false;
  const subdistrict = subdistrictByName(code.slice(0, 4), query.subdistrict);
  return subdistrict !== undefined && subdistrict !== code;
}

function resolveByCode(query: TidyQuery): AreaResolution {
  // Villages have 8 digits, TPMAP's have 10: the first six are the sub-district.
  if (!/^(?:\d{2}|\d{4}|\d{6}|\d{8}|\d{10})$/u.test(query.code)) return unknown('รหัสพื้นที่ไม่ถูกต้อง ต้องเป็นรหัสตำบล 6 หลัก');
  const { code, translated } = translateRetiredArea(query.code.slice(0, 6));
  const parts = splitInto(code);
  if (parts.length > 0) {
    const byName = subdistrictByName(code.slice(0, 4), query.subdistrict);
    if (byName !== undefined) return { ok: true, code: byName, translated: true };
    const choices = parts.map((part) => `${part} ${areaNameTh(part) ?? ''}`).join(', ');
    return unknown(`รหัสพื้นที่นี้ถูกแบ่งแล้ว กรุณาเลือกรหัสใหม่: ${choices}`);
  }
  if (code.length < 6) {
    if (!isKnownArea(code)) return unknown('ไม่พบรหัสพื้นที่นี้');
    const byNames = resolveByNames(query, code);
    return byNames.ok ? { ...byNames, translated } : byNames;
  }
  if (!isKnownPlace(code)) return unknown('ไม่พบรหัสพื้นที่นี้ในบัญชีตำบล');
  // With a retired code the names are often those of the old district: the code decides.
  if (!translated && namesDisagree(code, query)) return conflict(`รหัสพื้นที่กับชื่อพื้นที่ไม่ตรงกัน (รหัสนี้คือ ${areaLabel(code)})`);
  return { ok: true, code, translated };
}

const RESOLVED = new Map<string, AreaResolution>();
const RESOLVED_LIMIT = 20_000;

/**
 * The sub-district (6 digits) that a row means, by code or by names. Names may carry จ. อ. ต. and the like, "เมือง" alone is the
 * capital's district, and each name is looked for inside its parent only. A code of 2 or 4 digits is completed by names; villages
 * (8 or 10 digits) lead to their sub-district. Retired codes are translated first. Numbers 51–99 of a known district are kept.
 * A code and known names that disagree are `area-conflict`; names that are not known do not hurt a good code.
 * Answers are remembered: a file says the same few places many times. Source: domain.md §7.4.
 */
export function resolveArea(query: AreaQuery): AreaResolution {
  const key = `${query.areaCode ?? ''}\n${query.province ?? ''}\n${query.district ?? ''}\n${query.subdistrict ?? ''}`;
  const remembered = RESOLVED.get(key);
  if (remembered !== undefined) return remembered;
  const tidy: TidyQuery = {
    code: tidyCode(query.areaCode),
    province: tidyCell(query.province),
    district: tidyCell(query.district),
    subdistrict: tidyCell(query.subdistrict),
  };
  const resolution = resolveTidy(tidy);
  if (RESOLVED.size >= RESOLVED_LIMIT) RESOLVED.clear();
  RESOLVED.set(key, resolution);
  return resolution;
}

function resolveTidy(query: TidyQuery): AreaResolution {
  if (query.code !== '') return resolveByCode(query);
  if (query.province === '' && query.district === '' && query.subdistrict === '')
    return missing('ไม่ได้ระบุพื้นที่ (รหัสพื้นที่ 6 หลัก หรือตำบล อำเภอ จังหวัด)');
  return resolveByNames(query, '');
}
