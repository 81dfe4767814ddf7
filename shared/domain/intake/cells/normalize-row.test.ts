import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellTexts } from './cell-reader.ts';
import { tellAgencyOfAccount, type normalizeRow, type RowContext } from './normalize-row.ts';
import { maskName } from './read-person.ts';
import type { ColumnKey, RowValues, UploadSource } from './row.ts';
import { codes, ID, NATION, read, SURVEY } from './test/read-row.ts';

const TARGET: CellTexts = {
  citizen_id: ID,
  first_name: 'สมหญิง',
  area_code: '420101',
  list_year: '2568',
  dimensions: 'ด้านรายได้',
};
const HELP: CellTexts = {
  citizen_id: ID,
  area_code: '420101',
  agency: 'กระทรวงการคลัง',
  dimension: 'ด้านสุขภาพ',
  assistance_type: 'เงิน',
  delivered_on: '7 พ.ค. 2569',
  cash_baht: '1,500',
};

const survey = (change: CellTexts, context?: RowContext): ReturnType<typeof normalizeRow> =>
  read('thaiqm-survey', { ...SURVEY, ...change }, context);
const target = (change: CellTexts): ReturnType<typeof normalizeRow> => read('tpmap-targets', { ...TARGET, ...change });
const help = (change: CellTexts, context?: RowContext): ReturnType<typeof normalizeRow> =>
  read('assistance', { ...HELP, ...change }, context);

describe('good rows', () => {
  it('reads a survey', () => {
    const full: CellTexts = {
      ...SURVEY,
      title: 'นาง',
      birth_date: '๗ ม.ค. ๒๕๐๐',
      relation: 'หัวหน้าครัวเรือน',
      house_code: '9999-0000001',
      address_no: 'บ้านเลขที่ ๑๒ / ๓',
      moo: 'หมู่ที่ ๔',
      village: 'บ้านนาอาน',
      subdistrict: 'ต.กุดป่อง',
      district: 'เมือง',
      province: 'จ.เลย',
      welfare_card: 'มี',
      problems: 'หลังคารั่ว; ไม่มีอาชีพ\n- ไม่มีที่ดินทำกิน;; หลังคารั่ว',
    };
    expect(read('thaiqm-survey', full)).toEqual({
      problems: [],
      values: {
        citizenId: ID,
        title: 'นาง',
        firstName: 'สมหญิง',
        lastName: 'ตัวอย่าง',
        birthDate: { date: '1957-01-07', year: 1957, precision: 'DAY' },
        relation: 'หัวหน้าครัวเรือน',
        houseCode: '99990000001',
        addressNo: '12/3',
        moo: 4,
        village: 'บ้านนาอาน',
        areaCode: '420101',
        welfareCard: 'YES',
        surveyDate: '2026-05-07',
        problems: ['หลังคารั่ว', 'ไม่มีอาชีพ', 'ไม่มีที่ดินทำกิน'],
      },
    });
  });

  it('reads a target', () => {
    expect(target({ dimensions: 'ด้านรายได้;ด้านสุขภาพ', indicators: '27, 1;27' })).toEqual({
      problems: [],
      values: {
        citizenId: ID,
        firstName: 'สมหญิง',
        areaCode: '420101',
        listYear: 2568,
        dimensions: ['income', 'health'],
        indicators: [1, 27],
      },
    });
  });

  it('reads help', () => {
    expect(help({ description: 'มอบเงิน', in_kind_baht: '-' })).toEqual({
      problems: [],
      values: {
        citizenId: ID,
        areaCode: '420101',
        agency: 'mof',
        dimension: 'health',
        assistanceType: 'CASH',
        deliveredOn: '2026-05-07',
        description: 'มอบเงิน',
        cashBaht: 1500,
        inKindBaht: null,
      },
    });
  });
});

