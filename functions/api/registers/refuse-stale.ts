import { isMatched } from '#functions/middleware/etag.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { Problem } from '#shared/problems.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

type Standing = { readonly version: number; readonly changedAt: string; readonly changedBy: string };

/**
 * Lets a document be replaced by who read its present version. Throws `precondition-required` without `If-Match`, and
 * `version-conflict` for another version, with the fields in which what is stored differs from what was sent (`changed`, as JSON
 * pointers), and when and by which account it was stored.
 */
export function refuseStale(ifMatch: string | undefined, standing: Standing, stored: object, sent: object): void {
  if (ifMatch === undefined) throw new Problem('precondition-required', { version: standing.version });
  if (!isMatched(ifMatch, standing.version)) throw stale(standing, stored, sent);
}

/** The problem that the document is not what the caller read. */
export function stale({ version, changedAt, changedBy }: Standing, stored: object, sent: object): Problem {
  const now: Record<string, unknown> = { ...stored };
  const wanted: Record<string, unknown> = { ...sent };
  const changed = Object.keys({ ...now, ...wanted })
    .filter((field) => canonicalJson(now[field] ?? null) !== canonicalJson(wanted[field] ?? null))
    .map((field) => `/${field}`);
  return new Problem('version-conflict', {
    version,
    changed,
    changedAt: formatBangkok(new Date(changedAt)),
    changedBy,
  });
}
