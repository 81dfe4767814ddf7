import { describe, expect, it } from 'vitest';

import type { EntryBody } from '../entry.ts';
import { correct, fileOf, refusalOf } from '../test/file-of.ts';
import type { ListedBody } from './listed.ts';

type Target = ListedBody['targets'][number];
const target = (change: Partial<Target> = {}): Target => ({
  personId: 'p1',
  dimensions: ['income'],
  indicators: [28],
  ...change,
});
const listed = (list: string, targets: Target[], area = '420101'): EntryBody => ({
  type: 'listed',
  list,
  area,
  targets,
});
const targetsOf = (...bodies: EntryBody[]) => fileOf(...bodies).household.targets;
const factOf = (...targets: Target[]) => fileOf(listed('l1', targets)).household.facts.at(-1)?.body;

describe('rows of a target list', () => {
  it('put persons of a household on it, each with the moment of the first row', () => {
    expect(targetsOf(listed('l1', [target()]), listed('l1', [target({ personId: null, dimensions: [] })]))).toEqual([
      {
        list: 'l1',
        area: '420101',
        addedAt: '2026-06-01T01:00:00.000Z',
        personId: 'p1',
        dimensions: ['income'],
        indicators: [28],
      },
      {
        list: 'l1',
        area: '420101',
        addedAt: '2026-06-01T02:00:00.000Z',
        personId: null,
        dimensions: [],
        indicators: [28],
      },
    ]);
  });

  it('say anew what a person misses, and leave when it was added and the other lists', () => {
    const after = targetsOf(
      listed('l1', [target()]),
      listed('l2', [target()]),
      listed('l1', [target({ dimensions: ['health'], indicators: [1, 2] })], '420102'),
    );
    expect(after).toMatchObject([
      {
        list: 'l1',
        area: '420101',
        addedAt: '2026-06-01T01:00:00.000Z',
        dimensions: ['health'],
        indicators: [1, 2],
      },
      { list: 'l2', dimensions: ['income'], indicators: [28] },
    ]);
    expect(after).toHaveLength(2);
  });

  it('stay while a state of the list stands on them, unless other rows bear it', () => {
    const state: EntryBody = {
      type: 'target-state',
      list: 'l1',
      state: 'CONFIRMED',
      on: '2026-05-10',
      reason: '-',
      evidence: 'DESK',
    };
    const rows = listed('l1', [target()]);
    expect(refusalOf(rows, state, correct(2, null))).toMatchObject({ code: 'built-upon' });
    expect(refusalOf(rows, rows, state, correct(2, null))).toBe('recorded');
    expect(refusalOf(rows, listed('l2', [target()]), state, correct(3, null))).toBe('recorded');
  });

  it('keep in the document no mark of a person without a citizen ID', () => {
    expect(targetsOf(listed('l1', [target({ withoutCitizenId: true })]))[0]).not.toHaveProperty('withoutCitizenId');
  });

  it('count once with every dimension, in the order of the form, and every indicator, in the order of numbers', () => {
    const fact = factOf(
      target({ dimensions: ['income', 'health'], indicators: [28, 3] }),
      target({ personId: null, dimensions: ['health'], indicators: [3, 11] }),
    );
    expect(fact).toMatchObject({
      type: 'listed',
      list: 'l1',
      area: '420101',
      dimensions: ['health', 'income'],
      indicators: [3, 11, 28],
    });
    expect(fact).not.toHaveProperty('withoutCitizenId');
  });

  it('count without what no row says, and mark a household whose person has no citizen ID', () => {
    const bare = factOf(target({ dimensions: [], indicators: [] }));
    expect(bare).not.toHaveProperty('dimensions');
    expect(bare).not.toHaveProperty('indicators');
    expect(factOf(target(), target({ personId: null, withoutCitizenId: true }))).toMatchObject({
      withoutCitizenId: true,
    });
  });
});
