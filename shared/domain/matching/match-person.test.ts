import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { BirthDate } from '../household/household.ts';
import {
  areIdsAlike,
  compareBirths,
  compareNames,
  contradictionsOf,
  findDoubtedNamesake,
  findMember,
  isIdOfOther,
  isLessExact,
  type Described,
} from './match-person.ts';

const day = (date: string): BirthDate => ({ date, year: Number(date.slice(0, 4)), precision: 'DAY' });
const year = (number: number): BirthDate => ({ date: null, year: number, precision: 'YEAR' });
const ID = '3000033777891';
const KNOWN: Described = { citizenId: ID, firstName: 'สมชาย', lastName: 'ตัวอย่างศรี', birthDate: day('1957-06-05') };

describe('births', () => {
  it.each<[BirthDate | undefined, BirthDate | undefined, string]>([
    [day('1957-06-05'), day('1957-06-05'), 'same'],
    [day('1957-06-05'), year(1957), 'same'],
    [year(1957), day('1958-01-01'), 'different'],
    [year(1957), year(1990), 'different'],
    [day('1957-06-05'), day('1957-06-15'), 'different'],
    [day('1957-06-05'), day('1958-06-05'), 'different'],
    [day('1957-06-05'), day('1959-06-05'), 'years-apart'],
    [undefined, day('1957-06-05'), 'unknown'],
  ])('of %j and %j are %s', (a, b, agreement) => {
    expect([compareBirths(a, b), compareBirths(b, a)]).toEqual([agreement, agreement]);
  });
});

describe('a birth', () => {
  it.each<[BirthDate | undefined, BirthDate | undefined, boolean]>([
    [year(1957), day('1957-06-05'), true],
    [year(1990), day('1957-06-05'), true],
    [{ date: null, year: 1957, precision: 'MONTH' }, day('1957-06-05'), true],
    [year(1957), { date: null, year: 1957, precision: 'MONTH' }, true],
    [day('1957-06-05'), year(1957), false],
    [day('1957-06-06'), day('1957-06-05'), false],
    [undefined, day('1957-06-05'), false],
    [year(1957), undefined, false],
  ])('%j is less exact than %j: %s', (said, known, lessExact) => {
    expect(isLessExact(said, known)).toBe(lessExact);
  });
});

describe('an ID', () => {
  const otherBirth = day('2017-09-09');
  it.each<[string, Described, boolean]>([
    ['other first name and birth', { firstName: 'กมลชนก', lastName: 'แบบฝึกดี', birthDate: otherBirth }, true],
    [
      'other first name and birth, one surname',
      { firstName: 'กมลชนก', lastName: 'ตัวอย่างศรี', birthDate: otherBirth },
      true,
    ],
    ['other first and last name, no birth', { firstName: 'กมลชนก', lastName: 'แบบฝึกดี' }, true],
    ['other birth year, of which no day is known', { firstName: 'กมลชนก', birthDate: year(2017) }, true],
    ['other first name, birth year agrees', { firstName: 'กมลชนก', lastName: 'แบบฝึกดี', birthDate: year(1957) }, false],
    ['other first name, one surname, no birth', { firstName: 'กมลชนก', lastName: 'ตัวอย่างศรี' }, false],
    ['other first name alone', { firstName: 'กมลชนก' }, false],
    ['a changed surname', { firstName: 'สมชาย', lastName: 'แบบฝึกดี' }, false],
    ['a changed surname and another birth', { firstName: 'สมชาย', lastName: 'แบบฝึกดี', birthDate: otherBirth }, false],
    ['another spelling', { firstName: 'นายสม ชาย', lastName: 'ตัวอย่างศรี์', birthDate: otherBirth }, false],
    ['swapped names', { firstName: 'ตัวอย่างศรี', lastName: 'สมชาย', birthDate: otherBirth }, false],
    ['swapped names, one left blank', { firstName: 'ตัวอย่างศรี', birthDate: otherBirth }, false],
    ['the whole name in one cell', { firstName: 'สมชาย ตัวอย่างศรี', birthDate: otherBirth }, false],
    ['nothing but the ID', {}, false],
    ['nothing but the birth', { birthDate: otherBirth }, false],
  ])('with %s', (_, said, isOther) => {
    expect(isIdOfOther({ citizenId: ID, ...said }, [KNOWN])).toBe(isOther);
  });

  it('of a member of whom nothing else is known is nobody else’s', () => {
    expect(isIdOfOther({ ...KNOWN, firstName: 'กมลชนก' }, [{ citizenId: ID, firstName: '' }])).toBe(false);
  });

  it('on the row of another of the household is somebody else’s, also with one surname', () => {
    const sister: Described = { firstName: 'สมหญิง', lastName: 'ตัวอย่างศรี' };
    const said = { citizenId: ID, firstName: 'สมหญิง', lastName: 'ตัวอย่างศรี' };
    expect(isIdOfOther(said, [KNOWN])).toBe(false);
    expect(isIdOfOther(said, [KNOWN, sister])).toBe(true);
    // The birth date speaks for the holder.
    expect(isIdOfOther({ ...said, birthDate: year(1957) }, [KNOWN, sister])).toBe(false);
  });

  it.each([
    ['3000032323331', '3010032323331', true],
    ['3000032323331', '3000032323313', true],
    ['3000032323331', '3000032323331', false],
    ['3000032323331', '3100032323341', false],
    ['3000032323331', '300003232333', false],
  ])('%s and %s are alike: %s', (a, b, alike) =>
    expect([areIdsAlike(a, b), areIdsAlike(b, a)]).toEqual([alike, alike]),
  );
});