describe('who', () => {
  it('splits a name that is in one cell, with its title', () => {
    expect(survey({ first_name: 'นางสาวสมหญิง  ณ ตัวอย่าง', last_name: '' }).values).toMatchObject({
      title: 'นางสาว',
      firstName: 'สมหญิง',
      lastName: 'ณ ตัวอย่าง',
    });
  });
  it('keeps text that looks like a formula as a name', () => {
    for (const name of ['=1+1', '+สม', '@cmd', '-หญิง'])
      expect(survey({ first_name: name })).toMatchObject({ problems: [], values: { firstName: name } });
  });
  it.each<[CellTexts, string]>([
    [{ citizen_id: '3420100000012' }, 'error citizen_id citizen-id-invalid'],
    [{ citizen_id: '3.4201E+12' }, 'error citizen_id citizen-id-damaged'],
    [{ citizen_id: `${ID}\n${ID}` }, 'error citizen_id citizen-id-several'],
    [{ citizen_id: '123456789016' }, 'warning citizen_id citizen-id-repaired'],
    [{ birth_date: '1/1/2600' }, 'error birth_date date-in-future'],
    [{ birth_date: '31/2/2500' }, 'error birth_date date-unreadable'],
    [{ welfare_card: 'อาจจะ' }, 'warning welfare_card welfare-card-unreadable'],
    [{ house_code: '9.9E+10' }, 'error house_code house-code-damaged'],
    [{ first_name: 'ก'.repeat(501) }, 'error first_name text-too-long'],
    [{ last_name: '#REF!' }, 'warning last_name cell-formula-error'],
    [{ first_name: '3999503120884', last_name: '' }, 'error first_name name-is-number'],
    [{ first_name: '๓-๙๙๙๕-๐๓๑๒๐-๘๘-๔' }, 'error first_name name-is-number'],
    [{ first_name: 'นาย 3999503120884', last_name: '' }, 'error first_name name-is-number'],
    [{ last_name: '12' }, 'error last_name name-is-number'],
    [{ first_name: '-' }, 'warning first_name name-blank'],
    [{ first_name: '' }, 'warning first_name name-blank'],
    [{ first_name: 'ไม่ทราบชื่อ' }, 'warning first_name name-blank'],
    [{ last_name: 'xxx' }, 'warning last_name name-blank'],
    [{ first_name: 'สมชาย และ สมหญิง' }, 'error first_name name-several'],
    [{ first_name: 'นายสมชาย ดี\nนางสมหญิง ดี', last_name: '' }, 'error first_name name-several'],
    [{ last_name: 'ทดสอบ\nกุล' }, 'error last_name name-several'],
    [{ first_name: 'สม?าย' }, 'error first_name name-unreadable'],
    [{ last_name: '???' }, 'error last_name name-unreadable'],
    [{ first_name: 'นายสมชาย  ตัวอย่างศรี (ตาย)', last_name: '' }, 'warning first_name name-with-remark'],
    [{ last_name: 'ดี 081-234-5678' }, 'warning last_name name-with-remark'],
  ])('%j gives %s', (change, expected) => expect(codes(survey(change))).toEqual([expected]));

  it('keeps a name with its remark, and no name that says that there is none', () => {
    expect(survey({ first_name: 'สมชาย (ตาย)' }).values.firstName).toBe('สมชาย (ตาย)');
    const { values } = survey({ first_name: 'ไม่ทราบชื่อ', last_name: 'ไม่ทราบนามสกุล' });
    expect([values.firstName, values.lastName]).toEqual([undefined, undefined]);
    const unknown = { citizen_id: '', first_name: 'xxx', last_name: '', address_no: '1' };
    expect(codes(survey(unknown))).toContain('error citizen_id identity-missing');
  });

  it.each([
    ['มี', 'YES'],
    ['✓', 'YES'],
    ['๑', 'YES'],
    ['TRUE', 'YES'],
    ['ไม่มี', 'NO'],
    ['0', 'NO'],
    ['ไม่ทราบ', 'UNKNOWN'],
    ['', undefined],
    ['-', undefined],
  ])('reads the welfare card %j as %s', (word, expected) =>
    expect(survey({ welfare_card: word }).values.welfareCard).toBe(expected),
  );

  it('wants an ID, a house code, or an address with a name', () => {
    const nobody = { citizen_id: '-', first_name: '', last_name: '' };
    expect(codes(survey(nobody))).toEqual(['error citizen_id identity-missing']);
    expect(codes(survey({ ...nobody, address_no: '1' }))).toEqual(['error citizen_id identity-missing']);
    expect(codes(survey({ ...nobody, address_no: '1', first_name: 'ก' }))).toEqual([]);
    expect(codes(survey({ ...nobody, house_code: '99990000001' }))).toEqual([]);
    expect(codes(target({ ...nobody, house_code: '99990000001' }))).toEqual(['error citizen_id person-missing']);
  });
});

