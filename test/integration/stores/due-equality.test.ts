/**
 * The rows that appends have left are those that a second calculation makes of all entries, which never reads the queue: over random
 * histories of several households, with moves, mentors, referrals, resolutions and corrections, in memory and in DynamoDB.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { DueItem, DueOwner } from '#shared/domain/due/due-item.ts';
import { dueItems } from '#shared/domain/due/due-items.ts';
import type { ListTerms } from '#shared/domain/due/known.ts';
import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';

import { index, ownTables } from './open-stores.ts';
import { AGENCIES, AREAS, live, steps, type Held, type Stores } from './random-work.ts';

const place = (item: DueItem): string => JSON.stringify([item.owner, item.showFrom, item.kind, item.ref]);
const inOrder = (items: readonly DueItem[]): DueItem[] => items.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));

const OWNERS: readonly DueOwner[] = [
  ...AREAS.map((area) => ({ kind: 'place', area }) as const),
  ...['m1', 'm2'].map((sub) => ({ kind: 'mentor', sub }) as const),
  ...['42', '31', '4201'].map((unit) => ({ kind: 'unit', unit }) as const),
  ...AGENCIES.map((agency) => ({ kind: 'agency', agency }) as const),
];

/** Every row on some days, and what all entries make of them. */
async function compare({ due, lists }: Stores, held: readonly Held[], kinds: Set<string>): Promise<void> {
  const terms = new Map<string, ListTerms>((await lists.all()).map((list) => [list.id, list]));
  const expected = held.flatMap(({ history }) => dueItems(foldHousehold(history), terms));
  for (const { kind } of expected) kinds.add(kind);
  for (const day of ['2026-06-10', '2026-06-25', '2026-07-15', '9999-12-31']) {
    const rows = await Promise.all(OWNERS.map((owner) => due.shown(owner, day, 10_000)));
    expect(inOrder(rows.flat())).toEqual(inOrder(expected.filter(({ showFrom }) => showFrom <= day)));
  }
}

describe('the queue is what the entries make', () => {
  it('in memory', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const due = new MemoryDue();
        const lists = createMemoryTargetListStore();
        const stores = { households: createMemoryHouseholdStore({ due, lists }), due, lists };
        await compare(stores, await live(stores, story, kinds), kinds);
      }),
      { numRuns: 80 },
    );
    const often = [
      'CRISIS',
      'FIRST_VISIT',
      'CONTACT',
      'PROMISED',
      'EXTERNAL',
      'REFERRAL_NEW',
      'REFERRAL_LATE',
      'FOLLOW_UP',
    ];
    for (const kind of [...often, 'RESOLUTION', 'UNSOLVED', 'CHECK_TARGET', 'ARRIVED']) expect(kinds).toContain(kind);
  });

  it('in DynamoDB', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { client, tables, sealer } = await ownTables();
        const stores = {
          households: createDynamoHouseholdStore({ client, tables, sealer, index }),
          due: createDynamoDueStore({ client, tables }),
          lists: createDynamoTargetListStore({ client, tables }),
        };
        await compare(stores, await live(stores, story, kinds), kinds);
      }),
      { numRuns: 4 },
    );
    expect(kinds.size).toBeGreaterThan(5);
  });
});
