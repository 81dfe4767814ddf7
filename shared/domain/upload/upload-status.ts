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

/** An undo is a run that may be killed and goes on; it ends done (casework R53). */
export const UNDO_STATUSES = ['RUNNING', 'DONE'] as const;
export type UndoStatus = (typeof UNDO_STATUSES)[number];

/** Why an entry stays: entries in force name what it made, or its list was frozen with it. */
export const STAYS_FOR = ['built-upon', 'list-frozen'] as const;
export type StaysFor = (typeof STAYS_FOR)[number];

export const WHY_NOT_UNDOABLE = ['NOT_ENDED', 'TRIAL', 'TOO_OLD'] as const;
export type WhyNotUndoable = (typeof WHY_NOT_UNDOABLE)[number];

type Undoable = { status: UploadStatus; dryRun?: true; chunks?: number; keepsRecorded?: true };

/** Why nothing of an upload can be taken back; undefined when it can. `keepsRecorded`: which entries its rows made is kept. */
export function whyNotUndoable({ status, dryRun, chunks = 0, keepsRecorded }: Undoable): WhyNotUndoable | undefined {
  if (UPLOAD_LIFE_CYCLE[status].length > 0) return 'NOT_ENDED';
  if (dryRun) return 'TRIAL';
  return chunks > 0 && !keepsRecorded ? 'TOO_OLD' : undefined;
}
