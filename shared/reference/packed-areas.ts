/**
 * The tables of areas as a function carries them: codes, Thai names and English names apart, so that each takes along only what
 * it asks for. Written by `npm run areas` from `data/areas/`; a test holds both equal.
 */

/** A province, district or sub-district: code, Thai name, English name. */
export type AreaRow = readonly [code: string, nameTh: string, nameEn: string];

export type PackedAreas = {
  /** Districts with the numbers of their sub-districts: `1001:1-12 1002:1-5`. Provinces are the first halves. */
  readonly codes: string;
  /** In the order of codes. A Thai letter is three bytes of UTF-8; here it is one, the place of the letter in `letters`. */
  readonly namesTh: { readonly letters: string; readonly names: string };
  /** In the order of codes, between bars. */
  readonly namesEn: string;
};

const BAR = '|';
/** Characters that stand in JSON and in a module as they are, without the bar. */
const PLAIN = Array.from({ length: 94 }, (_, index) => String.fromCharCode(32 + index))
  .filter((character) => !'"\\`$|'.includes(character))
  .join('');

/** Packs areas in the order of codes, every parent before its children. Throws when something would not come out as it went in. */
export function packAreas(rows: readonly AreaRow[]): PackedAreas {
  const thai = rows.map(([, nameTh]) => nameTh);
  const letters = [...new Set(thai.join(''))].toSorted().join('');
  if (letters.length > PLAIN.length)
    throw new RangeError('More letters in Thai names than characters to write them with');
  const packed: PackedAreas = {
    codes: packCodes(rows.map(([code]) => code)),
    namesTh: {
      letters,
      names: thai.map((name) => Array.from(name, (letter) => PLAIN[letters.indexOf(letter)]).join('')).join(BAR),
    },
    namesEn: rows.map(([, , nameEn]) => nameEn).join(BAR),
  };
  const codes = codesOf(unpackDistricts(packed.codes));
  const english = packed.namesEn.split(BAR);
  const same = rows.every(([code, , nameEn], index) => codes[index] === code && english[index] === nameEn);
  if (!same || codes.length !== rows.length) throw new RangeError('The areas do not stand in the order of their codes');
  return packed;
}

function packCodes(codes: readonly string[]): string {
  const districts = codes.filter((code) => code.length === 4);
  return districts
    .map((district) => {
      const numbers = codes
        .filter((code) => code.length === 6 && code.startsWith(district))
        .map((code) => Number(code.slice(4)));
      return `${district}:${runsOf(numbers)}`;
    })
    .join(' ');
}

function runsOf(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** Districts in their order, each with the numbers of its sub-districts as they are packed. */
export function unpackDistricts(packed: string): Map<string, string> {
  return new Map(packed.split(' ').map((entry) => [entry.slice(0, 4), entry.slice(5)]));
}

function unpackRuns(packed: string): { from: number; to: number }[] {
  return packed.split(',').map((run) => {
    const [from = '', to = from] = run.split('-');
    return { from: Number(from), to: Number(to) };
  });
}

/** The last two digits of the codes of sub-districts, in their order, from their packed numbers. */
export function unpackNumbers(packed: string): string[] {
  const numbers: string[] = [];
  for (const { from, to } of unpackRuns(packed))
    for (let number = from; number <= to; number += 1) numbers.push(String(number).padStart(2, '0'));
  return numbers;
}

/** How many sub-districts there are in packed numbers. */
export function countNumbers(packed: string): number {
  return unpackRuns(packed).reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

/** All codes of unpacked districts in their order: a province, its first district, that one's sub-districts. */
export function codesOf(districts: Iterable<readonly [district: string, numbers: string]>): string[] {
  const codes: string[] = [];
  let province = '';
  for (const [district, numbers] of districts) {
    if (district.slice(0, 2) !== province) {
      province = district.slice(0, 2);
      codes.push(province);
    }
    codes.push(district, ...unpackNumbers(numbers).map((number) => district + number));
  }
  return codes;
}

/** Reader of Thai names by place in the order of codes. A name is unpacked when it is asked for. */
export function thaiNameReader({ letters, names }: PackedAreas['namesTh']): (place: number) => string {
  const packed = names.split(BAR);
  const letterOf = new Map(Array.from(letters, (letter, index) => [PLAIN[index], letter]));
  return (place) => Array.from(packed[place] ?? '', (character) => letterOf.get(character) ?? '').join('');
}

/** English names in the order of codes. */
export function unpackEnglish(namesEn: string): string[] {
  return namesEn.split(BAR);
}
