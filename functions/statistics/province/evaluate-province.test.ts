import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import type { ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { createMemoryReportStore } from '#shared/report/memory-report-store.ts';
import { createMemoryReportObjects } from '#shared/report/package/memory-report-objects.ts';
import { createCaseFigures } from '#shared/statistics/case-figures.ts';
import { quartersOfFiscalYear } from '#shared/domain/statistics/quarter.ts';
import { progressKey, quarterlyKey, selectionKey } from '#shared/statistics/selection.ts';
import { newestSnapshot, writeSnapshot } from '#shared/statistics/snapshots.ts';
import { caseWorkProvince } from '#shared/statistics/test/case-work-province.ts';
import { at, revisionsOf } from '#shared/statistics/test/facts-province.ts';
import type { FactsProvince } from '#shared/statistics/test/facts-province.ts';
import { EXAMPLE_LIST, workedExample } from '#shared/statistics/test/worked-example.ts';
import { evaluateProvince } from './evaluate-province.ts';
import type { ProvinceDependencies } from './evaluate-province.ts';

const bangkok = (moment: string): Date => new Date(`${moment}+07:00`);

const nightly = (months: string[], province = '42'): ProvinceItem => ({
  province,
  months,
  quarters: [],
  unevaluatedOnly: false,
});

function world(province: FactsProvince, now: string) {
  const objects = createMemoryReportObjects();
  const reports = createMemoryReportStore();
  const slept: number[] = [];
  const dependencies: ProvinceDependencies = {
    ...province.dependencies(),
    objects,
    reports,
    now: () => bangkok(now),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
  };
  return { objects, reports, slept, dependencies };
}

const idsOf = async (
  reports: ProvinceDependencies['reports'] & { list: ReturnType<typeof createMemoryReportStore>['list'] },
) => (await reports.list(undefined, 100)).map(({ id }) => id).toSorted();

describe('a province', () => {
  it('evaluates all lists and each published list, and packs each revision of all lists', async () => {
    const province = workedExample();
    const { dependencies, reports } = world(province, '2026-06-11T00:10:00');
    const answer = await evaluateProvince(nightly(['2026-04', '2026-05']), dependencies);
    expect(answer).toEqual({
      ok: true,
      province: '42',
      // Eight of Report A, twelve of Report C by district and by sub-district, and eight of the parts of the nation.
      revisions: 28,
      packages: [
        ...['2026-04-42-r0', '2026-04-42-r1', '2026-05-42-r0', '2026-05-42-r1'],
        ...['progress-2026-04-42-r0', 'progress-2026-04-42-r1', 'progress-2026-05-42-r0', 'progress-2026-05-42-r1'],
      ],
    });
    expect(await idsOf(reports)).toEqual(answer.packages);
    for (const lists of [null, [EXAMPLE_LIST]]) {
      const revisions = await revisionsOf(province.statistics, { month: '2026-05', area: '42', lists });
      expect(revisions.map(({ asOf }) => asOf)).toEqual(['2026-06-05T23:59:00+07:00', '2026-06-10T23:59:59+07:00']);
    }
  });

  it('leaves one snapshot of the figures that stand, and another when one of them is revised', async () => {
    const province = workedExample();
    const { dependencies } = world(province, '2026-06-06T00:10:00');
    const snapshot = async () => await newestSnapshot(province.statistics, '2026-05', '42');
    await evaluateProvince(nightly(['2026-05']), dependencies);
    expect(await snapshot()).toMatchObject({ area: '42', number: 0, agencies: { revision: 0 } });
    await evaluateProvince(nightly(['2026-05']), { ...dependencies, now: () => bangkok('2026-06-11T00:10:00') });
    const revisions = { agencies: { revision: 1 }, progress: { revision: 1 }, subdistricts: { revision: 1 } };
    expect(await snapshot()).toMatchObject({ number: 3, ...revisions });
    const of = { month: '2026-05', area: '42', lists: null };
    expect(await snapshot()).toMatchObject({
      agencies: await province.statistics.revision(selectionKey(of), 1),
      progress: (await province.statistics.caseRevision(progressKey({ ...of, level: 'district' }), 1)) ?? {},
      subdistricts: { level: 'subdistrict' },
    });
    expect(await newestSnapshot(province.statistics, '2026-04', '42')).toBeUndefined();
  });

  it('after a close writes no snapshot of figures of an earlier release, which the night makes anew', async () => {
    const province = workedExample();
    const { dependencies } = world(province, '2026-05-06T00:05:00');
    await evaluateProvince(nightly(['2026-04']), dependencies);
    const { evaluatedThrough, revision } = province.statistics;
    const statistics: typeof province.statistics = {
      ...province.statistics,
      evaluatedThrough: async (key) => (key.month === 'snapshot-2026-04' ? undefined : await evaluatedThrough(key)),
      revision: async (key, number) => {
        const report = await revision(key, number);
        return report && key.month === '2026-04' ? { ...report, baseline: JSON.parse('{}') } : report;
      },
    };
    const closing = { ...dependencies, statistics, now: () => bangkok('2026-06-06T00:05:00') };
    const item = { ...nightly(['2026-04', '2026-05']), unevaluatedOnly: true };
    expect((await evaluateProvince(item, closing)).packages).toEqual(['2026-05-42-r0', 'progress-2026-05-42-r0']);
  });

  it('writes no snapshot of what is not what its contract says', async () => {
    const province = workedExample();
    const { dependencies } = world(province, '2026-06-06T00:10:00');
    await evaluateProvince(nightly(['2026-05']), dependencies);
    const { statistics } = province;
    const broken = {
      ...statistics,
      evaluatedThrough: async () => ({ asOf: '', revision: 7 }),
      caseRevision: async () => ({ month: '2026-05', area: '42' }),
    };
    await expect(writeSnapshot(broken, { month: '2026-05', area: '42' }, new Date())).rejects.toThrow(ZodError);
    expect(await newestSnapshot(statistics, '2026-05', '42')).toMatchObject({ number: 0 });
  });

  it('reads its facts once for all kinds of report and many months', async () => {
    const province = workedExample();
    const { dependencies } = world(province, '2026-06-11T00:10:00');
    await evaluateProvince(nightly(['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05']), dependencies);
    expect(province.reads.length).toBeLessThanOrEqual(new Set(province.reads).size + 1);
  });

  it('does nothing the second time', async () => {
    const province = workedExample();
    const { dependencies, objects } = world(province, '2026-06-11T00:10:00');
    await evaluateProvince(nightly(['2026-05']), dependencies);
    const before = new Map(objects.objects);
    province.reads.length = 0;
    const again = await evaluateProvince(nightly(['2026-05']), dependencies);
    expect(again).toMatchObject({ revisions: 0, packages: [] });
    // Only whether there is a household at all.
    expect(province.reads).toEqual(['4201']);
    expect(objects.objects).toEqual(before);
  });

  it('without households leaves nothing behind', async () => {
    const province = workedExample();
    const { dependencies, objects } = world(province, '2026-06-11T00:10:00');
    const answer = await evaluateProvince(nightly(['2026-05'], '31'), dependencies);
    expect(answer).toMatchObject({ revisions: 0, packages: [] });
    expect(await province.statistics.evaluatedThrough({ month: '2026-05', area: '31', list: '*' })).toBeUndefined();
    expect(objects.objects.size).toBe(0);
  });

  it('packs no report that knows neither a list nor help', async () => {
    const province = workedExample();
    const { dependencies, reports } = world(province, '2026-06-11T00:10:00');
    const answer = await evaluateProvince(nightly(['2026-02']), dependencies);
    const revisions = await revisionsOf(province.statistics, { month: '2026-02', area: '42', lists: null });
    expect(revisions[0]?.asOf).toBe('2026-03-05T23:59:00+07:00');
    // The order, the freeze, and two verifications each changed what is said of February.
    const known = ['2026-02-42-r1', '2026-02-42-r2', '2026-02-42-r3', '2026-02-42-r4'];
    expect(answer.packages).toEqual([...known, ...known.map((id) => `progress-${id}`)]);
    expect(await reports.get('2026-02-42-r0')).toBeUndefined();
  });

  it('after a close takes only months that are not evaluated', async () => {
    const province = workedExample();
    const first = world(province, '2026-05-06T00:05:00');
    await evaluateProvince(nightly(['2026-04']), first.dependencies);
    const later: ProvinceDependencies = { ...first.dependencies, now: () => bangkok('2026-06-06T00:05:00') };
    const answer = await evaluateProvince({ ...nightly(['2026-04', '2026-05']), unevaluatedOnly: true }, later);
    expect(answer.packages).toEqual(['2026-05-42-r0', 'progress-2026-05-42-r0']);
  });
});

describe('case work', () => {
  const L1 = { area: '42', lists: ['L1'] };
  const first = at('2026-07-06T00:05:00');

  /** Figures as a reader gets them who finds all that is due made. */
  function readerOf(province: FactsProvince) {
    const dependencies = province.dependencies();
    const putCaseRevision = async (): Promise<never> => {
      throw new Error('Nothing is left to make');
    };
    return createCaseFigures({ ...dependencies, statistics: { ...dependencies.statistics, putCaseRevision } });
  }

  it('has the revisions of its quarters and months made at the close and by the nights', async () => {
    const province = await caseWorkProvince();
    const { dependencies } = world(province, '2026-07-06T00:05:00');
    const item = { province: '42', months: ['2026-06'], quarters: ['2569-Q3'] };
    await evaluateProvince({ ...item, unevaluatedOnly: true }, dependencies);
    const reader = readerOf(province);
    for (const lists of [null, ['L1'], ['L2']]) {
      const quarter = await reader.quarterly(
        { quarter: '2569-Q3', area: '42', lists, revision: undefined },
        new Date(first),
      );
      const month = { month: '2026-06', area: '42', level: 'district', lists, revision: undefined } as const;
      const progress = await reader.progress(month, new Date(first));
      expect([quarter.revision, progress.revision]).toEqual([0, 0]);
      expect([quarter.asOf, progress.asOf]).toEqual(['2026-07-05T23:59:00+07:00', '2026-07-05T23:59:00+07:00']);
    }
    // Help of June that was recorded on 10 July.
    const night = bangkok('2026-07-11T00:10:00');
    await evaluateProvince({ ...item, unevaluatedOnly: true }, { ...dependencies, now: () => night });
    const asked = { quarter: '2569-Q3', ...L1, revision: 1 };
    expect(await province.statistics.caseRevision(quarterlyKey(asked), 1)).toBeUndefined();
    await evaluateProvince({ ...item, unevaluatedOnly: false }, { ...dependencies, now: () => night });
    expect((await reader.quarterly(asked, night)).total.assistance).toMatchObject({ households: 5, assistances: 7 });
  });

  it('is packed, each revision once, and a fiscal year with the quarters that stand', async () => {
    const province = await caseWorkProvince();
    const { dependencies, objects, reports } = world(province, '2026-10-10T20:00:00');
    const night = { province: '42', months: ['2026-09'], quarters: ['2569-Q4'], unevaluatedOnly: false };
    const { packages } = await evaluateProvince(night, dependencies);
    expect(packages).toEqual(expect.arrayContaining(['2026-09-42-r0', '2569-Q4-42-r0', 'progress-2026-09-42-r0']));
    expect((await evaluateProvince(night, dependencies)).packages).toEqual([]);
    const demand = { area: '42', asOf: at('2026-10-10T19:59:00'), run: 'R1' };
    const year = {
      province: '42',
      months: [],
      quarters: quartersOfFiscalYear(2569),
      fiscalYear: 2569,
      unevaluatedOnly: false,
      demand,
    };
    const yearly = await evaluateProvince(year, dependencies);
    // Of the first quarter, in which no list was known, there is nothing to tell.
    expect(yearly.packages.filter((id) => id.startsWith('2569-Q'))).not.toContain('2569-Q1-42-r0');
    const id = yearly.packages.at(-1) ?? '';
    expect(await reports.get(id)).toMatchObject({
      report: 'YEAR',
      fiscalYear: 2569,
      month: '2026-09',
      area: '42',
      runs: ['R1'],
    });
    const { files = [], manifestKey = '' } = (await reports.get(id)) ?? {};
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const { name, key, sha256 } of files) {
      const [, quarter = '', revision = ''] = /^(2569-Q\d)-r(\d+)_2569_42_r\d+\.zip$/u.exec(name) ?? [];
      const published = objects.objects.get(`packages/${quarter}/42/r${revision}/package.zip`);
      expect(objects.objects.get(key)).toEqual(published);
      expect(sha256).toBe((await reports.get(`${quarter}-42-r${revision}`))?.archive?.sha256);
    }
    const manifest = JSON.parse(new TextDecoder().decode(objects.objects.get(manifestKey)));
    expect(manifest.quarters).toHaveLength(files.length);
    expect((await evaluateProvince(year, dependencies)).packages).toEqual([]);
  });

  it('is revised as of the moment of a run on demand, and not again that night', async () => {
    const province = await caseWorkProvince();
    const { dependencies } = world(province, '2026-07-10T20:00:00');
    const item = { province: '42', months: [], quarters: ['2569-Q3'], unevaluatedOnly: false };
    const demand = { area: '42', asOf: at('2026-07-10T19:59:00') };
    await evaluateProvince({ ...item, demand }, dependencies);
    const night = bangkok('2026-07-11T00:10:00');
    await evaluateProvince(item, { ...dependencies, now: () => night });
    const newest = await readerOf(province).quarterly({ quarter: '2569-Q3', ...L1, revision: undefined }, night);
    expect([newest.revision, newest.asOf]).toEqual([1, '2026-07-10T19:59:00+07:00']);
  });
});

