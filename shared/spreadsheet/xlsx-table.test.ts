import * as fc from 'fast-check';
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { inlineRows, rawWorkbook, rawZip, type RawSheet } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { LIMITS, type Limits } from './limits.ts';
import { openTable } from './read-table.ts';
import { cells, read, refusal, withPart, workbook } from './test/read-all.ts';

describe('workbooks', () => {
  it.each(['inline', 'shared'])('reads one written by another program, %s strings', async (kind) => {
    const rows = [
      [
        'ชื่อ',
        3_420_100_000_011,
        new Date(Date.UTC(2026, 4, 7)),
        true,
        0.1 + 0.2,
        '0812345678',
        ' <&> \n_x000D_',
        null,
        'ท้าย',
      ],
    ];
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeXlsxStream(rows, { name: 'ก', inlineStrings: kind === 'inline' }))
      chunks.push(chunk);
    expect(await cells(Buffer.concat(chunks))).toEqual([
      ['ชื่อ', '3420100000011', '2026-05-07', 'TRUE', '0.3', '0812345678', expect.stringContaining(' <&> \n'), '', 'ท้าย'],
    ]);
  });

  it('gives hidden sheets, merged cells and widths with their names', async () => {
    using folder = temporaryFolder();
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'เมืองเลย',
          rows: [['ก'], ['ข']],
          merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 1 }],
          columns: [{ width: 20 }, { hidden: true }],
        },
        { name: 'ซ่อน', rows: [['x']], hidden: true },
      ],
    });
    const table = await openTable(folder.file(bytes));
    await table.close();
    expect(table.sheets.map(({ name, hidden, merges }) => ({ name, hidden, merges }))).toEqual([
      { name: 'เมืองเลย', hidden: false, merges: [{ top: 1, bottom: 2, left: 0, right: 1 }] },
      { name: 'ซ่อน', hidden: true, merges: [] },
    ]);
    expect(table.sheets[0]!.widths.get(0)).toEqual({ width: 20, hidden: false });
    expect(table.sheets[0]!.widths.get(1)?.hidden).toBe(true);
  });

  it('reads every kind of cell', async () => {
    const xml = `<sheetData><row r="3"><c r="B3"><v>3420100000011</v></c><c r="C3"><v>3.420100000011E12</v></c><c r="D3" t="str"><f>A1&amp;"x"</f><v>=1+1 &lt;ก&gt;</v></c>
      <c r="E3" t="s"><v>1</v></c><c r="F3" t="b"><v>0</v></c><c r="G3" t="e"><v>#N/A</v></c><c r="H3"><f>NOW()</f></c><c r="I3" t="d"><v>2026-05-07T00:00:00</v></c>
      <c r="J3" t="inlineStr"><is><r><t>สม</t></r><r><rPr><b/></rPr><t xml:space="preserve"> หญิง</t></r><rPh sb="0" eb="1"><t>X</t></rPh></is></c><c r="K3" s="1"><v>46149</v></c><c r="L3" s="2"><v>244472.5</v></c><c r="M3"><v>1500.5</v></c><c r="AA3"/></row>
      <row><c><v>1</v></c><c t="str"><v>ต่อ</v></c></row></sheetData>`;
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="187" formatCode="[$-107041E]d mmmm bbbb;@"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="187"/></cellXfs></styleSheet>';
    const sharedStrings = '<sst><si><t>ก</t></si><si><r><t>ข</t></r><r><t>_x0E04_</t></r></si></sst>';
    expect((await read(workbook(xml, { styles, sharedStrings })))[0]).toEqual([
      {
        row: 3,
        cells: [
          '',
          '3420100000011',
          '3420100000011',
          '=1+1 <ก>',
          'ขค',
          'FALSE',
          '#N/A',
          '#FORMULA!',
          '2026-05-07',
          'สม หญิง',
          '2026-05-07',
          '2569-05-03',
          '1500.5',
        ],
      },
      { row: 4, cells: ['1', 'ต่อ'] },
    ]);
  });

  it('reads a cell the same in whatever way its XML is written', async () => {
    const text = fc.string({
      unit: fc.constantFrom('ก', 'a', '1', '.', 'e', '-', ' ', '_x0E01_', '&amp;', "'"),
      maxLength: 6,
    });
    const cell = fc.record({
      column: fc.constantFrom('A', 'B', 'AA', 'ALL'),
      style: fc.constantFrom('', '0', '1', '7'),
      type: fc.constantFrom('', 's', 'str', 'b', 'e', 'd', 'n', 'inlineStr'),
      text,
    });
    type Written = { column: string; style: string; type: string; text: string };
    const written = ({ column, style, type, text: inside }: Written, plain: boolean): string => {
      const quote = plain ? '"' : "'";
      const attribute = (name: string, value: string): string =>
        value === '' ? '' : ` ${name}=${quote}${value}${quote}`;
      const open = `<c${attribute('r', `${column}1`)}${attribute('s', style)}${attribute('t', type)}>`;
      const end = plain ? '' : '<!-- x --><other/>';
      return type === 'inlineStr'
        ? `${open}<is><t${plain ? '' : ' '}>${inside}</t>${end}</is></c>`
        : `${open}<v${plain ? '' : ' '}>${inside}</v>${end}</c>`;
    };
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const sharedStrings = '<sst><si><t>ก</t></si><si><t>ข</t></si></sst>';
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), async (row) => {
        const xml = (plain: boolean): string =>
          `<sheetData><row r="1">${row.map((one) => written(one, plain)).join('')}</row></sheetData>`;
        const more = { styles, sharedStrings };
        expect(await read(workbook(xml(true), more))).toEqual(await read(workbook(xml(false), more)));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the time of a day that may be a midnight elsewhere, and of no other', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const serials = [
      '46148.70833333333',
      '46148.708333333336',
      '46148.9999537037',
      '46148.9999999999',
      '46148.75',
      '46149',
    ];
    const cellsOf = serials.map((serial, at) => `<c r="A${at + 1}" s="0"><v>${serial}</v></c>`);
    const isoCell = '<c r="A7" t="d"><v>2026-05-06T17:00:00</v></c>';
    const rows = [...cellsOf, isoCell].map((one, at) => `<row r="${at + 1}">${one}</row>`);
    const [sheet = []] = await read(workbook(`<sheetData>${rows.join('')}</sheetData>`, { styles }));
    expect(sheet.map(({ cells: [text] }) => text)).toEqual([
      '2026-05-06T17:00:00',
      '2026-05-06T17:00:00',
      '2026-05-06T23:59:56',
      '2026-05-07',
      '2026-05-06',
      '2026-05-07',
      '2026-05-06T17:00:00',
    ]);
  });

  it('reads the text of a cell that is a formula of it, as a CSV has it', async () => {
    const xml =
      '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>="5"</t></is></c></row></sheetData>';
    expect((await read(workbook(xml, { sharedStrings: '<sst><si><t>="0123"</t></si></sst>' })))[0]).toEqual([
      { row: 1, cells: ['0123', '5'] },
    ]);
  });

  it('reads as text what is no day under a date style', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const xml =
      '<sheetData><row r="1"><c r="A1" s="0"><v>ไม่ทราบ</v></c><c r="B1" s="0"><v>1e999</v></c></row></sheetData>';
    expect(await cells(workbook(xml, { styles }))).toEqual([['ไม่ทราบ', '1e999']]);
  });

  it('reads the result of a formula also when it is the empty text', async () => {
    const xml =
      '<sheetData><row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>NOW()</f><v></v></c><c r="C1" t="str"><f>""</f></c></row></sheetData>';
    expect(await cells(workbook(xml))).toEqual([['', '#FORMULA!', '#FORMULA!']]);
  });

  it('finds the end of a tag behind its attributes, whatever these say', async () => {
    const parts = rawWorkbook([
      { name: "ก > 'ข'", xml: '<sheetData><row r="1" a=\'r="9">\'><c t="str" r="A1"><v>1</v></c></row></sheetData>' },
    ]);
    expect((await read(rawZip(parts)))[0]).toEqual([{ row: 1, cells: ['1'] }]);
    using folder = temporaryFolder();
    const table = await openTable(folder.file(rawZip(parts)));
    await table.close();
    expect(table.sheets[0]!.name).toBe("ก > 'ข'");
  });

  it('counts dates from 1904 where the file says so', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const xml = '<sheetData><row r="1"><c r="A1" s="0"><v>44687</v></c></row></sheetData>';
    expect(await cells(workbook(xml, { styles, date1904: true }))).toEqual([['2026-05-07']]);
  });

  it('reads prefixed names, single quotes, CDATA and comments', async () => {
    const parts = rawWorkbook([{ name: 'ก', xml: '' }]).filter((part) => !part.name.startsWith('xl/worksheets'));
    const content = `<x:worksheet xmlns:x='u'><x:sheetData><!-- <x:row> --><x:row r='2'><x:c r='A2' t='inlineStr'><x:is><x:t><![CDATA[<ก> & ข]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    const got = await read(
      rawZip([
        ...parts,
        { name: 'xl/worksheets/sheet1.xml', content: content.replace('<!-- <x:row> -->', '<!-- - -->') },
      ]),
    );
    expect(got[0]).toEqual([{ row: 2, cells: ['<ก> & ข'] }]);
  });

  it('does not follow links outside the file', async () => {
    const parts = rawWorkbook([{ name: 'ก', xml: inlineRows([['x']]) }]);
    const links = parts.map((part) =>
      part.name === 'xl/_rels/workbook.xml.rels'
        ? {
            ...part,
            content: part.content
              .toString()
              .replace('Target="worksheets/sheet1.xml"', 'Target="http://127.0.0.1:1/s.xml" TargetMode="External"'),
          }
        : part,
    );
    expect(await refusal(rawZip(links))).toBe('file-damaged');
  });
});

describe('hostile and damaged workbooks', () => {
  const good: RawSheet = { name: 'ก', xml: inlineRows([['x']]) };
  const small: Limits = {
    ...LIMITS,
    inflatedBytes: 100_000,
    rows: 10,
    columns: 5,
    rowXmlChars: 2000,
    sharedTextChars: 200,
    cellTextChars: 300,
    merges: 2,
    widths: 2,
  };
  const bomb = `<sheetData>${' '.repeat(90_000)}</sheetData>`;

  it.each<[string, Buffer, string, Limits?]>([
    [
      'a bomb that says so',
      rawZip(rawWorkbook([good, { name: 'ข', xml: bomb }, { name: 'ค', xml: bomb }])),
      'file-too-large',
      small,
    ],
    [
      'a bomb that lies about its size',
      rawZip(
        rawWorkbook([good, { name: 'ข', xml: bomb }]).map((part) =>
          part.name.endsWith('sheet2.xml') ? { ...part, declared: 100 } : part,
        ),
      ),
      'file-damaged',
      small,
    ],
    [
      'a part that is shorter than declared',
      rawZip(
        rawWorkbook([good]).map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, declared: 90_000 } : part)),
      ),
      'file-damaged',
    ],
    [
      'too many rows',
      workbook(`<sheetData><row r="11"><c r="A11"><v>1</v></c></row></sheetData>`),
      'file-too-large',
      small,
    ],
    [
      'too many columns',
      workbook(`<sheetData><row r="1"><c r="F1"><v>1</v></c></row></sheetData>`),
      'file-too-many-columns',
      small,
    ],
    [
      'a cell beyond the last column there is',
      workbook(`<sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData>`),
      'file-too-many-columns',
    ],
    [
      'rows out of order',
      workbook('<sheetData><row r="5"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row></sheetData>'),
      'file-damaged',
    ],
    ['row numbers that are none', workbook('<sheetData><row r="-1"><c><v>1</v></c></row></sheetData>'), 'file-damaged'],
    ['one endless row', workbook(inlineRows([['ก'.repeat(3000)]])), 'file-line-too-long', small],
    ['a row that never ends', workbook('<sheetData><row r="1"><c r="A1"><v>1</v></c>'), 'file-damaged'],
    [
      'huge shared strings',
      workbook(good.xml, { sharedStrings: `<sst>${`<si><t>${'ก'.repeat(50)}</t></si>`.repeat(10)}</sst>` }),
      'file-too-large',
      small,
    ],
    [
      'very many merged cells',
      workbook(`${good.xml}<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(3)}</mergeCells>`),
      'file-too-large',
      small,
    ],
    [
      'column widths for more columns than there are',
      workbook(`<cols>${'<col min="1" max="1"/>'.repeat(3)}</cols>${good.xml}`),
      'file-damaged',
      small,
    ],
    [
      'one long text in very many cells',
      workbook(
        `<sheetData>${[1, 2, 3, 4].map((row) => `<row r="${row}"><c r="A${row}" t="s"><v>0</v></c></row>`).join('')}</sheetData>`,
        { sharedStrings: `<sst><si><t>${'ก'.repeat(100)}</t></si></sst>` },
      ),
      'file-too-large',
      small,
    ],
    [
      'one long text in cells of several sheets',
      rawZip(
        rawWorkbook(
          ['ก', 'ข'].map((name) => ({
            name,
            xml: `<sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row></sheetData>`,
          })),
          { sharedStrings: `<sst><si><t>${'ก'.repeat(100)}</t></si></sst>` },
        ),
      ),
      'file-too-large',
      small,
    ],
    [
      'two sheets of one part',
      rawZip(
        rawWorkbook([good]).map((part) =>
          part.name === 'xl/workbook.xml'
            ? { ...part, content: part.content.toString().replace(/<sheet .*?\/>/, '$&$&') }
            : part,
        ),
      ),
      'file-damaged',
    ],
    [
      'a cell that is not closed',
      workbook('<sheetData><row r="1"><c r="A1"><v>1</v></row></sheetData>'),
      'file-damaged',
    ],
    ['tags that cross', workbook('<sheetData><row r="1"><c r="A1"><v>1</c></v></row></sheetData>'), 'file-damaged'],
    ['a part without an element', withPart('xl/worksheets/sheet1.xml', ''), 'file-damaged'],
    [
      'a DOCTYPE behind a long comment',
      workbook(`<!--${' '.repeat(9000)}--><!DOCTYPE x><sheetData/>`),
      'file-xml-doctype',
    ],
    ['a DOCTYPE in a sheet', workbook('<!DOCTYPE x [<!ENTITY a "b">]><sheetData/>'), 'file-xml-doctype'],
    [
      'a DOCTYPE in the workbook',
      withPart('xl/workbook.xml', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook/>'),
      'file-xml-doctype',
    ],
    ['a DOCTYPE in the shared strings', withPart('xl/sharedStrings.xml', '<!DOCTYPE x><sst/>'), 'file-xml-doctype'],
    ['encrypted parts', rawZip(rawWorkbook([good]).map((part) => ({ ...part, encrypted: true }))), 'file-password'],
    ['the same part twice', rawZip([...rawWorkbook([good]), ...rawWorkbook([good])]), 'file-damaged'],
    ['no sheet', rawZip(rawWorkbook([])), 'file-damaged'],
    [
      'a missing sheet',
      rawZip(rawWorkbook([good]).filter((part) => !part.name.endsWith('sheet1.xml'))),
      'file-damaged',
    ],
    ['a workbook cut off', rawZip(rawWorkbook([good])).subarray(0, 700), 'file-damaged'],
  ])('refuses %s', async (_, bytes, code, limits) => expect(await refusal(bytes, limits)).toBe(code));

  it('refuses any single damaged byte, or reads on: it never fails otherwise', async () => {
    const outcomes = new Set<string>();
    const bytes = rawZip(
      rawWorkbook([
        {
          name: 'ก',
          xml: inlineRows([
            ['ชื่อ', 'สกุล'],
            ['a', 'b'],
          ]),
        },
      ]),
    );
    for (let at = 0; at < bytes.length; at += 13) {
      const broken = Buffer.from(bytes);
      broken[at] = (broken[at]! + 0x55) & 0xff;
      outcomes.add(await refusal(broken));
    }
    expect([...outcomes]).toContain('file-damaged');
    expect([...outcomes].every((outcome) => outcome === 'read' || /^file-[a-z-]+$/.test(outcome))).toBe(true);
  }, 30_000);

  it('counts a sheet that is read again once', async () => {
    const sharedStrings = `<sst><si><t>${'ก'.repeat(100)}</t></si></sst>`;
    using folder = temporaryFolder();
    const xml = '<sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row></sheetData>';
    const table = await openTable(folder.file(workbook(xml, { sharedStrings })), small);
    for (let time = 0; time < 3; time++)
      for await (const rows of table.sheets[0]!.batches()) expect(rows).toHaveLength(1);
    await table.close();
  });

  it('begins no column before the first', async () => {
    using folder = temporaryFolder();
    const xml = `<cols><col min="-9000000000000000" max="2" width="9"/></cols>${good.xml}`;
    const table = await openTable(folder.file(workbook(xml)));
    await table.close();
    expect([...table.sheets[0]!.widths.keys()]).toEqual([0, 1]);
  });

  it('passes deep nesting and cells that are only coloured far to the right', async () => {
    const deep = `<sheetData><row r="1"><c r="A1"><v>1</v>${'<x>'.repeat(2000)}${'</x>'.repeat(2000)}</c><c r="XFD1" s="1"/></row></sheetData>`;
    expect(await cells(workbook(deep))).toEqual([['1']]);
  });
});
