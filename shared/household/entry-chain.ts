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

/** The first place where the entries of one household, from version 1, are not what was written; undefined when they are. */
export function verifyChain(entries: readonly LogbookEntry[]): ChainFault | undefined {
  let previous: LogbookEntry | undefined;
  for (const entry of entries) {
    const { version } = entry;
    if (version !== (previous?.version ?? 0) + 1) return { version, fault: 'gap' };
    if (previous && previous.householdId !== entry.householdId) return { version, fault: 'other-household' };
    if (entry.previousHash !== (previous?.hash ?? '')) return { version, fault: 'previous-hash' };
    if (entry.hash !== chainHash(entry)) return { version, fault: 'hash' };
    previous = entry;
  }
  return undefined;
}
