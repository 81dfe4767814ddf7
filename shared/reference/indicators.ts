import { arabicDigits, normalizeThai } from '#shared/thai/thai-text.ts';
import categories from './data/indicators/categories.json' with { type: 'json' };
import table from './data/indicators/indicators.json' with { type: 'json' };
import { type Dimension, readDimension } from './dimensions.ts';

/** Version of the framework the numbers belong to; stored with every answer, because a number means another thing in another set. */
export const INDICATOR_SET = 'BMN-2565';

export type Indicator = {
  /** 1–38. */
  readonly no: number;
  /** Number of the handbook's category, 1–5. */
  readonly category: number;
  readonly nameTh: string;
  readonly nameEn: string;
  /** หน่วยงานหลัก, slugs of agencies in the printed order; empty for 35, where the source is silent. */
  readonly leadHosts: readonly string[];
  /** หน่วยงานร่วม. */
  readonly coHosts: readonly string[];
  /** Our reading of whom a silent row belongs to, until an administrator confirms it. */
  readonly inferredLeadHosts: readonly string[];
  readonly inferredCoHosts: readonly string[];
  /** Which of the five dimensions a failed indicator is planned under (our proposal). */
  readonly planDimension: Dimension;
  /** The dimension under which TPMAP 2561 used the indicator's predecessor; null when it did not. */
  readonly mpiDimension: Dimension | null;
  readonly unit: string;
  readonly appliesTo: string;
  /** Numbers of the name-equivalent indicators of the set of 2560–2564 (inferred by wording). */
  readonly bmn2560No: readonly number[];
  readonly criterionHint: string | null;
  readonly hostNote: string | null;
  readonly repairNote: string | null;
  /** The damaged wording, where the name was repaired. */
  readonly nameInLetter: string | null;
  readonly variantElsewhere: string | null;
};

export type IndicatorCategory = {
  readonly no: number;
  readonly nameTh: string;
  readonly nameEn: string;
  readonly count: number;
};

function dimensionOf(text: string): Dimension {
  const dimension = readDimension(text);
  if (dimension === undefined) throw new Error('the table of indicators names a dimension that does not exist');
  return dimension;
}

/** The 38 จปฐ. indicators of 2565–2570 with their hosts, by number. Source: domain.md §3. */
export const indicators: readonly Indicator[] = table.map((row) => ({
  ...row,
  planDimension: dimensionOf(row.planDimension),
  mpiDimension: row.mpiDimension === null ? null : dimensionOf(row.mpiDimension),
}));

export const indicatorCategories: readonly IndicatorCategory[] = categories;

/** The indicator of a number. */
export function findIndicator(no: number): Indicator | undefined {
  return indicators[no - 1];
}

function nameKey(text: string): string {
  return normalizeThai(arabicDigits(text)).replace(/[\s.,()-]/gu, '');
}

const BY_NAME = new Map(indicators.map((indicator) => [nameKey(indicator.nameTh), indicator.no]));

/** The number, 1–38, that a cell names: `27`, `๒๗`, `ตัวชี้วัดที่ 27`, `ข้อ 27`, `27. …`, or the whole Thai name; undefined when none. */
export function readIndicator(text: string): number | undefined {
  const tidy = arabicDigits(normalizeThai(text));
  const numbered =
    /^(?:(?:ตัวชี้วัด|ตชว\.?|ข้อ|จปฐ\.?)\s*)*(?:ที่\s*)?(?:indicator[_ ]?)?0?(\d{1,2})(?:\.0+)?(?:[.)\s]+\D.*)?$/isu.exec(
      tidy,
    );
  if (numbered === null) return BY_NAME.get(nameKey(text));
  const no = Number(numbered[1]);
  return no >= 1 && no <= indicators.length ? no : undefined;
}
