/** Port of the store of households and their logbook: two tables that only ever move together. */
import type { StepEvidence } from '#shared/domain/target-list/target-steps.ts';
import type { UrgencyLevel } from '#shared/domain/household/urgency.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import type { DuplicateStep } from '#shared/duplicate/duplicate-store.ts';
import type { Claim } from '#shared/idempotency/claim.ts';
import type { ResolutionStep } from '#shared/meeting/meeting-store.ts';
import type { MoveRequestStep } from '#shared/move-request/move-request-store.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';
import type { NameSearch } from '#shared/thai/name-search.ts';
import type { ChunkProgress } from '#shared/upload/upload-store.ts';

import type { UrgentLevel } from './keys.ts';

/**
 * What a household, and only one, is known by. A `place` (an address and the name of somebody there, as `nameKey` makes it) is
 * claimed expressly by who begins a household there with neither ID nor house code, or registers it, if nobody holds it: it finds
 * such households, and keeps two writers from beginning one twice. Others may live there under the same name; they are found otherwise.
 */
export type Identity = { kind: 'person'; citizenId: string } | { kind: 'house'; houseCode: string } | PlaceIdentity;
export type PlaceIdentity = { kind: 'place'; areaCode: string; moo?: number; addressNo: string; name: string };

export function identityKey(identity: Identity): string {
  switch (identity.kind) {
    case 'person':
      return `person#${identity.citizenId}`;
    case 'house':
      return `house#${identity.houseCode}`;
    case 'place':
      return `place#${identity.areaCode}|${identity.moo ?? ''}|${identity.addressNo}|${identity.name}`;
  }
}

/** The step of one household from `before` (undefined: it begins) by `entries` to `after`. */
export type HouseholdChange = {
  before: Household | undefined;
  after: Household;
  entries: readonly LogbookEntry[];
  /** Identities to claim beside the citizen IDs and the house code of `after`. */
  claims?: readonly Identity[];
};

/** Nothing was written, because somebody else was faster. Read again, decide again. */
export class AppendConflict extends Error {
  override readonly name = 'AppendConflict';
  /** Households that stand at another version than `before`. */
  readonly stale: string[];
  /** Identities that another household holds. */
  readonly taken: Identity[];
  /** The chunk's progress is at another row: another delivery of the chunk works on it. */
  readonly progressMoved: boolean;

  constructor(stale: string[], taken: Identity[], progressMoved: boolean) {
    super('Another writer was faster');
    this.stale = stale;
    this.taken = taken;
    this.progressMoved = progressMoved;
  }
}

/** The part of a household that worklists show and filter by: nothing personal. */
export type HouseholdSummary = {
  id: string;
  version: number;
  areaCode: string;
  /** State by list; every list the household is on. */
  lists: Record<string, string>;
  dimensions: Dimension[];
  openNeeds: number;
  agencies: string[];
  mentor: string | null;
  status: Household['status'];
  surveyedOn: string | null;
  nextDue: string | null;
  urgency: UrgencyLevel | null;
  /** What the steps of `lists` follow from, which says what somebody said last (`domain/target-list/target-steps.ts`). */
  evidence: StepEvidence;
  /** Day of what was said, of lists where only what was recorded since counts. */
  since: Record<string, string>;
};

/**
 * Facts of one household for figures. `tied`: some fact speaks of a duplicate, of this household or by it. `duplicates`: those that
 * were recorded as duplicates of this one, as in the document; who reads a district finds those that stand elsewhere by them.
 */
export type HouseholdFacts = {
  id: string;
  areaCode: string;
  tied: boolean;
  duplicates: string[];
  facts: EntryFact[];
  /** As in the document: older facts are not among these. */
  factsSince?: string;
};

/** At most this many items go into one transaction. */
export const TRANSACTION_ITEMS = 100;

/** At most this many bytes, as `weighChange` counts them: the service takes 4 MB, with pointers and the progress of a chunk. */
export const TRANSACTION_BYTES = 3_000_000;

