import { isMatched } from '#functions/middleware/etag.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { Problem } from '#shared/problems.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

type Standing = { readonly version: number; readonly changedAt: string; readonly changedBy: string };

/**
 * Lets a document be replaced by who read its present version. Throws `precondition-required` without `If-Match`, and
 * `version-conflict` for another version, with the fields in which what is stored differs from what was sent (`changed`, as JSON
 * pointers, as deep as both have the same parts), and when and by which account it was stored.
 */
export function refuseStale(ifMatch: string | undefined, standing: Standing, stored: object, sent: object): void {
  if (ifMatch === undefined) throw new Problem('precondition-required', { version: standing.version });
  if (!isMatched(ifMatch, standing.version)) throw stale(standing, stored, sent);
}

/** The problem that the document is not what the caller read. */
export function stale({ version, changedAt, changedBy }: Standing, stored: object, sent: object): Problem {
  return new Problem('version-conflict', {
    version,
    changed: differences({ ...stored }, { ...sent }, ''),
    changedAt: formatBangkok(new Date(changedAt)),
    changedBy,
  });
}

type Parts = { readonly [field: string]: unknown };

/** Lists of objects with as many parts are compared part by part; of all else that differs the pointer of the whole is said. */
function differences(now: Parts, wanted: Parts, at: string): string[] {
  return Object.keys({ ...now, ...wanted }).flatMap((field) => {
    const [one, other] = [now[field] ?? null, wanted[field] ?? null];
    const pointer = `${at}/${field}`;
    if (canonicalJson(one) === canonicalJson(other)) return [];
    const areParts = Array.isArray(one) && Array.isArray(other) && one.length === other.length;
    return areParts && [...one, ...other].every(isParts)
      ? one.flatMap((part, index) => differences(part, other[index], `${pointer}/${index}`))
      : [pointer];
  });
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
