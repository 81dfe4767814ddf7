import { CORRECTED_WORDS_BYTES, ROOM_BYTES, WORDS_BYTES } from '../household/room.ts';
import { saidIn, type EntryBody } from './entry.ts';
import { kindOf } from './kind-of.ts';

/** Bytes to which an entry may fill the document. */
export function roomFor(body: EntryBody): number {
  if (!kindOf(saidIn(body)).words) return ROOM_BYTES;
  return body.type === 'correction' ? CORRECTED_WORDS_BYTES : WORDS_BYTES;
}
