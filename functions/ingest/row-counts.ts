import { addCounts, NO_ROWS, type ChunkProgress, type RowCounts } from '#shared/upload/upload-store.ts';

/** What the rows of chunks came to, as far as they are loaded. */
export function sumOf(chunks: readonly ChunkProgress[]): RowCounts {
  return chunks.reduce<RowCounts>((sum, { counts }) => addCounts(sum, counts), NO_ROWS);
}
