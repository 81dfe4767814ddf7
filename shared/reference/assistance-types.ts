import { normalizeThai } from '#shared/thai/thai-text.ts';

/**
 * Kinds of help, in the order of the domain document, which writes LEGAL/REGISTRATION for two neighbours: both are codes here.
 * Source: domain.md §2.5.
 */
export const ASSISTANCE_TYPES = [
  'CASH',
  'GOODS',
  'HOUSING',
  'HEALTH',
  'EDUCATION',
  'TRAINING',
  'CAPITAL',
  'JOB',
  'WELFARE_RIGHT',
  'UTILITY',
  'DEBT',
  'LEGAL',
  'REGISTRATION',
  'ADVICE',
  'OTHER',
] as const;

export type AssistanceType = (typeof ASSISTANCE_TYPES)[number];

export type AssistanceTypeNames = { readonly nameTh: string; readonly nameEn: string };

export const ASSISTANCE_TYPE_NAMES: Readonly<Record<AssistanceType, AssistanceTypeNames>> = {
  CASH: { nameTh: 'เงิน', nameEn: 'Cash' },
  GOODS: { nameTh: 'สิ่งของ', nameEn: 'Goods' },
  HOUSING: { nameTh: 'ซ่อม/สร้างบ้าน', nameEn: 'House repair or building' },
  HEALTH: { nameTh: 'รักษา/ตรวจ/กายอุปกรณ์', nameEn: 'Treatment, check-up, assistive devices' },
  EDUCATION: { nameTh: 'ทุน/การศึกษา', nameEn: 'Scholarship, education' },
  TRAINING: { nameTh: 'ฝึกอาชีพ', nameEn: 'Vocational training' },
  CAPITAL: { nameTh: 'เงินทุน/ปัจจัยการผลิต', nameEn: 'Capital, means of production' },
  JOB: { nameTh: 'จ้างงาน', nameEn: 'Employment' },
  WELFARE_RIGHT: { nameTh: 'ขึ้นสิทธิ/สวัสดิการ', nameEn: 'Registration for welfare rights' },
  UTILITY: { nameTh: 'น้ำ ไฟ อินเทอร์เน็ต', nameEn: 'Water, electricity, internet' },
  DEBT: { nameTh: 'แก้หนี้', nameEn: 'Debt relief' },
  LEGAL: { nameTh: 'กฎหมาย', nameEn: 'Legal aid' },
  REGISTRATION: { nameTh: 'ทะเบียนราษฎร', nameEn: 'Civil registration' },
  ADVICE: { nameTh: 'ให้คำปรึกษา', nameEn: 'Advice' },
  OTHER: { nameTh: 'อื่น ๆ', nameEn: 'Other' },
};

/** Other words of offices for the same kinds; a word that could mean two kinds is left out on purpose. */
const OTHER_WORDS: Readonly<Partial<Record<AssistanceType, readonly string[]>>> = {
  CASH: ['เงินสด', 'เงินสงเคราะห์', 'เงินช่วยเหลือ'],
  GOODS: ['ถุงยังชีพ', 'เครื่องอุปโภคบริโภค', 'สิ่งของเครื่องใช้'],
  HOUSING: ['ซ่อมบ้าน', 'ซ่อมแซมบ้าน', 'สร้างบ้าน', 'ซ่อมสร้างบ้าน', 'ที่อยู่อาศัย', 'ซ่อมแซมที่อยู่อาศัย'],
  HEALTH: ['รักษา', 'รักษาพยาบาล', 'ตรวจ', 'ตรวจสุขภาพ', 'กายอุปกรณ์'],
  EDUCATION: ['ทุนการศึกษา', 'การศึกษา'],
  TRAINING: ['ฝึกอบรมอาชีพ', 'อบรมอาชีพ', 'ส่งเสริมอาชีพ'],
  CAPITAL: ['เงินทุน', 'ปัจจัยการผลิต', 'ทุนประกอบอาชีพ'],
  JOB: ['จัดหางาน', 'จ้างงานเร่งด่วน'],
  WELFARE_RIGHT: ['ขึ้นสิทธิ', 'สวัสดิการ', 'สิทธิสวัสดิการ'],
  UTILITY: ['สาธารณูปโภค', 'น้ำประปา', 'ไฟฟ้า', 'อินเทอร์เน็ต'],
  DEBT: ['แก้หนี้นอกระบบ', 'แก้ปัญหาหนี้สิน', 'หนี้สิน'],
  LEGAL: ['ช่วยเหลือทางกฎหมาย'],
  REGISTRATION: ['งานทะเบียนราษฎร', 'LEGAL/REGISTRATION'],
  ADVICE: ['คำปรึกษา', 'ให้คำแนะนำ', 'แนะนำ'],
  OTHER: ['อื่นๆ', 'อื่น'],
};

function key(text: string): string {
  return normalizeThai(text)
    .toLowerCase()
    .replace(/\u0e4c|[\s./,()_-]/gu, '')
    .replace(/^(?:การ|ด้าน)(?!ศึกษา)/u, '');
}

let typeByKey: ReadonlyMap<string, AssistanceType> | undefined;

/** Made at the first question: of all functions only the one that reads files asks by words. */
function typesByKey(): ReadonlyMap<string, AssistanceType> {
  const words = ASSISTANCE_TYPES.flatMap((type) => {
    const { nameTh, nameEn } = ASSISTANCE_TYPE_NAMES[type];
    return [type, nameTh, nameEn, ...(OTHER_WORDS[type] ?? [])].map((word): [string, AssistanceType] => [
      key(word),
      type,
    ]);
  });
  return new Map(words);
}

/** The kind of help a cell names, by code or Thai wording; undefined when unknown (a file's row then counts as OTHER, with a warning). */
export function readAssistanceType(text: string): AssistanceType | undefined {
  typeByKey ??= typesByKey();
  return typeByKey.get(key(text));
}