describe('numbers of other kinds', () => {
  const known = { firstName: 'สมชาย', lastName: 'ตัวอย่าง', citizenId: 'G123456789012' };
  const said = { firstName: 'สมชาย', lastName: 'ตัวอย่าง', citizenId: '3420100000011' };

  it('do not contradict thirteen digits, but one another', () => {
    expect(findMember(said, [known])?.member).toBe(known);
    expect(findDoubtedNamesake({ ...said, birthDate: undefined }, [known])).toBeUndefined();
    expect(findMember({ ...said, citizenId: 'G123456789013' }, [known])).toBeUndefined();
    expect(findDoubtedNamesake({ ...said, citizenId: 'G123456789013' }, [known])).toBe(known);
  });
});

describe('the member that is meant', () => {
  const father = { id: 'father', firstName: 'บุญมี', lastName: 'ทดสอบกุล', birthDate: day('1947-01-01') };
  const son = { ...father, id: 'son', birthDate: day('1992-02-02') };
  const said = { firstName: 'บุญมี', lastName: 'ทดสอบกุล' };

  it('holds the ID, whatever the name', () => {
    const holder = { ...son, citizenId: ID };
    expect(findMember({ ...said, citizenId: ID }, [father, holder])).toEqual({
      member: holder,
      by: 'citizen-id',
      ambiguous: false,
    });
  });

  it('has the name and a birth date that agrees best', () => {
    for (const members of [
      [father, son],
      [son, father],
    ]) {
      expect(findMember({ ...said, birthDate: son.birthDate }, members)?.member.id).toBe('son');
      expect(findMember({ ...said, birthDate: year(1947) }, members)?.member.id).toBe('father');
      // A slip of a day is no other person.
      expect(findMember({ ...said, birthDate: day('1992-02-03') }, members)?.member.id).toBe('son');
    }
    expect(findMember({ ...said, birthDate: day('1970-01-01') }, [father, son])).toBeUndefined();
    expect(findMember(said, [father, son])).toMatchObject({ member: father, ambiguous: true });
  });

  it('has no other ID', () => {
    const holder = { ...father, citizenId: ID };
    expect(findMember({ ...said, citizenId: '5000000000019' }, [holder])).toBeUndefined();
    expect(findMember(said, [holder])?.by).toBe('name');
  });

  it('has swapped names only when nobody has them in order', () => {
    const swapped = { id: 'swapped', firstName: 'ทดสอบกุล', lastName: 'บุญมี' };
    expect(findMember(said, [swapped])).toMatchObject({ member: swapped, by: 'swapped-name' });
    expect(findMember(said, [swapped, father])).toMatchObject({ member: father, by: 'name', ambiguous: false });
  });

  it('is doubted when the ID differs by a slip, or the birth date is known to agree', () => {
    const slip = `${ID.slice(0, 2)}1${ID.slice(3)}`;
    const holder = { ...father, citizenId: ID };
    const { birthDate: _, ...unborn } = holder;
    const other = '5000000000019';
    expect(findDoubtedNamesake({ ...said, citizenId: slip }, [holder])).toBe(holder);
    expect(findDoubtedNamesake({ ...said, citizenId: slip }, [unborn])).toBe(unborn);
    expect(findDoubtedNamesake({ ...said, citizenId: other, birthDate: father.birthDate }, [holder])).toBe(holder);
    expect(findDoubtedNamesake({ ...said, citizenId: other }, [holder])).toBeUndefined();
    expect(findDoubtedNamesake({ ...said, citizenId: slip, birthDate: son.birthDate }, [holder])).toBeUndefined();
    expect(findDoubtedNamesake({ ...said, citizenId: ID }, [holder])).toBeUndefined();
    expect(findDoubtedNamesake(said, [holder])).toBeUndefined();
  });
});

