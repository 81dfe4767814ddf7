/** Port of the store of runs over households, of a target list or a mentor: what a run is, how far it is, and the households that it found. */
import type { Scope } from '#shared/domain/access/access.ts';
import type { StaysWithMentor } from '#shared/domain/household/transfer.ts';
import type { Recorder } from '#shared/domain/logbook/entry.ts';
import type { AreaCounts, MpiTarget } from '#shared/domain/mpi/area-tally.ts';
import type { MpiProfile } from '#shared/domain/mpi/profile.ts';
import type { FillQuery } from '#shared/domain/target-list/fill-query.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import type { ListChange } from '#shared/domain/target-list/list-changes.ts';
import type { TargetRunStatus } from '#shared/domain/target-list/target-run-status.ts';
import type { Claim } from '#shared/idempotency/claim.ts';
import type { SealedText } from '#shared/sealing/sealed-text.ts';
import type { SealContext } from '#shared/sealing/sealer.ts';

type AnyRun<Kind extends string> = {
  id: string;
  version: number;
  kind: Kind;
  /** The list, the profile of the MPI, or the account of the mentor. */
  of: string;
  by: Recorder;
  startedAt: string;
  finishedAt?: string;
  status: TargetRunStatus;
  /** Of each district that was read, in the order of their codes, how many pages of households it gave; of a mentor under `LED`. */
  pages: Readonly<Record<string, number>>;
};

type RunOf<Kind extends string> = AnyRun<Kind> & {
  /** Two, four or six digits. */
  area: string;
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

/** Gives the households of a mentor to another from a day on. */
export type TransferRun = AnyRun<'TRANSFER'> & {
  to: string;
  on: string;
  reason: SealedText;
  /** Where the account that began it assigned mentors. */
  scopes: readonly Scope[];
  /** All households that the mentor leads; else those of the pages that stood before the run. */
  all: boolean;
  written?: string;
  transferred: number;
  stayed: number;
};

/** In place of a district: the households of a mentor, wherever they live. */
export const LED = 'led';

/** The place of the reason of a transfer. */
export function contextOfTransfer(id: string): SealContext {
  return { table: 'transfers', id };
}

/** Runs that read districts. */
export type AreaRun = FillRun | WhatIfRun | MpiListsRun | ChangesRun;
export type TargetRun = AreaRun | TransferRun;

/** Households of a page. */
export const PAGE_OF_RUN = 100;

/** Households that a run found in a district, `<district>#<number, 5 digits>`. */
export type RunPage = { at: string; households: readonly FoundHousehold[] };

/** `target`: by which it is put on a list of the MPI; `change`, in the area of its entry: of lists that are compared; `stays`: why it was not given to another mentor. */
export type FoundHousehold = {
  id: string;
  target?: MpiTarget;
  change?: ListChange;
  area?: string;
  stays?: StaysWithMentor;
};

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
