import { readXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';

import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { reportC } from '#test/api/report-c.ts';

import { publishMonth, type Site } from './publish-month.ts';

const MONTH = '2026-10';
/** Bytes as text of a character each. */
let files: Map<string, string>;
let site: Site & { writes: string[] };
let reports: ReportC[];
beforeEach(() => {
  files = new Map();
  const writes: string[] = [];
  site = {
    writes,
    read: async (path) => files.get(path),
    write: async (path, bytes, lasting) => {
      const body = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1');
      if (lasting && files.has(path) && files.get(path) !== body && !writes.includes(path))
        throw new Error(`${path} was written before, and lasts`);
      writes.push(path);
      files.set(path, body);
    },
  };
  reports = [reportC('42', MONTH, { '4201': 60, '4202': 40 }, 0), reportC('31', MONTH, { '3101': 80, '3102': 90 }, 0)];
});

const find = (month: string, area: string): ReportC | undefined =>
  reports.find((report) => report.month === month && report.area === area);
const publish = (month = MONTH): Promise<number | null> =>
  publishMonth(month, {
    site,
    provinces: ['31', '42', '50'],
    snapshotOf: async (of, province) => {
      const progress = find(of, province);
      return progress && { progress };
    },
  });
const figuresOf = (path: string) => JSON.parse(files.get(path) ?? 'null');

describe('a publication', () => {
  it('is a page of each area in both languages, with its figures as files', async () => {
    expect(await publish()).toBe(0);
    expect([...files.keys()].filter((path) => path.includes('42')).toSorted()).toEqual([
      '2026-10/p0/42.csv',
      '2026-10/p0/42.geojson',
      '2026-10/p0/42.json',
      '2026-10/p0/42.xlsx',
      '2026-10/p0/en/42.html',
      '2026-10/p0/th/42.html',
      'en/42.html',
      'th/42.html',
    ]);
    expect(figuresOf('2026-10/p0/TH.json')).toMatchObject({
      area: 'TH',
      closed: true,
      total: { counts: { baseline: 270 }, hidden: 0 },
      rows: [{ area: '31' }, { area: '42', counts: { baseline: 100 } }],
    });
    const page = files.get('th/42.html') ?? '';
    for (const words of ['เลย', 'เมืองเลย', 'นาด้วง', '31 ต.ค. 2569', 'ฉบับที่ 0', '/figures/2026-10/p0/42.csv'])
      expect(page).toContain(words);
    expect(page).not.toMatch(/ style=|<script|https?:/u);
    expect(files.get('2026-10/p0/42.csv')?.split('\r\n')[1]).toMatch(
      /^2026-10,2026-10-31,4201,เมืองเลย,Mueang Loei,60,/u,
    );
  });

  it('has the nation as its own report counts it, a household of two provinces once, and is made anew when that changes', async () => {
    reports.push(reportC('TH', MONTH, { '31': 170, '42': 90 }, 0));
    await publish();
    expect(figuresOf('2026-10/p0/TH.json')).toMatchObject({
      revision: 0,
      total: { counts: { baseline: 260 } },
      rows: [{ counts: { baseline: 170 } }, { counts: { baseline: 100 } }],
    });
    expect(await publish()).toBe(null);
    reports[2] = reportC('TH', MONTH, { '31': 170, '42': 82 }, 1);
    expect(await publish()).toBe(1);
    expect(figuresOf('2026-10/p1/TH.json')).toMatchObject({ revision: 1, total: { counts: { baseline: 252 } } });
  });

  it('is a map for others, where what is hidden is null and named', async () => {
    reports = [reportC('42', MONTH, { '4201': 60, '4202': 3, '4203': 40, '9999': 20 }, 0)];
    await publish();
    const { type, features } = figuresOf('2026-10/p0/42.geojson');
    const [first, small, , nowhere] = features;
    expect([type, features.length, nowhere.geometry]).toEqual(['FeatureCollection', 4, null]);
    expect(first.properties).toMatchObject({
      area: '4201',
      name_th: 'เมืองเลย',
      baseline: 60,
      percent_helped: 100,
      hidden: '',
    });
    expect(small.properties).toMatchObject({ baseline: null, health_target: null, percent_helped: null });
    expect(small.properties.hidden).toContain('health_target');
    // Signed area of the outer ring: above 0 is anticlockwise.
    const [ring] = first.geometry.type === 'Polygon' ? first.geometry.coordinates : first.geometry.coordinates[0];
    const area = ring.slice(1).reduce((sum: number, [x, y]: number[], at: number) => {
      const [fromX = 0, fromY = 0] = ring[at];
      return sum + fromX * (y ?? 0) - (x ?? 0) * fromY;
    }, 0);
    expect(area).toBeGreaterThan(0);
  });

  it('is a workbook, where what is hidden is a word and no number', async () => {
    reports = [reportC('42', MONTH, { '4201': 60, '4202': 3, '4203': 40 }, 0)];
    await publish();
    const { sheets } = await readXlsx(Buffer.from(files.get('2026-10/p0/42.xlsx') ?? '', 'latin1'));
    expect(sheets.map(({ name }) => name)).toEqual(['ปก', 'รายพื้นที่']);
    const rows = sheets[1]?.rows.slice(2).map((row) => row.slice(0, 3));
    expect(rows).toEqual([
      ['4201', 'เมืองเลย', 60],
      ['4202', 'นาด้วง', 'ปกปิด'],
      ['4203', 'เชียงคาน', 'ปกปิด'],
      ['42', 'เลย', 103],
    ]);
  });

  it('says of an area without targets that it has none, and of a hidden one that it is hidden', async () => {
    reports = [reportC('42', MONTH, { '4201': 60, '4202': 3, '4203': 40, '4204': 0 }, 0)];
    await publish();
    const page = files.get('th/42.html') ?? '';
    const tips = [...page.matchAll(/<path class="(\w+)" data-area="(\d+)"[^>]*><title>[^<]* (\S+)<\/title>/gu)];
    const tipOf = (area: string): string[] =>
      tips.find(([, , of]) => of === area)?.filter((_, at) => at % 2 === 1) ?? [];
    expect([tipOf('4202'), tipOf('4204')]).toEqual([
      ['none', 'ปกปิด'],
      ['empty', 'ไม่มีเป้าหมาย'],
    ]);
  });

  it('is made once, and anew when a province has a revision that is not public', async () => {
    await publish();
    const count = site.writes.length;
    expect([await publish(), site.writes.length]).toEqual([null, count]);
    reports[0] = reportC('42', MONTH, { '4201': 70, '4202': 40 }, 1);
    expect(await publish()).toBe(1);
    expect([figuresOf('2026-10/p0/42.json'), figuresOf('2026-10/p1/42.json')]).toMatchObject([
      { revision: 0, total: { counts: { baseline: 100 } } },
      { revision: 1, total: { counts: { baseline: 110 } } },
    ]);
  });

  it('shows the month beside those before it, and what changed since the publication before', async () => {
    await publish();
    reports[0] = reportC('42', MONTH, { '4201': 70, '4202': 40 }, 1);
    await publish();
    const revised = (files.get('2026-10/p1/th/42.html') ?? '').replaceAll(/\s+/gu, ' ');
    expect(revised).toMatch(/ครัวเรือนเป้าหมาย<\/th> <td class="figure">100<\/td> ?<td class="figure">110<\/td>/u);
    expect(revised).toContain('<a href="/figures/2026-10/p0/th/42.html">ครั้งที่ 1</a>');
    expect(revised).not.toContain('เทียบกับเดือนและปีก่อน');
    reports = [reportC('42', '2026-11', { '4201': 80, '4202': 41 }, 0)];
    await publish('2026-11');
    const next = (files.get('th/42.html') ?? '').replaceAll(/\s+/gu, ' ');
    expect(next).toMatch(/พฤศจิกายน 2569<\/th> <td class="figure">121<\/td>/u);
    // The month before as it was published last, by its permanent link.
    expect(next).toMatch(
      /<a href="\/figures\/2026-10\/p1\/th\/42.html">ตุลาคม 2569<\/a>\s*<\/th> <td class="figure">110/u,
    );
    expect(next).not.toContain('ต่างจากการเผยแพร่ครั้งก่อน');
  });

  it('hides what a revision, or the next month, would tell of a few households', async () => {
    await publish();
    reports[0] = reportC('42', MONTH, { '4201': 62, '4202': 40 }, 1);
    await publish();
    const [changed, other] = figuresOf('2026-10/p1/42.json').rows;
    expect([changed.counts.baseline, other.counts.baseline]).toEqual([null, 40]);
    reports = [reportC('42', '2026-11', { '4201': 60, '4202': 41 }, 0)];
    expect(await publish('2026-11')).toBe(0);
    expect(figuresOf('2026-11/p0/42.json').rows[1].counts.baseline).toBe(null);
    expect(files.get('th/42.html')).toContain('30 พ.ย. 2569');
  });

  it('hides what an older month, an older publication or a later month would tell', async () => {
    const baselineOf = (month: string, publication: number): number | null =>
      figuresOf(`${month}/p${publication}/42.json`).total.counts.baseline;
    const put = (month: string, districts: Record<string, number>, revision: number): void => {
      reports = [...reports.filter((report) => report.month !== month), reportC('42', month, districts, revision)];
    };
    reports = [];
    put('2026-10', { '4201': 60, '4202': 40 }, 0);
    await publish('2026-10');
    put('2026-11', { '4201': 61, '4202': 40 }, 0);
    await publish('2026-11');
    put('2026-12', { '4201': 62, '4202': 40 }, 0);
    await publish('2026-12');
    expect([baselineOf('2026-11', 0), baselineOf('2026-12', 0)]).toEqual([null, null]);
    // A revision of a month that others have followed.
    put('2026-12', { '4201': 80, '4202': 40 }, 1);
    await publish('2026-12');
    put('2027-01', { '4201': 90, '4202': 40 }, 0);
    await publish('2027-01');
    put('2026-10', { '4201': 92, '4202': 40 }, 1);
    await publish('2026-10');
    expect([baselineOf('2027-01', 0), baselineOf('2026-10', 1)]).toEqual([130, null]);
    // The newest publication of 2026-10 hides this count; the first one shows 100.
    put('2027-02', { '4201': 63, '4202': 40 }, 0);
    await publish('2027-02');
    expect(baselineOf('2027-02', 0)).toBe(null);
  });

  it('reads a few earlier publications side by side, never all', async () => {
    const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((of) => `2026-${of}`);
    reports = months.map((month) => reportC('42', month, { '4201': 60, '4202': 40 }, 0));
    for (const month of months) await publish(month);
    const { read } = site;
    const open = new Map<string, number>();
    let most = 0;
    site.read = async (path) => {
      const [folder = ''] = path.split('/p');
      open.set(folder, (open.get(folder) ?? 0) + 1);
      most = Math.max(most, [...open.values()].filter((unread) => unread > 0).length);
      await new Promise(setImmediate);
      open.set(folder, (open.get(folder) ?? 0) - 1);
      return await read(path);
    };
    reports = [reportC('42', MONTH, { '4201': 60, '4202': 40 }, 0)];
    await publish();
    expect(most).toBe(4);
  });

  it('that was killed is the same when it is called again', async () => {
    const whole = new Map(await publish().then(() => files));
    for (let at = 1; at < whole.size; at += 3) {
      files.clear();
      site.writes.length = 0;
      const { write } = site;
      site.write = async (...given) => {
        if (site.writes.length === at) throw new Error('killed');
        await write(...given);
      };
      await expect(publish()).rejects.toThrow('killed');
      expect(files.has('index.json')).toBe(false);
      site.write = write;
      await publish();
      expect(files).toEqual(whole);
    }
  });

  it('is nothing while no province has figures', async () => {
    reports = [];
    expect([await publish(), files.size]).toEqual([null, 0]);
  });
});
