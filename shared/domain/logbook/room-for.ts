import { CORRECTED_WORDS_BYTES, ROOM_BYTES, WORDS_BYTES } from '../household/room.ts';
import { saidIn, type EntryBody } from './entry.ts';
import { kindOf } from './kind-of.ts';

/** Bytes to which an entry may fill the document. */
export function roomFor(body: EntryBody): number {
  const said = saidIn(body);
  if (!said || !kindOf(said).words) return ROOM_BYTES;
  return body.type === 'correction' ? CORRECTED_WORDS_BYTES : WORDS_BYTES;
}
