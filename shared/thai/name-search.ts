/** Finding people by a name that is typed: how it is compared, and the marks by which an index finds who may bear it. */
import { keyOfName, splitTitle } from './person-name.ts';
import { normalizeThai } from './thai-text.ts';

/** What was typed, as it sounds. Somebody is found whose first or last name begins with one of `begun`, or whose full name is one of `full`. */
export type NameSearch = {
  readonly begun: readonly string[];
  /** The whole of a first name, and the beginning of a last name. */
  readonly full: readonly { readonly first: string; readonly last: string }[];
};

/** Letters of the beginnings that leave a mark beside two; a name with fewer letters than the most leaves a mark of the whole. */
const LONGER = [3, 4, 6];
const MOST_LETTERS = 6;
/** A first name has no more words, and no more letters when it is typed without a space before the last name. */
const MOST_IN_FIRST = 20;
/** What sounds as the single letter ส but was typed as two. No key holds its middle letter. */
const ONLY_SR = 'ส.ร';
/** Ends the mark of a whole name. No key holds it. */
const END = '.';
/** Begins a second mark of two letters: of a search for no more, one that is shared by chance with a common beginning would lead to thousands. */
const AGAIN = '.';

/** ศ ษ ส are one letter, and ร ล. */
function heard(key: string): string {
  return key.replace(/[ศษ]/gu, 'ส').replaceAll('ล', 'ร');
}

/**
 * A name (a part of `nameKey`) as it sounds: ศ ษ ส are one letter, and ร ล; the ร behind ส is left out, as ศรี is spoken สี. Both what is stored
 * and what is typed are folded by this. The fold of a beginning is a beginning of the fold. Source: domain.md §7.3.
 */
function soundOf(key: string): string {
  const letters = heard(key);
  // One letter would find everybody whose name begins with it.
  return letters === 'สร' ? ONLY_SR : letters.replaceAll('สร', 'ส');
}

function begins(key: string, sound: string): boolean {
  return soundOf(key).startsWith(sound) || (sound === ONLY_SR && heard(key).startsWith('สร'));
}

/**
 * What a typed name asks for: a first or last name from its beginning, or first and last name, with or without a title. Undefined
 * when it has fewer than two letters. Without a space, a full name may end after every letter of its first name.
 */
export function nameSearch(typed: string): NameSearch | undefined {
  const text = normalizeThai(typed).replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ');
  const { name } = splitTitle(text);
  // Last names have no title taken off: some begin like one (นางรอง).
  const alone = /\s/u.test(text.trim()) ? [name] : [name, text];
  const keys = [...new Set(alone.map(keyOfName))].filter((key) => key.length >= 2);
  if (keys.length === 0) return undefined;
  const full = fullNames(name).map(([first, last]) => ({ first: soundOf(first), last: soundOf(last) }));
  return { begun: keys.map(soundOf), full };
}

/** Keys of first and last names that a text may consist of. */
function fullNames(name: string): (readonly [first: string, last: string])[] {
  const words = name
    .split(/\s+/u)
    .map(keyOfName)
    .filter((word) => word !== '');
  const [word = '', ...others] = words;
  if (others.length > 0)
    return others
      .slice(0, MOST_IN_FIRST)
      .map((_, at) => [words.slice(0, at + 1).join(''), words.slice(at + 1).join('')] as const);
  const ends = Math.max(0, Math.min(word.length - 3, MOST_IN_FIRST - 1));
  return Array.from({ length: ends }, (_, at) => [word.slice(0, at + 2), word.slice(at + 2)] as const);
}

/** Whether somebody is found by what was typed: by the beginning or the whole of a first name, a last name, or both as they follow each other. */
export function isNamed(
  { firstName, lastName }: { firstName: string; lastName?: string | undefined },
  { begun, full }: NameSearch,
): boolean {
  const [firstKey, lastKey] = keysOf(firstName, lastName);
  if (begun.some((sound) => begins(firstKey, sound) || begins(lastKey, sound))) return true;
  const sound = soundOf(firstKey);
  return full.some(({ first, last }) => first === sound && begins(lastKey, last));
}

function keysOf(firstName: string, lastName = ''): [first: string, last: string] {
  return [keyOfName(splitTitle(firstName).name), keyOfName(lastName)];
}

/** First and last name of a person as they sound, without titles; '' where there is none. */
export function soundOfNames(firstName: string, lastName: string | undefined): { first: string; last: string } {
  const [first, last] = keysOf(firstName, lastName);
  return { first: soundOf(first), last: soundOf(last) };
}

/** The marks that a person leaves in an index: at most seven for each name. */
export function nameMarks(firstName: string, lastName: string | undefined): string[] {
  return keysOf(firstName, lastName).flatMap((key) => [
    ...marksOfWhole(soundOf(key)),
    ...(heard(key).startsWith('สร') ? marksOfBeginning(ONLY_SR) : []),
  ]);
}

function marksOfBeginning(sound: string): string[] {
  if (sound.length < 2) return [];
  if (sound === ONLY_SR) return [ONLY_SR, AGAIN + ONLY_SR];
  const two = sound.slice(0, 2);
  const longer = LONGER.filter((letters) => letters <= sound.length).map((letters) => sound.slice(0, letters));
  return [two, AGAIN + two, ...longer];
}

function marksOfWhole(sound: string): string[] {
  const marks = marksOfBeginning(sound);
  return sound.length > 0 && sound.length < MOST_LETTERS ? [...marks, sound + END] : marks;
}

/**
 * Marks that lead to everybody who is found by what was typed, and to few others: the marks of a household hold all of one of these lists. Of
 * the lists of full names, which may be many, each names the two narrowest marks of both names.
 */
export function wantedMarks({ begun, full }: NameSearch): string[][] {
  return [
    ...begun.map(marksOfBeginning),
    ...full.map(({ first, last }) => [...marksOfWhole(first).slice(-2), ...marksOfBeginning(last).slice(-2)]),
  ];
}
