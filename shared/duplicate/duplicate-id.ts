import { createHash } from 'node:crypto';

/** The id of a pair, in whichever order. It tells neither household to who knows only the other. */
export function duplicateId(one: string, other: string): string {
  const pair = [one, other].toSorted().join(' ');
  return createHash('sha256').update(`duplicate ${pair}`).digest('hex').slice(0, 32);
}