describe('where help went', () => {
  const nowhere = { area_code: '', subdistrict: '', district: '', province: '' };
  it('needs no area beside an ID or a house code', () => {
    expect(codes(help(nowhere))).toEqual([]);
    expect(codes(help({ ...nowhere, province: 'เลย' }))).toEqual([]);
    expect(codes(help({ ...nowhere, citizen_id: '', house_code: '99990000001' }))).toEqual([]);
    // The ID is the fault, and no other is named beside it.
    expect(codes(help({ ...nowhere, citizen_id: '3420100000012' }))).toEqual(['error citizen_id citizen-id-invalid']);
  });
  it('needs one beside an address, and so does every other row without a house code', () => {
    const byAddress = { ...nowhere, citizen_id: '', house_code: '', address_no: '1', first_name: 'ก' };
    expect(codes(help(byAddress))).toEqual(['error area_code area-missing']);
    expect(codes(survey(nowhere))).toEqual(['error area_code area-missing']);
  });
});

describe('where', () => {
  const noCode = { area_code: '' };
  it.each<[CellTexts, string | undefined, string[]]>([
    [{ area_code: '42-01-01' }, '420101', []],
    [{ area_code: '42010103' }, '420101', []],
    [{ area_code: '4201010301' }, '420101', []],
    [{ area_code: '๔๒๐๑๕๑' }, '420151', []],
    [{ area_code: '999999' }, undefined, ['error area_code area-unknown']],
    [
      { area_code: '999999', subdistrict: 'กุดป่อง', district: 'เมืองเลย', province: 'เลย' },
      undefined,
      ['error area_code area-unknown'],
    ],
    [{ area_code: '430301' }, '380101', ['warning area_code area-translated']],
    [
      { area_code: '420101', subdistrict: 'นาอ้อ', district: 'เมืองเลย', province: 'เลย' },
      '420101',
      ['warning area_code area-conflict'],
    ],
    [
      { area_code: '420101', subdistrict: 'ไม่มีจริง', district: 'เมืองเลย', province: 'เลย' },
      '420101',
      ['warning subdistrict area-name-unknown'],
    ],
    [
      { ...noCode, subdistrict: 'ไม่มีจริง', district: 'เมืองเลย', province: 'เลย' },
      undefined,
      ['error subdistrict area-unknown'],
    ],
    [{ ...noCode, province: 'เลย' }, undefined, ['error area_code area-missing']],
    [noCode, undefined, ['error area_code area-missing']],
    [{ ...noCode, house_code: '99990000001' }, undefined, []],
    [{ ...noCode, house_code: '99990000001', province: 'เลย' }, undefined, []],
    [
      { ...noCode, house_code: '99990000001', subdistrict: 'ไม่มีจริง', district: 'เมืองเลย', province: 'เลย' },
      undefined,
      ['error subdistrict area-unknown'],
    ],
  ])('%j', (change, area, problems) => {
    const row = survey(change);
    expect([row.values.areaCode, codes(row)]).toEqual([area, problems]);
  });

  it('keeps to the area of the account', () => {
    const scope = (...scopeAreas: string[]): RowContext => ({ ...NATION, scopeAreas });
    expect(codes(survey({}, scope('4201')))).toEqual([]);
    expect(codes(survey({}, scope('31', '42')))).toEqual([]);
    expect(codes(survey({}, scope('4202')))).toEqual(['error area_code area-outside-scope']);
    expect(codes(survey({ ...noCode, house_code: '99990000001' }, scope('4202')))).toEqual([]);
    // Judged after translation: the old code lay in another province.
    expect(codes(survey({ area_code: '430301' }, scope('38')))).toEqual(['warning area_code area-translated']);
  });

  it.each<[CellTexts, RowValues, string[]]>([
    [{ address_no: '12/3' }, { addressNo: '12/3' }, []],
    [{ address_no: '45.0' }, { addressNo: '45' }, []],
    [{ address_no: '2026-03-12' }, {}, ['error address_no address-is-date']],
    [{ address_no: '๑๒-มี.ค.' }, {}, ['error address_no address-is-date']],
    [{ address_no: '12/3', moo: 'Jan-05' }, { addressNo: '12/3' }, ['error moo address-is-date']],
    [{ address_no: '12/3', village: '5-ม.ค.' }, { addressNo: '12/3' }, ['error village address-is-date']],
    [{ address_no: '012-3 ม.5 บ้านนา' }, { addressNo: '12/3', moo: 5, village: 'บ้านนา' }, []],
    [
      { address_no: '12/3 ม.5 บ้านนา', moo: '5', village: 'บ้านเหนือ' },
      { addressNo: '12/3', moo: 5, village: 'บ้านเหนือ' },
      [],
    ],
    [{ address_no: '12/3 ม.5', moo: '6' }, { addressNo: '12/3', moo: 6 }, ['warning address_no address-moo-differs']],
    [{ address_no: '12/3 ถ.สายใต้ ซ.4' }, { addressNo: '12/3 ถ.สายใต้ ซ.4' }, []],
    [{ address_no: '12/3 ต.กุดป่อง อ.เมือง จ.เลย', area_code: '' }, { addressNo: '12/3', areaCode: '420101' }, []],
    [
      { address_no: '12/3 ต.นาอาน อ.เมือง จ.เลย' },
      { addressNo: '12/3', areaCode: '420101' },
      ['warning area_code area-conflict'],
    ],
    [{ moo: 'หมู่ที่ ห้า (บ้านโนน)' }, { moo: 5, village: 'บ้านโนน' }, []],
    [{ moo: '5,6' }, {}, ['warning moo moo-unreadable']],
    [{ birth_date: '0000-00-00' }, {}, []],
    [{ birth_date: '30/12/1899' }, {}, ['warning birth_date birth-date-of-program']],
    [{ birth_date: '1/1/1900' }, {}, ['warning birth_date birth-date-of-program']],
    [{ survey_date: '00/00/0000' }, {}, ['error survey_date required-missing']],
    [{ moo: 'ม.5' }, { moo: 5 }, []],
    [{ moo: '0' }, {}, []],
    [{ moo: 'ชุมชนวัดศรี' }, { village: 'ชุมชนวัดศรี' }, ['warning moo moo-unreadable']],
  ])('%j', (change, values, problems) => {
    const row = survey(change);
    expect(row.values).toMatchObject(values);
    expect(codes(row)).toEqual(problems);
  });
});

