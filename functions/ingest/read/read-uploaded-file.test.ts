import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { UploadSource } from '#shared/domain/intake/cells/row.ts';
import { LIMITS } from '#shared/spreadsheet/limits.ts';
import { inlineRows } from '#test/fixtures/files/raw-zip.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import type { UploadedFileInput } from './read-uploaded-file.ts';
import { HEADER, PERSON, type Read, book, csv, read } from '#functions/ingest/test/read-content.ts';

describe('a dirty survey', () => {
  const dirty = csv([
    ['แบบสำรวจครัวเรือน', '', 'จังหวัดเลย'],
    [],
    HEADER,
    PERSON,
    ['2', '', 'สมชาย', 'ตัวอย่าง', '๓', '420101', '๗ พ.ค. ๖๙', 'ข้อ 1\nข้อ 2'],
    [],
    ['รวมทั้งสิ้น', '2'],
    ['แบบสำรวจครัวเรือน', '', 'จังหวัดเลย'],
    HEADER,
    ['3', '3000000000014', '=2+5', 'ตัวอย่าง', '1', '999999', '1/1/2570', ''],
    ['4'],
    ['รวมทั้งสิ้น', '1'],
    ['', '', 'ลงชื่อ............ผู้รายงาน'],
    ['', '', '(นายสมชาย ตัวอย่าง)'],
  ]);

  it.each<[string, string | Uint8Array]>([
    ['UTF-8', dirty],
    ['Windows-874', windows874(dirty)],
    ['UTF-16LE', Buffer.from(`\uFEFF${dirty}`, 'utf16le')],
  ])('counts rows of data only, under the numbers the officer sees (%s)', async (_, content) => {
    const { result, rows } = await read(content);
    expect(result).toMatchObject({ ok: true, rows: 3, fileProblems: [], sheets: [{ index: 0, name: '' }] });
    expect(rows.map(({ row }) => row)).toEqual([4, 5, 10]);
    expect(rows[1]!.values).toMatchObject({
      firstName: 'สมชาย',
      addressNo: '3',
      surveyDate: '2026-05-07',
      problems: ['ข้อ 1', 'ข้อ 2'],
    });
    expect(rows[2]!.values.firstName).toBe('=2+5');
    expect(rows[2]!.problems.map(({ code, row, sheet }) => [code, row, sheet])).toEqual([
      ['citizen-id-invalid', 10, undefined],
      ['area-unknown', 10, undefined],
      ['date-in-future', 10, undefined],
    ]);
  });

  it('names the bytes by their hash', async () => {
    const { result } = await read(dirty);
    expect(result.sha256).toBe(createHash('sha256').update(dirty).digest('hex'));
  });

  it('gives the same chunks each time', async () => {
    const [one, two] = [await read(dirty, { chunkRows: 1 }), await read(dirty, { chunkRows: 1 })];
    expect(one.chunks).toEqual(two.chunks);
  });
});

describe('moments', () => {
  it('have one day in Bangkok, whatever their offset; a time without one is as it is shown, with a warning near midnight', async () => {
    const { rows } = await read(readFileSync(new URL('../../../test/fixtures/cases/c06-moments.csv', import.meta.url)));
    expect(rows).toHaveLength(15);
    const days = rows.map(({ values }) => values.surveyDate);
    expect(days).toEqual([...Array.from({ length: 13 }, () => '2026-05-07'), '2026-05-06', '2026-05-06']);
    expect(rows.flatMap(({ problems }) => problems)).toEqual(
      [15, 16].map((row) =>
        expect.objectContaining({ row, column: 'survey_date', severity: 'warning', code: 'date-near-midnight' }),
      ),
    );
  });

  it('are moments in a workbook too, whose ISO dates may have an offset', async () => {
    const rowOf = (day: string, at: number): string =>
      `<row r="${at + 2}"><c t="str"><v>30000000000${13 + at}</v></c><c t="str"><v>420101</v></c><c t="d"><v>${day}</v></c></row>`;
    const days = ['2026-04-30T17:00:00Z', '2026-04-30T17:00:00.000+00:00', '2026-05-01T00:00:00', '2026-05-01'];
    const header = inlineRows([['เลขประจำตัวประชาชน', 'รหัสพื้นที่', 'วันที่สำรวจ']]);
    const xml = header.replace('</sheetData>', `${days.map(rowOf).join('')}</sheetData>`);
    const { rows } = await read(book({ name: 'เลย', xml }));
    expect(rows.map(({ values }) => values.surveyDate)).toEqual(days.map(() => '2026-05-01'));
  });

  it('at the edge of a month say in which month help was given, in births on which day', async () => {
    const help = csv([
      ['เลขประจำตัวประชาชน', 'วันเกิด', 'รหัสพื้นที่', 'หน่วยงาน', 'มิติ', 'ประเภท', 'วันที่ช่วยเหลือ'],
      ['3000000000013', '1957-01-06 17:00:00+00:00', '420101', 'cdd', 'รายได้', 'เงิน', '2026-04-30 17:00:00+00:00'],
      ['3000000000013', '1957-01-06 17:00:00', '420101', 'cdd', 'รายได้', 'เงิน', '2026-04-30 16:59:59 UTC'],
    ]);
    const { rows } = await read(help, { source: 'assistance' });
    expect(rows.map(({ values }) => [values.birthDate?.date, values.deliveredOn])).toEqual([
      ['1957-01-07', '2026-05-01'],
      ['1957-01-06', '2026-04-30'],
    ]);
    expect(rows.map(({ problems }) => problems.map(({ column, code, value }) => [column, code, value]))).toEqual([
      [],
      [['birth_date', 'date-near-midnight', undefined]],
    ]);
  });
});

