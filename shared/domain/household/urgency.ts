/** How urgent the case of a household is (letter S4, enclosure 5). CRITICAL opens the list of first visits (Knock Knock). */
export const URGENCY_LEVELS = ['CRITICAL', 'HIGH', 'NORMAL'] as const;
export type UrgencyLevel = (typeof URGENCY_LEVELS)[number];

/** Whether a level is more urgent than another. A household of which nobody has said anything is NORMAL. */
export function isMoreUrgent(level: UrgencyLevel, than: UrgencyLevel | undefined): boolean {
  return URGENCY_LEVELS.indexOf(level) < URGENCY_LEVELS.indexOf(than ?? 'NORMAL');
}
