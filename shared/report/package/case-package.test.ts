import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';

import { figureAt, type CaseSection } from '#shared/domain/statistics/case-columns.ts';
import { QUARTER_SECTIONS } from '#shared/domain/statistics/report-b/columns.ts';
import { PROGRESS_SECTIONS } from '#shared/domain/statistics/report-c/columns.ts';
import type { ReportB } from '#shared/domain/statistics/report-b/shape.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { createCaseFigures } from '#shared/statistics/case-figures.ts';
import { caseWorkProvince } from '#shared/statistics/test/case-work-province.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';

import { createMemoryReportStore } from '../memory-report-store.ts';
import { progressPackage, quarterlyPackage, type CaseNames } from './case-package.ts';
import { createMemoryReportObjects } from './memory-report-objects.ts';
import { publish, type Publication } from './publish-package.ts';

const NOW = new Date('2026-10-06T00:10:00+07:00');

let lists: TargetList[];
let quarterly: ReportB & { revision: number };
let progress: ReportC & { revision: number };
let names: CaseNames;
let ofQuarter: Publication;
let ofMonth: Publication;

beforeAll(async () => {
  const province = await caseWorkProvince();
  lists = province.lists;
  const figures = createCaseFigures(province.dependencies());
  const asked = { area: '42', lists: ['L1'], revision: 0 };
  quarterly = { ...(await figures.quarterly({ ...asked, quarter: '2569-Q3' }, NOW)), revision: 0 };
  progress = { ...(await figures.progress({ ...asked, month: '2026-06', level: 'district' }, NOW)), revision: 0 };
  names = {
    organisations: [{ id: 'P1', nameTh: 'มูลนิธิตัวอย่าง', shortTh: null, parent: null }],
    rounds: new Map([['X1', 'Re-X-ray 2569']]),
    campaigns: new Map([['C1', '75/50/100']]),
  };
  ofQuarter = await quarterlyPackage(quarterly, lists, names);
  ofMonth = await progressPackage(progress, lists, names);
});

async function sheetsOf({ files }: Publication): Promise<Map<string, unknown[][]>> {
  const workbook = await readXlsx(files[0]?.bytes ?? new Uint8Array());
  return new Map(workbook.sheets.map(({ name, rows }) => [name, rows]));
}

const textOf = ({ files }: Publication, name: string): string =>
  new TextDecoder().decode(files.find((file) => file.name === name)?.bytes);

describe('the workbook', () => {
  it('of a quarter has the sheets of the contract, in their order', async () => {
    expect([...(await sheetsOf(ofQuarter)).keys()]).toEqual([
      'ปก',
      '1 กลไก',
      '2 เป้าหมายยกมาและคงเหลือ',
      '3 สภาพปัญหา',
      '3 ตัวชี้วัดที่ตกเกณฑ์',
      '4 ความช่วยเหลือ',
      '4 รายหน่วยงาน',
      '4 รายภาคี',
      '5 ขั้นการพัฒนา',
      '6 ครัวเรือนตกหล่น',
      '6 Re-X-ray',
      '7 เป้าหมายตามระยะเวลา',
      '8 ปัญหา อุปสรรค ข้อเสนอแนะ',
      '9 คุณภาพข้อมูล',
      'นิยาม',
    ]);
  });

  it('of a month has the sheets of the contract, in their order', async () => {
    expect([...(await sheetsOf(ofMonth)).keys()]).toEqual([
      'ปก',
      'ความก้าวหน้ารายพื้นที่',
      'ออกจากเป้าหมาย',
      'ห้ามิติ',
      'ข้อมูลซ้อนทับ',
      'เป้าหมายตามระยะเวลา',
      'ไม่เคลื่อนไหวเกิน 30 วัน',
      'นิยาม',
    ]);
  });

  it('says on its cover what the figures are, in Thai and in B.E.', async () => {
    const cover = new Map((await sheetsOf(ofQuarter)).get('ปก')?.map(([label, value]) => [label, value]));
    expect(Object.fromEntries(cover)).toMatchObject({
      พื้นที่: 'จ.เลย',
      ไตรมาส: 'ไตรมาสที่ 3 ปีงบประมาณ 2569',
      ตั้งแต่วันที่: '1 เม.ย. 2569',
      ถึงวันที่: '30 มิ.ย. 2569',
      ฉบับปรับปรุงที่: 0,
      'ข้อมูลที่ทราบ ณ': '5 ก.ค. 2569 เวลา 23:59:00 น.',
      'ครัวเรือนเป้าหมายเมื่อตรึงบัญชี (B)': 10,
      'ครัวเรือนเป้าหมายปรับปรุง (B_adj)': 8,
      ครัวเรือนที่เพิ่มหลังตรึงบัญชี: 1,
    });
  });

  it('has the figures of every unit, the total last, and the words of codes', async () => {
    const sheets = await sheetsOf(ofQuarter);
    const mechanism = sheets.get('1 กลไก')?.slice(2) ?? [];
    expect(mechanism.map(([unit]) => unit)).toEqual(['4201', '4201.1', '420101', '4202', '4203', '-']);
    expect(mechanism.map(([, name]) => name)).toEqual([
      'ศจพ. อำเภอ อ.เมืองเลย จ.เลย',
      expect.stringContaining('ศจพ. เทศบาลเมือง'),
      'ทีมปฏิบัติการในพื้นที่ ต.กุดป่อง อ.เมืองเลย จ.เลย',
      'ศจพ. อำเภอ อ.นาด้วง จ.เลย',
      expect.stringContaining('ศจพ. อำเภอ'),
      'รวม (นับไม่ซ้ำ)',
    ]);
    const targets = sheets.get('2 เป้าหมายยกมาและคงเหลือ')?.slice(2) ?? [];
    for (const [, , , opening, came, out, closing] of targets)
      expect(Number(opening) + Number(came) - Number(out)).toBe(Number(closing));
    expect(targets.slice(-18).map((row) => row[2])).toContain('ยืนยันว่าเดือดร้อนจริง');
    expect(targets.at(-1)?.slice(1, 4)).toEqual(['รวม (นับไม่ซ้ำ)', 'รวม', 10]);
    expect(sheets.get('4 รายหน่วยงาน')?.flat()).toContain('กรมการพัฒนาชุมชน');
    expect(sheets.get('6 Re-X-ray')?.flat()).toContain('Re-X-ray 2569');
    expect(sheets.get('7 เป้าหมายตามระยะเวลา')?.at(-1)?.slice(2)).toEqual([
      '75/50/100',
      'ช่วยเหลือและบันทึกผลแล้ว',
      100,
      '31 ธ.ค. 2569',
      10,
      10,
      3,
      '-',
      0,
      30,
      'เสี่ยง',
    ]);
  });
});