describe('a CSV whose cells are full of other delimiters', () => {
  const problems = (count: number): string => Array.from({ length: count }, (_, at) => `ปัญหา ${at}`).join(';');
  const HELP = 'เลขประจำตัวประชาชน;รหัสพื้นที่;มิติ;วันที่ให้ความช่วยเหลือ;รายละเอียด;จำนวนเงิน';

  it.each<[string, string, Partial<UploadedFileInput>]>([
    [
      'few columns and many problems',
      `รหัสประจำบ้าน,วันที่สำรวจ,สภาพปัญหา\n99990000001,7/5/2569,${problems(5)}\n99990000002,7/5/2569,${problems(4)}\n`,
      {},
    ],
    [
      'more problems than columns',
      csv([['ครัวเรือนยากจน; ปี 2569'], HEADER, ...[1, 2].map(() => PERSON.with(7, problems(20)))]),
      {},
    ],
    [
      'lists and thousands with commas',
      `${HELP}\n3000000000013;420101;ด้านรายได้;7/5/2569;ข้าวสาร,น้ำปลา,ไข่,นม,ผ้าห่ม,ยา,สบู่,เกลือ,หมอน;1,500\n3000000000013;420101;ด้านรายได้;8/5/2569;ข้าวสาร,น้ำปลา,ไข่,นม,ผ้าห่ม,ยา,สบู่,เกลือ,หมอน;12,500`,
      { source: 'assistance' },
    ],
    [
      'a header of another office, and many problems',
      `บ้านรหัส,วันออกเก็บ,สภาพปัญหา\n99990000001,7/5/2569,${problems(5)}\n99990000002,7/5/2569,${problems(4)}`,
      { columns: { บ้านรหัส: 'house_code', วันออกเก็บ: 'survey_date' } },
    ],
  ])('%s', async (_, content, change) => {
    const { result, rows } = await read(content, change);
    expect(result).toMatchObject({ ok: true, rows: 2 });
    expect(rows.flatMap((row) => row.problems.filter(({ severity }) => severity === 'error'))).toEqual([]);
  });

  it('is read although it is no table under another of them', async () => {
    const content = `หมายเหตุ;${HELP}\n"ก\nข";3000000000013;420101;ด้านรายได้;7/5/2569;ข้าวสาร;1,500\n`;
    expect((await read(content, { source: 'assistance' })).result).toMatchObject({ ok: true, rows: 1 });
  });
});

