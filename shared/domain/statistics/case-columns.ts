/**
 * What the sheets, CSV files and the dictionary of Reports B and C are made from: each table of a report, with its columns. A table has a line
 * for each row of the report, or several where a row has a figure for each state, dimension or agency.
 */
import type { FigureFormat } from './report-a/columns.ts';

export type CaseColumn = {
  /** Path of the figure within what a line shows. */
  key: string;
  th: string;
  en: string;
  /** A `percent`, `baht` or `days` may be null, and so may any figure that a line does not have. */
  format: FigureFormat | 'text';
  /** What is counted, in Thai, for the data dictionary. */
  definition: string;
};

/** One line of a row: of which code it is, and what is found there. `code` null: of none, such as help without an agency. */
export type CaseLine = { code: string | null; of: object };

/** Whose words the codes of lines are. */
export type LineWords =
  | 'TargetState'
  | 'Dimension'
  | 'Indicator'
  | 'AssistanceType'
  | 'Agency'
  | 'Sector'
  | 'Stage'
  | 'Round'
  | 'Campaign'
  | 'FunnelStep'
  | 'OverlapCell';

export type CaseSection<Row> = {
  /** Name of the sheet (casework C), and of the CSV file without its ending. */
  sheet: string;
  file: string;
  /** Where a row has several lines: the head of their code, and whose words it is. */
  by?: { th: string; words: LineWords };
  lines: (row: Row) => readonly CaseLine[];
  columns: readonly CaseColumn[];
};

/** The code of the line that sums the others of its row. */
export const ALL = 'ALL';

/** The line of a row that has one. */
export function oneLine(of: object): readonly CaseLine[] {
  return [{ code: null, of }];
}

export function countColumn(key: string, th: string, en: string, definition: string): CaseColumn {
  return { key, th, en, format: 'count', definition };
}

/** A figure by its path; undefined where a line does not have it. */
export function figureAt(of: object, key: string): unknown {
  let at: unknown = of;
  for (const name of key.split('.')) at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  return at;
}
