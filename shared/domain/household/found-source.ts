/** Where a household that the lists had missed was found (S3 guideline 3). */
export const FOUND_SOURCES = ['THAIQM', 'VULNERABLE', 'FIELD_FOUND', 'REXRAY', 'OTHER'] as const;
export type FoundSource = (typeof FOUND_SOURCES)[number];