describe('what', () => {
  it.each<[UploadSource, CellTexts, string[]]>([
    ['thaiqm-survey', { survey_date: '' }, ['error survey_date required-missing']],
    ['thaiqm-survey', { survey_date: '11/6/2569' }, ['error survey_date date-in-future']],
    ['thaiqm-survey', { survey_date: '10/6/2569' }, []],
    ['thaiqm-survey', { survey_date: '00/05/2569' }, ['error survey_date date-incomplete']],
    ['thaiqm-survey', { survey_date: 'เมื่อวาน' }, ['error survey_date date-unreadable']],
    ['tpmap-targets', { list_year: '' }, ['error list_year required-missing']],
    ['tpmap-targets', { list_year: '2569.0' }, []],
    ['tpmap-targets', { list_year: '2571' }, ['error list_year list-year-invalid']],
    ['tpmap-targets', { list_year: 'ปีนี้' }, ['error list_year list-year-invalid']],
    ['tpmap-targets', { dimensions: '' }, ['error dimensions required-missing']],
    ['tpmap-targets', { dimensions: '', indicators: '5' }, []],
    ['tpmap-targets', { dimensions: 'ด้านรายได้;ด้านอวกาศ' }, ['error dimensions dimension-unknown']],
    [
      'tpmap-targets',
      { indicators: '39;0;2' },
      ['error indicators indicator-unknown', 'error indicators indicator-unknown'],
    ],
    ['assistance', { delivered_on: '' }, ['error delivered_on required-missing']],
    ['assistance', { delivered_on: '1/1/2570' }, ['error delivered_on date-in-future']],
    ['assistance', { dimension: '' }, ['error dimension required-missing']],
    ['assistance', { dimension: 'อวกาศ' }, ['error dimension dimension-unknown']],
    ['assistance', { agency: '-' }, ['warning agency agency-blank']],
    ['assistance', { agency: 'กรมที่ไม่มีอยู่' }, ['error agency agency-unknown']],
    ['assistance', { assistance_type: 'ของแปลก' }, ['warning assistance_type assistance-type-unknown']],
    ['assistance', { assistance_type: '' }, ['warning assistance_type assistance-type-blank']],
    ['assistance', { cash_baht: '-500' }, ['error cash_baht money-negative']],
    ['assistance', { in_kind_baht: 'มากมาย' }, ['error in_kind_baht money-unreadable']],
  ])('%s %j', (source, change, expected) => {
    const base = source === 'assistance' ? HELP : source === 'tpmap-targets' ? TARGET : SURVEY;
    expect(codes(read(source, { ...base, ...change }))).toEqual(expected);
  });

  it('reads years of lists in any count', () => {
    for (const [text, year] of [
      ['68', 2568],
      ['2025', 2568],
      ['พ.ศ. ๒๕๖๘', 2568],
      ['2570', 2570],
    ] as const)
      expect([text, target({ list_year: text }).values.listYear]).toEqual([text, year]);
  });

  it('gives blank and unknown helpers and types their place', () => {
    expect(help({ agency: '', assistance_type: 'ของแปลก' }).values).toMatchObject({
      agency: null,
      assistanceType: 'OTHER',
    });
  });

  it('keeps an agency account to its own help', () => {
    const own = { ...NATION, agency: 'mof' };
    expect(codes(help({}, own))).toEqual([]);
    expect(codes(help({ agency: 'opm' }, own))).toEqual(['error agency agency-outside-scope']);
  });

  it("gives a row without an agency the account's own, which is said of the file and not of the row", () => {
    const own = { ...NATION, agency: 'mof' };
    for (const blank of ['', '-', 'ไม่ระบุหน่วยงาน', undefined]) {
      expect(help({ agency: blank }, own)).toEqual({ ...help({}, own), agencyOfAccount: true });
      expect(help({ agency: blank })).toMatchObject({ values: { agency: null }, problems: [{ code: 'agency-blank' }] });
    }
    expect(help({}, own)).not.toHaveProperty('agencyOfAccount');
    expect(survey({}, own).values).not.toHaveProperty('agency');
    expect(tellAgencyOfAccount(own, 0)).toEqual([]);
    expect(tellAgencyOfAccount(own, 3)).toMatchObject([{ row: 0, severity: 'warning', code: 'agency-of-account' }]);
    expect(tellAgencyOfAccount(own, 3)[0]?.message).toMatch(/3 แถว.*กระทรวงการคลัง/);
  });
});

