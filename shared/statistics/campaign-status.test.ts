import { describe, expect, it } from 'vitest';

import type { Campaign } from '#shared/domain/campaign/campaign.ts';
import type { CampaignStatus } from '#shared/domain/statistics/campaign-status.ts';

import { createCaseFigures } from './case-figures.ts';
import { assistance, at, FactsProvince, targetList } from './test/facts-province.ts';

const LIST = 'thaiqm-2565';
const HOUSEHOLDS = 85_300;
/** Of them in the district 3101; the others are in 3102. */
const IN_MUEANG = 42_651;
const RECORDED = 63_975;
const HELPED = 42_650;
const DECEASED = 300;

/** Letter S3 to Buriram: 75 % recorded by March, 50 % helped with the result by September, all by December 2566. */
const CAMPAIGN: Campaign = {
  id: '31-phase-2',
  version: 1,
  versions: [
    {
      recordedAt: at('2023-01-20T09:00:00'),
      name: 'บุรีรัมย์ ระยะที่ 2',
      lists: [LIST],
      scopeArea: '31',
      status: 'RUNNING',
      milestones: [
        { metric: 'RECORDED', pct: 75, dueOn: '2023-03-31' },
        { metric: 'ASSISTED_AND_RECORDED', pct: 50, dueOn: '2023-09-30' },
        { metric: 'ASSISTED_AND_RECORDED', pct: 100, dueOn: '2023-12-31' },
      ],
    },
  ],
};

/** Households of the list of Buriram; the last that was looked at in each stretch is entered a second after the end of its day. */
function buriram(): FactsProvince {
  const province = new FactsProvince();
  const moments = { createdAt: at('2023-01-10T09:00:00'), publishedAt: at('2023-01-10T10:00:00') };
  province.lists.push(
    targetList({
      id: LIST,
      source: 'THAIQM',
      scopeArea: '31',
      openedOn: '2023-01-10',
      ...moments,
      frozenAt: at('2023-01-15T16:00:00'),
    }),
  );
  for (const unit of ['3101', '3102'])
    province.units.push({
      unit,
      kind: 'DISTRICT',
      covers: [unit],
      version: 1,
      name: null,
      orderDate: '2022-01-05',
      recordedAt: at('2022-01-05T09:00:00'),
    });
  for (let number = 1; number <= HOUSEHOLDS; number += 1) {
    const id = `H${number}`;
    const area = number <= IN_MUEANG ? '310101' : '310201';
    province.add(id, '2023-01-10T09:30:00', { type: 'registered', area });
    province.add(id, '2023-01-10T09:30:00', { type: 'listed', list: LIST, area });
    if (number > RECORDED) {
      if (number > HOUSEHOLDS - DECEASED)
        province.add(id, '2023-02-01T10:00:00', {
          type: 'target-state',
          list: LIST,
          state: 'DECEASED',
          on: '2023-02-01',
        });
      continue;
    }
    const last = number === RECORDED ? '2023-04-01T00:00:00' : '2023-03-20T10:00:00';
    const needId = `N${number}`;
    province.add(id, last, { type: 'need', needId, dimension: 'income', kind: 'PROBLEM', openedOn: '2023-03-20' });
    province.add(id, last, { type: 'visit', on: '2023-03-20', outcome: 'MET', purpose: 'SURVEY', hasWayOut: true });
    if (number > HELPED) continue;
    province.add(id, '2023-05-10T10:00:00', assistance({ deliveredOn: '2023-05-09' }));
    const seen = number === HELPED ? '2023-10-01T00:00:00' : '2023-09-30T23:59:59';
    province.add(id, seen, { type: 'follow-up', on: '2023-09-30', stage: 'SURVIVE', resolved: [] });
  }
  return province;
}

