import type { LifeCycle } from '../life-cycle.ts';

/** Life of an upload (design §6): a file is awaited, read, loaded, and ends finished or refused as a whole. */
export const UPLOAD_STATUSES = ['AWAITING_FILE', 'READING', 'LOADING', 'FINISHED', 'FAILED'] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

export const UPLOAD_LIFE_CYCLE: LifeCycle<UploadStatus> = {
  AWAITING_FILE: ['READING', 'FAILED'],
  // The same file sent again ends at once with the first receipt.
  READING: ['READING', 'LOADING', 'FINISHED', 'FAILED'],
  LOADING: ['LOADING', 'FINISHED', 'FAILED'],
  FINISHED: [],
  FAILED: [],
};
