import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';

import { SortedRuns } from './sorted-runs.ts';

type Item = { at: number; text: string };

function merge(chunks: readonly (readonly Item[])[]): Item[] {
  using folder = temporaryFolder();
  using runs = new SortedRuns<Item>(join(folder.path, 'runs'), (a, b) => a.at - b.at);
  for (const chunk of chunks) runs.add(chunk);
  return [...runs.merged()].map(({ item, line }) => {
    expect(JSON.parse(line)).toEqual(item);
    return item;
  });
}

describe('runs that are sorted one by one', () => {
  it('come out as if all had been sorted together', () => {
    let seed = 1;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    const chunks = Array.from({ length: 137 }, (_, chunk) =>
      Array.from({ length: next() % 60 }, (_each, at) => ({ at: next() % 500, text: `แถว ${chunk}/${at}` })),
    );
    const merged = merge(chunks);
    expect(merged).toEqual(chunks.flat().sort((a, b) => a.at - b.at));
    expect(merged.length).toBeGreaterThan(3000);
  });

  it('may have lines that are longer than a block', () => {
    const long = Array.from({ length: 4 }, (_, at) => ({ at: 4 - at, text: 'ก'.repeat(20_000 * at) }));
    expect(merge([long, [{ at: 2, text: 'ข' }]]).map(({ at, text }) => [at, text.length])).toEqual([
      [1, 60_000],
      [2, 40_000],
      [2, 1],
      [3, 20_000],
      [4, 0],
    ]);
  });

  it('may be none, or empty', () => {
    expect(merge([])).toEqual([]);
    expect(merge([[], []])).toEqual([]);
  });
});
