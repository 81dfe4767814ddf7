/**
 * A synthetic province in which some households are there twice, as offices make them: typed anew with a slip, without a number, after a
 * marriage or a move. Among the others are namesakes and people born on one day, who are no duplicates. All people are invented.
 */
import { calibrationOf } from '#local/sample/calibration.ts';
import { HouseholdMaker, type SamplePerson } from '#local/sample/households.ts';
import { SeededRandom } from '#local/sample/seeded-random.ts';
import type { BirthDate } from '#shared/domain/household/household.ts';
import type { Compared } from '#shared/domain/duplicates/candidates.ts';

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Person = Writable<Compared['members'][number]>;
type Made = { id: string; areaCode: string; houseCode?: string; address: Compared['address']; members: Person[] };

export type PlantedProvince = {
  households: Compared[];
  /** Pairs of ids that are one household, the smaller first. */
  twins: [string, string][];
};

const SHARE_TWICE = 0.03;
const SHARE_BESIDE = 0.05;
const NAMESAKES = 0.02;

export function plantedProvince(count: number, seed = 'duplicates'): PlantedProvince {
  const random = new SeededRandom(seed);
  const calibration = calibrationOf('42');
  const maker = new HouseholdMaker('42', calibration, random.apart('households'), 2026);
  const households: Made[] = [];
  const twins: [string, string][] = [];
  const id = (): string => `h${String(households.length + 1).padStart(7, '0')}`;
  const places = calibration.subdistricts.map(([code]) => code);
  for (let made = 0; made < count; made += 1) {
    const sample = maker.next();
    const one: Made = {
      id: id(),
      areaCode: sample.areaCode,
      ...(sample.houseCode === undefined ? {} : { houseCode: sample.houseCode }),
      address: { addressNo: sample.addressNo, ...(sample.moo === undefined ? {} : { moo: sample.moo }) },
      members: sample.members.map(personOf),
    };
    households.push(one);
    // Children who married live beside their parents, under one number and surname.
    if (random.chance(SHARE_BESIDE)) households.push(beside(one, id(), random, maker.next().members.map(personOf)));
    if (!random.chance(SHARE_TWICE)) continue;
    const other = typedAnew(one, id(), random, places);
    households.push(other);
    twins.push([one.id, other.id]);
  }
  // Somebody else of the same names, born in another time.
  for (let at = 0; at < count * NAMESAKES; at += 1) {
    const [from, to] = [random.pick(households), random.pick(households)];
    const [named] = from.members;
    const [head] = to.members;
    if (!named || !head || from === to || namedAlike(from, to, twins)) continue;
    head.firstName = named.firstName;
    if (named.lastName !== undefined) head.lastName = named.lastName;
  }
  return { households: random.shuffled(households), twins };
}

/** Another family at the address: of the surname, and some of alike first names. */
function beside(one: Made, id: string, random: SeededRandom, members: Person[]): Made {
  const { lastName } = one.members[0] ?? {};
  return {
    id,
    areaCode: one.areaCode,
    address: one.address,
    members: members.map((person, at) => ({
      ...person,
      firstName:
        at === 0 && random.chance(0.2) ? withSlip(one.members.at(-1)?.firstName ?? '', random) : person.firstName,
      ...(lastName === undefined ? {} : { lastName }),
    })),
  };
}

function namedAlike(from: Made, to: Made, twins: readonly [string, string][]): boolean {
  return twins.some((pair) => pair.includes(from.id) || pair.includes(to.id));
}

function personOf(person: SamplePerson, at: number): Person {
  const year = Number(person.birthDate.slice(0, 4));
  const birthDate: BirthDate = person.onlyYear
    ? { date: null, year, precision: 'YEAR' }
    : { date: person.birthDate, year, precision: 'DAY' };
  return {
    id: `p${at + 1}`,
    citizenId: person.citizenId,
    firstName: person.firstName,
    lastName: person.lastName,
    birthDate,
  };
}

/** The household as another office typed it. Two files cannot hold one citizen ID twice: the second has none, or one with a slip. */
function typedAnew(one: Made, id: string, random: SeededRandom, places: readonly string[]): Made {
  const kept = one.members.filter((_, at) => at === 0 || random.chance(0.7));
  const members = kept.map((person, at): Person => {
    const copy: Person = { ...person, id: `q${at + 1}` };
    if (random.chance(0.6)) delete copy.citizenId;
    else copy.citizenId = withSlipInId(person.citizenId ?? '', random);
    if (random.chance(0.35)) copy.firstName = withSlip(person.firstName, random);
    if (random.chance(0.25)) copy.lastName = withSlip(person.lastName ?? '', random);
    if (random.chance(0.05)) [copy.firstName, copy.lastName] = [copy.lastName ?? '', copy.firstName];
    return copy;
  });
  const [head] = members;
  const how = random.next();
  // After a marriage the surname is another; after a move the place is, and the birth is known.
  if (how < 0.1 && head) head.lastName = random.pick(['ทดสอบใจ', 'สมมุติวงศ์', 'ตัวอย่างกุล']);
  const moved = how >= 0.1 && how < 0.2;
  if (!moved)
    for (const person of members) if (person.birthDate) person.birthDate = bornAsTyped(person.birthDate, random);
  const inDistrict = places.filter((code) => code.startsWith(one.areaCode.slice(0, 4)));
  return {
    id,
    areaCode: moved ? random.pick(inDistrict) : one.areaCode,
    ...(one.houseCode !== undefined && !moved && random.chance(0.4) ? { houseCode: one.houseCode } : {}),
    address: moved ? { addressNo: `${random.whole(300, 900)}`, moo: 1 } : withoutMoo(one.address, random),
    members,
  };
}

/** A year alone, or day and month changed about, or as it is. */
function bornAsTyped(birth: BirthDate, random: SeededRandom): BirthDate {
  if (birth.date === null || random.chance(0.15)) return { date: null, year: birth.year, precision: 'YEAR' };
  const [year, month = '', day = ''] = birth.date.split('-');
  return Number(day) <= 12 && random.chance(0.1) ? { ...birth, date: `${year}-${day}-${month}` } : birth;
}

function withoutMoo({ addressNo, moo }: Compared['address'], random: SeededRandom): Compared['address'] {
  return {
    ...(addressNo === undefined ? {} : { addressNo }),
    ...(moo === undefined || random.chance(0.1) ? {} : { moo }),
  };
}

function withSlipInId(citizenId: string, random: SeededRandom): string {
  const at = random.whole(1, 11);
  const digit = (Number(citizenId[at]) + random.whole(1, 9)) % 10;
  return `${citizenId.slice(0, at)}${digit}${citizenId.slice(at + 1)}`;
}

const HEARD_ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[ศษส]/u, 'ซ'],
  [/ศ|ษ/u, 'ส'],
  [/ร/u, 'ล'],
  [/ล/u, 'ร'],
  [/ณ/u, 'น'],
  [/น/u, 'ณ'],
  [/์/u, ''],
  [/[่้]/u, ''],
  [/ิ/u, 'ี'],
  [/ุ/u, 'ู'],
];

/** A letter heard as another, left out, or changed with its neighbour. */
function withSlip(name: string, random: SeededRandom): string {
  if (name.length < 4) return name;
  const [heard, written] = random.pick(HEARD_ALIKE);
  if (random.chance(0.6) && heard.test(name)) return name.replace(heard, written);
  const at = random.whole(1, name.length - 2);
  if (random.chance(0.5)) return name.slice(0, at) + name.slice(at + 1);
  return `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`;
}