describe('the campaign of Buriram, 85,300 households', () => {
  const province = buriram();
  const figures = createCaseFigures(province.dependencies());
  const asked = async (day: string | undefined, now: string): Promise<CampaignStatus> =>
    await figures.campaignStatus(CAMPAIGN, day, new Date(at(now)));

  it('asks for 63,975 by March, of which one came a second late: 75.00 % and missed', async () => {
    const { total, units, day, asOf } = await asked(undefined, '2023-04-02T08:00:00');
    expect([day, asOf]).toEqual(['2023-04-01', '2023-04-01T23:59:59+07:00']);
    expect(total.milestones[0]).toMatchObject({
      baseline: 85_300,
      threshold: 63_975,
      count: 63_975,
      countAtDue: 63_974,
      percent: 75,
      status: 'MISSED',
    });
    // Each unit's own threshold is rounded up: their sum is not that of the province.
    expect(units.map(({ unit, milestones: [march] }) => [unit, march?.baseline, march?.threshold])).toEqual([
      ['3101', 42_651, 31_989],
      ['3102', 42_649, 31_987],
    ]);
    expect(units.map(({ milestones: [march] }) => [march?.countAtDue, march?.status])).toEqual([
      [42_651, 'ACHIEVED'],
      [21_323, 'MISSED'],
    ]);
  });

  it('asks for 42,650 by September, and says what can still be reached by December', async () => {
    const { total, units } = await asked('2023-10-01', '2023-10-05T08:00:00');
    const [, september, december] = total.milestones;
    expect(september).toMatchObject({ threshold: 42_650, count: 42_650, countAtDue: 42_649, status: 'MISSED' });
    expect(december).toMatchObject({ threshold: 85_300, count: 42_650, countAtDue: null, status: 'AT_RISK' });
    // Of those who live, fewer are asked for: September was reached among them.
    expect(september?.adjusted).toEqual({
      baseline: 85_000,
      threshold: 42_500,
      count: 42_650,
      countAtDue: 42_649,
      status: 'ACHIEVED',
    });
    expect(december?.adjusted).toMatchObject({ baseline: 85_000, threshold: 85_000, status: 'AT_RISK' });
    expect(total.exits).toMatchObject({ DECEASED: 300, MOVED: 0 });
    expect(units.map(({ exits }) => exits.DECEASED)).toEqual([0, 300]);
  });

  it('is on the due day what was recorded until then, and not decided', async () => {
    const { total } = await asked('2023-03-31', '2023-04-02T08:00:00');
    expect(total.milestones[0]).toMatchObject({ count: 63_974, countAtDue: null, status: 'AT_RISK' });
  });

  it('is counted once for a day, and not for one that is not over or on which nobody knew it', async () => {
    province.reads.length = 0;
    const again = await asked('2023-03-31', '2023-12-01T08:00:00');
    expect([again.total.milestones[0]?.count, province.reads]).toEqual([63_974, []]);
    for (const day of ['2023-12-01', '2023-12-02', '2023-01-19'])
      await expect(asked(day, '2023-12-01T08:00:00')).rejects.toMatchObject({ code: 'revision-not-found' });
  });
});

describe('a campaign', () => {
  const small = (): FactsProvince => {
    const province = new FactsProvince();
    province.lists.push(targetList({ id: LIST, scopeArea: '31' }));
    province.add('H1', '2026-03-21T10:00:00', { type: 'registered', area: '310101' });
    province.add('H1', '2026-03-21T10:00:00', { type: 'listed', list: LIST, area: '310101' });
    return province;
  };
  const changed = (changes: object): Campaign => ({
    ...CAMPAIGN,
    versions: CAMPAIGN.versions.map((version) => ({ ...version, recordedAt: at('2026-05-20T09:00:00'), ...changes })),
  });

  it('that was made today is counted as it is known now, and has no status before it begins', async () => {
    const province = small();
    const figures = createCaseFigures(province.dependencies());
    const now = new Date(at('2026-05-20T10:00:00'));
    const ahead = changed({
      startsOn: '2026-06-01',
      milestones: [{ metric: 'RECORDED', pct: 75, dueOn: '2026-06-30' }],
    });
    const status = await figures.campaignStatus(ahead, undefined, now);
    expect([status.day, status.asOf]).toEqual(['2026-05-20', '2026-05-20T10:00:00+07:00']);
    expect(status.total.milestones).toMatchObject([
      { baseline: 1, threshold: 1, status: null, adjusted: { status: null } },
    ]);
    expect(status.units.map(({ unit }) => unit)).toEqual([null]);
    const draft = changed({ status: 'DRAFT' });
    await expect(figures.campaignStatus(draft, undefined, now)).rejects.toMatchObject({ code: 'revision-not-found' });
  });

  it('of a stated number of households has nobody beside them who cannot be reached', async () => {
    const figures = createCaseFigures(small().dependencies());
    const denominator = { households: 900, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' };
    const stated = changed({ milestones: [{ metric: 'SURVEYED', pct: 100, dueOn: '2026-06-30', denominator }] });
    const { total } = await figures.campaignStatus(stated, undefined, new Date(at('2026-05-20T10:00:00')));
    expect(total.milestones).toMatchObject([{ baseline: 900, threshold: 900, count: 0, adjusted: null }]);
  });
});
