import type { TargetList } from './target-list.ts';

/** The duty of the main group: somebody meets each household once a month (letter S3, infographic). */
const TPMAP_CONTACT_DAYS = 31;

/** Days within which somebody has to meet each household of a list again; null: the list asks for none. A TPMAP list asks for 31 unless it says otherwise. */
export function contactDaysOf({ source, contactDays }: Pick<TargetList, 'source' | 'contactDays'>): number | null {
  if (contactDays !== undefined) return contactDays;
  return source === 'TPMAP' ? TPMAP_CONTACT_DAYS : null;
}

/** Whether each household of a list is to have a mentor. A TPMAP list says so unless it says otherwise. */
export function wantsMentorOf({ source, wantsMentor }: Pick<TargetList, 'source' | 'wantsMentor'>): boolean {
  return wantsMentor ?? source === 'TPMAP';
}
