/** ETags of versioned documents and of whole replies, and the comparisons of RFC 9110. */
import { createHash } from 'node:crypto';

export function versionTag(version: number): string {
  return `"${version}"`;
}

export function contentTag(content: string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

/**
 * Whether an `If-Match` lets a write replace `version` (0: there is none yet). `*` matches every version but 0; a weak tag matches none.
 * A bare version is taken for its tag.
 */
export function isMatched(ifMatch: string, version: number): boolean {
  const asked = ifMatch.trim();
  if (asked === '*') return version > 0;
  if (asked === String(version)) return true;
  return asked.split(',').some((tag) => tag.trim() === versionTag(version));
}

/** The version that an `If-Match` names; undefined when it names none, or several. */
export function versionOf(ifMatch: string): number | undefined {
  const match = /^\s*(?:"(\d{1,9})"|(\d{1,9}))\s*$/.exec(ifMatch);
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether the caller of a GET has it already. */
export function hasAlready(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag);
}
