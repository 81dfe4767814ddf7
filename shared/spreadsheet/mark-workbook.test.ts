import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countWork } from '#test/fixtures/files/counted-work.ts';
import {
  officeParts,
  officeWorkbook,
  OFFICE_SHEET,
  type OfficeWorkbook,
} from '#test/fixtures/files/office-workbook.ts';
import { partsOf } from '#test/fixtures/files/parts-of-zip.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { FIRST_SHEET, MARKED_KINDS, namesIn, repeated, unclosedParts } from '#test/fixtures/files/unclosed-parts.ts';
import { MARK_COLOURS } from './cell-mark.ts';
import { FileRefused } from './file-refusal.ts';
import { markWorkbook, placed, type RowToMark, type SheetToMark } from './mark-workbook.ts';
import { NotInPlace } from './not-in-place.ts';
import { openTable } from './read-table.ts';
import { columnLetters } from './sheet-layout.ts';
import type { TableRow } from './table.ts';

const ROWS: OfficeWorkbook['rows'] = [
  ['3000000000013', 'สมหญิง', '420101', 46149],
  ['3000000000014', 'สมชาย &amp; คณะ', '999999', 46150],
  ['3000000000021', 'สมศรี', '420101', 46151],
];

const HEADING: RowToMark = {
  cells: new Map(),
  texts: [
    { text: 'ข้อผิดพลาด', mark: 'heading' },
    { text: 'คอลัมน์', mark: 'heading' },
  ],
};

function said(text: string, cells: RowToMark['cells'] = new Map()): RowToMark {
  return {
    cells,
    texts: [
      { text, mark: 'error' },
      { text: 'รหัสพื้นที่', mark: 'none' },
    ],
  };
}

/** Row 5 of the data sheet marked: the ID amber, the area red. */
const MARKED: SheetToMark = {
  number: 1,
  headerRow: 3,
  free: 5,
  earlier: [],
  widths: [60, 30],
  rows: new Map([
    [3, HEADING],
    [
      5,
      said(
        '=ผิด <มาก>\n& "อีก"\u0001',
        new Map([
          [0, 'warning'],
          [2, 'error'],
        ]),
      ),
    ],
  ]),
};

type Parts = Map<string, Buffer>;

async function mark(original: Buffer, ...sheets: SheetToMark[]): Promise<Parts> {
  using folder = temporaryFolder();
  const out = join(folder.path, 'out.xlsx');
  await markWorkbook(folder.file(original), out, sheets);
  return await partsOf(out);
}

function xmlOf(parts: Parts, name: string): string {
  return parts.get(name)?.toString('utf8') ?? '';
}

/** The sheet with what is given inside of `<worksheet>`, marked. */
async function markedInside(inside: string, marks: Partial<SheetToMark>, styles?: string): Promise<string> {
  const book = rawZip(rawWorkbook([{ name: 'ก', xml: inside }], styles === undefined ? {} : { styles }));
  const parts = await mark(book, { ...MARKED, number: 0, headerRow: 1, free: 2, rows: new Map(), ...marks });
  return xmlOf(parts, FIRST_SHEET)
    .replace(/^.*?<worksheet[^>]*>/s, '')
    .replace('</worksheet>', '');
}

async function reasonOf(marking: Promise<unknown>): Promise<string> {
  try {
    await marking;
  } catch (error) {
    if (error instanceof NotInPlace) return error.reason;
    if (error instanceof FileRefused) return error.code;
    throw error;
  }
  return 'done';
}

async function rowsOf(original: Buffer, sheet: number): Promise<TableRow[]> {
  using folder = temporaryFolder();
  const table = await openTable(folder.file(original));
  const rows: TableRow[] = [];
  for await (const batch of table.sheets[sheet]?.batches() ?? []) rows.push(...batch);
  await table.close();
  return rows;
}

/** What marking may change of an element: the format of a cell, lists that grow, and how far something goes. */
const MAY_CHANGE: Readonly<Record<string, RegExp>> = {
  c: / s="\d+"/,
  row: / spans="[\d:]+"/,
  dimension: / ref="[A-Z\d:]+"/,
  fills: / count="\d+"/,
  cellXfs: / count="\d+"/,
  col: / (?:min|max)="\d+"/g,
};

