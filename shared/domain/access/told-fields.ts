/** What of coded fields a reader is told, where one value says more than another: of health, of what is told even less. */
import { CARE, isHealthIndicator, isSecretIndicator, readsAsCare, sensitivityOf } from '../case/told-category.ts';
import type { Need } from '../household/household.ts';
import { NO_ANSWER } from '../mpi/stored-answers.ts';
import { leaves, type ReadAs } from './field-privacy.ts';
import type { Reading } from './reading.ts';

type Coded = Pick<Need, 'dimension' | 'indicator' | 'category'>;
type Details = Pick<Need, 'indicator' | 'category'>;

/**
 * Indicator and category of a need as a reader is told them; of health who may know only that there is something reads
 * “ต้องการการดูแล” for the category. `own` as for the class `need` of the privacy table.
 */
export function toldDetails(need: Coded, reader: ReadAs, own: boolean): Details {
  const { indicator, category } = need;
  const said = { ...(indicator === undefined ? {} : { indicator }), ...(category === undefined ? {} : { category }) };
  if (leaves('need', reader, own) !== 'VISIBLE') return {};
  // A partner knows the category of a need, not which indicator failed.
  if (reader.readers.every((one) => one === 'PARTNER'))
    return readsAsCare(need) ? { category: CARE } : category === undefined ? {} : { category };
  const sensitivity = sensitivityOf(need);
  if (sensitivity !== undefined) {
    const left = leaves(sensitivity, reader);
    if (left === 'VISIBLE') return said;
    return left === 'CATEGORY' ? { category: CARE } : {};
  }
  return said;
}

/** Whether a need concerns an organisation of the reader: it was referred to it, or is of a dimension in which it helps here. */
export function isOwnNeed(
  { id, dimension }: Pick<Need, 'id' | 'dimension'>,
  { referred, dimensions }: Reading,
): boolean {
  return referred.has(id) || dimensions.has(dimension);
}

/** Numbers of indicators without those that the reader is not told. */
export function toldIndicators(indicators: readonly number[], reader: ReadAs): number[] {
  return indicators.filter((no) => isTold(no, reader));
}

/** Answers to the 38 indicators; those that the reader is not told read as missing. */
export function toldAnswers(answers: string, reader: ReadAs): string {
  return Array.from(answers, (answer, at) => (isTold(at + 1, reader) ? answer : NO_ANSWER)).join('');
}

function isTold(indicator: number, reader: ReadAs): boolean {
  if (isSecretIndicator(indicator)) return leaves('secret', reader) === 'VISIBLE';
  return !isHealthIndicator(indicator) || leaves('health', reader) === 'VISIBLE';
}
