/**
 * Whether two descriptions are of one person, and which member of a household a description is of. Names are compared by their
 * key, births at the coarser precision; a blank disagrees with nothing. Source: domain.md §7.1, §7.2, §7.5.
 */
import type { BirthDate } from '../household/household.ts';
import { areOneKindOfId } from '#shared/thai/citizen-id.ts';
import { nameKey } from '#shared/thai/person-name.ts';

/** A person as a row of a file, a registration or a household tells of one. */
export type Described = {
  citizenId?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  birthDate?: BirthDate | undefined;
};

export type NameAgreement = 'same' | 'swapped' | 'different';

/** `swapped`: the first name of one is the last name of the other, and the other way round. */
export function compareNames(a: Described, b: Described): NameAgreement {
  if (!a.firstName || !b.firstName) return 'different';
  if (a.firstName === b.firstName && a.lastName === b.lastName) return 'same';
  const known = nameKey(b.firstName, b.lastName ?? '');
  if (nameKey(a.firstName, a.lastName ?? '') === known) return 'same';
  return a.lastName && b.lastName && nameKey(a.lastName, a.firstName) === known ? 'swapped' : 'different';
}

export type BirthAgreement = 'same' | 'unknown' | 'different' | 'years-apart';

/** Years between two full birth dates from which on they are of two people: a slip of one year happens to one person. */
const YEARS_APART = 2;

/** Compares at the coarser precision. Of a birth without a day the month is not kept, so the years are compared. */
export function compareBirths(a: BirthDate | undefined, b: BirthDate | undefined): BirthAgreement {
  if (!a || !b) return 'unknown';
  if (a.date === null || b.date === null) return a.year === b.year ? 'same' : 'different';
  if (a.date === b.date) return 'same';
  return Math.abs(a.year - b.year) >= YEARS_APART ? 'years-apart' : 'different';
}

const EXACTNESS = { YEAR: 0, MONTH: 1, DAY: 2 } as const;

/** Whether a birth that was said tells less than the known one: then it does not take its place, whatever year it says. */
export function isLessExact(said: BirthDate | undefined, known: BirthDate | undefined): boolean {
  return said !== undefined && known !== undefined && EXACTNESS[said.precision] < EXACTNESS[known.precision];
}

/**
 * Whether a description that bears the citizen ID of a member is of somebody else: first name and birth date differ; when one of
 * the birth dates is not known, first and last name. A changed surname or title and swapped names do not make another person.
 * A description is also of somebody else when only its last name agrees with the member and its whole name is that of another
 * member: then the ID of one was typed on the row of the other.
 */
export function isIdOfOther(said: Described, members: readonly Described[]): boolean {
  const { citizenId } = said;
  const holder = citizenId === undefined ? undefined : members.find((member) => member.citizenId === citizenId);
  if (!holder || said.firstName === holder.firstName) return false;
  const [names, known] = [keysOf(said), keysOf(holder)];
  if (!differ(names.first, known.first) || mayBeSwapped(names, known) || names.whole === known.whole) return false;
  const births = compareBirths(said.birthDate, holder.birthDate);
  if (births === 'same') return false;
  if (births !== 'unknown') return true;
  if (differ(names.last, known.last)) return true;
  return members.some(
    (member) =>
      member !== holder &&
      compareNames(said, member) === 'same' &&
      ['same', 'unknown'].includes(compareBirths(said.birthDate, member.birthDate)),
  );
}

type NameKeys = { first: string; last: string; whole: string };

function keysOf({ firstName = '', lastName = '' }: Described): NameKeys {
  const [first, last] = [firstName, lastName].map((name) => nameKey(name, '').replace('|', ''));
  return { first: first ?? '', last: last ?? '', whole: `${first}${last}` };
}

/** Keys of two names that were both given. */
function differ(a: string, b: string): boolean {
  return a !== '' && b !== '' && a !== b;
}

/** Also when one of the four names is left blank. */
function mayBeSwapped(a: NameKeys, b: NameKeys): boolean {
  const meets = (a.first !== '' && a.first === b.last) || (a.last !== '' && a.last === b.first);
  return meets && !differ(a.first, b.last) && !differ(a.last, b.first);
}

/** Whether two citizen IDs are those of a slip: one digit differs, or two neighbours have changed places. */
export function areIdsAlike(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = Array.from(a, (digit, index) => (digit === b[index] ? -1 : index)).filter((index) => index >= 0);
  const [first, second] = at;
  if (first === undefined || at.length > 2) return false;
  if (second === undefined) return true;
  return second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

/** What speaks against two descriptions of one name being of one person. */
export type PersonContradiction = 'citizen-id' | 'birth-date';

export function contradictionsOf(a: Described, b: Described): PersonContradiction[] {
  const ids =
    a.citizenId !== undefined &&
    b.citizenId !== undefined &&
    a.citizenId !== b.citizenId &&
    // Who has a passport number may get thirteen digits later.
    areOneKindOfId(a.citizenId, b.citizenId);
  const births = compareBirths(a.birthDate, b.birthDate) === 'years-apart';
  return [...(ids ? ['citizen-id' as const] : []), ...(births ? ['birth-date' as const] : [])];
}

export type MemberMatch<Member extends Described> = {
  member: Member;
  by: 'citizen-id' | 'name' | 'swapped-name';
  /** Another member fits as well. */
  ambiguous: boolean;
};

/**
 * The member that a description is of: who holds its citizen ID; else who bears its name, unless both have citizen IDs that
 * differ or full birth dates that are years apart. Of several, the one whose birth date and order of names agree best.
 */
export function findMember<Member extends Described>(
  said: Described,
  members: readonly Member[],
): MemberMatch<Member> | undefined {
  const { citizenId } = said;
  const holder = citizenId === undefined ? undefined : members.find((member) => member.citizenId === citizenId);
  if (holder) return { member: holder, by: 'citizen-id', ambiguous: false };
  let best: MemberMatch<Member> | undefined;
  let bestScore = 0;
  for (const member of members) {
    const names = compareNames(said, member);
    if (names === 'different' || contradictionsOf(said, member).length > 0) continue;
    const score = (names === 'same' ? 10 : 0) + BIRTH_SCORES[compareBirths(said.birthDate, member.birthDate)];
    if (best && score === bestScore) best.ambiguous = true;
    if (best && score <= bestScore) continue;
    best = { member, by: names === 'same' ? 'name' : 'swapped-name', ambiguous: false };
    bestScore = score;
  }
  return best;
}

const BIRTH_SCORES: Readonly<Record<BirthAgreement, number>> = { same: 3, unknown: 2, different: 1, 'years-apart': 0 };

/**
 * A member with another citizen ID who may be the same person all the same: the name agrees, the birth date does not differ,
 * and the IDs are alike or the birth dates are known to agree.
 */
export function findDoubtedNamesake<Member extends Described>(
  said: Described,
  members: readonly Member[],
): Member | undefined {
  const { citizenId } = said;
  if (citizenId === undefined || members.some((member) => member.citizenId === citizenId)) return undefined;
  return members.find((member) => {
    if (member.citizenId === undefined || compareNames(said, member) === 'different') return false;
    if (!areOneKindOfId(citizenId, member.citizenId)) return false;
    const births = compareBirths(said.birthDate, member.birthDate);
    return births === 'same' || (births === 'unknown' && areIdsAlike(citizenId, member.citizenId));
  });
}
