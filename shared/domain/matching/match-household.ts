/**
 * Which of the households that may be meant is meant, and why: one rule for rows of files, registrations and candidates of
 * duplicates. Pure: a store finds the candidates. Source: design of files in (load); domain.md §7.1, §7.5.
 */
import { addressKey } from '../intake/cells/household-key.ts';
import type { Household } from '../household/household.ts';
import { compareNames, contradictionsOf, type Described, type PersonContradiction } from './match-person.ts';

/** What is said of a household. */
export type SaidHousehold = {
  houseCode?: string | undefined;
  /** Six digits. */
  areaCode?: string | undefined;
  addressNo?: string | undefined;
  moo?: number | undefined;
  people: readonly Described[];
};

/** A household that may be meant, with what led to it: pointers outlive what the document says now. */
export type Candidate = { household: Household; foundBy: readonly ('citizen-id' | 'house-code' | 'place')[] };

/**
 * `place-and-name`: somebody of it bears a name that was said, and it is at the place that was said; `place-begun`: it was begun
 * at the place by somebody of that name, whatever its people are called now.
 */
export type MatchReason = 'citizen-id' | 'house-code' | 'place-and-name' | 'place-and-swapped-name' | 'place-begun';

export type HouseholdMatch = {
  household: Household;
  /**
   * `certain`: a citizen ID or house code is its own. `likely`: place and name agree, and nothing speaks against it. `possible`:
   * place and name agree, and something does; or only who began it had that name.
   */
  strength: 'certain' | 'likely' | 'possible';
  /** Never empty; the strongest first. */
  reasons: readonly MatchReason[];
  /** What speaks against it. */
  against: readonly (PersonContradiction | 'house-code')[];
};

/** The candidates that may be meant, the strongest first: citizen ID, house code, place and name. */
export function matchHouseholds(said: SaidHousehold, candidates: Iterable<Candidate>): HouseholdMatch[] {
  const matches: HouseholdMatch[] = [];
  for (const candidate of candidates) {
    const match = matchHousehold(said, candidate);
    if (match) matches.push(match);
  }
  return matches.sort((a, b) => rankOf(a) - rankOf(b));
}

const REASONS: readonly MatchReason[] = [
  'citizen-id',
  'house-code',
  'place-and-name',
  'place-and-swapped-name',
  'place-begun',
];

function rankOf({ strength, reasons }: HouseholdMatch): number {
  const reason = reasons.reduce((rank, one) => Math.min(rank, REASONS.indexOf(one)), REASONS.length);
  return strength === 'possible' ? REASONS.length + reason : reason;
}

function matchHousehold(said: SaidHousehold, { household, foundBy }: Candidate): HouseholdMatch | undefined {
  const reasons: MatchReason[] = [];
  const holdsId = said.people.some(
    ({ citizenId }) => citizenId !== undefined && household.members.some((member) => member.citizenId === citizenId),
  );
  if (holdsId || foundBy.includes('citizen-id')) reasons.push('citizen-id');
  const sameCode = said.houseCode !== undefined && said.houseCode === household.houseCode;
  if (sameCode || foundBy.includes('house-code')) reasons.push('house-code');
  const certain = reasons.length > 0;

  const against = new Set<PersonContradiction | 'house-code'>();
  if (said.houseCode !== undefined && household.houseCode !== undefined && !sameCode) against.add('house-code');
  const begun = foundBy.includes('place');
  const namesake = begun || livesAt(household, said) ? namesakeIn(household, said.people) : undefined;
  if (namesake) {
    reasons.push(namesake.swapped ? 'place-and-swapped-name' : 'place-and-name');
    for (const one of namesake.against) against.add(one);
  } else if (begun) reasons.push('place-begun');

  if (reasons.length === 0) return undefined;
  const likely = namesake !== undefined && against.size === 0;
  return { household, reasons, against: [...against], strength: certain ? 'certain' : likely ? 'likely' : 'possible' };
}

function livesAt({ areaCode, address }: Household, said: SaidHousehold): boolean {
  return (
    said.addressNo !== undefined &&
    address.addressNo !== undefined &&
    areaCode === said.areaCode &&
    address.moo === said.moo &&
    addressKey(address.addressNo) === addressKey(said.addressNo)
  );
}

/** A member who bears the name of one who is said; of several, one against whom least speaks. */
function namesakeIn(
  { members }: Household,
  people: readonly Described[],
): { swapped: boolean; against: PersonContradiction[] } | undefined {
  let best: { swapped: boolean; against: PersonContradiction[] } | undefined;
  let least = Infinity;
  for (const person of people)
    for (const member of members) {
      const names = compareNames(person, member);
      if (names === 'different') continue;
      const against = contradictionsOf(person, member);
      const weight = 2 * against.length + (names === 'swapped' ? 1 : 0);
      if (weight >= least) continue;
      best = { swapped: names === 'swapped', against };
      least = weight;
    }
  return best;
}
