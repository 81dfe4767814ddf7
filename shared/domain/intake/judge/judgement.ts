/** What the judging of a row comes to, and how a row is told what is wrong with it. */
import type { FileProblemCode } from '#shared/file-problems.ts';
import type { ColumnKey, FileRow, RowProblem, UploadSource } from '../cells/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';

export type RowSender = {
  source: UploadSource;
  /** Area subtrees the sender answers for; empty: the nation. */
  scopeAreas: readonly string[];
};

export type JudgeContext = RowSender & {
  /** The list the rows become entries of; given for `tpmap-targets`. */
  list?: TargetList;
  /** The households that were merged into the one of the row, whose places on lists stay in their files; given for `tpmap-targets`. */
  merged?: readonly Household[];
  /** Names a member who is met for the first time. */
  newPersonId: () => string;
};

export type Rejected = {
  outcome: 'rejected';
  problems: RowProblem[];
  /** The household whose being there the refusal gives away. */
  tellsOf?: Household;
};
export type Judgement =
  | Rejected
  | { outcome: 'unchanged'; problems: RowProblem[] }
  | {
      outcome: 'created' | 'updated';
      body: EntryBody;
      /** What is recorded right after it. */
      also?: readonly EntryBody[];
      problems: RowProblem[];
    };

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
