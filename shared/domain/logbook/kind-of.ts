import type { EntryBody, KindBody } from './entry.ts';
import type { Kind } from './kind.ts';
import { OWN_KINDS, RECORDED_KINDS } from './kinds/all.ts';
import type { Privacy } from './privacy.ts';

const KIND_OF: ReadonlyMap<string, Kind<KindBody>> = new Map(
  [...RECORDED_KINDS, ...OWN_KINDS].map((kind): [string, Kind<KindBody>] => [kind.type, kind]),
);

/** The kind of a body. Throws when there is none: the entry was written by a newer release. */
export function kindOf<Body extends KindBody>({ type }: Body): Kind<Body> {
  const kind = KIND_OF.get(type);
  if (!kind) throw new Error('An entry of a kind that is not known');
  // The map holds each kind under the type that its bodies have.
  return kind as Kind<Body>;
}

/** What of an entry may lie in the clear. Of a kind that is not known, nothing. */
export function privacyOf(body: EntryBody): Privacy {
  if (body.type !== 'correction') return KIND_OF.get(body.type)?.privacy ?? {};
  const entry = body.entry ? (KIND_OF.get(body.entry.type)?.privacy ?? 'sealed') : 'clear';
  return { type: 'clear', deviceAt: 'clear', supersedes: 'clear', entry, reason: 'sealed' };
}
