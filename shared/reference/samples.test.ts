import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areasUnder } from './areas.ts';
import { DIMENSIONS } from './dimensions.ts';

const areas = areasUnder('TH');

/** Rows of one of the plain tables kept for samples and tests; none of them has a quoted cell with a comma but the list of names. */
function table(path: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(new URL(`./data/${path}`, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/u);
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index] ?? '', cell])));
}

const sum = (rows: Record<string, string>[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column] ?? Number.NaN), 0);

describe('population of 31 December 2563', () => {
  const rows = table('population/dopa-2563.csv');

  it('has a row for every area, and no other', () => {
    expect(rows.map((row) => row['code'] ?? '').toSorted()).toEqual(areas.map((area) => area.code).toSorted());
  });

  it('adds up: men and women to people', () => {
    for (const row of rows) expect(Number(row['male']) + Number(row['female'])).toBe(Number(row['total']));
  });
});

describe('TPMAP 2561', () => {
  const rows = table('tpmap/tpmap-2561-province.csv');

  it('has the 76 provinces without Bangkok and the figures that the domain document quotes', () => {
    expect(rows.map((row) => row['province_code'])).toEqual(
      areas.filter((area) => area.level === 'PROVINCE' && area.code !== '10').map((area) => area.code),
    );
    expect(sum(rows, 'target_poor')).toBe(1_032_987);
    expect(sum(rows, 'people_surveyed')).toBe(36_647_817);
    expect(DIMENSIONS.map((dimension) => sum(rows, `target_poor_${dimension}`))).toEqual([
      217_081, 244_739, 378_080, 376_091, 6490,
    ]);
    expect(rows.find((row) => row['province_code'] === '42')).toMatchObject({
      households_surveyed: '155536',
      people_surveyed: '445039',
      target_poor: '19707',
    });
  });

  it('has 31 indicators for each of them', () => {
    expect(table('tpmap/tpmap-2561-indicator.csv')).toHaveLength(76 * 31);
  });
});
