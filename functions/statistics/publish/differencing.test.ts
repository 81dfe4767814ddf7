/** The differencing attack (casework R45) on everything that a publisher of random months leaves, file by file. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PUBLIC_COUNTS, wholesOf, type PublicCount } from '#shared/domain/publication/public-counts.ts';
import { publicProgress, type PublicProgress } from '#shared/domain/publication/public-progress.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { reportC } from '#test/api/report-c.ts';
import { attack, type Publication, type Truth } from '#test/attack/attack.ts';
import { readPublished } from '#test/attack/read-published.ts';

import { publishMonth } from './publish-month.ts';

type Counted = Record<PublicCount, number>;
type Districts = Readonly<Record<string, Counted>>;

/** Report C of a province whose districts have these counts. */
function reportOf(area: string, month: string, districts: Districts, revision: number): ReportC {
  const sizes = Object.fromEntries(Object.entries(districts).map(([code, { baseline }]) => [code, baseline]));
  const report = reportC(area, month, sizes, revision);
  const total = Object.fromEntries(
    PUBLIC_COUNTS.map((count) => [count, Object.values(districts).reduce((sum, row) => sum + row[count], 0)]),
  ) as Counted;
  for (const [figures, counts] of [
    [report.total, total],
    ...report.rows.map((row) => [row, districts[row.area] ?? total] as const),
  ] as const) {
    for (const step of figures.funnel) step.households = counts[step.step];
    for (const dimension of DIMENSIONS)
      figures.dimensions[dimension] = {
        target: counts[`${dimension}.target`],
        helped: counts[`${dimension}.helped`],
        solved: counts[`${dimension}.solved`],
        helpedBesides: 0,
      };
  }
  return report;
}

type Month = { month: string; provinces: Readonly<Record<string, Districts>> };

/** Publishes one after the other (the same month again is a revision) and attacks all that is there then. */
async function attackAll(months: readonly Month[]): Promise<string[]> {
  const files = new Map<string, Uint8Array>();
  const truths = new Map<string, Truth>();
  const revisions = new Map<string, number>();
  for (const { month, provinces } of months) {
    const revision = revisions.get(month) ?? 0;
    revisions.set(month, revision + 1);
    const reports = Object.entries(provinces).map(([area, districts]) => reportOf(area, month, districts, revision));
    const find = (province: string): ReportC | undefined => reports.find(({ area }) => area === province);
    const publication = await publishMonth(month, {
      site: {
        read: async (path) => {
          const body = files.get(path);
          return body && Buffer.from(body).toString('utf8');
        },
        write: async (path, body) => {
          files.set(path, Buffer.from(body));
        },
      },
      provinces: Object.keys(provinces),
      snapshotOf: async (_, province) => {
        const progress = find(province);
        return progress && { progress };
      },
    });
    truths.set(`${month}/p${publication}`, truthIn(provinces));
  }
  const { publications, faults } = await readPublished(files);
  const truthOf = ({ month, number }: Publication): Truth => truths.get(`${month}/p${number}`) ?? (() => 0);
  return [...faults, ...attack(publications, truthOf)];
}

/** Districts of 100 households each, of which so many were visited. */
const visited = (...values: number[]): Districts =>
  Object.fromEntries(values.map((VISITED, at) => [`420${at + 1}`, { ...NOTHING, baseline: 100, VISITED }]));
const NOTHING = Object.fromEntries(PUBLIC_COUNTS.map((count) => [count, 0])) as Counted;

const CODES = ['4201', '4202', '4203', '4204', '3101', '3102', '3103'];
type Area = { baseline: number; shares: number[]; more: number[] };
const few = fc.array(fc.nat({ max: 6 }), { minLength: PUBLIC_COUNTS.length, maxLength: PUBLIC_COUNTS.length });
/** A few districts of which most counts are small and grow by few. */
const TWO_PROVINCES: fc.Arbitrary<Area[]> = fc.array(
  fc.record({
    baseline: fc.integer({ min: 0, max: 90 }),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 25, maxLength: 25 }),
    more: few,
  }),
  { minLength: CODES.length, maxLength: CODES.length },
);

/** The districts after so many steps of growth. */
function provincesOf(areas: readonly Area[], step: number): Month['provinces'] {
  const districts = areas.map(({ baseline, shares, more }, place) => {
    const made: Partial<Counted> = { baseline };
    for (const [at, count] of PUBLIC_COUNTS.entries()) {
      const wholes = wholesOf(count).map((whole) => made[whole] ?? 0);
      const most = Math.min(...wholes);
      const grown = Math.round(most * (shares[at] ?? 0)) + Math.max(0, (more[at] ?? 0) - 2) * step;
      if (wholes.length > 0) made[count] = Math.min(most, grown);
    }
    return [CODES[place] ?? '', made as Counted] as const;
  });
  const of = (province: string): Districts =>
    Object.fromEntries(districts.filter(([code]) => code.startsWith(province)));
  return { '31': of('31'), '42': of('42') };
}