/** The tags and texts of a part in their order, without what marking may change. */
function elementsOf(xml: string): string[] {
  return (xml.match(/<[^>]+>|[^<]+/g) ?? []).map((piece) => {
    const name = /^<(?:\w+:)?(\w+)/.exec(piece)?.[1] ?? '';
    return piece.replaceAll(new RegExp(MAY_CHANGE[name] ?? /$^/, 'g'), '').replace('/>', '>');
  });
}

/** Which elements of a part are not in another in the same order. */
function lostElements(before: string, after: string): string[] {
  const there = elementsOf(after);
  let at = 0;
  return elementsOf(before).filter((element) => {
    const found = there.indexOf(element, at);
    if (found !== -1) at = found + 1;
    return found === -1;
  });
}

describe.each<[string, Partial<OfficeWorkbook>]>([
  ['Transitional', {}],
  ['Strict', { namespaces: 'strict' }],
  ['prefixed', { prefix: 'x:' }],
])('a marked workbook (%s)', (_, form) => {
  it('has all other parts byte for byte, and every element of those that are marked', async () => {
    const original = officeWorkbook({ rows: ROWS, ...form });
    using folder = temporaryFolder();
    const before = await partsOf(folder.file(original));
    const after = await mark(original, MARKED);
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    const changed = [...before].filter(([name, bytes]) => !bytes.equals(after.get(name) ?? Buffer.alloc(0)));
    expect(changed.map(([name]) => name).sort()).toEqual(['xl/styles.xml', OFFICE_SHEET]);
    for (const [name] of changed) expect(lostElements(xmlOf(before, name), xmlOf(after, name))).toEqual([]);
  });

  it('reads as before, with the texts beside it', async () => {
    const original = officeWorkbook({ rows: ROWS, ...form });
    using folder = temporaryFolder();
    const out = join(folder.path, 'out.xlsx');
    await markWorkbook(folder.file(original), out, [MARKED]);
    const before = await rowsOf(original, 1);
    const after = await rowsOf(readFileSync(out), 1);
    expect(after.map(({ row, cells }) => ({ row, cells: cells.slice(0, 5) }))).toEqual(before);
    expect(after.map(({ cells }) => cells.slice(5))).toEqual([
      [],
      ['ข้อผิดพลาด', 'คอลัมน์'],
      [],
      ['=ผิด <มาก>\n& "อีก"', 'รหัสพื้นที่'],
      [],
    ]);
  });
});

