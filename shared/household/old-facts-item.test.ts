import { describe, expect, it } from 'vitest';

import { help } from '#shared/domain/logbook/test/help.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { NewerForm } from '#shared/dynamo/attributes.ts';

import { holdsOldFacts, oldFactsItem, toOldFacts } from './old-facts-item.ts';

const HOUSEHOLD = '0a1b2c3d-0000-4000-8000-000000000001';

function factAt(version: number): EntryFact {
  const { description: _words, ...body } = help({
    cashBaht: (version * 104_729) % 999_983,
    inKindBaht: (version ** 2 * 7919) % 999_979,
  });
  const recordedAt = new Date(1_600_000_000_000 + version * 3_600_123 + ((version * 7919) % 99_991) * 31).toISOString();
  return { id: `${HOUSEHOLD}.${version}`, householdId: HOUSEHOLD, version, recordedAt, body };
}

const [first, second, third, fourth] = [1, 2, 3, 4].map(factAt) as [EntryFact, EntryFact, EntryFact, EntryFact];

describe('the item of old facts', () => {
  it('has the facts that join it beside those that it had, each once, in the order of recording', () => {
    const standing = oldFactsItem(HOUSEHOLD, [third, first]);
    const joined = oldFactsItem(HOUSEHOLD, [second, third], standing);
    expect(toOldFacts(joined)).toEqual({ household: HOUSEHOLD, facts: [first, second, third] });
  });

  it('holds what its household needs when it has all that left, and nothing that the entries do not make', () => {
    const all = [first, second, third, fourth];
    const standing = oldFactsItem(HOUSEHOLD, [first, second]);
    expect(holdsOldFacts(standing, [third, fourth], all)).toBe(true);
    // A correction brought the second one back.
    expect(holdsOldFacts(standing, [second, third, fourth], all)).toBe(true);
    expect(holdsOldFacts(standing, [fourth], all)).toBe(false);
    const other = { ...factAt(7), id: second.id, version: second.version };
    expect(holdsOldFacts(oldFactsItem(HOUSEHOLD, [first, other]), [third, fourth], all)).toBe(false);
    expect(holdsOldFacts(standing, [third, fourth], [first, third, fourth])).toBe(false);
    expect(holdsOldFacts(undefined, all, all)).toBe(true);
    expect(holdsOldFacts(undefined, [fourth], all)).toBe(false);
  });

  it('of a newer form is refused for another try', () => {
    const item = { ...oldFactsItem(HOUSEHOLD, [first]), v: { N: '9' } };
    expect(() => toOldFacts(item)).toThrow(NewerForm);
  });

  it('has no more facts than an item takes', () => {
    const many = Array.from({ length: 80_000 }, (_, at) => factAt(at + 1));
    expect(() => oldFactsItem(HOUSEHOLD, many)).toThrow(expect.objectContaining({ code: 'household-full' }));
  });
});