/** What else an append puts in its transaction, and until when. */
export type AppendedTogether = {
  /** The step of a chunk whose rows these are. */
  progress?: { before: ChunkProgress | undefined; after: ChunkProgress };
  /** The caller's key. */
  claim?: Claim | undefined;
  /** The step of a resolution of a meeting. When it stands elsewhere, the append is an `AppendConflict`. */
  resolution?: ResolutionStep | undefined;
  /** The step of the candidate that a merge decides, or its undo opens again. When it stands elsewhere, the append is an `AppendConflict`. */
  duplicate?: DuplicateStep | undefined;
  /** The answer to the request for the move. When that was answered already, the append is an `AppendConflict`. */
  moveRequest?: MoveRequestStep | undefined;
  /** Moment of `performance.now()` after which nothing is committed: an append that is late is an `AppendConflict`. */
  commitBy?: number;
};

export type HouseholdStore = {
  get(id: string): Promise<Household | undefined>;
  getMany(ids: readonly string[]): Promise<Map<string, Household>>;
  /**
   * Puts all entries and moves all documents, in one transaction, with the pointers of new identities, the items of referrals that moved, and what `together` names.
   * All or nothing. Throws `AppendConflict`, `KeyTaken` when the claim is another's, the problems of `weighChange`, and `household-full` for more
   * than `TRANSACTION_ITEMS`, such as a move of a household for which very much waits.
   */
  append(changes: readonly HouseholdChange[], together?: AppendedTogether): Promise<void>;
  /** Items that `append` would write for a change: a transaction takes `TRANSACTION_ITEMS`. */
  itemsOf(change: HouseholdChange): number;
  /** Entries of a household from the oldest, `limit` at a time, after a version. */
  entries(householdId: string, after: number, limit: number): Promise<LogbookEntry[]>;
  /** All entries of a household. */
  history(householdId: string): Promise<LogbookEntry[]>;
  /** Household of each identity that is known, by `identityKey`. */
  find(identities: readonly Identity[]): Promise<Map<string, string>>;
  /** Households at an address; names decide among them. Eventually consistent. */
  findByAddress(address: { areaCode: string; moo?: number; addressNo: string }): Promise<string[]>;
  /** Households that live in an area (4 or 6 digits), in key order, after a household. */
  listArea(
    area: string,
    after: Pick<HouseholdSummary, 'id' | 'areaCode'> | undefined,
    limit: number,
  ): Promise<HouseholdSummary[]>;
  /** Of those in an area (2, 4 or 6 digits) the CRITICAL or the HIGH cases, in key order, after a household. */
  listUrgent(
    level: UrgentLevel,
    area: string,
    after: Pick<HouseholdSummary, 'id' | 'areaCode'> | undefined,
    limit: number,
  ): Promise<HouseholdSummary[]>;
  /**
   * Households that an account leads as their mentor, wherever they live, in the order of their places. Those that are dissolved or merged
   * into another are not among them. Eventually consistent.
   */
  listLed(mentor: string): Promise<Pick<HouseholdSummary, 'id' | 'areaCode'>[]>;
  /** Households of an area that may have somebody of a name: all that have, and some that have not. Only who opens them knows. */
  listNamed(
    area: string,
    name: NameSearch,
    after: Pick<HouseholdSummary, 'id' | 'areaCode'> | undefined,
    limit: number,
  ): Promise<HouseholdSummary[]>;
  /**
   * Facts of the households that live in a district (4 digits) now, and of those that some fact places there. Each once. `month`
   * (`YYYY-MM`): the oldest that figures are made of; old facts are read, too, where a document cannot give it alone. Absent: no old facts.
   */
  factsOfDistrict(district: string, month?: string): AsyncIterable<HouseholdFacts>;
  factsOf(ids: readonly string[], month?: string): Promise<HouseholdFacts[]>;
  /** All facts of a household, also those that have left its document. */
  allFacts(household: Pick<Household, 'id' | 'facts' | 'factsSince'>): Promise<EntryFact[]>;
};
