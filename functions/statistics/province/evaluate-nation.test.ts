import { describe, expect, it } from 'vitest';

import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { createMemoryReportStore } from '#shared/report/memory-report-store.ts';
import { createMemoryReportObjects } from '#shared/report/package/memory-report-objects.ts';
import { progressKey, selectionKey } from '#shared/statistics/selection.ts';
import { newestSnapshot } from '#shared/statistics/snapshots.ts';
import { assistance, at, FactsProvince, targetList } from '#shared/statistics/test/facts-province.ts';
import { evaluateNation } from './evaluate-nation.ts';
import { evaluateProvince } from './evaluate-province.ts';
import type { ProvinceDependencies } from './evaluate-province.ts';

const MONTH = '2026-05';
const PROVINCES = ['31', '42'];

/** H1 is on the lists of two provinces, of H2 and H3 each has one. */
function twoProvinces() {
  const facts = new FactsProvince();
  for (const province of PROVINCES) facts.lists.push(targetList({ id: `L${province}`, scopeArea: province }));
  const listed = (household: string, area: string): void => {
    facts.add(household, '2026-03-21T09:00:00', { type: 'listed', list: `L${area.slice(0, 2)}`, area });
  };
  for (const [household, area] of [
    ['H1', '420101'],
    ['H2', '420301'],
    ['H3', '310101'],
  ] as const) {
    facts.add(household, '2026-03-20T12:00:00', { type: 'registered', area });
    listed(household, area);
  }
  listed('H1', '310102');
  facts.add('H1', '2026-05-08T09:00:00', assistance({ deliveredOn: '2026-05-07', personIds: ['P1'] }));
  return facts;
}

function world(facts: FactsProvince) {
  let now = '';
  const objects = createMemoryReportObjects();
  const reports = createMemoryReportStore();
  const dependencies: ProvinceDependencies = {
    ...facts.dependencies(),
    objects,
    reports,
    now: () => new Date(at(now)),
    sleep: async () => {},
  };
  const night = async (moment: string, demand?: { area: string; asOf: string }, provinces = PROVINCES) => {
    now = moment;
    const asked = { months: [MONTH], quarters: [], unevaluatedOnly: false, ...(demand ? { demand } : {}) };
    for (const province of provinces) await evaluateProvince({ province, ...asked }, dependencies);
    const answers = PROVINCES.map((province) => ({ ok: provinces.includes(province) as true }));
    return await evaluateNation({ nation: { months: [MONTH], demand }, provinces: answers }, dependencies);
  };
  const ofNation = { month: MONTH, area: 'TH', lists: null };
  const agencies = async (revision: number): Promise<ReportA | undefined> =>
    await facts.statistics.revision(selectionKey(ofNation), revision);
  const progress = async (revision: number, area = 'TH'): Promise<ReportC | undefined> =>
    (await facts.statistics.caseRevision(progressKey({ ...ofNation, area, level: 'district' }), revision)) as
      | ReportC
      | undefined;
  return { dependencies, objects, reports, night, agencies, progress };
}

