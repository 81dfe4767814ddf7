import { csvFile } from './csv-file.ts';
import { dataDictionary } from './data-dictionary.ts';
import type { PackageSource } from './package-source.ts';
import { packageTables } from './package-tables.ts';
import { workbookFile } from './workbook-file.ts';

export type MadeFile = { name: string; bytes: Uint8Array; contentType: string };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The files of the NESDC package but for its manifest. A pure function: the same source gives the same bytes. */
export async function makePackage(source: PackageSource): Promise<MadeFile[]> {
  const tables = packageTables(source);
  return [
    { name: 'report.xlsx', bytes: await workbookFile(source, tables), contentType: XLSX },
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

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
