/** What goes wrong in offices' files, kind by kind, at about the rates at which it does. Source: domain.md §7.1–7.6. */
import { translateRetiredArea } from '#shared/thai/area-code.ts';
import { splitTitle } from '#shared/thai/person-name.ts';
import { thaiDigits } from '#shared/thai/thai-text.ts';
import type { ColumnKey } from '#shared/domain/intake/cells/row.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';

import type { SampleRow } from './sample-row.ts';
import type { SeededRandom } from './seeded-random.ts';
import { BIRTH_DAY_FORMS, DAY_FORMS, writeDay } from './write-day.ts';

export type DirtKind = {
  name: string;
  /** Of the rows of a file; at least one row gets it where any fits. */
  share: number;
  /** Code of the error for which such a row is rejected; absent: it is read all the same. */
  rejectedFor?: string;
  fits?: (row: SampleRow) => boolean;
  /** Changes the row's cells; or gives a further row, to stand after it. */
  soil: (row: SampleRow, random: SeededRandom) => SampleRow | void;
};

/** `windows874`: only what a file in this encoding can hold. */
export type DirtOptions = { today: string; windows874?: boolean };

function has(...keys: readonly ColumnKey[]): (row: SampleRow) => boolean {
  return ({ cells }) => keys.every((key) => (cells[key] ?? '') !== '');
}

function change(key: ColumnKey, how: (text: string, random: SeededRandom) => string): DirtKind['soil'] {
  return (row, random) => {
    row.cells[key] = how(row.cells[key] ?? '', random);
  };
}

function put(key: ColumnKey, ...texts: readonly string[]): DirtKind['soil'] {
  return change(key, (_, random) => random.pick(texts));
}

function hyphened(id: string): string {
  return [id.slice(0, 1), id.slice(1, 5), id.slice(5, 10), id.slice(10, 12), id.slice(12)].join('-');
}

/** As a spreadsheet shows a long number in a narrow column. */
function scientific(id: string): string {
  return Number(id).toExponential(4).replace('e+', 'E+');
}

/** Retired codes of Bueng Kan's sub-districts, from the time when they were Nong Khai's: elsewhere for every other province. */
const RETIRED_ELSEWHERE = ['430301', '430401', '430601'];

const TWICE = 0.006;

/** The same row once more. */
function again(row: SampleRow): SampleRow {
  return { ...row, cells: { ...row.cells } };
}

/** Kinds that every file has. */
export function commonDirt({ windows874 = false }: Pick<DirtOptions, 'windows874'>): DirtKind[] {
  const kinds: DirtKind[] = [
    { name: 'id-thai-digits', share: 0.015, fits: has('citizen_id'), soil: change('citizen_id', thaiDigits) },
    { name: 'id-hyphens', share: 0.03, fits: has('citizen_id'), soil: change('citizen_id', hyphened) },
    {
      name: 'id-lost-zero',
      share: 0.02,
      fits: ({ cells }) => cells.citizen_id?.startsWith('0') === true,
      soil: change('citizen_id', (id) => id.slice(1)),
    },
    {
      name: 'id-letter-o',
      share: 0.003,
      fits: ({ cells }) => cells.citizen_id?.slice(1, 5) === '0000',
      soil: change('citizen_id', (id) => `${id.slice(0, 1)}OOOO${id.slice(5)}`),
    },
    {
      name: 'id-damaged',
      share: 0.006,
      rejectedFor: 'citizen-id-damaged',
      fits: ({ cells }) => /^[1-9]/u.test(cells.citizen_id ?? ''),
      soil: change('citizen_id', scientific),
    },
    {
      name: 'id-wrong-digit',
      share: 0.005,
      rejectedFor: 'citizen-id-invalid',
      fits: has('citizen_id'),
      soil: change('citizen_id', (id) => `${id.slice(0, 12)}${(Number(id.slice(12)) + 1) % 10}`),
    },
    {
      name: 'id-unknown-word',
      share: 0.01,
      // Somebody else of the house may lead to it: a house code does.
      fits: has('citizen_id', 'house_code'),
      soil: put('citizen_id', 'ไม่ทราบ', '-', 'N/A', 'ไม่มี'),
    },
    {
      name: 'several-people-in-a-cell',
      share: 0.002,
      rejectedFor: 'citizen-id-several',
      fits: ({ cells, household }) => cells.citizen_id !== undefined && household.members.length > 1,
      soil: (row) => {
        row.cells.citizen_id = `${row.cells.citizen_id ?? ''}\n${row.household.members[1]?.citizenId ?? ''}`;
      },
    },
    {
      name: 'glued-title',
      share: 0.03,
      fits: ({ cells: { title = '', first_name: name = '' } }) =>
        title !== '' && name !== '' && splitTitle(`${title}${name}`).name === name,
      soil: ({ cells }) => {
        cells.first_name = `${cells.title ?? ''}${cells.first_name ?? ''}`;
        cells.title = '';
      },
    },
    {
      name: 'no-break-space',
      share: 0.02,
      fits: has('last_name'),
      soil: change('last_name', (name) => `\u00a0${name}\u00a0`),
    },
    {
      name: 'two-e-for-ae',
      share: 0.01,
      fits: ({ cells }) => cells.village?.includes('แ') === true,
      soil: change('village', (name) => name.replaceAll('แ', 'เเ')),
    },
    {
      name: 'unknown-word',
      share: 0.03,
      fits: has('village'),
      soil: put('village', 'ไม่ทราบ', '-', '–', 'N/A', 'ไม่มี'),
    },
    {
      name: 'area-unknown',
      share: 0.003,
      rejectedFor: 'area-unknown',
      fits: has('subdistrict'),
      soil: ({ cells }) => {
        cells.area_code = '';
        cells.subdistrict = 'บ้านสมมุติไม่มีจริง';
      },
    },
    {
      name: 'other-province',
      share: 0.004,
      rejectedFor: 'area-outside-scope',
      soil: (row, random) => {
        const elsewhere = row.household.areaCode.startsWith('31') ? '420101' : '310101';
        row.cells.area_code = row.household.areaCode.startsWith('38')
          ? elsewhere
          : random.pick([elsewhere, ...RETIRED_ELSEWHERE]);
        for (const key of ['subdistrict', 'district', 'province'] as const) row.cells[key] = '';
      },
    },
    {
      name: 'retired-area-code',
      share: 0.01,
      fits: ({ household }) => retiredCodesOf(household.areaCode).length > 0,
      soil: (row, random) => {
        row.cells.area_code = random.pick(retiredCodesOf(row.household.areaCode));
      },
    },
    { name: 'row-twice', share: TWICE, soil: again },
  ];
  if (!windows874)
    kinds.push({
      name: 'zero-width-space',
      share: 0.01,
      fits: has('first_name'),
      soil: change('first_name', (name) => `${name.slice(0, 3)}\u200b${name.slice(3)}`),
    });
  return kinds;
}