describe('the nation', () => {
  it('counts a household of two provinces once, in a row a province', async () => {
    const { night, agencies, progress } = world(twoProvinces());
    const answer = await night('2026-06-06T00:10:00');
    expect(answer).toMatchObject({ ok: true, province: 'TH', revisions: 2 });
    const report = await progress(0);
    expect(report).toMatchObject({
      area: 'TH',
      revision: 0,
      asOf: '2026-06-05T23:59:00+07:00',
      total: { baseline: { frozen: 3 }, households: 3 },
      rows: [
        { area: '31', households: 1 },
        { area: '42', households: 2 },
      ],
    });
    const provinces = await Promise.all(PROVINCES.map((province) => progress(0, province)));
    expect(provinces.map((each) => each?.total.households)).toEqual([2, 2]);
    expect(await agencies(0)).toMatchObject({ baseline: { frozen: 3 }, total: { households: 1, persons: 1 } });
    expect((await agencies(0))?.rows.find(({ agency }) => agency === 'cdd')).toMatchObject({ households: 1 });
  });

  it('is revised as of the night in which a part changed, and packed once', async () => {
    const facts = twoProvinces();
    const { night, agencies, reports } = world(facts);
    const first = await night('2026-06-06T00:10:00');
    expect(first.packages).toEqual([`${MONTH}-TH-r0`, `progress-${MONTH}-TH-r0`]);
    facts.add('H3', '2026-06-08T09:00:00', assistance({ deliveredOn: '2026-05-20' }));
    const second = await night('2026-06-10T00:10:00');
    expect(second.packages).toEqual([`${MONTH}-TH-r1`, `progress-${MONTH}-TH-r1`]);
    expect(await agencies(1)).toMatchObject({ asOf: '2026-06-08T23:59:59+07:00', total: { households: 2 } });
    expect(await night('2026-06-11T00:10:00')).toMatchObject({ revisions: 0, packages: [] });
    expect(await reports.get(`${MONTH}-TH-r1`)).toMatchObject({ area: 'TH', revision: 1 });
  });

  it('waits for every province, and then has the same revisions', async () => {
    const facts = twoProvinces();
    const { night, agencies } = world(facts);
    await night('2026-06-06T00:10:00');
    facts.add('H3', '2026-06-08T09:00:00', assistance({ deliveredOn: '2026-05-20' }));
    facts.add('H2', '2026-06-09T09:00:00', assistance({ deliveredOn: '2026-05-21' }));
    expect(await night('2026-06-10T00:10:00', undefined, ['42'])).toMatchObject({ revisions: 0 });
    await night('2026-06-11T00:10:00');
    expect([(await agencies(1))?.asOf, (await agencies(2))?.asOf]).toEqual([
      '2026-06-08T23:59:59+07:00',
      '2026-06-09T23:59:59+07:00',
    ]);
  });

  it('is revised on demand over all provinces as of one moment, and not by a run over one of them', async () => {
    const facts = twoProvinces();
    const { night, progress, agencies } = world(facts);
    await night('2026-06-06T00:10:00');
    facts.add('H3', '2026-06-08T09:00:00', assistance({ deliveredOn: '2026-05-20' }));
    await facts.statistics.addDemandRun(MONTH, { area: '31', asOf: at('2026-06-08T10:00:00') });
    await night('2026-06-08T10:00:10', { area: 'TH', asOf: at('2026-06-08T10:00:00') });
    expect(await agencies(1)).toMatchObject({ asOf: '2026-06-08T10:00:00+07:00', total: { households: 2 } });
    facts.add('H2', '2026-06-08T11:00:00', assistance({ deliveredOn: '2026-05-21' }));
    await facts.statistics.addDemandRun(MONTH, { area: '42', asOf: at('2026-06-08T12:00:00') });
    await night('2026-06-08T12:00:10');
    expect([await agencies(2), await progress(2)]).toEqual([undefined, undefined]);
  });

  it('leaves a snapshot, from which its public page is made', async () => {
    const facts = twoProvinces();
    const { night, progress } = world(facts);
    await night('2026-06-06T00:10:00');
    expect(await newestSnapshot(facts.statistics, MONTH, 'TH')).toMatchObject({
      area: 'TH',
      number: 0,
      agencies: { area: 'TH' },
      progress: await progress(0),
      subdistricts: null,
    });
  });

  it('is as if nothing had happened when it was killed at any write', async () => {
    const whole = world(twoProvinces());
    await whole.night('2026-06-06T00:10:00');
    const expected = [await whole.agencies(0), await whole.progress(0), await whole.reports.list(undefined, 10)];
    for (let survives = 0, died = true; died; survives += 1) {
      const facts = twoProvinces();
      const { dependencies, night, agencies, progress, reports } = world(facts);
      let left = Infinity;
      for (const name of ['putRevision', 'putCaseRevision', 'setEvaluatedThrough'] as const) {
        const write = facts.statistics[name] as (...given: unknown[]) => Promise<void>;
        Object.assign(dependencies.statistics, {
          [name]: async (...given: [{ area: string }, ...unknown[]]) => {
            if (given[0].area === 'TH' && (left -= 1) < 0) throw new Error('killed');
            await write(...given);
          },
        });
      }
      left = survives;
      died = await night('2026-06-06T00:10:00').then(
        () => false,
        () => true,
      );
      left = Infinity;
      await night('2026-06-06T00:10:00');
      expect([await agencies(0), await progress(0), await reports.list(undefined, 10)]).toEqual(expected);
      expect([await agencies(1), await progress(1)]).toEqual([undefined, undefined]);
    }
  });
});
