/**
 * Who is poor and who is an official target by the union rule of TPMAP: one failed indicator makes a household deprived in its
 * dimension, one dimension makes it poor, and a member of a poor household who holds a welfare card is a target. Source: domain.md §4.3.
 */
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import type { BirthDate, Member } from '../household/household.ts';
import type { MpiProfile } from './profile.ts';

/** An answer to one of the 38 indicators; an indicator without an answer is missing. */
export type Answer = 'PASS' | 'FAIL' | 'NOT_APPLICABLE';

/** Answers of a household by number of the indicator (1–38). */
export type Answers = ReadonlyMap<number, Answer>;

export type UnionJudgement = {
  /** Deprived in at least one dimension: MPI-poor, with all resident members. */
  readonly poor: boolean;
  /** Dimensions with a failed indicator, in the order of the reference table. */
  readonly deprived: readonly Dimension[];
  /** Dimensions without a failed indicator of which an answer is missing: counted apart, no ground to be a target. */
  readonly unknown: readonly Dimension[];
};

/** Judges the answers of a household. An indicator that does not apply, or has no answer, never deprives. */
export function judgeAnswers(answers: Answers, { dimensions }: MpiProfile): UnionJudgement {
  const deprived = DIMENSIONS.filter((dimension) => dimensions[dimension].some((no) => answers.get(no) === 'FAIL'));
  const unknown = DIMENSIONS.filter(
    (dimension) => !deprived.includes(dimension) && dimensions[dimension].some((no) => !answers.has(no)),
  );
  return { poor: deprived.length > 0, deprived, unknown };
}

/** Why nobody of a poor household is an official target. */
export type ExcludedPoor = 'noAdult' | 'adultsWithoutCard' | 'cardUnknown';

type Holder = Pick<Member, 'id' | 'birthDate' | 'welfareCard'>;

/**
 * The official targets of a poor household (ids of members with a welfare card), or why it is excluded: nobody can be 18 on the
 * day `on` (YYYY-MM-DD), no adult holds a card, or of an adult it is not known. A member whose birth is not known may be an adult.
 */
export function targetsOf(
  members: readonly Holder[],
  on: string,
): { targets: readonly string[]; excluded: ExcludedPoor | null } {
  const targets = members.filter(({ welfareCard }) => welfareCard === 'YES').map(({ id }) => id);
  if (targets.length > 0) return { targets, excluded: null };
  const adults = members.filter(({ birthDate }) => mayBeAdult(birthDate, on));
  if (adults.length === 0) return { targets, excluded: 'noAdult' };
  const known = adults.every(({ welfareCard }) => welfareCard === 'NO');
  return { targets, excluded: known ? 'adultsWithoutCard' : 'cardUnknown' };
}

const ADULT_YEARS = 18;

function mayBeAdult(birth: BirthDate | undefined, on: string): boolean {
  if (!birth) return true;
  const [year, monthAndDay] = [Number(on.slice(0, 4)), on.slice(4)];
  if (birth.precision === 'DAY' && birth.date !== null && birth.year === year - ADULT_YEARS)
    return birth.date.slice(4) <= monthAndDay;
  return birth.year <= year - ADULT_YEARS;
}
