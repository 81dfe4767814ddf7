/** What a change weighs in the store, and whether its household has room for it. */
import { ROOM_BYTES } from '#shared/domain/household/room.ts';
import { roomFor } from '#shared/domain/logbook/room-for.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { onceFor } from '#shared/once-for.ts';
import { Problem } from '#shared/problems.ts';

import { packFacts } from './facts-codec.ts';
import type { HouseholdChange } from './household-store.ts';
import { mostNameTags } from './name-tags.ts';
import { leavingFacts } from './leaving-facts.ts';
import { packPersonal } from './personal-codec.ts';
import { packSummary } from './summary-codec.ts';
import { summaryOf } from './summary.ts';

/** More than an item has beside its texts: keys, names of attributes, fingerprints, hashes, the head of an envelope, and the keys of a usual queue. */
const BESIDE = 1024;
/** UTF-8 has no letter of JSON's text that takes more. */
const BYTES_A_LETTER = 3;
/** A fact takes some 30 in the item of old facts, which is written whole when facts leave a document, and is not known here. */
const OLD_FACT_BYTES = 64;
/** What is smaller has room wherever it is written, and is not weighed to the last byte: nearly everything. */
const SMALL_BYTES = 64 * 1024;

/**
 * Bytes that an append of the change writes at the most, its pointers and places left out. Throws `household-full` when the
 * document would grow further than its newest entry may fill it, `too-large` when an entry alone is larger than an item may be.
 * The load weighs a change to see whether it fits, and the append weighs it again.
 */
export const weighChange = onceFor((change: HouseholdChange): number => {
  const { before, after, entries } = change;
  const old = leavingFacts(change).length > 0 ? BESIDE + after.version * OLD_FACT_BYTES : 0;
  // No packed form says more than the whole of it in JSON.
  const most = old + JSON.stringify([after, entries]).length * BYTES_A_LETTER + BESIDE * (1 + entries.length);
  if (most < SMALL_BYTES) return most;
  const document = documentBytes(after);
  const newest = entries.at(-1);
  if (newest && document > roomFor(newest.body) && !(before && document <= documentBytes(before)))
    throw new Problem('household-full');
  const logbook = entries.map(entryBytes);
  if (logbook.some((bytes) => bytes > ROOM_BYTES)) throw new Problem('too-large');
  return logbook.reduce((sum, bytes) => sum + bytes, document + old);
});

/** Bytes of the item of a household, never less than it has: what is sealed is no longer than in UTF-8. */
export function documentBytes(household: Household): number {
  const { id, facts, duplicates } = household;
  const summary = summaryOf(household);
  const texts = [
    packSummary(summary, mostNameTags(household.members.length)),
    packFacts(id, facts),
    packPersonal(household, Object.keys(summary.lists)),
    ...duplicates,
  ];
  // A blank parts two duplicates.
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, BESIDE);
}

function entryBytes({ body, recordedBy, source }: LogbookEntry): number {
  return Buffer.byteLength(JSON.stringify([body, recordedBy, source])) + BESIDE;
}
