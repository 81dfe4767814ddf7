/** What comes of a household in a round of Re-X-ray (casework R20). */
export const ROUND_RESULTS = ['COMPLETE', 'INCOMPLETE', 'NOT_STARTED', 'HOUSEHOLD_GONE'] as const;
export type RoundResult = (typeof ROUND_RESULTS)[number];