let retired: Map<string, string[]> | undefined;

/** The retired codes that lead to a present one. */
function retiredCodesOf(areaCode: string): readonly string[] {
  if (retired === undefined) {
    retired = new Map();
    for (const district of ['4303', '4304', '4306', '4309', '4310', '4311', '4312', '4313', '5003', '5303'])
      for (let number = 1; number < 30; number++) {
        const old = `${district}${String(number).padStart(2, '0')}`;
        const { code, translated } = translateRetiredArea(old);
        if (translated) retired.set(code, [...(retired.get(code) ?? []), old]);
      }
  }
  return retired.get(areaCode) ?? [];
}

export function targetDirt(): DirtKind[] {
  return [
    birthDateForms(),
    {
      name: 'birth-year-only',
      share: 0.01,
      fits: has('birth_date'),
      soil: (row) => {
        row.cells.birth_date = `00/00/${Number(row.person.birthDate.slice(0, 4)) + 543}`;
      },
    },
    { name: 'year-in-thai-digits', share: 0.01, soil: change('list_year', thaiDigits) },
    { name: 'year-of-two-digits', share: 0.01, soil: change('list_year', (year) => year.slice(2)) },
    {
      name: 'year-of-another-list',
      share: 0.002,
      rejectedFor: 'list-year-differs',
      soil: change('list_year', (year) => String(Number(year) - 1)),
    },
    {
      name: 'indicator-unknown',
      share: 0.002,
      rejectedFor: 'indicator-unknown',
      soil: change('indicators', (numbers) => `${numbers};41`),
    },
    {
      name: 'indicators-by-words',
      share: 0.01,
      soil: change('indicators', (numbers) => numbers.replaceAll(/\d+/gu, 'ตัวชี้วัดที่ $&')),
    },
  ];
}

export function surveyDirt({ today, windows874 = false }: DirtOptions): DirtKind[] {
  return [
    birthDateForms(),
    dayForms('survey_date'),
    future('survey_date', today),
    dayMissing('survey_date'),
    {
      name: 'older-survey',
      share: 0.004,
      fits: ({ household }) => household.houseCode !== undefined,
      soil: (row) => {
        const day = addDays(row.day, -40);
        return { ...row, day, cells: { ...row.cells, survey_date: writeDay(day, 'slashes') } };
      },
    },
    { name: 'no-problem', share: 0.02, soil: put('problems', '-', 'ไม่มี', '') },
    {
      name: 'card-by-sign',
      share: 0.02,
      soil: change('welfare_card', (card) => (card !== 'มี' ? '0' : windows874 ? '1' : '✓')),
    },
    { name: 'card-unreadable', share: 0.005, soil: put('welfare_card', 'รอตรวจสอบ') },
  ];
}

