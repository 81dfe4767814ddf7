import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { COLUMNS, LOOKS } from '#shared/domain/statistics/report-a/columns.ts';
import { figureIn } from '#shared/domain/statistics/report-a/shape.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import { assistance, targetList } from '#shared/statistics/test/facts-province.ts';
import type { FactsProvince } from '#shared/statistics/test/facts-province.ts';
import { EXAMPLE_LIST, workedExample } from '#shared/statistics/test/worked-example.ts';
import { csvFile } from './csv-file.ts';
import { makePackage } from './make-package.ts';
import { packageSource } from './package-source.ts';
import type { PackageSource } from './package-source.ts';
import { createMemoryReportObjects } from './memory-report-objects.ts';
import { publishPackage } from './publish-package.ts';
import { createMemoryReportStore } from '../memory-report-store.ts';

async function sourceOf(province: FactsProvince, revision = 1): Promise<PackageSource> {
  const evaluation = createEvaluation(province.dependencies());
  const selection = { month: '2026-05', area: '42', lists: null };
  const made = await evaluation.evaluate([selection], new Date('2026-06-11T01:00:00+07:00'));
  const { report, matrices } = made.find((each) => each.report.revision === revision)!;
  return packageSource({ ...report, revision }, matrices, province.lists);
}

/** The example, where somebody who is not known also gave something, of which no value is known. */
function withUnknownGiver(): FactsProvince {
  const province = workedExample();
  province.add(
    'H4',
    '2026-05-26T09:00:00',
    assistance({ agency: null, dimension: 'living', deliveredOn: '2026-05-26' }),
  );
  return province;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

async function fileOf(source: PackageSource, name: string): Promise<Uint8Array> {
  const file = (await makePackage(source)).find((each) => each.name === name);
  expect(file).toBeDefined();
  return file!.bytes;
}

async function sheetsOf(source: PackageSource): Promise<Map<string, unknown[][]>> {
  const workbook = await readXlsx(await fileOf(source, 'report.xlsx'));
  return new Map(workbook.sheets.map((sheet) => [sheet.name, sheet.rows]));
}

describe('the workbook', () => {
  it('has one sheet for each table of the report', async () => {
    const sheets = await sheetsOf(await sourceOf(workedExample()));
    expect([...sheets.keys()]).toEqual([
      'หน้าแรก',
      'ภาพรวม',
      'ห้ามิติ',
      'มูลค่า',
      'ปัญหาและการส่งต่อ',
      'สะสมและการรายงาน',
      'รวม',
      'หน่วยงาน×มิติ',
      'หน่วยงาน×อำเภอ',
      'หน่วยงานที่ไม่รายงาน',
      'รายหน่วยงาน',
      'พจนานุกรมข้อมูล',
    ]);
  });

  it('shows in each look the columns that the page shows there, with the figures of the whole table', async () => {
    const sheets = await sheetsOf(await sourceOf(workedExample()));
    const whole = sheets.get('รายหน่วยงาน')!.slice(1);
    for (const [look, name] of Object.entries(LOOKS)) {
      const [, heads, ...rows] = sheets.get(name)!;
      const columns = COLUMNS.flatMap(({ page }, index) => (look in page ? [index + 2] : []));
      const shown = [0, 1, ...columns, COLUMNS.length + 2];
      expect([heads, ...rows]).toEqual(whole.map((row) => shown.map((index) => row[index])));
      expect(heads!.length, 'so many fit a page of A4').toBeLessThan(12);
    }
  });

  it('names the agencies and areas of the report in its dictionary', async () => {
    const [, , ...rows] = (await sheetsOf(await sourceOf(workedExample()))).get('พจนานุกรมข้อมูล')!;
    const named = (kind: string): unknown[] =>
      rows.filter(([group]) => group === kind).map((row) => [row[1], row[3]].join(' '));
    expect(named('หน่วยงาน')).toEqual(['cdd กรมการพัฒนาชุมชน', 'moph กระทรวงสาธารณสุข', 'moe กระทรวงศึกษาธิการ']);
    expect(named('พื้นที่')).toHaveLength(1 + 14);
    expect(named('พื้นที่').slice(0, 2)).toEqual(['42 เลย', '4201 เมืองเลย']);
    expect(named('ช่องของรายงาน')).toHaveLength(COLUMNS.length + 1);
    expect(rows.find(([, , json]) => json === 'baseline.frozen')?.[3]).toBe('B');
  });

  it('says on its first page what the figures are, in Thai and in B.E.', async () => {
    const page = (await sheetsOf(await sourceOf(workedExample()))).get('หน้าแรก')!;
    const header = new Map(page.map((row) => [row[0], row[1]]));
    expect(header.get('พื้นที่')).toBe('จ.เลย');
    expect(header.get('เดือน')).toBe('พฤษภาคม 2569');
    expect(header.get('ฉบับปรับปรุงที่')).toBe(1);
    expect(header.get('ข้อมูลที่ทราบ ณ')).toBe('10 มิ.ย. 2569 เวลา 23:59:59 น.');
    expect(header.get('ปิดรอบเดือน')).toBe('5 มิ.ย. 2569 เวลา 23:59:00 น.');
    expect(header.get('บัญชีเป้าหมาย')).toContain('ตรึงบัญชี 31 มี.ค. 2569 เวลา 16:30:00 น.');
    expect(header.get('ครัวเรือนเป้าหมายเมื่อตรึงบัญชี (B)')).toBe(6);
    expect(header.get('ครัวเรือนเป้าหมายปรับปรุง (B_adj)')).toBe(4);
    expect(header.get('ครัวเรือนที่เพิ่มหลังตรึงบัญชี')).toBe(0);
    expect(header.has('ผู้จัดทำ') && header.has('ผู้รับรอง')).toBe(true);
  });

  it('holds every figure of every agency, of the total and of the plain sums', async () => {
    const source = await sourceOf(withUnknownGiver());
    const { report } = source;
    const [, headers, ...rows] = (await sheetsOf(source)).get('รายหน่วยงาน')!;
    expect(headers).toHaveLength(COLUMNS.length + 3);
    const shown = (value: number | null): unknown => value ?? '-';
    expect(rows.map((row) => row.slice(2, -1))).toEqual([
      ...report.rows.map((row) => COLUMNS.map((column) => shown(figureIn(row, column)))),
      COLUMNS.map((column) => shown(figureIn(report.total, column))),
      COLUMNS.map((column) => shown(figureIn(report.summedRows, column))),
    ]);
    expect(rows.map((row) => row[1])).toEqual([
      'กรมการพัฒนาชุมชน',
      'กระทรวงสาธารณสุข',
      'กระทรวงศึกษาธิการ',
      'ไม่ระบุหน่วยงาน',
      'รวม (นับไม่ซ้ำ)',
      'ผลรวมของแถว (นับซ้ำ)',
    ]);
    const cash = COLUMNS.findIndex(({ key }) => key === 'cashBaht') + 2;
    expect(rows[3]?.[cash], 'records and no value: not 0').toBe('-');
    expect(rows[2]?.[cash], 'no record: 0').toBe(0);
  });

  it('has a column for every district and agrees with the report', async () => {
    const source = await sourceOf(workedExample());
    const [, headers, ...rows] = (await sheetsOf(source)).get('หน่วยงาน×อำเภอ')!;
    expect(headers).toHaveLength(14 + 4);
    expect(headers?.[2]).toBe('อ.เมืองเลย (4201)');
    const distinct = rows.at(-2)!;
    expect(distinct[2]).toBe(2);
    expect(distinct.at(-2)).toBe(source.report.total.households);
    expect(rows.map((row) => row[2]).slice(0, 3)).toEqual([2, 1, 0]);
  });

  it('lists the silent agencies', async () => {
    const province = workedExample();
    province.orders.push({ ...province.orders[0]!, version: 2, agencies: ['cdd', 'moph', 'moe', 'mol', 'moi'] });
    const [, , ...rows] = (await sheetsOf(await sourceOf(province))).get('หน่วยงานที่ไม่รายงาน')!;
    // The Ministry of Interior lives in its department of community development.
    expect(rows.map((row) => row.slice(0, 2))).toEqual([[1, 'mol']]);
  });

  it('keeps a text that looks like a formula a text', async () => {
    const province = workedExample();
    province.lists[0] = targetList({ id: EXAMPLE_LIST, name: '=HYPERLINK("http://x","y")' });
    const source = await sourceOf(province);
    const page = (await sheetsOf(source)).get('หน้าแรก')!;
    expect(page.find((row) => row[0] === 'บัญชีเป้าหมาย')?.[1]).toMatch(/^=HYPERLINK/u);
    const raw = Buffer.from(await fileOf(source, 'report.xlsx')).toString('utf8');
    // Stored, not compressed: the parts can be read as they lie in the file.
    expect(raw).toContain('<worksheet');
    expect(raw).not.toContain('<f>');
  });
});

/** The parts of a workbook as text. Stored, not compressed: each can be cut out between its header and the next. */
async function partsOf(source: PackageSource): Promise<Map<string, string>> {
  const bytes = Buffer.from(await fileOf(source, 'report.xlsx'));
  return new Map([...entriesOfStoredZip(bytes)].map(([name, part]) => [name, part.toString('utf8')]));
}

function* entriesOfStoredZip(zip: Buffer): Generator<[name: string, bytes: Buffer]> {
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    const start = at + 30 + zip.readUInt16LE(at + 26);
    const end = start + zip.readUInt32LE(at + 18);
    yield [zip.toString('utf8', at + 30, start), zip.subarray(start, end)];
    at = end;
  }
}