describe('workbooks', () => {
  it('reads all visible sheets that have the header, and says what it passes over', async () => {
    const { result, rows } = await read(
      book(
        { name: 'คำชี้แจง', xml: inlineRows([['กรุณากรอกให้ครบ'], ['1. …']]) },
        { name: 'อ.เมือง', xml: inlineRows([['หัวเรื่อง'], HEADER, PERSON]) },
        { name: 'ซ่อน', state: 'hidden', xml: inlineRows([HEADER, PERSON]) },
        { name: 'ซ่อนมาก', state: 'veryHidden', xml: inlineRows([HEADER, PERSON]) },
        { name: 'ว่าง', xml: '<sheetData/>' },
        { name: 'อ.เชียงคาน', xml: inlineRows([HEADER, [], [...PERSON.slice(0, 6), 'ไม่ทราบ', '']]) },
        {
          name: 'สรุป',
          xml: inlineRows([
            ['อำเภอ', 'ตำบล', 'จำนวน'],
            ['เมือง', 'กุดป่อง', '5'],
          ]),
        },
      ),
    );
    expect(result).toMatchObject({
      ok: true,
      rows: 2,
      sheets: [
        { index: 0, name: 'อ.เมือง' },
        { index: 1, name: 'อ.เชียงคาน' },
      ],
    });
    expect(rows.map(({ sheet, row }) => [sheet, row])).toEqual([
      [0, 3],
      [1, 3],
    ]);
    expect(rows[1]!.problems).toEqual([
      expect.objectContaining({ sheet: 'อ.เชียงคาน', row: 3, column: 'survey_date', code: 'required-missing' }),
    ]);
    expect(
      result.ok && result.fileProblems.map(({ sheet, code, row, severity }) => [sheet, code, row, severity]),
    ).toEqual([
      ['ซ่อน', 'sheet-hidden', 0, 'warning'],
      ['ซ่อนมาก', 'sheet-hidden', 0, 'warning'],
      ['คำชี้แจง', 'sheet-skipped', 0, 'warning'],
      ['สรุป', 'sheet-skipped', 0, 'warning'],
    ]);
  });

  it('reads hidden rows and columns', async () => {
    const xml = `<cols><col min="1" max="8" hidden="1"/></cols>${inlineRows([HEADER, PERSON]).replace('<row r="2">', '<row r="2" hidden="1">')}`;
    expect((await read(book({ name: 'ก', xml }))).rows).toHaveLength(1);
  });

  it('takes cells merged downwards for "as above", but never a person or money', async () => {
    const header = [
      'เลขประจำตัวประชาชน',
      'ชื่อ',
      'รหัสประจำบ้าน',
      'ตำบล',
      'อำเภอ',
      'จังหวัด',
      'มิติ',
      'วันที่ให้ความช่วยเหลือ',
      'จำนวนเงิน',
    ];
    const rows = inlineRows([
      header,
      ['3000000000013', 'ก', '', 'กุดป่อง', 'เมือง', 'เลย', 'สุขภาพ', '7/5/2569', '500'],
      ['3000000000021', '', '', '', '', '', '', '', ''],
      ['3000000000030', 'ค', '', 'นาอ้อ', 'เมือง', 'เลย', 'สุขภาพ', '7/5/2569', ''],
      [],
    ]);
    const xml = `${rows}<mergeCells>${['D', 'E', 'F', 'G', 'H', 'I', 'B'].map((column) => `<mergeCell ref="${column}2:${column}3"/>`).join('')}<mergeCell ref="D4:D5"/></mergeCells>`;
    const { result, rows: got } = await read(book({ name: 'ก', xml }), { source: 'assistance' });
    expect(result).toMatchObject({ ok: true, rows: 3 });
    expect(got.map(({ values }) => [values.firstName, values.areaCode, values.deliveredOn, values.cashBaht])).toEqual([
      ['ก', '420101', '2026-05-07', 500],
      [undefined, '420101', '2026-05-07', null],
      ['ค', '420103', '2026-05-07', null],
    ]);
  });
});

describe('damaged text', () => {
  it('in a cell that is read rejects its row alone, in others nothing', async () => {
    const content = csv([
      [...HEADER, 'หมายเหตุ'],
      [...PERSON.with(2, 'สม\ufffd\ufffdย'), ''],
      [...PERSON, 'เก่า\ufffd'],
    ]);
    const { result, rows } = await read(content);
    expect(result).toMatchObject({ ok: true, rows: 2, fileProblems: [] });
    expect(rows.map(({ problems }) => problems.map(({ column, severity, code }) => [column, severity, code]))).toEqual([
      [['first_name', 'error', 'unstorable-text']],
      [],
    ]);
  });

  it.each(['_xD800_', '&#xD800;', '_xFFFD_', '\ufffd'])('of a workbook, %s, rejects its row', async (damage) => {
    const xml = inlineRows([HEADER, PERSON.with(3, 'นามสกุล'), PERSON]).replace(
      'นามสกุล</t></is></c><c t="inlineStr"><is><t xml:space="preserve">1/2',
      `ตัว${damage}</t></is></c><c t="inlineStr"><is><t xml:space="preserve">1/2`,
    );
    const { rows, chunks } = await read(book({ name: 'ก', xml }));
    expect(rows.map(({ problems }) => problems.map(({ column, code }) => [column, code]))).toEqual([
      [['last_name', 'unstorable-text']],
      [],
    ]);
    expect(JSON.stringify(chunks)).not.toMatch(/\ufffd|\\ud[89a-f]/);
  });

  it('in a name of a sheet is told, and the sheet gets a name that can be stored', async () => {
    const wrong = { xml: inlineRows([HEADER, PERSON.with(1, '1')]) };
    const { result, rows } = await read(
      book({ name: 'ก', ...wrong }, { name: 'ข_xD800_', ...wrong }, { name: '\ufffd', ...wrong }),
    );
    const names = ['ก', 'แผ่นงานที่ 2 (ชื่อเสียหาย)', 'แผ่นงานที่ 3 (ชื่อเสียหาย)'];
    expect(rows.map(({ problems }) => problems[0]?.sheet)).toEqual(names);
    expect(result).toMatchObject({
      sheets: names.map((name, index) => ({ index, name })),
      fileProblems: names
        .slice(1)
        .map((sheet) => ({ sheet, row: 0, severity: 'warning', code: 'unstorable-text', message: expect.any(String) })),
    });
    expect(JSON.stringify([result, rows])).not.toMatch(/\ufffd|\\ud[89a-f]/);
  });
});

