/** Keeps what a first look reads for the passes after it, in place of reading it again. */
import type { HouseholdGroup } from '#shared/domain/statistics/facts.ts';

import type { GroupReader } from './household-groups.ts';

export type Read = (reader: GroupReader) => Promise<void>;

/** Facts that are kept: some 70 MB, a large district. */
const FACTS_KEPT = 150_000;

export class KeptGroups {
  /** Undefined: there were too many. */
  #groups: HouseholdGroup[] | undefined = [];
  #facts = 0;

  /** The reading begins, or begins again. */
  begin(): void {
    this.#groups = [];
    this.#facts = 0;
  }

  add(group: HouseholdGroup): void {
    for (const entries of group) this.#facts += entries.length;
    if (this.#facts > FACTS_KEPT) this.#groups = undefined;
    this.#groups?.push(group);
  }

  /** Reads them again; undefined when there were too many to keep. */
  reading(): Read | undefined {
    const groups = this.#groups;
    if (!groups) return undefined;
    // oxlint-disable-next-line typescript/require-await -- a reading is a promise
    return async (reader) => {
      reader.begin();
      for (const group of groups) reader.add(group);
    };
  }
}
