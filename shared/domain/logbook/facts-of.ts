import type { EntryFact, FactBody } from '../statistics/facts.ts';
import { saidIn, type LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';

/** The facts of one entry that figures are made of (domain.md §6.2, §6.3): nothing personal. Entries that count nowhere have none. */
export function factsOf(entry: LogbookEntry): EntryFact[] {
  const { id, householdId, version, recordedAt, body } = entry;
  const fact = (factBody: FactBody, supersedes?: string): EntryFact => ({
    id,
    householdId,
    version,
    recordedAt,
    ...(supersedes === undefined ? {} : { supersedes }),
    body: factBody,
  });
  const said = saidIn(body);
  const counted = kindOf(said).fact?.(said);
  // A correction of what counts nowhere counts nowhere either.
  if (body.type === 'correction') return counted ? [fact(counted, body.supersedes)] : [];
  // Only the entry that begins a household says where it lives; later profiles do not move it.
  const begins = 'profile' in body && body.profile?.areaCode !== undefined && version === 1;
  const registered = begins ? [fact({ type: 'registered', area: body.profile?.areaCode ?? '' })] : [];
  return counted ? [...registered, fact(counted)] : registered;
}
