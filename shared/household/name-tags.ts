/** The tags of the names of a household, which lie beside what worklists show of it and lead a search to candidates. */
import type { Member } from '#shared/domain/household/household.ts';
import { TAGS } from '#shared/sealing/blind-index.ts';
import type { BlindIndex } from '#shared/sealing/sealer.ts';
import { nameMarks, wantedMarks, type NameSearch } from '#shared/thai/name-search.ts';

type Named = Pick<Member, 'firstName' | 'lastName'>;

/** Letter of the first tag. A tag is one letter of two bytes that occurs in no other part of a summary. */
const FIRST_LETTER = 0x100;
/** Begins the tags. A household without it was written before names had tags: only opening tells. */
export const TAGGED = '§';
const MOST_TAGS_OF_PERSON = 14;

function letterOf(mark: string, index: BlindIndex): string {
  return String.fromCharCode(FIRST_LETTER + index.tag(mark));
}

/** Each tag once and in the order of tags, so that they do not tell which of them are of one person. */
export function nameTags(members: readonly Named[], index: BlindIndex): string {
  const letters = marksOf(members).map((mark) => letterOf(mark, index));
  return TAGGED + [...new Set(letters)].sort().join('');
}

/** As long as the tags of so many people ever get. */
export function mostNameTags(people: number): string {
  return TAGGED + String.fromCharCode(FIRST_LETTER + TAGS - 1).repeat(Math.min(people * MOST_TAGS_OF_PERSON, TAGS));
}

/** Tags of which a household that is searched has all of one list. */
export function wantedTags(search: NameSearch, index: BlindIndex): string[][] {
  return wantedMarks(search).map((marks) => [...new Set(marks.map((mark) => letterOf(mark, index)))]);
}

/** Whether the marks of people, of which tags are made, make their household a candidate. */
export function isCandidate(members: readonly Named[], search: NameSearch): boolean {
  const marks = new Set(marksOf(members));
  return wantedMarks(search).some((wanted) => wanted.every((mark) => marks.has(mark)));
}

function marksOf(members: readonly Named[]): string[] {
  return members.flatMap(({ firstName, lastName }) => nameMarks(firstName, lastName));
}