describe('the formats of a marked workbook', () => {
  async function formatsOf(parts: Parts, cell: string): Promise<{ xf: string; fill: string }> {
    const styles = xmlOf(parts, 'xl/styles.xml');
    const style = new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(xmlOf(parts, OFFICE_SHEET))?.[1];
    const list = /<cellXfs count="(\d+)">(.*)<\/cellXfs>/s.exec(styles);
    const formats = list?.[2]?.match(/<xf [^>]*\/>|<xf .*?<\/xf>/gs) ?? [];
    expect(formats).toHaveLength(Number(list?.[1]));
    const xf = formats[Number(style)] ?? '';
    const fills = /<fills count="(\d+)">(.*)<\/fills>/s.exec(styles);
    const each = fills?.[2]?.match(/<fill>.*?<\/fill>/gs) ?? [];
    expect(each).toHaveLength(Number(fills?.[1]));
    return { xf, fill: each[Number(/fillId="(\d+)"/.exec(xf)?.[1])] ?? '' };
  }

  it('are those that cells had, with another fill', async () => {
    const parts = await mark(officeWorkbook({ rows: ROWS }), MARKED);
    const id = await formatsOf(parts, 'A5');
    expect(id.xf).toMatch(
      /^<xf numFmtId="49" fontId="0" fillId="\d+" borderId="1" xfId="0" applyNumberFormat="1" applyFill="1" applyBorder="1" applyProtection="1"><protection locked="0"\/><\/xf>$/,
    );
    expect(id.fill).toContain(MARK_COLOURS.warning);
    const area = await formatsOf(parts, 'C5');
    expect(area.xf).toMatch(
      /^<xf numFmtId="0" fontId="0" fillId="\d+" borderId="1" xfId="0" applyBorder="1" applyFill="1"\/>$/,
    );
    expect(area.fill).toContain(MARK_COLOURS.error);
    expect((await formatsOf(parts, 'A4')).fill).toContain('theme="4"');
    expect((await formatsOf(parts, 'D5')).xf).toContain('numFmtId="164"');
  });

  it('wrap the texts, take the look of the headings, and keep what looks like a formula as text', async () => {
    const parts = await mark(officeWorkbook({ rows: ROWS }), MARKED);
    const message = await formatsOf(parts, 'F5');
    expect(message.xf).toMatch(/numFmtId="49".* quotePrefix="1".*><alignment vertical="top" wrapText="1"\/><\/xf>$/);
    expect(message.fill).toContain(MARK_COLOURS.error);
    const columns = await formatsOf(parts, 'G5');
    expect(columns.xf).toMatch(/numFmtId="49".*><alignment vertical="top" wrapText="1"\/><\/xf>$/);
    expect(columns.xf).not.toContain('quotePrefix');
    const heading = await formatsOf(parts, 'F3');
    expect(heading.xf).toMatch(/fontId="1" fillId="2" borderId="1".*><alignment vertical="top" wrapText="1"\/><\/xf>$/);
    expect(xmlOf(parts, OFFICE_SHEET)).not.toMatch(/<c r="[FG]\d"[^>]*><f/);
  });

  it('come with a list of fills when there was none', async () => {
    const styles =
      '<styleSheet><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>';
    const book = rawZip(rawWorkbook([{ name: 'ก', xml: inlineRows([['x']]) }], { styles }));
    const parts = await mark(book, {
      ...MARKED,
      number: 0,
      headerRow: 1,
      rows: new Map([[1, said('ผิด', new Map([[0, 'error']]))]]),
    });
    expect(xmlOf(parts, 'xl/styles.xml')).toMatch(
      /^<styleSheet><fills count="3"><fill><patternFill patternType="none"\/><\/fill><fill><patternFill patternType="gray125"\/><\/fill><fill>.*<\/fill><\/fills><cellStyleXfs count="1"><xf\/><\/cellStyleXfs><cellXfs count="4"><xf numFmtId="0"\/>/,
    );
  });

  it.each([
    [
      'as many as Excel takes',
      `<styleSheet><cellXfs>${'<xf numFmtId="0"/>'.repeat(65_490)}</cellXfs></styleSheet>`,
      'too-many-cell-formats',
    ],
    ['none', '<styleSheet><cellXfs/></styleSheet>', 'no-cell-formats'],
    [
      'one longer than any',
      `<styleSheet><cellXfs><xf a="${'x'.repeat(10_000)}"/></cellXfs></styleSheet>`,
      'unusual-sheet',
    ],
  ])('are not added where there are %s', async (_, styles, reason) => {
    const book = rawZip(rawWorkbook([{ name: 'ก', xml: inlineRows([['x']]) }], { styles }));
    const sheet = { ...MARKED, number: 0, headerRow: 1, rows: new Map([[1, said('ผิด')]]) };
    expect(await reasonOf(mark(book, sheet))).toBe(reason);
  });

  it('are not added where there is no part of them', async () => {
    expect(await reasonOf(mark(officeWorkbook({ rows: ROWS, parts: { 'xl/styles.xml': null } }), MARKED))).toBe(
      'no-cell-formats',
    );
  });
});

