/**
 * Pairs of households that may be one, for somebody to look at (casework I). Nothing is merged by itself. Pure; grows with the number of
 * households, not with its square: people are compared only within one house, address, or day of birth in a district.
 */
import { addressKey } from '../intake/cells/household-key.ts';
import type { Address, BirthDate } from '../household/household.ts';
import { areIdsAlike, compareBirths, contradictionsOf } from '../matching/match-person.ts';
import { isThirteenDigits } from '#shared/thai/citizen-id.ts';
import { DUPLICATE_REASONS, type DuplicateReason } from './states.ts';
import { similarityOfNames, similarityOfWords, soundsOf, type Sounds } from './name-similarity.ts';

export type Compared = {
  readonly id: string;
  /** Six digits. */
  readonly areaCode: string;
  readonly houseCode?: string;
  readonly address: Address;
  readonly members: readonly {
    readonly id: string;
    readonly citizenId?: string;
    readonly firstName: string;
    readonly lastName?: string;
    readonly birthDate?: BirthDate;
  }[];
};

export type DuplicateCandidate = {
  /** The ids of both, the smaller first. */
  readonly households: readonly [string, string];
  /** In the order of `DUPLICATE_REASONS`: the strongest first. */
  readonly reasons: readonly DuplicateReason[];
  /** A pair of members that speaks for it, in the order of the households. */
  readonly persons: readonly [string, string];
};

const ALIKE = 0.9;
/** People of one place and surname who were born on one day are often twins. */
const ALIKE_OF_ONE_BIRTH = 0.94;

type Person = { household: Compared; member: Compared['members'][number]; sounds: Sounds };

/** All pairs, in the order of their ids. */
export function duplicateCandidates(households: Iterable<Compared>): DuplicateCandidate[] {
  const blocks: Readonly<Record<DuplicateReason, Map<string, Person[]>>> = {
    CITIZEN_ID: new Map(),
    HOUSE_AND_PERSON: new Map(),
    ADDRESS_AND_NAME: new Map(),
    NAME_AND_BIRTH: new Map(),
  };
  for (const household of households)
    for (const member of household.members) {
      const person = { household, member, sounds: soundsOf(member) };
      for (const reason of DUPLICATE_REASONS)
        for (const key of keysOf(reason, person)) {
          const block = blocks[reason].get(key);
          if (block) block.push(person);
          else blocks[reason].set(key, [person]);
        }
    }
  const found = new Map<string, { reasons: Set<DuplicateReason>; persons: readonly [string, string] }>();
  for (const reason of DUPLICATE_REASONS)
    for (const block of blocks[reason].values())
      for (const [a, b] of pairsOf(block)) {
        if (!JUDGES[reason](a, b)) continue;
        const [first, second] = a.household.id < b.household.id ? [a, b] : [b, a];
        const key = `${first.household.id} ${second.household.id}`;
        const known = found.get(key);
        if (known) known.reasons.add(reason);
        else found.set(key, { reasons: new Set([reason]), persons: [first.member.id, second.member.id] });
      }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { reasons, persons }]) => {
      const [first = '', second = ''] = key.split(' ');
      return { households: [first, second], reasons: DUPLICATE_REASONS.filter((one) => reasons.has(one)), persons };
    });
}

/** Under which keys a person is compared for a reason. */
function keysOf(reason: DuplicateReason, { household, member, sounds }: Person): string[] {
  switch (reason) {
    case 'CITIZEN_ID':
      return isThirteenDigits(member.citizenId ?? '') ? [member.citizenId ?? ''] : [];
    case 'HOUSE_AND_PERSON':
      return household.houseCode === undefined ? [] : initialsOf(sounds).map((one) => `${household.houseCode} ${one}`);
    case 'ADDRESS_AND_NAME': {
      const { addressNo, moo } = household.address;
      if (addressNo === undefined) return [];
      const place = `${household.areaCode} ${moo ?? ''} ${addressKey(addressNo)}`;
      return initialsOf(sounds).map((initial) => `${place} ${initial}`);
    }
    case 'NAME_AND_BIRTH': {
      const day = member.birthDate?.precision === 'DAY' ? member.birthDate.date : null;
      if (day === null || day === undefined) return [];
      return initialsOf(sounds).map((initial) => `${household.areaCode.slice(0, 4)} ${day} ${initial}`);
    }
  }
}

/** First letters of both names: a slip seldom changes both, and swapped names meet under either. */
function initialsOf({ first, last }: Sounds): string[] {
  return [...new Set([first.slice(0, 1), last.slice(0, 1)])].filter((letter) => letter !== '');
}

/** A place of so many people of one initial is an institution, or no place: nobody looks through all of its pairs. */
const MOST_IN_BLOCK = 200;

function* pairsOf(block: readonly Person[]): Generator<[Person, Person]> {
  if (block.length > MOST_IN_BLOCK) return;
  for (const [at, a] of block.entries())
    for (const b of block.slice(at + 1)) if (a.household.id !== b.household.id) yield [a, b];
}

const JUDGES: Readonly<Record<DuplicateReason, (a: Person, b: Person) => boolean>> = {
  CITIZEN_ID: () => true,
  HOUSE_AND_PERSON: isOnePerson,
  ADDRESS_AND_NAME: (a, b) => !haveOtherCodes(a, b) && isOnePerson(a, b),
  NAME_AND_BIRTH(a, b) {
    if (mayBeTwo(a, b)) return false;
    if (similarityOfNames(a.sounds, b.sounds) >= ALIKE_OF_ONE_BIRTH) return true;
    // A surname changes by marriage: of one sub-district and first name, it is worth a look.
    return (
      a.household.areaCode === b.household.areaCode &&
      similarityOfWords(a.sounds.first, b.sounds.first) >= ALIKE_OF_ONE_BIRTH
    );
  },
};

/** Two house codes are two houses. */
function haveOtherCodes(a: Person, b: Person): boolean {
  const [one, other] = [a.household.houseCode, b.household.houseCode];
  return one !== undefined && other !== undefined && one !== other;
}

function isOnePerson(a: Person, b: Person): boolean {
  if (mayBeTwo(a, b)) return false;
  if (similarityOfNames(a.sounds, b.sounds) >= ALIKE) return true;
  // In one house, a first name and a birth are enough: the surname changed.
  return (
    similarityOfWords(a.sounds.first, b.sounds.first) >= ALIKE &&
    compareBirths(a.member.birthDate, b.member.birthDate) === 'same'
  );
}

/** IDs that are no slip of each other, or births years apart. */
function mayBeTwo(a: Person, b: Person): boolean {
  const against = contradictionsOf(a.member, b.member);
  if (against.includes('birth-date')) return true;
  return against.includes('citizen-id') && !areIdsAlike(a.member.citizenId ?? '', b.member.citizenId ?? '');
}
