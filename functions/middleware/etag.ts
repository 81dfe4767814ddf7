/** ETags of versioned documents and of whole replies, and the comparisons of RFC 9110. */
import { createHash } from 'node:crypto';

export function versionTag(version: number): string {
  return `"${version}"`;
}

export function contentTag(content: string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

/** The version an `If-Match` names, quoted or bare; undefined when it names none. */
export function versionOf(ifMatch: string): number | undefined {
  const match = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(ifMatch);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Whether the caller of a GET has it already. */
export function hasAlready(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag);
}