describe('damaged text', () => {
  it.each<[UploadSource, CellTexts, string[]]>([
    ['thaiqm-survey', { first_name: 'สม\ufffd\ufffdย' }, ['first_name']],
    ['thaiqm-survey', { last_name: '\ud800x' }, ['last_name']],
    ['thaiqm-survey', { title: 'น\udc00' }, ['title']],
    ['thaiqm-survey', { citizen_id: '342010000001\ufffd' }, ['citizen_id']],
    ['thaiqm-survey', { citizen_id: '', first_name: '\ufffd', address_no: '1' }, ['first_name']],
    ['thaiqm-survey', { survey_date: '7/5/256\ufffd' }, ['survey_date']],
    ['thaiqm-survey', { problems: `หลังคา\ufffd; ${'ก'.repeat(100)}`, village: '\ud83d' }, ['village', 'problems']],
    ['thaiqm-survey', { welfare_card: 'ม\ufffd' }, ['welfare_card']],
    [
      'thaiqm-survey',
      { area_code: '', subdistrict: 'กุด\ufffd', district: 'เมืองเลย', province: 'เลย' },
      ['subdistrict'],
    ],
    ['thaiqm-survey', { area_code: '\ufffd' }, ['area_code']],
    ['tpmap-targets', { citizen_id: '', first_name: '\ufffd', house_code: '99990000001' }, ['first_name']],
    ['tpmap-targets', { list_year: '25\ufffd8', dimensions: '\ufffd' }, ['list_year', 'dimensions']],
    ['assistance', { agency: '\ufffd', dimension: '\ufffd' }, ['dimension', 'agency']],
    [
      'assistance',
      { assistance_type: '\ufffd', cash_baht: '1\ufffd', description: '\ud800' },
      ['assistance_type', 'description', 'cash_baht'],
    ],
  ])('rejects a row of %s with %j, once for each cell, and shows none of it', (source, change, columns) => {
    const base = source === 'assistance' ? HELP : source === 'tpmap-targets' ? TARGET : SURVEY;
    const row = read(source, { ...base, ...change });
    expect(codes(row)).toEqual(columns.map((column) => `error ${column} unstorable-text`));
    expect(JSON.stringify(row)).not.toMatch(/\ufffd|\\ud[89a-f]/);
  });

  it('is no matter of columns that the source does not read, and an emoji is text', () => {
    expect(codes(survey({ agency: '\ufffd' }))).toEqual([]);
    expect(survey({ village: 'บ้าน😀' })).toMatchObject({ problems: [], values: { village: 'บ้าน😀' } });
  });

  it('is not made by cutting what is shown or kept', () => {
    const odd = `${'ก'.repeat(79)}😀`;
    for (const row of [
      help({ dimension: odd }),
      target({ dimensions: `${'ก'.repeat(39)}😀` }),
      survey({ first_name: '😀\nข' }),
      survey({ problems: `${'ก'.repeat(1999)}😀` }),
    ])
      expect(JSON.stringify(row)).not.toMatch(/\\ud[89a-f]/);
  });
});

