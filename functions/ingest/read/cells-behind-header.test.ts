import { describe, expect, it } from 'vitest';
import { inlineRows, type RawSheet } from '#test/fixtures/files/raw-zip.ts';
import { HEADER, PERSON, book, csv, read } from '#functions/ingest/test/read-content.ts';

describe('cells behind the last header', () => {
  const warnings = async (content: string | Uint8Array): Promise<unknown[]> => {
    const { result } = await read(content);
    if (!result.ok) throw new Error(result.message);
    return result.fileProblems
      .filter(({ code }) => code === 'cells-behind-header')
      .map(({ row, sheet, severity, message }) => [row, sheet, severity, /ทั้งไฟล์ (\d+) แถว/.exec(message)?.[1]]);
  };

  it('are told once for a CSV, with the first row', async () => {
    const long = [...PERSON, 'เกิน'];
    expect(await warnings(csv([HEADER, PERSON, long, long, [...PERSON, '', 'ไกล']]))).toEqual([
      [3, undefined, 'warning', '3'],
    ]);
  });

  it('are told once for a workbook of several sheets, with the first row and its sheet', async () => {
    const sheet = (name: string, ...rows: string[][]): RawSheet => ({ name, xml: inlineRows([HEADER, ...rows]) });
    const content = book(sheet('ก', PERSON), sheet('ข', PERSON, [...PERSON, 'x']), sheet('ค', [...PERSON, 'y']));
    expect(await warnings(content)).toEqual([[3, 'ข', 'warning', '2']]);
  });

  it.each<[string, string | Uint8Array]>([
    ['nothing', csv([HEADER, PERSON])],
    ['blanks, dashes and what cannot be seen', csv([HEADER, [...PERSON, '', ' ', '\u00A0', '-', '\u200B']])],
    [
      'columns that we do not know',
      csv([
        [...HEADER, 'หมายเหตุ', '(บาท)'],
        [...PERSON, 'ก', 'ข'],
      ]),
    ],
    [
      'a title above, a sum and a signature below',
      csv([['ก', '', '', '', '', '', '', '', 'หน้า 1'], HEADER, PERSON, ['รวม', '1', '', '', '', '', '', '', '2']]),
    ],
    [
      'what stands under a header merged over two columns',
      book({
        name: 'ก',
        xml: `${inlineRows([HEADER, [...PERSON, 'ต่อ']])}<mergeCells><mergeCell ref="H1:I1"/></mergeCells>`,
      }),
    ],
    [
      'the error columns of an earlier round',
      csv([
        [...HEADER, 'ข้อผิดพลาด (ระบบ)', 'คอลัมน์ที่ต้องแก้ (ระบบ)'],
        [...PERSON, 'ผิด', 'ชื่อ'],
      ]),
    ],
  ])('are not %s', async (_, content) => expect(await warnings(content)).toEqual([]));

  it('stay behind it when error columns of an earlier round come after them', async () => {
    const header = [...HEADER, '', 'ข้อผิดพลาด (ระบบ)', 'คอลัมน์ที่ต้องแก้ (ระบบ)'];
    expect(await warnings(csv([header, [...PERSON, 'เกิน', 'ผิด', 'ชื่อ']]))).toEqual([[2, undefined, 'warning', '1']]);
  });
});
