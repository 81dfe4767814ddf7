import type { ColumnKey } from '#shared/domain/intake/cells/row.ts';

import type { SampleHousehold, SamplePerson } from './households.ts';

/** A row of a file before it is written: its cells, whom it speaks of, and what was done to it. */
export type SampleRow = {
  cells: { [key in ColumnKey]?: string };
  household: SampleHousehold;
  person: SamplePerson;
  /** Of the survey or the help; '' in target lists. */
  day: string;
  /** Kind of dirt planted in it. */
  dirt: string | undefined;
  /** Code of the error for which it must be rejected, whatever is known of the household. */
  rejectedFor: string | undefined;
};

/** What the files before are expected to have left behind, and the outcome that each further row must have. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'rejected';
