import { describe, expect, it } from 'vitest';
import { COLUMNS, SOURCE_RULES } from './columns.ts';
import { thaiColumn } from './thai-column.ts';
import { ERROR_COLUMNS } from './error-columns.ts';
import { countHeaderNames, knownColumn, readHeader, type Header } from './header.ts';
import { headerText } from './header-text.ts';
import { UPLOAD_SOURCES, type ColumnKey, type UploadSource } from '../cells/row.ts';

const lines = (rows: readonly (readonly string[])[]): { row: number; cells: readonly string[] }[] =>
  rows.map((cells, at) => ({ row: at + 1, cells }));

function header(rows: readonly (readonly string[])[], source: UploadSource = 'thaiqm-survey'): Header {
  const reading = readHeader(lines(rows), source);
  if (!reading.ok) throw new Error(`${reading.code}: ${reading.message}`);
  return reading.header;
}

const SURVEY = [
  'ลำดับ',
  'เลขประจำตัวประชาชน',
  'ชื่อ',
  'นามสกุล',
  'บ้านเลขที่',
  'หมู่ที่',
  'ตำบล',
  'อำเภอ',
  'จังหวัด',
  'วันที่สำรวจ',
  'สภาพปัญหา',
];
const KEYS = [
  undefined,
  'citizen_id',
  'first_name',
  'last_name',
  'address_no',
  'moo',
  'subdistrict',
  'district',
  'province',
  'survey_date',
  'problems',
];

