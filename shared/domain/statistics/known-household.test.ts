import { describe, expect, it } from 'vitest';

import { byRecording, correctionsOf } from './known-household.ts';

const entry = (householdId: string, version: number, hour: string) => ({
  householdId,
  version,
  recordedAt: `2026-05-01T${hour}:00:00.000Z`,
});

describe('the order of recording', () => {
  it('is that of the versions within a household', () => {
    // A clock that was put back tells nothing of the order: the versions do.
    expect(byRecording(entry('a', 2, '08'), entry('a', 1, '09'))).toBeGreaterThan(0);
    expect(byRecording(entry('a', 1, '09'), entry('a', 2, '08'))).toBeLessThan(0);
  });

  it('is that of the time between households, then of the versions, then of the ids', () => {
    expect(byRecording(entry('a', 2, '08'), entry('b', 1, '09'))).toBeLessThan(0);
    expect(byRecording(entry('b', 1, '09'), entry('a', 2, '08'))).toBeGreaterThan(0);
    expect(byRecording(entry('b', 1, '08'), entry('a', 2, '08'))).toBeLessThan(0);
    expect(byRecording(entry('a', 1, '08'), entry('b', 1, '08'))).toBeLessThan(0);
    expect(byRecording(entry('b', 1, '08'), entry('a', 1, '08'))).toBeGreaterThan(0);
  });
});

describe('what was corrected', () => {
  const fact = (version: number, hour: string, supersedes?: string) => ({
    ...entry('a', version, hour),
    id: `a.${version}`,
    ...(supersedes === undefined ? {} : { supersedes }),
    body: { type: 'other' as const },
  });

  it('is nothing where no entry says so', () => {
    expect(correctionsOf([fact(1, '08')])).toBeUndefined();
  });

  it('is over since the first that corrected it, however they come', () => {
    const facts = [fact(1, '08'), fact(3, '11', 'a.1'), fact(2, '10', 'a.1'), fact(4, '12', 'a.1')];
    const corrections = correctionsOf(facts);
    expect(corrections?.supersededAt).toEqual(new Map([['a.1', '2026-05-01T10:00:00.000Z']]));
    expect([...(corrections?.byId.keys() ?? [])]).toEqual(['a.1', 'a.3', 'a.2', 'a.4']);
  });
});