describe('the sheet of a marked workbook', () => {
  const T = (text: string): string => `t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;

  it('gets cells, rows and widths where there are none, in their order', async () => {
    const inside = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="4"/></sheetData>';
    const rows = new Map([
      [1, said('ก', new Map([[1, 'error']]))],
      [2, said('ข')],
      [4, said('ค')],
      [6, said('ง')],
    ]);
    const sheet = await markedInside(inside, { free: 3, rows });
    expect(sheet.replaceAll(/ s="\d+"/g, '')).toBe(
      `<cols><col min="4" max="4" width="60" customWidth="1"/><col min="5" max="5" width="30" customWidth="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"><v>3</v></c><c r="D1" ${T('ก')}<c r="E1" ${T('รหัสพื้นที่')}</row><row r="2"><c r="D2" ${T('ข')}<c r="E2" ${T('รหัสพื้นที่')}</row><row r="4"><c r="D4" ${T('ค')}<c r="E4" ${T('รหัสพื้นที่')}</row><row r="6"><c r="D6" ${T('ง')}<c r="E6" ${T('รหัสพื้นที่')}</row></sheetData>`,
    );
  });

  it('counts rows and cells that do not say their numbers', async () => {
    const inside = '<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c><c t="s"><v>0</v></c></row></sheetData>';
    const sheet = await markedInside(inside, { rows: new Map([[2, said('ผิด', new Map([[1, 'error']]))]]) });
    expect(sheet).toContain('<row><c><v>1</v></c></row><row><c><v>2</v></c><c t="s" s="1"><v>0</v></c><c r="C2"');
  });

  it('gets rows also when it has none', async () => {
    expect(await markedInside('<sheetData/>', { rows: new Map([[2, said('ผิด')]]) })).toMatch(
      /<sheetData><row r="2"><c r="C2".*<\/row><\/sheetData>$/,
    );
  });

  it.each([
    ['<cols><col min="1" max="2" width="5"/></cols>', '<cols><col min="1" max="2" width="5"/>3=60 4=30</cols>'],
    ['<cols><col min="5" max="6" width="5"/></cols>', '<cols>3=60 4=30<col min="5" max="6" width="5"/></cols>'],
    [
      '<cols><col min="1" max="16384" width="5" hidden="1" style="2"/></cols>',
      '<cols><col min="1" max="2" width="5" hidden="1" style="2"/>3=60s 4=30s<col min="5" max="16384" width="5" hidden="1" style="2"/></cols>',
    ],
    [
      '<cols><col min="4" max="4" width="5"/></cols>',
      '<cols>3=60 <col min="4" max="4" width="30" customWidth="1"/></cols>',
    ],
    ['<cols/>', '<cols>3=60 4=30</cols>'],
  ])('has one width for each column: %s', async (cols, expected) => {
    const width = (column: number, wide: number, style: string): string =>
      `<col min="${column}" max="${column}" width="${wide}"${style} customWidth="1"/>`;
    const marking = markedInside(`${cols}<sheetData/>`, {});
    const full = expected.replaceAll(/(\d)=(\d+)(s?) ?/g, (_, column, wide, style) =>
      width(Number(column), Number(wide), style === 's' ? ' style="2"' : ''),
    );
    expect(await marking).toBe(`${full}<sheetData/>`);
  });

  it('says how far it goes', async () => {
    const inside = '<dimension ref="A1:B3"/><sheetData><row r="1" spans="1:2" ht="5"/></sheetData>';
    const sheet = await markedInside(inside, {
      rows: new Map([
        [1, said('ก')],
        [9, said('ข')],
      ]),
    });
    expect(sheet).toContain('<dimension ref="A1:D9"/>');
    expect(sheet).toContain('<row r="1" spans="1:4" ht="5">');
  });

  it('gives cells that are not there the format of their row or column', async () => {
    const styles = `<styleSheet><cellXfs>${[0, 1, 2].map((font) => `<xf fontId="${font}"/>`).join('')}</cellXfs></styleSheet>`;
    const book = rawZip(
      rawWorkbook(
        [
          {
            name: 'ก',
            xml: '<cols><col min="1" max="9" style="1"/></cols><sheetData><row r="1" s="2" customFormat="1"/><row r="2"/></sheetData>',
          },
        ],
        { styles },
      ),
    );
    const cells = new Map([[0, 'error' as const]]);
    const parts = await mark(book, {
      ...MARKED,
      number: 0,
      headerRow: 1,
      free: 20,
      rows: new Map([
        [1, { cells, texts: [] }],
        [2, { cells, texts: [] }],
      ]),
    });
    const fonts = [...xmlOf(parts, 'xl/styles.xml').matchAll(/<xf fontId="(\d)"/g)].map(([, font]) => font);
    const styleOf = (cell: string): string | undefined =>
      fonts[Number(new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(xmlOf(parts, FIRST_SHEET))?.[1])];
    expect([styleOf('A1'), styleOf('A2')]).toEqual(['2', '1']);
  });

  it('keeps the elements of others apart from its own', async () => {
    const inside =
      '<sheetData><row r="1"><c r="A1"><v>1</v><extLst><ext/></extLst></c><extLst/></row></sheetData><extLst><ext><x14:row r="1"/><x14:cols/></ext></extLst>';
    const sheet = await markedInside(inside, { rows: new Map([[1, said('ก')]]) });
    expect(sheet).toMatch(
      /<\/extLst><\/c><c r="C1".*<\/c><extLst\/><\/row><\/sheetData><extLst><ext><x14:row r="1"\/><x14:cols\/><\/ext><\/extLst>$/,
    );
  });

  it('takes letters, bytes that are no UTF-8 and a tag cut by the end of a block as they are', async () => {
    const name = 'ก'.repeat(200_000);
    const book = rawZip(
      rawWorkbook([{ name: 'ก', xml: '' }]).map((part) =>
        part.name === FIRST_SHEET
          ? {
              ...part,
              content: Buffer.concat([
                Buffer.from(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${name}`),
                Buffer.from([0xe0, 0xb8]),
                Buffer.from('</v></c></row></sheetData></worksheet>'),
              ]),
            }
          : part,
      ),
    );
    using folder = temporaryFolder();
    const before = (await partsOf(folder.file(book))).get(FIRST_SHEET);
    const after = (
      await mark(book, {
        ...MARKED,
        number: 0,
        widths: [],
        rows: new Map([[1, { cells: new Map([[3, 'error']]), texts: [] }]]),
      })
    ).get(FIRST_SHEET);
    const cell = Buffer.from('<c r="D1" s="1"/>');
    expect(after?.indexOf(cell)).toBeGreaterThan(0);
    const at = after?.indexOf(cell) ?? 0;
    expect(Buffer.concat([after?.subarray(0, at) ?? cell, after?.subarray(at + cell.length) ?? cell])).toEqual(before);
  });

  it.each([
    ['a row beyond the last of Excel', '<sheetData><row r="1048577"/></sheetData>', 'too-many-rows'],
    ['a width with something in it', '<cols><col min="3" max="3" width="5"></col></cols><sheetData/>', 'unusual-sheet'],
    ['widths out of order', '<cols><col min="3" max="3"/><col min="1" max="1"/></cols><sheetData/>', 'unusual-sheet'],
    ['widths in two places', '<cols/><cols/><sheetData/>', 'unusual-sheet'],
    ['the width of no column', '<cols><col min="x" max="1"/></cols><sheetData/>', 'file-damaged'],
    ['rows out of order', '<sheetData><row r="2"/><row r="1"/></sheetData>', 'file-damaged'],
    ['a row inside another', '<sheetData><row r="1"><row r="2"/></row></sheetData>', 'file-damaged'],
    ['a cell inside another', '<sheetData><row r="1"><c r="A1"><c r="B1"/></c></row></sheetData>', 'file-damaged'],
    [
      'a formula where a text belongs',
      '<sheetData><row r="1"><c r="C1"><f>1+1</f></c></row></sheetData>',
      'unusual-sheet',
    ],
    [
      'more in a row than any has',
      `<sheetData><row r="1"><c r="A1" t="str"><v>${'x'.repeat(5_000_000)}</v></c></row></sheetData>`,
      'file-line-too-long',
    ],
  ])('is not marked with %s', async (_, inside, reason) => {
    expect(await reasonOf(markedInside(inside, { rows: new Map([[1, said('ผิด')]]) }))).toBe(reason);
  });
});

