import { describe, expect, it } from 'vitest';

import { dimensionOfHardship } from './hardship-categories.ts';

describe('the dimension of a hardship in free words', () => {
  it.each([
    ['ผู้สูงอายุติดเตียง', 'health'],
    ['มีผู้พิการ ไม่มีรายได้', 'health'],
    ['อ่านไม่ออก', 'education'],
    ['ไม่ได้รับเบี้ยยังชีพ', 'access'],
    ['เป็นหนี้นอกระบบ', 'income'],
    ['ไม่มีที่ดินทำกิน', 'income'],
    ['หลังคารั่ว', 'living'],
    ['น้ำประปาไม่ไหล', 'living'],
    ['เรื่องที่ไม่รู้จัก', 'living'],
    ['', 'living'],
  ])('of "%s" is %s', (text, dimension) => {
    expect(dimensionOfHardship(text)).toBe(dimension);
  });
});
