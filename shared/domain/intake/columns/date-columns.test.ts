import { expect, it } from 'vitest';
import { CellReader } from '../cells/cell-reader.ts';
import { DateColumns } from './date-columns.ts';

const TODAY = '2026-06-10';

function read(dates: DateColumns, texts: readonly string[]): string[] {
  return texts.map((text, at) => {
    const cells = new CellReader({ survey_date: text }, { row: at + 2 });
    const reading = dates.read(cells, 'survey_date', text, TODAY);
    return cells.problems[0]?.code ?? reading?.date ?? '-';
  });
}

function twice(texts: readonly string[], dateCells = false): string[] {
  const first = new DateColumns({ dateCells, monthFirst: new Set() });
  const once = read(first, texts);
  const monthFirst = first.monthFirst();
  return monthFirst.size === 0 ? once : read(new DateColumns({ dateCells, monthFirst }), texts);
}

it('reads a column whose months stand first so, and refuses what could be both', () => {
  expect(twice(['05/07/2026', '5-13-2569', '05/05/2026', '7 พ.ค. 2569', '05/31/2026 09:00', '2026-05-07'])).toEqual([
    'date-order-unclear',
    '2026-05-13',
    '2026-05-05',
    '2026-05-07',
    '2026-05-31',
    '2026-05-07',
  ]);
});

it('takes one slip among days that stand first for a slip', () => {
  expect(twice(['05/13/2026', '13/05/2026', '14/05/2026', '05/07/2025'])).toEqual([
    'date-unreadable',
    '2026-05-13',
    '2026-05-14',
    '2025-07-05',
  ]);
});

it('doubts days of a workbook that may have been read from text in the other order', () => {
  expect(twice(['05/13/2026', '2026-04-05', '2026-05-05'], true)).toEqual([
    '2026-05-13',
    'date-order-unclear',
    '2026-05-05',
  ]);
  expect(twice(['05/13/2026', '2026-04-05', '2026-04-15', '2026-04-16'], true)).toEqual([
    'date-unreadable',
    '2026-04-05',
    '2026-04-15',
    '2026-04-16',
  ]);
});

it('says once for a column of a workbook that its days are at 17:00', () => {
  const dates = new DateColumns({ dateCells: true, monthFirst: new Set() });
  expect(read(dates, ['2026-05-06T17:00:00', '2026-05-07', '2026-05-06T23:59:56'])).toEqual([
    '2026-05-06',
    '2026-05-07',
    '2026-05-06',
  ]);
  expect(dates.problems('เลย')).toMatchObject([
    {
      sheet: 'เลย',
      row: 0,
      column: 'survey_date',
      code: 'date-near-midnight',
      message: expect.stringContaining('2 แถว'),
    },
  ]);
});