describe('problems', () => {
  it('tell sheet and row, in Thai, and gather everything wrong at once', () => {
    const { problems } = help({ citizen_id: '1', delivered_on: 'x', cash_baht: '-1', area_code: '1' });
    expect(problems.map(({ column }) => column)).toEqual(['citizen_id', 'area_code', 'delivered_on', 'cash_baht']);
    for (const problem of problems) {
      expect(problem).toMatchObject({ row: 7, sheet: 'แผ่น 1' });
      expect(problem.message).toMatch(/[ก-๙]{3}/);
    }
  });

  it('show no ID and no name', () => {
    const shown = (change: CellTexts): string => JSON.stringify(survey(change).problems);
    for (const wrong of ['3420100000012', '342010000001', '3.42010000001E+12', 'A3420100000011', `${ID} ${ID}`]) {
      const text = shown({ citizen_id: wrong });
      expect(text).toContain('"error"');
      expect(text).not.toContain('0100000');
    }
    expect(shown({ first_name: ID })).toContain('"***"');
    expect(shown({ first_name: ID })).not.toContain('0100000');
    expect(shown({ first_name: 'สมชาย\nสมหญิง' })).toContain('"ส***"');
    for (const name of ['สม?ชาย', 'สมชาย 081-234-5678', 'สมชาย (ตาย)'])
      expect(shown({ first_name: name })).not.toMatch(/สมชาย|ชาย|081/);
    expect(maskName('เกศา')).toBe('เก***');
  });

  it('never fail, whatever a cell holds', () => {
    const columns: ColumnKey[] = [
      'citizen_id',
      'title',
      'first_name',
      'birth_date',
      'house_code',
      'address_no',
      'moo',
      'area_code',
      'subdistrict',
      'province',
      'welfare_card',
      'survey_date',
      'problems',
      'list_year',
      'dimensions',
      'indicators',
      'agency',
      'dimension',
      'delivered_on',
      'cash_baht',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({
        unit: fc.constantFrom('๑', '1', '/', '-', '.', 'E', '+', ' ', '\n', 'ก', 'พ.ค.', ';', '2569'),
        maxLength: 8,
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('tpmap-targets' as const, 'thaiqm-survey' as const, 'assistance' as const),
        fc.dictionary(fc.constantFrom(...columns), text),
        (source, cells) => {
          const once = read(source, cells);
          expect(read(source, cells)).toEqual(once);
          const { citizenId, houseCode, addressNo, firstName, areaCode } = once.values;
          const rejected = once.problems.some(({ severity }) => severity === 'error');
          // What is accepted can be found again: a household, and where it is.
          const named =
            citizenId !== undefined || houseCode !== undefined || (addressNo !== undefined && firstName !== undefined);
          expect(rejected || (named && (areaCode !== undefined || houseCode !== undefined))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  }, 30_000);
});
