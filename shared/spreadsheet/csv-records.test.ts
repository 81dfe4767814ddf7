import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRecords } from './csv-records.ts';
import { FileRefused } from './file-refusal.ts';
import { LIMITS, type Limits } from './limits.ts';

function read(
  text: string,
  pieceLength = text.length || 1,
  delimiter = ',',
  limits: Limits = LIMITS,
): { row: number; cells: string[] }[] {
  const records = new CsvRecords(delimiter, limits);
  const rows = [];
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...records.push(text.slice(at, at + pieceLength)));
  rows.push(...records.end());
  return rows;
}

const cells = (text: string, delimiter?: string): string[][] =>
  read(text, undefined, delimiter).map((row) => row.cells);

/** What reading gives, or the code of its refusal; any other failure goes on. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof FileRefused) return error.code;
    throw error;
  }
}

describe('a cell written as a formula of its text', () => {
  it.each([
    ['="0123",ก', [['0123', 'ก']]],
    ['ก,="0123"', [['ก', '0123']]],
    ['"=""0123""",ก', [['0123', 'ก']]],
    ['="ก,ข",ค', [['ก,ข', 'ค']]],
    ['="5"" ท่อ",ค', [['5" ท่อ', 'ค']]],
    ['="",ก', [['', 'ก']]],
    // What is no such formula is what it says.
    ['="0123"&"4",ก', [['="0123"&"4"', 'ก']]],
    ['="0123,ก', [['="0123', 'ก']]],
    ['=A1,"ก"', [['=A1', 'ก']]],
    ['="ก\n="ข"', [['="ก'], ['ข']]],
  ])('%j', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('comes in pieces', () => {
    const text = 'ก,="01,23",="4"\r\n"=""5""",ข\r\n';
    for (let length = 1; length < text.length; length++)
      expect([length, read(text, length).map((row) => row.cells)]).toEqual([
        length,
        [
          ['ก', '01,23', '4'],
          ['5', 'ข'],
        ],
      ]);
  });
});

describe('CsvRecords', () => {
  it('counts blank lines and not the line breaks inside quotes', () => {
    expect(read('ก,ข\r\n\r\n"หนึ่ง\nสอง",3\n4,5')).toEqual([
      { row: 1, cells: ['ก', 'ข'] },
      { row: 2, cells: [''] },
      { row: 3, cells: ['หนึ่ง\nสอง', '3'] },
      { row: 4, cells: ['4', '5'] },
    ]);
  });

  it.each([
    ['one lone CR among LF', 'ก,ข\na,b\rc,d\ne,f\n'],
    ['one lone LF among CR', 'ก,ข\ra,b\nc,d\re,f\r'],
    ['one lone CR among CRLF', 'ก,ข\r\na,b\rc,d\r\ne,f\r\n'],
    ['a lone CR behind a quoted cell', '"ก",ข\n"a","b"\r"c","d"\ne,"f"'],
  ])('ends a line at each of CR, LF and CRLF: %s', (_, text) => {
    const rows = [
      { row: 1, cells: ['ก', 'ข'] },
      { row: 2, cells: ['a', 'b'] },
      { row: 3, cells: ['c', 'd'] },
      { row: 4, cells: ['e', 'f'] },
    ];
    for (const piece of [1, 2, 3, text.length]) expect(read(text, piece)).toEqual(rows);
  });

  it('takes a CR inside quotes for a part of the cell', () => {
    expect(read('"a\rb",c\nd,e')).toEqual([
      { row: 1, cells: ['a\rb', 'c'] },
      { row: 2, cells: ['d', 'e'] },
    ]);
  });

  it('gives a row for each line of a text without quotes, blank or not', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '\r', '\r\n'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (said, piece) => {
        const lines = said.split(/\r\n|\r|\n/);
        if (lines.at(-1) === '') lines.pop();
        expect(read(said, piece)).toEqual(lines.map((line, at) => ({ row: at + 1, cells: line.split(',') })));
      }),
    );
  });

  it('leaves out the byte order mark of a file that was joined on', () => {
    expect(cells('a,b\n\uFEFF"c, d",e\n')).toEqual([
      ['a', 'b'],
      ['c, d', 'e'],
    ]);
  });

  it('has no row after the last line break', () => {
    expect(read('a\n')).toHaveLength(1);
    expect(read('a\n\n')).toHaveLength(2);
    expect(read('')).toEqual([]);
  });

  it.each([
    ['"a""b",c', [['a"b', 'c']]],
    ['12" จอ,x', [['12" จอ', 'x']]],
    ['"a"b,c', [['ab', 'c']]],
    ['"",""', [['', '']]],
    ['a,"b,c",d', [['a', 'b,c', 'd']]],
    ['"30,000"', [['30,000']]],
  ])('reads %s', (text, expected) => expect(cells(text)).toEqual(expected));

  it('does not show the line in which Excel names the delimiter', () => {
    expect(read('sep=;\na;b\n', undefined, ';')).toEqual([{ row: 1, cells: ['a', 'b'] }]);
  });

  it('refuses a quote that is never closed, and one that ends inside a later line', () => {
    expect(() => read('a,b\n"c,d\ne,f\n')).toThrow(
      expect.objectContaining({ code: 'file-quote-open', more: expect.stringContaining('แถวที่ 2') }),
    );
    // Three rows would be lost in one cell.
    expect(() => read('a,b\n"c,d\ne,f\ng,"30,000"\n')).toThrow(expect.objectContaining({ code: 'file-quote-open' }));
  });

  it('refuses a line, or a quoted cell, that is too long, and too many columns or rows', () => {
    const limits = { ...LIMITS, lineBytes: 300, columns: 5, rows: 3 };
    for (const [text, code] of [
      ['ก'.repeat(101), 'file-line-too-long'],
      [`"${'a\n'.repeat(200)}"`, 'file-line-too-long'],
      ['1,2,3,4,5,6', 'file-too-many-columns'],
      ['"1",,,,,', 'file-too-many-columns'],
      ['1\n2\n3\n4', 'file-too-large'],
    ] as const)
      expect(() => read(text, 7, ',', limits)).toThrow(expect.objectContaining({ code }));
    expect(() => read('ก'.repeat(100), 7, ',', limits)).not.toThrow();
  });

  const cell = fc.string({ unit: fc.constantFrom('a', 'ก', '"', ',', ';', '\n', ' ', '1'), maxLength: 6 });
  const written = (row: readonly string[]): string =>
    row.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');

  it('gives back what was written, however the text is cut, as csv-parse does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, piece, newline) => {
          const text = rows.map((row) => `${written(row)}${newline}`).join('');
          const got = read(text, piece).map((row) => row.cells);
          expect(got).toEqual(rows);
          expect(got).toEqual(parse(text, { relax_column_count: true, record_delimiter: newline }));
        },
      ),
    );
  });

  it('never fails otherwise than by refusing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (text, piece) => {
          const whole = outcome(() => read(text));
          const cut = outcome(() => read(text, piece));
          expect(cut).toEqual(whole);
        },
      ),
    );
  });
});