describe('the lists of columns', () => {
  const paths = (value: unknown, at = ''): string[] => {
    if (typeof value !== 'object' || value === null) return [at];
    return Object.entries(value).flatMap(([name, inner]) => paths(inner, at === '' ? name : `${at}.${name}`));
  };

  /** Figures of lines that no column shows, and columns that no line of the row has. */
  function unmatched<Row>(sections: readonly CaseSection<Row>[], row: Row): string[] {
    // What a line is of is said before its columns; sums by agency, type and sector have lines of their own.
    const said =
      /^(?:indicator|agency|assistanceType|sector|round|step|by(?:Agency|Type|Sector)\..*|by(?:Agency|Type|Sector))$/u;
    // Nobody counted accounts, and the province wrote no remarks.
    const empty = /^(?:accounts|problems|obstacles|suggestions)/u;
    return sections.flatMap(({ sheet, lines, columns }) => {
      const made = lines(row).map(({ of }) => of);
      const keys = columns.map(({ key }) => key);
      const known = [...new Set(made.flatMap((of) => paths(of)))];
      return [
        ...known.filter((path) => !keys.some((key) => key === path || key.startsWith(`${path}.`)) && !said.test(path)),
        ...keys.filter((key) => !empty.test(key) && made.every((of) => figureAt(of, key) === undefined)),
      ].map((name) => `${sheet}: ${name}`);
    });
  }

  it('name every figure of a line, and nothing that no line has', () => {
    const row = { ...progress.total, overlap: progress.overlap, campaigns: progress.campaigns };
    expect(unmatched(QUARTER_SECTIONS, quarterly.total)).toEqual([]);
    expect(unmatched(PROGRESS_SECTIONS, row)).toEqual([]);
  });
});

describe('a package', () => {
  it('holds the report as the API answers it, a CSV file of each table, and the dictionary', () => {
    expect(JSON.parse(textOf(ofQuarter, 'report.json'))).toEqual(JSON.parse(JSON.stringify(quarterly)));
    expect(JSON.parse(textOf(ofMonth, 'report.json'))).toEqual(JSON.parse(JSON.stringify(progress)));
    expect(ofMonth.files.map(({ name }) => name)).toEqual([
      'report.xlsx',
      'report.json',
      'progress.csv',
      'exits.csv',
      'dimensions.csv',
      'overlap.csv',
      'campaigns.csv',
      'no-movement.csv',
      'data-dictionary.md',
    ]);
    expect(textOf(ofQuarter, 'targets.csv').split('\r\n')[0]).toBe(
      'รหัสหน่วย,หน่วย,สถานะ,ยกมา,รับ,จำหน่าย,คงเหลือ,เข้าบัญชีในไตรมาส (ฐาน),เข้าบัญชีในไตรมาส (หลังตรึง)',
    );
  });

  it('is made of the same bytes each time', async () => {
    expect(await quarterlyPackage(quarterly, lists, names)).toEqual(ofQuarter);
    expect(await progressPackage(progress, lists, names)).toEqual(ofMonth);
  });

  it('is published under its period, with a manifest of its own', async () => {
    const objects = createMemoryReportObjects();
    const reports = createMemoryReportStore();
    const published = await publish({ objects, reports }, ofQuarter, NOW);
    expect(published).toMatchObject({ id: '2569-Q3-42-r0', report: 'B', month: '2026-06', quarter: '2569-Q3' });
    expect(published.files[0]?.name).toBe('report_2569-Q3_42_r0.xlsx');
    const manifest = JSON.parse(new TextDecoder().decode(objects.objects.get('packages/2569-Q3/42/r0/manifest.json')));
    expect(manifest).toMatchObject({ report: 'B', quarter: '2569-Q3', closedAt: '2026-07-05T23:59:00+07:00' });
    expect(manifest.files).toHaveLength(ofQuarter.files.length);
    expect((await publish({ objects, reports }, ofMonth, NOW)).id).toBe('progress-2026-06-42-r0');
  });
});