describe('on demand', () => {
  const demand = (area: string, asOf: string, month = '2026-05'): ProvinceItem => ({
    province: area.slice(0, 2),
    months: [month],
    quarters: [],
    unevaluatedOnly: false,
    demand: { area, asOf: bangkok(asOf).toISOString() },
  });

  it('makes a revision as of its own moment, once it has settled', async () => {
    const province = workedExample();
    const { dependencies, slept, reports } = world(province, '2026-06-10T16:00:01');
    const answer = await evaluateProvince(demand('42', '2026-06-10T16:00:00'), dependencies);
    expect(slept).toEqual([4000]);
    const revisions = await revisionsOf(province.statistics, { month: '2026-05', area: '42', lists: null });
    expect(revisions.map(({ asOf }) => asOf)).toEqual(['2026-06-05T23:59:00+07:00', '2026-06-10T16:00:00+07:00']);
    const made = ['2026-05-42-r0', '2026-05-42-r1'];
    expect(answer.packages).toEqual([...made, ...made.map((id) => `progress-${id}`)]);
    expect(await idsOf(reports)).toEqual(answer.packages);
  });

  it('is told by the packages that come from it, also by those that the night publishes', async () => {
    const province = workedExample();
    const { dependencies, reports } = world(province, '2026-06-10T16:00:10');
    const { demand: asked, ...item } = demand('42', '2026-06-10T16:00:00');
    if (!asked) throw new Error('no demand');
    const runsOf = async () => (await reports.list(undefined, 100)).map(({ id, runs }) => [id, runs]);
    // The run was noted, and died before it published anything.
    await dependencies.statistics.addDemandRun('2026-05', { ...asked, run: 'R1' });
    await evaluateProvince(item, dependencies);
    const told = [
      ['2026-05-42-r1', ['R1']],
      ['progress-2026-05-42-r1', ['R1']],
      ['2026-05-42-r0', undefined],
      ['progress-2026-05-42-r0', undefined],
    ];
    expect(await runsOf()).toEqual(told);
    // One that asks for what is published publishes nothing.
    await evaluateProvince({ ...item, demand: { ...asked, run: 'R2' } }, dependencies);
    expect(await runsOf()).toEqual(told);
    const fresh = world(workedExample(), '2026-06-10T16:00:10');
    await evaluateProvince({ ...item, demand: { ...asked, run: 'R3' } }, fresh.dependencies);
    expect((await fresh.reports.list(undefined, 100)).map(({ runs }) => runs)).toEqual(told.map(() => ['R3']));
  });

  it('of a district packs nothing', async () => {
    const province = workedExample();
    const { dependencies, objects } = world(province, '2026-06-10T16:00:10');
    const answer = await evaluateProvince(demand('4201', '2026-06-10T16:00:00'), dependencies);
    expect(answer).toMatchObject({ revisions: 10, packages: [] });
    expect(objects.objects.size).toBe(0);
  });

  it('before the close makes no revision', async () => {
    const province = workedExample();
    const { dependencies } = world(province, '2026-05-20T16:00:10');
    const answer = await evaluateProvince(demand('42', '2026-05-20T16:00:00'), dependencies);
    expect(answer).toMatchObject({ revisions: 0, packages: [] });
    expect(await province.statistics.demandRuns('2026-05')).toEqual([]);
  });
});

