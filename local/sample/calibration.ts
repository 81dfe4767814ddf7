import { readFileSync } from 'node:fs';

import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { indicators } from '#shared/reference/indicators.ts';

/** What a sample province is made to resemble. Every list is values with their weights. */
export type Calibration = {
  /** Codes of the province's sub-districts by their people (registered on 31 December 2563). */
  subdistricts: readonly (readonly [string, number])[];
  /** By target people of TPMAP 2561 who fail the dimension; the whole country's where the province was not surveyed. */
  dimensions: readonly (readonly [Dimension, number])[];
  /** Numbers of today's 38 indicators by target people who failed their predecessors in 2561. */
  indicators: Readonly<Record<Dimension, readonly (readonly [number, number])[]>>;
  /** Mean people of a surveyed household. */
  householdSize: number;
};

/** How many dimensions a target person fails, of 1,032,987 people in 2561. Source: domain.md §4.3. */
export const DIMENSIONS_FAILED: readonly (readonly [number, number])[] = [
  [1, 873_201],
  [2, 132_787],
  [3, 24_339],
  [4, 2611],
  [5, 49],
];

/** Figures of a province (2 digits) that shape a sample. Source: domain.md §4.2–4.3. */
export function calibrationOf(province: string): Calibration {
  const population = table('population/dopa-2563.csv');
  const provinces = table('tpmap/tpmap-2561-province.csv');
  const own = provinces.filter((row) => row['province_code'] === province);
  const surveyed = own.length > 0 ? own : provinces;
  const failures = table('tpmap/tpmap-2561-indicator.csv').filter(
    (row) => own.length === 0 || row['province_code'] === province,
  );
  const failed = (no: number): number =>
    sum(
      failures.filter((row) => Number(row['indicator']) === no),
      'target_poor_failed',
    );
  const ofDimension = (dimension: Dimension): [number, number][] =>
    indicators
      .filter(({ mpiDimension }) => mpiDimension === dimension)
      // One more for each: what nobody failed in 2561 may still be failed by somebody.
      .map(({ no, bmn2560No }) => [no, 1 + bmn2560No.reduce((total, before) => total + failed(before), 0)]);
  return {
    subdistricts: population
      .filter((row) => row['level'] === 'subdistrict' && row['code']?.startsWith(province))
      .map((row) => [row['code'] ?? '', Number(row['total'])]),
    dimensions: DIMENSIONS.map((dimension) => [dimension, sum(surveyed, `target_poor_${dimension}`)]),
    indicators: {
      health: ofDimension('health'),
      living: ofDimension('living'),
      education: ofDimension('education'),
      income: ofDimension('income'),
      access: ofDimension('access'),
    },
    householdSize: sum(surveyed, 'people_surveyed') / sum(surveyed, 'households_surveyed'),
  };
}

type Row = Readonly<Record<string, string>>;

/** A plain table of the reference data: no cell of the columns used here is quoted. */
function table(path: string): Row[] {
  const [header = '', ...lines] = readFileSync(new URL(`../../shared/reference/data/${path}`, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/u);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0);
}
