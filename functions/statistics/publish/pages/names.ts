/** Names of areas and counts on the public pages. */
import { FIGURE_CODES } from '#shared/contracts/codes/figures.ts';
import type { PublicCount } from '#shared/domain/publication/public-counts.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import type { FunnelStep } from '#shared/domain/statistics/report-c/shape.ts';
import { findArea } from '#shared/reference/areas.ts';
import { DIMENSION_NAMES, type Dimension } from '#shared/reference/dimensions.ts';
import { thaiMonthName } from '#shared/thai/bangkok-time.ts';

import { WORDS, type Language } from './words.ts';

const ENGLISH_MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'Asia/Bangkok' });

export function areaName(area: string, language: Language): string {
  if (area === NATION) return WORDS[language].nation;
  const known = findArea(area);
  return (language === 'th' ? known?.nameTh : known?.nameEn) ?? area;
}

export function dimensionName(dimension: Dimension, language: Language): string {
  return language === 'th' ? DIMENSION_NAMES[dimension].nameTh : DIMENSION_NAMES[dimension].nameEn;
}

export function stepName(step: FunnelStep, language: Language): string {
  const names = FIGURE_CODES['FunnelStep']?.codes[step];
  return (language === 'th' ? names?.nameTh : names?.nameEn) ?? step;
}

export function countName(count: PublicCount, language: Language): string {
  const words = WORDS[language];
  if (count === 'baseline') return words.targets;
  const [first, of] = count.split('.') as [FunnelStep | Dimension, ('target' | 'helped' | 'solved')?];
  if (of === undefined) return stepName(first as FunnelStep, language);
  const ofDimension = { target: words.targetsShort, helped: words.helped, solved: words.solved }[of];
  return `${dimensionName(first as Dimension, language)} · ${ofDimension}`;
}

/** A month as people write it: of the Buddhist era in Thai. `month` is YYYY-MM. */
export function monthName(month: string, language: Language): string {
  return language === 'th' ? thaiMonthName(month) : ENGLISH_MONTH.format(new Date(`${month}-15T12:00:00+07:00`));
}
