/**
 * Port of what a rebuild of documents keeps, so that it goes on where it was killed: which run is under way, and how far each of
 * its provinces is.
 */

/** What is wrong with a household. A rebuild mends `document-differs`, `old-facts-differ` and `due-differs`. */
export type RebuildFault =
  /** The document has another byte than the one that its entries make. */
  | 'document-differs'
  /** Facts that have left the document are missing, or are not those of the entries. */
  | 'old-facts-differ'
  /** Rows of the queue are missing, are others than the household makes, or are not those that its document holds. */
  | 'due-differs'
  | 'document-unreadable'
  | 'document-missing'
  /** The newest entry is of a later version than the document, or of an earlier one. */
  | 'document-behind'
  | 'document-ahead'
  | 'no-entries'
  | 'entries-unreadable'
  | 'chain-broken';

/** A household by its id, with nothing of the people in it. `mended`: its document was written anew. */
export type FoundFault = { household: string; fault: RebuildFault; mended: boolean };

/** `check`: only compares. The provinces are two-digit codes. */
export type RebuildRun = { id: string; check: boolean; provinces: string[]; startedAt: string; finishedAt?: string };

export type RebuildProgress = {
  province: string;
  /** Grows with every save. */
  step: number;
  /** The household after which it goes on; absent at the beginning. */
  after?: { district: string; placeSk?: string };
  done: boolean;
  households: number;
  /** Said the same in an older form: in a check left as they are, else written in the form of today. */
  older: number;
  /** Households with a fault that is left, and those whose document was mended. */
  left: number;
  mended: number;
  /** The first of them. */
  faults: FoundFault[];
};

/** Another process works on the same province of the same run. */
export class ProgressMoved extends Error {
  override readonly name = 'ProgressMoved';
}

export type RebuildStore = {
  /** The run of these provinces that is not finished yet; else a new one, with this id. */
  begin(run: Omit<RebuildRun, 'finishedAt'>): Promise<RebuildRun>;
  finish(run: RebuildRun, finishedAt: string): Promise<void>;
  progress(runId: string): Promise<RebuildProgress[]>;
  progressOf(runId: string, province: string): Promise<RebuildProgress | undefined>;
  /** Throws `ProgressMoved` unless the stored progress is one step before. */
  save(runId: string, progress: RebuildProgress): Promise<void>;
};
