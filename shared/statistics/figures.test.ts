import { describe, expect, it } from 'vitest';
import { DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { Problem } from '#shared/problems.ts';
import { createFigures } from './figures.ts';
import type { FiguresRequest } from './figures.ts';
import { selectionKey } from './selection.ts';
import { assistance, at, revisionsOf, targetList } from './test/facts-province.ts';
import type { FactsProvince } from './test/facts-province.ts';
import { EXAMPLE_LIST, expectedReport, workedExample } from './test/worked-example.ts';

const bangkok = (moment: string): Date => new Date(`${moment}+07:00`);

const example = (month: string, revision?: number): FiguresRequest => ({
  month,
  area: '42',
  lists: [EXAMPLE_LIST],
  revision,
});

const problemOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Problem ? error.code : 'no problem';
};

describe('the worked example through the service', () => {
  it.each([
    ['2026-03', 0, '2026-04-06T00:00:00'],
    ['2026-04', 0, '2026-05-06T00:00:00'],
    ['2026-05', 0, '2026-06-06T00:00:00'],
    ['2026-04', 1, '2026-06-11T01:00:00'],
    ['2026-05', 1, '2026-06-11T01:00:00'],
  ] as const)('%s revision %i fetched at %s', async (month, revision, now) => {
    const figures = createFigures(workedExample().dependencies());
    const report = await figures.report(example(month, revision), bangkok(now));
    const expected = { ...expectedReport(`${month}-r${revision}`), definitions: DEFINITIONS_VERSION };
    expect(JSON.stringify(report)).toBe(JSON.stringify(expected));
  });

  it('gives the same whether asked along the way or only at the end', async () => {
    const province = workedExample();
    const figures = createFigures(province.dependencies());
    for (let day = 6; day <= 12; day += 1)
      await figures.report(example('2026-05'), bangkok(`2026-06-${String(day).padStart(2, '0')}T08:00:00`));
    const late = workedExample();
    await createFigures(late.dependencies()).report(example('2026-05'), bangkok('2026-06-12T08:00:00'));
    const revisions = await revisionsOf(late.statistics, example('2026-05'));
    expect(revisions).toHaveLength(2);
    expect(await revisionsOf(province.statistics, example('2026-05'))).toEqual(revisions);
    const key = selectionKey(example('2026-05'));
    expect(await province.statistics.evaluatedThrough(key)).toEqual(await late.statistics.evaluatedThrough(key));
  });

  it('has no revision before the close, and the month to date without one', async () => {
    const figures = createFigures(workedExample().dependencies());
    const now = bangkok('2026-06-05T23:58:00');
    expect(await problemOf(figures.report(example('2026-05', 0), now))).toBe('revision-not-found');
    const toDate = await figures.report(example('2026-05'), now);
    expect(toDate).toMatchObject({ revision: null, asOf: '2026-06-05T23:58:00+07:00' });
    expect(toDate.total.households).toBe(2);
  });

  it('refuses a revision that figures never made', async () => {
    const figures = createFigures(workedExample().dependencies());
    expect(await problemOf(figures.report(example('2026-05', 2), bangkok('2026-06-20T12:00:00')))).toBe(
      'revision-not-found',
    );
  });

  it('waits until a moment has settled', async () => {
    const figures = createFigures(workedExample().dependencies());
    expect(await problemOf(figures.report(example('2026-05', 0), bangkok('2026-06-05T23:59:04')))).toBe(
      'revision-not-found',
    );
    expect((await figures.report(example('2026-05', 0), bangkok('2026-06-05T23:59:05'))).revision).toBe(0);
  });

  it('serves a stored revision as it stands and reads no facts for it', async () => {
    const province = workedExample();
    const figures = createFigures(province.dependencies());
    const now = bangkok('2026-06-06T00:00:10');
    const first = await figures.report(example('2026-05', 0), now);
    province.add('H4', '2026-05-30T10:00:00', assistance({ deliveredOn: '2026-05-30' }));
    province.reads.length = 0;
    expect(await figures.report(example('2026-05', 0), bangkok('2026-06-09T12:00:00'))).toEqual(first);
    expect(province.reads).toEqual([]);
  });

  it('reads nothing while nothing is due', async () => {
    const province = workedExample();
    const figures = createFigures(province.dependencies());
    await figures.report(example('2026-05'), bangkok('2026-06-11T01:00:00'));
    province.reads.length = 0;
    await figures.report(example('2026-05'), bangkok('2026-06-11T23:00:00'));
    expect(province.reads).toEqual([]);
  });

  it('opens a figure to as many households as it says', async () => {
    const figures = createFigures(workedExample().dependencies());
    const now = bangkok('2026-06-11T01:00:00');
    const behind = (
      agency: string | null,
      figure: 'households' | 'sinceListHouseholds' | 'baseline.adjusted',
      revision: number,
    ) => figures.households({ ...example('2026-05', revision), agency, figure }, now);
    expect(await behind('cdd', 'households', 0)).toEqual(['H1', 'H2']);
    expect(await behind('total', 'sinceListHouseholds', 0)).toEqual(['H1', 'H2']);
    expect(await behind('total', 'sinceListHouseholds', 1)).toEqual(['H1', 'H2', 'H3']);
    expect(await behind('total', 'baseline.adjusted', 1)).toEqual(['H1', 'H2', 'H3', 'H4']);
    expect(await behind(null, 'households', 1)).toEqual([]);
    expect(await problemOf(behind('cdd', 'households', 7))).toBe('revision-not-found');
  });
});

