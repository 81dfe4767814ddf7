import type { Outcome, SampleRow } from './sample-row.ts';

export type ExpectedOutcome = { outcome: Outcome; /** Code of the error, when rejected. */ code: string | undefined };

/**
 * What an import must make of the rows, file after file into an empty system, by an account of the province: a model of
 * what the files say, apart from the importer's own rules, to hold it to. Source: design of files in (outcomes).
 */
export class ExpectedOutcomes {
  readonly #households = new Set<number>();
  readonly #targets = new Set<string>();
  readonly #surveyedOn = new Map<number, string>();
  /** Whether its agency is known, by help. */
  readonly #helps = new Map<string, boolean>();

  /** A row of a target list is the person's entry in it. */
  target(row: SampleRow): ExpectedOutcome {
    if (row.rejectedFor !== undefined) return rejected(row.rejectedFor);
    this.#households.add(row.household.no);
    return outcome(addTo(this.#targets, row.person.citizenId) ? 'created' : 'unchanged');
  }

  /** A row of a survey is the household. */
  survey(row: SampleRow): ExpectedOutcome {
    if (row.rejectedFor !== undefined) return rejected(row.rejectedFor);
    const { no } = row.household;
    const before = this.#surveyedOn.get(no);
    // Within the sample, two rows of one day are one row written twice, and an older one changes nothing.
    if (before !== undefined && row.day <= before) return outcome('unchanged');
    this.#surveyedOn.set(no, row.day);
    return outcome(addTo(this.#households, no) ? 'created' : 'updated');
  }

  /** A row of an assistance file is the help; `help` says which it is: two rows of one help have the same. */
  assistance(row: SampleRow, help: string): ExpectedOutcome {
    if (row.rejectedFor !== undefined) return rejected(row.rejectedFor);
    if (!this.#households.has(row.household.no)) return rejected('household-not-found');
    const known = this.#helps.get(help);
    const named = row.cells.agency !== '';
    this.#helps.set(help, named || known === true);
    if (known === undefined) return outcome('created');
    return outcome(named && !known ? 'updated' : 'unchanged');
  }
}

function rejected(code: string): ExpectedOutcome {
  return { outcome: 'rejected', code };
}

function outcome(of: Outcome): ExpectedOutcome {
  return { outcome: of, code: undefined };
}

function addTo<Value>(set: Set<Value>, value: Value): boolean {
  if (set.has(value)) return false;
  set.add(value);
  return true;
}
