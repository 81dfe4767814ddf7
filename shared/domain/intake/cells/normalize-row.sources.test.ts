import { describe, expect, it } from 'vitest';
import type { CellTexts } from './cell-reader.ts';
import { codes, ID, read, SURVEY } from './test/read-row.ts';

describe('a row of the จปฐ. survey', () => {
  const { survey_date, ...person } = SURVEY;
  const bmn = (change: CellTexts) => read('bmn-survey', { ...person, survey_date, ...change });

  it('reads pass, fail and not applicable, and leaves out what has no answer', () => {
    const { values, problems } = bmn({
      indicator_1: '1',
      indicator_2: '๐',
      indicator_3: '-',
      indicator_4: '',
      indicator_5: 'ไม่ผ่าน',
      indicator_6: '1.0',
      indicator_38: 'ไม่มีผู้เข้าเกณฑ์',
    });
    expect(problems).toEqual([]);
    expect(values.answers).toEqual([
      [1, 'PASS'],
      [2, 'FAIL'],
      [3, 'NOT_APPLICABLE'],
      [5, 'FAIL'],
      [6, 'PASS'],
      [38, 'NOT_APPLICABLE'],
    ]);
  });

  it('refuses another answer at its cell, and a row without any', () => {
    expect(codes(bmn({ indicator_1: '1', indicator_7: '2' }))).toEqual(['error indicator_7 answer-unknown']);
    expect(codes(bmn({}))).toEqual(['error indicator_1 required-missing']);
  });
});

describe('a row of the register of welfare cards', () => {
  it('finds its person by ID without an area, and needs the card and its year', () => {
    const row = { citizen_id: ID, welfare_card: 'มี', list_year: '2569' };
    expect(read('welfare-register', row)).toMatchObject({
      values: { citizenId: ID, welfareCard: 'YES', listYear: 2569 },
      problems: [],
    });
    expect(codes(read('welfare-register', { citizen_id: ID }))).toEqual([
      'error list_year required-missing',
      'error welfare_card required-missing',
    ]);
  });
});

describe('a row of missed households', () => {
  const missed = (text: string) => read('missed-households', { ...SURVEY, found_source: text });

  it.each([
    ['ThaiQM', 'THAIQM'],
    ['กลุ่มเปราะบาง', 'VULNERABLE'],
    ['พบจากการลงพื้นที่', 'FIELD_FOUND'],
    ['Re-X-ray', 'REXRAY'],
    ['อื่น ๆ', 'OTHER'],
  ])('found in %s', (text, source) => {
    expect(missed(text)).toMatchObject({ values: { foundSource: source }, problems: [] });
  });

  it('found where nobody knows is refused', () => {
    expect(codes(missed('ที่ตลาด'))).toEqual(['error found_source found-source-unknown']);
  });
});