describe('odd names', () => {
  it('that are lost reject their rows, and what is written beside a name is told', async () => {
    const { rows } = await read(
      readFileSync(new URL('../../../test/fixtures/cases/c30-names-odd.csv', import.meta.url)),
    );
    const told = rows.map(({ row, problems }) => [
      row,
      ...problems.map(({ column, severity, code }) => `${severity} ${column} ${code}`),
    ]);
    expect(told).toEqual([
      [2, 'error first_name unstorable-text'],
      [3, 'error first_name name-unreadable'],
      [4, 'warning first_name name-blank'],
      [5, 'error first_name name-several'],
      [6],
      [7, 'error first_name name-unreadable', 'error last_name name-unreadable'],
      [8, 'error first_name name-unreadable'],
      [9, 'warning first_name name-blank', 'warning last_name name-blank'],
      [10, 'warning first_name name-blank'],
      [11, 'warning first_name name-blank'],
      [12],
      [13],
      [14, 'error first_name name-several'],
      [15, 'error first_name name-several'],
      [16, 'warning first_name name-with-remark'],
      [17, 'warning first_name name-with-remark'],
      [18, 'warning first_name name-with-remark'],
    ]);
  });
});

describe('line ends of several systems in one CSV', () => {
  it('lose no row and keep the numbers the officer sees', async () => {
    const line = (number: number): string => PERSON.with(0, String(number)).join(',');
    const content = `${HEADER.join(',')}\n${line(1)}\r${line(2)}\n\r${line(3)}\r\n${line(4)}`;
    const { result, rows } = await read(content);
    expect(result).toMatchObject({ ok: true, rows: 4, fileProblems: [] });
    expect(rows.map(({ row }) => row)).toEqual([2, 3, 5, 6]);
  });
});

describe('a file refused as a whole', () => {
  const answers = async (
    content: string | Uint8Array,
    change?: Partial<UploadedFileInput>,
  ): Promise<[string, string[]]> => {
    const { result, left } = await read(content, change);
    if (result.ok) throw new Error('was read');
    expect(result.message).toMatch(/[ก-๙]/);
    expect(result.detail).toMatch(/[a-z]/);
    return [result.code, left];
  };

  it.each<[string, string | Uint8Array, string, Partial<UploadedFileInput>?]>([
    ['no byte', '', 'file-empty'],
    ['a header alone', csv([HEADER, ['รวม', '0']]), 'file-empty'],
    ['no header', 'a,b\n1,2\n', 'file-no-header'],
    ['another source', csv([HEADER, PERSON]), 'file-wrong-source', { source: 'assistance' }],
    ['missing columns', csv([HEADER.slice(0, 5), PERSON]), 'file-columns-missing'],
    [
      'a hidden sheet alone',
      book({ name: 'ก', xml: '<sheetData/>' }, { name: 'ข', state: 'hidden', xml: inlineRows([HEADER, PERSON]) }),
      'file-empty',
    ],
    ['an open quote far down', `${csv([HEADER, ...Array.from({ length: 50 }, () => PERSON)])}"1,2`, 'file-quote-open'],
    [
      'too many rows',
      csv([HEADER, ...Array.from({ length: 50 }, () => PERSON)]),
      'file-too-large',
      { limits: { ...LIMITS, rows: 20 } },
    ],
    [
      'one long text merged over very many rows',
      book({
        name: 'ก',
        xml: `${inlineRows([[...HEADER, 'หมู่บ้าน'], [...PERSON, 'ก'.repeat(50)], ...[3, 4, 5].map(() => PERSON)])}<mergeCells><mergeCell ref="I2:I5"/></mergeCells>`,
      }),
      'file-too-large',
      { limits: { ...LIMITS, cellTextChars: 140 } },
    ],
    [
      'a sheet that breaks off',
      book({ name: 'ก', xml: inlineRows([HEADER, PERSON]).replace('</row></sheetData>', '') }),
      'file-damaged',
    ],
  ])('%s', async (_, content, code, change) => expect(await answers(content, change)).toEqual([code, []]));

  it('tells the most telling reason of several sheets', async () => {
    const sheets = [
      { name: 'ก', xml: inlineRows([['อะไร']]) },
      { name: 'ข', xml: inlineRows([['เลขประจำตัวประชาชน', 'รหัสพื้นที่', 'มิติ', 'วันที่ให้ความช่วยเหลือ']]) },
    ];
    expect((await answers(book(...sheets)))[0]).toBe('file-wrong-source');
  });
});