describe('the workbook on paper', () => {
  const sheetNames = [...Array(12).keys()].map((index) => `xl/worksheets/sheet${index + 1}.xml`);

  it('is A4 on its side, one page wide and as many as need be high, with the number of each page', async () => {
    const parts = await partsOf(await sourceOf(workedExample()));
    for (const name of sheetNames) {
      const xml = parts.get(name)!;
      expect(xml, name).toContain('<pageSetUpPr fitToPage="1"/>');
      expect(xml, name).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
      const footer = /<oddFooter>(.*)<\/oddFooter>/u.exec(xml)?.[1];
      expect(footer, name).toContain('จ.เลย · พฤษภาคม 2569 · ฉบับที่ 1');
      expect(footer, name).toContain('หน้า &amp;P จาก &amp;N');
    }
    expect(parts.has('xl/worksheets/sheet13.xml')).toBe(false);
  });

  it('repeats heading and heads of a table on every page, by names that Excel reads', async () => {
    const source = await sourceOf(workedExample());
    const sheets = [...(await sheetsOf(source)).keys()].slice(1);
    const workbook = (await partsOf(source)).get('xl/workbook.xml')!;
    const titles = [...workbook.matchAll(/<definedName name="_xlnm.Print_Titles" localSheetId="(\d+)">([^<]*)</gu)];
    expect(titles.map(([, id, range]) => [Number(id), range])).toEqual(
      sheets.map((name, index) => [index + 1, `'${name}'!$1:$2`]),
    );
  });

  it('keeps the heads of a table in sight on the screen, and filters its rows but not its sums', async () => {
    const source = await sourceOf(withUnknownGiver());
    const parts = await partsOf(source);
    const sheets = await sheetsOf(source);
    const filtered: Record<string, string | undefined> = {};
    for (const [index, name] of [...sheets.keys()].entries()) {
      const xml = parts.get(sheetNames[index]!)!;
      expect(/<pane [^>]*ySplit="2"[^>]* state="frozen"/u.test(xml), name).toBe(index > 0);
      filtered[name] = /<autoFilter ref="([^"]*)"\/>/u.exec(xml)?.[1];
    }
    const dictionary = sheets.get('พจนานุกรมข้อมูล')!.length;
    // Two rows of heads, three agencies and that which is not known.
    expect(filtered).toEqual({
      หน้าแรก: undefined,
      ภาพรวม: 'A2:K6',
      ห้ามิติ: 'A2:I6',
      มูลค่า: 'A2:H6',
      ปัญหาและการส่งต่อ: 'A2:K6',
      สะสมและการรายงาน: 'A2:I6',
      รวม: `A2:E${COLUMNS.length + 3}`,
      'หน่วยงาน×มิติ': 'A2:I6',
      'หน่วยงาน×อำเภอ': 'A2:R6',
      หน่วยงานที่ไม่รายงาน: undefined,
      รายหน่วยงาน: 'A2:AG6',
      พจนานุกรมข้อมูล: `A2:G${dictionary}`,
    });
    expect(sheets.get('หน่วยงานที่ไม่รายงาน')![2]?.[0]).toBe('ไม่มี');
  });

  it('has rows as high as their texts, in a font that is named with its Thai character set', async () => {
    const parts = await partsOf(await sourceOf(workedExample()));
    const heads: (number | undefined)[] = [];
    for (const name of sheetNames) {
      const rows = [...parts.get(name)!.matchAll(/<row r="(\d+)"([^>]*)>(<c)?/gu)].filter(([, , , cell]) => cell);
      const heights = new Map(
        rows.map(([, row, attributes]) => [row, Number(/ ht="([\d.]+)"/u.exec(attributes!)?.[1])]),
      );
      expect(Math.min(...heights.values()), name).toBeGreaterThanOrEqual(21);
      for (const [, , attributes] of rows) expect(attributes, name).toContain('customHeight="1"');
      heads.push(heights.get('2'));
    }
    // Heads of several lines; those of tables with many columns are upright and as high as they are long.
    expect(heads).toEqual([undefined, 96, 96, 72, 96, 96, 48, 48, 147, 48, 245, 21]);
    const fonts = parts.get('xl/styles.xml')!.match(/<font>.*?<\/font>/gu)!;
    for (const font of fonts)
      expect([font.includes('<name val="TH Sarabun New"/>'), font.includes('<charset val="222"/>')]).toEqual([
        true,
        true,
      ]);
    expect(parts.get('xl/styles.xml')).toContain('textRotation="90"');
  });
});