describe('revisions on demand', () => {
  it('a run is a moment of every selection inside its area, and of no other', async () => {
    const province = workedExample();
    const run = '2026-06-10T16:00:00';
    await province.statistics.addDemandRun('2026-05', { area: '42', asOf: at(run) });
    const figures = createFigures(province.dependencies());
    const now = bangkok('2026-06-10T17:00:00');
    expect(await figures.report(example('2026-05'), now)).toMatchObject({ revision: 1, asOf: `${run}+07:00` });
    expect(await figures.report({ ...example('2026-05'), area: '4201' }, now)).toMatchObject({
      revision: 1,
      asOf: `${run}+07:00`,
    });

    const other = workedExample();
    await other.statistics.addDemandRun('2026-05', { area: '4201', asOf: at(run) });
    const whole = await createFigures(other.dependencies()).report(example('2026-05'), now);
    expect(whole.revision).toBe(0);
  });
});

describe('what is read', () => {
  const now = bangkok('2026-06-11T01:00:00');

  it('of a sub-district its district only', async () => {
    const province = workedExample();
    await createFigures(province.dependencies()).report({ ...example('2026-05'), area: '420101' }, now);
    expect(new Set(province.reads)).toEqual(new Set(['4201']));
  });

  it('counts a household that moved to another district once, in the area of its list entry', async () => {
    const province = workedExample();
    province.add('H2', '2026-05-28T10:00:00', { type: 'move', on: '2026-05-28', toArea: '420301' });
    const figures = createFigures(province.dependencies());
    const whole = await figures.report({ ...example('2026-05'), lists: null }, now);
    const first = await figures.report({ ...example('2026-05'), lists: null, area: '4201' }, now);
    const third = await figures.report({ ...example('2026-05'), lists: null, area: '4203' }, now);
    expect(whole.total.households).toBe(2);
    expect(first.total.households + third.total.households).toBe(2);
    expect(first.baseline.frozen! + third.baseline.frozen!).toBe(whole.baseline.frozen);
  });

  const withDuplicate = (): FactsProvince => {
    const province = workedExample();
    province.add('X', '2026-05-01T10:00:00', { type: 'registered', area: '310101' });
    province.add('X', '2026-05-06T10:00:00', assistance({ agency: 'moe', deliveredOn: '2026-05-06' }));
    province.add('X', '2026-05-07T10:00:00', {
      type: 'target-state',
      list: 'other',
      state: 'DUPLICATE',
      on: '2026-05-07',
      duplicateOf: 'H2',
    });
    return province;
  };

  it('counts help to a duplicate elsewhere as help to the household that it is', async () => {
    const province = withDuplicate();
    province.duplicates.set('H2', ['X']);
    const report = await createFigures(province.dependencies()).report(example('2026-05'), now);
    expect(report.total).toMatchObject({ households: 2, integratedHouseholds: 2, assistances: 5 });
  });

  it('begins the reading again when a household knows nothing of its duplicate', async () => {
    const province = withDuplicate();
    province.add('X', '2026-05-08T10:00:00', { type: 'move', on: '2026-05-08', toArea: '420301' });
    province.unaware.add('H2');
    const report = await createFigures(province.dependencies()).report(example('2026-05'), now);
    expect(report.total).toMatchObject({ households: 2, integratedHouseholds: 2, assistances: 5 });
  });
});

describe('signs of life', () => {
  it('are put where an entry proves them and nobody did', async () => {
    const province = workedExample();
    const report = await createFigures(province.dependencies()).report(
      example('2026-05', 0),
      bangkok('2026-06-06T00:00:10'),
    );
    expect(report).toEqual({ ...expectedReport('2026-05-r0'), definitions: DEFINITIONS_VERSION });
    expect(await province.statistics.activity('2026-05')).toEqual([
      { agency: 'cdd', month: '2026-05', firstAt: at('2026-05-05T15:00:00') },
      { agency: 'moe', month: '2026-05', firstAt: at('2026-05-25T15:00:00') },
      { agency: 'moph', month: '2026-05', firstAt: at('2026-05-09T15:00:00') },
    ]);
  });
});

describe('lists', () => {
  it('in any order are one selection, told back as asked', async () => {
    const province = workedExample();
    province.lists.push(targetList({ id: 'b' }));
    const figures = createFigures(province.dependencies());
    const now = bangkok('2026-06-06T00:00:10');
    const one = await figures.report({ ...example('2026-05'), lists: ['b', EXAMPLE_LIST] }, now);
    const other = await figures.report({ ...example('2026-05'), lists: [EXAMPLE_LIST, 'b', 'b'] }, now);
    expect(one.list).toBe(`b,${EXAMPLE_LIST}`);
    expect(other.list).toBe(`${EXAMPLE_LIST},b,b`);
    expect({ ...other, list: one.list }).toEqual(one);
    expect(await revisionsOf(province.statistics, { ...example('2026-05'), lists: ['b', EXAMPLE_LIST] })).toHaveLength(
      1,
    );
  });
});
