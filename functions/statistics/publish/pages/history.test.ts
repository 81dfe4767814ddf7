import { describe, expect, it } from 'vitest';

import { PUBLIC_COUNTS } from '#shared/domain/publication/public-counts.ts';
import type { ShownCounts } from '#shared/domain/publication/hide-counts.ts';
import type { PublicProgress } from '#shared/domain/publication/public-progress.ts';

import { monthsBeside, ranking, type EarlierFigures } from './history.ts';

const counts = (baseline: number | null): ShownCounts => ({
  ...(Object.fromEntries(PUBLIC_COUNTS.map((count) => [count, 0])) as ShownCounts),
  baseline,
});
const cellsOf = (markup: { html: string } | ''): string[][] =>
  (markup === '' ? '' : markup.html)
    .split('<tr>')
    .slice(2)
    .map((row) => [...row.matchAll(/>\s*([^<>\s][^<>]*?)\s*</gu)].map(([, text]) => text ?? ''));

describe('the ranking of areas', () => {
  it('is by percent, equal ones share a place, and what is hidden has none and is by code', () => {
    const made = ranking(
      [
        { area: '10', name: 'ก', percent: 50 },
        { area: '11', name: 'ข', percent: undefined },
        { area: '12', name: 'ค', percent: 75 },
        { area: '13', name: 'ง', percent: 50 },
        { area: '14', name: 'จ', percent: 10 },
        { area: '15', name: 'ฉ', percent: undefined },
      ],
      'th',
    );
    expect(cellsOf(made).map((row) => row.slice(0, 3))).toEqual([
      ['1', 'ค', '75.0%'],
      ['2', 'ก', '50.0%'],
      ['2', 'ง', '50.0%'],
      ['4', 'จ', '10.0%'],
    ]);
    expect(made === '' ? '' : made.html).toContain('ข, ฉ');
  });

  it('is nothing when no two areas can be compared', () => {
    expect(ranking([{ area: '10', name: 'ก', percent: 50 }], 'th')).toBe('');
  });
});

describe('months beside each other', () => {
  const progress = { month: '2026-10', total: { area: '42', counts: counts(60), hidden: 0 } } as PublicProgress;
  const earlier = (month: string, publication: number, baseline: number | null): EarlierFigures => ({
    month,
    publication,
    counts: counts(baseline),
    link: `/${month}/${publication}`,
  });

  it('are the last publication of each, never a later month, and of older years the same month alone', () => {
    const months = Array.from({ length: 26 }, (_, at) => {
      const of = new Date(Date.UTC(2026, 8 - at, 15)).toISOString().slice(0, 7);
      return earlier(of, 0, 1000 + at);
    });
    const found = cellsOf(
      monthsBeside(progress, [...months, earlier('2026-09', 1, null), earlier('2026-11', 0, 5)], 'en'),
    ).map(([name, baseline]) => [name, baseline]);
    expect(found).toHaveLength(1 + 12 + 1);
    expect(found.slice(0, 3)).toEqual([
      ['October 2026', '60'],
      ['September 2026', 'hidden'],
      ['August 2026', '1,001'],
    ]);
    expect(found.slice(-2)).toEqual([
      ['October 2025', '1,011'],
      ['October 2024', '1,023'],
    ]);
  });
});