function truthIn(provinces: Month['provinces']): Truth {
  const districts = Object.values(provinces).flatMap((each) => Object.entries(each));
  return (area, count) =>
    districts.reduce(
      (sum, [code, counts]) =>
        area === 'TH' || code.startsWith(area) ? sum + (counts[count as PublicCount] ?? 0) : sum,
      0,
    );
}

describe('a reader of all that was published', () => {
  it('finds no district of one to four', async () => {
    expect(await attackAll([{ month: '2026-10', provinces: { '42': visited(3, 25, 30) } }])).toEqual([]);
  });

  it('finds no change of one to four of two districts together, when each of them is hidden', async () => {
    const found = await attackAll([
      { month: '2026-10', provinces: { '42': visited(20, 25, 30) } },
      { month: '2026-11', provinces: { '42': visited(22, 25, 40) } },
    ]);
    expect(found).toEqual([]);
  });

  it('finds none of districts that were hidden in both months', async () => {
    const found = await attackAll([
      { month: '2026-10', provinces: { '42': visited(3, 6, 30, 40) } },
      { month: '2026-11', provinces: { '42': visited(4, 7, 40, 50) } },
    ]);
    expect(found).toEqual([]);
  });

  it('finds none in months and revisions of two provinces as they come', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(TWO_PROVINCES, fc.boolean(), async (areas, isRevision) => {
        const found = await attackAll([
          { month: '2026-10', provinces: provincesOf(areas, 0) },
          { month: isRevision ? '2026-10' : '2026-11', provinces: provincesOf(areas, 1) },
        ]);
        expect(found).toEqual([]);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  it('finds none in the figures of four months, two of them revised', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(TWO_PROVINCES, (areas) => {
        const publications: { progress: PublicProgress[]; at: number }[] = [];
        for (const [at, month] of ['2026-10', '2026-11', '2026-10', '2026-12', '2026-11'].entries()) {
          const reports = Object.entries(provincesOf(areas, at)).map(([area, of]) => reportOf(area, month, of, at));
          const before = publications.map(({ progress }) => ({
            keepsHidden: progress[0]?.month === month,
            areas: new Map(
              progress.flatMap(({ total, rows }) => [total, ...rows].map((row) => [row.area, row.counts])),
            ),
          }));
          publications.push({ at, progress: publicProgress(reports, before) });
        }
        const read = publications.map(({ progress, at }) => ({
          month: progress[0]?.month ?? '',
          number: at,
          values: new Map(
            progress.flatMap(({ total, rows }) =>
              [total, ...rows].map(({ area, counts }) => [area, new Map(Object.entries(counts))] as const),
            ),
          ),
          parts: new Map(progress.map(({ area, rows }) => [area, rows.map((row) => row.area)])),
        }));
        const truthOf = ({ number }: Publication): Truth => truthIn(provincesOf(areas, number));
        expect(attack(read, truthOf)).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

describe('the attack', () => {
  const publication = (month: string, values: Record<string, number | null>): Publication => ({
    month,
    number: 0,
    values: new Map(Object.entries(values).map(([area, value]) => [area, new Map([['VISITED', value]])])),
    parts: new Map([['42', Object.keys(values).filter((area) => area.length === 4)]]),
  });

  it('finds a count that a sum tells, also over two levels and of two that are few together', () => {
    expect(attack([publication('2026-10', { '42': 40, '4201': null, '4202': 36 })])).toEqual([
      '2026-10/p0: 4201|VISITED is 4 to 4',
    ]);
    expect(attack([publication('2026-10', { '42': 40, '4201': null, '4202': null, '4203': 35 })])).toHaveLength(2);
    expect(attack([publication('2026-10', { '42': 40, '4201': null, '4202': null, '4203': 34 })])).toEqual([]);
  });

  it('finds a rest that is small, shown or by what is hidden', () => {
    const rest = (SURVEYED: number | null, FOLLOWED: number, SUSTAINED: number): Publication => ({
      ...publication('2026-10', {}),
      values: new Map([['42', new Map(Object.entries({ VISITED: 50, SURVEYED, FOLLOWED, SUSTAINED }))]]),
    });
    expect(attack([rest(48, 30, 30)])).toEqual(['2026-10/p0: 42|VISITED without SURVEYED is shown: 2']);
    expect(attack([rest(null, 30, 20)])).toEqual([]);
    expect(attack([rest(null, 48, 30)])).toEqual(['2026-10/p0: 42|VISITED without FOLLOWED is shown: 2']);
  });

  it('finds a change between months that is small', () => {
    const before = publication('2026-10', { '42': 40, '4201': 20, '4202': 20 });
    expect(attack([before, publication('2026-11', { '42': 47, '4201': 21, '4202': null })])).toEqual([
      '2026-10/p0 and 2026-11/p0: 4201 VISITED changed by 1',
    ]);
  });
});
