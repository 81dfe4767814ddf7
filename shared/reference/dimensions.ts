import { normalizeThai } from '#shared/thai/thai-text.ts';

/** The five dimensions of TPMAP, in the order of its figures. Source: domain.md §2.1, §4.1. */
export const DIMENSIONS = ['health', 'living', 'education', 'income', 'access'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** The order in which the household plan's printed form has them. Source: domain.md §2.1, §2.6. */
export const PLAN_FORM_DIMENSIONS: readonly Dimension[] = ['income', 'living', 'health', 'education', 'access'];

export type DimensionNames = {
  readonly nameTh: string;
  /** As the household plan's printed form has it. */
  readonly planFormTh: string;
  readonly nameEn: string;
};

export const DIMENSION_NAMES: Readonly<Record<Dimension, DimensionNames>> = {
  health: { nameTh: 'ด้านสุขภาพ', planFormTh: 'ด้านสุขภาพ', nameEn: 'Health' },
  living: { nameTh: 'ด้านความเป็นอยู่', planFormTh: 'ด้านความเป็นอยู่', nameEn: 'Living conditions' },
  education: { nameTh: 'ด้านการศึกษา', planFormTh: 'ด้านการศึกษา', nameEn: 'Education' },
  income: { nameTh: 'ด้านรายได้', planFormTh: 'ด้านรายได้/รายจ่าย', nameEn: 'Income' },
  access: { nameTh: 'ด้านการเข้าถึงบริการรัฐ', planFormTh: 'ด้านการเข้าถึงรัฐ', nameEn: 'Access to public services' },
};

const OTHER_WORDS: Readonly<Record<Dimension, readonly string[]>> = {
  health: [],
  living: ['มาตรฐานความเป็นอยู่', 'สภาพความเป็นอยู่'],
  education: [],
  income: ['รายจ่าย', 'รายได้และรายจ่าย', 'เศรษฐกิจ'],
  access: ['การเข้าถึงบริการภาครัฐ', 'การเข้าถึงบริการของรัฐ', 'การเข้าถึงบริการ', 'accessibility'],
};

function key(text: string): string {
  return normalizeThai(text)
    .toLowerCase()
    .replace(/[\s./()-]/gu, '')
    .replace(/^มิติ(?:ที่[1-5])?/u, '')
    .replace(/^ด้าน/u, '')
    .replace(/^การ(?=เข้าถึง|ศึกษา)/u, '');
}

let dimensionByKey: ReadonlyMap<string, Dimension> | undefined;

/** Made at the first question: of all functions only the one that reads files asks by words. */
function dimensionsByKey(): ReadonlyMap<string, Dimension> {
  const words = DIMENSIONS.flatMap((dimension) => {
    const { nameTh, planFormTh, nameEn } = DIMENSION_NAMES[dimension];
    return [dimension, nameTh, planFormTh, nameEn, ...OTHER_WORDS[dimension]].map((word): [string, Dimension] => [
      key(word),
      dimension,
    ]);
  });
  return new Map(words);
}

/** The dimension a cell names: code, Thai name with or without มิติ and ด้าน, the plan form's wording; undefined when unknown. */
export function readDimension(text: string): Dimension | undefined {
  dimensionByKey ??= dimensionsByKey();
  return dimensionByKey.get(key(text));
}