describe('readHeader', () => {
  it('recognises every column by key and by Thai name', () => {
    for (const source of UPLOAD_SOURCES) {
      const columns = [...SOURCE_RULES[source].columns];
      expect(header([columns], source).keys).toEqual(columns);
      expect(header([columns.map(thaiColumn)], source).keys).toEqual(columns);
    }
  });

  it('names a column whose header is damaged, since it is not read', () => {
    const { keys, problems } = header([SURVEY.with(10, 'สภาพ\ufffdัญหา').with(0, 'ลำ\ud800')]);
    expect([keys[0], keys[10]]).toEqual([undefined, undefined]);
    expect(problems).toEqual(
      [1, 11].map((number) => ({
        row: 1,
        severity: 'warning',
        code: 'unstorable-text',
        message: expect.stringContaining(`คอลัมน์ที่ ${number} `),
      })),
    );
    expect(JSON.stringify(problems)).not.toMatch(/\ufffd|\\ud[89a-f]/);
    // A damaged note beside a name that is known loses nothing.
    expect(header([SURVEY.with(10, 'สภาพปัญหา (\ufffd)')])).toMatchObject({ keys: KEYS, problems: [] });
  });

  it('says that headers are damaged where a needed column is missing', () => {
    const reading = readHeader(lines([SURVEY.with(9, 'วันที่สำ\ufffdวจ')]), 'thaiqm-survey');
    expect(reading).toMatchObject({
      ok: false,
      code: 'file-columns-missing',
      message: expect.stringContaining('เสียหาย'),
    });
  });

  it('gives no name to two columns', () => {
    const owner = new Map<string, ColumnKey>();
    for (const { key, thai, aliases } of COLUMNS)
      for (const name of [key, thai, ...aliases]) {
        const text = headerText(name);
        expect([name, owner.get(text) ?? key]).toEqual([name, key]);
        owner.set(text, key);
      }
  });

  it('finds the header under titles, and skips blank lines', () => {
    const found = header([['แบบสำรวจ ThaiQM', 'ชื่อ'], ['อำเภอ', 'เมืองเลย', 'จังหวัด', 'เลย'], [], SURVEY, ['1']]);
    expect([found.firstRow, found.lastRow]).toEqual([4, 4]);
    expect(found.keys).toEqual(KEYS);
  });

  it('finds it under twenty titles', () => {
    expect(header([...Array.from({ length: 20 }, (_, at) => [`บรรทัดที่ ${at}`]), SURVEY]).firstRow).toBe(21);
  });

  it('does not mind how the names are written', () => {
    const typed = [
      'ที่',
      ' เลขประจำตัว\nประชาชน* (๑๓ หลัก)',
      'ช\u200Bื่อ',
      '4. นาม สกุล',
      'บ้าน\u00A0เลขที่',
      'หมู่ที่.',
      'ตําบล',
      'อำเภอ :',
      'Province',
      'วัน เดือน ปี ที่สำรวจ',
      'ปัญหา/ความต้องการ [ระบุ]',
    ];
    expect(header([typed]).keys).toEqual(KEYS);
  });

  it('puts merged headers over two and three rows together', () => {
    const two = header([
      ['ลำดับ', 'เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'ที่อยู่', '', '', '', '', 'วันที่สำรวจ', 'สภาพปัญหา'],
      ['', '', '', '', 'บ้านเลขที่', 'หมู่ที่', 'ตำบล', 'อำเภอ', 'จังหวัด', '', ''],
      ['1', '3420100000011', 'ก', 'ข', '1', '2', 'นาอาน', 'เมือง', 'เลย', '7/5/2569', ''],
    ]);
    expect([two.firstRow, two.lastRow, two.keys]).toEqual([1, 2, KEYS]);
    const three = header(
      [
        ['เลขประจำตัวประชาชน', 'รหัสพื้นที่', 'มิติ', 'การช่วยเหลือ', '', ''],
        ['', '', '', 'วันที่ให้ความช่วยเหลือ', 'จำนวนเงิน', ''],
        ['', '', '', '', 'เงินสด', 'สิ่งของ'],
        ['3420100000011', '420101', 'สุขภาพ', '7/5/2569', '1', '2'],
      ],
      'assistance',
    );
    expect([three.lastRow, three.keys]).toEqual([
      3,
      ['citizen_id', 'area_code', 'dimension', 'delivered_on', 'cash_baht', 'in_kind_baht'],
    ]);
  });

  it('does not take a row of data for a second header row', () => {
    expect(header([SURVEY, ['1', '', 'ชื่อ', 'สกุล', '1', 'หมู่', 'ต', 'อ', 'จ', '', '']]).lastRow).toBe(1);
  });

  it('ignores unknown columns and those of other sources, and takes the first of two', () => {
    const found = header([[...SURVEY, 'โทรศัพท์', 'หน่วยงาน', 'ชื่อ']]);
    expect(found.keys).toEqual([...KEYS, undefined, undefined, undefined]);
    expect(found.problems).toEqual([
      expect.objectContaining({ row: 1, column: 'first_name', severity: 'warning', code: 'column-duplicate' }),
    ]);
  });

  it('reads columns that an office has mapped, by its own names', () => {
    const own = SURVEY.map((name) => (name === 'วันที่สำรวจ' ? 'วัน เก็บข้อมูล' : name));
    const unmapped = readHeader(lines([own]), 'thaiqm-survey');
    expect(unmapped.ok ? '' : unmapped.code).toBe('file-columns-missing');
    const mapped = readHeader(lines([own]), 'thaiqm-survey', { วันเก็บข้อมูล: 'survey_date', ลำดับ: 'village' });
    expect(mapped.ok ? mapped.header.keys : []).toEqual(['village', ...KEYS.slice(1)]);
  });

  it('lets nobody map what it knows itself', () => {
    const reading = readHeader(lines([SURVEY]), 'thaiqm-survey', {
      'เลขประจำตัว ประชาชน': 'first_name',
      ตำบล: 'last_name',
      indicator_1: 'first_name',
    });
    expect(reading).toMatchObject({ ok: true, header: { keys: KEYS, problems: [], mapped: {} } });
  });

  it('reads its own column before one that was mapped beside it', () => {
    const reading = readHeader(lines([SURVEY]), 'thaiqm-survey', { ลำดับ: 'citizen_id' });
    expect(reading).toMatchObject({
      ok: true,
      header: {
        keys: KEYS,
        problems: [{ column: 'citizen_id', code: 'column-duplicate', message: expect.stringContaining('จับคู่ไว้') }],
      },
    });
  });

  it('lets an office map what is known as a column of other files only', () => {
    const own = SURVEY.with(9, 'วันที่ดำเนินการ');
    const reading = readHeader(lines([own]), 'thaiqm-survey', { วันที่ดำเนินการ: 'survey_date' });
    expect(reading).toMatchObject({ ok: true, header: { keys: KEYS } });
    expect(knownColumn('วันที่ดำเนินการ', 'thaiqm-survey')).toBeUndefined();
    expect(knownColumn('วันที่ ดำเนินการ', 'assistance')).toBe('delivered_on');
  });

  it('tells by what of the mapped it was read, in the office’s own writing', () => {
    const own = SURVEY.with(9, 'วันเก็บข้อมูล');
    const reading = readHeader(lines([own]), 'thaiqm-survey', { 'วัน เก็บข้อมูล': 'survey_date', เขียนไว้เฉยๆ: 'village' });
    expect(reading).toMatchObject({ ok: true, header: { mapped: { 'วัน เก็บข้อมูล': 'survey_date' } } });
    expect(reading.ok && Object.keys(reading.header.mapped)).toEqual(['วัน เก็บข้อมูล']);
  });

  it('was not read by words of its titles and rows', () => {
    const own = SURVEY.with(9, 'วันเก็บข้อมูล');
    const said = { วันเก็บข้อมูล: 'survey_date', ปี: 'village', ข้าวของ: 'relation' } as const;
    const reading = readHeader(lines([['แบบสำรวจ', 'ปี'], own, ['1', '', 'ข้าวของ']]), 'thaiqm-survey', said);
    expect(reading).toMatchObject({ ok: true, header: { firstRow: 2, lastRow: 2 } });
    expect(reading.ok && reading.header.mapped).toEqual({ วันเก็บข้อมูล: 'survey_date' });
  });

  it('was not read by mapped columns that were passed over', () => {
    const own = [...SURVEY.with(9, 'วันเก็บข้อมูล'), 'เลขเดิม', 'วันเดิม', 'ยอด'];
    const said = { วันเก็บข้อมูล: 'survey_date', เลขเดิม: 'citizen_id', วันเดิม: 'survey_date', ยอด: 'cash_baht' } as const;
    const reading = readHeader(lines([own]), 'thaiqm-survey', said);
    expect(reading.ok && reading.header.mapped).toEqual({ วันเก็บข้อมูล: 'survey_date' });
    expect(reading.ok && reading.header.problems.map(({ column }) => column)).toEqual(['citizen_id', 'survey_date']);
  });

  it('counts the names of a header, and those that are mapped', () => {
    expect(countHeaderNames(lines([['แบบสำรวจ'], SURVEY]), 'thaiqm-survey')).toBe(10);
    expect(countHeaderNames(lines([SURVEY]), 'thaiqm-survey', { ลำดับ: 'village' })).toBe(11);
    expect(countHeaderNames(lines([[SURVEY.join(',')]]), 'thaiqm-survey')).toBe(0);
  });

  it('knows our own error columns again', () => {
    const found = header([[...SURVEY, `${ERROR_COLUMNS.messages}\nแผ่นงาน …`, ERROR_COLUMNS.columns]]);
    expect(found.errorColumns).toEqual([11, 12]);
    expect(found.keys).toHaveLength(13);
    expect(found.keys.slice(11)).toEqual([undefined, undefined]);
  });

  it('reads a small header', () => {
    expect(header([['house_code', 'survey_date']]).keys).toEqual(['house_code', 'survey_date']);
  });

  it('names the source that the columns are of', () => {
    const assistance = ['เลขประจำตัวประชาชน', 'รหัสพื้นที่', 'หน่วยงาน', 'มิติ', 'วันที่ให้ความช่วยเหลือ', 'จำนวนเงิน'];
    const targets = ['เลขประจำตัวประชาชน', 'รหัสพื้นที่', 'ปีข้อมูล', 'มิติที่ตกเกณฑ์'];
    const answers = ['รหัสประจำบ้าน', 'ชื่อ', ...Array.from({ length: 38 }, (_, at) => `ตัวชี้วัดที่ ${at + 1}`)];
    for (const [cells, asked, named] of [
      [assistance, 'thaiqm-survey', 'การให้ความช่วยเหลือ'],
      [assistance, 'tpmap-targets', 'การให้ความช่วยเหลือ'],
      [targets, 'assistance', 'บัญชีเป้าหมาย TPMAP'],
      [targets, 'thaiqm-survey', 'บัญชีเป้าหมาย TPMAP'],
      [SURVEY, 'assistance', 'แบบสำรวจ ThaiQM'],
      [SURVEY, 'tpmap-targets', 'แบบสำรวจ ThaiQM'],
      [answers, 'assistance', 'แบบสำรวจ จปฐ.'],
    ] as const)
      expect(readHeader(lines([cells]), asked)).toMatchObject({
        ok: false,
        code: 'file-wrong-source',
        message: expect.stringContaining(named),
      });
  });

  it('names the columns that are missing', () => {
    expect(readHeader(lines([['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'สภาพปัญหา']]), 'thaiqm-survey')).toMatchObject({
      code: 'file-columns-missing',
      message: expect.stringMatching(/รหัสพื้นที่.*วันที่สำรวจ/),
    });
    expect(readHeader(lines([['ชื่อ', 'ตำบล', 'อำเภอ', 'จังหวัด', 'วันที่สำรวจ']]), 'thaiqm-survey')).toMatchObject({
      message: expect.stringContaining('บ้านเลขที่+ชื่อ'),
    });
  });

  it('says that there is no header, and that letters are garbled when they are', () => {
    expect(
      readHeader(
        lines([
          ['1', '2'],
          ['a', 'b'],
        ]),
        'assistance',
      ),
    ).toMatchObject({ code: 'file-no-header' });
    expect(readHeader(lines([['à¸Šà¸·à¹ˆà¸­', 'à¸ªà¸à¸¸à¸¥']]), 'assistance')).toMatchObject({
      code: 'file-no-header',
      message: expect.stringContaining('เพี้ยน'),
    });
    expect(readHeader([], 'assistance')).toMatchObject({ code: 'file-no-header' });
  });
});
