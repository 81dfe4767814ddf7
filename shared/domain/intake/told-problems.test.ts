import { describe, expect, it } from 'vitest';

import type { RowProblem } from './cells/row.ts';
import { problemOrder, problemsOfReceipt, ToldProblems } from './told-problems.ts';

const blank = (row: number, more: Partial<RowProblem> = {}): RowProblem => ({
  row,
  column: 'agency',
  severity: 'warning',
  code: 'agency-blank',
  message: 'ไม่ได้ระบุหน่วยงาน',
  ...more,
});
const wrong = (row: number, more: Partial<RowProblem> = {}): RowProblem => ({
  row,
  severity: 'error',
  code: 'area-unknown',
  message: 'ไม่รู้จักพื้นที่',
  ...more,
});

function tell(problems: readonly RowProblem[], most = 100): unknown[] {
  const told = new ToldProblems(most);
  for (const problem of problems) told.add(problem);
  return told.told();
}

describe('the order of problems', () => {
  it('is by severity, then by sheet and row as the officer reads the file', () => {
    const sheets = [
      { index: 0, name: 'ข' },
      { index: 1, name: 'ก' },
    ];
    const problems = [
      blank(2, { sheet: 'ก' }),
      wrong(9, { sheet: 'ก' }),
      blank(1, { sheet: 'ข' }),
      wrong(12, { sheet: 'ข' }),
      wrong(9, { sheet: 'ข' }),
      wrong(100, { sheet: 'ข' }),
    ];
    expect(
      problems.sort(problemOrder(sheets)).map(({ severity, sheet, row }) => `${severity} ${sheet} ${row}`),
    ).toEqual(['error ข 9', 'error ข 12', 'error ข 100', 'error ก 9', 'warning ข 1', 'warning ก 2']);
  });
});

describe('problems told by a receipt', () => {
  it('say a warning that many rows have once, with how many and the first of them', () => {
    expect(tell([blank(2), blank(3), blank(9, { message: 'อื่น' }), blank(10)])).toEqual([
      { ...blank(2), rows: 3, first: 2 },
      blank(9, { message: 'อื่น' }),
    ]);
  });

  it('say each row that is rejected', () => {
    expect(tell([wrong(2), wrong(3)])).toEqual([wrong(2), wrong(3)]);
  });

  it('keep a value only when all the rows say it', () => {
    expect(tell([blank(2, { value: 'ก' }), blank(3, { value: 'ก' })])).toMatchObject([{ value: 'ก', rows: 2 }]);
    expect(tell([blank(2, { value: 'ก' }), blank(3, { value: 'ข' })])[0]).not.toHaveProperty('value');
  });

  it('count the rows of a warning that is told also when there is no more room', () => {
    const other = Array.from({ length: 500 }, (_, at) => blank(3 + at, { message: `ที่ ${at}` }));
    expect(tell([blank(2), ...other, blank(600)], 2)).toEqual([
      { ...blank(2), rows: 2, first: 2 },
      blank(3, { message: 'ที่ 0' }),
    ]);
  });

  it('have what is said of the whole file among them, however many rows are wrong', () => {
    const hidden = { row: 0, severity: 'warning', code: 'sheet-hidden', message: 'มีแผ่นงานซ่อน' } as const;
    const rows = Array.from({ length: 100 }, (_, at) => wrong(at + 2));
    const shown = problemsOfReceipt([hidden], rows, [], 100);
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([100, rows[0], hidden]);
    expect(problemsOfReceipt([hidden], [wrong(2), blank(3)], [], 100)).toEqual([wrong(2), hidden, blank(3)]);
  });
});
