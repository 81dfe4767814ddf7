import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { UPLOAD_SOURCES, type FileRow, type UploadSource } from '#shared/domain/intake/cells/row.ts';
import { EXAMPLE_ROW } from '#shared/domain/intake/columns/example-row.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import { writeTextWorkbook, type TextSheet } from '#shared/spreadsheet/text-workbook.ts';
import { LIMITS } from '#shared/spreadsheet/limits.ts';
import { account, createInProcessApi } from '#test/api/in-process-api.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';

const importer = account('DATA_IMPORTER', { area: '42' });

async function templateOf(source: string): Promise<Buffer> {
  const { status, headers, body } = await createInProcessApi().request(
    importer,
    'GET',
    `/v1/upload-templates/${source}`,
  );
  expect([status, headers['content-type']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
  expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''.+\.xlsx$/);
  return body;
}

/** Heads of columns that every row needs. */
const NEEDED: Readonly<Record<UploadSource, readonly string[]>> = {
  'tpmap-targets': ['ปีข้อมูล *'],
  'thaiqm-survey': ['วันที่สำรวจ *'],
  'bmn-survey': ['วันที่สำรวจ *'],
  'welfare-register': ['บัตรสวัสดิการแห่งรัฐ *', 'ปีข้อมูล *'],
  'missed-households': ['วันที่สำรวจ *'],
  assistance: ['มิติ *', 'วันที่ให้ความช่วยเหลือ *'],
};

type Cells = Map<string, string[][]>;

async function cellsOf(file: string): Promise<Cells> {
  const table = await openTable(file, LIMITS);
  const sheets: Cells = new Map();
  for (const sheet of table.sheets) {
    const rows: string[][] = [];
    for await (const batch of sheet.batches()) for (const { row, cells } of batch) rows[row - 1] = [...cells];
    sheets.set(
      sheet.name,
      Array.from(rows, (row) => row ?? []),
    );
  }
  await table.close();
  return sheets;
}

/** The template as an office fills it in: the rows come under the example, or in its place. */
async function filled(
  source: UploadSource,
  change: (rows: string[][]) => string[][],
): Promise<{ result: Awaited<ReturnType<typeof readUploadedFile>>; rows: FileRow[] }> {
  using folder = temporaryFolder();
  const sheets = await cellsOf(folder.file(await templateOf(source)));
  const out = join(folder.path, 'filled.xlsx');
  await writeTextWorkbook(
    out,
    [...sheets].map(([name, rows], at): TextSheet => ({
      name,
      rows: (at === 0 ? change(rows) : rows).map((cells, index) => ({ row: index + 1, cells })),
    })),
  );
  const result = await readUploadedFile({
    file: out,
    source,
    context: { scopeAreas: ['42'] },
    outDir: join(folder.path, 'chunks'),
    today: '2026-06-10',
  });
  const rows = result.ok
    ? await Promise.all(result.chunks.map(async ({ path }) => (await readFile(path, 'utf8')).trim().split('\n')))
    : [];
  return { result, rows: rows.flat().map((line) => JSON.parse(line) as FileRow) };
}

const somebody = (row: readonly string[]): string[] =>
  row.map((cell) =>
    cell === EXAMPLE_ROW.citizen_id ? citizenIdOf(1) : cell === 'ตัวอย่าง' ? 'สมใจ' : cell.replace('ไม่นำเข้าแถวนี้', 'ใจดี'),
  );

describe.each(UPLOAD_SOURCES)('the template of %s', (source) => {
  it('is read with the rows that are filled in, its example is no row, its other sheets are no fault', async () => {
    const { result, rows } = await filled(source, ([head = [], example = []]) => [head, example, somebody(example)]);
    expect(result).toMatchObject({ ok: true, rows: 1, fileProblems: [] });
    expect(rows).toMatchObject([
      {
        row: 3,
        problems: [],
        values: { citizenId: citizenIdOf(1), firstName: 'สมใจ', areaCode: '420101', addressNo: '12/3', moo: 4 },
      },
    ]);
    const replaced = await filled(source, ([head = [], example = []]) => [head, somebody(example)]);
    expect(replaced.result).toMatchObject({ ok: true, rows: 1 });
  });

  it('sent back as it was given has no row', async () => {
    expect((await filled(source, (rows) => rows)).result).toMatchObject({ ok: false, code: 'file-empty' });
  });

  it('is no row without its ID either, and one that is typed over in part is told of the rest', async () => {
    const without = (text: string, to: string) => (row: readonly string[]) =>
      row.map((cell) => (cell === text ? to : cell));
    const blank = await filled(source, ([head = [], example = []]) => [
      head,
      without(EXAMPLE_ROW.citizen_id, '')(example),
      somebody(example),
    ]);
    expect(blank.result).toMatchObject({ ok: true, rows: 1 });
    for (const [text, to] of [
      [EXAMPLE_ROW.citizen_id, citizenIdOf(2)],
      [EXAMPLE_ROW.first_name, 'สมหมาย'],
    ] as const) {
      const { rows } = await filled(source, ([head = [], example = []]) => [head, without(text, to)(example)]);
      expect(rows).toMatchObject([{ row: 2, problems: [{ severity: 'error', code: 'example-left' }] }]);
    }
  });

  it('says of every column whether it is needed, and offers what may be chosen', async () => {
    using folder = temporaryFolder();
    const file = folder.file(await templateOf(source));
    const sheets = await cellsOf(file);
    const [head = []] = sheets.get('ข้อมูล') ?? [];
    expect((sheets.get('วิธีกรอก') ?? []).slice(1, head.length + 1).map(([thai]) => thai)).toEqual(
      head.map((cell) => cell.replace(' *', '')),
    );
    expect(sheets.get('ค่าที่ใช้ได้')?.[0]).toContain('บัตรสวัสดิการแห่งรัฐ');
    expect(head.filter((cell) => cell.endsWith(' *'))).toEqual(NEEDED[source]);
    expect(await templateOf(source)).toEqual(await templateOf(source));
  });
});

describe('templates', () => {
  it('are of the sources of files, for who may send them', async () => {
    const api = createInProcessApi();
    const of = (who: Parameters<typeof api.request>[0], source: string) =>
      api.request(who, 'GET', `/v1/upload-templates/${source}`);
    expect((await of(importer, 'party')).body.code).toBe('route-not-found');
    expect((await of(account('MENTOR', { area: '4201' }), 'assistance')).status).toBe(403);
    expect((await of(account('AGENCY_FOCAL', { agency: 'cdd' }), 'assistance')).status).toBe(200);
  });
});
