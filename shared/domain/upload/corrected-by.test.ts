import { describe, expect, it } from 'vitest';

import { isCorrectedBy } from './corrected-by.ts';

const earlier = {
  source: 'thaiqm-survey',
  createdAt: '2026-05-01T03:00:00.000Z',
  rows: { total: 40, rejected: 3 },
} as const;
const later = { ...earlier, createdAt: '2026-05-02T03:00:00.000Z', rows: { total: 21, rejected: 0 } } as const;

describe('a file that sends rejected rows again', () => {
  it.each([
    ['the whole table', { rows: { total: 40, rejected: 1 } }, false, true],
    ['the rejected rows alone', { rows: { total: 3, rejected: 0 } }, false, true],
    ['what was returned, shortened', {}, true, true],
    ['other rows', {}, false, false],
    ['a table of another source', { source: 'assistance', rows: { total: 40, rejected: 0 } } as const, true, false],
    ['a table for a list', { list: 'l1', rows: { total: 40, rejected: 0 } }, true, false],
    ['a table sent before', { createdAt: '2026-04-30T03:00:00.000Z', rows: { total: 40, rejected: 0 } }, true, false],
  ])('%s', (_what, change, isReturned, expected) => {
    expect(isCorrectedBy(earlier, { ...later, ...change }, isReturned)).toBe(expected);
  });
});
