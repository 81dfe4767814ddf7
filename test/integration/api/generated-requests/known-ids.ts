/** What the API of generated requests is planted with, and by which ids it is known before it is. */
import type * as fc from 'fast-check';
import { account } from '#test/api/in-process-api.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

/** Recognisable in any log line. */
export const PLANTED = {
  name: 'ทดสอบหาได้',
  lastName: 'สมมุติหาได้',
  phone: '0899990001',
  citizenId: syntheticCitizenId(777_777),
};

/** Whose data requests are about; known once the API is planted. */
/** Pairs of households that are one, each to be merged once. */
export const TWINS: { keep: string; other: string; reason: string; versions: Record<string, number> }[] = [];
export const SUBJECT = { householdId: '', personId: '' };

/** Ids of the drafts that the API is planted with: the in-process API counts its ids from 1. */
export const DRAFTS = 30;
/** Of them those that are frozen. */
export const FROZEN = 8;
/** Those that can be frozen. */
export const PUBLISHED = 8;
/** Referrals of each household. */
export const REFERRED = 20;
export const LISTS = { first: idOf(1), all: Array.from({ length: DRAFTS }, (_, index) => idOf(index + 1)) };

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Accounts of mentors, of which each state has some: sign-ins of a test count theirs from 1. */
export const PEOPLE = Array.from({ length: 60 }, (_, index) => `person-${index + 1}`);

/** The secretariat of another province. */
export const ABROAD = account('PROVINCE_SECRETARIAT', { area: '31' });

/** An office of another province, and the move that it asks for. */
export const ELSEWHERE = account('DISTRICT_OFFICER', { area: '3101' });
export const MOVE = { on: '2026-05-10', toArea: '310101', reason: 'พบครัวเรือนอยู่ที่นี่' };

/** Hold a household of another province open. */
export const HOLDERS = Array.from({ length: 20 }, (_, number) =>
  account('DISTRICT_OFFICER', { area: '3101', sub: `abroad-${number}` }),
);
/** Of these the first end what they opened; the offices end and review all. */
export const ENDING = 4;
/** Ids that are asked for in paths. `referrals`: those that are open in the beginning. */
export type Planted = Record<
  | 'known'
  | 'households'
  | 'organisations'
  | 'referrals'
  | 'meetings'
  | 'resolutions'
  | 'glasses'
  | 'held'
  | 'clients'
  | 'moveRequests'
  | 'subjectRequests'
  | 'merges'
  | 'duplicates',
  fc.Arbitrary<string>
>;
