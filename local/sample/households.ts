/** The people of a sample province. Every one of them is invented, and shows it: surname, citizen ID and house code say so. */
import { faker } from '@faker-js/faker/locale/th';

import { citizenIdCheckDigit } from '#shared/thai/citizen-id.ts';
import { splitTitle } from '#shared/thai/person-name.ts';
import { findArea } from '#shared/reference/areas.ts';
import surnames from '#shared/reference/data/names/surnames-marked.json' with { type: 'json' };
import villages from '#shared/reference/data/names/village-names-common.json' with { type: 'json' };
import type { Dimension } from '#shared/reference/dimensions.ts';

import { DIMENSIONS_FAILED, type Calibration } from './calibration.ts';
import type { SeededRandom } from './seeded-random.ts';

export type SamplePerson = {
  citizenId: string;
  title: string;
  firstName: string;
  lastName: string;
  /** YYYY-MM-DD, C.E. */
  birthDate: string;
  /** Only the year is in the register, as of many of the old. */
  onlyYear: boolean;
  relation: string;
  welfareCard: boolean;
};

export type SampleHousehold = {
  no: number;
  /** Undefined for the few that are known by address only. */
  houseCode: string | undefined;
  addressNo: string;
  moo: number | undefined;
  village: string;
  /** Six digits; of towns also numbers of urban communities (51–99). */
  areaCode: string;
  /** The head comes first. */
  members: readonly [SamplePerson, ...SamplePerson[]];
  /** What the household fails, in the order of the reference table, and by which indicators. */
  dimensions: readonly Dimension[];
  indicators: readonly number[];
  /** Members whom the target list names; empty: the household is not on it. */
  targets: readonly SamplePerson[];
  surveyed: boolean;
};

/** Most households of one sample: their house codes have six digits of their own. */
export const MOST_HOUSEHOLDS = 500_000;

const SHARE_IN_BOTH = 0.3;
const SHARE_SURVEYED_ONLY = 0.45;
const SHARE_WITHOUT_HOUSE_CODE = 0.03;
const SHARE_IN_URBAN_COMMUNITIES = 0.12;
const MOST_MEMBERS = 8;

/** First digits of citizen IDs, and how common they are among the poor; 0, 6 and 7 have no Thai nationality. */
const ID_TYPES: readonly (readonly [string, number])[] = [
  ['3', 60],
  ['5', 6],
  ['8', 2],
  ['0', 3],
  ['6', 1],
  ['7', 1],
];
const BORN_SINCE_1984: readonly (readonly [string, number])[] = [
  ['1', 88],
  ['2', 6],
  ['0', 4],
  ['7', 2],
];

type FirstNames = { readonly male: readonly string[]; readonly female: readonly string[] };

/** First names that no reader could take for a title and a shorter name. */
function firstNames(): FirstNames {
  const { male = [], female = [] } = faker.rawDefinitions.person?.first_name ?? {};
  const plain = (name: string): boolean =>
    /^[ก-๙]+$/u.test(name) && splitTitle(name).title === null && !/^(?:นา[ยง]|เด็ก)/u.test(name);
  return { male: male.filter(plain), female: female.filter(plain) };
}

const NAMES = firstNames();

/** Makes households one after the other. `year` (C.E.) is the present one: ages count from it. */
export class HouseholdMaker {
  readonly #province: string;
  readonly #calibration: Calibration;
  readonly #random: SeededRandom;
  readonly #year: number;
  readonly #addresses = new Set<string>();
  #people = 0;
  #households = 0;

  constructor(province: string, calibration: Calibration, random: SeededRandom, year: number) {
    this.#province = province;
    this.#calibration = calibration;
    this.#random = random;
    this.#year = year;
  }

  next(): SampleHousehold {
    const random = this.#random;
    const no = ++this.#households;
    const members = this.#members();
    const dimensions = this.#dimensions();
    const place = random.next();
    const listed = place < SHARE_IN_BOTH || place >= SHARE_IN_BOTH + SHARE_SURVEYED_ONLY;
    const houseCode = random.chance(SHARE_WITHOUT_HOUSE_CODE) ? undefined : this.#houseCode(no);
    const [head, ...others] = members;
    // Welfare cards decide person by person (domain.md §4.3). Without a house code only the head leads to the household.
    const holders = others.filter(({ welfareCard }) => welfareCard);
    const targets = listed ? [head, ...(houseCode === undefined ? [] : holders.slice(0, 2))] : [];
    return {
      no,
      houseCode,
      ...this.#address(),
      members,
      dimensions: [...dimensions.keys()],
      indicators: [...dimensions.values()].flat().sort((a, b) => a - b),
      targets,
      surveyed: place < SHARE_IN_BOTH + SHARE_SURVEYED_ONLY,
    };
  }