export function assistanceDirt({ today }: DirtOptions): DirtKind[] {
  return [
    dayForms('delivered_on'),
    future('delivered_on', today),
    dayMissing('delivered_on'),
    { name: 'amount-with-commas', share: 0.05, fits: has('cash_baht'), soil: change('cash_baht', withCommas) },
    {
      name: 'amount-in-baht',
      share: 0.04,
      fits: has('cash_baht'),
      soil: change('cash_baht', (amount) => `${withCommas(amount)} บาท`),
    },
    { name: 'amount-thai-digits', share: 0.02, fits: has('cash_baht'), soil: change('cash_baht', thaiDigits) },
    {
      name: 'amount-negative',
      share: 0.004,
      rejectedFor: 'money-negative',
      fits: has('cash_baht'),
      soil: change('cash_baht', (amount) => `-${amount}`),
    },
    {
      name: 'amount-unreadable',
      share: 0.002,
      rejectedFor: 'money-unreadable',
      soil: put('in_kind_baht', 'ตามใบเสร็จ', 'ประมาณพันกว่า'),
    },
    {
      name: 'agency-unknown',
      share: 0.004,
      rejectedFor: 'agency-unknown',
      soil: put('agency', 'ชมรมคนรักจังหวัด', 'มูลนิธิตัวอย่าง'),
    },
    {
      name: 'dimension-unknown',
      share: 0.003,
      rejectedFor: 'dimension-unknown',
      soil: put('dimension', 'ด้านอื่น ๆ', 'ทุกด้าน'),
    },
    { name: 'type-unknown', share: 0.01, soil: put('assistance_type', 'ตามภารกิจ', 'โครงการพิเศษ') },
    {
      name: 'help-twice-in-other-words',
      share: TWICE,
      fits: has('cash_baht'),
      soil: (row) => ({
        ...row,
        cells: {
          ...row.cells,
          delivered_on: writeDay(row.day, 'thai-digits'),
          cash_baht: `${withCommas(row.cells.cash_baht ?? '')} บาท`,
        },
      }),
    },
    {
      name: 'help-again-without-agency',
      share: TWICE,
      fits: has('agency'),
      soil: (row) => ({ ...row, cells: { ...row.cells, agency: '' } }),
    },
    {
      name: 'help-again-with-agency',
      share: TWICE,
      fits: has('agency'),
      soil: (row) => {
        const named = again(row);
        row.cells.agency = '';
        return named;
      },
    },
  ];
}

function birthDateForms(): DirtKind {
  return {
    name: 'birth-date-form',
    share: 0.04,
    fits: ({ cells, person }) => (cells.birth_date ?? '') !== '' && !person.onlyYear,
    soil: (row, random) => {
      row.cells.birth_date = writeDay(row.person.birthDate, random.pick(BIRTH_DAY_FORMS));
    },
  };
}

function dayForms(key: 'survey_date' | 'delivered_on'): DirtKind {
  return {
    name: 'date-form',
    share: 0.08,
    soil: (row, random) => {
      row.cells[key] = writeDay(row.day, random.pick(DAY_FORMS));
    },
  };
}

/** A B.E. year that a spreadsheet took for C.E. and moved on, or a slip of the year. */
function future(key: 'survey_date' | 'delivered_on', today: string): DirtKind {
  return {
    name: 'date-in-future',
    share: 0.004,
    rejectedFor: 'date-in-future',
    soil: (row, random) => {
      row.cells[key] = writeDay(addDays(today, random.whole(2, 400)), 'slashes');
    },
  };
}

function dayMissing(key: 'survey_date' | 'delivered_on'): DirtKind {
  return { name: 'date-missing', share: 0.002, rejectedFor: 'required-missing', soil: put(key, '', '-') };
}

function withCommas(amount: string): string {
  return amount.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** Plants each kind in rows of its own, and gives the rows in their order with the further ones. Changes the rows it is given. */
export function plantDirt(rows: readonly SampleRow[], kinds: readonly DirtKind[], random: SeededRandom): SampleRow[] {
  const after = new Map<SampleRow, SampleRow>();
  for (const kind of kinds) {
    let left = Math.max(1, Math.round(kind.share * rows.length));
    for (const row of random.apart(kind.name).shuffled(rows)) {
      if (left === 0) break;
      if (row.dirt !== undefined || kind.fits?.(row) === false) continue;
      row.dirt = kind.name;
      const further = kind.soil(row, random);
      if (further !== undefined) {
        after.set(row, { ...further, dirt: kind.name });
        row.dirt = 'first-of-two';
      }
      row.rejectedFor = kind.rejectedFor;
      left--;
    }
  }
  return rows.flatMap((row) => {
    const further = after.get(row);
    return further === undefined ? [row] : [row, further];
  });
}
