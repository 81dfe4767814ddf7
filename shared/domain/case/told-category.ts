/** What an agency is told of the category of a need (casework G): nothing that says an illness, a disability, drugs or trouble in a family. */
import { BUILT_IN_ENTRIES } from '../catalogue/catalogue.ts';
import type { Need } from '../household/household.ts';

/** What is read in place of a category that would say too much. */
export const CARE = 'ต้องการการดูแล';

const NAMES = new Map(
  (BUILT_IN_ENTRIES['hardship-categories'] ?? []).map(({ id, said }) => [id, String(said['nameTh'])]),
);

/** Words of the categories of health and disability, of drugs, of the family. */
const OF_HEALTH = /สุขภาพ|พิการ|ผู้ป่วย/u;
const OF_DRUGS = /ยาเสพติด/u;
const OF_FAMILY = /ครอบครัว|ผู้ดูแล/u;

/** Indicators of health (1–12), and of persons with disabilities (35). */
export function isHealthIndicator(no: number): boolean {
  return no <= 12 || no === 35;
}

/** The indicator of family relations. */
const FAMILY = 36;

/** The indicator of religious practice. */
export function isSecretIndicator(no: number): boolean {
  return no === 37;
}

type Told = Pick<Need, 'dimension' | 'category' | 'indicator'>;

/**
 * Whether what is coded of a need tells of health or disability, or of what is told even less: religion and drugs (casework G). What is
 * both is told as the latter.
 */
export function sensitivityOf({ dimension, category, indicator }: Told): 'health' | 'secret' | undefined {
  const name = category === undefined ? '' : (NAMES.get(category) ?? '');
  if ((indicator !== undefined && isSecretIndicator(indicator)) || OF_DRUGS.test(name)) return 'secret';
  const ofHealth = dimension === 'health' || (indicator !== undefined && isHealthIndicator(indicator));
  return ofHealth || OF_HEALTH.test(name) ? 'health' : undefined;
}

/** Whether a partner, and an agency before it accepts, is told only that care is needed. */
export function readsAsCare(need: Told): boolean {
  if (sensitivityOf(need) !== undefined || need.indicator === FAMILY) return true;
  if (need.category === undefined) return false;
  // An office has entered it: nobody knows what it says.
  const name = NAMES.get(need.category);
  return name === undefined || OF_FAMILY.test(name);
}

/** The Thai name of a category as it is; null when none was said, or an office entered it. */
export function categoryName({ category }: Told): string | null {
  return (category !== undefined && NAMES.get(category)) || null;
}

/** The Thai name of a category as a partner, and an agency before it accepts, is told; null when none was said. */
export function toldCategory(need: Told): string | null {
  return readsAsCare(need) ? CARE : categoryName(need);
}
