import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { DEFAULT_COMMITTEE } from '#shared/domain/statistics/committee.ts';
import { reportA } from '#shared/domain/statistics/test/report-a-of.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { asOfTimes, nextRevision } from '#shared/domain/statistics/revisions.ts';
import { histories, selections } from '#shared/domain/statistics/test/random-history.ts';
import type { History } from '#shared/domain/statistics/test/random-history.ts';
import { agencies } from '#shared/reference/agencies.ts';
import { createFigures } from './figures.ts';
import type { FiguresSelection } from './selection.ts';
import { FactsProvince, revisionsOf, targetList } from './test/facts-province.ts';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 60);
const TIMEOUT = 60_000 + RUNS * 500;

const END = new Date('2026-12-20T12:00:00+07:00');

/** A night's run, at ten minutes past midnight, on some days; the last sees everything. */
const asking = fc
  .uniqueArray(fc.integer({ min: 0, max: 140 }), { maxLength: 6 })
  .map((days) => [
    ...days.toSorted((a, b) => a - b).map((day) => new Date(Date.UTC(2026, 6, 31, 17, 10) + day * 86_400_000)),
    END,
  ]);

const demands = fc.array(
  fc.record({
    area: fc.constantFrom('42', '4201', '41'),
    asOf: fc.integer({ min: 0, max: 140 * 24 }).map((hour) => new Date(Date.UTC(2026, 7, 1) + hour * 3_600_000)),
  }),
  { maxLength: 3 },
);

/** The history as a store holds it; a run on demand is known from its moment on. */
async function provinceOf(history: History): Promise<FactsProvince> {
  const province = new FactsProvince();
  for (const entry of history.entries) {
    province.entries.set(entry.householdId, [...(province.entries.get(entry.householdId) ?? []), entry]);
    // As the documents of both hold it.
    const named =
      entry.body.type === 'merged'
        ? entry.body.into
        : entry.body.type === 'target-state'
          ? entry.body.duplicateOf
          : undefined;
    if (named !== undefined)
      province.duplicates.set(named, [...new Set([...(province.duplicates.get(named) ?? []), entry.householdId])]);
  }
  for (const list of history.lists) {
    const { openedOn: _, publishedAt: __, frozenAt: ___, ...rest } = targetList({});
    province.lists.push({ ...rest, ...list, source: 'TPMAP' });
  }
  for (const [index, committee] of history.committees.entries()) {
    const { area, agencies: onOrder, recordedAt } = committee;
    province.orders.push({
      area,
      version: index + 1,
      orderNo: '1',
      orderDate: '2026-01-01',
      agencies: [...onOrder],
      recordedAt,
    });
  }
  for (const sign of history.activity) await province.statistics.recordActivity(sign);
  return province;
}

/** Every night and every run of the month in turn, whole and from nothing: the definition, without any shortcut. */
function revisionsByDefinition(
  history: History,
  selection: FiguresSelection,
  runs: { area: string; asOf: Date }[],
): ReportA[] {
  const revisions: ReportA[] = [];
  const own = runs.filter(({ area }) => selection.area.startsWith(area)).map(({ asOf }) => asOf);
  for (const asOf of asOfTimes(selection.month, END, own)) {
    const computed = reportA(
      {
        selection: { ...selection, lists: selection.lists && [...new Set(selection.lists)].toSorted() },
        asOf,
        revision: null,
        lists: history.lists,
        committees: history.committees,
        defaultCommittee: DEFAULT_COMMITTEE,
        activity: history.activity,
        agencyOrder: agencies.map(({ slug }) => slug),
        definitionsVersion: DEFINITIONS_VERSION,
      },
      history.groups,
    );
    const revision = nextRevision(revisions.at(-1), computed);
    if (revision) revisions.push(revision);
  }
  return revisions;
}

describe('revisions over nights', () => {
  it(
    'are those of every night in turn, whoever asks when',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, selections, asking, demands, async (history, asked, nights, runs) => {
          const selection = { ...asked, lists: asked.lists === null ? null : [...asked.lists] };
          const province = await provinceOf(history);
          const figures = createFigures(province.dependencies());
          for (const night of nights) {
            for (const { area, asOf } of runs.filter((run) => run.asOf <= night))
              await province.statistics.addDemandRun(selection.month, { area, asOf: asOf.toISOString() });
            await figures.report({ ...selection, revision: undefined }, night);
          }
          const expected = revisionsByDefinition(history, selection, runs);
          expect(await revisionsOf(province.statistics, selection)).toEqual(expected);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it(
    'are the same when two evaluate at once',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, selections, async (history, asked) => {
          const selection = { ...asked, lists: asked.lists === null ? null : [...asked.lists], revision: undefined };
          const province = await provinceOf(history);
          await Promise.all([
            createFigures(province.dependencies()).report(selection, END),
            createFigures(province.dependencies()).report(selection, new Date(END.getTime() - 40 * 86_400_000)),
            createFigures(province.dependencies()).report(selection, END),
          ]);
          const expected = revisionsByDefinition(history, selection, []);
          expect(await revisionsOf(province.statistics, selection)).toEqual(expected);
        }),
        { numRuns: Math.ceil(RUNS / 3) },
      );
    },
    TIMEOUT,
  );
});
