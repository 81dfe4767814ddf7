/** Port of the store of uploads: what an office sent, how far it is, and the receipt. */
import type { MappedColumns } from '#shared/domain/intake/columns/header.ts';
import type { RowProblem, UploadSource } from '#shared/domain/intake/cells/row.ts';
import type { ToldProblem } from '#shared/domain/intake/told-problems.ts';
import { dueOfUpload } from '#shared/domain/due/kinds-of-answers.ts';
import { moved, type MovedDue } from '#shared/due/moved.ts';
import type { Claim } from '#shared/idempotency/claim.ts';
import type { Staying } from '#shared/domain/upload/undo-upload.ts';
import type { UndoStatus, UploadStatus } from '#shared/domain/upload/upload-status.ts';
import type { SealedText } from '#shared/sealing/sealed-text.ts';

export type RowCounts = { created: number; updated: number; unchanged: number; rejected: number };
export const NO_ROWS: RowCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
  };
}

/** Problems that a receipt shows; the list of problems has all. */
export const PROBLEMS_SHOWN = 100;

/** Where in the list of problems what is, in bytes from its beginning. The errors come first. */
export type ProblemList = {
  bytes: number;
  warningsFrom: number;
  /** By code: how many rows have it, where its first problem begins and its last ends. */
  codes: Record<string, { rows: number; from: number; to: number }>;
};

export type Upload = {
  id: string;
  version: number;
  source: UploadSource;
  /** As the office names it; shown back to it only, who alone opens it. Of uploads from before names were sealed in the clear. */
  filename: string | SealedText;
  size: number;
  list?: string;
  /** Its rows are judged and nothing of them is recorded; its bytes are nobody's. */
  dryRun?: true;
  status: UploadStatus;
  createdAt: string;
  /** Account and its scope at the time of sending: rows outside are rejected. */
  by: { sub: string; roles: string[]; area?: string; agency?: string; unit?: string };
  /** Area subtrees that rows may lie in; empty: the nation. */
  scopeAreas: string[];
  objectKey: string;
  /**
   * Columns mapped by hand: those sent with it; from the first reading on those remembered for the office, too, so that every
   * attempt reads the same; once it is read, those that its file was read by.
   */
  columns?: MappedColumns;
  sha256?: string;
  /** The first upload of the same bytes: its receipt is this one's. */
  sameAs?: string;
  chunks?: number;
  sheets?: { index: number; name: string }[];
  rows?: RowCounts & { total: number };
  /** Problems of the whole file; for a refused file the reason, first. */
  fileProblems: RowProblem[];
  /** The first `PROBLEMS_SHOWN` of its rows, in their order; of a refused file the reason. */
  problems: ToldProblem[];
  /** Of all problems of its rows; uploads that finished before there was such a list have none. */
  problemList?: ProblemList;
  errorWorkbookKey?: string;
  /** Of a CSV; uploads that finished before it was made have none. */
  errorCsvKey?: string;
  finishedAt?: string;
  /** What its rows recorded is kept step by step (`recorded`); uploads from before that cannot be undone. */
  keepsRecorded?: true;
  undo?: UploadUndo;
  /** Nobody waits for its rejected rows to be sent again: when an account said so, and which. */
  dismissed?: { at: string; by: string };
  /** The later upload of its office that sent its rejected rows again. */
  correctedBy?: string;
};

/** The undo of an upload (casework R53): begun once, and worked off step by step of its load. */
export type UploadUndo = {
  status: UndoStatus;
  reason: SealedText;
  /** The account that asked for it, as it was then: what the undo records is its word. */
  by: Upload['by'];
  startedAt: string;
  finishedAt?: string;
  /** The last step of the load that was worked off. */
  after?: string;
  /** Entries that count no more, households that are dissolved, and entries that stay. */
  withdrawn: number;
  dissolved: number;
  stayed: number;
};

/** What a step of a load recorded: of each household the versions of its entries. `at`: its place in the order of steps. */
export type RecordedStep = { at: string; households: readonly RecordedIn[] };
export type RecordedIn = { id: string; from: number; to: number };

