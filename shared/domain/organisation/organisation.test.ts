import { describe, expect, it } from 'vitest';

import { agencies } from '#shared/reference/agencies.ts';
import {
  BUILT_IN,
  countedAs,
  heightOver,
  levelOf,
  pastWith,
  pathOf,
  slugPrefix,
  standingAt,
  standsUnderItself,
  type Organisation,
  type Standing,
} from './organisation.ts';
import { isSlug, lookingAt, mayBeAskedFor, mayBeNamed } from './slug.ts';

type Said = Partial<Standing> & { id: string };
const office = (said: Said): Standing & { id: string } => ({
  sector: 'STATE',
  level: 'PROVINCE',
  parent: null,
  reportsAs: null,
  ...said,
});

const register = [
  office({ id: '42-health', reportsAs: 'moph' }),
  office({ id: '42-station', level: 'TAMBON', parent: '42-health' }),
  office({ id: '42-hospital', level: 'DISTRICT', parent: '42-health', reportsAs: 'moph' }),
  office({ id: '42-cd', reportsAs: 'cdd' }),
  office({ id: '42-cd-district', level: 'DISTRICT', parent: '42-cd' }),
  office({ id: '42-town', level: 'LAO', reportsAs: 'dla' }),
  office({ id: '42-temple', sector: 'RELIGION', level: 'NON_STATE' }),
  office({ id: '42-university', sector: 'ACADEMIC', level: 'NON_STATE', parent: 'moe' }),
  office({ id: '42-army', parent: '42-circle' }),
  office({ id: '42-circle' }),
  office({ id: 'th-office', level: 'NATIONAL', parent: 'th-ministry' }),
  office({ id: 'th-ministry', level: 'NATIONAL' }),
];
const find = (slug: string) => BUILT_IN.get(slug) ?? register.find(({ id }) => id === slug);

describe('the path of an organisation', () => {
  it.each([
    ['cdd', ['cdd', 'moi']],
    ['moph', ['moph']],
    ['42-station', ['42-station', '42-health', 'moph']],
    ['42-hospital', ['42-hospital', '42-health', 'moph']],
    ['42-cd-district', ['42-cd-district', '42-cd', 'cdd', 'moi']],
    ['nobody', ['nobody']],
  ])('of %s is %j', (slug, path) => {
    expect(pathOf(slug, find)).toEqual(path);
  });

  it('ends, whatever is said in a circle, and is bounded', () => {
    const circle = (slug: string) => office({ id: slug, parent: slug === 'a' ? 'b' : 'a' });
    expect(pathOf('a', circle)).toEqual(['a', 'b']);
    const endless = (slug: string) => office({ id: slug, parent: `${Number(slug) + 1}` });
    expect(pathOf('0', endless)).toHaveLength(9);
  });
});

describe('as whom an organisation is counted', () => {
  it.each([
    ['42-station', '42-station', 'moph', 'moph'],
    ['42-health', '42-health', 'moph', 'moph'],
    ['42-cd-district', '42-cd-district', 'cdd', 'moi'],
    ['cdd', 'cdd', 'cdd', 'moi'],
    ['moi', 'moi', 'moi', 'moi'],
    ['42-town', '42-town', '42-town', 'moi'],
    ['42-temple', '42-temple', '42-temple', '42-temple'],
    ['42-university', '42-university', '42-university', 'moe'],
    // No department above: the office and what it is part of are one all the same.
    ['42-army', '42-army', '42-circle', '42-circle'],
    ['42-circle', '42-circle', '42-circle', '42-circle'],
    ['th-office', 'th-office', 'th-office', 'th-ministry'],
    ['nobody', 'nobody', 'nobody', 'nobody'],
  ])('%s is %s as an office, %s as a department, %s as a ministry', (slug, ...counted) => {
    expect((['office', 'department', 'ministry'] as const).map((rollUp) => countedAs(slug, rollUp, find))).toEqual(
      counted,
    );
  });

  it('is itself for each of the built-in agencies, so that integrated help is counted as it was', () => {
    for (const { slug } of agencies) expect(countedAs(slug, 'department', find)).toBe(slug);
  });

  it('is, among the built-in agencies, the ministry that they name', () => {
    for (const { slug, parent } of agencies) expect(countedAs(slug, 'ministry', find)).toBe(parent ?? slug);
  });
});