describe('columns of texts', () => {
  const sheet = { ...MARKED, rows: new Map([[3, HEADING]]) };
  const columnsOf = (marks: ReturnType<typeof placed>): string[] =>
    [...(marks.rows.get(3)?.texts.keys() ?? [])].map(columnLetters);

  it.each<[string, Partial<SheetToMark>, { left: number; right: number }[], string[], string[]]>([
    ['begin at the first free one', {}, [], ['F', 'G'], ['F', 'G']],
    ['are not inside of a table', {}, [{ left: 0, right: 7 }], ['I', 'J'], ['I', 'J']],
    ['take the place of an earlier marking', { free: 7, earlier: [5, 6] }, [], ['F', 'G'], []],
    ['are completed when one of an earlier marking is gone', { free: 8, earlier: [5] }, [], ['F', 'I'], ['I']],
    [
      'are new when a table has taken up the earlier ones',
      { free: 7, earlier: [5, 6] },
      [{ left: 0, right: 6 }],
      ['H', 'I'],
      ['H', 'I'],
    ],
    ['take the first of more than two', { free: 9, earlier: [3, 5, 8] }, [], ['D', 'F'], []],
  ])('%s', (_, change, tables, columns, added) => {
    const marks = placed({ ...sheet, ...change }, tables);
    expect(columnsOf(marks)).toEqual(columns);
    expect(marks.added.map(({ column }) => columnLetters(column))).toEqual(added);
  });

  it('do not come where none is free', () => {
    expect(() => placed({ ...sheet, free: 16_383 }, [])).toThrow(NotInPlace);
    expect(() => placed({ ...sheet, free: 16_382 }, [])).not.toThrow();
  });

  it('stay out of the tables of the file, whose heads are named a second time', async () => {
    const office = officeParts({
      rows: ROWS,
      parts: { 'xl/tables/table1.xml': '<table xmlns="x" id="1" ref="A3:H6"><autoFilter ref="A3:H6"/></table>' },
    });
    const rels =
      '<Relationships><Relationship Id="rId9" Type="http://x/relationships/table" Target="../tables/table1.xml"/></Relationships>';
    const book = rawZip(
      office.map((part) => (part.name === 'xl/worksheets/_rels/sheet2.xml.rels' ? { ...part, content: rels } : part)),
    );
    expect(xmlOf(await mark(book, MARKED), OFFICE_SHEET)).toMatch(/<c r="I3".*<c r="J3"/);
  });

  it('of an earlier marking are emptied, and its colours taken off', async () => {
    const first = await mark(officeWorkbook({ rows: ROWS }), MARKED);
    const book = rawZip([...first].map(([name, content]) => ({ name, content })));
    const second = await mark(book, {
      ...MARKED,
      free: 7,
      earlier: [5, 6],
      rows: new Map([
        [3, HEADING],
        [6, said('ใหม่', new Map([[0, 'error']]))],
      ]),
    });
    const before = xmlOf(first, OFFICE_SHEET);
    const after = xmlOf(second, OFFICE_SHEET);
    expect(
      (await rowsOf(rawZip([...second].map(([name, content]) => ({ name, content }))), 1)).map(({ cells }) =>
        cells.slice(5),
      ),
    ).toEqual([[], ['ข้อผิดพลาด', 'คอลัมน์'], [], [], ['ใหม่', 'รหัสพื้นที่']]);
    const styles = xmlOf(second, 'xl/styles.xml');
    const formats =
      /<cellXfs count="\d+">(.*)<\/cellXfs>/s.exec(styles)?.[1]?.match(/<xf [^>]*\/>|<xf .*?<\/xf>/gs) ?? [];
    const formatOf = (xml: string, cell: string): string =>
      formats[Number(new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(xml)?.[1])] ?? '';
    expect(formatOf(before, 'C5')).toMatch(/fillId="[45]"/);
    expect(formatOf(after, 'C5')).toContain('fillId="0"');
    expect(formatOf(after, 'C5')).toContain('borderId="1"');
    // A colour of the officer's own stays.
    expect(formatOf(after, 'A4')).toContain('fillId="3"');
    expect(after.match(/<col [^>]*width="60"/g)).toHaveLength(1);
  });
});