describe('a name', () => {
  it.each([
    ['with a title glued to it', { firstName: 'นายสมศักดิ์', lastName: 'ตัวอย่าง' }],
    ['without the silencer', { firstName: 'สมศักดิ', lastName: 'ตัวอย่าง' }],
    ['with a space in it', { firstName: 'สมศักดิ์', lastName: 'ตัว อย่าง' }],
  ])('%s is the same', (_, other) => {
    expect(compareNames({ firstName: 'สมศักดิ์', lastName: 'ตัวอย่าง' }, other)).toBe('same');
  });

  it('that is left blank is nobody’s, and a last name that is left blank is not every last name', () => {
    const known = { firstName: 'สมศักดิ์', lastName: 'ตัวอย่าง' };
    expect(compareNames(known, { lastName: 'ตัวอย่าง' })).toBe('different');
    expect(compareNames({ lastName: 'ตัวอย่าง' }, known)).toBe('different');
    expect(compareNames({ firstName: 'สมศักดิ์' }, known)).toBe('different');
    expect(compareNames({ firstName: 'สมศักดิ์' }, { firstName: 'สมศักดิ' })).toBe('same');
  });
});

describe('nobody is a doubted namesake', () => {
  const born = day('1947-01-01');
  const holder = { firstName: 'บุญมี', lastName: 'ทดสอบกุล', birthDate: born, citizenId: ID };
  const slip = `${ID.slice(0, 2)}1${ID.slice(3)}`;

  it.each<[string, Described, Described]>([
    [
      'without an ID of the own',
      { ...holder, citizenId: slip },
      { firstName: 'บุญมี', lastName: 'ทดสอบกุล', birthDate: born },
    ],
    ['under another name', { ...holder, citizenId: slip, firstName: 'บุญมา' }, holder],
    ['with a number of another kind', { ...holder, citizenId: 'G123456789012' }, holder],
  ])('%s', (_, said, member) => {
    expect(findDoubtedNamesake(said, [member])).toBeUndefined();
  });
});

describe('whoever is compared', () => {
  const birth = fc.option(
    fc.record({ month: fc.integer({ min: 1, max: 3 }), of: fc.integer({ min: 1950, max: 1953 }), full: fc.boolean() }),
    { nil: undefined },
  );
  const name = fc.constantFrom(undefined, 'สมชาย', 'สมหญิง', 'กมล', 'ทองดี');
  const person: fc.Arbitrary<Described> = fc
    .record({ firstName: name, lastName: name, birth, citizenId: fc.constantFrom(undefined, ID, '5000000000019') })
    .map(({ birth: born, ...rest }) => ({
      ...rest,
      birthDate: born && (born.full ? day(`${born.of}-0${born.month}-01`) : year(born.of)),
    }));

  it('the comparison is the same from either side', () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        expect(compareNames(a, b)).toBe(compareNames(b, a));
        expect(compareBirths(a.birthDate, b.birthDate)).toBe(compareBirths(b.birthDate, a.birthDate));
        expect(contradictionsOf(a, b)).toEqual(contradictionsOf(b, a));
        const [one, other] = [
          { ...a, citizenId: ID },
          { ...b, citizenId: ID },
        ];
        expect(isIdOfOther(one, [other])).toBe(isIdOfOther(other, [one]));
      }),
    );
  });

  it('nobody is somebody else under the own ID, without a first name, or with a birth date that agrees', () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        const [said, holder] = [
          { ...a, citizenId: ID },
          { ...b, citizenId: ID },
        ];
        expect(isIdOfOther(said, [said])).toBe(false);
        expect(isIdOfOther({ ...said, firstName: undefined }, [holder])).toBe(false);
        expect(isIdOfOther({ ...said, birthDate: day('1957-06-05') }, [{ ...holder, birthDate: year(1957) }])).toBe(
          false,
        );
      }),
    );
  });

  it('the order of members decides nothing but between equals', () => {
    fc.assert(
      fc.property(person, fc.array(person, { maxLength: 5 }), (said, members) => {
        const distinct = members.filter(
          ({ citizenId }, at) =>
            citizenId === undefined || members.findIndex((other) => other.citizenId === citizenId) === at,
        );
        const match = findMember(said, distinct);
        const other = findMember(said, distinct.toReversed());
        expect(other?.by).toBe(match?.by);
        expect(other?.ambiguous).toBe(match?.ambiguous);
        expect(match?.ambiguous === false ? other?.member : undefined).toBe(
          match?.ambiguous === false ? match.member : undefined,
        );
      }),
    );
  });
});
