import { expect, it } from 'vitest';

import { HARDSHIP_CATEGORIES } from '#shared/reference/hardship-categories.ts';

import { CARE, categoryName, toldCategory } from './told-category.ts';

const idOf = (nameTh: string): string =>
  `th-category-${HARDSHIP_CATEGORIES.findIndex((one) => one.nameTh === nameTh) + 1}`;

it.each(['สุขภาพ/ผู้ป่วยติดเตียง/พิการ', 'ครอบครัว/ผู้ดูแล', 'ยาเสพติด/ความปลอดภัย'])(
  '%s is told as care that is needed',
  (name) => {
    const need = { dimension: 'access', category: idOf(name) } as const;
    expect([toldCategory(need), categoryName(need)]).toEqual([CARE, name]);
  },
);

it('every other category is told by its name, and what an office entered as care', () => {
  const told = HARDSHIP_CATEGORIES.map(({ nameTh }) => toldCategory({ dimension: 'income', category: idOf(nameTh) }));
  expect(told.filter((one) => one !== CARE)).toHaveLength(HARDSHIP_CATEGORIES.length - 3);
  expect(toldCategory({ dimension: 'income', category: '42-7' })).toBe(CARE);
});

it('a need of health, and an indicator that says an illness, is told as care', () => {
  expect(toldCategory({ dimension: 'health' })).toBe(CARE);
  expect([1, 12, 35, 36].map((indicator) => toldCategory({ dimension: 'access', indicator }))).toEqual(
    Array(4).fill(CARE),
  );
  expect(toldCategory({ dimension: 'living', indicator: 13 })).toBeNull();
});