describe('CSV', () => {
  it('is UTF-8 with BOM, CRLF and Arabic digits, with a dash for null', async () => {
    const text = textOf(await fileOf(await sourceOf(withUnknownGiver()), 'agencies.csv'));
    expect(text.startsWith('\uFEFFรหัสหน่วยงาน,หน่วยงาน,A1 ')).toBe(true);
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(1 + 4 + 2 + 1);
    expect(lines[1]).toMatch(/^cdd,กรมการพัฒนาชุมชน,2,2,0,3,/u);
    expect(lines[4]).toMatch(/^-,ไม่ระบุหน่วยงาน,1,/u);
    expect(text).not.toMatch(/[๐-๙]/u);
  });

  it('defuses formulas and quotes what would break a line', () => {
    const table = {
      sheet: 's',
      file: 'f',
      columns: [{ header: 'ก', format: 'text' as const }],
      rows: [['=1+1'], ['+66'], ['-1'], ['@x'], ['\t=1'], ['a,"b"\nc'], [null], [-0.5]],
      sums: 0,
    };
    expect(textOf(csvFile(table))).toBe(
      ['\uFEFFก', `'=1+1`, `'+66`, `'-1`, `'@x`, `'\t=1`, `"a,""b""\nc"`, '-', '-0.5', ''].join('\r\n'),
    );
  });
});

