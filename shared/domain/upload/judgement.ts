/** What the judging of a row comes to, and how a row is told what is wrong with it. */
import type { FileProblemCode } from '#shared/file-problems.ts';
import type { ColumnKey, FileRow, RowProblem } from '../files/row.ts';
import type { Household } from '../household/household.ts';
import type { EntryBody } from '../logbook/entry.ts';

export type Rejected = {
  outcome: 'rejected';
  problems: RowProblem[];
  /** The household whose being there the refusal gives away. */
  tellsOf?: Household;
};
export type Judgement =
  | Rejected
  | { outcome: 'unchanged'; problems: RowProblem[] }
  | { outcome: 'created' | 'updated'; body: EntryBody; problems: RowProblem[] };

export type Refuse = (code: FileProblemCode, message: string, column?: ColumnKey) => Rejected;

export function refusal(row: FileRow): Refuse {
  return (code, message, column) => ({
    outcome: 'rejected',
    problems: [{ row: row.row, ...(column ? { column } : {}), severity: 'error', code, message }],
  });
}

export function warning(row: FileRow, code: FileProblemCode, message: string, column?: ColumnKey): RowProblem {
  return { row: row.row, ...(column ? { column } : {}), severity: 'warning', code, message };
}
