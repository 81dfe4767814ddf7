/**
 * A kind of logbook entry as one thing: what it says, what of that is sealed, who records it, what it may not say, what it
 * changes, and the fact that figures are made of. `kinds/` holds one file for each kind; `npm run kinds` writes the list of
 * them. What reads entries (`replay.ts`, `record.ts`, the store, the API) asks the kind and names none.
 */
import type { InputError } from '#shared/problems.ts';

import type { Role } from '../access/access.ts';
import type { Household, Need } from '../household/household.ts';
import type { Situation } from '../target-list/target-steps.ts';
import type { KindBody } from './entry.ts';
import type { FactBody } from '../statistics/facts.ts';
import type { Privacy, Told } from './privacy.ts';

/** Where in a call the body is: the pointer of its field `on` is `/on` or, in a correction, `/entry/on`. */
export type At = '' | '/entry';

export type Kind<Body> = {
  readonly type: string;
  /** Roles whose accounts record it by a call (domain.md §2.1). None: only files and the platform record it. */
  readonly recordedBy: readonly Role[];
  /** Its name in the API's document. */
  readonly shownAs: string;
  readonly privacy: Privacy;
  /** Which of its fields not every reader is told (`told-entry.ts`). */
  readonly told: Told;
  /** It brings words that fill the document of the household (`household/room.ts`). */
  readonly words: boolean;
  /** What a body may not say, whatever the household. */
  errors?(body: Body, at: At): InputError[];
  /** The day that may not lie in the future, and the field that says it. Undefined when the body speaks of none. */
  past?(body: Body): { field: string; day: string } | undefined;
  /** Ids of the needs that it names, which must be needs of the household. */
  needIds?(body: Body): readonly string[];
  /** Of `needIds` those that may not be dropped while this entry is in force; all unless said. */
  heldNeedIds?(body: Body): readonly string[];
  /** Ids of the persons that it names, who must live in the household. */
  personIds?(body: Body): readonly (string | null | undefined)[];
  /** Throws when the household does not allow it, also when it is said in a correction. */
  check?(household: Household, body: Body, at: At): void;
  /** Throws when a life-cycle has no such step from the present state. Corrections put right what was said and take no step. */
  checkStep?(household: Household, body: Body, situation: Situation): void;
  /** It is recorded also of a household that was merged into another: what goes on there by right of the platform. */
  readonly ofMerged?: true;
  /** For kinds that move an earlier entry on. */
  readonly step?: Step<Body>;
  /** What a body means, where it may say more than it means: a correction changes only what differs in meaning. */
  meant?(body: Body): Body;
  /** For kinds that open needs. A correction of such an entry opens them at the position of the entry it corrects. */
  readonly opens?: NeedsOpened<Body>;
  /** Ids of the needs that its results close. While another entry reopens one of them, the entry is not withdrawn. */
  closes?(body: Body): readonly string[];
  /**
   * Ids of the entries that would have nothing to stand on without what this says: such an entry is not withdrawn. `others`: what else
   * is in force, without its own chain of corrections.
   */
  bears?(body: Body, others: readonly { id: string; said: KindBody }[]): readonly string[];
  /**
   * Changes the household, at the moment of the entry, be it a correction. Needs that it opens are there already. `id` is that of the
   * first entry of its chain of corrections. A step applies as the entry that it moves on.
   */
  apply(household: Household, body: Body, entry: { id: string; version: number; recordedAt: string }): void;
  /**
   * What figures are made of; undefined when it counts nowhere. `recordedAt`: for kinds whose day is that of their recording; `root`: id
   * of the first entry of its chain of corrections.
   */
  fact?(body: Body, recordedAt: string, root: string): FactBody | undefined;
  /** What the API shows of an entry that no call records. */
  show?(body: Body): object;
};

/** A step that moves an earlier entry of another kind on (`steps.ts`): that entry's body is `earlier`. */
export type Step<Body> = {
  /** The kind that is moved on, and the field with the id of an entry of its chain. */
  readonly moves: string;
  readonly field: string;
  of(body: Body): string;
  /** Throws when the life-cycle has no such step. */
  check(earlier: object, body: Body): void;
  /** What holds of the earlier entry after it. */
  onto(earlier: object, body: Body): object;
};

/** How a kind names the needs that it opens. `root`: id of the first entry of the chain of corrections. */
export type NeedsOpened<Body> = {
  /** The needs as they are when they are opened. */
  needs(body: Body, root: string): Need[];
  ids(body: Body, root: string): string[];
  /** Of the needs opened so far, those that a correction keeps. */
  kept(body: Body, root: string): string[];
  /** The correction with an id for each of its needs. `used`: all ids that the chain has used. */
  numbered?(body: Body, root: string, used: ReadonlySet<string>): Body;
  /** Throws when a correction keeps a need that the chain did not open. */
  checkKept?(body: Body, opened: ReadonlySet<string>): void;
};