describe('the same figures', () => {
  it('give the same bytes, in this process and in another', async () => {
    const digests = async (): Promise<Record<string, string>> => {
      const files = await makePackage(await sourceOf(workedExample()));
      return Object.fromEntries(
        files.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]),
      );
    };
    const first = await digests();
    expect(await digests()).toEqual(first);
    const script = fileURLToPath(new URL('test/print-digests.ts', import.meta.url));
    const elsewhere: unknown = JSON.parse(
      // A clock and a zone of its own: neither may be in a file.
      execFileSync(process.execPath, [script], { encoding: 'utf8', env: { ...process.env, TZ: 'America/New_York' } }),
    );
    expect(elsewhere).toEqual(first);
  });

  it('of an older revision are not changed by what became of the list since', async () => {
    const province = workedExample();
    const { report, matrices, lists } = await sourceOf(province, 0);
    province.lists[0] = targetList({ id: EXAMPLE_LIST, status: 'SUPERSEDED', version: 9 });
    expect(packageSource(report, matrices, province.lists).lists).toEqual(lists);
  });
});

describe('publishing', () => {
  const now = new Date('2026-06-11T00:20:00+07:00');

  it('tells size and digest of each file in the manifest', async () => {
    const source = await sourceOf(workedExample());
    const objects = createMemoryReportObjects();
    const published = await publishPackage({ objects, reports: createMemoryReportStore() }, source, now);
    const manifest: unknown = JSON.parse(textOf(objects.objects.get(published.manifestKey)!));
    expect(manifest).toMatchObject({
      month: '2026-05',
      area: '42',
      areaName: 'จ.เลย',
      revision: 1,
      asOf: '2026-06-10T23:59:59+07:00',
      closedAt: '2026-06-05T23:59:00+07:00',
      definitions: source.report.definitions,
      lists: [{ id: EXAMPLE_LIST, yearBe: 2569, phase: 1, frozenAt: '2026-03-31T16:30:00+07:00' }],
    });
    expect(published.files).toHaveLength(8);
    for (const file of published.files) {
      const bytes = objects.objects.get(file.key)!;
      expect(file.name).toMatch(/^[a-z-]+_2026-05_42_r1\.(xlsx|csv|json|md)$/u);
      expect(file.key).toBe(`packages/2026-05/42/r1/${file.name.replace('_2026-05_42_r1', '')}`);
      expect(file.size).toBe(bytes.length);
      expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    expect(manifest).toHaveProperty(
      'files',
      published.files.map(({ name, size, sha256, contentType }) => ({ name, size, sha256, contentType })),
    );
  });

  it('puts all files with their manifest in one zip, whose digest stands beside them', async () => {
    const objects = createMemoryReportObjects();
    const source = await sourceOf(workedExample());
    const published = await publishPackage({ objects, reports: createMemoryReportStore() }, source, now);
    const { files, archive, manifestKey } = published;
    expect(archive).toMatchObject({ name: 'package_2026-05_42_r1.zip', contentType: 'application/zip' });
    const zip = Buffer.from(objects.objects.get(archive!.key)!);
    expect([zip.length, createHash('sha256').update(zip).digest('hex')]).toEqual([archive!.size, archive!.sha256]);
    expect(Object.fromEntries(entriesOfStoredZip(zip))).toEqual(
      Object.fromEntries(
        [...files, { name: 'manifest.json', key: manifestKey }].map(({ name, key }) => [
          name,
          Buffer.from(objects.objects.get(key)!),
        ]),
      ),
    );
  });

  it('goes on after being killed at any object, and overwrites nothing', async () => {
    const source = await sourceOf(workedExample());
    const whole = createMemoryReportObjects();
    await publishPackage({ objects: whole, reports: createMemoryReportStore() }, source, now);
    for (let survives = 0; survives <= 11; survives += 1) {
      const objects = createMemoryReportObjects();
      const reports = createMemoryReportStore();
      let left = survives;
      const dying = {
        ...objects,
        put: async (key: string, bytes: Uint8Array, contentType: string): Promise<Uint8Array> => {
          if (left === 0) throw new Error('killed');
          left -= 1;
          return objects.put(key, bytes, contentType);
        },
      };
      await publishPackage({ objects: dying, reports }, source, now).catch(() => undefined);
      await publishPackage({ objects, reports }, source, now);
      await publishPackage({ objects, reports }, source, new Date(now.getTime() + 1000));
      expect(objects.objects).toEqual(whole.objects);
      expect(await reports.list(undefined, 10)).toHaveLength(1);
      expect((await reports.get('2026-05-42-r1'))?.publishedAt).toBe(now.toISOString());
    }
  });

  it('describes what stands when an attempt before it left other bytes', async () => {
    const source = await sourceOf(workedExample());
    const objects = createMemoryReportObjects();
    const standing = new TextEncoder().encode('an older rendering');
    await objects.put('packages/2026-05/42/r1/total.csv', standing, 'text/csv');
    const published = await publishPackage({ objects, reports: createMemoryReportStore() }, source, now);
    expect(published.files.find(({ name }) => name.startsWith('total_'))).toMatchObject({ size: standing.length });
  });
});