/** What of a step stays although its upload was undone. */
export type StayedOfStep = { at: string; stays: readonly (Staying & { householdId: string })[] };

/** The rows of the queue that a step of an upload moves. */
export function dueMovedByUpload(before: Upload, after: Upload): MovedDue {
  return moved(dueOfUpload(before), dueOfUpload(after));
}

/** Whether another upload of the same bytes is new: nothing of them was loaded whole, or it was taken back. */
export function givesUpBytes({ status, undo }: Pick<Upload, 'status' | 'undo'>): boolean {
  return status === 'FAILED' || undo?.status === 'DONE';
}

/**
 * How far the load of a chunk is: written in the transaction that writes its rows, so that a retry goes on exactly there.
 * Problems beyond the counts are in an object beside the chunk.
 */
export type ChunkProgress = {
  upload: string;
  chunk: number;
  /** Grows by one with each step. */
  step: number;
  /** Rows of the chunk done so far, in order. */
  done: number;
  counts: RowCounts;
  /** Problems that the load found (those of reading are in the chunk itself). */
  problems: RowProblem[];
  finished: boolean;
};

/** An upload in a list; `at` is its place there, and later ones come after it. */
export type ListedUpload = { id: string; source: UploadSource; at: string };

/** Ordered by the moment when it was offered; of two of one moment by id. */
export function listedUpload({ id, source, createdAt }: Upload): ListedUpload {
  return { id, source, at: `${createdAt}#${id}` };
}

export type UploadStore = {
  /** Throws `KeyTaken` when the claim is another's. */
  create(upload: Upload, claim?: Claim): Promise<void>;
  get(id: string): Promise<Upload | undefined>;
  getMany(ids: readonly string[]): Promise<Map<string, Upload>>;
  /**
   * At most `limit` uploads of a place (`placesOfUpload`), newest first; those before `before`, when it is given. Uploads from before there
   * were lists are in none.
   */
  listed(place: string, before: string | undefined, limit: number): Promise<ListedUpload[]>;
  /** Replaces the upload if it is still at `before.version`; returns whether it did. Throws `KeyTaken` when the claim is another's. */
  update(before: Upload, after: Upload, claim?: Claim): Promise<boolean>;
  /**
   * Claims the bytes of a file for an upload; answers with the upload that holds the claim (itself, when it was first).
   * A claim whose upload FAILED, or was undone, passes on to the next (`givesUpBytes`).
   */
  claim(fingerprint: string, uploadId: string): Promise<string>;
  /** Columns that an office has mapped by hand for a source; the newest word of each header text counts. */
  columnsOf(office: string, source: UploadSource): Promise<MappedColumns>;
  /** Puts in their place what `change` makes of the columns that are stored by then; undefined leaves them. */
  rememberColumns(
    office: string,
    source: UploadSource,
    change: (stands: MappedColumns) => MappedColumns | undefined,
  ): Promise<void>;
  progress(upload: string, chunk: number): Promise<ChunkProgress | undefined>;
  /** Moves the progress alone, when no row of the step writes anything; false when another delivery was faster. */
  advance(before: ChunkProgress | undefined, after: ChunkProgress): Promise<boolean>;
  allProgress(upload: string): Promise<ChunkProgress[]>;
  /** What the rows of the finished chunks came to: one read, however many there are. */
  loadedRows(upload: string): Promise<RowCounts>;
  /** At most `limit` steps of the load of an upload that recorded something, after `after`, in the order of their places. */
  recorded(upload: string, after: string | undefined, limit: number): Promise<RecordedStep[]>;
  /** Puts what of a step stays in place of what was said of it before. */
  putStayed(upload: string, stayed: StayedOfStep): Promise<void>;
  /** At most `limit` steps of which something stays, from `from` on. */
  stayed(upload: string, from: string | undefined, limit: number): Promise<StayedOfStep[]>;
};
