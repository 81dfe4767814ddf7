/** What an agency is told of the category of a need (casework G): nothing that says an illness, a disability, drugs or trouble in a family. */
import { BUILT_IN_ENTRIES } from '../catalogue/catalogue.ts';
import type { Need } from '../household/household.ts';

/** What is read in place of a category that would say too much. */
export const CARE = 'ต้องการการดูแล';

const NAMES = new Map(
  (BUILT_IN_ENTRIES['hardship-categories'] ?? []).map(({ id, said }) => [id, String(said['nameTh'])]),
);

/** Words of the categories that are told to nobody outside the office: health and disability, drugs, family. */
const SENSITIVE = /สุขภาพ|พิการ|ผู้ป่วย|ยาเสพติด|ครอบครัว|ผู้ดูแล/u;

/** Indicators of health (1–12), of persons with disabilities (35), of family relations (36). */
function isSensitiveIndicator(no: number): boolean {
  return no <= 12 || no === 35 || no === 36;
}

type Told = Pick<Need, 'dimension' | 'category' | 'indicator'>;

function isSensitive({ dimension, category, indicator }: Told): boolean {
  if (dimension === 'health' || (indicator !== undefined && isSensitiveIndicator(indicator))) return true;
  if (category === undefined) return false;
  // An office has entered it: nobody knows what it says.
  const name = NAMES.get(category);
  return name === undefined || SENSITIVE.test(name);
}

/** The Thai name of a category as it is; null when none was said, or an office entered it. */
export function categoryName({ category }: Told): string | null {
  return (category !== undefined && NAMES.get(category)) || null;
}

/** The Thai name of a category as a partner, and an agency before it accepts, is told; null when none was said. */
export function toldCategory(need: Told): string | null {
  return isSensitive(need) ? CARE : categoryName(need);
}
