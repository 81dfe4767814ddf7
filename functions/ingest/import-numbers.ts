/** What an import tells the people who look after it: whether it gets on, and what its rows came to. */
import type { ImportMetric } from '#shared/contracts/metrics.ts';
import type { RowCounts } from '#shared/upload/upload-store.ts';

/** Of fewer rows a share says little, and the office sees the receipt at once. */
const ROWS_OF_A_SHARE = 20;

/** Minutes since an upload was announced; said by every step that works on it. */
export function atWork(createdAt: string, now: Date): Pick<Record<ImportMetric, number>, 'ImportMinutes'> {
  return { ImportMinutes: Math.floor((now.getTime() - Date.parse(createdAt)) / 60_000) };
}

/** The rows of a finished file by outcome. The share is rounded up, so that "over 20" is 20.01 or more. */
export function rowsByOutcome(rows: RowCounts & { total: number }): { readonly [N in ImportMetric]?: number } {
  const { total, created, updated, unchanged, rejected } = rows;
  return {
    FilesFinished: 1,
    RowsCreated: created,
    RowsUpdated: updated,
    RowsUnchanged: unchanged,
    RowsRejected: rejected,
    ...(total < ROWS_OF_A_SHARE ? {} : { RowsRejectedPercent: Math.ceil((rejected * 10_000) / total) / 100 }),
  };
}
