import { describe, expect, it } from 'vitest';

import type { EntryFact, TargetStateFact } from '../statistics/facts.ts';
import { duplicateOfIn } from './duplicate-of.ts';

const fact = (version: number, more: Partial<TargetStateFact>, supersedes?: number): EntryFact => ({
  id: `h.${version}`,
  householdId: 'h',
  version,
  recordedAt: '2026-05-01T00:00:00.000Z',
  ...(supersedes === undefined ? {} : { supersedes: `h.${supersedes}` }),
  body: { type: 'target-state', list: 'l1', state: 'DUPLICATE', on: '2026-05-01', ...more },
});

const merged = (version: number, into: string): EntryFact => ({ ...fact(version, {}), body: { type: 'merged', into } });

describe('what a household is a duplicate of', () => {
  it.each<[string, EntryFact[], string[]]>([
    ['as recorded last, for each list', [fact(1, { duplicateOf: 'a' }), fact(2, { duplicateOf: 'b' })], ['b']],
    ['on any list', [fact(1, { duplicateOf: 'a' }), fact(2, { list: 'l2', duplicateOf: 'b' })], ['a', 'b']],
    ['not when found to be something else', [fact(1, { duplicateOf: 'a' }), fact(2, { state: 'CONFIRMED' })], []],
    ['where it was merged into', [fact(1, { duplicateOf: 'a' }), merged(2, 'b')], ['a', 'b']],
    ['once, though named and merged into', [fact(1, { duplicateOf: 'a' }), merged(2, 'a')], ['a']],
    [
      'not when corrected to another list',
      [fact(1, { duplicateOf: 'a' }), fact(2, { list: 'l2', duplicateOf: 'b' }, 1)],
      ['b'],
    ],
  ])('is %s', (_name, facts, expected) => {
    expect(duplicateOfIn({ facts })).toEqual(expected);
  });
});
