/** "งานของฉันวันนี้": what waits for somebody, by when, and from when it is shown (casework E). Days are `YYYY-MM-DD` of Bangkok. */

export const DUE_KINDS = [
  'CRISIS',
  'UNASSIGNED',
  'FIRST_VISIT',
  'CONTACT',
  'PROMISED',
  'NO_PLAN',
  'PLAN_ITEM',
  'EXTERNAL',
  'REFERRAL_NEW',
  'REFERRAL_DUE',
  'REFERRAL_BACK',
  'REFERRAL_LATE',
  'BOUNCED',
  'CLOSE_NEED',
  'FOLLOW_UP',
  'RELAPSE_CHECK',
  'RESOLUTION',
  'REXRAY',
  'UNSOLVED',
  'CHECK_TARGET',
  'CHECK_NEED',
  'ARRIVED',
  'END_MENTOR',
  'MOVE_REQUEST',
  'BREAK_GLASS',
  'DUPLICATE',
  'REASSIGN',
  'CLOSE_MONTH',
  'REMARKS',
  'NO_FOCAL',
  'UPLOAD_REJECTS',
] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/**
 * Whose an item is: of a mentor's account; of the unit and field teams of a sub-district, whichever cover it today; of a unit, when it is
 * of no place; of an organisation.
 */
export type DueOwner =
  | { kind: 'mentor'; sub: string }
  | { kind: 'place'; area: string }
  | { kind: 'unit'; unit: string }
  | { kind: 'agency'; agency: string };

export type DueItem = {
  owner: DueOwner;
  kind: DueKind;
  /** Id of what it is about: of a household, a referral, a resolution, an upload. */
  ref: string;
  /** Id of the household, when it is about one. */
  household: string | null;
  /** Day of the cause. */
  since: string;
  dueOn: string;
  /** Listed from this day on. */
  showFrom: string;
  /** 0: a crisis, or a household that is CRITICAL; of an agency only while it is of the state and works on a referral of the household. */
  priority: 0 | 1;
};

/** Place of an item in its list, as text: priority, then the day, then what it is. No two items of an account have the same. */
export function placeInOrder({ priority, dueOn, ref, kind, owner }: DueItem): string {
  return `${priority} ${dueOn} ${ref} ${kind} ${Object.values(owner).join(' ')}`;
}
