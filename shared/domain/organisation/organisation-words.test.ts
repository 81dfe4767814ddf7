import { describe, expect, it } from 'vitest';

import { organisationWords } from './organisation-words.ts';

const named = (id: string, nameTh: string, areaCode: string | null, shortTh: string | null = null, active = true) => ({
  id,
  nameTh,
  shortTh,
  areaCode,
  active,
});
const register = [
  named('42-health', 'สำนักงานสาธารณสุขจังหวัดเลย', '42', 'สสจ.เลย'),
  named('42-fund', 'กองทุนแม่ของแผ่นดิน', '4201'),
  named('42-fund2', 'กองทุนแม่ของแผ่นดิน', '4202'),
  named('31-fund', 'กองทุนแม่ของแผ่นดิน', '31'),
  named('31-temple', 'วัดตัวอย่าง', '3101'),
  named('42-shut', 'ชมรมเดิม', '42', 'ชด.', false),
  named('th-media', 'สถานีข่าวตัวอย่าง', null, 'สข.'),
];
const read = (text: string, ...areas: string[]) => {
  const found = organisationWords(register, areas).read(text);
  return typeof found === 'object' ? found.slug : found;
};

describe('the words of a cell', () => {
  it.each([
    ['cdd', 'cdd'],
    ['พช.', 'cdd'],
    ['42-health', '42-health'],
    [' 42-HEALTH ', '42-health'],
    ['สำนักงาน สาธารณสุข จังหวัดเลย', '42-health'],
    ['สสจ เลย', '42-health'],
    ['สข.', 'th-media'],
    // Of another province, and the only one of its name.
    ['วัดตัวอย่าง', '31-temple'],
    ['31-fund', '31-fund'],
    ['42-shut', undefined],
    ['ชมรมเดิม', undefined],
    ['ชด.', undefined],
    ['ไม่มีใคร', undefined],
    ['', undefined],
    ['-', undefined],
  ])('%j of an office in 42 are %s', (text, slug) => {
    expect(read(text, '42')).toBe(slug);
  });

  it.each([
    [['4201'], '42-fund'],
    [['420201'], '42-fund2'],
    [['31'], '31-fund'],
    [['42'], 'several'],
    [['50'], 'several'],
    [[], 'several'],
  ])('that several have are, to an office in %j, %s', (areas, slug) => {
    expect(read('กองทุนแม่ของแผ่นดิน', ...areas)).toBe(slug);
  });

  it('have a name for people, also of a closed one', () => {
    const { nameOf } = organisationWords(register, []);
    expect([nameOf('cdd'), nameOf('42-shut'), nameOf('nobody')]).toEqual(['กรมการพัฒนาชุมชน', 'ชมรมเดิม', 'nobody']);
  });
});
