import { addCounts, NO_ROWS, type ChunkProgress, type RowCounts } from './upload-store.ts';

/** The progress of chunks in memory: one for the stores of uploads and of households, because both move it. */
export class MemoryProgress {
  readonly #chunks = new Map<string, ChunkProgress>();

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

  put(progress: ChunkProgress): void {
    this.#chunks.set(nameOf(progress.upload, progress.chunk), structuredClone(progress));
  }
}

function nameOf(upload: string, chunk: number): string {
  return `${upload} ${chunk}`;
}
