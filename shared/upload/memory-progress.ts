import { placeOfStep } from './progress-item.ts';
import {
  addCounts,
  NO_ROWS,
  type ChunkProgress,
  type RecordedIn,
  type RecordedStep,
  type RowCounts,
} from './upload-store.ts';

/** The progress of chunks in memory: one for the stores of uploads and of households, because both move it. */
export class MemoryProgress {
  readonly #chunks = new Map<string, ChunkProgress>();
  readonly #recorded = new Map<string, RecordedStep[]>();

  get(upload: string, chunk: number): ChunkProgress | undefined {
    return structuredClone(this.#chunks.get(nameOf(upload, chunk)));
  }

  of(upload: string): ChunkProgress[] {
    const chunks = [...this.#chunks.values()].filter((progress) => progress.upload === upload);
    return structuredClone(chunks.sort((a, b) => a.chunk - b.chunk));
  }

  standsAt(before: ChunkProgress | undefined, after: ChunkProgress): boolean {
    return this.#chunks.get(nameOf(after.upload, after.chunk))?.step === before?.step;
  }

  loaded(upload: string): RowCounts {
    const finished = this.of(upload).filter((progress) => progress.finished);
    return finished.reduce((sum, { counts }) => addCounts(sum, counts), NO_ROWS);
  }

  put(progress: ChunkProgress, recorded: readonly RecordedIn[] = []): void {
    this.#chunks.set(nameOf(progress.upload, progress.chunk), structuredClone(progress));
    if (recorded.length === 0) return;
    const step = { at: placeOfStep(progress), households: structuredClone(recorded) };
    this.#recorded.set(progress.upload, [...(this.#recorded.get(progress.upload) ?? []), step]);
  }

  /** Steps that recorded something, in the order of their places. */
  recorded(upload: string): RecordedStep[] {
    return structuredClone(this.#recorded.get(upload) ?? []).sort((a, b) => (a.at < b.at ? -1 : 1));
  }
}

function nameOf(upload: string, chunk: number): string {
  return `${upload} ${chunk}`;
}
