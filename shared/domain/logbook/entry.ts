/** A logbook entry: what happened, when it happened, when it was recorded, by whom, for which agency. Never changed. */
import type { CorrectableBody, CorrectionBody } from './bodies.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';

import type { Profile } from '../household/household.ts';

/** The household came into the platform through an office or a file. */
export type RegisteredBody = { type: 'registered'; profile: Profile };

/** Rows of a target list file: persons of the household on the list. */
export type ListedBody = {
  type: 'listed';
  list: string;
  area: string;
  targets: { personId: string | null; dimensions: Dimension[]; indicators: number[] }[];
  profile?: Profile;
};

/** Somebody recorded that `household` is a duplicate of this one. */
export type DuplicateNamedBody = { type: 'duplicate-named'; household: string };

/** A survey of a file may also say who lives there. */
type WithProfile = { profile?: Profile };

export type EntryBody =
  | RegisteredBody
  | ListedBody
  | DuplicateNamedBody
  | (CorrectableBody & WithProfile)
  | (CorrectionBody & WithProfile);

export type Recorder = { sub: string; roles: string[]; agency?: string; area?: string };

export type LogbookEntry = {
  /** `<household>.<version>`. */
  id: string;
  householdId: string;
  /** Version of the household that this entry made. */
  version: number;
  /** Server's clock, ISO UTC with milliseconds. */
  recordedAt: string;
  recordedBy: Recorder;
  body: EntryBody;
  /** Where it came from, when from a file. */
  source?: { upload: string; row: number };
  previousHash: string;
  hash: string;
};

/** What an entry says: of a correction, what replaces the corrected entry. */
export function saidIn(body: EntryBody): Exclude<EntryBody, { type: 'correction' }> {
  return body.type === 'correction' ? body.entry : body;
}

export function entryId(householdId: string, version: number): string {
  return `${householdId}.${version}`;
}

/** The household and version an entry id names, or undefined when it is no entry id (a need of a survey has a third part). */
export function parseEntryId(id: string): { householdId: string; version: number } | undefined {
  const match = /^([0-9a-f-]{36})\.([1-9]\d{0,7})(?:\.[1-9]\d{0,9})?$/.exec(id);
  return match?.[1] && match[2] ? { householdId: match[1], version: Number(match[2]) } : undefined;
}

/** Bangkok day the entry speaks of, or undefined when it speaks of none. */
export function occurredOn(body: EntryBody): string | undefined {
  switch (body.type) {
    case 'visit':
    case 'survey':
    case 'need-status':
    case 'follow-up':
    case 'target-state':
    case 'move':
      return body.on;
    case 'need':
      return body.openedOn;
    case 'assistance':
      return body.deliveredOn ?? body.plannedOn ?? undefined;
    case 'correction':
      return occurredOn(body.entry);
    case 'registered':
    case 'listed':
    case 'duplicate-named':
      return undefined;
  }
}
