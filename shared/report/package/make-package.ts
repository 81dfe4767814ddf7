import { areaLabel } from '#shared/reference/area-names.ts';
import { thaiMonthName } from '#shared/thai/bangkok-time.ts';

import { csvFile } from './csv-file.ts';
import { dataDictionary } from './data-dictionary.ts';
import type { PackageSource } from './package-source.ts';
import { dictionaryTable } from './dictionary-table.ts';
import { agencyLooks, headerLines, packageTables, type PackageTable } from './package-tables.ts';
import { workbookFile, XLSX, type Workbook } from './workbook-file.ts';

export type MadeFile = { name: string; bytes: Uint8Array; contentType: string };

const TITLE = 'รายงานสถิติการให้ความช่วยเหลือครัวเรือนเป้าหมาย รายหน่วยงาน รายเดือน';

const NOTES = [
  '“-” คือไม่มีข้อมูลหรือคำนวณไม่ได้ ส่วน 0 คือนับแล้วไม่มี',
  'แถว “รวม (นับไม่ซ้ำ)” นับครัวเรือน บุคคล และรายการเพียงครั้งเดียว ส่วน “ผลรวมของแถว (นับซ้ำ)” คือการบวกแถวตรง ๆ',
  'ครัวเรือนที่ได้รับความช่วยเหลือหลายมิติหรือจากหลายหน่วยงานอยู่ได้หลายช่อง',
  'คำอธิบายของทุกช่อง ชื่อหน่วยงาน และชื่อพื้นที่อยู่ในแผ่น “พจนานุกรมข้อมูล”',
];

/** The workbook of Report A: a first page, the looks of the agencies' table that fit a page, the other tables, and the dictionary. */
function workbookOf(source: PackageSource, tables: readonly PackageTable[]): Workbook {
  const { area, month, revision, asOf } = source.report;
  const [agencies, ...others] = tables;
  return {
    title: TITLE,
    subject: `${areaLabel(area)} · ${thaiMonthName(month)} · ฉบับที่ ${revision}`,
    asOf,
    firstPage: { sheet: 'หน้าแรก', lines: headerLines(source), notes: NOTES },
    // All columns side by side are for the screen: they come after what is read on paper.
    tables: [...agencyLooks(source), ...others, ...(agencies ? [agencies] : []), dictionaryTable(source)],
  };
}

/** The files of the NESDC package but for its manifest. A pure function: the same source gives the same bytes. */
export async function makePackage(source: PackageSource): Promise<MadeFile[]> {
  const tables = packageTables(source);
  return [
    { name: 'report.xlsx', bytes: await workbookFile(workbookOf(source, tables)), contentType: XLSX },
    {
      name: 'report.json',
      bytes: text(`${JSON.stringify(source.report, null, 2)}\n`),
      contentType: 'application/json',
    },
    ...tables.map((table) => ({
      name: `${table.file}.csv`,
      bytes: csvFile(table),
      contentType: 'text/csv; charset=utf-8',
    })),
    {
      name: 'data-dictionary.md',
      bytes: text(dataDictionary(source.report.definitions)),
      contentType: 'text/markdown; charset=utf-8',
    },
  ];
}

export function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
