import { DEFINITIONS_TEXT, DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { COLUMNS, REPORTING_STATUS } from '#shared/domain/statistics/report-a/columns.ts';
import { findAgency } from '#shared/reference/agencies.ts';
import { areaLabel, areaNameTh } from '#shared/reference/area-names.ts';
import { TERMS } from './data-dictionary.ts';
import { organisationIn, type PackageSource } from './package-source.ts';
import type { PackageTable, TableCell } from './package-tables.ts';

/** Heads and widths in characters. */
const COLUMNS_OF_DICTIONARY: readonly (readonly [string, number])[] = [
  ['หมวด', 14],
  ['รหัส', 14],
  ['ชื่อใน JSON', 28],
  ['ชื่อ', 38],
  ['English', 42],
  ['หน่วยนับ', 11],
  ['ความหมาย', 62],
];

/** The data dictionary as a sheet: terms, columns, and the names of the agencies and areas whose codes are in the package. */
export function dictionaryTable(source: PackageSource): PackageTable {
  const { report, matrices } = source;
  return {
    sheet: 'พจนานุกรมข้อมูล',
    file: 'data-dictionary',
    columns: COLUMNS_OF_DICTIONARY.map(([header, width]) => ({ header, format: 'text', width })),
    rows: [
      ['คำที่ใช้', '', 'definitions', 'นิยามตัวชี้วัดฉบับ', '', '', definitionsMeaning(report.definitions)],
      ...TERMS.map(termLine),
      ...[...COLUMNS, { ...REPORTING_STATUS, unit: '' }].map((column): TableCell[] => [
        'ช่องของรายงาน',
        column.code,
        column.key,
        column.th,
        column.en,
        column.unit,
        column.definition,
      ]),
      ...report.rows.flatMap(({ agency }) => (agency === null ? [] : [agencyLine(source, agency)])),
      ...[report.area, ...matrices.agencyByDistrict.columns].map((code): TableCell[] => [
        'พื้นที่',
        code,
        '',
        areaNameTh(code) ?? code,
        '',
        '',
        areaLabel(code),
      ]),
    ],
    sums: 0,
  };
}

function definitionsMeaning(definitions: string): string {
  return definitions === DEFINITIONS_VERSION ? `${definitions} · ${DEFINITIONS_TEXT}` : definitions;
}

/** A term, which names its place in JSON in brackets, in the marks of Markdown. */
function termLine([term, meaning]: readonly [string, string]): TableCell[] {
  const [, name = term, json = ''] = /^(.*) \(`(.*)`\)$/u.exec(term) ?? [];
  return ['คำที่ใช้', '', json, name, '', '', meaning];
}

function agencyLine(source: PackageSource, slug: string): TableCell[] {
  const agency = organisationIn(source, slug);
  const parent = agency?.parent ? organisationIn(source, agency.parent) : undefined;
  const meaning = [agency?.shortTh ? `ชื่อย่อ ${agency.shortTh}` : '', parent ? `สังกัด${parent.nameTh}` : ''];
  return [
    'หน่วยงาน',
    slug,
    '',
    agency?.nameTh ?? slug,
    findAgency(slug)?.nameEn ?? '',
    '',
    meaning.filter(Boolean).join(' · '),
  ];
}
