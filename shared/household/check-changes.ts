import { mostDueMoved } from '#shared/due/moved-due.ts';
import type { Key } from '#shared/dynamo/attributes.ts';
import { ITEMS_OF_REFERRAL, movedReferrals } from '#shared/referral/moved-referrals.ts';

import type { RecordedIn } from '#shared/upload/upload-store.ts';

import { toldOfMerge } from '#shared/event/told.ts';

import { identityKey, TRANSACTION_BYTES, type HouseholdChange } from './household-store.ts';
import { newIdentities } from './identities.ts';
import { leavingFacts } from './leaving-facts.ts';
import { newlyPlacedDistricts } from './placed-districts.ts';
import { weighChange } from './weigh-change.ts';

/**
 * Items that an append writes for a change: the document, its entries, facts that leave it, pointers of new identities, new places, referrals that it moves, and
 * at the most so many rows of the queue. `held`: keys of those that are stored.
 */
export function itemsOf(change: HouseholdChange, held?: readonly Key[]): number {
  const old = leavingFacts(change).length > 0 ? 1 : 0;
  const referrals = movedReferrals(change).length * ITEMS_OF_REFERRAL;
  const told = toldOfMerge(change).length;
  return (
    1 +
    change.entries.length +
    old +
    newIdentities(change).length +
    newlyPlacedDistricts(change).length +
    referrals +
    told +
    mostDueMoved(change, held)
  );
}

/** What of each household a step of a load recorded: the versions of its entries. */
export function recordedIn(changes: readonly HouseholdChange[]): RecordedIn[] {
  return changes.map(({ before, after }) => ({ id: after.id, from: (before?.version ?? 0) + 1, to: after.version }));
}

/**
 * Throws when the changes cannot belong to one append, whatever the store holds: a mistake of the caller, or, as a
 * `Problem`, a household that has no room for them.
 */
export function checkChanges(changes: readonly HouseholdChange[]): void {
  const households = new Set<string>();
  const claimed = new Set<string>();
  for (const change of changes) {
    const { before, after, entries } = change;
    if (households.has(after.id)) throw new Error('A household comes twice in one append');
    households.add(after.id);
    const from = before?.version ?? 0;
    const inOrder = entries.every(
      ({ householdId, version }, index) => householdId === after.id && version === from + index + 1,
    );
    if (
      !inOrder ||
      entries.length === 0 ||
      after.version !== from + entries.length ||
      (before && before.id !== after.id)
    )
      throw new Error('The entries of a change do not lead from before to after');
    for (const identity of newIdentities(change)) {
      const key = identityKey(identity);
      if (claimed.has(key)) throw new Error('Two households of one append claim the same identity');
      claimed.add(key);
    }
  }
  const bytes = changes.reduce((sum, change) => sum + weighChange(change), 0);
  if (bytes > TRANSACTION_BYTES) throw new Error(`${bytes} bytes in one transaction: it takes ${TRANSACTION_BYTES}`);
}

/** The moment of a change, of which what it tells organisations is. */
export function recordedAt(change: HouseholdChange | undefined): string {
  const at = change?.entries.at(-1)?.recordedAt;
  if (at === undefined) throw new Error('A change without an entry');
  return at;
}
