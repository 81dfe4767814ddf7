/** Households of many entries: the same help again and again, no two equal. */
import { randomUUID } from 'node:crypto';

import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdChange, HouseholdStore } from '#shared/household/household-store.ts';

import { typicalBeginning, typicalHelp } from './typical-household.ts';

const DAY_MS = 86_400_000;
/** In one transaction: quicker to write than one by one. */
const AT_ONCE = 60;

/** Days in order, spread over a stretch. */
export function spread(count: number, from: string, to: string): Date[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return Array.from(
    { length: count },
    (_, at) => new Date(first + Math.floor(((last - first) * (at + 1)) / (count + 1))),
  );
}

/** Days of `entries`, of which only `recent` are of the fiscal year 2569 or later. */
export function mostlyOld(entries: number, recent: number): Date[] {
  return [
    ...spread(Math.max(entries - recent, 0), '2016-10-05', '2025-09-25'),
    ...spread(Math.min(entries, recent), '2025-10-05', '2026-11-01'),
  ];
}

/** What `bodies` make of a household at a moment. */
export function say(before: Household | undefined, at: Date, bodies: readonly EntryBody[]): HouseholdChange {
  const recorded = record(before, bodies, {
    householdId: before?.id ?? randomUUID(),
    recordedAt: at,
    recordedBy: { sub: 'a3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', roles: ['DATA_IMPORTER'], area: '42' },
    hash: chainHash,
    source: { upload: 'c3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', row: 1234 },
  });
  return { before, after: recorded.household, entries: recorded.entries };
}

let steps = 0;

/** Help recorded some days after it was given. */
export function helpOn(household: Household | undefined, at: Date): EntryBody {
  const pick = (steps * 7919) % 9973;
  const given = new Date(at.getTime() - (1 + (pick % 20)) * DAY_MS).toISOString().slice(0, 10);
  return { ...typicalHelp(given), personIds: pick % 3 === 0 ? [household?.members[pick % 3]?.id ?? ''] : [] };
}

/** One more help. */
export function step(before: Household | undefined, at: Date): HouseholdChange {
  steps += 1;
  return say(before, new Date(at.getTime() + ((steps * 7919) % 9973) * 997), [helpOn(before, at)]);
}

/** A household that was helped at each of the moments. */
export async function live(households: Pick<HouseholdStore, 'append'>, moments: readonly Date[]): Promise<Household> {
  const begun = typicalBeginning('420101');
  // Begun when the first of them was recorded.
  const first = moments[0]?.toISOString() ?? '';
  let household: Household = { ...begun.after, updatedAt: first };
  await households.append([begun]);
  for (let at = 0; at < moments.length; at += AT_ONCE) {
    const changes: HouseholdChange[] = [];
    for (const moment of moments.slice(at, at + AT_ONCE)) {
      changes.push(step(household, moment));
      household = changes.at(-1)?.after ?? household;
    }
    const entries = changes.flatMap((change) => change.entries);
    await households.append([{ before: changes[0]?.before, after: household, entries }]);
  }
  return household;
}