describe('macros', () => {
  const before = officeWorkbook({ rows: ROWS, macros: true });

  it('are left out with what names them', async () => {
    const parts = await mark(before, MARKED);
    expect([...parts.keys()].filter((name) => name.includes('vba'))).toEqual([]);
    for (const [name, bytes] of parts)
      expect([name, bytes.includes('vba'), bytes.includes('macroEnabled')]).toEqual([name, false, false]);
    expect(xmlOf(parts, '[Content_Types].xml')).toContain(
      'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"',
    );
    expect(xmlOf(parts, 'xl/_rels/workbook.xml.rels').match(/<Relationship /g)).toHaveLength(4);
  });

  it('leave the types of other parts as they are', async () => {
    const office = officeParts({ rows: ROWS, macros: true });
    const book = rawZip([...office, { name: 'xl/printerSettings/printerSettings1.bin', content: 'x' }]);
    const types = xmlOf(await mark(book, MARKED), '[Content_Types].xml');
    expect(types).toContain('Extension="bin"');
  });

  it('of the ribbon go too, but no part that a workbook needs', async () => {
    const rels =
      officeParts({ rows: ROWS })
        .find(({ name }) => name === '_rels/.rels')
        ?.content.toString() ?? '';
    const ribbon = (target: string): string =>
      rels.replace(
        '</Relationships>',
        `<Relationship Id="rId7" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" Target="${target}"/></Relationships>`,
      );
    const parts = await mark(
      officeWorkbook({
        rows: ROWS,
        parts: { '_rels/.rels': ribbon('customUI/customUI14.xml'), 'customUI/customUI14.xml': '<customUI/>' },
      }),
      MARKED,
    );
    expect(parts.has('customUI/customUI14.xml')).toBe(false);
    expect(xmlOf(parts, '_rels/.rels')).toBe(rels);
    expect(
      (await mark(officeWorkbook({ rows: ROWS, parts: { '_rels/.rels': ribbon('xl/workbook.xml') } }), MARKED)).has(
        'xl/workbook.xml',
      ),
    ).toBe(true);
  });

  it('on sheets of their own make a copy of the rest untrue', async () => {
    const rels =
      officeParts({ rows: ROWS })
        .find(({ name }) => name === 'xl/_rels/workbook.xml.rels')
        ?.content.toString() ?? '';
    const macros = rels.replace(
      '</Relationships>',
      '<Relationship Id="rId7" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>',
    );
    const book = officeWorkbook({
      rows: ROWS,
      parts: { 'xl/_rels/workbook.xml.rels': macros, 'xl/macrosheets/sheet1.xml': '<x/>' },
    });
    expect(await reasonOf(mark(book, MARKED))).toBe('macro-sheets');
  });
});

