import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { milestoneStatus, thresholdOf, type MilestoneProgress } from './milestone.ts';

describe('the threshold of a milestone', () => {
  it.each([
    [75, 85_300, 63_975],
    [50, 85_300, 42_650],
    [100, 85_300, 85_300],
    [75, 1_820_490, 1_365_368],
    [33.33, 3, 1],
    [0.01, 10_001, 2],
    [0, 85_300, 0],
    [75, 0, 0],
  ])('%d %% of %d households is %d', (percent, baseline, threshold) => {
    expect(thresholdOf(percent, baseline)).toBe(threshold);
  });

  it.each([-1, 100.01, 33.333, Number.NaN])('of %d percent is refused', (percent) => {
    expect(() => thresholdOf(percent, 10)).toThrow(RangeError);
  });

  it('is the least number of households whose share is not below the percent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 2_000_000 }),
        (hundredths, baseline) => {
          const threshold = thresholdOf(hundredths / 100, baseline);
          expect(threshold * 10_000).toBeGreaterThanOrEqual(hundredths * baseline);
          expect((threshold - 1) * 10_000).toBeLessThan(hundredths * baseline);
        },
      ),
    );
  });
});

describe('the status of a milestone', () => {
  const begun: MilestoneProgress = {
    baseline: 100,
    threshold: 75,
    count: 0,
    countAtDue: null,
    startsOn: '2026-03-01',
    dueOn: '2026-03-10',
    day: '2026-03-02',
  };
  const of = (more: Partial<MilestoneProgress>): unknown => milestoneStatus({ ...begun, ...more });

  it.each([
    ['nothing before the campaign begins', { day: '2026-02-28', count: 80 }, null],
    ['nothing for a baseline of nobody', { baseline: 0, threshold: 0 }, null],
    ['achieved before the due day', { count: 75 }, 'ACHIEVED'],
    ['on track with the part of the days gone by', { count: 15 }, 'ON_TRACK'],
    ['at risk with one household less', { count: 14 }, 'AT_RISK'],
    ['at risk on the due day below the threshold', { day: '2026-03-10', count: 74 }, 'AT_RISK'],
    ['achieved by what was recorded at the due day', { day: '2026-03-20', count: 60, countAtDue: 75 }, 'ACHIEVED'],
    ['missed, whatever was recorded later', { day: '2026-03-20', count: 90, countAtDue: 74 }, 'MISSED'],
  ] as const)('is %s', (_, more, status) => {
    expect(of(more)).toBe(status);
  });

  it('shows 75.00 percent of 85,300 and is missed with one household less', () => {
    const threshold = thresholdOf(75, 85_300);
    expect(of({ baseline: 85_300, threshold, count: 63_974, countAtDue: 63_974, day: '2026-04-01' })).toBe('MISSED');
  });
});
