import { describe, expect, it } from 'vitest';
import { partsOf } from '#test/fixtures/files/parts-of-zip.ts';
import { rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { FIRST_SHEET } from '#test/fixtures/files/unclosed-parts.ts';
import { mark, markedInside, reasonOf, said, xmlOf, MARKED } from './test/marked-workbooks.ts';

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

  it('lets rows grow whose height nobody has set, so that the texts are seen, as high as Excel takes them', async () => {
    const long = 'ผู้'.repeat(100);
    const grown = async (rows: string, text: string, inside = '') =>
      /<row r="1"[^>]*>/.exec(
        await markedInside(`${inside}<sheetData>${rows}</sheetData>`, { rows: new Map([[1, said(text)]]) }),
      )?.[0];
    expect(await grown('<row r="1"/>', 'ก\nข\nค')).toBe('<row r="1" ht="45">');
    expect(await grown('<row r="1" ht="15"/>', long)).toBe('<row r="1" ht="30">');
    expect(await grown('', long)).toBe('<row r="1" ht="30">');
    expect(await grown('<row r="1"/>', 'ก\nข', '<sheetFormatPr defaultRowHeight="21.5"/>')).toBe('<row r="1" ht="43">');
    expect(await grown('<row r="1"/>', 'ก\n'.repeat(150))).toBe('<row r="1" ht="409">');
    expect(await grown('<row r="1" ht="90"/>', long)).toBe('<row r="1" ht="90">');
    expect(await grown('<row r="1" ht="15" customHeight="1"/>', long)).toBe('<row r="1" ht="15" customHeight="1">');
    expect(await grown('<row r="1"/>', 'สั้น')).toBe('<row r="1">');
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