it.each<[UploadSource, readonly (readonly string[])[], object]>([
  [
    'tpmap-targets',
    [
      ['citizen_id', 'first_name', 'area_code', 'list_year', 'dimensions', 'indicators'],
      ['3000000000013', 'ก', '420101', '2568', 'ด้านรายได้;ด้านสุขภาพ', '27;1'],
    ],
    { listYear: 2568, dimensions: ['income', 'health'], indicators: [1, 27] },
  ],
  [
    'assistance',
    [
      ['house_code', 'agency', 'dimension', 'delivered_on', 'cash_baht'],
      ['99990000001', '', 'ด้านสุขภาพ', '2569-05-07', '1,000.50'],
    ],
    { houseCode: '99990000001', agency: null, deliveredOn: '2026-05-07', cashBaht: 1000.5 },
  ],
])('reads %s', async (source, rows, values) => {
  expect((await read(csv(rows), { source })).rows[0]!.values).toMatchObject(values);
});

describe("an agency's own file of help", () => {
  const help = (...agencies: (string | undefined)[]): string =>
    csv([
      ['house_code', 'dimension', 'delivered_on', ...(agencies.includes(undefined) ? [] : ['agency'])],
      ...agencies.map((agency, at) => [
        `9999000000${at}`,
        'ด้านสุขภาพ',
        '2569-05-07',
        ...(agency === undefined ? [] : [agency]),
      ]),
    ]);
  const own = { source: 'assistance', context: { scopeAreas: [], agency: 'msdhs' } } as const;
  const said = ({ result }: Read): unknown => result.ok && result.fileProblems.map(({ row, code }) => [row, code]);

  it.each<[string, string]>([
    ['has no column of agencies', help(undefined, undefined)],
    ['leaves it blank', help('', '-')],
  ])('that %s is of the own agency, which is said once', async (_, content) => {
    const file = await read(content, own);
    expect(file.rows.map(({ values }) => values.agency)).toEqual(['msdhs', 'msdhs']);
    expect(file.rows.flatMap(({ problems }) => problems).filter(({ column }) => column === 'agency')).toEqual([]);
    expect(said(file)).toEqual([[0, 'agency-of-account']]);
    expect(file.result).toMatchObject({ fileProblems: [{ message: expect.stringContaining('2 แถว') }] });
  });

  it('says nothing where all rows name it, or those that do not are rejected', async () => {
    expect(said(await read(help('msdhs', 'พม.'), own))).toEqual([]);
    const wrong = await read(help('msdhs', '').replace('2569-05-07,\r\n', '2570-05-07,\r\n'), own);
    expect([said(wrong), wrong.rows[1]?.problems[0]?.code]).toEqual([[], 'date-in-future']);
  });

  it('still may not name another, and of an account without an agency is of nobody', async () => {
    const other = await read(help('cdd', ''), own);
    expect(other.rows.map(({ problems }) => problems[0]?.code)).toEqual([
      'agency-outside-scope',
      'assistance-type-blank',
    ]);
    const area = await read(help(undefined), { source: 'assistance' });
    expect([area.rows[0]?.values.agency, said(area)]).toEqual([null, []]);
    expect(area.rows[0]?.problems.map(({ code }) => code)).toContain('agency-blank');
  });
});