describe('a workbook that means harm', () => {
  it.each(MARKED_KINDS.flatMap((kind) => namesIn(kind).map((name): [string, string] => [kind, name])))(
    'with %s in which %s is not closed costs twice as much when it is twice as long',
    async (kind, name) => {
      const found: string[] = [];
      for (const { part, before, token } of unclosedParts(kind as (typeof MARKED_KINDS)[number], name)) {
        const work = async (length: number) => {
          using folder = temporaryFolder();
          const rels =
            '<Relationships><Relationship Id="rId9" Type="http://x/table" Target="../tables/table1.xml"/></Relationships>';
          const rest = [
            ...rawWorkbook([{ name: 'ก', xml: inlineRows([['x'], ['y']]) }]),
            { name: 'xl/worksheets/_rels/sheet1.xml.rels', content: rels },
          ];
          const file = folder.file(
            rawZip([
              ...rest.filter((one) => one.name !== part),
              { name: part, content: before + repeated(token, length) },
            ]),
          );
          let end = '';
          const counted = await countWork(async () => {
            end = await reasonOf(
              markWorkbook(file, join(folder.path, 'out'), [
                {
                  ...MARKED,
                  number: 0,
                  headerRow: 1,
                  earlier: [1],
                  rows: new Map([
                    [1, HEADING],
                    [2, said('ผิด')],
                  ]),
                },
              ]),
            );
          });
          return { ...counted, end };
        };
        const [once, twice] = [await work(30_000), await work(60_000)];
        const ratio = twice.characters / once.characters;
        if (ratio > 2.5) found.push(`${before}${token}: ${ratio.toFixed(2)} times the work`);
        found.push(...twice.unbounded);
        if (once.end === 'done') found.push(`${before}${token}: done`);
      }
      expect(found).toEqual([]);
    },
  );
});
