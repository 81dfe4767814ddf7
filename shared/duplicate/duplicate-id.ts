import { createHash } from 'node:crypto';

/** The id of a pair, in whichever order, in the form of a UUID. It tells neither household to who knows only the other. */
export function duplicateId(one: string, other: string): string {
  const pair = [one, other].toSorted().join(' ');
  const hash = createHash('sha256').update(`duplicate ${pair}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}
