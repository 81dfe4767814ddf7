import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '#shared/domain/statistics/report-a/columns.ts';
import { figureIn } from '#shared/domain/statistics/report-a/shape.ts';
import { workedExample } from '#shared/statistics/test/worked-example.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import { dataDictionary } from './data-dictionary.ts';

describe('the data dictionary', () => {
  it('in the documents is the generated one: `npm run columns` renews it', () => {
    expect(readFileSync(new URL('../../../docs/data-dictionary.md', import.meta.url), 'utf8')).toBe(dataDictionary());
  });

  it('names every figure of the report, and each of them where it is', async () => {
    const [made] = await createEvaluation(workedExample().dependencies()).evaluate(
      [{ month: '2026-05', area: '42', lists: null }],
      new Date('2026-06-06T01:00:00+07:00'),
    );
    const leaves = (value: unknown, path: string[] = []): [string, unknown][] =>
      value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
        : [[path.join('.'), value]];
    const { total, summedRows } = made!.report;
    expect(leaves(total)).toHaveLength(COLUMNS.length + 1);
    for (const [key, value] of leaves(total).filter(([path]) => path !== 'silent'))
      expect(
        figureIn(
          total,
          COLUMNS.find((column) => column.key === key)!,
        ),
      ).toBe(value);
    for (const [key, value] of leaves(summedRows).filter(([path]) => path !== 'silent')) {
      const column = COLUMNS.find((each) => each.key === key)!;
      expect(column.summed).toBe(true);
      expect(figureIn(summedRows, column)).toBe(value);
    }
  });
});
