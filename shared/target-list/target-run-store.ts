/** Port of the store of runs over the households of a target list: what a run is, how far it is, and the households that it found. */
import type { Recorder } from '#shared/domain/logbook/entry.ts';
import type { AreaCounts, MpiTarget } from '#shared/domain/mpi/area-tally.ts';
import type { MpiProfile } from '#shared/domain/mpi/profile.ts';
import type { FillQuery } from '#shared/domain/target-list/fill-query.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import type { ListChange } from '#shared/domain/target-list/list-changes.ts';
import type { TargetRunStatus } from '#shared/domain/target-list/target-run-status.ts';
import type { Claim } from '#shared/idempotency/claim.ts';

type RunOf<Kind extends string> = {
  id: string;
  version: number;
  kind: Kind;
  /** The list, or the profile of the MPI. */
  of: string;
  /** Two, four or six digits. */
  area: string;
  by: Recorder;
  startedAt: string;
  finishedAt?: string;
  status: TargetRunStatus;
  /** Of each district that was read, in the order of their codes, how many pages of households it gave. */
  pages: Readonly<Record<string, number>>;
};

/** Puts the households that fit a query on a list that is a draft. */
export type FillRun = RunOf<'FILL'> & {
  query: FillQuery;
  /** Only counted. */
  dryRun: boolean;
  /** The last page whose households were put on the list. */
  written?: string;
  wouldAdd: number;
  added: number;
  /** Households that could not be added: their file is full, or they were merged into another since they were counted. */
  skipped: number;
};

/** Counts the stored answers of an area under a profile of the MPI. */
type MpiRunOf<Kind extends string> = RunOf<Kind> & {
  /** The profile whole: the run needs no register. */
  profile: MpiProfile;
  /** Cut-offs, as they were written. */
  cutOffs: readonly string[];
  /** By area: those of a province by district, else by sub-district. */
  counts: Readonly<Record<string, AreaCounts>>;
};

/** Writes nothing. */
export type WhatIfRun = MpiRunOf<'WHAT_IF'>;

/** Puts the official targets and the excluded poor on two lists that are drafts. */
export type MpiListsRun = MpiRunOf<'MPI_LISTS'> & {
  lists: { official: string; excluded: string };
  /** What the lists are made with. */
  terms: Pick<TargetList, 'yearBe' | 'phase' | 'asOfDate'>;
  written?: string;
  added: { official: number; excluded: number };
  skipped: number;
};

/** Compares a list with another; `area` is that of the list. */
export type ChangesRun = RunOf<'CHANGES'> & { against: string; counts: Readonly<Record<ListChange, number>> };

export type TargetRun = FillRun | WhatIfRun | MpiListsRun | ChangesRun;

/** Households that a run found in a district, `<district>#<number, 5 digits>`. */
export type RunPage = { at: string; households: readonly FoundHousehold[] };

/** `target`: by which it is put on a list of the MPI; `change`, in the area of its entry: of lists that are compared. */
export type FoundHousehold = { id: string; target?: MpiTarget; change?: ListChange; area?: string };

export type TargetRunStore = {
  /** Throws `KeyTaken` when the claim is another's. */
  create(run: TargetRun, claim?: Claim): Promise<void>;
  get(id: string): Promise<TargetRun | undefined>;
  /** Replaces the run if it is still at `before.version`; returns whether it did. */
  update(before: TargetRun, after: TargetRun): Promise<boolean>;
  putPage(run: string, page: RunPage): Promise<void>;
  /** Pages in order, `limit` at a time, behind one (undefined: from the first). */
  pages(run: string, after: string | undefined, limit: number): Promise<RunPage[]>;
};

export function pageName(district: string, number: number): string {
  return `${district}#${String(number).padStart(5, '0')}`;
}

/** Whether a page is one of the reading that counts: a reading that broke and began again may have left more of them. */
export function isCounted({ pages }: Pick<TargetRun, 'pages'>, { at }: Pick<RunPage, 'at'>): boolean {
  const [district = '', number] = at.split('#');
  return Number(number) < (pages[district] ?? 0);
}
