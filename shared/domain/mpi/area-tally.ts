/**
 * What the answers of an area come to under a profile: poor households, official targets and the excluded poor by the union rule, as
 * households and persons, and the counts of Alkire and Foster for each cut-off, area by area (domain.md §4.3, §4.4; casework H).
 */
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';

import type { Household } from '../household/household.ts';
import { MpiCount, type MpiSums } from './alkire-foster.ts';
import type { Fraction } from './fraction.ts';
import { weightsOf, type MpiProfile } from './profile.ts';
import { readAnswers } from './stored-answers.ts';
import { judgeAnswers, targetsOf, type Answers, type ExcludedPoor } from './union-rule.ts';

export type HouseholdsAndPersons = { households: number; persons: number };

const EXCLUDED_POOR = ['noAdult', 'adultsWithoutCard', 'cardUnknown'] as const satisfies readonly ExcludedPoor[];

/** `answered`: with answers to the set of the profile; `unanswered`: without. `official`: persons with a welfare card. */
export type UnionCounts = {
  answered: HouseholdsAndPersons;
  unanswered: HouseholdsAndPersons;
  poor: HouseholdsAndPersons;
  official: HouseholdsAndPersons;
  excluded: Record<ExcludedPoor, HouseholdsAndPersons>;
  /** Deprived in the dimension; and those of which it is not known. */
  deprived: Record<Dimension, HouseholdsAndPersons>;
  unknown: Record<Dimension, HouseholdsAndPersons>;
};

/** What was counted of one area, as it is kept. `cutOffs` in the order in which they were asked for. */
export type AreaCounts = { union: UnionCounts; cutOffs: MpiSums[] };

function noCounts(): UnionCounts {
  const none = (): HouseholdsAndPersons => ({ households: 0, persons: 0 });
  const each = (): Record<Dimension, HouseholdsAndPersons> => ({
    health: none(),
    living: none(),
    education: none(),
    income: none(),
    access: none(),
  });
  return {
    answered: none(),
    unanswered: none(),
    poor: none(),
    official: none(),
    excluded: { noAdult: none(), adultsWithoutCard: none(), cardUnknown: none() },
    deprived: each(),
    unknown: each(),
  };
}

/** Why and with whom a poor household is on a list: official targets by their persons, the excluded poor as a whole. */
export type MpiTarget =
  | { list: 'official'; persons: readonly string[]; deprived: readonly Dimension[]; indicators: readonly number[] }
  | { list: 'excluded'; deprived: readonly Dimension[]; indicators: readonly number[] };

type Judged = Pick<Household, 'members' | 'bmn'>;

/** Counts the households of one area. `on`: the day (YYYY-MM-DD) on which ages are taken. */
export class AreaTally {
  readonly #profile: MpiProfile;
  readonly #indicators: readonly number[];
  readonly #on: string;
  readonly #counts: readonly MpiCount[];
  readonly #union = noCounts();

  constructor(profile: MpiProfile, cutOffs: readonly Fraction[], on: string) {
    const weighted = weightsOf(profile);
    this.#profile = profile;
    this.#indicators = weighted.map(({ no }) => no);
    this.#on = on;
    this.#counts = cutOffs.map(
      (k) =>
        new MpiCount(
          weighted.map(({ weight }) => weight),
          k,
        ),
    );
  }

  /** Counts a household, and says on which list it is, if it is poor. */
  add({ members, bmn }: Judged): MpiTarget | undefined {
    const count = (one: HouseholdsAndPersons, persons = members.length): void => {
      one.households += 1;
      one.persons += persons;
    };
    const union = this.#union;
    if (bmn?.framework !== this.#profile.framework) {
      count(union.unanswered);
      return undefined;
    }
    count(union.answered);
    const answers = readAnswers(bmn.answers);
    const row = {
      persons: members.length,
      answers: this.#indicators.map((no) => answers.get(no) ?? ('MISSING' as const)),
    };
    for (const each of this.#counts) each.add(row);
    const { poor, deprived, unknown } = judgeAnswers(answers, this.#profile);
    for (const dimension of deprived) count(union.deprived[dimension]);
    for (const dimension of unknown) count(union.unknown[dimension]);
    if (!poor) return undefined;
    count(union.poor);
    const indicators = failedOf(answers, this.#indicators);
    const { targets, excluded } = targetsOf(members, this.#on);
    if (excluded === null) {
      count(union.official, targets.length);
      return { list: 'official', persons: targets, deprived, indicators };
    }
    count(union.excluded[excluded]);
    return { list: 'excluded', deprived, indicators };
  }

  counts(): AreaCounts {
    return { union: this.#union, cutOffs: this.#counts.map((each) => each.sums()) };
  }
}

function failedOf(answers: Answers, indicators: readonly number[]): number[] {
  return indicators.filter((no) => answers.get(no) === 'FAIL').toSorted((a, b) => a - b);
}

/** The counts of several areas together. */
export function unionOf(areas: readonly UnionCounts[]): UnionCounts {
  const total = noCounts();
  const add = (into: HouseholdsAndPersons, one: HouseholdsAndPersons): void => {
    into.households += one.households;
    into.persons += one.persons;
  };
  for (const area of areas) {
    for (const name of ['answered', 'unanswered', 'poor', 'official'] as const) add(total[name], area[name]);
    for (const why of EXCLUDED_POOR) add(total.excluded[why], area.excluded[why]);
    for (const dimension of DIMENSIONS) {
      add(total.deprived[dimension], area.deprived[dimension]);
      add(total.unknown[dimension], area.unknown[dimension]);
    }
  }
  return total;
}
