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
import { MARKED_KINDS, namesIn, repeated, unclosedParts } from '#test/fixtures/files/unclosed-parts.ts';
import { MARK_COLOURS } from './cell-mark.ts';
import { markWorkbook, placed, type RowToMark, type SheetToMark } from './mark-workbook.ts';
import { NotInPlace } from './not-in-place.ts';
import { columnLetters } from './sheet-layout.ts';
import { HEADING, MARKED, ROWS, mark, reasonOf, rowsOf, said, xmlOf, type Parts } from './test/marked-workbooks.ts';

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

describe('cells that are merged', () => {
  const book = (merges: string) =>
    rawZip(
      rawWorkbook([
        {
          name: 'ก',
          xml: `<sheetData>${[2, 3, 4].map((row) => `<row r="${row}"><c r="A${row}"/><c r="B${row}"/></row>`).join('')}</sheetData><mergeCells>${merges}</mergeCells>`,
        },
      ]),
    );
  /** The cells that have a colour. */
  async function coloured(merges: string, rows: SheetToMark['rows'], merged = true): Promise<string[]> {
    const parts = await mark(book(merges), { ...MARKED, number: 0, headerRow: 1, free: 2, merged, widths: [], rows });
    const cells = xmlOf(parts, 'xl/worksheets/sheet1.xml').matchAll(/<c r="(\w+)" s="([1-9])"/g);
    return [...cells].map(([, cell, style]) => `${cell} ${style}`);
  }
  const at = (row: number, column: number, colour: 'error' | 'warning' = 'error'): [number, RowToMark] => [
    row,
    { cells: new Map([[column, colour]]), texts: [] },
  ];
  const down = '<mergeCell ref="A2:A4"/>';

  it('show the colour of those that they cover where it is seen', async () => {
    expect(await coloured(down, new Map([at(4, 0)]))).toEqual(['A2 1', 'A4 1']);
    expect(await coloured('<mergeCell ref="A3:B4"/>', new Map([at(3, 1)]))).toEqual(['A3 1', 'B3 1']);
    expect(await coloured(down, new Map([at(2, 0)]))).toEqual(['A2 1']);
    expect(await coloured(down, new Map([at(4, 1)]))).toEqual(['B4 1']);
    expect(await coloured('<mergeCell ref="A3:A4"/>', new Map([at(2, 0)]))).toEqual(['A2 1']);
    expect(await coloured(down, new Map([at(4, 0)]), false)).toEqual(['A4 1']);
  });

  it('are red where one of them is red', async () => {
    const mixed = await coloured(down, new Map([at(2, 0, 'warning'), at(3, 0, 'error'), at(4, 0, 'warning')]));
    expect(mixed.map((cell) => cell.at(-1))).toEqual([mixed[1]?.at(-1), mixed[1]?.at(-1), mixed[2]?.at(-1)]);
    expect(mixed[1]?.at(-1)).not.toBe(mixed[2]?.at(-1));
  });
});

describe('signatures', () => {
  it('are left out with what names them, because they hold no longer', async () => {
    const office = officeParts({ rows: ROWS });
    const text = (name: string) => office.find((part) => part.name === name)?.content.toString() ?? '';
    const [rels, types] = [text('_rels/.rels'), text('[Content_Types].xml')];
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/${type}" Target="${target}"/>`;
    const within = (relations: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}</Relationships>`;
    const content = 'application/vnd.openxmlformats-package.digital-signature';
    const signed = officeWorkbook({
      rows: ROWS,
      parts: {
        '_rels/.rels': rels.replace(
          '</Relationships>',
          `${relation('rId9', 'origin', '_xmlsignatures/origin.sigs')}</Relationships>`,
        ),
        '[Content_Types].xml': types.replace(
          '</Types>',
          `<Default Extension="sigs" ContentType="${content}-origin"/><Default Extension="cer" ContentType="${content}-certificate"/><Override PartName="/_xmlsignatures/sig1.xml" ContentType="${content}-xmlsignature+xml"/></Types>`,
        ),
        '_xmlsignatures/origin.sigs': '',
        '_xmlsignatures/_rels/origin.sigs.rels': within(relation('rId1', 'signature', 'sig1.xml')),
        '_xmlsignatures/sig1.xml': '<Signature/>',
        '_xmlsignatures/_rels/sig1.xml.rels': within(relation('rId1', 'certificate', 'cert1.cer')),
        '_xmlsignatures/cert1.cer': 'x',
      },
    });
    const parts = await mark(signed, MARKED);
    expect([...parts.keys()].toSorted()).toEqual(office.map(({ name }) => name).toSorted());
    expect(xmlOf(parts, '_rels/.rels')).toBe(rels);
    expect(xmlOf(parts, '[Content_Types].xml')).toBe(types);
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
