import type { FileHandle } from 'node:fs/promises';
import { CsvRecords } from './csv-records.ts';
import type { Limits } from './limits.ts';
import type { Table, TableRow } from './table.ts';
import { decodedText, type TextEncodingName } from './text-encoding.ts';

/** How a text file is cut into cells. */
export type CsvForm = {
  encoding: TextEncodingName;
  delimiter: string;
  /** The first line says which delimiter it is (`sep=;`), and is no row. */
  said?: true;
};

/** Opens a text file of this form as one unnamed sheet. Rows are parsed as they are asked for; memory does not grow with the file. */
export function openCsv(file: FileHandle, size: number, limits: Limits, form: CsvForm): Table {
  const { encoding, delimiter } = form;
  return {
    kind: 'csv',
    csv: form,
    textBytes: encoding === 'utf-8' ? size : encoding === 'windows-874' ? size * 3 : size * 1.5,
    sheets: [
      {
        name: '',
        hidden: false,
        merges: [],
        widths: new Map(),
        batches: () => csvBatches(file, size, encoding, delimiter, limits),
      },
    ],
    close: () => file.close(),
  };
}

async function* csvBatches(
  file: FileHandle,
  size: number,
  encoding: TextEncodingName,
  delimiter: string,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  const records = new CsvRecords(delimiter, limits);
  for await (const text of decodedText(file, size, encoding)) {
    const rows = records.push(text);
    if (rows.length > 0) yield rows;
  }
  const rows = records.end();
  if (rows.length > 0) yield rows;
}
