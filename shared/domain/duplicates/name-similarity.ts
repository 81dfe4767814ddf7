/** How alike two names are, from 0 to 1: the similarity of Jaro and Winkler (1990) over names as they sound in Thai. */
import { soundOfNames } from '#shared/thai/name-search.ts';

export type Sounds = { readonly first: string; readonly last: string };

export function soundsOf({ firstName, lastName }: { firstName: string; lastName?: string | undefined }): Sounds {
  return soundOfNames(firstName, lastName);
}

/** Below this, one of two names is another name, however alike the other one is. */
const LEAST_ALIKE = 0.8;
/** A first name alone tells less than a whole name. */
const FIRST_NAME_ALONE = 0.92;

/** Of whole names; the better of both orders, since offices swap them. 0 when a first name is missing, or one of the names is another. */
export function similarityOfNames(a: Sounds, b: Sounds): number {
  if (a.first === '' || b.first === '') return 0;
  if (a.last === '' || b.last === '') return FIRST_NAME_ALONE * similarityOfWords(a.first, b.first);
  return Math.max(
    together(similarityOfWords(a.first, b.first), similarityOfWords(a.last, b.last)),
    together(similarityOfWords(a.first, b.last), similarityOfWords(a.last, b.first)),
  );
}

function together(first: number, last: number): number {
  return Math.min(first, last) < LEAST_ALIKE ? 0 : (first + last) / 2;
}

const WINKLER_LETTERS = 4;
const WINKLER_SHARE = 0.1;

export function similarityOfWords(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const jaro = jaroOf(a, b);
  let common = 0;
  while (common < WINKLER_LETTERS && a[common] !== undefined && a[common] === b[common]) common += 1;
  return jaro + common * WINKLER_SHARE * (1 - jaro);
}

function jaroOf(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const ofA: string[] = [];
  for (let at = 0; at < a.length; at += 1) {
    const to = Math.min(b.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= to; other += 1) {
      if (taken.has(other) || a[at] !== b[other]) continue;
      taken.add(other);
      ofA.push(a[at] ?? '');
      break;
    }
  }
  const same = ofA.length;
  if (same === 0) return 0;
  const ofB = [...taken].sort((x, y) => x - y).map((at) => b[at] ?? '');
  const moved = ofA.filter((letter, at) => letter !== ofB[at]).length / 2;
  return (same / a.length + same / b.length + (same - moved) / same) / 3;
}