describe('what stands over an organisation', () => {
  it('may not be the organisation itself', () => {
    const under = (parent: string | null, reportsAs: string | null = null) =>
      standsUnderItself('42-health', { parent, reportsAs }, find);
    expect([under('42-health'), under('42-station'), under(null, '42-station'), under('moph', null)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('is as high as its longest way up', () => {
    const height = (parent: string | null, reportsAs: string | null = null) => heightOver({ parent, reportsAs }, find);
    expect([height(null), height('moph'), height('42-station'), height('moph', '42-cd-district')]).toEqual([
      0, 1, 3, 4,
    ]);
    expect(heightOver({ parent: '0', reportsAs: null }, (slug) => office({ id: slug, parent: `${slug}0` }))).toBe(9);
  });
});

describe('an organisation', () => {
  it.each([
    ['STATE', null, 'NATIONAL'],
    ['STATE', '42', 'PROVINCE'],
    ['STATE', '4201', 'DISTRICT'],
    ['STATE', '420101', 'TAMBON'],
    ['CIVIL_SOCIETY', '42', 'NON_STATE'],
    ['MEDIA', null, 'NON_STATE'],
  ] as const)('of the sector %s in %s is of the level %s', (sector, areaCode, level) => {
    expect(levelOf(sector, areaCode)).toBe(level);
  });

  it('is counted at each moment as it was known then', () => {
    const cdd = BUILT_IN.get('cdd');
    if (!cdd) throw new Error('cdd is built in');
    const first: Organisation = { ...cdd, id: '42-cd', parent: null };
    const at = ['2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'] as const;
    const second = { ...first, parent: 'cdd', before: pastWith(first, { ...first, parent: 'cdd' }, at[0]) };
    const third = { ...second, parent: 'dla', before: pastWith(second, { ...second, parent: 'dla' }, at[1]) };
    const parents = ['2026-04-30T23:59:59.999Z', at[0], '2026-05-31T23:59:59.999Z', at[1], '2027-01-01T00:00:00.000Z'];
    expect(parents.map((moment) => standingAt(third, moment).parent)).toEqual([null, 'cdd', 'cdd', 'dla', 'dla']);
    expect(pastWith(third, third, '2028-01-01T00:00:00.000Z')).toBe(third.before);
  });

  it('is named by the province that it was entered for', () => {
    expect([slugPrefix('420101'), slugPrefix('42'), slugPrefix(null)]).toEqual(['42-', '42-', 'th-']);
  });
});

describe('a slug', () => {
  it.each([
    ['cdd', true],
    ['42-k7m2q9', true],
    ['', false],
    ['CDD', false],
    ['-a', false],
    ['a-', false],
    ['a--b', false],
    ['ก', false],
    ['a b', false],
    ['a'.repeat(60), true],
    ['a'.repeat(61), false],
  ])('%j has the shape of one: %s', (text, is) => {
    expect(isSlug(text)).toBe(is);
    expect(mayBeNamed(text)).toBe(is);
  });

  it('is asked of the register only within a call, also when that fails', () => {
    const asked = () => ['open', 'shut', 'none'].map((slug) => [mayBeNamed(slug), mayBeAskedFor(slug)]);
    const look = (slug: string) => ({ open: 'active', shut: 'closed' } as const)[slug as 'open'];
    const told = [
      [true, true],
      [false, true],
      [false, false],
    ];
    const untold = [
      [true, true],
      [true, true],
      [true, true],
    ];
    expect(asked()).toEqual(untold);
    expect(lookingAt(look, asked)).toEqual(told);
    expect(() =>
      lookingAt(look, () => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(asked()).toEqual(untold);
    const nested = lookingAt(look, () => [lookingAt(() => 'active' as const, asked), asked()]);
    expect(nested).toEqual([untold, told]);
  });
});
