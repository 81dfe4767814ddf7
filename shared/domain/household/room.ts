/**
 * How far entries may fill the document of a household. The store takes a document of 400 KB. Words fill it (needs and surveys,
 * who lives there), help and statuses hardly do; so words stop first, and a full household can still be helped and closed.
 */
import { saidIn, type EntryBody } from '../logbook/entry.ts';
import { kindOf } from '../logbook/kind-of.ts';

const KB = 1024;

/** Holds the largest survey that a call may bring (50 needs of 2,000 letters). */
const WORDS_BYTES = 312 * KB;
/** A few words more, so that what fills the document can be put right. */
const CORRECTED_WORDS_BYTES = 328 * KB;
/** No entry fills a document further than this, and no entry by itself is larger. */
export const ROOM_BYTES = 368 * KB;

/** Bytes to which an entry may fill the document. */
export function roomFor(body: EntryBody): number {
  if (!kindOf(saidIn(body)).words) return ROOM_BYTES;
  return body.type === 'correction' ? CORRECTED_WORDS_BYTES : WORDS_BYTES;
}
