import { env } from 'node:process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { naiveCaseWork } from './case-work-naive.ts';
import { figuresOfB, inputB, listIds, quarters, reportB, sayTheSameInB, sayTheSameInC } from './held-together.ts';
import { caseHistories } from './random-case-work.ts';
import { moments } from './random-history.ts';

/** More for a long night: CASE_WORK_RUNS=5000. */
const RUNS = Number(env['CASE_WORK_RUNS'] ?? 300);

describe('Reports B and C and a second, naive calculation of them', () => {
  it('say the same in every row of Report B, which balances', { timeout: 600_000 }, () => {
    expect(() => fc.assert(sayTheSameInB, { numRuns: RUNS })).not.toThrow();
  });

  it('has units of the middle rung that partition a province', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(caseHistories, quarters, listIds, moments, (history, quarter, lists, asOf) => {
        const { report } = reportB(history, inputB(history, quarter, { area: '42', lists, asOf }));
        const parts = report.units.filter(({ kind }) => kind !== 'FIELD_TEAM').map((unit) => figuresOfB(unit));
        for (const [name, count] of figuresOfB(report.total)) {
          // Those behind a threshold are in B by a document of the row.
          if (name.startsWith('campaign.')) continue;
          expect([name, parts.reduce((sum, part) => sum + (part.get(name) ?? 0), 0)]).toEqual([name, count]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('opens each figure to the households that it counts', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(caseHistories, quarters, listIds, moments, fc.nat(), (history, quarter, lists, asOf, pick) => {
        const asked = { area: '42', lists, asOf };
        const { report } = reportB(history, inputB(history, quarter, asked));
        const naive = naiveCaseWork(history, { ...asked, quarter });
        for (const [unit, row, figures] of [
          ['42', 'total', report.total] as const,
          ...report.units.map((each) => [each.unit, each.unit ?? 'null', each] as const),
        ]) {
          const counted = [...figuresOfB(figures)].filter(([, count]) => count > 0);
          const [figure] = counted[pick % Math.max(counted.length, 1)] ?? [];
          if (figure === undefined) continue;
          const opened = reportB(history, { ...inputB(history, quarter, asked), drillDown: { unit, figure } });
          expect([figure, opened.households]).toEqual([figure, [...new Set(naive(row, figure))].toSorted()]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('say the same in every row of Report C, whose percents never pass 100', { timeout: 600_000 }, () => {
    expect(() => fc.assert(sayTheSameInC, { numRuns: RUNS })).not.toThrow();
  });

  it('closes a quarter as the next one opens, at one moment of knowledge', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(caseHistories, listIds, moments, (history, lists, asOf) => {
        fc.pre(bangkokDay(asOf) >= '2026-10-01');
        const asked = { area: '42', lists, asOf };
        const first = reportB(history, inputB(history, '2569-Q4', asked)).report;
        const second = reportB(history, inputB(history, '2570-Q1', asked)).report;
        expect(second.total.targets.opening).toEqual(first.total.targets.closing);
        expect(second.total.needs.total.openBefore).toBe(first.total.needs.total.openAfter);
      }),
      { numRuns: RUNS },
    );
  });
});
