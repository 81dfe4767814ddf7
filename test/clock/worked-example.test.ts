/**
 * The worked examples as calls: the platform starts empty with its clock moved from outside, every step is sent as an office
 * would send it, and every revision of the reports must come back cell for cell.
 */
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { ApiClient } from '#local/api-client.ts';
import { QUARTER_FIGURES } from '#shared/domain/statistics/report-b/figure-names.ts';

import { startClockedPlatform, type ClockedPlatform } from './clocked-platform.ts';
import { playExample, stepsOf, type Played } from './play-example.ts';

function fixtures(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}/`, import.meta.url));
}

function playing(name: string): () => Played & { url: string } {
  const folder = fixtures(name);
  let platform: ClockedPlatform | undefined;
  let played: (Played & { url: string }) | undefined;
  beforeAll(async () => {
    platform = await startClockedPlatform(stepsOf(folder)[0]?.at ?? '');
    played = { ...(await playExample(platform, folder)), url: platform.url };
  }, 240_000);
  afterAll(async () => await platform?.stop());
  return () => {
    if (!played) throw new Error('The example was not played');
    return played;
  };
}

function expectWholeFiles({ receipts }: Played): void {
  for (const { wanted, receipt } of receipts)
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: { total: wanted, rejected: 0 }, problems: [] });
}

describe('the worked example of docs/domain.md §6.3', () => {
  const played = playing('report-a');

  it('gives every revision of Report A, cell for cell', () => {
    const { reports, receipts } = played();
    expect(reports.size).toBe(5);
    for (const [name, { answer, expected }] of reports)
      expect(answer, name).toEqual({ ...expected, definitions: answer['definitions'] });
    expect(receipts).toHaveLength(2);
    expectWholeFiles(played());
  });
});

describe('the worked example of case work', () => {
  const played = playing('case-work');

  it.each([
    'expected-b-2569-Q3-r0.json',
    'expected-b-2569-Q3-r1.json',
    'expected-b-2569-Q4-r0.json',
    'expected-c-2026-06-r0.json',
    'expected-c-2026-09-r0.json',
    'expected-c-2026-09-all-r0.json',
  ])('gives %s, cell for cell', (name) => {
    const report = played().reports.get(name);
    expect(byKey(counted(report?.answer))).toEqual(byKey(report?.expected));
  });

  it('opens each figure of a quarter to as many households as it says', { timeout: 120_000 }, async () => {
    const { reports, ids, url } = played();
    const secretariat = await ApiClient.signIn(url, 'province-secretariat-42', 'demo');
    const report = quarterly.parse(reports.get('expected-b-2569-Q4-r0.json')?.answer);
    const query = `quarter=2569-Q4&area=42&list=${ids.get('L1') ?? ''}&revision=0`;
    for (const [unit, row] of [
      ['42', report.total] as const,
      ...report.units.map((each) => [each.unit, each] as const),
    ])
      for (const figure of HOUSEHOLD_FIGURES) {
        const count = countAt(row, figure);
        if (count === 0) continue;
        const of = `&figure=${figure}&unit=${unit ?? 'none'}`;
        const { items, outside } = await secretariat.call(
          behind,
          'GET',
          `/v1/statistics/quarterly/households?${query}${of}`,
        );
        expect([unit, figure, items.length + outside]).toEqual([unit, figure, count]);
      }
  });

  it('takes every row of its files', () => {
    expect(played().receipts).toHaveLength(3);
    expectWholeFiles(played());
  });
});

/** Those that count households or, in section 2, documents; others open to fewer households than they count. */
const HOUSEHOLD_FIGURES = [...QUARTER_FIGURES].filter((name) =>
  /^(?:targets|outcome|missed)\.|\.households$|mechanism\.householdsW|integratedH|noContact|adviceOnly/u.test(name),
);

/** A figure by its path; sources of missed households lie a step deeper. */
function countAt(row: object, figure: string): unknown {
  let at: unknown = row;
  for (const name of figure.split('.')) {
    const found = z.looseObject({ bySource: z.looseObject({}).optional(), byDimension: z.looseObject({}).optional() });
    const within: Record<string, unknown> = found.parse(at);
    at = within[name] ?? found.parse(at).bySource?.[name] ?? found.parse(at).byDimension?.[name];
  }
  return at;
}

const behind = z.object({ items: z.array(z.unknown()), outside: z.int() });
const quarterly = z.looseObject({
  total: z.looseObject({}),
  units: z.array(z.looseObject({ unit: z.string().nullable() })),
});
const figures = z.looseObject({ mechanism: z.looseObject({}) });

/** Without what the example leaves out: accounts of the machine, names of units and of definitions. */
function counted(report: unknown): unknown {
  const { definitions: _definitions, ...rest } = z.looseObject({}).parse(report);
  const without = ({ mechanism: { accounts: _accounts, ...mechanism }, ...more }: z.infer<typeof figures>) => ({
    ...more,
    mechanism,
  });
  if (!('units' in rest)) return rest;
  const { total, units, ...header } = z.looseObject({ total: figures, units: z.array(figures) }).parse(rest);
  return {
    ...header,
    total: without(total),
    units: units.map(({ name: _name, ...unit }) => without(figures.parse(unit))),
  };
}

/** Rows are compared by their key and not by their place: a slug sorts where its letters put it. */
function byKey(value: unknown): unknown {
  if (Array.isArray(value)) {
    const rows: unknown[] = value.map(byKey);
    const key = (row: unknown): string => {
      const { agency, sector, assistanceType } = z.looseObject({}).parse(row);
      return String(agency ?? sector ?? assistanceType);
    };
    return rows.every((row) => typeof row === 'object' && row !== null && ('agency' in row || 'sector' in row))
      ? rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      : rows;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, byKey(inner)]));
}