  /** Codes of offices end below 9999: none is `99999…`. The digits after it are the province's own. */
  #houseCode(no: number): string | undefined {
    const own = (Number(this.#province) * 10_000 + no) % 1_000_000;
    return own === 999_999 ? undefined : `99999${String(own).padStart(6, '0')}`;
  }

  #address(): Pick<SampleHousehold, 'addressNo' | 'moo' | 'village' | 'areaCode'> {
    const random = this.#random;
    const subdistrict = random.weighted(this.#calibration.subdistricts);
    const capital = findArea(subdistrict.slice(0, 4))?.nameTh.startsWith('เมือง') === true;
    const urban = capital && random.chance(SHARE_IN_URBAN_COMMUNITIES);
    const areaCode = urban ? `${subdistrict.slice(0, 4)}${random.whole(51, 53)}` : subdistrict;
    const moo = urban ? undefined : random.whole(1, 12);
    const village = urban ? `ชุมชน${random.pick(villages).nameTh.slice(4)}` : random.pick(villages).nameTh;
    for (;;) {
      const addressNo = `${random.whole(1, 280)}${random.chance(0.15) ? `/${random.whole(1, 9)}` : ''}`;
      const address = `${areaCode} ${moo ?? ''} ${addressNo}`;
      // Crowded villages get higher numbers.
      const free = this.#addresses.has(address) ? `${addressNo.split('/')[0]}/${this.#households + 10}` : addressNo;
      if (this.#addresses.has(`${areaCode} ${moo ?? ''} ${free}`)) continue;
      this.#addresses.add(`${areaCode} ${moo ?? ''} ${free}`);
      return { addressNo: free, moo, village, areaCode };
    }
  }

  #members(): [SamplePerson, ...SamplePerson[]] {
    const random = this.#random;
    const lastName = random.pick(surnames);
    const headAge = random.whole(28, 84);
    const share = (this.#calibration.householdSize - 1) / (MOST_MEMBERS - 1);
    const others = Array.from({ length: MOST_MEMBERS - 1 }, () => random.chance(share)).filter(Boolean).length;
    const head = this.#person(headAge, 'หัวหน้าครัวเรือน', lastName);
    const rest: SamplePerson[] = [];
    for (let index = 0; index < others; index++) {
      const [relation, age] = this.#relative(index, headAge);
      const otherName = relation === 'ผู้อาศัย' ? random.pick(surnames) : lastName;
      rest.push(this.#person(age, relation, otherName));
    }
    return [head, ...rest];
  }

  #relative(index: number, headAge: number): [relation: string, age: number] {
    const random = this.#random;
    if (index === 0 && random.chance(0.7)) return ['คู่สมรส', Math.min(84, Math.max(18, headAge + random.whole(-8, 4)))];
    if (random.chance(0.1)) return ['ผู้อาศัย', random.whole(1, 70)];
    if (headAge < 60 && random.chance(0.15)) return [random.chance(0.5) ? 'มารดา' : 'บิดา', Math.min(84, headAge + 22)];
    if (headAge > 50 && random.chance(0.4)) return ['หลาน', random.whole(0, 20)];
    return ['บุตร', Math.max(0, headAge - random.whole(19, 40))];
  }

  #person(age: number, relation: string, lastName: string): SamplePerson {
    const random = this.#random;
    const male = relation === 'บิดา' || (relation !== 'มารดา' && random.chance(0.48));
    const year = this.#year - age;
    const month = random.whole(1, 12);
    const day = random.whole(1, 28);
    return {
      citizenId: this.#citizenId(year),
      title: titleOf(male, age, relation),
      firstName: random.pick(male ? NAMES.male : NAMES.female),
      lastName,
      // Nobody is born on a day of this year that may not have come yet.
      birthDate: `${Math.min(year, this.#year - 1)}-${two(month)}-${two(day)}`,
      onlyYear: age > 65 && random.chance(0.06),
      relation,
      welfareCard: age >= 18 && random.chance(0.55),
    };
  }

  #citizenId(yearOfBirth: number): string {
    const random = this.#random;
    const type = random.weighted(yearOfBirth >= 1984 ? BORN_SINCE_1984 : ID_TYPES);
    const office = random.chance(0.5) ? '9999' : '0000';
    const own = (Number(this.#province) * 100_000 + ++this.#people) % 10_000_000;
    const body = `${type}${office}${String(own).padStart(7, '0')}`;
    return `${body}${citizenIdCheckDigit(body)}`;
  }

  /** The dimensions a household fails, each with its indicators. */
  #dimensions(): Map<Dimension, number[]> {
    const random = this.#random;
    const failed = random.weighted(DIMENSIONS_FAILED);
    const chosen = new Map<Dimension, number[]>();
    while (chosen.size < failed) {
      const left = this.#calibration.dimensions.filter(([dimension]) => !chosen.has(dimension));
      const dimension = random.weighted(left.map(([name, weight]) => [name, weight + 1] as const));
      const choices = this.#calibration.indicators[dimension];
      const numbers = new Set([random.weighted(choices)]);
      if (random.chance(0.15)) numbers.add(random.weighted(choices));
      chosen.set(dimension, [...numbers]);
    }
    return new Map(
      this.#calibration.dimensions.flatMap(([name]) => {
        const numbers = chosen.get(name);
        return numbers === undefined ? [] : [[name, numbers] as const];
      }),
    );
  }
}

function titleOf(male: boolean, age: number, relation: string): string {
  if (age < 15) return male ? 'เด็กชาย' : 'เด็กหญิง';
  if (male) return 'นาย';
  return relation === 'คู่สมรส' || relation === 'มารดา' || age > 45 ? 'นาง' : 'นางสาว';
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
