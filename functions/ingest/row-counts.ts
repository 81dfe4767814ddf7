import { NO_ROWS, type ChunkProgress, type RowCounts } from '#shared/upload/upload-store.ts';

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
  };
}

/** What the rows of chunks came to, as far as they are loaded. */
export function sumOf(chunks: readonly ChunkProgress[]): RowCounts {
  return chunks.reduce<RowCounts>((sum, { counts }) => addCounts(sum, counts), NO_ROWS);
}
