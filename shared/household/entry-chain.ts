/** The chain of a household's entries: each carries the hash of the one before, so that an overwrite or a gap shows. */
import { hash } from 'node:crypto';

import { canonicalJson } from '#shared/canonical-json.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';

/** SHA-256 (base64url) over the entry's canonical JSON, `previousHash` included. */
export function chainHash(entry: Omit<LogbookEntry, 'hash'>): string {
  const { id, householdId, version, recordedAt, recordedBy, body, source, copiedFrom, firstAt, previousHash } = entry;
  const content = { id, householdId, version, recordedAt, recordedBy, body, source, copiedFrom, firstAt, previousHash };
  return hash('sha256', canonicalJson(content), 'base64url');
}

export type ChainFault = { version: number; fault: 'gap' | 'other-household' | 'previous-hash' | 'hash' };

/** What a proof of the chain may say of an entry. `unreadable`: its bytes do not open, or make no entry, so that there is nothing to verify. */
export const PROOF_FAULTS = ['gap', 'other-household', 'previous-hash', 'hash', 'unreadable'] as const satisfies (
  | ChainFault['fault']
  | 'unreadable'
)[];
export type ProofFault = { version: number; fault: (typeof PROOF_FAULTS)[number] };

/** The first place where the entries of one household, from version 1, are not what was written; undefined when they are. A `gap` is where one is missing. */
export function verifyChain(entries: readonly LogbookEntry[]): ChainFault | undefined {
  let previous: LogbookEntry | undefined;
  for (const entry of entries) {
    const { version } = entry;
    const next = (previous?.version ?? 0) + 1;
    if (version !== next) return { version: next, fault: 'gap' };
    if (previous && previous.householdId !== entry.householdId) return { version, fault: 'other-household' };
    if (entry.previousHash !== (previous?.hash ?? '')) return { version, fault: 'previous-hash' };
    if (entry.hash !== chainHash(entry)) return { version, fault: 'hash' };
    previous = entry;
  }
  return undefined;
}