/** Lets `survives` writes through and dies at the next. */
function dyingAt(survives: number, dependencies: ProvinceDependencies): ProvinceDependencies {
  let left = survives;
  const live = <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (left === 0) throw new Error('killed');
      left -= 1;
      return write(...args);
    };
  };
  const { statistics, objects, reports } = dependencies;
  return {
    ...dependencies,
    statistics: {
      ...statistics,
      putRevision: live(statistics.putRevision),
      putCaseRevision: live(statistics.putCaseRevision),
      setEvaluatedThrough: live(statistics.setEvaluatedThrough),
      addDemandRun: live(statistics.addDemandRun),
      recordActivity: live(statistics.recordActivity),
    },
    objects: { ...objects, put: live(objects.put) },
    reports: { ...reports, put: live(reports.put) },
  };
}

describe('killed at any write and called again', () => {
  const item: ProvinceItem = {
    province: '42',
    months: ['2026-05'],
    quarters: [],
    unevaluatedOnly: false,
    demand: { area: '42', asOf: bangkok('2026-06-10T16:00:00').toISOString() },
  };

  /** Report C of May, by revision, of each selection that the province has. */
  const progressOf = async ({ statistics }: FactsProvince): Promise<unknown[]> => {
    const selections = [
      { level: 'district', lists: null },
      { level: 'district', lists: [EXAMPLE_LIST] },
      { level: 'subdistrict', lists: null },
    ] as const;
    const keys = selections.map((selection) => progressKey({ month: '2026-05', area: '42', ...selection }));
    return await Promise.all(
      keys.flatMap((key) => [
        statistics.evaluatedThrough(key),
        ...[0, 1, 2].map((revision) => statistics.caseRevision(key, revision)),
      ]),
    );
  };

  const outcome = async (province: FactsProvince, { objects, reports }: ReturnType<typeof world>) => ({
    revisions: [
      await revisionsOf(province.statistics, { month: '2026-05', area: '42', lists: null }),
      await revisionsOf(province.statistics, { month: '2026-05', area: '42', lists: [EXAMPLE_LIST] }),
    ],
    progress: await progressOf(province),
    snapshot: await newestSnapshot(province.statistics, '2026-05', '42'),
    signs: await province.statistics.activity('2026-05'),
    // Digests: to compare some hundred thousand bytes one by one takes most of the time of the test.
    objects: new Map(
      Array.from(objects.objects, ([key, bytes]) => [key, createHash('sha256').update(bytes).digest('hex')]),
    ),
    reports: await reports.list(undefined, 100),
  });

  it('ends as if nothing had happened', { timeout: 300_000 }, async () => {
    const untouched = workedExample();
    const whole = world(untouched, '2026-06-11T00:10:00');
    await evaluateProvince(item, whole.dependencies);
    const expected = await outcome(untouched, whole);
    expect(expected.reports).toHaveLength(4);
    expect(expected.progress.filter((one) => one !== undefined)).toHaveLength(9);

    let deaths = 0;
    for (let survives = 0; ; survives += 1) {
      const province = workedExample();
      const broken = world(province, '2026-06-11T00:10:00');
      const died = await evaluateProvince(item, dyingAt(survives, broken.dependencies)).then(
        () => false,
        () => true,
      );
      if (!died) break;
      deaths += 1;
      await evaluateProvince(item, broken.dependencies);
      expect(await outcome(province, broken), `after ${survives} writes`).toEqual(expected);
    }
    expect(deaths).toBeGreaterThan(25);
  });

  it('ends the same when two do it at once', async () => {
    const untouched = workedExample();
    const whole = world(untouched, '2026-06-11T00:10:00');
    await evaluateProvince(item, whole.dependencies);
    const province = workedExample();
    const raced = world(province, '2026-06-11T00:10:00');
    await Promise.all([evaluateProvince(item, raced.dependencies), evaluateProvince(item, raced.dependencies)]);
    expect(await outcome(province, raced)).toEqual(await outcome(untouched, whole));
  });
});
